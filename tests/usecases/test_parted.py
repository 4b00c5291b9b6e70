# SPDX-License-Identifier: Apache-2.0
"""A story and what would come of it under a change, as data: the same as `whatif` says, on both engines."""

from textwrap import dedent

import pytest

from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.engine.choose import default_engine
from fabula.model.parted import Parted
from fabula.model.whatif import Fate
from fabula.usecases.parted import parted
from fabula.usecases.story import read_story
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking
from usecases.what_if import HOUSE, STORY, answered

HOURS = HOUSE.replace(
    "event burn():", "law late each moment:\n        when: now > 9\n        then: oil = 0\n    event burn():"
)


def without(event: str, at: str | None = None) -> Changes:
    return Changes((), (event,), (), (), (), (), at)


def changed(effect: str, at: str | None = None) -> Changes:
    return Changes((effect,), (), (), (), (), (), at)


def asked(changes: Changes, world: str = HOUSE) -> Parted | tuple[Diagnostic, ...]:
    sources = {"house.world": Source("house.world", dedent(world).lstrip())}
    story = Source("story.md", dedent(STORY).lstrip())
    read = read_story(story, lambda _, path: sources.get(path))
    assert read.manuscript is not None
    assert read.world is not None, render_text(read.diagnostics, read.sources)
    found = parted(
        read.manuscript, read.world, lambda _, path: sources.get(path), changes, Asking(default_engine), sources
    )
    if not isinstance(found, Parted):
        assert render_text(found, sources)
    return found


def both(changes: Changes, world: str = HOUSE) -> Parted:
    found = asked(changes, world)
    assert isinstance(found, Parted), found
    return found


def test_what_is_left_out_does_not_happen_and_what_needs_it_cannot() -> None:
    found = both(without("give(Ash, Wren)"))
    assert [step.fate for step in found.steps] == [Fate.AS_TOLD, Fate.LEFT_OUT, Fate.AS_TOLD, Fate.AS_TOLD]
    assert [step.happens for step in found.steps] == [(0,), (), (1,), (2,)]
    assert found.changes == ("without give(Ash, Wren)",)
    assert (len(found.told.events), len(found.changed.events)) == (4, 3)
    assert found.told.moments[-1].endings == ("lamp_with_wren",)
    assert found.changed.moments[-1].endings == ()


def test_time_passes_where_something_does_not_happen() -> None:
    found = both(without("give(Ash, Wren)"), HOURS)
    step = found.steps[1]
    assert step.waits
    assert [found.changed.events[place].event.name for place in step.happens] == ["wait"]
    assert not any(other.waits for other in found.steps if other is not step)


def test_what_happens_is_in_the_scene_of_what_it_answers_to() -> None:
    found = both(without("give(Ash, Wren)"), HOURS)
    assert [event.scene for event in found.told.events] == [None, "The gift", "The gift", "The gift"]
    assert [event.scene for event in found.changed.events] == [None, "The gift", "The gift", "The gift"]


def test_a_change_at_a_later_moment_begins_there() -> None:
    found = both(changed("oil = 1", "give(Ash, Wren)"))
    assert found.place == 2
    assert [step.told for step in found.steps] == [2, 3]
    oil = [fact.said for fact in found.changed.facts].index("oil")
    assert [moment.values[oil] for moment in found.changed.moments] == [1, 1, 0]
    assert found.changed.moments[-1].endings == ("lamp_with_wren", "darkness")


def test_why_something_cannot_happen_is_said() -> None:
    found = both(changed("keeper = Rook"))
    assert found.steps[1].fate is Fate.IMPOSSIBLE
    assert found.steps[1].why == ("`keeper` is Rook, not Ash",)


@pytest.mark.parametrize("changes", [without("give(Wren, Ash)"), without("lose(Ash)"), changed("oil = Ash")])
def test_what_cannot_be_asked_is_said(changes: Changes) -> None:
    assert not isinstance(asked(changes), Parted)


@pytest.mark.parametrize("world", [HOUSE, HOURS])
@pytest.mark.parametrize(
    "changes",
    [without("give(Ash, Wren)"), without("burn() #1"), changed("keeper = Rook"), changed("oil = 1", "burn()")],
)
def test_it_is_the_story_that_whatif_tells(changes: Changes, world: str) -> None:
    found, said = both(changes, world), answered(changes, world=world)
    assert [step.fate for step in found.steps] == [step.fate for step in said.story.steps]
    assert found.changed.moments[-1].endings == said.story.endings
    for step, told in zip(found.steps, said.story.steps, strict=True):
        if not step.waits:
            assert [found.changed.events[place].event for place in step.happens] == list(told.happens)
