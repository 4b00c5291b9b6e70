# SPDX-License-Identifier: Apache-2.0
"""What the peer answered, step by step and reason by reason, against what both engines answer.

The worlds beside this file say in our language what the peer's problems say in theirs; `WORLDS` pairs the names. The
data is no part of the project: it is looked for where FABULA_CONFORMANCE says, or beside the repository in
`../shared/sabre/conformance`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from fabula.diagnostics import Source
from fabula.engine.ground import ground
from fabula.engine.native import NativeEngine
from fabula.engine.port import Engine
from fabula.engine.reference import ReferenceEngine
from fabula.files import open_file, read
from fabula.language import read_world
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import UNKNOWN, Value
from parity.comparing import Comparison
from parity.plain import PlainEngine

HERE = Path(__file__).parent
DATA = Path(os.environ.get("FABULA_CONFORMANCE", HERE.parents[2] / "shared" / "sabre" / "conformance"))

LEVERAGE = (
    "Hero Robin, Villain Sly, President Minister, Money Purse, Bank Vault, at kept, fears dreads, controls rules, "
    "intends means, steal pilfer, bribe buy, threaten menace, coerce press, give hand"
)
ISLAND = (
    "Hawkins Cabin_boy, Silver Cook, Port Harbour, Island Isle, Buried Hidden, Treasure Hoard, rumor whisper, "
    "sail set_sail, dig unearth, take seize"
)

WORLDS: dict[str, tuple[str, str]] = {
    "leverage": ("bribery", LEVERAGE),
    "island": ("treasure", ISLAND),
    "surprise_equal": ("micro/m01_surprise_equal", ""),
    "surprise_otherwise": ("micro/m02_surprise_other_operators", ""),
    "belief_effects": ("micro/m03_belief_effects", ""),
    "laws_in_minds": ("micro/m04_triggers_in_beliefs", ""),
    "two_willing": ("micro/m06_two_consent", ""),
    "lean_plans": ("micro/m07_minimal", ""),
    "a_chain": ("micro/m08_limits_chain", ""),
    "minds_in_minds": ("micro/m09_epistemic_limit", ""),
    "shared_limit": ("micro/m10_nested_budget", ""),
    "observers": ("micro/m12_observation", ""),
    "deception": ("micro/m15_deception", ""),
    "spoilt": ("micro/m23_redundancy_compares_equal", ""),
    "unseen_help": ("micro/m25_imagined_actions_are_seen", ""),
    "law_in_a_plan": ("micro/m26_trigger_inside_plan", ""),
}
"""Our world, the peer's problem, and their names in ours where they differ."""

Record = dict[str, Any]

# A fact of two kinds of things has one name there and two here.
OVERLOADED = {"island": {"at(Hoard)": "lies(Hoard)", "at(Cabin_boy)": "stands(Cabin_boy)", "at(Cook)": "stands(Cook)"}}


@dataclass(frozen=True)
class Pair:
    """A world of ours, and what the peer says of it."""

    world: str
    program: Program
    records: tuple[Record, ...]

    def ours(self, name: str) -> str:
        """A name of theirs in ours: `at(Tom)`; a fact of nothing is written without brackets."""
        words = dict(pair.split() for pair in WORLDS[self.world][1].split(", ") if pair)
        translated = re.sub(r"\w+", lambda word: words.get(word.group(), word.group()), name)
        return OVERLOADED.get(self.world, {}).get(translated, translated)

    @cached_property
    def facts(self) -> dict[str, int]:
        """Our facts, by their names there."""
        ours = {str(fluent): number for number, fluent in enumerate(self.program.fluents)}
        names = [name for record in self.of_kind("step")[:1] for name in record["state"]]
        return {name: ours[self.ours(name).removesuffix("()")] for name in names}

    def event(self, name: str) -> int | None:
        """The event of a name of theirs; None if our grounding has found that it can never happen."""
        names = [str(event) for event in self.program.events]
        return names.index(self.ours(name)) if self.ours(name) in names else None

    def person(self, name: str) -> int:
        return self.program.people.index(self.ours(name))

    def value(self, value: Any) -> Value:
        match value:
            case "?":
                return UNKNOWN
            case str():
                return self.ours(value)
            case bool():
                return value
            case _:
                return float(value)

    def of_kind(self, kind: str) -> list[Record]:
        return [record for record in self.records if record["kind"] == kind]

    @property
    def live(self) -> set[int]:
        """The events that exist for the peer."""
        (ground_record,) = self.of_kind("ground")
        found = {self.event(action["action"]) for action in ground_record["actions"]}
        return {event for event in found if event is not None}


