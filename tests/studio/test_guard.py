# SPDX-License-Identifier: Apache-2.0
"""Who is let in, by real requests to a real server."""

import json
import socket
from http.cookies import SimpleCookie

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from studio.served import OURS, Served, run

pytestmark = pytest.mark.xdist_group("studio-guard")

FOREIGN = ("http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1", "file://")


def test_it_listens_to_this_address_alone(studio: Served) -> None:
    """Who listens on all addresses of a machine listens on 127.0.0.2 too."""
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", studio.port))
    socket.create_connection(("127.0.0.1", studio.port)).close()


def test_the_page_is_for_who_brings_the_token(studio: Served) -> None:
    assert httpx.get(studio.base).status_code == 403
    assert httpx.get(f"{studio.base}/?token=").status_code == 403
    assert httpx.get(studio.address[:-1]).status_code == 403
    assert httpx.get(f"{studio.base}/?token=%E2%82%AC").status_code == 403
    assert httpx.get(studio.address).cookies
    assert "address" in httpx.get(studio.base).text


def test_the_cookie_is_for_our_page_alone(studio: Served) -> None:
    cookie = SimpleCookie(httpx.get(studio.address).headers["set-cookie"])[f"fabula_studio_{studio.port}"]
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "strict"
    assert cookie["path"] == "/"
    assert cookie.value not in studio.address


def test_requests_need_cookie_and_header(studio: Served) -> None:
    cookie = {"Cookie": studio.cookie}
    address = f"{studio.base}/api/files"
    assert httpx.get(address, headers=cookie | OURS).status_code == 200
    assert httpx.get(address, headers=OURS).json()["error"]["code"] == "no-token"
    assert httpx.get(address, headers=cookie).json()["error"]["code"] == "no-header"
    stolen = {"Cookie": f"fabula_studio_{studio.port}=guessed"}
    assert httpx.get(address, headers=stolen | OURS).json()["error"]["code"] == "no-token"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", "0:{port}", ""]
)
def test_a_foreign_host_is_refused(studio: Served, host: str) -> None:
    """A foreign name that was made to lead to this machine."""
    headers = OURS | {"Cookie": studio.cookie, "Host": host.format(port=studio.port)}
    for path in ("/", "/api/files", "/static/app.js", studio.address.removeprefix(studio.base)):
        assert httpx.get(f"{studio.base}{path}", headers=headers).status_code in {400, 403}


def test_two_hosts_are_refused(studio: Served) -> None:
    lines = [
        f"GET {studio.address.removeprefix(studio.base)} HTTP/1.1",
        f"Host: 127.0.0.1:{studio.port}",
        "Host: evil.example",
    ]
    with socket.create_connection(("127.0.0.1", studio.port), 10) as raw:
        raw.sendall("\r\n".join([*lines, "", ""]).encode())
        assert raw.recv(1000).split()[1] in {b"400", b"403"}


@pytest.mark.parametrize("name", ["localhost:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
def test_other_names_of_this_machine_are_ours(studio: Served, name: str) -> None:
    headers = OURS | {"Cookie": studio.cookie, "Host": name.format(port=studio.port)}
    assert httpx.get(f"{studio.base}/api/files", headers=headers).status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_origin_is_refused(studio: Served, browser: httpx.Client, origin: str) -> None:
    for method, path in (("GET", "/api/files"), ("PUT", "/api/file?path=new.md"), ("POST", "/api/new")):
        answer = browser.request(method, path, headers={"Origin": origin}, json={})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "foreign-origin")
    assert not (studio.folder / "new.md").exists()


def test_our_own_origin_is_let_in(studio: Served, browser: httpx.Client) -> None:
    assert browser.get("/api/files", headers={"Origin": studio.base}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_calls_foreign_is_refused(browser: httpx.Client, site: str) -> None:
    """Another port of this machine is the same site, and not us."""
    assert browser.get("/api/files", headers={"Sec-Fetch-Site": site}).status_code == 403


def test_a_foreign_form_cannot_post(studio: Served, browser: httpx.Client) -> None:
    form = {"template": "gates", "name": "stolen"}
    assert browser.post("/api/new", data=form).status_code == 415
    plain = browser.post("/api/new", content=json.dumps(form), headers={"Content-Type": "text/plain"})
    assert plain.status_code == 415
    assert not (studio.folder / "stolen").exists()


@pytest.mark.parametrize("path", ["/api/channel", "/api/language"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        *({"Origin": each} for each in FOREIGN),
        {"Cookie": ""},
        {"Cookie": "fabula_studio=no"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_a_foreign_page_opens_no_socket(studio: Served, path: str, headers: dict[str, str]) -> None:
    async def opened() -> None:
        async with studio.socket(path, **headers):
            pass

    with pytest.raises(InvalidStatus) as refused:
        run(opened())
    assert refused.value.response.status_code == 403


def test_no_socket_elsewhere_and_no_page_at_a_socket(studio: Served, browser: httpx.Client) -> None:
    async def opened() -> None:
        async with studio.socket("/api/files"):
            pass

    with pytest.raises(InvalidStatus) as refused:
        run(opened())
    assert refused.value.response.status_code == 404
    assert browser.get("/api/channel").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/api/files", "/api/nothing", "/static/nothing.js", "/nothing", "/api/file?path=../x"]
)
def test_every_answer_says_what_may_be_done_with_it(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_methods_that_are_not_there_are_refused(browser: httpx.Client) -> None:
    assert browser.request("TRACE", "/api/files").status_code == 405
    assert browser.post("/api/files", json={}).status_code == 405
    assert browser.options("/api/files", headers={"Access-Control-Request-Method": "PUT"}).status_code == 405


def test_each_answer_has_a_number_of_its_own_for_styles(browser: httpx.Client) -> None:
    first, second = browser.get("/"), browser.get("/")
    if first.status_code == 503:
        pytest.skip("the studio's page is not built here")
    assert first.headers["content-security-policy"] != second.headers["content-security-policy"]
    nonce = first.headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]
    assert nonce in first.text
    assert "{{nonce}}" not in first.text
