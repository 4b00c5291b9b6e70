# SPDX-License-Identifier: Apache-2.0
"""What all tests share: the switch for golden texts, how Hypothesis chooses, which engine answers, the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from fabula.engine import choose

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, one for each module of tests (`tests/browser.py`)."""
    from browser import launched  # noqa: PLC0415 -- only the tests with a browser wait for Playwright

    with launched() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page that reaches no network and whose complaints fail the test."""
    from browser import opened  # noqa: PLC0415 -- only the tests with a browser wait for Playwright

    with opened(chromium) as page:
        yield page
