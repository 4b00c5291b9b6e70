# SPDX-License-Identifier: Apache-2.0
"""Worlds changed by texts: what is said takes its place as in a variant, and errors stand at its own words."""

from pathlib import Path

from fabula.diagnostics import Source
from fabula.language.hypothetical import ChangedWorld, read_changed_world

DATA = Path(__file__).parents[1] / "data"
WORLD = Source("fire.world", (DATA / "stolen-fire.world").read_text(encoding="utf-8"))
FILES = {
    "fire.world": WORLD,
    "more.world": Source("more.world", "law more:\n    when: lit(lamp)\n    then: not lit(lamp)\n"),
}


def changed(*texts: str, variants: tuple[Source, ...] = ()) -> ChangedWorld:
    sources = [Source(f"--law ({number})", text) for number, text in enumerate(texts)]
    return read_changed_world(WORLD, lambda _, path: FILES.get(path), variants, sources)


def codes(found: ChangedWorld) -> list[tuple[str, str]]:
    """Each problem's code, and the source that it is said at."""
    return [(problem.code, problem.primary.span.source) for problem in found.diagnostics]


def test_a_declaration_takes_the_place_of_one_of_its_name() -> None:
    found = changed("ending handed_on: lit(lamp)")
    assert found.world is not None
    assert [ending.text for ending in found.world.endings if ending.name == "handed_on"] == [None]
    assert found.start == ()


def test_what_is_said_about_the_start_comes_last_and_is_told_apart() -> None:
    found = changed("start: lit(lamp)")
    assert found.world is not None
    assert found.world.start[-1:] == found.start
    assert len(found.start) == 1


def test_a_text_may_include_a_file_and_may_leave_out() -> None:
    found = changed('include "more.world"', "without event snatch")
    assert found.world is not None
    assert "more" in [law.name for law in found.world.laws]
    assert "snatch" not in [event.name for event in found.world.events]
    assert codes(changed('include "none.world"')) == [("file-not-found", "--law (0)")]


def test_a_variant_counts_by_what_it_says_itself() -> None:
    text = 'variant "V" of elsewhere.world:\n    without law dark\n    include "more.world"\n'
    found = changed(variants=(Source("v.world", text),))
    assert found.world is not None
    assert [law.name for law in found.world.laws if law.name in {"dark", "more"}] == ["more"]


def test_errors_stand_at_the_words_of_the_text() -> None:
    assert codes(changed("without event snatch", "without law drk")) == [("nothing-left-out", "--law (1)")]
    assert codes(changed("law l:\n    when: lt(lamp)\n    then: lit(lamp)")) == [("unknown-fact", "--law (0)")]
    assert changed("law l(").world is None


def test_only_a_variant_is_taken_for_one() -> None:
    assert codes(changed(variants=(Source("w.world", 'world "W"\n'),))) == [("not-a-variant", "w.world")]


def test_a_world_in_another_language_cannot_be_varied() -> None:
    problem = Source("p.txt", "type T;\nentity Ash : character;\n")
    found = read_changed_world(problem, lambda *_: None, (), (Source("--law", "without law dark"),))
    assert codes(found) == [("cannot-be-varied", "--law")]
