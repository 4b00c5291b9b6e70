# SPDX-License-Identifier: Apache-2.0
"""What comes of a change: where the stories part, what differs, how it goes on."""

import pytest

from fabula.diagnostics import Source
from fabula.engine.choose import EngineName, engine_maker
from fabula.engine.port import Cancel
from fabula.model.answers import Outcome
from fabula.model.whatif import Fate, Turn
from fabula.render.whatif import render_what_if
from fabula.usecases.whatif_changes import Changes
from usecases.what_if import HOUSE, STORY, answered, asked, believed, fates, in_truth

CLOCK = """
    world "A candle"
    person Ash, Wren
    fact tallow is number
    fact dark
    fact woken(person)
    start: tallow = 4
    event sing(p: person):
        when: not dark
        by: p on impulse if not woken(Wren)
        takes 2
    event wake(p: person):
        when: not woken(p)
        then: woken(p)
    law burns each moment:
        when: tallow > 0
        then: tallow -= 1
    law ends:
        when: tallow <= 0 and not dark
        then: dark
"""

NIGHT = """
    ---
    world: house.world
    ---
    @ sing(Ash)
    @ wake(Wren)
    @ wait()
"""


def test_an_event_that_cannot_happen_parts_the_stories() -> None:
    answer = answered(Changes(effects=("oil = 0",)))
    assert answer.parting is not None
    assert (answer.parting.number, str(answer.parting.event), answer.parting.fate) == (1, "burn()", Fate.IMPOSSIBLE)
    assert "`lit` is no" in answer.parting.why
    assert in_truth(answer.story)["oil"] == (1.0, 0.0)


def test_who_has_no_reason_any_more_parts_the_stories() -> None:
    answer = answered(Changes(effects=("Wren believes not lit",), at="1"))
    assert answer.parting is not None
    assert (answer.parting.number, answer.parting.fate) == (2, Fate.OUT_OF_CHARACTER)
    assert [reason.person for reason in answer.parting.reasons] == ["Wren"]
    assert fates(answer.story) == ["out-of-character", "as-told", "as-told"]
    assert in_truth(answer.story)["keeper"] == ("Wren", "Ash")
    assert answer.written is not None
    assert fates(answer.written) == ["out-of-character", "as-told", "as-told"]
    assert in_truth(answer.written) == {}


def test_who_takes_an_event_for_impossible_says_what_they_believe() -> None:
    answer = answered(Changes(effects=("Wren believes keeper = none",)))
    assert answer.parting is not None
    assert answer.parting.why == ("Wren takes it for impossible: Wren believes that `keeper` is none, not Ash",)


def test_who_sees_an_event_now_parts_the_stories() -> None:
    answer = answered(Changes(effects=("at(Rook) = hall",)))
    assert answer.parting is not None
    assert (answer.parting.number, answer.parting.fate, answer.parting.why) == (
        2,
        Fate.SEEN_OTHERWISE,
        ("Rook sees it",),
    )
    assert answer.story.steps[1].sees == ("Rook",)
    assert believed(answer.story, "Rook")["keeper"] == ("Ash", "Wren")
    assert believed(answer.story, "Wren", "Rook")["kind_to(Ash, Wren)"] == (False, True)
    assert answer.written is None


def test_who_sees_an_event_no_longer_parts_the_stories() -> None:
    told = STORY.replace("@ burn()\n    @ scene", "@ go(Rook, hall)\n    @ scene", 1)
    answer = answered(Changes(without=("go(Rook, hall)",)), told)
    assert answer.parting is not None
    assert (answer.parting.number, answer.parting.why) == (2, ("Rook no longer sees it",))


def test_without_a_parting_nobody_looks_for_a_way_on() -> None:
    answer = answered(Changes(without=("burn() #2",)))
    assert answer.parting is None
    assert answer.outlooks == ()
    assert fates(answer.story) == ["as-told", "as-told", "as-told", "left-out"]
    assert in_truth(answer.story) == {"oil": (1.0, 2.0)}


