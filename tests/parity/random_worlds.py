# SPDX-License-Identifier: Apache-2.0
"""Whole small worlds made at random, as texts in our language.

A world is made of bytes, each of which decides one thing; 0 decides for what is plainest, and when no bytes are left
everything is decided so: so Hypothesis draws worlds quickly and lively, and shrinks them by making bytes smaller.
`constructs` names what occurs in a world, so that a sample of worlds can be held to have everything in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from parity.random_expressions import Decisions, Phrases, Scope

MOST_EVENTS = 9
"""So many events has the ground world about at most: what is compared grows with them."""


@dataclass(frozen=True)
class RandomWorld:
    """The text of a world, and what occurs in it."""

    text: str
    constructs: frozenset[str]


class Maker(Phrases):
    """Makes the declarations of one world."""

    def world(self) -> RandomWorld:
        """A whole world."""
        lines = [*self.head(), "", *self.start()]
        self.make_wishes()
        self.chain = self.chance(45)
        room = MOST_EVENTS
        for number in range(self.between(2, 4)):
            block, instances = self.event(number)
            if number == 0 or instances <= room:
                lines += ["", *block]
                room -= instances
        for number in range(self.among((0, 0, 1, 1, 2))):
            lines += ["", *self.law(number)]
        if self.chance(18):
            lines += ["", *self.sight()]
        for person in self.people:
            if self.chance(92):
                lines += ["", f"wants {person}:", *self.indented(self.terms(person))]
        if self.chance(80):
            lines += ["", "wants author:", *self.indented(self.terms(None))]
        lines += ["", f'ending end "The end.": {self.end()}']
        return RandomWorld("\n".join(lines) + "\n", frozenset(self.noted))

    def end(self) -> str:
        """How the story may end: mostly in what is not so at the start, but might be."""
        way = self.below(8)
        if way == 7:
            return self.condition(Scope(), 2)
        return self.wish(Scope()) if way < 4 else f"{self.wish(Scope())} and {self.condition(Scope(), way % 2)}"

    def head(self) -> list[str]:
        """Kinds, things, facts, definitions."""
        lines = [f"# imagine {self.among((2, 2, 3))} minds {self.among((1, 1, 2, 0))}"]
        lines += ['world "Random"', "", "kind place, thing"]
        if self.ghosts:
            lines.append("kind ghost: person")
        lines.append(f"person {', '.join(self.people)}")
        lines += [f"ghost {name}" for name in self.ghosts]
        lines += [f"place {', '.join(self.places)}", f"thing {', '.join(self.things)}"]
        lines += [fact.declared for fact in self.facts]
        if self.defining:
            self.defining = False  # a definition does not speak of itself
            lines += ["", f"define near(a: person): {self.condition(Scope(('a',), variables=('a',)), 1)}"]
            self.defining = True
        return lines

    def start(self) -> list[str]:
        """The start: what is so, and what people wrongly believe."""
        lines = []
        for fact in self.facts:
            for _ in range(2 if fact.parameters else 1):
                if self.chance(75):
                    lines.append(self.assigned(fact, Scope(), plain=True))
                    read, equal, value = lines[-1].partition(" = ")
                    self.at_start[read] = value if equal else read
        for _ in range(self.among((0, 0, 1, 2))):
            who = self.among(self.people)
            if self.chance(35):
                self.note("start: a belief about a belief")
                who += f" believes {self.among(self.people)}"
            self.note("start: a wrong belief")
            lines.append(f"{who} believes {self.assigned(self.among(self.facts), Scope(), plain=True)}")
        if self.chance(15):
            self.note("start: for every")
            fact = self.among([fact for fact in self.facts if "person" in fact.parameters] or [self.facts[0]])
            lines.append(f"for every person z: {self.assigned(fact, Scope(('z',), variables=('z',)), plain=True)}")
        return ["start:", *self.indented(lines or [self.assigned(self.facts[0], Scope(), plain=True)])]

    # Events.

    def event(self, number: int) -> tuple[list[str], int]:
        """An event, and of how many ground events it may stand."""
        people, places, things = self.among(((1, 0, 0), (1, 0, 0), (1, 1, 0), (2, 0, 0), (0, 0, 0), (1, 0, 1)))
        names = ("p", "q")[:people]
        scope = Scope(names, ("x",)[:places], ("t",)[:things], names)
        instances = len(self.people) ** people * len(self.places) ** places * len(self.things) ** things
        parameters = [*(f"{each}: person" for each in scope.people), *(f"{each}: place" for each in scope.places)]
        parameters += [f"{each}: thing" for each in scope.things]
        lines = [f"event event{number}({', '.join(parameters)}):"]
        effects = self.effects(scope, self.between(1, 3))
        if self.chain and number < 2:
            # The first event makes the second possible, which somebody wants.
            effects[0] = self.wishes[1 - number]
        if self.chain and number == 1:
            lines.append(f"    when: {self.wishes[1]}")
        elif self.chance(60) and not (self.chain and number == 0):
            self.note("event: condition")
            way = self.below(8)
            asked = self.wish(scope) if way < 3 else self.condition(scope, way % 3)
            lines.append(f"    when: {asked}")
        lines += ["    then:", *self.indented(effects, 2)]
        lines += self.willing(scope)
        lines += self.seen(scope)
        if self.clock and self.chance(30):
            self.note("event: takes")
            lines.append(f"    takes {self.among((2, 3, 0))}")
        return lines, instances

    def willing(self, scope: Scope) -> list[str]:
        """Who must want the event."""
        people = [*scope.people, *self.people]
        count = self.among((1, 1, 1, 1, 2, 0))
        if count == 0:
            self.note("by: nobody")
            return []
        who = [self.people[0] if self.chain and self.below(2) else self.person(scope)]
        if count == 2:
            others = [each for each in people if each not in who]
            who.append(self.among(others))
            self.note("by: two")
        if self.chance(18):
            self.note("by: on impulse")
            who[-1] += f" on impulse if {self.condition(scope, 1)}"
        return [f"    by: {', '.join(who)}"]

    def seen(self, scope: Scope) -> list[str]:
        """Who sees the event."""
        way = self.below(8)
        if way < 4:
            return []
        if way == 4:
            self.note("seen by: nobody")
            return ["    seen by nobody"]
        self.note("seen by: a condition")
        return [f"    seen by w: {self.condition(scope.with_person('w'), 1)}"]

    def effects(self, scope: Scope, count: int) -> list[str]:
        """Effects, one a line."""
        return [self.effect(scope) for _ in range(count)]

    def effect(self, scope: Scope) -> str:
        """One effect: in fact or in a mind, perhaps on a condition."""
        line = self.wish(scope) if self.chance(45) else self.assigned(self.among(self.facts), scope)
        if self.chance(22):
            self.note("effect: on a belief")
            line = f"{self.person(scope)} believes {line}"
            if self.chance(25):
                self.note("effect: on a belief about a belief")
                line = f"{self.person(scope)} believes {line}"
        if self.chance(18):
            self.note("effect: on a condition")
            line = f"if {self.condition(scope, 1)}: {line}"
        elif self.chance(6):
            self.note("effect: for every")
            line = f"for every person z: {self.assigned(self.among(self.facts), scope.with_person('z'))}"
        return line

    # Laws.

    def law(self, number: int) -> list[str]:
        """A law, perhaps of each moment."""
        scope = Scope(("p",), variables=("p",)) if self.chance(50) else Scope()
        parameters = "(p: person)" if scope.people else ""
        moment = self.clock and self.chance(50)
        self.note("law: each moment" if moment else "law")
        fact = self.among(self.facts)
        line = self.assigned(fact, scope)
        if self.chance(40):
            self.note("law: on a belief")
            line = f"{self.person(scope)} believes {line}"
        # What a law on facts leaves as it is must not hold any more, so it often asks for the contrary.
        tail = f" and {self.contrary}" if self.contrary and "believes" not in line and self.chance(70) else ""
        lines = [f"law law{number}{parameters}{' each moment' if moment else ''}:"]
        lines.append(f"    when: {self.condition(scope, 1)}{tail}")
        if self.chance(75):
            return [*lines, f"    then: {line}"]
        self.note("law: several effects")
        return [*lines, "    then:", *self.indented([line, self.effect(scope)], 2)]

    def sight(self) -> list[str]:
        """A rule of sight."""
        self.note("sight")
        scope = Scope(("p", "q"), variables=("p", "q"))
        fact = self.among(self.facts)
        read = self.fact_read(fact, scope)
        what = f"whether {read} = {self.value(fact.value, scope)}" if fact.value in ("place", "person") else read
        if fact.value == "yes/no":
            what = f"whether {read}"
        seen = f"p sees {what}"
        if self.chance(60):
            seen += f" if {self.condition(scope, 0)}"
        return ["sight for p: person, q: person:", f"    {seen}"]

    # Wants.

    def terms(self, person: str | None) -> list[str]:
        """The terms of what somebody, or the author, wants."""
        scope = Scope((person,)) if person else Scope()
        terms = [self.term(scope) for _ in range(self.between(1, 3))]
        if self.chain and person == self.people[0]:
            terms[0] = f"3 if {self.wishes[0]}"
        return terms

    def term(self, scope: Scope) -> str:
        """One term: mostly so much for a condition."""
        way = self.below(16)
        numbers = [fact for fact in self.facts if fact.value == "number"]
        if way == 15 and numbers:
            self.note("wants: a number")
            return self.fact_read(self.among(numbers), scope)
        if way == 14:
            self.note("wants: a calculation")
            return self.number(scope, 1)
        if way == 13:
            self.note("wants: for every")
            return f"for every person z: 1 if {self.condition(scope.with_person('z'), 0)}"
        amount = self.among(("2", "1", "1", "3", "-1"))
        wanted = self.wish(scope) if way < 9 else self.condition(scope, self.among((0, 0, 1)))
        return f"{amount} if {wanted}"

    def indented(self, lines: list[str], steps: int = 1) -> list[str]:
        """The lines, deeper."""
        return ["    " * steps + line for line in lines]


def world_of(data: bytes) -> RandomWorld:
    """The world that bytes decide for."""
    return Maker(Decisions(data)).world()


def random_worlds() -> st.SearchStrategy[RandomWorld]:
    """Worlds, each with some three hundred decisions."""
    return st.binary(min_size=160, max_size=320).map(world_of)
