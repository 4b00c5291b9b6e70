# SPDX-License-Identifier: Apache-2.0
"""Worlds written in our language: read again, they are the same ground program."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fabula import files
from fabula.cli.main import app
from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.engine.dump import dump
from fabula.engine.ground import ground
from fabula.language import print_world, read_world
from fabula.language.sabre import read_problem
from fabula.model.expression import Assign, Believes
from fabula.model.ground import Program
from fabula.model.world import World
from sabre.peer import DATA, MISSING, problem_names, records_of, source_of

PROBLEMS = problem_names() if (DATA / "conformance").is_dir() else []
OTHERWISE_SAID = {
    "micro/m24_first_step_of_others": "a property is called `now`, which is a word of the language",
}
"""Problems whose ground programs are not the same to the letter, and why."""

WORLDS = sorted((Path(__file__).parents[2] / "worlds").glob("*/*.world"))

SMALL = """\
type place; type tool; type start; type Axe;
entity Ann : character; entity Bob : character; entity Hall : place; entity Shed : place, tool; entity Axe : tool;
entity no : start; entity R2.D2 : character;
property at(who : character) : place;
property holds(what : tool) : character;
property level(True) : number;
property level(2) : number;
property likes(a : character, a : character) : boolean;
level(True) = 1; believes(Ann, level(True)) = -2; at(Ann) = Hall & at(Bob) = at(Ann);
forall(c : character) (likes(Ann, c) & likes(c, Bob));
action go(Ann : character, to : place) {
    precondition: !(at(Ann) == to) & (to : tool | exists(Ann : character) likes(Ann, Ann)) & level(2) != ?;
    effect: at(Ann) = to & level(True) = level(True) - (level(2) - 3) & if(likes(Ann, Bob)) !likes(Ann, Bob)
        elseif(at(Bob) == ?) believes(Bob, believes(Ann, at(Bob) = to)) else holds(Axe) = Ann;
    consenting: Ann, Bob;
    observing(Hall : character): believes(Hall, !(likes(Ann, Hall) | at(Bob) != Shed)) & Hall != no;
};
trigger see(a : character, b : character) {
    precondition: at(a) == at(b) & believes(a, at(b)) != at(b);
    effect: believes(a, at(b)) = at(b);
};
trigger see(a : character, t : tool) { precondition: holds(t) == a & !(t : start); effect: holds(t) = ?; };
utility(): sum(c : character) (if(likes(c, Ann)) 1 else 0);
utility(Ann): if(at(Ann) == Hall) 1 elseif(forall(b : boolean) level(2) >= -1) product(c : character) level(2) else -1;
"""


def program_of(world: World) -> str:
    """The ground program as text; laws without their names, since two may not share one here."""
    program = ground(world)
    assert isinstance(program, Program), program
    return re.sub(r"^law [\w ]+", "law ", dump(program), flags=re.MULTILINE)


def read_again(world: World) -> World:
    text = print_world(world)
    assert isinstance(text, str), text
    again, problems, _ = read_world(Source("printed.world", text), lambda _name, _path: None)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert again is not None, (errors, text)
    return again


def problem(text: str) -> World:
    world, problems = read_problem(Source("a.txt", text))
    assert world is not None, problems
    return world


@pytest.mark.skipif(not PROBLEMS, reason=MISSING)
@pytest.mark.parametrize("name", [name for name in PROBLEMS if name not in OTHERWISE_SAID] or ["none"])
def test_the_peers_problems_stay_the_same(name: str) -> None:
    world, problems = read_problem(source_of(name, records_of(name)))
    assert world is not None, problems
    assert program_of(read_again(world)) == program_of(world)


@pytest.mark.skipif(not PROBLEMS, reason=MISSING)
@pytest.mark.parametrize("name", OTHERWISE_SAID)
def test_what_is_said_otherwise_can_be_read(name: str) -> None:
    world, _ = read_problem(source_of(name, records_of(name)))
    assert world is not None
    assert read_again(world).events


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_our_worlds_stay_the_same(path: Path) -> None:
    source = files.read(str(path))
    assert isinstance(source, Source)
    world, problems, _ = read_world(source, files.open_file)
    assert world is not None, problems
    assert program_of(read_again(world)) == program_of(world)


def test_names_that_the_language_cannot_take_get_others() -> None:
    world = problem(SMALL)
    again = program_of(read_again(world))
    renamed = {"R2.D2": "R2_D2", "(2)": "(my_2)"}
    expected = program_of(world)
    for theirs, ours in renamed.items():
        expected = expected.replace(theirs, ours)
    assert again == expected


def test_a_value_that_is_really_read_is_taken_as_it_is() -> None:
    world = problem(
        "type place; entity A : character; entity Hall : place; property at(c : character) : place;"
        "property lit() : boolean; property n(c : character) : number;"
        "action show(c : character, d : character)"
        "{ effect: believes(d, at(c)) = at(c) & believes(d, lit()) = lit() & believes(d, n(c)) = n(c) + n(d); };"
    )
    text = print_world(world)
    assert isinstance(text, str)
    assert text.endswith("""\
event show(c: person, d: person):
    then:
        d believes at(c) = at(c) as it is
        d believes lit = lit as it is
        d believes n(c) = n(c) + n(d) as it is
""")
    assert program_of(read_again(world)) == program_of(world)


def test_a_belief_about_what_is_really_read_has_no_words() -> None:
    text = (
        'world "W"\nkind place\nplace hall\nperson Ash, Wren\nfact lit(place)\nfact at(person) is place\n'
        "event show:\n    then: Wren believes lit(at(Ash))\n"
    )
    world, problems, _ = read_world(Source("a.world", text), lambda _name, _path: None)
    assert world is not None, problems
    (effect,) = world.events[0].effects
    assert isinstance(effect, Assign)
    (argument,) = effect.target.arguments
    assert isinstance(argument, Believes)
    really = replace(effect, target=replace(effect.target, arguments=(argument.body,)))
    said = print_world(replace(world, events=(replace(world.events[0], effects=(really,)),)))
    assert isinstance(said, Diagnostic)
    assert said.code == "cannot-be-said"


def test_the_command_writes_beside_and_touches_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "entity A : character; entity B : character; property lit() : boolean; lit(); utility(): lit();"
    Path("lamp.txt").write_text(text, encoding="utf-8")
    run = CliRunner().invoke(app, ["format", "--to", "world", "--check", "lamp.txt"])
    assert (run.exit_code, run.output) == (1, "lamp.world would be written\n")
    run = CliRunner().invoke(app, ["format", "--to", "world", "lamp.txt"])
    assert (run.exit_code, run.output) == (0, "lamp.world written\n")
    assert Path("lamp.txt").read_text(encoding="utf-8") == text
    written = 'world "lamp"\n\nperson A, B\n\nfact lit\n\nstart:\n    lit\n\nwants author:\n    1 if lit else 0\n'
    assert Path("lamp.world").read_text(encoding="utf-8") == written
    Path("lamp.txt").write_text(text.replace("A", "C"), encoding="utf-8")
    run = CliRunner().invoke(app, ["format", "--to", "world", "lamp.txt"])
    assert (run.exit_code, run.output) == (2, "error: `lamp.world` is there already: move it away first\n")
    assert Path("lamp.world").read_text(encoding="utf-8") == written
