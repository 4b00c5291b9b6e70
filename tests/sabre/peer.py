# SPDX-License-Identifier: Apache-2.0
"""What the peer's planner answered about its problems, and what ours answers: read, and compared record by record.

The data is no part of the project. It is looked for where FABULA_SABRE says, or beside the repository in
`../shared/sabre`. Values that the peer's own order of triggers decides are not compared; they are counted.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan
from pathlib import Path
from typing import Any

from fabula.diagnostics import Source
from fabula.engine.ground import ground
from fabula.engine.native import NativeEngine
from fabula.engine.port import Engine
from fabula.engine.reference import ReferenceEngine
from fabula.language.sabre import read_problem
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import UNKNOWN, Value

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("FABULA_SABRE", ROOT.parent / "shared" / "sabre"))
MISSING = f"the peer's problems are not here: set FABULA_SABRE (looked in {DATA.name}, beside the project)"

NOT_DEMANDED = {
    "micro/m21_conflicting_conditional_effects": "two conditional effects on one property: ours lets the later one win",
}
"""Problems about what the peer's planner does otherwise than its own documentation, and what we do instead."""

ORDER_IN_MINDS = {"micro/m22_trigger_order_nested"}
"""Problems without marks whose beliefs about beliefs follow from the order of the planner's triggers."""

Record = dict[str, Any]
Prefix = tuple[str, ...]


def problem_names() -> list[str]:
    """The problems with answers, the public ones first, then the small ones as `micro/NAME`."""
    folder = DATA / "conformance"
    public = sorted(path.name.split(".")[0] for path in folder.glob("*.jsonl*"))
    return [*public, *sorted(f"micro/{path.stem}" for path in (folder / "micro").glob("*.jsonl"))]


