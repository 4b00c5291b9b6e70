# SPDX-License-Identifier: Apache-2.0
"""The native engine while it searches: it stops for a flag, for Ctrl-C and at its bound on memory, and stays usable."""

from __future__ import annotations

import _thread
import math
from threading import Event, Thread, Timer

import pytest

import _fabula
from engine.random_programs import program_of
from fabula.engine import choose
from fabula.engine.native import NativeEngine, Refused
from fabula.engine.native_figures import Question, Translation
from fabula.engine.port import Cancel, Goal, Progress
from fabula.engine.reference import ReferenceEngine
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from semantics.telling import Told

ENDLESS = """
    world "Endless"
    person Ann, Bob
    fact n(person) is number
    event more(p: person):
        then: n(p) += 1
        by: p
    wants every person p: 1 if n(p) = 0.5
    event less(p: person):
        then: n(p) -= 1
    wants author: 0
    ending never: n(Ann) = 0.5
"""
FAR = Limits(length=100_000)


def endless(memory: int | None = None) -> tuple[NativeEngine, Goal]:
    """An engine, and a goal that it would search for without end."""
    engine = NativeEngine(Told(ENDLESS).program, memory=memory)
    return engine, Goal(engine.program.endings[0].condition)


def usable(engine: NativeEngine) -> bool:
    """Whether it still answers as if nothing had been."""
    state = engine.start()
    return engine.values(engine.after(state, 0))[0] == 1.0


def test_another_thread_may_stop_a_search() -> None:
    engine, goal = endless()
    cancel = Cancel()
    timer = Timer(0.1, cancel.set, ("time",))
    timer.start()
    found = engine.tell(goal, FAR, cancel)
    assert (found.outcome, found.limit, found.stories) == (Outcome.GAVE_UP, "time", ())
    assert usable(engine)


def test_ctrl_c_stops_a_search() -> None:
    engine, goal = endless()
    with pytest.raises(KeyboardInterrupt):
        engine.tell(goal, FAR, progress=lambda _: _thread.interrupt_main())
    assert usable(engine)


def test_a_bound_on_memory_stops_a_search() -> None:
    engine, goal = endless(memory=4 << 20)
    found = engine.tell(goal, FAR)
    assert (found.outcome, found.limit) == (Outcome.GAVE_UP, "memory")


def test_progress_is_told_while_the_search_runs() -> None:
    engine, goal = endless()
    cancel = Cancel()
    seen: list[Progress] = []

    def tell(progress: Progress) -> None:
        seen.append(progress)
        if progress.states > seen[0].states or len(seen) == 500:
            cancel.set("interrupted")

    assert engine.tell(goal, FAR, cancel, tell).limit == "interrupted"
    assert seen[0].states < seen[-1].states
    assert seen[-1].length > 0


def test_a_progress_that_fails_stops_the_search() -> None:
    engine, goal = endless()

    def tell(_: Progress) -> None:
        raise LookupError("nobody looks")

    with pytest.raises(LookupError, match="nobody looks"):
        engine.tell(goal, FAR, progress=tell)
    assert usable(engine)


def test_a_second_thread_is_told_that_the_engine_is_busy() -> None:
    engine, goal = endless()
    cancel, running = Cancel(), Event()
    search = Thread(target=lambda: engine.tell(goal, FAR, cancel, lambda _: running.set()))
    search.start()
    try:
        assert running.wait(10)
        with pytest.raises(RuntimeError, match="the engine is answering another thread"):
            engine.possible(0)
    finally:
        cancel.set("interrupted")
        search.join()
    assert usable(engine)


def test_questions_that_make_no_sense_are_refused() -> None:
    core = _fabula.Engine(Translation(program_of(1)).text, None, 1, 0)
    for question, figures in (
        (99, ()),
        (Question.POSSIBLE, ()),
        (Question.POSSIBLE, (0,)),
        (Question.VALUES, (7,)),
        (Question.NODE, (0, 0, math.nan)),
        (Question.NODE, (8, 0, 1)),
        (Question.START, (1,)),
    ):
        with pytest.raises(ValueError, match=r"no such|missing|too many|not a number"):
            core.ask(question, *figures)
    with pytest.raises(ValueError, match="line 1: `fabula-ground 1` was expected"):
        _fabula.Engine(b"fabula-ground 2\n", None, 1, 0)


def test_what_it_cannot_hold_gets_the_plain_engine() -> None:
    program = program_of(1)
    assert isinstance(choose.default_engine(program), NativeEngine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fabula.engine.native.NativeEngine", _refuse)
        assert isinstance(choose.default_engine(program), ReferenceEngine)


def _refuse(*_: object) -> NativeEngine:
    raise Refused("too many things")


def test_an_engine_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(1)
    assert isinstance(choose.engine_maker(choose.EngineName.NATIVE)(program, None, 1), NativeEngine)
    assert isinstance(choose.engine_maker(choose.EngineName.REFERENCE)(program, None, 1), ReferenceEngine)
    monkeypatch.setattr(choose, "native_is_there", lambda: False)
    assert isinstance(choose.engine_maker()(program, None, 1), ReferenceEngine)
    with pytest.raises(choose.EngineMissing, match="the native engine is not built here"):
        choose.engine_maker(choose.EngineName.NATIVE)