def test_an_event_is_left_out_each_time_unless_it_is_said_which() -> None:
    assert fates(answered(Changes(without=("burn()",))).story) == ["left-out", "as-told", "as-told", "left-out"]
    assert fates(answered(Changes(without=("1",))).story) == ["left-out", "as-told", "as-told", "as-told"]


def test_something_else_may_happen_instead() -> None:
    answer = answered(Changes(instead=("go(Wren, cellar) => go(Ash, cellar); go(Rook, hall)",)))
    step = answer.story.steps[2]
    assert (step.fate, [str(event) for event in step.happens]) == (Fate.INSTEAD, ["go(Ash, cellar)", "go(Rook, hall)"])
    assert step.happens_text == ("Ash goes to cellar.", "Rook goes to hall.")
    assert in_truth(answer.story)["at(Rook)"] == ("yard", "hall")


def test_what_happens_instead_may_be_out_of_character_and_is_said_to_be() -> None:
    answer = answered(Changes(effects=("Wren believes not lit",), instead=("burn() #1 => give(Ash, Wren)",)))
    step = answer.story.steps[0]
    assert (step.fate, step.unwilling, step.why) == (Fate.INSTEAD, ("Wren",), ("Wren has no reason to",))


def test_wants_and_laws_make_another_world() -> None:
    answer = answered(Changes(wants=("Wren: 2 if at(Wren) = yard",)))
    assert answer.parting is not None
    assert (answer.parting.number, answer.parting.fate) == (2, Fate.OUT_OF_CHARACTER)
    lasting = answered(Changes(effects=("oil = 1",), laws=("without law dark",)))
    assert in_truth(lasting.story) == {"oil": (1.0, 0.0)}
    assert fates(lasting.story) == ["as-told", "as-told", "as-told", "impossible"]


def test_a_law_may_be_written_on_one_line() -> None:
    written = answered(Changes(laws=("law theft: when: keeper = Wren; then: keeper = Rook",))).written
    assert written is not None
    assert in_truth(written)["keeper"] == ("Wren", "Rook")
    sight = "sight s for p: person: p sees keeper if at(p) = yard"
    assert believed(answered(Changes(laws=(sight,))).story, "Rook")["keeper"] == ("Ash", "Wren")


def test_a_variant_says_what_it_says_in_a_file() -> None:
    text = 'variant "Dark" of house.world:\n    start:\n        oil = 1\n    without law dark\n'
    answer = answered(Changes(variants=(Source("dark.world", text),)))
    assert answer.changes == ("variant dark.world",)
    assert in_truth(answer.story) == {"oil": (1.0, 0.0)}


def test_a_change_may_come_later() -> None:
    answer = answered(Changes(effects=("oil = 1",), at="give(Ash, Wren)"))
    assert answer.place == 2
    assert [step.number for step in answer.story.steps] == [3, 4]
    assert in_truth(answer.story) == {"oil": (1.0, 0.0), "lit": (True, False)}


def test_a_later_change_is_seen_by_nobody() -> None:
    answer = answered(Changes(effects=("keeper = Rook; Wren believes lit",), at="2"))
    assert in_truth(answer.story)["keeper"] == ("Wren", "Rook")
    for person in ("Ash", "Wren", "Rook", "reader"):
        assert "keeper" not in believed(answer.story, person)


def test_a_moment_in_the_world_that_is_changed_begins_as_the_story_left_it() -> None:
    answer = answered(Changes(laws=("without law dark",), at="2"))
    assert answer.story.opening.facts == ()
    assert answer.story.view.facts == ()
    late = answered(Changes(effects=("oil = 1",), laws=("without law dark",), at="2"))
    assert in_truth(late.story) == {"oil": (1.0, 0.0)}


def test_what_only_the_other_world_changes_is_carried_over() -> None:
    world = HOUSE.replace("event burn():", "event snuff():\n        then: kind_to(Rook, Ash)\n    event burn():")
    told = STORY.replace("@ burn()", "@ snuff()", 1)
    answer = answered(Changes(laws=("without event snuff", "without event give"), at="go(Wren, cellar)"), told, world)
    assert answer.story.opening.facts == ()


