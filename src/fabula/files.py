# SPDX-License-Identifier: Apache-2.0
"""The only reader and writer of disk.

Everything else in Fabula is given texts and gives texts. What can go wrong with a file comes back as a `Diagnostic`,
so that front ends have one thing to show. A source is named by the path as it was asked for, in normal form with
forward slashes: two ways of writing one path are one source, and an include that leads back to itself is found.
"""

from __future__ import annotations

import contextlib
import errno
import os
import posixpath
import stat
from collections.abc import Callable, Mapping
from importlib import resources
from typing import TYPE_CHECKING

from fabula.diagnostics import Diagnostic, Label, Severity, Source, Span, decode, suggest

if TYPE_CHECKING:
    from pathlib import Path

PATTERN = ".pattern"
"""How the names of the files of sifting patterns end."""

LARGEST = 16 * 1024 * 1024
"""No file of more bytes is read: the whole of a long novel is a sixteenth of it."""


def read(path: str) -> Source | Diagnostic:
    """The text of a file, or why there is none: `cannot-read`, `file-too-large` or `not-utf-8`."""
    name = normal(path)
    data = _read_bytes(name)
    return decode(name, data) if isinstance(data, bytes) else data


def read_exactly(path: str) -> Source | Diagnostic:
    """The same with its line ends and its byte-order mark, for who writes the text back."""
    name = normal(path)
    data = _read_bytes(name)
    if isinstance(data, Diagnostic):
        return data
    decoded = decode(name, data)
    return Source(name, data.decode("utf-8")) if isinstance(decoded, Source) else decoded


def shipped_patterns() -> dict[str, Source]:
    """The sifting patterns that come along, by the names that they are asked for by."""
    folder = resources.files("fabula") / "patterns"
    texts = sorted((each.name, each.read_text(encoding="utf-8")) for each in folder.iterdir())
    return {name.removesuffix(PATTERN): Source(name, text) for name, text in texts if name.endswith(PATTERN)}


def read_pattern(name: str) -> Source | Diagnostic:
    """The pattern of a file, or of those that come along the one of this name."""
    shipped = shipped_patterns()
    if name in shipped:
        return shipped[name]
    if name.endswith(PATTERN) or "/" in normal(name) or _path(name).is_file():
        return read(name)
    return unknown_pattern(name, tuple(shipped))


def open_file(from_name: str, wanted: str) -> Source | None:
    """The file that a text means by a path, which counts from that text's own folder; None if it cannot be read.

    A path from the root of the disk is not opened: a world that names one works on one machine only.
    """
    name = beside(from_name, wanted)
    if name is None:
        return None
    found = read(name)
    return found if isinstance(found, Source) else None


def beside(from_name: str, wanted: str) -> str | None:
    """The name of the source that `from_name` means by `wanted`; None where `wanted` starts from the root of a disk."""
    path = wanted.replace("\\", "/")
    if posixpath.isabs(path) or path[1:2] == ":":
        return None
    return normal(posixpath.join(posixpath.dirname(normal(from_name)), path))


def normal(path: str) -> str:
    """The one way a path is written: forward slashes, no `.`, no needless `..`."""
    return posixpath.normpath(path.replace(os.sep, "/")) if path else path


def write(path: str, text: str) -> Diagnostic | None:
    """Put a text into a file, wholly or not at all; None, or `cannot-write` with the old file as it was.

    A link is followed, and the file keeps its permissions.
    """
    try:
        target = _path(path).resolve()
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        replace_data(target, text.encode("utf-8"), mode)
    except (OSError, ValueError, RuntimeError) as error:
        return cannot_write(normal(path), error)
    return None


def is_there(path: str) -> bool:
    """Whether there is a file or a folder of that name."""
    try:
        return _path(path).exists()
    except (OSError, ValueError):
        return False


def same_file(one: str, other: str) -> bool:
    """Whether two paths, both of them there, lead to the same file."""
    try:
        return _path(one).samefile(other)
    except (OSError, ValueError):
        return False


def read_data(path: str) -> bytes | Diagnostic:
    """The bytes of a file that is no text, or `cannot-read`."""
    return _read_bytes(normal(path))


def write_data(path: str, data: bytes) -> Diagnostic | None:
    """Put bytes into a file, wholly or not at all, its folder with it; None, or `cannot-write`."""
    target = _path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_data(target, data, None)
    except (OSError, ValueError) as error:
        return cannot_write(normal(path), error)
    return None


def append(path: str, data: bytes) -> Diagnostic | None:
    """Put bytes at the end of a file and see to it that they are on the disk; None, or `cannot-write`."""
    try:
        with _path(path).open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        return cannot_write(normal(path), error)
    return None


def names_in(path: str) -> tuple[str, ...]:
    """The names of what is in a folder, sorted; none where there is no such folder."""
    try:
        return tuple(sorted(entry.name for entry in _path(path).iterdir()))
    except (OSError, ValueError):
        return ()


def line_end(path: str) -> str:
    """What ends the lines of a file: a carriage return and a line feed if its first line ends so, else a line feed."""
    data = _read_bytes(normal(path))
    return "\r\n" if isinstance(data, bytes) and data.partition(b"\n")[0].endswith(b"\r") else "\n"


