# SPDX-License-Identifier: Apache-2.0
"""Files that were made for a tab, kept until they are fetched often enough or the tab is closed: the last few."""

from __future__ import annotations

import secrets
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from fabula.records import dataclass
from fabula.studio.asks import Made
from fabula.studio.bounds import Bounds
from fabula.studio.guard import DOWNLOADS
from fabula.studio.refused import Refused

SHOWN = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What a page that is shown may do: run what it brings along, in an origin of its own, without any network."""
INERT = "sandbox; default-src 'none'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file."""

    tab: str
    made: Made
    data: bytes


class Downloads:
    """What can be fetched."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.kept: dict[str, Kept] = {}

    def keep(self, tab: str, made: Made, data: bytes) -> str:
        """Keep a file; the address to fetch it from."""
        name = secrets.token_urlsafe(18)
        mine = [key for key, kept in self.kept.items() if kept.tab == tab]
        for key in mine[: max(len(mine) - self.bounds.downloads + 1, 0)]:
            del self.kept[key]
        self.kept[name] = Kept(tab, made, data)
        return f"{DOWNLOADS}{name}/{quote(made.name)}"

    def forget(self, tab: str) -> None:
        """Forget the files of a tab."""
        self.kept = {key: kept for key, kept in self.kept.items() if kept.tab != tab}

    async def fetch(self, request: Request) -> Response:
        """Give a file out: to be saved, or with `?show` to be looked at."""
        kept = self.kept.get(request.path_params["key"])
        if kept is None:
            raise Refused(404, "not-there", "This file is not kept any more: make it again.")
        show = "show" in request.query_params
        way = "inline" if show else f"attachment; filename*=UTF-8''{quote(kept.made.name)}"
        headers = {
            "Content-Disposition": way,
            "Content-Security-Policy": SHOWN if show and kept.made.type == "text/html" else INERT,
            "X-Frame-Options": "SAMEORIGIN",
        }
        return Response(kept.data, media_type=kept.made.type, headers=headers)
