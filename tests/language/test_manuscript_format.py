# SPDX-License-Identifier: Apache-2.0
"""The layout of annotations, in a text that is not touched otherwise."""

import pytest

from fabula.diagnostics import Source
from fabula.language.manuscript_format import format_manuscript


def formatted(text: str) -> str:
    """The text, formatted."""
    return format_manuscript(Source("a.md", text))


REWRITTEN = {
    "@go( Ash,yard )": "@ go(Ash, yard)",
    "@    go(Ash, yard)   # so": "@ go(Ash, yard)   # so",
    "x <!--@go(Ash,yard)--> y": "x <!--@ go(Ash, yard)--> y",
    "@ expect  at( Ash )=hall and   lit(lamp)": "@ expect at(Ash) = hall and lit(lamp)",
    "@ expect (at(Ash)=hall)": "@ expect (at(Ash) = hall)",
    "@ expect not   ending  gone": "@ expect not ending gone",
    "@ expect not possible go(Ash,yard)": "@ expect not possible go(Ash, yard)",
    "@ expect in  character go(Ash,yard)": "@ expect in character go(Ash, yard)",
    "@ expect without go(Ash,yard) ,go(Wren,hall):lit(lamp)": (
        "@ expect without go(Ash, yard), go(Wren, hall): lit(lamp)"
    ),
    "@ expect with lit(lamp);at(Ash)=hall:lit(lamp)": "@ expect with lit(lamp); at(Ash) = hall: lit(lamp)",
    "@ expect without go(Ash,yard), with lit(lamp): ending  gone": (
        "@ expect with lit(lamp) without go(Ash, yard): ending gone"
    ),
    "@ expect with if lit(lamp): lit(a): b": "@ expect with if lit(lamp): lit(a): b",
    "@ expect any person p:alive(p)": "@ expect any person p: alive(p)",
    "@ expect reader believes  lit(lamp)": "@ expect reader believes lit(lamp)",
    '@ allow   out-of-character   because  " he is drunk "': '@ allow out-of-character because "he is drunk"',
    "@ allow out-of-character because “he is drunk”": '@ allow out-of-character because "he is drunk"',
    '@ allow out-of-character because “he is "drunk"”': '@ allow out-of-character because “he is "drunk"”',
    '@ scene "A"': '@ scene "A"',
    '@ scene "A"   before   "B"': '@ scene "A", before "B"',
}

KEPT = [
    "Prose  with   blanks \t\n\n\n*  * *\n",
    "a@b.example\n\\@ go(Ash,yard)\n",
    "```\n@go(Ash,yard)\n```\n",
    "    @go(Ash,yard)\n",
    "---\nworld:   x.world\n---\n",
    "@ go(Ash,,yard)\n",
    "@ expect at(Ash = hall\n",
    "@ nonsense  here\n",
    "@\n",
    "<!-- @ go(Ash,\n yard) -->\n",
    "<!-- a remark @go(Ash,yard) -->\n",
]


@pytest.mark.parametrize("text", REWRITTEN)
def test_an_annotation_is_laid_out(text: str) -> None:
    assert formatted(text) == REWRITTEN[text]


@pytest.mark.parametrize("text", REWRITTEN.values())
def test_what_is_laid_out_stays(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize("text", KEPT)
def test_everything_else_stays(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(end: str) -> None:
    assert formatted(f"\ufeffx  {end}@go(a,b){end}{end}y") == f"\ufeffx  {end}@ go(a, b){end}{end}y"
