# SPDX-License-Identifier: Apache-2.0
"""What all tests share: the switch that rewrites golden texts instead of comparing them."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` (`make golden-update`): write what the program says now into the golden texts."""
    parser.addoption("--golden-update", action="store_true", help="rewrite golden texts instead of comparing them")


@pytest.fixture
def golden_update(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be rewritten."""
    return bool(request.config.getoption("--golden-update"))
