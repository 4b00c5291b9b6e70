# SPDX-License-Identifier: Apache-2.0
"""What pictures are drawn from, for programs: a story's beliefs through time, and its causes."""

from __future__ import annotations

from fabula.api.errors import InvalidWorld
from fabula.diagnostics import Diagnostic
from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel
from fabula.model.beliefs import Ledger
from fabula.model.causes import CauseGraph
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.semantics.errors import EngineError
from fabula.usecases.beliefs import ledger
from fabula.usecases.causes import cause_graph
from fabula.usecases.problems import engine_problem
from fabula.usecases.story import Story, Wanted, replay_story


def beliefs_of(manuscript: Manuscript, world: World, make_engine: MakeEngine, deep: int, cancel: Cancel) -> Ledger:
    """The beliefs of a story; raises `InvalidWorld` where its world cannot run."""
    story = _replayed(manuscript, world, Wanted(make_engine, minds=deep, cancel=cancel))
    try:
        return ledger(story, deep)
    except EngineError as error:
        raise _broken(story, error) from error


def causes_of(manuscript: Manuscript, world: World, make_engine: MakeEngine, cancel: Cancel) -> CauseGraph:
    """The causes in a story; raises `InvalidWorld` where its world cannot run."""
    story = _replayed(manuscript, world, Wanted(make_engine, cancel=cancel))
    try:
        return cause_graph(story)
    except EngineError as error:
        raise _broken(story, error) from error


def _replayed(manuscript: Manuscript, world: World, wanted: Wanted) -> Story:
    story = replay_story(manuscript, world, wanted)
    if isinstance(story, Story):
        return story
    raise InvalidWorld(story, {})


def _broken(story: Story, error: EngineError) -> InvalidWorld:
    problem: Diagnostic = engine_problem(story.setting.program, error)
    return InvalidWorld((problem,), {})
