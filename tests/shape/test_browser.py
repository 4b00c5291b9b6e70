# SPDX-License-Identifier: Apache-2.0
"""The ground of the browser tests itself: a page that reaches out or complains fails its test, and axe finds things."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import browser
from browser import opened, violations

pytestmark = browser.GROUP
PAGE = '<!doctype html><html lang="en"><title>Gates</title><main><h1>Gates</h1>{}</main></html>'


def test_a_calm_page_passes(page: Page) -> None:
    page.set_content(PAGE.format("<p>Faith waits.</p>"))
    assert page.locator("h1").inner_text() == "Gates"
    assert violations(page) == []


def test_axe_says_what_is_wrong_and_where(page: Page) -> None:
    page.set_content(PAGE.format('<img src="data:,"><p style="color:#ccc">Faint.</p>'))
    assert [each.split(" ")[0] for each in violations(page)] == ["color-contrast", "image-alt"]
    assert "img" in violations(page, "image-alt")[0]


def test_axe_looks_at_pages_that_allow_no_scripts(chromium: Browser, tmp_path: Path) -> None:
    strict = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    (tmp_path / "strict.html").write_text(PAGE.format("<img alt>").replace("<title>", f"{strict}<title>"), "utf-8")
    with opened(chromium) as page:
        page.goto((tmp_path / "strict.html").as_uri())
        assert violations(page) == []


def test_a_request_to_the_network_fails(chromium: Browser) -> None:
    with (
        pytest.raises(AssertionError, match=r"asked the network: https://example\.invalid/a\.png"),
        opened(chromium, complaints="ERR_FAILED") as page,
    ):
        page.set_content(PAGE.format('<img alt="A" src="https://example.invalid/a.png">'))


def test_a_complaint_on_the_console_fails(chromium: Browser) -> None:
    with pytest.raises(AssertionError, match="console error: no lamp"), opened(chromium) as page:
        page.evaluate("console.error('no lamp')")
    with opened(chromium, complaints="no lamp") as page:
        page.evaluate("console.error('no lamp')")


def test_an_exception_in_the_page_fails(chromium: Browser) -> None:
    with pytest.raises(AssertionError, match=r"exception: .*lamp is not defined"), opened(chromium) as page:
        page.set_content(PAGE.format("<script>lamp</script>"))


def test_dark_and_narrow_pages(chromium: Browser) -> None:
    with opened(chromium, width=320, dark=True) as page:
        assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [320, True]


def test_without_a_browser_the_tests_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FABULA_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("FABULA_CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"Chromium is not here: `sh scripts/browser\.sh` installs it"):
        browser.chromium_path()
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="Chromium is not here"):
        browser.chromium_path()
