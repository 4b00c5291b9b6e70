# SPDX-License-Identifier: Apache-2.0
"""The paths that a browser may name: inside the folder, of kinds that are texts, and good on every platform.

What is refused here is refused by its letters alone, before the disk is touched; `folder.py` then looks where a path
really leads. A name that one platform reads as something else (a drive, a stream, a device, a trailing dot) is refused
on all of them.
"""

from __future__ import annotations

import posixpath
import unicodedata

from fabula.studio.refused import Refused

KINDS = {
    ".world": "world",
    ".md": "manuscript",
    ".markdown": "manuscript",
    ".pattern": "pattern",
    ".sabre": "world",
    ".txt": "text",
}
"""What is edited in the studio, by how names end."""

LONGEST = 240
LONGEST_PART = 100
FORBIDDEN = frozenset('\\:*?"<>|')
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)


def kind_of(path: str) -> str | None:
    """What a file is by its name; None for what is not edited here."""
    return KINDS.get(posixpath.splitext(path)[1].lower())


def file_path(path: object, depth: int) -> str:
    """The path of a text in the folder, as it was given; raises `Refused`."""
    found = any_path(path, depth)
    if kind_of(found) is None:
        raise Refused(400, "not-a-text", f"`{found}` is none of the files that are edited here: {', '.join(KINDS)}.")
    return found


def any_path(path: object, depth: int) -> str:
    """A path in the folder, of a file or of a folder; raises `Refused`."""
    if not isinstance(path, str) or not path:
        raise _bad("a path is needed")
    if len(path) > LONGEST:
        raise _bad("the path is too long")
    parts = path.split("/")
    if len(parts) > depth:
        raise _bad("it is too many folders deep")
    for part in parts:
        wrong = wrong_with(part)
        if wrong is not None:
            raise _bad(wrong)
    return path


def wrong_with(part: str) -> str | None:
    """What is wrong with the name of a file or a folder; None if nothing is."""
    if part in {"", ".", ".."}:
        return "it must lead from the folder downwards, without `.`, `..` or a `/` at its ends"
    if part.startswith("."):
        return "names that begin with a dot are hidden files"
    if part.endswith((".", " ")) or part.startswith(" "):
        return "a name neither begins nor ends with a space, nor ends with a dot"
    if len(part.encode("utf-8", "surrogatepass")) > LONGEST_PART:
        return "a name in it is too long"
    if any(letter in FORBIDDEN or unicodedata.category(letter) in {"Cc", "Cs", "Cf"} for letter in part):
        return "a name in it holds a character that not every system can have in a name"
    if part.split(".", maxsplit=1)[0].rstrip().lower() in DEVICES:
        return "a name in it means a device on some systems"
    return None


def _bad(why: str) -> Refused:
    return Refused(400, "bad-path", f"This path cannot be used: {why}.")
