# SPDX-License-Identifier: Apache-2.0
"""Who is let in: our own page in a browser on this machine, and nobody else.

* `Host` must be a loopback name with our port: a foreign name that was made to lead here (DNS rebinding) is refused.
* `Origin` must be ours where it is sent, and must be sent to open a WebSocket. Another port of this machine is foreign.
* The page is shown to who brings the token of this start, and gets a cookie (HttpOnly, SameSite=Strict) for it.
* Requests to `/api/` need that cookie and the header `X-Fabula`, which no form and no foreign script can send.

Every answer says what the browser may do with it: a strict Content-Security-Policy, `nosniff`, no framing, no referrer.
"""

from __future__ import annotations

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fabula.records import dataclass
from fabula.studio.refused import Refused

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
OUR_HEADER = "x-fabula"
OUR_VALUE = "studio"
DOWNLOADS = "/api/download/"
SOCKETS = frozenset({"/api/channel", "/api/language"})

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    ),
}


@dataclass(frozen=True, slots=True)
class Keys:
    """What lets in: the token in the address that is printed, and what the cookie holds. New at every start."""

    token: str
    cookie: str
    port: int

    @property
    def cookie_name(self) -> str:
        """The cookie's name: cookies know no ports, and two studios may run on one machine."""
        return f"fabula_studio_{self.port}"

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def opens(self, token: str | None) -> bool:
        """Whether this is the token."""
        return token is not None and hmac.compare_digest(token.encode(), self.token.encode())


def new_keys(port: int) -> Keys:
    """Keys that nobody has seen yet."""
    return Keys(secrets.token_urlsafe(32), secrets.token_urlsafe(32), port)


class Guard:
    """Looks at every request before the application does, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, keys: Keys, longest_head: int) -> None:
        self.app = app
        self.longest_head = longest_head
        self.keys = keys
        self.hosts = frozenset(f"{name}:{keys.port}" for name in LOOPBACK)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            self.look(scope)
        except Refused as refused:
            await JSONResponse(refused.data(), refused.status)(scope, receive, sent)
            return
        await self.app(scope, receive, sent)

    def look(self, scope: Scope) -> None:
        """Raise `Refused` for whoever is not let in."""
        headers = Headers(scope=scope)
        if sum(len(name) + len(value) for name, value in headers.raw) > self.longest_head:
            raise Refused(431, "head-too-large", "The head of the request is too large.")
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            raise Refused(403, "foreign-host", "This is not the address of the studio.")
        path, socket = scope["path"], scope["type"] == "websocket"
        self._look_at_origin(headers, hosts[0].lower(), socket)
        if not path.startswith("/api/"):
            return
        if not self.knows(headers):
            raise Refused(403, "no-token", "Open the address that `fabula studio` printed when it started.")
        if socket != (path in SOCKETS):
            raise Refused(404, "not-there", "There is nothing of that kind here.")
        if not socket and not path.startswith(DOWNLOADS) and headers.get(OUR_HEADER) != OUR_VALUE:
            raise Refused(403, "no-header", "Requests to the studio need the header `X-Fabula: studio`.")

    def knows(self, headers: Headers) -> bool:
        """Whether the cookie is ours."""
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.keys.cookie_name)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(found.value.encode(), self.keys.cookie.encode())

    def _look_at_origin(self, headers: Headers, host: str, socket: bool) -> None:
        origins = headers.getlist("origin")
        if (socket and not origins) or any(origin.lower() != f"http://{host}" for origin in origins):
            raise Refused(403, "foreign-origin", "Another page asks in the name of the studio: it is not let in.")
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"} and (
            socket or headers.get("sec-fetch-mode") != "navigate"
        ):
            raise Refused(403, "foreign-origin", "Another page asks in the name of the studio: it is not let in.")
