# SPDX-License-Identifier: Apache-2.0
"""The pages `docs/problems/<code>.md`, read as test cases.

A page holds examples. An example is the fenced blocks of files up to the next `text` block, which is what Fabula says
about them, whole. `docs/problems/README.md` tells authors of pages the same at more length.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "problems"

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
_DEFAULT_NAMES = {
    "world": "example.world",
    "manuscript": "example.md",
    "bytes": "example.world",
    "pattern": "example.pattern",
}


@dataclass(frozen=True, slots=True)
class Example:
    """Files, the arguments of `fabula check` (or a command with its own), the text expected, and where that stands."""

    files: tuple[tuple[str, bytes], ...]
    arguments: tuple[str, ...]
    expected: str
    start: int
    end: int


def page_of(code: str) -> Path:
    """The page of a code."""
    return PAGES / f"{code}.md"


def page_codes() -> list[str]:
    """The codes that have a page."""
    return sorted(path.stem for path in PAGES.glob("*.md") if path.name != "README.md")


def meaning_of(code: str) -> str:
    """The sentence of a page that says what the code means, on one line."""
    paragraphs = page_of(code).read_text(encoding="utf-8").split("\n\n")
    return paragraphs[1].replace("\n", " ")


def index() -> str:
    """The list of all pages with what they mean, as `docs/problems/README.md` ends in it."""
    return "".join(f"* [`{code}`]({code}.md): {meaning_of(code)}\n" for code in page_codes())


def examples(page: str) -> list[Example]:
    """The examples of a page's text, in its order."""
    found: list[Example] = []
    files: list[tuple[str, bytes]] = []
    target: str | None = None
    arguments: tuple[str, ...] | None = None
    for fence in _FENCE.finditer(page):
        kind, name = _info(fence["info"])
        body = fence["body"]
        if kind in _DEFAULT_NAMES:
            files.append((name, _bytes(body) if kind == "bytes" else body.encode()))
            if kind != "pattern":
                target = name if target is None or kind == "manuscript" else target
        elif kind == "sh":
            arguments = _arguments(body)
        elif kind == "text":
            asked = arguments if arguments is not None else (target or "",)
            found.append(Example(tuple(files), asked, body, fence.start("body"), fence.end("body")))
            files, target, arguments = [], None, None
    return found


def with_texts(page: str, texts: list[str]) -> str:
    """The page with the `text` block of each example replaced."""
    for example, text in reversed(list(zip(examples(page), texts, strict=True))):
        page = page[: example.start] + text + page[example.end :]
    return page


def _info(info: str) -> tuple[str, str]:
    """The first word of a fence's info string, and the file name it gives or stands for."""
    words = info.split()
    kind = words[0] if words else ""
    named = [word.removeprefix("file=") for word in words[1:] if word.startswith("file=")]
    return kind, named[0] if named else _DEFAULT_NAMES.get(kind, "")


def _bytes(body: str) -> bytes:
    """The bytes that a block writes with escapes like `\\xe9`."""
    return body.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1")


def _arguments(body: str) -> tuple[str, ...]:
    """The arguments of the one line `fabula check …`; of another command, its name before them."""
    words = shlex.split(body)
    assert words[:1] == ["fabula"], f"the sh block of an example must be `fabula …`, not {body!r}"
    return tuple(words[2:] if words[1] == "check" else words[1:])
