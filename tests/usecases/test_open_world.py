# SPDX-License-Identifier: Apache-2.0
"""Opening a world: an engine, or what is wrong, whenever it shows: when read, when ground, when it starts."""

import pytest

from fabula.diagnostics import Severity, Source
from fabula.usecases.open_world import OpenedWorld, open_world

HEAD = 'world "A"\nkind object\nperson Ash\n'


def opened(text: str, other: str | None = None) -> OpenedWorld:
    def open_file(_from: str, wanted: str) -> Source | None:
        return None if other is None else Source(wanted, other)

    return open_world(Source("a.world", text), open_file)


def test_a_sound_world_has_an_engine() -> None:
    found = opened(HEAD + "object lamp\nfact lit\nevent light():\n    when: not lit\n    then: lit\nending done: lit\n")
    assert found.engine is not None
    assert found.world is not None
    assert found.diagnostics == ()
    assert [str(found.engine.program.events[number]) for number in found.engine.possible(found.engine.start())] == [
        "light()"
    ]


def test_a_warning_does_not_keep_a_world_closed() -> None:
    found = opened(HEAD + "fact lit\n")
    assert found.engine is not None
    assert {problem.severity for problem in found.diagnostics} == {Severity.WARNING}


MANY = "object " + ", ".join(f"o{number}" for number in range(30)) + "\nfact f(object)\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-world"),
        (HEAD + "fact lit(persn)\n", "unknown-kind"),
        (
            HEAD
            + MANY
            + "event e(a: object, b: object, c: object, d: object):\n    then:\n        f(a)\n        f(b)\n"
            "        f(c)\n        f(d)\n",
            "too-many-instances",
        ),
        (HEAD + "fact n is number\nfact m is number\nstart:\n    m = 1 / n\n", "division-by-zero"),
        (
            HEAD + "fact n is number\nfact m is number\nlaw l:\n    when: m = 0\n    then: m = 1 / n\n"
            "event e(p: person):\n    then: n += 1\n",
            "division-by-zero",
        ),
        (HEAD + "fact n is number\nlaw up:\n    then: n += 1\n", "restless-laws"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, code: str) -> None:
    found = opened(text)
    assert found.engine is None
    errors = [problem for problem in found.diagnostics if problem.severity is Severity.ERROR]
    assert code in [problem.code for problem in errors] or code == "no-world"
    assert all(problem.primary.span.source == "a.world" for problem in errors)
    assert errors


def test_every_file_that_was_met_is_a_source() -> None:
    found = opened('world "A"\ninclude "b.world"\nperson Ash\n', "fact lit\n")
    assert sorted(found.sources) == ["a.world", "b.world"]
