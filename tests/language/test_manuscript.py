# SPDX-License-Identifier: Apache-2.0
"""Manuscripts read against a world."""

import pytest

from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.language import read_manuscript
from fabula.model.answers import EventCall
from fabula.model.expression import Assign, Believes, Literal, Not
from fabula.model.manuscript import (
    READER,
    EventAnnotation,
    Expectation,
    Holds,
    InCharacter,
    Manuscript,
    Possible,
    Reached,
    Waiver,
)

WORLD = """\
world "A lamp"
kind place
person Ash, Wren
place hall, yard
fact at(person) is place
fact lit
event go(p: person, to: place):
    when: at(p) != to and not lit
    then: at(p) = to
    by: p
event light():
    when: not lit
    then: lit
wants Ash: 1 if at(Ash) = yard
ending gone "The hall is empty.": no person p: at(p) = hall
"""
VARIANT = """\
variant "By lamplight" of lamp.world:
    start: lit
"""
FILES = {"lamp.world": WORLD, "lamplight.world": VARIANT}


def open_file(_: str, path: str) -> Source | None:
    """The file of that name."""
    return Source(path, FILES[path]) if path in FILES else None


def read(text: str, settings: str = "world: lamp.world") -> tuple[Manuscript | None, tuple[Diagnostic, ...]]:
    """The manuscript with these settings and this text."""
    manuscript, world, problems, sources = read_manuscript(Source("a.md", f"---\n{settings}\n---\n{text}"), open_file)
    assert world is not None
    assert {source.name for source in sources} >= {"a.md", "lamp.world"}
    return manuscript, problems


def sound(text: str, settings: str = "world: lamp.world") -> Manuscript:
    """The manuscript, which has no problem."""
    manuscript, problems = read(text, settings)
    assert problems == ()
    assert manuscript is not None
    return manuscript


def expectation(text: str) -> Expectation:
    """The expectation after one event."""
    _, expected = sound(f"@ go(Ash, yard)\n@ expect {text}\n").annotations
    assert isinstance(expected, Expectation)
    return expected


def test_settings() -> None:
    manuscript = sound("", 'title: "The yard"\nworld: lamp.world\nimagine: 7\nminds: 3\nauthor: me')
    assert (manuscript.name, manuscript.title, manuscript.world) == ("a.md", "The yard", "lamp.world")
    assert (manuscript.imagine, manuscript.minds) == (7, 3)
    silent = sound("")
    assert (silent.title, silent.imagine, silent.minds) == (None, None, None)


def test_a_manuscript_may_name_a_variant() -> None:
    manuscript, world, problems, sources = read_manuscript(
        Source("a.md", "---\nworld: lamplight.world\n---\n"), open_file
    )
    assert problems == ()
    assert manuscript is not None
    assert world is not None
    assert world.title == "By lamplight"
    assert {source.name for source in sources} == {"a.md", "lamplight.world", "lamp.world"}


def test_events_in_telling_order() -> None:
    manuscript = sound("She left. <!-- @ go(Ash, yard) -->\n\n@ light()\n")
    assert [each.event for each in manuscript.annotations if isinstance(each, EventAnnotation)] == [
        EventCall("go", ("Ash", "yard")),
        EventCall("light", ()),
    ]
    assert manuscript.story_order == (0, 1)


def test_claims() -> None:
    assert isinstance(expectation("at(Ash) = yard").claim, Holds)
    denied = expectation("not lit").claim
    assert isinstance(denied, Holds)
    assert isinstance(denied.condition, Not)
    ending = expectation("not ending gone")
    assert isinstance(ending.claim, Reached)
    assert (ending.claim.ending, ending.negated) == ("gone", True)
    possible = expectation("possible go(Wren, yard)")
    assert isinstance(possible.claim, Possible)
    assert (possible.claim.event, possible.negated) == (EventCall("go", ("Wren", "yard")), False)
    character = expectation("not in character go(Wren, yard)")
    assert isinstance(character.claim, InCharacter)
    assert character.negated


def test_the_reader_is_named_in_conditions() -> None:
    claim = expectation("reader believes at(Ash) = yard").claim
    assert isinstance(claim, Holds)
    assert isinstance(claim.condition, Believes)
    assert claim.condition.person == Literal(READER, claim.span)


