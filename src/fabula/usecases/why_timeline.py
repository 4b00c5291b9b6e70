# SPDX-License-Identifier: Apache-2.0
"""The states that a story goes through, those between an event and the rest after it too, and who changed what in them.

`Timeline.origin` is the last change of a fact before a moment, and what made it: the effect of an event or of a law,
in the mind in which it came about. This is the link of causal-link planning read backwards: from a condition to the
step that established it, with nothing in between that undoes it (A. Tate, "Generating project networks", IJCAI 1977;
D. McAllester and D. Rosenblitt, "Systematic nonlinear planning", AAAI 1991).
"""

from __future__ import annotations

from dataclasses import field

from fabula.engine.port import Stage
from fabula.model.ground import GroundEffect, GroundExpression, GroundLaw
from fabula.model.values import Value
from fabula.records import dataclass
from fabula.usecases.check_failing import Reads
from fabula.usecases.check_history import Happening, History, Path, mind
from fabula.usecases.why_looked import looked_at


@dataclass(frozen=True, slots=True)
class When:
    """A state of a story: `place` events have happened, and of the next so many stages have come about."""

    place: int
    stage: int = 0


@dataclass(frozen=True, slots=True)
class ByEvent:
    """The event whose number (from 0) is `place`, as seen in the mind at the end of `path`.

    `effect` says it (None: the mind was put right by what it saw); it is on that mind itself where it was `told`.
    """

    place: int
    path: Path
    effect: GroundEffect | None


@dataclass(frozen=True, slots=True)
class ByLaw:
    """A law that fired in the mind at the end of `path`, in a state: it comes about in the next stage."""

    before: When
    path: Path
    law: GroundLaw
    effect: GroundEffect


@dataclass(frozen=True, slots=True)
class ByTime:
    """Time passed, with the event whose number is `place`."""

    place: int


Origin = ByEvent | ByLaw | ByTime | None
"""What gave a fact its value; None: the start."""


Staged = dict[tuple[int, int], tuple[Stage, ...]]
"""The stages of events, each by the state before it and its number."""


@dataclass(slots=True)
class Timeline:
    """A history with the stages of its events, worked out when they are asked for; stories like it may share them."""

    history: History
    staged: Staged = field(default_factory=dict)

    @property
    def end(self) -> When:
        """The last state."""
        return When(len(self.history.happenings))

    def happening(self, place: int) -> Happening:
        """The event whose number, from 0, is `place`."""
        return self.history.happenings[place]

    def state(self, when: When) -> int:
        """The state at a moment."""
        if when.stage:
            return self._staged(when.place)[when.stage - 1].state
        if when.place == len(self.history.happenings):
            return self.history.now
        return self.happening(when.place).before

    def value(self, when: When, path: Path, fluent: int) -> Value:
        """The value of a fact in a mind."""
        return self._in(self.state(when), path)[fluent]

    def origin(self, path: Path, fluent: int, when: When) -> tuple[Origin, When]:
        """What gave the fact the value that it has then, and the state just before that."""
        for stage in range(when.stage, 0, -1):
            before = When(when.place, stage - 1)
            if self.value(before, path, fluent) != self.value(When(when.place, stage), path, fluent):
                return self._maker(before, path, fluent), before
        for place in reversed(range(when.place)):
            happening = self.happening(place)
            now = self._in(happening.after, path)[fluent]
            if self._in(happening.before, path)[fluent] != now:
                return self.origin(path, fluent, When(place, len(self._staged(place))))
        return None, When(0)

    def _staged(self, place: int) -> tuple[Stage, ...]:
        happening = self.happening(place)
        key = (happening.before, happening.event)
        if key not in self.staged:
            self.staged[key] = self.history.engine.stages(*key)
        return self.staged[key]

    def _in(self, state: int, path: Path) -> tuple[Value, ...]:
        return self.history.engine.values(mind(self.history.engine, state, path))

    def _maker(self, before: When, path: Path, fluent: int) -> Origin:
        """What changed the fact from the state `before` to the next stage."""
        program = self.history.engine.program
        stage = self._staged(before.place)[before.stage]
        laws = program.moment_laws if stage.moment else program.laws
        for seen in _as_known(path):
            for where, number in stage.fired:
                if seen[: len(where)] == where:
                    effect = self._effect(laws[number].effects, before, where, seen[len(where) :], fluent)
                    if effect is not None:
                        return ByLaw(before, where, laws[number], effect)
        if before.stage or fluent == program.clock:
            return ByTime(before.place)
        return self._event(before, path, fluent)

    def _event(self, before: When, path: Path, fluent: int) -> ByEvent:
        """The effect of the event: on this very mind, or as it was seen from there."""
        effects = self.history.event(self.happening(before.place)).effects
        for known in _as_known(path):
            for skipped in range(len(known) + 1):
                effect = self._effect(effects, before, known[:skipped], known[skipped:], fluent)
                if effect is not None:
                    return ByEvent(before.place, known[:skipped], effect)
        return ByEvent(before.place, path, None)

    def _effect(
        self, effects: tuple[GroundEffect, ...], before: When, where: Path, path: Path, fluent: int
    ) -> GroundEffect | None:
        """The last effect on the fluent at exactly this path whose guard holds in the mind in which it acts."""
        engine = self.history.engine
        acting = mind(engine, self.state(before), where)
        for effect in reversed(effects):
            if (
                effect.path == path
                and effect.fluent == fluent
                and (effect.guard is None or engine.holds(acting, effect.guard))
            ):
                return effect
        return None

    def looked_at(self, expression: GroundExpression, path: Path, when: When) -> Reads:
        """The facts that the value of an expression in a mind rests on then."""
        return looked_at(self.history.engine, expression, path, self.state(when))


def _as_known(path: Path) -> tuple[Path, ...]:
    """The path, and the same without what people believe that they believe: what is put into a mind is known to it."""
    plain = tuple(person for number, person in enumerate(path) if number == 0 or path[number - 1] != person)
    return (path,) if plain == path else (path, plain)
