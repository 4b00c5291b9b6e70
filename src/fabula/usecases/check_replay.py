# SPDX-License-Identifier: Apache-2.0
"""The story up to a place, told again with something different: events left out, or another start.

What has become impossible in the other story is skipped, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.model.answers import EventCall
from fabula.model.expression import Effect
from fabula.model.manuscript import Counterfactual, EventAnnotation, Manuscript
from fabula.records import dataclass
from fabula.usecases.check_history import Happening, History, begin, happen
from fabula.usecases.check_setting import Setting


@dataclass(frozen=True, slots=True)
class Replay:
    """A story that went otherwise; `start` is what was said besides about its start."""

    history: History
    start: tuple[Effect, ...]
    left_out: tuple[EventCall, ...]
    skipped: tuple[EventCall, ...]


@dataclass(frozen=True, slots=True)
class Replays:
    """Replays stories of one manuscript."""

    setting: Setting
    manuscript: Manuscript

    def replay(self, change: Counterfactual, before: Sequence[int]) -> Replay:
        """The events numbered `before` once more, otherwise."""
        setting = self.setting
        history = begin(setting.engine, change.start)
        left_out: list[EventCall] = []
        skipped: list[EventCall] = []
        for number in before:
            annotation = self.manuscript.annotations[number]
            if not isinstance(annotation, EventAnnotation):
                continue
            if annotation.event in change.without:
                left_out.append(annotation.event)
                continue
            happening = _if_possible(setting, history, number, annotation)
            if happening is None:
                skipped.append(annotation.event)
            else:
                history = history.then(happening)
        return Replay(history, change.start, tuple(left_out), tuple(skipped))


def _if_possible(setting: Setting, history: History, number: int, annotation: EventAnnotation) -> Happening | None:
    """The event as it happens next, or None if it cannot."""
    event = setting.number(annotation.event)
    if event is None or not setting.engine.holds(history.now, setting.program.events[event].condition):
        return None
    return happen(setting.engine, history.now, event, number, annotation.span)
