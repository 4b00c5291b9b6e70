# SPDX-License-Identifier: Apache-2.0
"""Requests about files: list, read, save, delete, rename, begin anew. What is done on the disk is done in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from fabula import __version__
from fabula.records import dataclass
from fabula.studio.asks import EXPORTS, KINDS_OF_ASKS
from fabula.studio.bounds import Bounds
from fabula.studio.examples import EMPTY, Example, empty, offered
from fabula.studio.folder import Folder
from fabula.studio.paths import any_path
from fabula.studio.refused import Refused

ROOT_URI = "file:///"
Found = TypeVar("Found")


def json_answer(data: object, status: int = 200) -> Response:
    """Data as the body of an answer."""
    return Response(msgspec.json.encode(data), status, media_type="application/json")


async def body_of(request: Request, bounds: Bounds) -> dict[str, Any]:
    """The JSON object that is the body of a request, which may be neither large nor late; raises `Refused`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "not-json", "The body must be JSON.")
    data = bytearray()
    try:
        async with asyncio.timeout(bounds.body_seconds):
            async for part in request.stream():
                data += part
                if len(data) > bounds.body:
                    raise Refused(413, "body-too-large", f"A request has at most {bounds.body // 1024} KiB.")
    except TimeoutError as error:
        raise Refused(408, "too-slow", "The request took too long to come.") from error
    except ClientDisconnect as error:
        raise Refused(400, "broken-off", "The request was broken off.") from error
    try:
        found = msgspec.json.decode(bytes(data))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Refused(400, "not-json", "The body cannot be read as JSON.") from error
    if not isinstance(found, dict):
        raise Refused(400, "not-an-object", "The body must be a JSON object.")
    return found


@dataclass(frozen=True, slots=True)
class FileRequests:
    """What can be asked of the folder."""

    folder: Folder
    bounds: Bounds
    examples: tuple[Example, ...]

    async def studio(self, _: Request) -> Response:
        """What this studio is."""
        root = self.folder.root
        return json_answer(
            {
                "version": __version__,
                "folder": {"name": root.name or str(root), "path": _text(str(root))},
                "root_uri": ROOT_URI,
                "templates": offered(self.examples),
                "limits": {
                    "file": self.bounds.file,
                    "files": self.bounds.files,
                    "message": self.bounds.message,
                    "asks": self.bounds.asks,
                },
                "questions": list(KINDS_OF_ASKS),
                "exports": [{"form": form, "title": title} for form, title in EXPORTS.items()],
            }
        )

    async def listed(self, _: Request) -> Response:
        """The files."""
        return json_answer(await _in_thread(self.folder.listed))

    async def read(self, request: Request) -> Response:
        """One file."""
        opened = await _in_thread(lambda: self.folder.read(request.query_params.get("path")))
        return json_answer(opened.data())

    async def save(self, request: Request) -> Response:
        """Save one file."""
        body = await body_of(request, self.bounds)
        path = request.query_params.get("path")
        if "version" not in body:
            raise Refused(400, "no-version", "A version is needed: that from which the text was made, or null.")
        version = await _in_thread(lambda: self.folder.save(path, body.get("text"), body["version"]))
        return json_answer({"path": path, "version": version})

    async def delete(self, request: Request) -> Response:
        """Delete one file; the answer holds it once more."""
        path, version = request.query_params.get("path"), request.query_params.get("version", "")
        gone = await _in_thread(lambda: self.folder.delete(path, version))
        return json_answer({"path": gone.path, "text": gone.text})

    async def rename(self, request: Request) -> Response:
        """Give a file another name."""
        body = await body_of(request, self.bounds)
        to = body.get("to")
        version = await _in_thread(lambda: self.folder.rename(body.get("path"), to, body.get("version", "")))
        return json_answer({"path": to, "version": version})

    async def new(self, request: Request) -> Response:
        """Make a new folder from an example."""
        body = await body_of(request, self.bounds)
        name = any_path(body.get("name"), self.bounds.depth - 1)
        example = self._example(body.get("template"), name)
        made = await _in_thread(lambda: self.folder.make(name, example.texts))
        return json_answer({"files": made, "open": f"{name}/{example.opens}"}, 201)

    def _example(self, wanted: object, name: str) -> Example:
        if wanted == EMPTY:
            return empty(name)
        found = next((each for each in self.examples if each.name == wanted), None)
        if found is None:
            names = ", ".join([EMPTY, *(each.name for each in self.examples)])
            raise Refused(404, "no-such-template", f"There is nothing of that name to begin from; there are: {names}.")
        return found


async def _in_thread(work: Callable[[], Found]) -> Found:
    """What comes of work on the disk, done in a thread."""
    return await asyncio.to_thread(work)


def _text(name: str) -> str:
    """The name of a file as text, whatever bytes it is made of."""
    return name.encode("utf-8", "replace").decode("utf-8")
