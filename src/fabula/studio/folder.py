# SPDX-License-Identifier: Apache-2.0
"""The folder that the studio is opened on: nothing outside of it is read or written, and no save loses another.

A file's *version* is the hash of its bytes. Whoever saves says which version the text was made from; if the disk has
another, the save is refused with what the disk has. One lock orders what this process writes.
"""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

from fabula import files
from fabula.diagnostics import Diagnostic, Source, decode
from fabula.records import dataclass
from fabula.studio.bounds import Bounds
from fabula.studio.paths import any_path, file_path, kind_of
from fabula.studio.refused import Refused

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NO_SPACE = frozenset({28, 122})
"""The numbers by which systems say that a disk, or somebody's share of it, is full (ENOSPC, EDQUOT)."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A text as it is on the disk, line ends made one line feed each, and its version."""

    path: str
    text: str
    version: str

    def data(self) -> dict[str, object]:
        """The same for JSON."""
        return {"path": self.path, "text": self.text, "version": self.version, "kind": kind_of(self.path)}


def version_of(data: bytes) -> str:
    """The version of a file with these bytes."""
    return hashlib.sha256(data).hexdigest()


class Folder:
    """A folder of plain files."""

    def __init__(self, root: str, bounds: Bounds) -> None:
        self.root = Path(root).resolve()
        self.bounds = bounds
        self._writing = threading.Lock()

    # ------------------------------------------------------------------------------------------------- reading

    def place(self, path: str) -> Path:
        """Where a path leads, links followed; raises `Refused` where that is not inside the folder."""
        try:
            found = (self.root / path).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise Refused(400, "bad-path", "This path cannot be followed.") from error
        if not found.is_relative_to(self.root) or found == self.root:
            raise Refused(403, "outside-folder", f"`{path}` leads out of the folder.")
        return found

    def data(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none; raises `Refused` for what is no ordinary file or too large."""
        place = self.place(path)
        try:
            state = place.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _unreadable(path, error) from error
        if not stat.S_ISREG(state.st_mode):
            raise Refused(403, "not-a-file", f"`{path}` is no ordinary file.")
        if state.st_size > self.bounds.file:
            raise Refused(413, "file-too-large", f"`{path}` is larger than {self.bounds.file // 1024} KiB.")
        found = files.read_data(str(place))
        if isinstance(found, Diagnostic):
            raise Refused(403, found.code, found.title)
        return found

    def read(self, path: object) -> OpenedFile:
        """A text of the folder; raises `Refused`."""
        name = file_path(path, self.bounds.depth)
        data = self.data(name)
        if data is None:
            raise Refused(404, "no-such-file", f"There is no file `{name}`.")
        return opened(name, data)

    def open_file(self, from_name: str, wanted: str) -> Source | None:
        """The file of the folder that a text means by a path; None if it cannot be read or is not in the folder."""
        name = files.beside(from_name.lstrip("/"), wanted)
        return None if name is None else self.source(name)

    def source(self, name: str) -> Source | None:
        """The text of a file as a source of that name; None where there is none to be read in the folder."""
        try:
            data = self.data(name.lstrip("/"))
        except Refused:
            return None
        found = None if data is None else decode(name, data)
        return found if isinstance(found, Source) else None

    # ------------------------------------------------------------------------------------------------- writing

    def save(self, path: object, text: object, version: object) -> str:
        """The version of the file after the text is safe on the disk; `version` is what it was made from.

        None makes a new file. Raises `Refused`, with what the disk has where that is not the version given.
        """
        name = file_path(path, self.bounds.depth)
        if not isinstance(text, str):
            raise Refused(400, "no-text", "A text is needed.")
        with self._writing:
            before = self.data(name)
            self._same(name, before, version)
            data = as_before(text, before)
            if len(data) > self.bounds.file:
                raise Refused(413, "file-too-large", f"A file has at most {self.bounds.file // 1024} KiB here.")
            self._put(name, data, lambda: self._same(name, self.data(name), version))
        return version_of(data)

    def delete(self, path: object, version: object) -> OpenedFile:
        """What was deleted; raises `Refused` where the disk has another version."""
        name = file_path(path, self.bounds.depth)
        with self._writing:
            before = self.data(name)
            if before is None:
                raise Refused(404, "no-such-file", f"There is no file `{name}`.")
            self._same(name, before, version)
            try:
                (self.root / name).unlink()
                files.flush_folder(str((self.root / name).parent))
            except OSError as error:
                raise _unwritable(name, error) from error
        return opened(name, before)

    def rename(self, path: object, to: object, version: object) -> str:
        """The version of the file that is now called `to`, where nothing was; raises `Refused`."""
        name, other = file_path(path, self.bounds.depth), file_path(to, self.bounds.depth)
        with self._writing:
            before = self.data(name)
            if before is None:
                raise Refused(404, "no-such-file", f"There is no file `{name}`.")
            self._same(name, before, version)
            self._refuse_existing(other)
            target = self.place(other)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                (self.root / name).rename(target)
                files.flush_folder(str(target.parent))
            except OSError as error:
                raise _unwritable(other, error) from error
        return version_of(before)

    def make(self, name: object, texts: dict[str, str]) -> list[dict[str, object]]:
        """The paths and versions of the files of a new folder; raises `Refused` where something is called so."""
        folder = any_path(name, self.bounds.depth - 1)
        with self._writing:
            self._refuse_existing(folder)
            made: list[dict[str, object]] = []
            for each, text in texts.items():
                path = file_path(f"{folder}/{each}", self.bounds.depth)
                self._put(path, text.encode("utf-8"))
                made.append({"path": path, "version": version_of(text.encode("utf-8"))})
        return made

    def _same(self, path: str, before: bytes | None, version: object) -> None:
        """Raise where the disk has another version than this."""
        now = None if before is None else version_of(before)
        if version is not None and not isinstance(version, str):
            raise Refused(400, "no-version", "A version is a text, or null for a new file.")
        if now != version:
            on_disk = None if before is None else opened(path, before, strict=False).text
            message = f"`{path}` was changed on the disk meanwhile." if now else f"`{path}` is gone from the disk."
            if version is None:
                message = f"There is a file `{path}` already."
            raise Refused(409, "conflict", message, {"path": path, "version": now, "text": on_disk})

    def _refuse_existing(self, path: str) -> None:
        if self.place(path).exists() or (self.root / path).is_symlink():
            raise Refused(409, "exists", f"There is something called `{path}` already.")

    def _put(self, path: str, data: bytes, last: Callable[[], None] | None = None) -> None:
        """Put bytes into a file, safe on the disk when this returns; `last` looks once more before it is too late."""
        target = self.place(path)
        if any(parent.is_file() for parent in target.parents):
            raise Refused(409, "exists", f"A part of `{path}` is a file, not a folder.")
        try:
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
            target.parent.mkdir(parents=True, exist_ok=True)
            files.replace_data(target, data, mode, last)
        except OSError as error:
            raise _unwritable(path, error) from error

    # ------------------------------------------------------------------------------------------------- listing

    def listed(self) -> dict[str, object]:
        """The texts of the folder and the folders that hold them, for JSON."""
        found = self.scan()
        listing = [
            {"path": path, "kind": kind_of(path), "size": state.st_size, "modified": state.st_mtime}
            for path, state in sorted(found.items())
        ]
        folders = sorted({path.rpartition("/")[0] for path in found if "/" in path})
        return {"files": listing, "folders": folders, "truncated": len(found) >= self.bounds.files}

    def scan(self) -> dict[str, os.stat_result]:
        """The texts of the folder, at most so many, with what the disk says of them; hidden ones are left out."""
        found: dict[str, os.stat_result] = {}
        for where, folders, names in os.walk(self.root):
            inside = os.path.relpath(where, self.root).replace(os.sep, "/")
            prefix = "" if inside == "." else f"{inside}/"
            deep = prefix.count("/") + 1
            folders[:] = sorted(each for each in folders if not _hidden(each)) if deep < self.bounds.depth else []
            for name in sorted(names):
                if len(found) >= self.bounds.files:
                    return found
                state = None if _hidden(name) or kind_of(name) is None else self._ordinary(prefix + name)
                if state is not None:
                    found[prefix + name] = state
        return found

    def _ordinary(self, path: str) -> os.stat_result | None:
        """What the disk says of an ordinary file inside the folder; None for everything else."""
        try:
            path.encode("utf-8")
            state = (self.root / path).lstat()
            if stat.S_ISLNK(state.st_mode):
                state = self.place(path).stat()
        except (OSError, Refused, UnicodeEncodeError):
            return None
        return state if stat.S_ISREG(state.st_mode) else None


def opened(path: str, data: bytes, strict: bool = True) -> OpenedFile:
    """The text of bytes; raises `Refused` where they are none (without `strict`, what cannot be read is marked)."""
    found = decode(path, data)
    if isinstance(found, Source):
        return OpenedFile(path, found.text, version_of(data))
    if strict:
        raise Refused(422, found.code, found.title, {"notes": list(found.notes)})
    return OpenedFile(path, data.decode("utf-8", "replace"), version_of(data))


def as_before(text: str, before: bytes | None) -> bytes:
    """The bytes of a text, its lines ended and begun as those of the file that was there."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if before is not None and before.partition(b"\n")[0].endswith(b"\r"):
        lines = lines.replace("\n", "\r\n")
    try:
        data = lines.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(422, "not-utf-8", "The text holds half a character, which no file can hold.") from error
    return BYTE_ORDER_MARK + data if before is not None and before.startswith(BYTE_ORDER_MARK) else data


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in {"node_modules", "__pycache__"}


def _unreadable(path: str, error: OSError) -> Refused:
    return Refused(403, "cannot-read", f"`{path}` cannot be read: {(error.strerror or 'no reason given').lower()}.")


def _unwritable(path: str, error: OSError) -> Refused:
    status = 507 if error.errno in NO_SPACE else 403
    why = (error.strerror or "no reason given").lower()
    return Refused(status, "cannot-write", f"`{path}` cannot be written: {why}. Nothing was changed.")