def test_the_reader_knows_what_is_told() -> None:
    answer = answered(Changes(without=("give(Ash, Wren)",)))
    assert believed(answer.story, "reader")["keeper"] == ("Wren", "Ash")
    assert [each.people for each in answer.story.steps[1].new.facts if each.fact == "keeper"][-1] == ("reader",)


def test_what_the_reader_believes_at_first_may_be_changed() -> None:
    answer = answered(Changes(effects=("reader believes keeper = Rook",), without=("give(Ash, Wren)",)))
    assert believed(answer.story, "reader")["keeper"] == ("Wren", "Rook")
    assert in_truth(answer.story)["keeper"] == ("Wren", "Ash")


def test_where_the_telling_goes_back_the_reader_is_compared_at_the_end() -> None:
    back = (
        STORY.replace('@ scene "The gift"', '@ scene "The gift", after "Earlier"').rstrip()
        + '\n    @ scene "Earlier"\n'
    )
    answer = answered(Changes(without=("give(Ash, Wren)",)), back + "    @ go(Rook, cellar)\n")
    assert believed(answer.story, "reader")["keeper"] == ("Wren", "Ash")
    assert all(each.people != ("reader",) for step in answer.story.steps for each in step.view.facts)


def test_what_was_out_of_character_as_told_may_be_so_again() -> None:
    answer = answered(Changes(effects=("at(Rook) = cellar",)), STORY, HOUSE.replace("wants Wren: 2", "wants Wren: 0"))
    assert answer.story.steps[1].fate is Fate.AS_TOLD


def test_endings_are_lost_won_and_kept() -> None:
    answer = answered(Changes(effects=("Wren believes not lit", "at(Wren) = cellar")), length=1)
    turns = {outlook.ending: outlook.turn for outlook in answer.outlooks}
    assert turns == {"lamp_with_wren": Turn.LOST, "darkness": Turn.OUT_OF_REACH, "cellar_life": Turn.WON}
    (won,) = (outlook for outlook in answer.outlooks if outlook.turn is Turn.WON)
    assert [str(event.event) for event in won.changed.events] == ["go(Ash, cellar)"]


def test_the_way_on_is_the_shortest_and_the_told_one_needs_no_search() -> None:
    answer = answered(Changes(effects=("at(Rook) = hall",)))
    lamp = next(outlook for outlook in answer.outlooks if outlook.ending == "lamp_with_wren")
    assert [event.text for event in lamp.changed.events] == ["Ash gives Wren the lamp."]
    assert (lamp.changed.shortest, lamp.told.shortest) == (True, False)


def test_a_search_that_gives_up_is_not_taken_for_a_proof() -> None:
    world = HOUSE.replace("ending darkness: not lit", "ending darkness: oil = 1 and at(Rook) = hall and at(Ash) = yard")
    answer = answered(Changes(effects=("at(Wren) = cellar",)), STORY, world, states=1)
    darkness = next(outlook for outlook in answer.outlooks if outlook.ending == "darkness")
    assert (darkness.changed.outcome, darkness.changed.limit) == (Outcome.GAVE_UP, "states")
    assert darkness.turn is Turn.NOT_KNOWN


def test_an_ending_that_the_other_world_does_not_declare_is_out_of_reach_there() -> None:
    answer = answered(Changes(laws=("without ending darkness", "ending new: keeper = none"), wants=("Wren: 0",)))
    turns = {outlook.ending: outlook.turn for outlook in answer.outlooks}
    assert turns["darkness"] is Turn.LOST
    assert turns["new"] is Turn.OUT_OF_REACH


def test_people_might_do_what_they_would_not_have_done() -> None:
    answer = answered(Changes(effects=("keeper = Rook; at(Rook) = hall",)))
    assert answer.parting is not None
    assert str(answer.parting.event) == "give(Ash, Wren)"
    assert [(str(each.event), each.new) for each in answer.alternatives] == [("give(Rook, Wren)", True)]


