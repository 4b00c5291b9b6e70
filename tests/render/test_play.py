# SPDX-License-Identifier: Apache-2.0
"""A play as data and as text: the shape that programs rely on, whole."""

import json

from fabula.model.answers import EventCall
from fabula.model.play import (
    Blocked,
    BlockedChoice,
    Branch,
    Choice,
    ChoiceKind,
    ComparedEvent,
    ComparedPlay,
    Deed,
    Failure,
    Known,
    Passage,
    Perceived,
    PlayMoment,
    ReachedEnding,
    Steering,
    SteeringState,
)
from fabula.render.play import blocked_data, branches_data, compared_data, passages_data, play_data
from fabula.render.play_text import (
    blocked_lines,
    branch_lines,
    choice_lines,
    clock_words,
    compared_lines,
    happened_lines,
    known_lines,
    steering_words,
    title_lines,
)

OPEN = Choice("go(Ash, yard)", ChoiceKind.EVENT, "Ash goes.", ("Wren",), True, "so that Ash is out", True)
DONE = ReachedEnding("out", "Ash is out.")
MOMENT = PlayMoment(
    number=3,
    parent=1,
    depth=2,
    children=(4,),
    world="The yard",
    person="Ash",
    shown="old Ash",
    clock=2.0,
    did=Deed.ASKED,
    did_text="Ash goes.",
    perceived=(Perceived(None, False, ("The door opens.",), ("the door is open", "lit(lamp)")),),
    failure=Failure("Ash goes.", (), ("Wren", "Finch")),
    known=(
        Known("old Ash", ("old Ash is in",), ("blood(Ash) = 3",)),
        Known("Wren", ("Wren believes that it rains", "Wren believes that lit(lamp)")),
        Known("", (), ("ruin = 1",)),
    ),
    offer=None,
    offered_by=(),
    choices=(OPEN, Choice("wait", ChoiceKind.WAIT, "Wait.", in_character=False)),
    ended=(DONE,),
    reached=(DONE, ReachedEnding("old", None)),
    steering=Steering("out", SteeringState.LOST, 0, 12, None),
)

DATA = {
    "number": 3,
    "parent": 1,
    "depth": 2,
    "children": [4],
    "world": "The yard",
    "person": "Ash",
    "shown": "old Ash",
    "clock": 2,
    "did": "asked",
    "did_text": "Ash goes.",
    "perceived": [
        {"text": None, "own": False, "followed": ["The door opens."], "noticed": ["the door is open", "lit(lamp)"]}
    ],
    "failure": {"text": "Ash goes.", "because": [], "refused_by": ["Wren", "Finch"]},
    "known": [
        {"subject": "old Ash", "clauses": ["old Ash is in"], "figures": ["blood(Ash) = 3"]},
        {
            "subject": "Wren",
            "clauses": ["Wren believes that it rains", "Wren believes that lit(lamp)"],
            "figures": [],
        },
        {"subject": "", "clauses": [], "figures": ["ruin = 1"]},
    ],
    "offer": None,
    "offered_by": [],
    "choices": [
        {
            "key": "go(Ash, yard)",
            "kind": "event",
            "text": "Ash goes.",
            "asks": ["Wren"],
            "in_character": True,
            "reason": "so that Ash is out",
            "tried": True,
        },
        {
            "key": "wait",
            "kind": "wait",
            "text": "Wait.",
            "asks": [],
            "in_character": False,
            "reason": "",
            "tried": False,
        },
    ],
    "ended": [{"name": "out", "text": "Ash is out."}],
    "reached": [{"name": "out", "text": "Ash is out."}, {"name": "old", "text": None}],
    "steering": {"ending": "out", "state": "lost", "left": 0, "length": 12, "limit": None},
}


def test_a_moment_as_data() -> None:
    assert play_data(MOMENT) == DATA
    assert json.loads(json.dumps(play_data(MOMENT))) == DATA


