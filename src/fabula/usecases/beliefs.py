# SPDX-License-Identifier: Apache-2.0
"""All beliefs of a story through time: `knows`, asked of every moment at once.

At each moment the same is found as `knows` answers there; but that a belief is looked at only where it is not what is
so outside the mind, so that a story of many people is not asked for each of their thoughts about each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import pairwise, product

from fabula.model.beliefs import Ledger, LedgerFact, Row, Run
from fabula.model.manuscript import READER
from fabula.model.values import Value, show_value
from fabula.model.why import By, Cause
from fabula.records import dataclass
from fabula.usecases.check_history import Path, mind
from fabula.usecases.check_reader import reader_of
from fabula.usecases.story import Story
from fabula.usecases.why_break import until_break
from fabula.usecases.why_chain import Chain, moment_at, title_of
from fabula.usecases.why_parts import told
from fabula.usecases.why_timeline import Timeline, When
from fabula.usecases.words import fact_words, shown_name, shown_value

MOST_LOOKS = 60_000
"""So many minds are looked into, counted once for each moment; deeper minds are left out beyond that."""

_Values = tuple[Value, ...]


def ledger(story: Story, deep: int = 1, facts: Iterable[int] | None = None, everything: bool = False) -> Ledger:
    """The beliefs of everybody, and of the reader, about the facts numbered so (None: all), `deep` minds deep.

    Facts about which nobody is ever wrong are counted only, but with `everything`. Raises `GaveUp` where the story's
    cancel is set meanwhile, `EngineError` where the world breaks down.
    """
    return _Gathering(story, deep).ledger(facts, everything)


@dataclass(slots=True)
class _Gathering:
    """Gathers the beliefs of one story, up to where it breaks."""

    story: Story
    deep: int
    chain: Chain = field(init=False)
    readers: list[Chain] = field(init=False)
    values: dict[Path, tuple[_Values, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Replay the story for the reader, once for each moment."""
        self.chain = Chain(self.story, Timeline(self.story.until(self.story.sound)))
        self.readers = list(_readers(self.story))

    @property
    def moments(self) -> range:
        """The moments, by how many events have happened."""
        return range(self.story.sound + 1)

    def ledger(self, facts: Iterable[int] | None, everything: bool) -> Ledger:
        """All of it."""
        story, program = self.story, self.story.setting.program
        asked = range(len(program.fluents)) if facts is None else sorted(set(facts))
        subjects = [fact for fact in asked if fact != program.clock]
        deep = self._deepest()
        minds = list(self._minds(deep))
        wrong = {path: self._differing(path) for path in minds}
        told_of = [
            fact for fact in subjects if everything or facts is not None or any(fact in each for each in wrong.values())
        ]
        notes, broken = until_break(story, len(story.happenings))
        if deep < self.deep:
            notes = (*notes, f"What people believe of each other is told {deep} deep: there are too many of them.")
        names = (*program.people, READER)
        shown = (*(shown_name(program.world, name) for name in program.people), "the reader")
        return Ledger(
            story=title_of(story),
            people=names,
            shown=shown,
            moments=tuple(moment_at(story, place) for place in self.moments),
            facts=tuple(self._fact(fact) for fact in told_of),
            rows=tuple(self._rows(told_of, wrong)),
            deep=deep,
            left_out=len(subjects) - len(told_of),
            notes=notes,
            broken=broken,
        )

    def _fact(self, fact: int) -> LedgerFact:
        fluent = self.story.setting.program.fluents[fact]
        about = fluent.arguments[0] if fluent.arguments else ""
        return LedgerFact(str(fluent), shown_name(self.story.setting.world, about) if about else "")

    # ------------------------------------------------------------------------------------------------------ minds

    def _deepest(self) -> int:
        """How deep minds are looked into, of what is asked for."""
        people, deep = len(self.story.setting.program.people), 1
        while deep < self.deep and people ** (deep + 1) * len(self.moments) <= MOST_LOOKS:
            deep += 1
        return deep

    def _minds(self, deep: int) -> Iterator[Path]:
        """Every mind, the reader's after those of one person."""
        reader = len(self.story.setting.program.people)
        for depth in range(1, deep + 1):
            for path in product(range(reader), repeat=depth):
                if all(one != two for one, two in pairwise(path)):
                    yield path
            if depth == 1:
                yield (reader,)

    def _differing(self, path: Path) -> frozenset[int]:
        """The facts that were ever otherwise in the mind than outside it."""
        found: set[int] = set()
        for inside, outside in zip(self._in(path), self._in(path[1:]), strict=True):
            if inside is not outside and inside != outside:
                pairs = zip(inside, outside, strict=True)
                found |= {fact for fact, (one, other) in enumerate(pairs) if one != other}
        return frozenset(found)

    def _in(self, path: Path) -> tuple[_Values, ...]:
        """The values in a mind at each moment; those of the reader's are cut to the facts of the world."""
        if path not in self.values:
            self.values[path] = tuple(self._at(place, path) for place in self.moments)
        return self.values[path]

    def _at(self, place: int, path: Path) -> _Values:
        engine, state = self.story.engine, self.story.state(place)
        if path == (len(engine.program.people),):
            history = self.readers[place].timeline.history
            engine, state = history.engine, history.now
        return engine.values(mind(engine, state, path))[: len(self.story.setting.program.fluents)]

    # ------------------------------------------------------------------------------------------------------- rows

    def _rows(self, facts: list[int], wrong: dict[Path, frozenset[int]]) -> Iterator[Row]:
        """For each fact what is so, and the minds that were ever wrong about it."""
        for number, fact in enumerate(facts):
            yield Row(number, (), tuple(self._runs(fact, ())))
            for path, facts_there in wrong.items():
                if fact in facts_there:
                    yield Row(number, path, tuple(self._runs(fact, path)))

    def _runs(self, fact: int, path: Path) -> Iterator[Run]:
        """The values of a fact in a mind, each from the moment at which it came about."""
        program = self.story.setting.program
        before: Value | None = None
        for place, values in enumerate(self._in(path)):
            value = values[fact]
            if place == 0 or value != before:
                cause = self._cause(place, path, fact) if place else Cause(By.START)
                said = show_value(value), shown_value(program.world, value)
                yield Run(place, *said, fact_words(program, program.fluents[fact], value), cause)
            before = value

    def _cause(self, place: int, path: Path, fact: int) -> Cause:
        if path == (len(self.story.setting.program.people),):
            reader = self.readers[place]
            return reader.cause(path, fact, reader.timeline.end)
        return self.chain.cause(path, fact, When(place))


def _readers(story: Story) -> Iterator[Chain]:
    """For each moment a chain on the story as its reader has been told it by then."""
    reader = reader_of(story.setting, (story.call(place) for place in range(story.sound)))
    for place in range(story.sound + 1):
        yield Chain(story, Timeline(reader.history(story.until(place).happenings, told(story, place))))
