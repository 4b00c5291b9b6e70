# SPDX-License-Identifier: Apache-2.0
"""What a world waits for: the numbers with which it compares its clock."""

from fabula.diagnostics import Source
from fabula.engine.choose import default_engine
from fabula.language import read_world
from fabula.model.chronicle import Deadline
from fabula.usecases.deadlines import deadlines
from fabula.usecases.open_world import start_engine

WORLD = """\
world "Waiting"
person Ash, Wren
fact dawn is number
fact due(person) is number
fact late(person)
fact dark
define night: now < dawn
start:
    dawn = 7
    due(Ash) = 3
    due(Wren) = 4
    dark
law sunrise each moment:
    when: now >= dawn and dark
    then: not dark
law midnight each moment:
    when: 12 <= now and dark
    then: not dark
law overdue(p: person) each moment:
    when: now > due(p) and not late(p)
    then: late(p)
event move(p: person):
    when: night
    then: due(p) += 1
ending over: not dark
"""


def found(text: str) -> tuple[Deadline, ...]:
    world = read_world(Source("waiting.world", text), lambda _base, _path: None)[0]
    assert world is not None
    engine, problems = start_engine(world, 1, default_engine)
    assert engine is not None, problems
    return deadlines(engine.program)


def test_numbers_facts_and_facts_of_somebody_are_found_each_once() -> None:
    words = [(each.words, each.moment) for each in found(WORLD)]
    assert words == [("dawn", None), ("midnight", 12.0), ("due (Ash)", None), ("due (Wren)", None)]
    assert len({each.fact for each in found(WORLD)}) == 4


def test_a_world_without_time_waits_for_nothing() -> None:
    assert found('world "Still"\nperson Ash\nfact n is number\nending e: n > 3\n') == ()