def test_the_rest_as_data() -> None:
    passage = Passage(1, Deed.WAITED, "", (), None, ())
    assert passages_data([passage]) == [
        {"number": 1, "did": "waited", "did_text": "", "perceived": [], "failure": None, "ended": []}
    ]
    blocked = Blocked((BlockedChoice(EventCall("go", ("Ash", "hall")), "Ash goes.", ("it rains",)),), 2)
    assert blocked_data(blocked) == {
        "choices": [{"event": "go(Ash, hall)", "text": "Ash goes.", "because": ["it rains"]}],
        "left_out": 2,
    }
    branch = Branch(1, 0, 1, Deed.ACTED, "Ash goes.", here=True, on_path=True, endings=("out",))
    assert branches_data([branch]) == [
        {
            "number": 1,
            "parent": 0,
            "depth": 1,
            "did": "acted",
            "text": "Ash goes.",
            "here": True,
            "on_path": True,
            "endings": ["out"],
        }
    ]
    event = ComparedEvent(EventCall("go", ("Ash",)), "Ash goes.")
    assert compared_data(ComparedPlay("Told", 1, (event,), (event,), ("out",), ())) == {
        "title": "Told",
        "common": 1,
        "told": [{"event": "go(Ash)", "text": "Ash goes."}],
        "played": [{"event": "go(Ash)", "text": "Ash goes."}],
        "told_endings": ["out"],
        "played_endings": [],
    }


def test_a_moment_as_text() -> None:
    assert title_lines(MOMENT) == ["The yard. You are old Ash."]
    assert happened_lines(MOMENT, 40) == [
        "You try: Ash goes.",
        "Wren and Finch do not want that.",
        "The door opens.",
        "  - The door is open.",
        "  - lit(lamp).",
        "",
        "The end (out). Ash is out.",
    ]
    assert choice_lines(MOMENT, 40) == [
        "1  Ash goes. (needs the will of Wren;",
        "   tried in vain; so that Ash is out)",
        "2  Wait. (out of character)",
    ]
    assert known_lines(MOMENT.known) == [
        "- Old Ash is in.",
        "- Wren believes that it rains; that lit(lamp).",
    ]
    assert known_lines(MOMENT.known, figures=True)[0] == "- Old Ash is in. blood(Ash) = 3."
    assert known_lines(MOMENT.known, figures=True)[-1] == "- ruin = 1."
    assert (clock_words(1), clock_words(0.5)) == ("1 moment", "0.5 moments")


def test_steering_in_words() -> None:
    said = [
        steering_words(Steering("out", state, left, 12, limit))
        for state, left, limit in (
            (SteeringState.THERE, 0, None),
            (SteeringState.ON_COURSE, 1, None),
            (SteeringState.LOST, 0, None),
            (SteeringState.UNSURE, 0, "time"),
            (SteeringState.UNSURE, 0, "laws"),
        )
    ]
    assert said == [
        "Toward out: there.",
        "Toward out: 1 event to go.",
        "Toward out: out of reach; no way there of at most 12 events is in character.",
        "Toward out: no way was found, since the time was up; the others go their own ways.",
        "Toward out: no way was found, since the search was given up; the others go their own ways.",
    ]


def test_blocked_branches_and_comparisons_as_text() -> None:
    blocked = Blocked((BlockedChoice(EventCall("go", ("Ash",)), "Ash goes.", ("it rains", "it is dark")),), 2)
    assert blocked_lines(blocked) == [
        "x Ash goes.",
        "    But it rains, and it is dark.",
        "… and 2 more, which lack more.",
    ]
    assert blocked_lines(Blocked((), 0)) == ["Nothing that you could ever do is closed to you now."]
    tree = [
        Branch(0, None, 0, Deed.BEGAN, "", here=False, on_path=True, endings=()),
        Branch(1, 0, 1, Deed.TRIED, "Ash goes.", here=False, on_path=False, endings=()),
        Branch(2, 0, 1, Deed.ACTED, "Ash goes.", here=True, on_path=True, endings=("out",)),
    ]
    assert branch_lines(tree) == [
        "* [0] The start.",
        "    [1] Tried in vain: Ash goes.",
        ">   [2] Ash goes. The end: out.",
    ]
    go, stay = ComparedEvent(EventCall("go", ()), "Ash goes."), ComparedEvent(EventCall("stay", ()), "Ash stays.")
    assert compared_lines(ComparedPlay("Told", 1, (go, go), (go,), ("out",), ())) == [
        "Beside “Told”: 1 event from the start are the same.",
        "  1. Ash goes.",
        "",
        "You: nothing more.",
        "",
        "As told, to the ending out:",
        "  2. Ash goes.",
    ]
    assert "  1. Ash stays." in compared_lines(ComparedPlay("Told", 0, (go,), (stay,), (), ()))
