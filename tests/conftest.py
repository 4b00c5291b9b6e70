# SPDX-License-Identifier: Apache-2.0
"""What all tests share: the switch for golden texts, how Hypothesis chooses its examples, which engine answers."""

import pytest
from hypothesis import settings

from fabula.engine import choose

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


@pytest.fixture(params=list(choose.EngineName))
def each_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> choose.EngineName:
    """The test is run twice; where it names no engine, the one and then the other answers."""
    name = choose.EngineName(request.param)
    if name is choose.EngineName.REFERENCE:
        monkeypatch.setattr(choose, "native_is_there", lambda: False)
    elif not choose.native_is_there():
        pytest.skip("the native engine is not built: `make extension`")
    return name
