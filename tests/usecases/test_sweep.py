# SPDX-License-Identifier: Apache-2.0
"""Sweeps: every question is answered once, on whatever workers, whoever of them dies."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from fabula import files
from fabula.diagnostics import Source
from fabula.engine.choose import default_engine
from fabula.engine.port import Cancel
from fabula.model.limits import Limits
from fabula.model.sweep import EndingRow, EventRow, StoryRow
from fabula.usecases.story import Story, Wanted, read_story, replay_story
from fabula.usecases.sweep import Crew, swept
from fabula.usecases.sweep_changes import SmallChange, event_changes, fact_changes
from fabula.usecases.sweep_work import StoryQuestion, Texts, WorldQuestion, answer_story, answer_world
from fabula.usecases.whatif_changes import Changes

ROOT = Path(__file__).parents[2]


def threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2)


def double(number: int) -> int:
    return number * 2


class Dying(ThreadPoolExecutor):
    """Takes so many questions, then dies with those that it has not begun."""

    def __init__(self, takes: int) -> None:
        super().__init__(1)
        self.takes = takes

    def submit(self, function, /, *arguments, **named):  # type: ignore[no-untyped-def]  # as the executor has it
        if self.takes == 0:
            broken: Future[int] = Future()
            broken.set_exception(BrokenExecutor("the workers are gone"))
            return broken
        self.takes -= 1
        return super().submit(function, *arguments, **named)


def test_every_question_is_answered_once() -> None:
    answers = list(swept(range(100), Crew(double, threads, window=7)))
    assert sorted(answers) == [(number, number * 2) for number in range(100)]


def test_what_dead_workers_had_not_answered_is_asked_again() -> None:
    lives = iter((3, 4, 0, 100))
    answers = list(swept(range(20), Crew(double, lambda: Dying(next(lives)), window=5)))
    assert sorted(answers) == [(number, number * 2) for number in range(20)]


def test_workers_that_die_again_and_again_are_reported() -> None:
    with pytest.raises(BrokenExecutor):
        list(swept(range(20), Crew(double, lambda: Dying(1), window=5)))


def test_a_sweep_that_is_cancelled_asks_nothing_more() -> None:
    cancel = Cancel()
    answered = 0
    for _ in swept(range(1000), Crew(double, threads, window=4), cancel):
        answered += 1
        cancel.set("interrupted")
    assert 1 <= answered <= 4


def test_a_mistake_in_the_work_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        list(swept([1, 0], Crew((1).__floordiv__, threads)))


def test_no_more_is_under_way_than_the_window() -> None:
    most = 0
    lock = threading.Lock()

    class Counting(ThreadPoolExecutor):
        under_way = 0

        def submit(self, function, /, *arguments, **named):  # type: ignore[no-untyped-def]  # as the executor has it
            nonlocal most
            future = super().submit(function, *arguments, **named)
            with lock:
                self.under_way += 1
                most = max(most, self.under_way)
            future.add_done_callback(lambda _: self.left())
            return future

        def left(self) -> None:
            with lock:
                self.under_way -= 1

    @contextmanager
    def counting() -> Iterator[Executor]:
        with Counting(2) as executor:
            yield executor

    assert len(list(swept(range(50), Crew(double, counting, window=3)))) == 50
    assert most <= 3


# ------------------------------------------------------------------------------------------------- what is asked


def tutorial() -> tuple[Story, Texts]:
    """The story of the tutorial, and its texts."""
    name = os.path.relpath(ROOT / "worlds" / "tutorial" / "tutorial.md").replace(os.sep, "/")
    source = files.read(name)
    assert isinstance(source, Source)
    found = read_story(source, files.open_file)
    assert found.manuscript is not None
    assert found.world is not None
    story = replay_story(found.manuscript, found.world, Wanted(default_engine))
    assert isinstance(story, Story)
    others = (text for text in found.sources.values() if text.name != name)
    return story, Texts((found.sources[name], *others))


def test_every_fact_and_every_event_is_tried() -> None:
    story, _ = tutorial()
    facts = list(fact_changes(story.engine))
    assert [change.text for change in facts if change.subject == "at(Nell)"] == ["at(Nell) = island", "at(Nell) = none"]
    coins = [change.text for change in facts if change.subject.startswith("coins(Nell")]
    assert coins == ["coins(Nell) = 1", "coins(Nell) = -1"]
    assert {change.subject for change in facts} == {str(fluent) for fluent in story.setting.program.fluents}
    assert len({change.key for change in facts}) == len(facts)
    events = [change.changes.without for change in event_changes(story)]
    assert events == [("point_out(Otto, Nell)",), ("pick_up(Nell)",), ("cross(Nell, island)",)]


def test_a_story_without_an_event() -> None:
    story, texts = tutorial()
    first = next(event_changes(story))
    answer = answer_story(StoryQuestion(texts, first))
    row, *events = answer.rows
    assert isinstance(row, StoryRow)
    assert (row.change, row.carries, row.lost) == ("without point_out(Otto, Nell)", True, "over")
    assert (row.parting, row.event, row.dropped) == (2, "pick_up(Nell)", 2)
    assert [(row.number, row.fate) for row in events if isinstance(row, EventRow)][:1] == [(1, "left-out")]


def test_a_change_that_cannot_be_read_is_a_row_that_says_so() -> None:
    _, texts = tutorial()
    change = SmallChange("fact", "moon", "moon", Changes(("moon",)))
    (row,) = answer_story(StoryQuestion(texts, change)).rows
    assert isinstance(row, StoryRow)
    assert row.problem == "There is no fact or thing called `moon`." or "moon" in row.problem


def test_the_endings_from_another_start() -> None:
    _, texts = tutorial()
    world = Texts((texts.sources[1], texts.sources[0]))
    limits = Limits(length=5)
    as_it_is = answer_world(WorldQuestion(world, SmallChange("fact", "", "as it is", Changes()), limits))
    (row,) = as_it_is.rows
    assert isinstance(row, EndingRow)
    assert (row.ending, row.outcome, row.stories, row.shortest) == ("over", "told", "1", 3)
    there = SmallChange("fact", "at(Nell)", "at(Nell) = island", Changes(("at(Nell) = island",)))
    (row,) = answer_world(WorldQuestion(world, there, limits)).rows
    assert isinstance(row, EndingRow)
    assert (row.outcome, row.shortest) == ("told", 0)
