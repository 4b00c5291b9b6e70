# SPDX-License-Identifier: Apache-2.0
"""What all tests share: the switch that rewrites golden texts, and how Hypothesis chooses its examples."""

import pytest
from hypothesis import settings

# The same examples every time, however slow the machine is: a red test is red for everybody.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` (`make golden-update`): write what the program says now into the golden texts."""
    parser.addoption("--golden-update", action="store_true", help="rewrite golden texts instead of comparing them")


@pytest.fixture
def golden_update(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be rewritten."""
    return bool(request.config.getoption("--golden-update"))
