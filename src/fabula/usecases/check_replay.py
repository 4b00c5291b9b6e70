# SPDX-License-Identifier: Apache-2.0
"""The story up to a place, told again with something different: events left out, or another start.

What has become impossible in the other story is skipped, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.diagnostics import Diagnostic
from fabula.model.answers import EventCall
from fabula.model.expression import Effect
from fabula.model.manuscript import Counterfactual, EventAnnotation, Manuscript
from fabula.usecases.check_history import Happening, History, happen
from fabula.usecases.check_setting import Plan, Setting, set_up


@dataclass(frozen=True, slots=True)
class Replay:
    """A story that went otherwise."""

    setting: Setting
    history: History
    left_out: tuple[EventCall, ...]
    skipped: tuple[EventCall, ...]


@dataclass(slots=True)
class Replays:
    """Replays stories of one manuscript; settings with another start are made once for each such start."""

    setting: Setting
    plan: Plan
    manuscript: Manuscript
    calls: tuple[EventCall, ...]
    _settings: dict[tuple[Effect, ...], Setting | tuple[Diagnostic, ...]]

    def replay(self, change: Counterfactual, before: Sequence[int]) -> Replay | tuple[Diagnostic, ...]:
        """The events numbered `before` once more, otherwise; or why the other start cannot be."""
        setting = self._setting(change.start)
        if not isinstance(setting, Setting):
            return setting
        history = History(setting.engine, setting.engine.start())
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
        return Replay(setting, history, tuple(left_out), tuple(skipped))

    def _setting(self, start: tuple[Effect, ...]) -> Setting | tuple[Diagnostic, ...]:
        """The setting in which the start is so."""
        if not start:
            return self.setting
        if start not in self._settings:
            self._settings[start] = set_up(self.setting.world, self.plan, self.calls, start)
        return self._settings[start]


def _if_possible(setting: Setting, history: History, number: int, annotation: EventAnnotation) -> Happening | None:
    """The event as it happens next, or None if it cannot."""
    event = setting.number(annotation.event)
    if event is None or not setting.engine.holds(history.now, setting.program.events[event].condition):
        return None
    return happen(setting.engine, history.now, event, number, annotation.span)
