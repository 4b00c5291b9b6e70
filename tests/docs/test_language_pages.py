# SPDX-License-Identifier: Apache-2.0
"""The reference of the language, `docs/language/*.md`: every snippet is read, and read as the page says.

A fenced block `world` is a whole file, laid out as the formatter would. `world fragment` are declarations in the world
of `PREAMBLE`, `world start` are statements of its start, `world conditions` are conditions, one a line. `file=NAME`
keeps a block for later ones of the page to include; one that is `included` is not read by itself. `wrong=CODE`: reading
the block says just that code.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from fabula.diagnostics import Severity, Source, render_text
from fabula.language import format_world, read_world

PAGES = Path(__file__).parents[2] / "docs" / "language"
FENCE = re.compile(r"^```world(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<path>[^)#:]+)(?:#[^)]*)?\)")
FORMS = ("fragment", "start", "conditions")

PREAMBLE = """world "The preamble"
kind place, thing
kind vampire: person
person Ash, Wren
vampire Spike
place hall, yard
thing lamp
fact alive(person)
fact at(person) is place
fact keeper(thing) is person
fact lit(thing)
fact blood(person) is number
fact debt(from: person, to: person)
fact raining
"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A block of a page: its text as a file, the other files it can include, and the code that is said about it."""

    name: str
    text: str
    whole: bool
    files: tuple[tuple[str, str], ...]
    wrong: str


def snippets() -> list[Snippet]:
    """All blocks of all pages."""
    found: list[Snippet] = []
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        files: list[tuple[str, str]] = []
        for fence in FENCE.finditer(text):
            words = fence["info"].split()
            options = dict(word.partition("=")[::2] for word in words)
            line = text.count("\n", 0, fence.start()) + 1
            form = next((word for word in words if word in FORMS), "")
            body = _as_file(fence["body"], form)
            if "included" not in options:
                found.append(Snippet(f"{page.stem}:{line}", body, not form, tuple(files), options.get("wrong", "")))
            if "file" in options:
                files.append((options["file"], body))
    return found


def _as_file(body: str, form: str) -> str:
    """The file that a block stands for."""
    indented = "".join(f"    {line}" if line.strip() else line for line in body.splitlines(keepends=True))
    match form:
        case "fragment":
            return PREAMBLE + body
        case "start":
            return f"{PREAMBLE}start:\n{indented}"
        case "conditions":
            return f"{PREAMBLE}ending it:\n{indented}"
        case _:
            return body


SNIPPETS = snippets()


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.name)
def test_snippets_are_read(snippet: Snippet) -> None:
    known = dict(snippet.files)
    source = Source("snippet.world", snippet.text)
    _, problems, sources = read_world(source, lambda _, path: Source(path, known[path]) if path in known else None)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    said = render_text(errors, {source.name: source for source in sources})
    assert sorted({problem.code for problem in errors}) == ([snippet.wrong] if snippet.wrong else []), said


@pytest.mark.parametrize("snippet", [s for s in SNIPPETS if s.whole and not s.wrong], ids=lambda snippet: snippet.name)
def test_whole_files_are_laid_out_as_we_say(snippet: Snippet) -> None:
    assert format_world(Source("snippet.world", snippet.text)) == snippet.text


def test_every_page_is_in_the_list_and_every_link_leads_somewhere() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert [
        page.name for page in sorted(PAGES.glob("*.md")) if page.name != "README.md" and page.name not in index
    ] == []
    for page in PAGES.glob("*.md"):
        for link in LINK.finditer(page.read_text(encoding="utf-8")):
            assert (page.parent / link["path"]).exists(), f"{page.name}: {link['path']}"
