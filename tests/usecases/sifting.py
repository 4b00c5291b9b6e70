# SPDX-License-Identifier: Apache-2.0
"""Patterns made at random, and what it means that a story matches one, tried out in every way there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from random import Random

from fabula.engine import Engine
from fabula.engine.ground import ground_condition, ground_value
from fabula.language import read_condition, read_expression
from fabula.model.ground import Fluent
from fabula.model.limits import Limits
from fabula.model.world import Fact, Number, World, YesNo

MOMENTS = 3
WORDS = (
    *("by", "by", "not by", "seen by", "not seen by", "mentions", "helps", "harms", "raises", "changes"),
    *("before", "after", "before", "after", "event"),
)
Step = tuple[int, int, int]
"""An event, with the states before and after it."""


@dataclass(frozen=True)
class Filter:
    """What is asked of an event: words, each with what stands after its colon (`{a}` is a variable)."""

    parts: tuple[tuple[str, str], ...]

    def lines(self) -> list[str]:
        """The parts as they are written."""
        return [f"{word}: {said.replace('{', '').replace('}', '')}" for word, said in self.parts]


@dataclass(frozen=True)
class Spec:
    """A pattern: the alternatives of each step, what is barred before the first and after each, how it ends."""

    kinds: Mapping[str, str]
    where: str | None
    steps: tuple[tuple[Filter, ...], ...]
    barred: tuple[tuple[Filter, ...], ...]
    ends: tuple[str, ...]

    def text(self) -> str:
        """The pattern as it is written."""
        about = ", ".join(f"{name}: {kind}" for name, kind in self.kinds.items())
        where = "" if self.where is None else f" where {self.where.replace('{', '').replace('}', '')}"
        lines = ['pattern "Random"', f"about {about}{where}", f"moments {MOMENTS}"]
        for bar in self.barred[0]:
            lines += ["earlier no event:", *(f"    {line}" for line in bar.lines())]
        for number, ways in enumerate(self.steps):
            lines.append(f"step step{number}:")
            for place, way in enumerate(ways):
                if len(ways) > 1:
                    lines += [f"    {'or' if place else 'either'}:", *(f"        {line}" for line in way.lines())]
                else:
                    lines += [f"    {line}" for line in way.lines()]
            word = "meanwhile" if number + 1 < len(self.steps) else "afterwards"
            for bar in self.barred[number + 1]:
                lines += [f"{word} no event:", *(f"    {line}" for line in bar.lines())]
        lines += [f"end: {said.replace('{', '').replace('}', '')}" for said in self.ends]
        return "\n".join(lines) + "\n"


class Maker:
    """Makes patterns for one world."""

    def __init__(self, seed: int, world: World) -> None:
        self.random = Random(seed)
        self.world = world
        self.kinds = {"a": "person", "b": "person"}
        if self.random.random() < 0.4:
            self.kinds["m"] = "fact"

    def spec(self) -> Spec:
        """A pattern that speaks of all its variables."""
        count = self.random.choice((1, 1, 2, 2, 3))
        steps = [[self.filter() for _ in range(self.random.choice((1, 1, 1, 2)))] for _ in range(count)]
        used = "".join(said for ways in steps for way in ways for _, said in way.parts)
        missing = [(name, kind) for name, kind in self.kinds.items() if f"{{{name}}}" not in used]
        for name, kind in missing:
            part = ("changes", f"{{{name}}}") if kind == "fact" else ("after", f"{{{name}}} = {{{name}}}")
            steps[-1] = [Filter((*way.parts, part)) for way in steps[-1]]
        barred = tuple(tuple(self.filter() for _ in range(self.random.choice((0, 0, 0, 1)))) for _ in range(count + 1))
        ends = (self.condition(),) if self.random.random() < 0.25 else ()
        where = "{a} != {b}" if self.random.random() < 0.6 else None
        return Spec(self.kinds, where, tuple(map(tuple, steps)), barred, ends)

    def filter(self) -> Filter:
        words = [self.part() for _ in range(self.random.choice((1, 1, 2)))]
        return Filter(tuple(dict(words).items()))

    def part(self) -> tuple[str, str]:
        word = self.random.choice(WORDS)
        who = self.random.choice(("{a}", "{b}", "{a}", self.random.choice([p.name for p in self.world.people])))
        if word == "event":
            form = self.random.choice(self.world.events)
            given = [self.random.choice(("_", "{a}")) if p.kind == "person" else "_" for p in form.parameters]
            return word, f"{form.name}({', '.join(given)})"
        numbers = [fact for fact in self.world.facts if isinstance(fact.type, Number)]
        if word == "raises":
            return (
                (self.random.choice(("raises", "lowers")), self.read(self.random.choice(numbers)))
                if numbers
                else ("by", who)
            )
        if word == "changes":
            return ("changes", self.random.choice(("{m}", "{m} for {a}"))) if "m" in self.kinds else ("by", who)
        if word in ("before", "after"):
            return word, ("would " if self.random.random() < 0.3 else "") + self.condition()
        return word, who

    def condition(self) -> str:
        said = self.plain()
        if "m" in self.kinds and self.random.random() < 0.4:
            said = "({a} believes {m}) " + self.random.choice(("=", "!=")) + " {m}"
        elif self.random.random() < 0.3:
            said = f"{self.random.choice(('{a}', '{b}'))} believes {said}"
        return f"not ({said})" if self.random.random() < 0.3 else said

    def plain(self) -> str:
        fact = self.random.choice(self.world.facts)
        read = self.read(fact)
        if isinstance(fact.type, YesNo):
            return read
        if isinstance(fact.type, Number):
            return f"{read} {self.random.choice(('>', '<', '=', '!='))} {self.random.randint(0, 3)}"
        values = [thing.name for thing in self.world.things_of(fact.type.kind)]
        if fact.type.kind == "person":
            values += ["{a}", "{b}"]
        return f"{read} {self.random.choice(('=', '!='))} {self.random.choice([*values, 'none'])}"

    def read(self, fact: Fact) -> str:
        given = [
            self.random.choice(("{a}", "{b}"))
            if parameter.kind == "person"
            else self.random.choice([thing.name for thing in self.world.things_of(parameter.kind)])
            for parameter in fact.parameters
        ]
        return f"{fact.name}({', '.join(given)})" if given else fact.name


@dataclass
class Trial:
    """Tries a pattern out, binding by binding and place by place, each condition read anew with the names put in."""

    engine: Engine
    world: World
    spec: Spec
    known: dict[object, bool] = field(default_factory=dict)

    def matches(self, story: Sequence[Step]) -> bool:
        """Whether a story matches for anybody."""
        return any(self.matches_for(binding, story) for binding in self.bindings())

    def bindings(self) -> Iterator[dict[str, str]]:
        """Everybody and every fact that variables can stand for; facts as they are written."""
        program = self.engine.program
        facts = [str(fluent) for number, fluent in enumerate(program.fluents) if number != program.clock]
        people = [thing.name for thing in self.world.people]
        domains = [facts if kind == "fact" else people for kind in self.spec.kinds.values()]
        for values in product(*domains):
            binding = dict(zip(self.spec.kinds, values, strict=True))
            if self.spec.where is None or self.so(self.spec.where, binding, self.engine.start()):
                yield binding

    def matches_for(self, binding: dict[str, str], story: Sequence[Step]) -> bool:
        end = story[-1][2] if story else self.engine.start()
        if not all(self.so(said, binding, end) for said in self.spec.ends):
            return False
        return any(self.fit(binding, story, places) for places in combinations(range(len(story)), len(self.spec.steps)))

    def fit(self, binding: dict[str, str], story: Sequence[Step], places: tuple[int, ...]) -> bool:
        """Whether the steps are taken at these places, and nothing barred comes between."""
        if any(self.fits(bar, binding, step) for bar in self.spec.barred[0] for step in story[: places[0]]):
            return False
        for number, place in enumerate(places):
            if not any(self.fits(way, binding, story[place]) for way in self.spec.steps[number]):
                return False
            until = places[number + 1] if number + 1 < len(places) else len(story)
            for between in range(place + 1, until):
                if any(self.fits(bar, binding, story[between]) for bar in self.spec.barred[number + 1]):
                    return False
        return True

    def fits(self, asked: Filter, binding: dict[str, str], step: Step) -> bool:
        key = (asked, tuple(binding.items()), step)
        if key not in self.known:
            self.known[key] = all(self.part(word, said, binding, step) for word, said in asked.parts)
        return self.known[key]

    def part(self, word: str, said: str, binding: dict[str, str], step: Step) -> bool:
        """Whether one part of a filter is so of an event."""
        before, event, after = step
        program = self.engine.program
        ground = program.events[event]
        filled = said.format(**binding)
        rest = self.later(before, ground.takes)
        willing = [program.people[person] for person in ground.willing]
        match word:
            case "event":
                name, _, given = filled.removesuffix(")").partition("(")
                wanted = [each.strip() for each in given.split(",")] if given else []
                pairs = zip(wanted, ground.arguments, strict=False)
                same = len(wanted) == len(ground.arguments)
                return name == ground.name and same and all(one in ("_", two) for one, two in pairs)
            case "by":
                return filled in willing
            case "not by":
                return filled not in willing
            case "seen by":
                return self.engine.observes(before, event, program.people.index(filled))
            case "not seen by":
                return not self.engine.observes(before, event, program.people.index(filled))
            case "mentions":
                return filled in ground.arguments
            case "helps" | "harms":
                person = program.people.index(filled)
                gain = self.engine.utility(after, person) - self.engine.utility(rest, person)
                return gain > 0 if word == "helps" else gain < 0
            case "changes":
                return self.changes(filled, rest, after)
            case "raises" | "lowers":
                one, two = self.value(filled, before), self.value(filled, after)
                if not isinstance(one, float) or not isinstance(two, float):
                    return False
                return two > one if word == "raises" else two < one
            case _:
                return self.so(said, binding, before if word == "before" else after)

    def changes(self, said: str, rest: int, after: int) -> bool:
        """Whether a fact is not what it would be."""
        fact, _, mind = said.partition(" for ")
        if mind:
            person = self.engine.program.people.index(mind)
            rest, after = self.engine.believed(rest, person), self.engine.believed(after, person)
        fluents: Sequence[Fluent] = self.engine.program.fluents
        number = [str(fluent) for fluent in fluents].index(fact)
        return self.engine.values(rest)[number] != self.engine.values(after)[number]

    def later(self, state: int, moments: int) -> int:
        wait = self.engine.program.wait
        for _ in range(0 if wait is None else moments):
            state = self.engine.after(state, wait or 0)
        return state

    def value(self, said: str, state: int) -> object:
        expression, problems = read_expression(said, self.world)
        assert expression is not None, problems
        return self.engine.value(state, ground_value(self.engine.program, expression))

    def so(self, said: str, binding: dict[str, str], state: int) -> bool:
        """Whether a condition holds, read with the names put in."""
        text = said.format(**binding)
        key = (text, state)
        if key not in self.known:
            at = self.later(state, MOMENTS) if text.startswith("would ") else state
            condition, problems = read_condition(text.removeprefix("would "), self.world)
            if condition is None and all(problem.code == "kinds-never-equal" for problem in problems):
                self.known[key] = " != " in text
            else:
                assert condition is not None, problems
                self.known[key] = self.engine.holds(at, ground_condition(self.engine.program, condition))
        return self.known[key]


def every_story(engine: Engine, limits: Limits) -> Iterator[tuple[Step, ...]]:
    """All stories in character, the one in which nothing happens first."""
    waiting: list[tuple[Step, ...]] = [()]
    while waiting:
        story = waiting.pop(0)
        yield story
        state = story[-1][2] if story else engine.start()
        if len(story) < limits.length:
            events = engine.explained_events(state, limits)
            waiting += [(*story, (state, event, engine.after(state, event))) for event in events]
