# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a problem file, or read otherwise than it looks: the code and the place of all that is said."""

import pytest

from fabula.diagnostics import Severity, Source
from fabula.language.sabre import read_problem

HEAD = """\
type place; type tool; type heavy : tool;
entity Ann : character; entity Bob : character; entity Hall : place; entity Axe : heavy; entity Pin : tool;
property at(who : character) : place;
property at(what : tool) : character;
property coins(who : character) : number;
property lit() : boolean;
property best(Axe) : boolean;
"""


def said(text: str, head: str = HEAD) -> list[str]:
    """Each code with the words it is said of; warnings with a tilde."""
    source = Source("a.txt", head + text)
    world, problems = read_problem(source)
    errors = [each for each in problems if each.severity is Severity.ERROR]
    assert (world is None) == bool(errors)
    return [
        f"{'' if each.severity is Severity.ERROR else '~'}{each.code} {source.slice(each.primary.span)}"
        for each in problems
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at(Ann) = Hall; lit(); coins(Bob) = 2; believes(Ann, at(Axe)) = ?;", []),
        ("at(Ann) = Hal;", ["unknown-name Hal"]),
        ("att(Ann) = Hall;", ["unknown-fact att"]),
        ("lit;", ["misplaced-name lit"]),
        ("Ann;", ["no-target Ann"]),
        ("at(Hall) = Hall;", ["wrong-kind Hall"]),
        ("at() = Hall;", ["wrong-argument-count at()"]),
        ("at(Ann) = 3;", ["wrong-value 3"]),
        ("at(Ann) = Axe;", ["wrong-value Axe"]),
        ("coins(Ann) = ?;", []),
        ("lit() = ?;", ["wrong-value ?"]),
        ("coins(Ann);", ["needs-value coins(Ann)"]),
        ("lit() | lit();", ["no-target lit() | lit()"]),
        ("!(lit() & lit());", ["no-target lit() & lit()"]),
        ("!(lit() | lit());", []),
        ("at(Ann) != Hall;", ["no-target at(Ann) != Hall"]),
        ("lit() != True;", []),
        ("coins(Ann) > 2;", ["no-target coins(Ann) > 2"]),
        ("exists(c : character) at(c) = Hall;", ["no-target exists(c : character) at(c) = Hall"]),
        ("believes(Hall, lit());", ["not-a-person Hall"]),
        ("forall(n : number) lit();", ["wrong-kind number"]),
        ("forall(p : plaze) lit();", ["unknown-kind plaze"]),
        ("forall(c : character) at(c) = Hall & coins(c) = 1;", ["unknown-name c"]),
        ("best(Axe); best(Pin);", ["wrong-kind Pin"]),
        ("forall(h : heavy) best(h);", ["wrong-kind h"]),
        ("coins(Ann) = 1 / 0;", ["division-by-zero 0"]),
        ("coins(Ann) = lit();", ["wrong-value lit()"]),
        ("coins(Ann) = 1 + lit();", ["not-a-number lit()"]),
        ("coins(Ann) = if(lit()) 1;", ["sabre-missing-else if(lit()) 1"]),
        ("coins(Ann) = if(lit()) 1 else Hall;", ["wrong-kind 1"]),
        ("coins(Ann) += 1;", ["wrong-sign +="]),
        ("lit() && lit();", ["wrong-sign &&"]),
        ("lit() and not lit();", ["wrong-sign and", "wrong-sign not"]),
        ("type tool : heavy;", ["cyclic-kinds tool"]),
        ("type number : place;", ["reserved-name number"]),
        ("type lamp : number;", ["reserved-name number"]),
        ("entity Lamp : lamp;", ["~unknown-kind lamp"]),
        ("entity Lamp;", ["missing-colon Lamp"]),
        ("property at(who : character) : number;", ["doubly-defined at"]),
        ("property at(what : heavy) : number;", ["~overlapping-overloads at"]),
        ("property at(x : number) : number;", ["wrong-kind number"]),
        ("property lit2();", ["missing-colon "]),
        ("property lit2 : boolean;", ["syntax lit2"]),
        ("property lit2() : bolean;", ["unknown-kind bolean"]),
        ("property p(?) : boolean;", ["syntax ?"]),
        ("utility(Ann): lit(); utility(Ann): 2;", ["~said-twice utility(Ann)"]),
        ("utility(Hall): 2;", ["not-a-person Hall"]),
        ("utility(Ann): at(Ann);", ["not-a-number at(Ann)"]),
        ("utility(): coins(Ann) - coins(Bob) - 1;", ["~sabre-order coins(Ann) - coins(Bob) - 1"]),
        ("utility(): coins(Ann) - (coins(Bob) - 1) + 2 * 3;", ["~sabre-order coins(Ann) - (coins(Bob) - 1) + 2 * 3"]),
        ("utility(): (coins(Ann) * 2) + coins(Bob) - 1;", []),
        ("utility(): if(lit() & lit() | lit()) 1 else 0;", ["~sabre-and-or lit() | lit()"]),
        ("utility(): if(lit() = True) 1 else 0;", ["~wrong-sign ="]),
        ("utility(): if(at(Ann) == at(Axe)) 1 else 0;", ["~kinds-never-equal at(Ann) == at(Axe)"]),
        ("utility(): if(1 < coins(Ann) < 3) 1 else 0;", ["chained-comparison <"]),
        ("utility(): if(at(Ann) < Hall) 1 else 0;", ["not-a-number at(Ann)"]),
        ("utility(): if(coins(Ann)) 1 else 0;", ["not-a-condition coins(Ann)"]),
        ("utility(): if(coins(Ann) : boolean | lit() : tool | at(Ann) : place) 1 else 0;", []),
    ],
)
def test_what_is_said_of_a_statement(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("action a(c : character, d : character) { precondition: c != d & at(c) == at(d); consenting: (c, d); };", []),
        ("action a(c : character) { consenting: c, ; precondition: lit(); }", []),
        ("action a(c : character, c : place) { };", ["doubly-defined c : place"]),
        ("action a(c : charakter) { effect: lit(); };", ["unknown-kind charakter"]),
        ("action a(p : place) { consenting: p; };", ["not-a-person p"]),
        ("action a() { observing(p : place): lit(); };", ["not-a-person place"]),
        ("action a() { observing(e : entity): lit(); };", []),
        ("action a() { observing: lit(); };", ["syntax observing"]),
        ("action a() { efect: lit(); };", ["unknown-part efect"]),
        ("trigger a() { consenting: Ann; };", ["unknown-part consenting"]),
        ("action a() { effect: lit(); effect: !lit(); };", ["~said-twice effect"]),
        ("action a() { effect lit(); };", ["missing-colon "]),
        ("action a() { precondition: lit()\n effect: lit(); };", ["missing-semicolon "]),
        ("action a() { effect: lit(); }\nlit();", ["missing-semicolon "]),
        ("action a() { effect: lit();\naction b() { };", ["unclosed-bracket {"]),
        ("action a() effect: lit();", ["syntax a"]),
        ("action a { effect: lit(); };", ["syntax a"]),
        ("action a() { ; effect: lit(); };", ["syntax ;"]),
        ("action a() { effect: ; };", ["nothing-follows :"]),
        ("lit() }; lit();", ["syntax }"]),
        ("action a(t : tool) { }; action a(h : heavy) { };", ["~overlapping-overloads a"]),
        ("trigger a(t : tool) { }; trigger a(h : heavy) { };", []),
    ],
)
def test_what_is_said_of_an_event(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_every_mistake_of_a_file_is_told_once() -> None:
    text = """\
property open(what : tool : boolean;
open(Axe);
action go(who : character, to : plce) { precondition: to == at(who); };
action take(who : character, what : tool) {
    precondition: at(wat) == who;
    effect: at(what) = Hall & at(who) = to;
    consenting: whom;
};
utility(Carl): coins(Carl);
"""
    assert said(text) == [
        "unclosed-bracket (",
        "unknown-fact open",
        "unknown-kind plce",
        "unknown-name wat",
        "wrong-value Hall",
        "unknown-name to",
        "unknown-name whom",
        "unknown-name Carl",
        "unknown-name Carl",
    ]


def test_too_many_problems_are_counted() -> None:
    codes = said("unknown(Ann);" * 300)
    assert len(codes) == 201
    assert codes[-1].startswith("too-many-problems") or codes[0].startswith("too-many-problems")


def test_an_empty_file_is_no_problem() -> None:
    assert said("", "") == ["no-world "]
    assert said("// nothing\n", "") == ["no-world "]
