# SPDX-License-Identifier: Apache-2.0
"""The answer of a check as lines and as data."""

from dataclasses import replace

from fabula.diagnostics import NOWHERE
from fabula.model.answers import EventCall, PlannedStep, Reason
from fabula.model.checked import CheckAnswer, CheckedEvent, CheckedExpectation, CheckedWaiver
from fabula.render.checked import check_data, render_summary, summary_line

GIVE = EventCall("give", ("Ash", "Wren"))
GO = EventCall("go", ("Wren", "yard"))
WHY = Reason("Wren", False, (PlannedStep(GIVE),), 0.0, 2.0, "Wren", ("the lamp is hers",))


def answer(held: bool = True, used: int = 1) -> CheckAnswer:
    """An answer with one of everything."""
    return CheckAnswer(
        world="A lamp",
        manuscript="The gift",
        imagine=5,
        minds=2,
        events=(
            CheckedEvent(GIVE, True, True, (WHY,), (), NOWHERE),
            CheckedEvent(GO, True, False, (), ("out-of-character",), NOWHERE),
        ),
        expectations=(CheckedExpectation("without go(Wren, yard): lit", held, (GO,), (GIVE,), NOWHERE),),
        waivers=(CheckedWaiver("out-of-character", "she is proud", "go(Wren, yard)", used, NOWHERE),),
        diagnostics=(),
    )


def test_the_summary_counts() -> None:
    assert summary_line(answer()) == "The gift: 2 events, 1 in character, 1 expectation holds, 1 waived."
    assert summary_line(answer(held=False, used=0)) == "The gift: 2 events, 1 in character, 0 of 1 expectation holds."


def test_a_world_is_summed_up_by_its_size() -> None:
    size = (("person", 1), ("fact", 2), ("event", 1), ("law", 0))
    world = CheckAnswer("A lamp", None, 5, 2, (), (), (), (), size)
    assert summary_line(world) == "A lamp: 1 person, 2 facts, 1 event, 0 laws."


def test_waivers_are_always_listed() -> None:
    assert render_summary(answer(), width=60) == (
        "allowed: out-of-character at go(Wren, yard), because “she is\n  proud”\n\n"
        "The gift: 2 events, 1 in character, 1 expectation holds, 1\n  waived.\n"
    )


def test_the_whole_answer_in_lines() -> None:
    shown = """\
give(Ash, Wren)
  Wren is willing, so that the lamp is hers (worth 2 to them, not 0).
go(Wren, yard)
  out-of-character

fails: without go(Wren, yard): lit
  left out: go(Wren, yard)
  no longer possible, and skipped: give(Ash, Wren)

allowed: out-of-character at go(Wren, yard), excuses nothing

The gift: 2 events, 1 in character, 0 of 1 expectation holds.
"""
    assert render_summary(answer(held=False, used=0), verbose=True) == shown


def test_the_answer_as_data() -> None:
    assert check_data(answer()) == {
        "world": "A lamp",
        "manuscript": "The gift",
        "imagine": 5,
        "minds": 2,
        "clean": True,
        "size": {},
        "events": [
            {
                "event": "give(Ash, Wren)",
                "possible": True,
                "in_character": True,
                "reasons": [
                    {
                        "person": "Wren",
                        "impulse": False,
                        "plan": [{"event": "give(Ash, Wren)", "reasons": []}],
                        "without": 0,
                        "gain": 2,
                        "believes": [],
                        "so_that": ["the lamp is hers"],
                        "or_else": [],
                    }
                ],
                "findings": [],
            },
            {
                "event": "go(Wren, yard)",
                "possible": True,
                "in_character": False,
                "reasons": [],
                "findings": ["out-of-character"],
            },
        ],
        "expectations": [
            {
                "expect": "without go(Wren, yard): lit",
                "holds": True,
                "left_out": ["go(Wren, yard)"],
                "skipped": ["give(Ash, Wren)"],
            }
        ],
        "waivers": [{"code": "out-of-character", "subject": "go(Wren, yard)", "because": "she is proud", "used": 1}],
    }


def test_events_that_are_left_out_again_and_again_are_counted() -> None:
    again = CheckedExpectation("without go(Wren, yard): lit", True, (GO, GO, GO), (GIVE, GIVE), NOWHERE)
    shown = render_summary(replace(answer(), expectations=(again,)), verbose=True)
    assert "  left out: go(Wren, yard) (3 times)\n" in shown
    assert "  no longer possible, and skipped: give(Ash, Wren) (2 times)\n" in shown