@cache
def pair_of(world: str) -> Pair:
    path = DATA / f"{WORLDS[world][0]}.jsonl"
    if not path.exists():
        pytest.skip(f"the peer's answers are not here: set FABULA_CONFORMANCE (looked for {WORLDS[world][0]})")
    records = tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return Pair(world, program_of(world), records)


@cache
def program_of(world: str) -> Program:
    source = read(str(HERE / "worlds" / f"{world}.world"))
    assert isinstance(source, Source)
    found, diagnostics, _ = read_world(source, open_file)
    assert found is not None, diagnostics
    program = ground(found)
    assert isinstance(program, Program), program
    return program


ENGINES: dict[str, Callable[[Program, int], Engine]] = {
    "native": lambda program, minds: NativeEngine(program, minds=minds),
    "reference": lambda program, minds: ReferenceEngine(program, minds=minds),
}
over_both = pytest.mark.parametrize("engine_name", ENGINES)


@over_both
@pytest.mark.parametrize("world", WORLDS)
def test_every_step_is_the_peers(world: str, engine_name: str) -> None:
    pair = pair_of(world)
    engine = ENGINES[engine_name](pair.program, 2)
    records = pair.of_kind("step")
    assert records
    differences = [difference for record in records for difference in step_differences(pair, engine, record)]
    assert differences == []


def state_after(pair: Pair, engine: Engine, prefix: list[str]) -> int:
    state = engine.start()
    for name in prefix:
        event = pair.event(name)
        assert event is not None, name
        state = engine.after(state, event)
    return state


def step_differences(pair: Pair, engine: Engine, record: Record) -> list[str]:
    """What differs in one record, fields that the peer's own order of triggers decides left out."""
    state = state_after(pair, engine, record["prefix"])
    free = set(record.get("trigger_order_dependent", ()))
    wrong: list[tuple[object, ...]] = []
    possible = {event for event in engine.possible(state) if event in pair.live}
    if possible != {pair.event(name) for name in record["possible"]}:
        wrong.append(("possible", [str(pair.program.events[event]) for event in possible]))
    expected = record["state"]
    wrong += facts_that_differ(pair, engine, state, expected, "", free)
    for person in expected_people(record):
        mind = engine.believed(state, pair.person(person))
        believed = {**expected, **record["beliefs"].get(person, {})}
        wrong += facts_that_differ(pair, engine, mind, believed, f"{person}:", free)
        for other in expected_people(record):
            inner = {**believed, **record["nested"].get(person, {}).get(other, {})}
            nested = engine.believed(mind, pair.person(other))
            wrong += facts_that_differ(pair, engine, nested, inner, f"{person}:{other}:", free)
        wrong += unlike(
            f"utility {person} believes", engine.utility(mind, pair.person(person)), record["utility_believed"][person]
        )
        wrong += unlike(f"utility {person}", engine.utility(state, pair.person(person)), record["utility"][person])
    wrong += unlike("utility", engine.utility(state, None), record["utility"]["author"])
    wrong += who_differs(pair, engine, state, record)
    return [f"{record['prefix']}: {each}" for each in wrong]


def expected_people(record: Record) -> list[str]:
    return list(record["utility_believed"])


