# SPDX-License-Identifier: Apache-2.0
"""`fabula whatif`: formats, exit codes, limits, and questions that make no sense."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app
from fabula.cli.quick import plain_code
from usecases.checking import DATA

GIFT = str(DATA / "the-gift.md")
WITHOUT = ("--without", "go(Wren, yard)")

ENDLESS = """\
world "Endless"
person Ana, Bo, Cy, Di, Ed, Flo
fact steps(person) is number
fact shy
event step(p: person):
    then: steps(p) += 1
event skip(p: person):
    when: not shy
    then: steps(p) += 7
ending far: steps(Ana) * steps(Bo) = 1009
"""


def whatif(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["whatif", *arguments])


def data_of(*arguments: str) -> Any:
    result = whatif(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def endless(tmp_path: Path) -> str:
    (tmp_path / "endless.world").write_text(ENDLESS, encoding="utf-8")
    path = tmp_path / "endless.md"
    path.write_text("---\nworld: endless.world\n---\n@ skip(Ana)\n@ step(Bo)\n", encoding="utf-8")
    return str(path)


def test_both_stories_stand_side_by_side() -> None:
    result = whatif(GIFT, *WITHOUT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        """\
What if `without go(Wren, yard)`?

The stories part at event 3, `give(Ash, lamp, Wren)`: it cannot happen, since `at(Ash)` is yard, but
`at(Wren)` is hall.
In character there, and not as told: `go(Wren, yard)`.

                           As told                              What if
-------------------------  -----------------------------------  -----------------------------------
                           “The gift”
                           1. go(Wren, yard)                    – left out
  in truth; Ash, Wren,         at(Wren) = yard                      at(Wren) = hall
    the reader
                           2. go(Ash, yard)                     2. go(Ash, yard)
                           3. give(Ash, lamp, Wren)             – cannot happen: `at(Ash)` is yard,
                                                                  but `at(Wren)` is hall
  in truth; Ash, Wren,         keeper(lamp) = Wren                  keeper(lamp) = Ash
    the reader                 debt(Wren, Ash)                      not debt(Wren, Ash)
  Wren                         not lit(lamp)                        lit(lamp)
  worth                        Wren 3                               Wren 1

At the end
  ending                       handed_on                            none
  in truth; Ash, Wren,         at(Wren) = yard                      at(Wren) = hall
    the reader                 keeper(lamp) = Wren                  keeper(lamp) = Ash
                               debt(Wren, Ash)                      not debt(Wren, Ash)
  Wren                         not lit(lamp)                        lit(lamp)
  worth                        Wren 3                               Wren 1

From there, within 6 events, nobody acting out of character:
  handed_on: still within reach.
     1. Wren goes to the yard.
     2. Without thinking, Wren snatches the lamp.