def records_of(name: str) -> list[Record]:
    """All that the peer answered about a problem."""
    path = DATA / "conformance" / f"{name}.jsonl"
    if path.exists():
        text = path.read_text(encoding="utf-8")
    else:
        text = gzip.decompress(path.with_suffix(".jsonl.gz").read_bytes()).decode("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def source_of(name: str, records: list[Record]) -> Source:
    """The text of a problem: its file, or of a small one its record."""
    for record in records:
        if record["kind"] == "problem":
            return Source(f"{record['problem']}.txt", record["text"])
    return Source(f"{name}.txt", (DATA / "problems" / f"{name}.txt").read_text(encoding="utf-8"))


def solution_paths() -> list[Path]:
    """The published solutions."""
    return sorted((DATA / "solutions").glob("*.txt"))


def published(path: Path) -> tuple[Source, Source]:
    """A problem and a published solution of it."""
    name = path.stem.split("_")[0]
    problem = (DATA / "problems" / f"{name}.txt").read_text(encoding="utf-8")
    return Source(f"{name}.txt", problem), Source(path.name, path.read_text(encoding="utf-8"))


def program_of(source: Source) -> Program:
    """The ground program of a problem."""
    world, diagnostics = read_problem(source)
    assert world is not None, diagnostics
    program = ground(world)
    assert isinstance(program, Program), program
    return program


@dataclass
class Peer:
    """A problem, our program for it, and the peer's answers."""

    name: str
    records: list[Record]
    program: Program
    engine: Engine
    left_out: int = 0
    _states: dict[Prefix, int] = field(default_factory=dict)

    @cached_property
    def events(self) -> dict[str, int]:
        """Our events by their names."""
        return {str(event): number for number, event in enumerate(self.program.events)}

    @cached_property
    def facts(self) -> dict[str, int]:
        """Our facts by their names there."""
        return {
            f"{fluent.name}({', '.join(fluent.arguments)})": number
            for number, fluent in enumerate(self.program.fluents)
        }

    @cached_property
    def people(self) -> dict[str, int]:
        """Everybody's number."""
        return {person: number for number, person in enumerate(self.program.people)}

    @cached_property
    def live(self) -> set[int]:
        """Our events that exist for the peer."""
        (record,) = self.of_kind("ground")
        return {self.events[each["action"]] for each in record["actions"] if each["action"] in self.events}

    def of_kind(self, kind: str) -> list[Record]:
        """The records of one kind."""
        return [record for record in self.records if record["kind"] == kind]

    def state(self, prefix: Prefix) -> int:
        """The state after these events."""
        if prefix not in self._states:
            before = self.engine.start() if not prefix else self.state(prefix[:-1])
            self._states[prefix] = self.engine.after(before, self.events[prefix[-1]]) if prefix else before
        return self._states[prefix]

    # Steps.

    def step_differences(self, record: Record) -> Iterator[str]:
        """What differs after a prefix."""
        prefix = tuple(record["prefix"])
        missing = [name for name in (*prefix, *record["possible"]) if name not in self.events]
        if missing:
            yield f"no such event: {missing}"
            return
        state = self.state(prefix)
        free = self._free(record)
        possible = {number for number in self.engine.possible(state) if number in self.live}
        expected = {self.events[name] for name in record["possible"]}
        dependent = {self.events.get(name) for name in record.get("trigger_order_dependent_possible", ())}
        if (possible ^ expected) - dependent:
            yield f"possible: {sorted(str(self.program.events[each]) for each in possible ^ expected)}"
        yield from self._values_differ(state, record["state"], "", free)
        for person, number in self.people.items():
            mind = self.engine.believed(state, number)
            believed = {**record["state"], **record["beliefs"].get(person, {})}
            yield from self._values_differ(mind, believed, f"{person}:", free)
            for other, inner_number in self.people.items():
                nested = {**believed, **record["nested"].get(person, {}).get(other, {})}
                inner = self.engine.believed(mind, inner_number)
                if self.name not in ORDER_IN_MINDS:
                    yield from self._values_differ(inner, nested, f"{person}:{other}:", free)
        if not any(":" not in name for name in free):
            yield from self._utilities_differ(state, record, free)
            yield from self._people_differ(state, record, free)

    def _utilities_differ(self, state: int, record: Record, free: set[str]) -> Iterator[str]:
        yield from _unlike("author", self.engine.utility(state, None), record["utility"]["author"])
        for person, number in self.people.items():
            yield from _unlike(person, self.engine.utility(state, number), record["utility"][person])
            if not _about(person, free):
                believed = self.engine.utility(self.engine.believed(state, number), number)
                yield from _unlike(f"{person} believes", believed, record["utility_believed"][person])

    def _free(self, record: Record) -> set[str]:
        """The values that are not to be compared, as the record spells them."""
        free = set(record.get("trigger_order_dependent", ()))
        self.left_out += len(free)
        return free

    def _values_differ(self, state: int, expected: Record, where: str, free: set[str]) -> Iterator[str]:
        values = self.engine.values(state)
        for name, value in expected.items():
            if where + name not in free and values[self.facts[name]] != _value(value):
                yield f"{where}{name}: {values[self.facts[name]]}, not {value}"

    def _people_differ(self, state: int, record: Record, free: set[str]) -> Iterator[str]:
        """Who thinks a possible event impossible; who saw the last event, and was surprised."""
        for name in record["possible"]:
            willing = {self.program.people[each] for each in self.program.events[self.events[name]].willing}
            if any(_about(person, free) for person in willing):
                continue
            doubters = {each for each in willing if not self._deems_possible(state, each, name)}
            if doubters != set(record["believed_impossible"].get(name, ())):
                yield f"{name} believed impossible: {sorted(doubters)}"
        prefix = tuple(record["prefix"])
        if prefix:
            before, event = self.state(prefix[:-1]), self.events[prefix[-1]]
            seers = {name for name, person in self.people.items() if self.engine.observes(before, event, person)}
            surprised = {each for each in seers if not self._deems_possible(before, each, prefix[-1])}
            if seers != set(record["observers"]):
                yield f"observers: {sorted(seers)}"
            if surprised != set(record["surprised"]):
                yield f"surprised: {sorted(surprised)}"

    def _deems_possible(self, state: int, person: str, event: str) -> bool:
        mind = self.engine.believed(state, self.people[person])
        return self.engine.holds(mind, self.program.events[self.events[event]].condition)

    # What is explained.

    def explained_differences(self, record: Record) -> Iterator[str]:
        """What differs in the sequences of explained events within limits."""
        limits = Limits(length=record["atl"], imagine=record["ctl"], minds=record["el"])
        found = {story for story in self.engine.stories(limits) if self.live.issuperset(story)}
        demanded, optional = (
            {tuple(self.events[record["actions"][step]] for step in sequence) for sequence in record[kind]}
            for kind in ("sequences", "optional")
        )
        for story in sorted(demanded - found):
            yield f"not explained: {self._shown(story)}"
        for story in sorted(found - demanded - optional):
            yield f"explained, and should not be: {self._shown(story)}"

    def _shown(self, story: tuple[int, ...]) -> str:
        return ", ".join(str(self.program.events[event]) for event in story)


ENGINES: dict[str, Callable[[Program, int], Engine]] = {
    "native": lambda program, minds: NativeEngine(program, minds=minds),
    "reference": lambda program, minds: ReferenceEngine(program, minds=minds),
}


def peers_of(name: str, minds: int = 3) -> dict[str, Peer]:
    """A problem with everything that is needed to compare, for each engine."""
    records = records_of(name)
    program = program_of(source_of(name, records))
    return {engine: Peer(name, records, program, make(program, minds)) for engine, make in ENGINES.items()}


def _value(value: Any) -> Value:
    if value == "?":
        return UNKNOWN
    return value if isinstance(value, bool | str) else float(value)


def _unlike(whose: str, found: float, expected: Any) -> Iterator[str]:
    same = isnan(found) if expected == "?" else abs(found - expected) < 1e-9
    if not same:
        yield f"utility {whose}: {found}, not {expected}"


def _about(person: str, free: set[str]) -> bool:
    """Whether something that the person believes is not to be compared."""
    return any(name.startswith(f"{person}:") for name in free)