def facts_that_differ(
    pair: Pair, engine: Engine, state: int, expected: dict[str, Any], prefix: str, free: set[str]
) -> list[tuple[object, ...]]:
    values = engine.values(state)
    return [
        (prefix + name, values[pair.facts[name]], value)
        for name, value in expected.items()
        if prefix + name not in free and values[pair.facts[name]] != pair.value(value)
    ]


def unlike(what: str, found: float, expected: Any) -> list[tuple[object, ...]]:
    same = isnan(found) if expected == "?" else abs(found - expected) < 1e-9
    return [] if same else [(what, found, expected)]


def who_differs(pair: Pair, engine: Engine, state: int, record: Record) -> list[tuple[object, ...]]:
    """Who thinks a possible event impossible; who saw the last event, and was surprised."""
    found: list[tuple[object, ...]] = []
    for name in record["possible"]:
        event = pair.event(name)
        assert event is not None
        willing = sorted(set(pair.program.events[event].willing))
        doubters = [person for person in willing if event not in engine.possible(engine.believed(state, person))]
        if doubters != sorted(pair.person(person) for person in record["believed_impossible"].get(name, ())):
            found.append(("believed impossible", name, doubters))
    if record["prefix"]:
        before = state_after(pair, engine, record["prefix"][:-1])
        event = pair.event(record["prefix"][-1])
        assert event is not None
        seers = [person for person in range(len(pair.program.people)) if engine.observes(before, event, person)]
        surprised = [person for person in seers if event not in engine.possible(engine.believed(before, person))]
        if seers != sorted(pair.person(person) for person in record["observers"]):
            found.append(("observers", seers))
        if surprised != sorted(pair.person(person) for person in record["surprised"]):
            found.append(("surprised", surprised))
    return found


@over_both
@pytest.mark.parametrize("world", WORLDS)
def test_what_is_explained_is_the_peers(world: str, engine_name: str) -> None:
    """All sequences that the peer demands are in character, and none that it does not allow."""
    pair = pair_of(world)
    records = pair.of_kind("explained")
    assert records
    engine = ENGINES[engine_name](pair.program, max(record["el"] for record in records))
    for record in records:
        limits = Limits(length=record["atl"], imagine=record["ctl"], minds=record["el"])
        live = pair.live
        found = {story for story in engine.stories(limits) if live.issuperset(story)}
        demanded, allowed = (
            {tuple(pair.event(record["actions"][step]) for step in sequence) for sequence in record[field]}
            for field in ("sequences", "optional")
        )
        assert demanded <= found, (limits, demanded - found)
        assert found <= demanded | allowed, (limits, found - demanded - allowed)
        for first in record["first"]:
            # Where the peer's own runs disagree about an event, either answer will do.
            if (pair.event(first["action"]),) not in allowed:
                judge_first(pair, engine, limits, first)


def judge_first(pair: Pair, engine: Engine, limits: Limits, first: Record) -> None:
    """Each first event, and each who must be willing. (Where one thinks it impossible, the peer asks nobody else.)"""
    event = pair.event(first["action"])
    assert event is not None
    assert engine.explained(engine.start(), event, limits) == first["explained"], (limits, first)
    if "believed impossible" in first["by"].values():
        return
    for person, willing in first["by"].items():
        reason = engine.reason(engine.start(), event, pair.person(person), limits)
        assert (reason is not None) == willing, (limits, first, person)


@pytest.mark.parametrize("world", WORLDS)
def test_the_engines_and_the_definition_agree(world: str) -> None:
    """Without the peer's answers too: on the same worlds both engines say what the plain semantics says."""
    program = program_of(world)
    for limits in (Limits(length=3, imagine=3, minds=2), Limits(length=3, imagine=2, minds=1)):
        reference, native = (make(program, limits.minds) for make in (ENGINES["reference"], ENGINES["native"]))
        assert Comparison(reference, native, limits).all()
    limits, native = Limits(length=3, imagine=2, minds=1), NativeEngine(program, minds=1)
    plain = PlainEngine(program, native.depth)
    assert Comparison(plain, native, limits, exact=False).all()
