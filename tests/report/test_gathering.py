# SPDX-License-Identifier: Apache-2.0
"""What a report says of a story: everything at its place, up to where the story breaks."""

from fabula.model.report import Allowed, EventTold, Expected, Item, Report, SceneBegins, Unread
from report.making import STORY, WORLD, made


def items_of(report: Report) -> list[Item]:
    return [item for story in report.stories for aside in story.asides for item in aside.items]


def test_every_annotation_is_there_in_the_order_told() -> None:
    items = items_of(made(STORY).report)
    assert [type(item) for item in items] == [SceneBegins, EventTold, Expected, Expected, EventTold, Expected, Allowed]


def test_an_event_has_what_it_changed_and_why() -> None:
    event = next(item for item in items_of(made(STORY).report) if isinstance(item, EventTold))
    assert event.event is not None
    assert [change.words for change in event.event.changes] == ["at(Wren) = yard"]
    assert [reason.person for reason in event.reasons] == ["Wren"]
    assert event.unwilling == ()


def test_who_has_no_reason_is_named() -> None:
    report = made(STORY.replace("blow(Ash)", "blow(Wren)")).report
    last = [item for item in items_of(report) if isinstance(item, EventTold)][-1]
    assert last.unwilling == (1,)
    assert [finding.code for finding in last.findings] == ["out-of-character"]


def test_expectations_hold_or_not_and_name_their_what_if() -> None:
    expected = [item for item in items_of(made(STORY).report) if isinstance(item, Expected)]
    assert [(each.holds, each.what_if, each.moment) for each in expected] == [
        (True, None, 1),
        (True, 0, 1),
        (True, None, 2),
    ]


def test_a_what_if_named_twice_is_answered_once() -> None:
    again = STORY + "@ expect without go(Wren, yard): not lit\n@ expect with not lit: not lit\n"
    report = made(again).report
    assert [each.change for each in report.stories[0].what_ifs] == ["without go(Wren, yard)", "with not lit"]
    assert [len(each.claims) for each in report.stories[0].what_ifs] == [2, 1]


def test_a_story_that_breaks_is_told_up_to_the_break() -> None:
    report = made(STORY + "\n@ blow(Ash)\n").report
    story = report.stories[0]
    assert story.ledger is not None
    assert len(story.ledger.moments) == 3
    broken = [item for item in items_of(report) if isinstance(item, EventTold)][-1]
    assert [finding.code for finding in broken.findings] == ["impossible-event"]


def test_a_manuscript_that_cannot_be_read_is_prose_with_problems() -> None:
    report = made(STORY.replace("blow(Ash)", "bloww(Ash)")).report
    assert report.stories[0].chronicle is None
    unread = [item for item in items_of(report) if isinstance(item, Unread)]
    assert [(each.text, [found.code for found in each.findings]) for each in unread] == [
        ("@ bloww(Ash)", ["unknown-event"])
    ]


def test_problems_of_the_world_are_at_no_line() -> None:
    report = made(STORY, WORLD.replace("lit\nstart", "lit\nfact odd(person) is plaice\nstart")).report
    assert [each.code for each in report.problems] == ["unknown-kind"]


def test_a_world_is_reported_by_its_endings() -> None:
    more = WORLD + 'ending never "Never.": at(Ash) = hall and at(Ash) = yard\n'
    report = made(more, name="lamp.world").report
    assert [(story.title, len(story.asides)) for story in report.stories] == [("It is dark.", 1)]
    assert [(each.ending, str(each.outcome)) for each in report.untold] == [("never", "impossible")]
    assert report.of_world


def test_a_story_without_events_and_a_world_without_people() -> None:
    empty = made("---\nworld: lamp.world\n---\n", 'world "Nobody"\nfact lit\nending dark: not lit\n').report
    assert empty.stories[0].asides == ()
    assert empty.stories[0].chronicle is not None
    assert empty.stories[0].chronicle.people == ()
