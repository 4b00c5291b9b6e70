# SPDX-License-Identifier: Apache-2.0
"""Names of files and the URIs that editors call them by."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from fabula import files

_DRIVE = re.compile(r"/[A-Za-z]:(?=/|$)")


def name_of(uri: str) -> str:
    """The name of the file at a URI; a URI of another scheme (a text that was never saved) is its own name."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return uri
    if parts.scheme != "file":
        return uri
    path = unquote(parts.path)
    if parts.netloc:
        path = f"//{parts.netloc}{path}"
    return files.normal(path[1:] if _DRIVE.match(path) else path)


def uri_of(name: str) -> str:
    """The URI of a file."""
    if not name.startswith("/") and re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", name):
        return name
    rooted = name if name.startswith("/") else f"/{name}"
    return f"file://{quote(rooted, safe='/:@!$&()*+,;=~')}" if not rooted.startswith("//") else f"file:{quote(rooted)}"
