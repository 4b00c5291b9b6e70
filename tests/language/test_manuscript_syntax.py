# SPDX-License-Identifier: Apache-2.0
"""Which form an annotation has, and how it falls apart."""

import pytest

from fabula.diagnostics import Diagnostic
from fabula.language.manuscript_markdown import read_page
from fabula.language.manuscript_syntax import (
    AllowText,
    AnnotationText,
    ChangeText,
    ClaimForm,
    EventText,
    ExpectText,
    SceneText,
    take_apart,
)


def read(content: str) -> AnnotationText | Diagnostic:
    """The annotation `@ content`."""
    (snippet,) = read_page("a.md", f"@ {content}\n").snippets
    return take_apart(snippet, ("go(p, to)", "give(giver, t, taker)"))


def expectation(content: str) -> ExpectText:
    """The expectation `@ expect content`."""
    text = read(f"expect {content}")
    assert isinstance(text, ExpectText), text
    return text


def test_an_event() -> None:
    text = read("go(Wren, yard)")
    assert isinstance(text, EventText)
    assert text.event.text == "go(Wren, yard)"


@pytest.mark.parametrize(
    ("content", "form", "negated", "body"),
    [
        ("lit(lamp)", ClaimForm.CONDITION, False, "lit(lamp)"),
        ("not lit(lamp)", ClaimForm.CONDITION, False, "not lit(lamp)"),
        ("not Ash believes at(Wren) = hall", ClaimForm.CONDITION, False, "not Ash believes at(Wren) = hall"),
        ("every person p: alive(p)", ClaimForm.CONDITION, False, "every person p: alive(p)"),
        ("ending handed_on", ClaimForm.ENDING, False, "handed_on"),
        ("not  ending handed_on", ClaimForm.ENDING, True, "handed_on"),
        ("ending = 3", ClaimForm.CONDITION, False, "ending = 3"),
        ("ending(Ash)", ClaimForm.CONDITION, False, "ending(Ash)"),
        ("possible go(Wren, yard)", ClaimForm.POSSIBLE, False, "go(Wren, yard)"),
        ("not possible go(Wren, yard)", ClaimForm.POSSIBLE, True, "go(Wren, yard)"),
        ("possible", ClaimForm.CONDITION, False, "possible"),
        ("possible and (lit(lamp))", ClaimForm.CONDITION, False, "possible and (lit(lamp))"),
        ("possible = yes", ClaimForm.CONDITION, False, "possible = yes"),
        ("in character go(Wren, yard)", ClaimForm.IN_CHARACTER, False, "go(Wren, yard)"),
        ("not in  character go(Wren, yard)", ClaimForm.IN_CHARACTER, True, "go(Wren, yard)"),
    ],
)
def test_claims(content: str, form: ClaimForm, negated: bool, body: str) -> None:
    text = expectation(content)
    assert (text.claim.form, text.claim.negated, text.claim.body.text) == (form, negated, body)
    assert text.change is None


def pieces(change: ChangeText | None) -> tuple[list[str], list[str]]:
    """The events left out, and the effects at the start."""
    assert change is not None
    return [piece.text for piece in change.without], [piece.text for piece in change.start]


@pytest.mark.parametrize(
    ("content", "without", "start", "body"),
    [
        ("without go(A, b): lit(c)", ["go(A, b)"], [], "lit(c)"),
        ("without go(A, b), go(C, b): lit(c)", ["go(A, b)", "go(C, b)"], [], "lit(c)"),
        ("with soul(Spike): ending lost", [], ["soul(Spike)"], "lost"),
        ("with a = 1; b(c): lit(c)", [], ["a = 1; b(c)"], "lit(c)"),
        ("with soul(S) without push(F, S): lit(c)", ["push(F, S)"], ["soul(S)"], "lit(c)"),
        ("without push(F, S), with soul(S): lit(c)", ["push(F, S)"], ["soul(S)"], "lit(c)"),
        ("without push(F, S) and with soul(S): lit(c)", ["push(F, S)"], ["soul(S)"], "lit(c)"),
        (
            "with for every person p: if c: alive(p): any x y: z(y)",
            [],
            ["for every person p: if c: alive(p)"],
            "any x y: z(y)",
        ),
        ("with a; if b: c; d: e", [], ["a; if b: c; d"], "e"),
        ("with a = count(person p: b(p)): c", [], ["a = count(person p: b(p))"], "c"),
    ],
)
def test_counterfactuals(content: str, without: list[str], start: list[str], body: str) -> None:
    text = expectation(content)
    assert pieces(text.change) == (without, start)
    assert text.claim.body.text == body


