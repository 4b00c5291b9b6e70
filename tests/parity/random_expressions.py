# SPDX-License-Identifier: Apache-2.0
"""What random worlds are written with: decisions taken from bytes, facts, conditions, values, assignments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Chosen = TypeVar("Chosen")


@dataclass(frozen=True)
class Fact:
    """A fact that a world may have."""

    name: str
    parameters: tuple[str, ...]
    value: str

    @property
    def declared(self) -> str:
        """Its declaration."""
        names = iter("abc")
        about = ", ".join(f"{next(names)}: {kind}" for kind in self.parameters)
        return (
            f"fact {self.name}"
            + (f"({about})" if about else "")
            + ("" if self.value == "yes/no" else f" is {self.value}")
        )


FACTS = (
    Fact("raining", (), "yes/no"),
    Fact("at", ("person",), "place"),
    Fact("coins", (), "number"),
    Fact("keeper", ("thing",), "person"),
    Fact("alive", ("person",), "yes/no"),
    Fact("blood", ("person",), "number"),
    Fact("lit", ("thing",), "yes/no"),
    Fact("debt", ("person", "person"), "yes/no"),
    Fact("love", ("person",), "person"),
)


@dataclass(frozen=True)
class Scope:
    """The variables that may be spoken of."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    """People who may be anybody."""

    def with_person(self, name: str) -> Scope:
        """The scope with one more person, who is spoken of first."""
        return Scope((name, *self.people), self.places, self.things, (name, *self.variables))


class Decisions:
    """Decides by bytes, from the front; 0 when none are left."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def below(self, count: int) -> int:
        """One of 0 … count - 1."""
        return next(self._bytes, 0) % count if count > 1 else 0