def test_counterfactuals() -> None:
    both = expectation("without go(Ash, yard) with lit; at(Wren) = hall: at(Ash) = none")
    assert both.instead is not None
    assert both.instead.without == (EventCall("go", ("Ash", "yard")),)
    assert len(both.instead.start) == 2
    assert all(isinstance(effect, Assign) for effect in both.instead.start)
    assert both.text == "without go(Ash, yard) with lit; at(Wren) = hall: at(Ash) = none"
    assert expectation("lit or at(Ash) = yard").instead is None


def test_a_waiver_speaks_of_the_event_before_it() -> None:
    manuscript = sound(
        "@ go(Ash, yard)\n@ light()\n@ expect lit\n"
        '@ allow out-of-character because "x"\n@ allow expectation-failed because "y"\n'
    )
    waivers = [each for each in manuscript.annotations if isinstance(each, Waiver)]
    assert [(each.code, each.because, each.subject) for each in waivers] == [
        ("out-of-character", "x", 1),
        ("expectation-failed", "y", 2),
    ]


def test_story_order_and_what_has_been_told() -> None:
    manuscript = sound(
        '@ scene "Outside"\n@ go(Ash, yard)\n@ expect lit\n'
        '@ scene "That morning", before "Outside"\n@ light()\n@ expect lit\n'
    )
    assert manuscript.story_order == (2, 3, 0, 1)
    assert manuscript.events_before(1) == (2, 0)
    assert manuscript.events_told(1) == (0,)
    assert manuscript.events_before(3) == (2,)
    assert manuscript.events_told(3) == (2, 0)
    assert [number for number, _ in manuscript.lived()] == [2, 3, 0, 1]


def test_an_event_left_out_must_have_happened_in_the_story_not_the_telling() -> None:
    text = '@ scene "A"\n@ go(Ash, yard)\n@ scene "B", before "A"\n@ expect without go(Ash, yard): lit\n'
    manuscript, problems = read(text)
    assert manuscript is None
    assert [problem.code for problem in problems] == ["not-in-story"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    text = "@ go(Ash, yard)\n<!-- @ expect at(Ash) = yard # so\n @ light() -->\n"
    assert sound(text).annotations == sound(text.replace("\n", end)).annotations


def test_all_problems_are_reported_in_the_order_of_the_text() -> None:
    manuscript, problems = read("@ goo(Ash, yard)\n\nProse. <!-- @ expect at(Ahs) = yard -->\n\n@ expct lit\n@ scene\n")
    assert manuscript is None
    assert [problem.code for problem in problems] == [
        "unknown-event",
        "unknown-name",
        "unknown-annotation",
        "scene-without-name",
    ]


def test_a_problem_inside_a_comment_of_several_lines_is_placed() -> None:
    text = "Prose. <!-- @ expect lit and # a remark\n   at(Ahs) = yard -->\n"
    _, problems = read(text)
    source = Source("a.md", f"---\nworld: lamp.world\n---\n{text}")
    assert render_text(problems, {"a.md": source}) == (
        "error[unknown-name]: There is no `person` called `Ahs`.\n"
        " --> a.md:5:7\n"
        "  |\n"
        "5 |    at(Ahs) = yard -->\n"
        "  |       ^^^ a `person` belongs here\n"
        "  |\n"
        "  = help: Did you mean `Ash`?\n"
        "  |\n"
        "5 |    at(Ash) = yard -->\n"
        "  |       ~~~\n"
    )


def test_without_a_world_the_form_is_still_checked() -> None:
    manuscript, world, problems, _ = read_manuscript(Source("a.md", "@ go(Ash, yard)\n@ expct lit\n"), open_file)
    assert (manuscript, world) == (None, None)
    assert [problem.code for problem in problems] == ["no-world-named", "unknown-annotation"]


def test_a_broken_world_is_reported_with_the_manuscript() -> None:
    files = {"x.world": 'world "X"\nending e: rain\n'}
    manuscript, world, problems, sources = read_manuscript(
        Source("a.md", "---\nworld: x.world\n---\n@ expct\n"), lambda _, path: Source(path, files[path])
    )
    assert (manuscript, world) == (None, None)
    assert [(problem.code, problem.primary.span.source) for problem in problems] == [
        ("unknown-name", "x.world"),
        ("unknown-annotation", "a.md"),
    ]
    assert [source.name for source in sources] == ["a.md", "x.world"]


def test_an_unknown_event_is_told_once() -> None:
    _, problems = read("@ lihgt()\n\n@ lihgt()\n")
    assert [(problem.code, len(problem.labels)) for problem in problems] == [("unknown-event", 1)]