def create_folder(path: str, files: Mapping[str, str]) -> Diagnostic | None:
    """Make a new folder holding these texts by name; None, or `cannot-write`: a folder that is there is not touched."""
    folder = _path(path)
    try:
        folder.mkdir(parents=True)
    except (OSError, ValueError) as error:
        return cannot_write(normal(path), error)
    for name, text in files.items():
        problem = write(str(folder / name), text)
        if problem is not None:
            return problem
    return None


def _read_bytes(name: str) -> bytes | Diagnostic:
    """The bytes of a file, or why there are none."""
    try:
        with os.fdopen(_open_ordinary(name), "rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return cannot_read(name, error)
    return data if len(data) <= LARGEST else file_too_large(name)


def _open_ordinary(path: str) -> int:
    """Open an ordinary file for reading; a folder, a pipe or a device is refused before anything waits for it."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    raise IsADirectoryError(errno.EISDIR, "") if stat.S_ISDIR(mode) else OSError(errno.EINVAL, "it is no ordinary file")


def replace_data(target: Path, data: bytes, mode: int | None, before: Callable[[], None] | None = None) -> None:
    """Write beside the target, then put it in its place in one step; when this returns, it is safe on the disk.

    `before` is called just before that one step; what it raises leaves the file as it was.
    """
    import tempfile  # noqa: PLC0415 -- it loads much that whoever only reads does not need

    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _path(name).chmod(_new_file_mode() if mode is None else mode)
        if before is not None:
            before()
        _path(name).replace(target)
        flush_folder(str(target.parent))
    except BaseException:
        with contextlib.suppress(OSError):
            _path(name).unlink()
        raise


def flush_folder(path: str) -> None:
    """See to it that what a folder holds is on the disk, where the system can be asked for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _path(path: str) -> Path:
    """The path as an object."""
    from pathlib import Path  # noqa: PLC0415 -- it loads much that whoever only reads does not need

    return Path(path)


def _new_file_mode() -> int:
    """The permissions that a new file gets here, which a temporary file does not have by itself."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


# ------------------------------------------------------------------------------------------------- what is said


def cannot_read(name: str, error: OSError | ValueError) -> Diagnostic:
    """`cannot-read`: the file is not there, is a folder, or may not be read; with files of nearly that name."""
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    near = _near_file(name) if missing else None
    return Diagnostic(
        code="cannot-read",
        severity=Severity.ERROR,
        title=f"`{name}` cannot be read: {_why(error)}.",
        primary=Label(Span(name, 0, 0), ""),
        help=f"Did you mean `{near}`?" if near else None,
    )


def cannot_write(name: str, error: OSError | ValueError | RuntimeError) -> Diagnostic:
    """`cannot-write`: the file could not be written, and is as it was."""
    return Diagnostic(
        code="cannot-write",
        severity=Severity.ERROR,
        title=f"`{name}` cannot be written: {_why(error)}.",
        primary=Label(Span(name, 0, 0), ""),
        notes=("Nothing was changed.",),
    )


def unknown_pattern(name: str, shipped: tuple[str, ...]) -> Diagnostic:
    """`unknown-pattern`: neither a file nor one of the patterns that come along is called that."""
    near = suggest(name, shipped, 1)
    return Diagnostic(
        code="unknown-pattern",
        severity=Severity.ERROR,
        title=f"There is no pattern called `{name}`.",
        primary=Label(Span("--pattern", 0, len(name)), ""),
        notes=(f"Those that come along are {', '.join(f'`{each}`' for each in shipped)}.",),
        help=f"Did you mean `{near[0]}`?" if near else "Name one of these, or a file that ends in `.pattern`.",
    )


def file_too_large(name: str) -> Diagnostic:
    """`file-too-large`: nobody writes so much by hand, so it is probably the wrong file."""
    return Diagnostic(
        code="file-too-large",
        severity=Severity.ERROR,
        title=f"`{name}` is too large to be a world or a manuscript: more than {LARGEST // 1024 // 1024} MiB.",
        primary=Label(Span(name, 0, 0), ""),
        help="Split it, and join the parts of a world with `include`.",
    )


def _why(error: OSError | ValueError | RuntimeError) -> str:
    """The reason in everyday words."""
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case NotADirectoryError():
            return "a part of the path is a file, not a folder"
        case IsADirectoryError():
            return "it is a folder"
        case PermissionError():
            return "you may not do that here"
        case FileExistsError():
            return "it is there already"
        case OSError():
            return (error.strerror or "the disk gave no reason").lower().rstrip(".")
        case _:
            return "that is no path"


def _near_file(name: str) -> str | None:
    """The path of a file in the same folder that is called nearly so; what stands before the dot is compared."""
    folder, base = posixpath.split(name)
    try:
        stems = {entry.stem: entry.name for entry in sorted(_path(folder or ".").iterdir())}
    except (OSError, ValueError):
        return None
    stem = _path(base).stem
    near = [stem] if stem in stems else suggest(stem, stems, 1)
    return posixpath.join(folder, stems[near[0]]) if near else None