def test_time_passes_for_what_does_not_happen() -> None:
    answer = answered(Changes(effects=("woken(Wren)",)), NIGHT, CLOCK)
    assert fates(answer.story) == ["out-of-character", "impossible", "as-told"]
    assert "now" not in in_truth(answer.story)
    assert "tallow" not in in_truth(answer.story)
    without = answered(Changes(without=("sing(Ash)",)), NIGHT, CLOCK)
    assert without.story.view.facts == ()
    assert in_truth(answered(Changes(without=("wait()",)), NIGHT, CLOCK).story)["now"] == (4.0, 3.0)


def test_as_written_what_cannot_happen_takes_no_time() -> None:
    answer = answered(Changes(effects=("woken(Wren)",)), NIGHT, CLOCK)
    assert answer.written is not None
    assert fates(answer.written) == ["out-of-character", "impossible", "as-told"]
    assert in_truth(answer.written)["now"] == (4.0, 3.0)


def test_a_story_that_breaks_is_answered_up_to_there() -> None:
    broken = STORY.replace("@ go(Wren, cellar)", "@ give(Ash, Rook)")
    answer = answered(Changes(without=("burn()",)), broken)
    assert answer.broken == "The story as told holds up to event 2: then `give(Ash, Rook)` cannot happen."
    assert len(answer.story.steps) == 2
    assert in_truth(answer.story) == {"oil": (2.0, 3.0)}


def test_a_world_that_cannot_go_on_is_answered_up_to_there() -> None:
    restless = HOUSE.replace(
        "law dark:", "law flips:\n        when: keeper = Wren\n        then: oil += 1\n    law dark:"
    )
    answer = answered(Changes(effects=("at(Rook) = cellar",)), STORY, restless)
    assert answer.broken is not None
    assert answer.broken.startswith("The story as told holds up to event 1.")
    assert "never comes to rest" in answer.broken
    assert len(answer.story.steps) == 1


def test_a_change_that_lets_the_world_not_go_on_is_a_problem() -> None:
    found = asked(Changes(laws=("law flips: when: keeper = Wren; then: oil += 1",)))
    assert [problem.code for problem in found.diagnostics] == ["restless-laws"]


@pytest.mark.parametrize("looks", [0, 1, 5, 40, 200])
def test_when_a_limit_is_reached_the_answer_is_what_is_known(looks: int) -> None:
    answer = asked(Changes(effects=("at(Rook) = hall",)), cancel=Fuse(looks)).answer
    assert answer is not None
    whole = answered(Changes(effects=("at(Rook) = hall",)))
    assert answer.limit == "time"
    assert answer.parting in (None, whole.parting)
    assert len(answer.story.steps) <= len(whole.story.steps)
    assert all(outlook.turn is not Turn.LOST for outlook in answer.outlooks)
    assert "Gave up, since the time was up" in render_what_if(answer)


class Fuse(Cancel):
    """Is set after so many looks at it."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    @property
    def limit(self) -> str | None:
        """The limit, once it has been looked at so often."""
        self.looks -= 1
        return "time" if self.looks < 0 else None

    @limit.setter
    def limit(self, limit: str | None) -> None:
        pass


def test_both_engines_answer_alike() -> None:
    changes = Changes(effects=("at(Rook) = hall",), wants=("Rook: 1 if keeper = Rook",), at="1")
    found = asked(changes, make_engine=engine_maker(EngineName.REFERENCE)).answer
    assert found == answered(changes)


@pytest.mark.parametrize("at", [None, "1"])
def test_a_change_that_divides_by_zero_is_a_problem(at: str | None) -> None:
    found = asked(Changes(effects=("oil = 1 / (oil - oil)",), at=at))
    assert [problem.code for problem in found.diagnostics] == ["division-by-zero"]
    assert found.diagnostics[0].primary.span.source == "--change"


def test_a_law_that_does_not_rest_from_the_moment_on_is_a_problem() -> None:
    found = asked(Changes(laws=("law flips: when: keeper = Wren; then: oil += 1",), at="give(Ash, Wren)"))
    assert [problem.code for problem in found.diagnostics] == ["restless-laws"]
