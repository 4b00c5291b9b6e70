# SPDX-License-Identifier: Apache-2.0
"""`knows`: who believes what at a moment of a story, where they are wrong, since when, and by which event.

The reader is among the people: what they believe is worked out in a replay of what has been told by then. What people
believe of each other is asked as deep as is wanted; of the reader nobody in the story knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.model.ground import Program
from fabula.model.knows import Belief, KnownFact, KnowsAnswer
from fabula.model.manuscript import READER, Manuscript
from fabula.model.values import show_value
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import Path
from fabula.usecases.check_reader import reader_of
from fabula.usecases.check_setting import MakeEngine
from fabula.usecases.knows_asking import people_asked, subjects_asked
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.moments import moment_of
from fabula.usecases.problems import engine_problem
from fabula.usecases.story import Story, Wanted, replay_story
from fabula.usecases.why_break import until_break
from fabula.usecases.why_chain import Chain, moment_at, title_of
from fabula.usecases.why_parts import told
from fabula.usecases.why_timeline import Timeline, When
from fabula.usecases.why_unseen import changed_outside


@dataclass(frozen=True, slots=True)
class KnowsQuestion:
    """A question as it is asked: of whom (nobody: everybody), about what (nothing: everything), when, how deep.

    With `everything` facts are listed that all agree on.
    """

    who: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    at: str | None = None
    deep: int = 1
    everything: bool = False


def knows(
    manuscript: Manuscript,
    world: World,
    question: KnowsQuestion,
    make_engine: MakeEngine,
    overrides: Overrides = NO_OVERRIDES,
    cancel: Cancel | None = None,
) -> KnowsAnswer | tuple[Diagnostic, ...]:
    """The answer; diagnostics alone where the question or the world is wrong. Raises `GaveUp` before there is one."""
    wanted = Wanted(make_engine, overrides, minds=question.deep, cancel=Cancel() if cancel is None else cancel)
    story = replay_story(manuscript, world, wanted)
    if not isinstance(story, Story):
        return story
    place = moment_of(story, question.at)
    if isinstance(place, Diagnostic):
        return (place,)
    people = people_asked(story.setting.program, question.who)
    subjects = subjects_asked(story.setting.program, question.about)
    wrong = (*_problems(people), *_problems(subjects))
    if wrong:
        return wrong
    try:
        return _answer(story, question, place, frozenset(_found(people)), frozenset(_found(subjects)))
    except EngineError as error:
        return (engine_problem(story.setting.program, error),)


def _problems(found: tuple[int | Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in found if isinstance(each, Diagnostic))


def _found(found: tuple[int | Diagnostic, ...]) -> Iterator[int]:
    yield from (each for each in found if not isinstance(each, Diagnostic))


def _answer(
    story: Story, question: KnowsQuestion, place: int, people: frozenset[int], subjects: frozenset[int]
) -> KnowsAnswer:
    notes, broken = until_break(story, place)
    sound = min(place, story.sound)
    table = _Table(
        story, Chain(story, Timeline(story.until(sound))), _reader_chain(story, sound), people, question.deep
    )
    facts: list[KnownFact] = []
    left_out = 0
    for fluent in sorted(subjects):
        if question.everything or table.differs(fluent):
            facts.append(table.fact(fluent))
        else:
            left_out += 1
    return KnowsAnswer(
        title_of(story), moment_at(story, sound), table.names, question.deep, tuple(facts), left_out, notes, broken
    )


def _reader_chain(story: Story, place: int) -> Chain:
    """A chain on the story as its reader has been told it by then."""
    reader = reader_of(story.setting, (story.call(number) for number in range(place)))
    history = reader.history(story.until(place).happenings, told(story, place))
    return Chain(story, Timeline(history))


@dataclass(frozen=True, slots=True)
class _Table:
    """What is asked of each fact: of `people`, of whom one may be the reader, whose number is that after the last."""

    story: Story
    chain: Chain
    reader: Chain
    people: frozenset[int]
    deep: int

    @property
    def names(self) -> tuple[str, ...]:
        """The people asked about."""
        everybody = (*self._program.people, READER)
        return tuple(everybody[person] for person in sorted(self.people))

    @property
    def _program(self) -> Program:
        return self.story.setting.program

    def differs(self, fluent: int) -> bool:
        """Whether somebody is wrong about the fact, or about what somebody believes of it."""
        if fluent == self._program.clock:
            return False
        return any(
            chain.timeline.value(*at) != self._outside(chain, path, fluent) for chain, path, at in self._all(fluent)
        )

    def fact(self, fluent: int) -> KnownFact:
        """A fact, and what everybody asked about believes of it."""
        end = self.chain.timeline.end
        value = self.chain.timeline.value(end, (), fluent)
        beliefs = tuple(
            self._belief(chain, path, fluent)
            for chain, path, _ in self._all(fluent)
            if len(path) == 1 or self._telling(path, fluent)
        )
        said = str(self._program.fluents[fluent])
        words = self.chain.words((), fluent, value)
        return KnownFact(said, show_value(value), words, self.chain.cause((), fluent, end), beliefs)

    def _all(self, fluent: int) -> Iterator[tuple[Chain, Path, tuple[When, Path, int]]]:
        """Every mind asked about, with the chain in which it is."""
        reader = len(self._program.people)
        for depth in range(1, self.deep + 1):
            for path in product(range(reader), repeat=depth):
                if path[0] in self.people and all(one != two for one, two in pairwise(path)):
                    yield self.chain, path, (self.chain.timeline.end, path, fluent)
            if depth == 1 and reader in self.people:
                yield self.reader, (reader,), (self.reader.timeline.end, (reader,), fluent)

    def _outside(self, chain: Chain, path: Path, fluent: int) -> object:
        return chain.timeline.value(chain.timeline.end, path[1:], fluent)

    def _telling(self, path: Path, fluent: int) -> bool:
        """Whether what somebody believes of another's belief tells anything: it is wrong, or not what they believe."""
        timeline = self.chain.timeline
        value = timeline.value(timeline.end, path, fluent)
        return value != self._outside(self.chain, path, fluent) or value != timeline.value(
            timeline.end, path[:-1], fluent
        )

    def _belief(self, chain: Chain, path: Path, fluent: int) -> Belief:
        timeline = chain.timeline
        value = timeline.value(timeline.end, path, fluent)
        so = value == self._outside(chain, path, fluent)
        minds = tuple(chain.program.people[person] for person in path)
        cause = chain.cause(path, fluent, timeline.end)
        since = None
        if not so:
            changed = changed_outside(timeline, path, fluent, timeline.end)
            since = cause.place if changed is None else changed.place + 1
        return Belief(minds, show_value(value), so, cause, since)
