# SPDX-License-Identifier: Apache-2.0
"""The ground of the tests that open a page in a browser: Chromium, pages that reach no network, axe, pictures of pages.

A module of such tests says `pytestmark = browser.GROUP`, so that one worker runs them all, and takes the fixture
`page`, or `chromium` and opens pages itself (`with opened(chromium, dark=True) as page`). Every page fails its test if
it asks for anything beyond this machine, complains on its console, or throws. Playwright runs an event loop in the
thread of the tests: such a module cannot call `asyncio.run` there.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, WebSocketRoute, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
NODE_MODULES = ROOT / "tests" / "node" / "node_modules"
SCREENSHOTS = ROOT / "build" / "screenshots"
GROUP = pytest.mark.xdist_group("browser")
PATIENCE = 10_000
"""So many milliseconds a page has for what it is asked to do."""

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]
_LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}
_AXE = """async ([source, rules]) => {
    if (!window.axe) { const load = new Function(source); load.call(window); }
    const options = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
    const found = await window.axe.run(document, {...options, resultTypes: ['violations']});
    return found.violations.flatMap(each => each.nodes.map(
        node => `${each.id} (${each.impact}): ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`));
}"""


def left_out(missing: str, remedy: str) -> NoReturn:
    """End the test since something is not on this machine: skipped at home, failed in CI."""
    reason = f"{missing}: {remedy}"
    if os.environ.get("FABULA_CI") or os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def chromium_path() -> str:
    """Where Chromium is; ends the test where it is not."""
    path = os.environ.get("FABULA_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        left_out("Chromium is not here", "`sh scripts/browser.sh` installs it, FABULA_CHROMIUM says where it is")
    return path


def node_module(name: str) -> Path:
    """The folder of a package of tests/node/package.json; ends the test where it is not installed."""
    folder = NODE_MODULES / name
    if not folder.is_dir():
        left_out(f"{name} is not here", "`sh scripts/node_tools.sh` installs it, with npm")
    return folder


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium, until the end of the block."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser,
    *,
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
    scripts: bool = True,
    sharpness: float = 1,
    complaints: str | None = None,
) -> Iterator[Page]:
    """An empty page without cookies or storage; fails the test at the end if the page reached out or complained.

    `complaints` is a pattern for what the page may say on its console. A test's own exception is kept.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        device_scale_factor=sharpness,
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    allowed = None if complaints is None else re.compile(complaints)

    def complain(text: str) -> None:
        if allowed is None or not allowed.search(text):
            wrong.append(text)

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complain(f"console {message.type}: {message.text}")

    def asked(route: Route) -> None:
        if _stays_here(route.request.url):
            route.continue_()
        else:
            wrong.append(f"asked the network: {route.request.url}")
            route.abort()

    def called(socket: WebSocketRoute) -> None:
        if _stays_here(socket.url):
            socket.connect_to_server()
        else:
            wrong.append(f"asked the network: {socket.url}")
            socket.close()

    context.route("**/*", asked)
    context.route_web_socket(lambda _: True, called)
    page = context.new_page()
    page.on("console", heard)
    page.on("pageerror", lambda error: complain(f"exception: {error}"))
    try:
        yield page
    finally:
        context.close()
    assert not wrong, "\n".join(wrong)


def _stays_here(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"file", "data", "blob", "about"} or (parts.hostname or "") in _LOOPBACK


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds wrong with the page as it is now, one line for each element: all rules, or these."""
    source = (node_module("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    found: list[str] = page.evaluate(_AXE, [source, list(rules)])
    return found


def screenshot(page: Page, name: str, *, whole: bool = True, **options: Any) -> Path:
    """A picture of the page for people to look at, in build/screenshots; no test compares it."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=whole, **options)
    return path
