# SPDX-License-Identifier: Apache-2.0
"""The page and the files of the front end's bundle, under a policy that lets in nothing else.

The bundle lies in `static/`. `{{nonce}}` in its `index.html` becomes a number used once, with which the editor may add
its styles.
"""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
from importlib import resources
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from fabula.records import dataclass
from fabula.studio.guard import Guard, Keys
from fabula.studio.refused import Refused

INDEX = "index.html"
NOT_IN = (
    "This is the Fabula studio, and it does not know you yet.\n\n"
    "Open the address that `fabula studio` printed in the terminal when it started: it holds the key.\n"
)
NOT_BUILT = "The studio's page is not built here: `make studio` builds it.\n"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the bundle."""

    data: bytes
    type: str
    tag: str


def bundle() -> dict[str, StaticFile]:
    """The files of the front end by name; none where it is not built."""
    root = resources.files("fabula") / "studio" / "static"
    return dict(_files(root, "")) if root.is_dir() else {}


def _files(folder: Traversable, prefix: str) -> list[tuple[str, StaticFile]]:
    found: list[tuple[str, StaticFile]] = []
    for each in folder.iterdir():
        name = prefix + each.name
        if each.is_dir():
            found += _files(each, f"{name}/")
        else:
            data = each.read_bytes()
            kind = (
                TYPES.get(f".{name.rpartition('.')[2]}") or mimetypes.guess_type(name)[0] or "application/octet-stream"
            )
            found.append((name, StaticFile(data, kind, f'"{hashlib.sha256(data).hexdigest()[:32]}"')))
    return found


def policy(nonce: str, host: str) -> str:
    """What the page may do."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
        f"font-src 'self'; connect-src 'self' ws://{host}; frame-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """The page and its parts."""

    keys: Keys
    guard: Guard
    files: dict[str, StaticFile]

    async def page(self, request: Request) -> Response:
        """The page, for who brings the token or the cookie."""
        token = request.query_params.get("token")
        brought = self.keys.opens(token)
        if not brought and not self.guard.knows(request.headers):
            return PlainTextResponse(NOT_IN, 403)
        answer = self._page(request)
        if brought:
            answer.set_cookie(self.keys.cookie_name, self.keys.cookie, path="/", httponly=True, samesite="strict")
        return answer

    def _page(self, request: Request) -> Response:
        index = self.files.get(INDEX)
        if index is None:
            return PlainTextResponse(NOT_BUILT, 503)
        nonce = secrets.token_urlsafe(16)
        answer = HTMLResponse(index.data.decode("utf-8").replace("{{nonce}}", nonce))
        answer.headers["Content-Security-Policy"] = policy(nonce, request.headers["host"])
        return answer

    async def static(self, request: Request) -> Response:
        """A file of the bundle."""
        found = self.files.get(request.path_params["name"])
        if found is None or request.path_params["name"] == INDEX:
            raise Refused(404, "not-there", "There is no such file.")
        headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == found.tag:
            return Response(status_code=304, headers=headers)
        return Response(found.data, media_type=found.type, headers=headers)