class Phrases:
    """Makes conditions and values; notes what it makes."""

    def __init__(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self.noted: set[str] = set()
        self.people: tuple[str, ...] = ("Ash", "Wren")
        self.ghosts: tuple[str, ...] = ()
        self.things: tuple[str, ...] = ("lamp",)
        self.places: tuple[str, ...] = ("hall", "yard")
        self.contrary: str | None = None
        self.variables = 0
        self.at_start: dict[str, str] = {}
        self.wishes: list[str] = []
        if self.chance(10):
            self.note("three people")
            self.people = ("Ash", "Wren", "Kit")
        if self.chance(15):
            self.note("a subkind of person")
            self.ghosts = self.people[-1:]
        if self.chance(10):
            self.things = ("lamp", "key")
        self.facts = self._some_facts()
        self.clock = self.chance(45)
        self.reads_clock = self.clock and self.chance(50)
        self.defining = self.chance(25)

    def _some_facts(self) -> tuple[Fact, ...]:
        """Three or four facts."""
        left = list(FACTS)
        return tuple(left.pop(self.below(len(left))) for _ in range(self.between(3, 4)))

    # Decisions.

    def below(self, count: int) -> int:
        """One of 0 … count - 1."""
        return self.decisions.below(count)

    def between(self, least: int, most: int) -> int:
        """One of least … most."""
        return least + self.below(most - least + 1)

    def chance(self, percent: int) -> bool:
        """True so many times in a hundred; never when there is nothing left to decide by."""
        return self.below(256) * 100 >= (100 - percent) * 256

    def among(self, choices: Sequence[Chosen]) -> Chosen:
        """One of them."""
        return choices[self.below(len(choices))]

    def note(self, construct: str) -> None:
        """A construct occurs."""
        self.noted.add(construct)

    # Names.

    def variable(self) -> str:
        """A name that stands for nothing yet."""
        self.variables += 1
        return f"y{self.variables}"

    def person(self, scope: Scope) -> str:
        """A person: mostly a variable, if there is one."""
        if scope.people and self.below(4) < 3:
            return self.among(scope.people)
        return self.among(self.people)

    def thing(self, kind: str, scope: Scope) -> str:
        """A thing of a kind."""
        if kind == "person":
            return self.person(scope)
        variables, constants = (scope.places, self.places) if kind == "place" else (scope.things, self.things)
        return self.among(variables) if variables and self.below(4) < 3 else self.among(constants)

    def fact_read(self, fact: Fact, scope: Scope) -> str:
        """A fact, about somebody or something."""
        if not fact.parameters:
            return fact.name
        return f"{fact.name}({', '.join(self.argument(kind, scope) for kind in fact.parameters)})"

    def argument(self, kind: str, scope: Scope) -> str:
        """What a fact is about; now and then, whatever another fact says."""
        nested = [fact for fact in self.facts if fact.value == kind and fact.parameters]
        if nested and self.chance(4):
            self.note("a fact about what a fact says")
            fact = self.among(nested)
            return f"{fact.name}({', '.join(self.thing(each, scope) for each in fact.parameters)})"
        return self.thing(kind, scope)

    # Conditions.

    def make_wishes(self) -> None:
        """Choose what is worth wanting and bringing about: values that facts have not got at the start."""
        self.wishes = [self._new_wish() for _ in range(4)]

    def _new_wish(self) -> str:
        fact = self.among(self.facts)
        read = self.plain_read(fact, Scope())
        before = self.at_start.get(read)
        if fact.value == "yes/no":
            return f"not {read}" if before == read else read
        if fact.value == "number":
            return f"{read} = {2 if before == '1' else 1}"
        things = {"place": self.places, "person": self.people}[fact.value]
        return f"{read} = {self.among([each for each in things if each != before])}"

    def wish(self, scope: Scope) -> str:
        """One of the wishes, as a condition or as an effect; perhaps about whoever a variable stands for."""
        found = self.among(self.wishes)
        if scope.variables and self.chance(50):
            return found.replace(f"({self.people[0]}", f"({scope.variables[0]}")
        return found

    def condition(self, scope: Scope, depth: int) -> str:
        """A condition, in brackets wherever it is more than one comparison."""
        if depth == 0:
            return self.comparison(scope)
        way = self.below(17)
        if way == 16:
            self.note("condition: if")
            test, yes, no = self.comparison(scope), self.condition(scope, depth - 1), self.comparison(scope)
            return f"({yes} if {test} else {no})"
        if way < 5:
            return self.comparison(scope)
        if way < 8:
            self.note("condition: and")
            return f"({self.condition(scope, depth - 1)} and {self.condition(scope, depth - 1)})"
        if way < 10:
            self.note("condition: or")
            return f"({self.condition(scope, depth - 1)} or {self.condition(scope, depth - 1)})"
        if way < 12:
            return self.believed(scope, depth)
        if way == 12:
            self.note("condition: not")
            return f"(not {self.condition(scope, depth - 1)})"
        if way == 13:
            return self.quantified(scope, depth)
        if way == 14 and self.defining:
            self.note("a definition")
            return f"near({self.person(scope)})"
        self.note("condition: count")
        name = self.variable()
        return f"count(person {name}: {self.condition(scope.with_person(name), 0)}) >= {self.between(1, 2)}"

    def believed(self, scope: Scope, depth: int) -> str:
        """What somebody believes, or does not."""
        self.note("condition: a belief")
        body = self.condition(scope, depth - 1)
        if self.chance(25):
            self.note("condition: a belief about a belief")
            body = f"({self.person(scope)} believes {body})"
        doubt = "not " if self.chance(35) else ""
        if doubt:
            self.note("condition: no belief")
        return f"({doubt}{self.person(scope)} believes {body})"

    def quantified(self, scope: Scope, depth: int) -> str:
        """Everybody, somebody, nobody."""
        self.note("condition: every, any, no")
        name = self.variable()
        body = self.condition(scope.with_person(name), depth - 1)
        return f"({self.among(('any', 'every', 'no'))} person {name}: {body})"

    def comparison(self, scope: Scope) -> str:
        """One comparison."""
        if self.reads_clock and self.chance(15):
            self.note("condition: now")
            return f"now {self.among(('>=', '=', '<'))} {self.between(1, 4)}"
        if self.ghosts and scope.variables and self.chance(12):
            self.note("condition: is a")
            return f"{self.among(scope.variables)} is {self.among(('', 'not '))}a ghost"
        fact = self.among(self.facts)
        read = self.fact_read(fact, scope)
        if self.chance(5):
            self.note("condition: unknown")
            return f"{read} {self.among(('=', '!='))} unknown"
        if fact.value == "yes/no":
            others = [other for other in self.facts if other.value == "yes/no" and other is not fact]
            if others and self.chance(8):
                self.note("condition: two yes or no compared")
                return f"{read} {self.among(('=', '!='))} {self.fact_read(self.among(others), scope)}"
            return read if self.below(2) else f"not {read}"
        if fact.value == "number":
            self.note("condition: a number")
            return f"{read} {self.among(('>=', '=', '>', '<', '<=', '!='))} {self.number(scope, 1)}"
        return f"{read} {self.among(('=', '=', '!='))} {self.value(fact.value, scope)}"

    # Values.

    def value(self, kind: str, scope: Scope) -> str:
        """A value for a fact of a kind: a thing mostly."""
        if kind == "yes/no":
            return self.among(("yes", "no"))
        if kind == "number":
            return self.number(scope, 1)
        way = self.below(20)
        same = [fact for fact in self.facts if fact.value == kind]
        if way == 19:
            self.note("value: none")
            return "none"
        if way == 18 and same:
            self.note("value: what a fact says")
            return self.fact_read(self.among(same), scope)
        if way == 17 and same:
            self.note("value: what somebody believes")
            return f"({self.person(scope)} believes {self.fact_read(self.among(same), scope)})"
        if way == 16:
            self.note("value: if")
            test = self.comparison(scope)
            return f"({self.thing(kind, scope)} if {test} else {self.thing(kind, scope)})"
        return self.thing(kind, scope)

    def number(self, scope: Scope, depth: int) -> str:
        """A number: a small one mostly."""
        facts = [fact for fact in self.facts if fact.value == "number"]
        way = self.below(20) if depth else 0
        if way < 12:
            return self.among(("1", "2", "0", "3"))
        if way == 12:
            self.note("number: count")
            name = self.variable()
            return f"count(person {name}: {self.comparison(scope.with_person(name))})"
        if way == 13:
            self.note("number: if")
            return f"({self.number(scope, 0)} if {self.comparison(scope)} else {self.number(scope, 0)})"
        if not facts:
            return "0.5"
        read = self.fact_read(self.among(facts), scope)
        if way == 14:
            self.note("number: what somebody believes")
            return f"({self.person(scope)} believes {read})"
        if way == 15:
            self.note("number: division")
            return f"(2 / {read})"
        if way == 16 and any(fact.parameters for fact in facts):
            self.note("number: sum")
            name = self.variable()
            return f"sum(person {name}: {next(fact.name for fact in facts if fact.parameters)}({name}))"
        self.note("number: calculation")
        return f"({read} {self.among(('+', '-', '*'))} {self.number(scope, 0)})"

    # Assignments.

    def assigned(self, fact: Fact, scope: Scope, *, plain: bool = False) -> str:
        """A fact takes a value. `contrary` is then, if it can be said, that it has not got it yet."""
        read = self.fact_read(fact, scope) if not plain else self.plain_read(fact, scope)
        self.contrary = None
        if self.chance(3):
            self.note("effect: unknown")
            return f"{read} = unknown"
        if fact.value == "yes/no":
            yes = self.below(2) == 0
            self.contrary = f"not {read}" if yes else read
            return read if yes else f"not {read}"
        if fact.value == "number":
            if not plain and self.chance(40):
                self.note("effect: on a number")
                return f"{read} {self.among(('+=', '-='))} {self.number(scope, 1)}"
            return f"{read} = {self.among(('1', '2', '0', '3')) if plain else self.number(scope, 1)}"
        value = self.thing(fact.value, scope) if plain else self.value(fact.value, scope)
        self.contrary = f"{read} != {value}"
        return f"{read} = {value}"

    def plain_read(self, fact: Fact, scope: Scope) -> str:
        """A fact about somebody or something that is named."""
        if not fact.parameters:
            return fact.name
        return f"{fact.name}({', '.join(self.thing(kind, scope) for kind in fact.parameters)})"