"""
    )


def test_json_has_every_difference() -> None:
    data = data_of(GIFT, *WITHOUT)
    assert data["version"] == 1
    assert data["changes"] == ["without go(Wren, yard)"]
    assert data["at"] == {"moment": None, "after_events": 0}
    assert (data["parting"]["number"], data["parting"]["event"]) == (3, "give(Ash, lamp, Wren)")
    first = data["story"]["events"][0]
    assert (first["as_told"], first["fate"], first["happens"], first["texts"]) == (
        "go(Wren, yard)",
        "left-out",
        [],
        [],
    )
    assert {"believed_by": [], "fact": "at(Wren)", "told": "yard", "changed": "hall"} in first["differs"]["facts"]
    lamp = {"believed_by": ["Wren"], "fact": "lit(lamp)", "told": False, "changed": True}
    assert lamp in data["story"]["differs"]["facts"]
    assert data["story"]["differs"]["utilities"] == [{"person": "Wren", "told": 3, "changed": 1}]
    assert data["as_written"]["endings"] == []
    assert data["endings_as_told"] == ["handed_on"]
    (outlook,) = data["outlooks"]
    assert (outlook["ending"], outlook["turn"], outlook["changed"]["outcome"]) == ("handed_on", "kept", "told")


def test_several_changes_combine_from_a_moment_on() -> None:
    data = data_of(
        GIFT,
        "--change",
        "keeper(lamp) = Wren",
        "--change",
        "Ash believes keeper(lamp) = Wren",
        "--wants",
        "Ash: 1 if at(Ash) = hall",
        "--at",
        "go(Wren, yard)",
    )
    assert data["at"] == {"moment": "go(Wren, yard)", "after_events": 1}
    assert len(data["changes"]) == 3
    assert [event["number"] for event in data["story"]["events"]] == [2, 3]


def test_a_variant_is_a_file(tmp_path: Path) -> None:
    variant = tmp_path / "bright.world"
    variant.write_text('variant "Bright" of stolen-fire.world:\n    start:\n        lit(lamp)\n', encoding="utf-8")
    assert data_of(GIFT, "--variant", str(variant))["story"]["opening"]["facts"][0]["fact"] == "lit(lamp)"
    missing = whatif(GIFT, "--variant", str(tmp_path / "no.world"))
    assert (missing.exit_code, "error[cannot-read]" in missing.stderr) == (2, True)


def test_what_is_wrong_is_shown_at_its_own_words() -> None:
    result = whatif(GIFT, "--change", "keeper(lmp) = Wren")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--change:1:8" in result.stderr
    assert "Did you mean `lamp`?" in result.stderr
    data = json.loads(whatif(GIFT, "--change", "keeper(lmp) = Wren", "--format", "json").stdout)
    assert data["diagnostics"][0]["code"] == "unknown-name"


def test_no_story_no_answer() -> None:
    assert whatif("no-such.md", *WITHOUT).exit_code == 2
    world = whatif(str(DATA / "stolen-fire.world"), *WITHOUT)
    assert (world.exit_code, "error[story-wanted]" in world.stderr) == (2, True)


def test_no_time_at_all_is_said(endless: str) -> None:
    result = whatif(endless, "--change", "shy", "--time", "0")
    assert result.exit_code == 3
    assert "Gave up, since the time was up" in result.stdout


def test_a_search_that_takes_too_long_leaves_what_was_found(endless: str) -> None:
    result = whatif(endless, "--change", "shy", "--length", "100", "--time", "1.5")
    assert result.exit_code == 3
    assert "The stories part at event 1, `skip(Ana)`: it cannot happen, since `shy` is yes." in result.stdout
    assert "far: not known" in result.stdout
    assert "lost" not in result.stdout


PLAIN = [
    (WITHOUT, 0),
    (("--change", "lit(lamp)", "--change", "not lit(lamp)"), 2),
    (("--change", "lit(lamp)", "--at", "start", "--at", "go(Wren, yard)"), 0),
    (("--wants", "Wren: 1 if lit(lamp)", "--law", "without law dark", "--instead", "3 => go(Ash, hall)"), 0),
    (("--variant", "no-such.world"), 2),
    ((), 2),
]


@pytest.mark.parametrize(("arguments", "code"), PLAIN)
def test_what_needs_no_parsing_is_answered_the_same(
    arguments: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        done = plain_code(["whatif", GIFT, *arguments])
    except SystemExit as ended:
        done = int(str(ended.code))
    said = capsys.readouterr()
    parsed = whatif(GIFT, *arguments)
    assert (done, said.out, said.err) == (parsed.exit_code, parsed.stdout, parsed.stderr)
    assert done == code


@pytest.mark.parametrize(
    "arguments",
    [
        ("whatif",),
        ("whatif", "--help"),
        ("whatif", GIFT, GIFT, *WITHOUT),
        ("whatif", GIFT, "--change=lit(lamp)"),
        ("whatif", GIFT, "--change"),
        ("whatif", GIFT, *WITHOUT, "--format", "json"),
        ("why", GIFT),
        (),
    ],
)
def test_what_needs_parsing_is_left_to_the_parser(arguments: tuple[str, ...]) -> None:
    assert plain_code(arguments) is None