def test_a_waiver() -> None:
    text = read('allow out-of-character because "he is drunk"')
    assert isinstance(text, AllowText)
    assert (text.code.text, text.because) == ("out-of-character", "he is drunk")


def test_typographic_quotes_are_quotes() -> None:
    text = read("allow out-of-character because “he is drunk”")
    assert isinstance(text, AllowText)
    assert text.because == "he is drunk"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('scene "The gift"', ("The gift", "", "")),
        ('scene "Earlier that day", before "The gift"', ("Earlier that day", "before", "The gift")),
        ('scene "Earlier that day" before "The gift"', ("Earlier that day", "before", "The gift")),
        ("scene “Later”, after “The gift”", ("Later", "after", "The gift")),
    ],
)
def test_scenes(content: str, expected: tuple[str, str, str]) -> None:
    text = read(content)
    assert isinstance(text, SceneText)
    assert (text.name, text.word, text.other) == expected


def test_an_event_may_have_the_name_of_a_keyword() -> None:
    assert isinstance(read("allow(Ash)"), EventText)
    assert isinstance(read("scene(Ash)"), EventText)


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("", "empty-annotation", "@"),
        ("# only a remark", "empty-annotation", "@"),
        ("expct lit(lamp)", "unknown-annotation", "expct"),
        ("go Wren yard", "unknown-annotation", "go"),
        ("??", "unknown-annotation", "??"),
        ("expect", "missing-expectation", ""),
        ("expect not ending", "missing-expectation", ""),
        ("expect not possible", "missing-expectation", ""),
        ("expect in character", "missing-expectation", ""),
        ("expect without go(A, b):", "missing-expectation", ""),
        ("expect with lit(lamp) :", "missing-expectation", ""),
        ("expect without go(A, b)", "missing-expectation", "without go(A, b)"),
        ("expect with lit(lamp)", "missing-expectation", "with lit(lamp)"),
        ("expect without : lit(lamp)", "missing-change", ""),
        ("expect without go(A, b),, go(C, b): lit(lamp)", "missing-change", ""),
        ("expect with lit(c) without : lit(lamp)", "missing-change", ""),
        ("expect ending a and b", "text-left-over", "and b"),
        ("allow", "waiver-without-code", ""),
        ('allow because "x"', "waiver-without-code", 'because "x"'),
        ("allow out-of-character", "waiver-without-reason", ""),
        ("allow out-of-character because", "waiver-without-reason", "because"),
        ('allow out-of-character because ""', "waiver-without-reason", 'because ""'),
        ("allow out-of-character because he is drunk", "waiver-without-reason", "because he is drunk"),
        ('allow out-of-character because "x" y', "text-left-over", "y"),
        ("scene", "scene-without-name", ""),
        ("scene The gift", "scene-without-name", "The gift"),
        ('scene ""', "scene-without-name", '""'),
        ('scene "A", before', "scene-without-name", ""),
        ('scene "A", before B', "scene-without-name", "B"),
        ('scene "A", when "B"', "text-left-over", ', when "B"'),
        ('scene "A", before "B", after "C"', "text-left-over", ', after "C"'),
    ],
)
def test_problems(content: str, code: str, place: str) -> None:
    problem = read(content)
    assert isinstance(problem, Diagnostic)
    text = f"@ {content}\n"
    span = problem.primary.span
    assert (problem.code, text[span.start : span.end]) == (code, place)
    assert problem.help


def test_near_words_are_suggested() -> None:
    problem = read("expct lit(lamp)")
    assert isinstance(problem, Diagnostic)
    assert problem.help == "Did you mean `expect`?"
    problem = read("gve Ash lamp")
    assert isinstance(problem, Diagnostic)
    assert problem.help is not None
    assert "`give(giver, t, taker)`" in problem.help
