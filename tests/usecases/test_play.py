# SPDX-License-Identifier: Apache-2.0
"""Playing: what is open, what is seen, what the others do, and what is written down of it."""

import pytest

from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import default_engine
from fabula.engine.port import Cancel
from fabula.language import read_manuscript
from fabula.model.play import Blocked, ChoiceKind, Deed, SteeringState
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.manuscript_needs import calls_of
from fabula.usecases.play import Cast, begin_play, take
from fabula.usecases.play_compare import compare, shortest_told
from fabula.usecases.play_transcript import play_on, saved
from fabula.usecases.play_tree import NotOpen, Play
from fabula.usecases.play_view import branches, look, look_at_blocked, story_so_far
from usecases.playing import (
    HOUSE,
    always,
    begun,
    choice,
    keys,
    moment,
    problems_of,
    seldom,
    texts,
    then,
    world_of,
    written,
)

# ---------------------------------------------------------------------------------------------------------- choices


def test_open_is_what_the_player_believes_possible_in_character_or_not() -> None:
    play = begun()
    assert keys(play) == ["go(Ash, cellar)", "give(Wren, Ash)", "wait"]
    assert all(each.in_character for each in moment(play).choices)
    assert choice(play, "go(Ash, cellar)").reason == "so that Ash is in the cellar"
    wren = begun(person="Wren")
    assert keys(wren, lambda each: not each.in_character) == ["give(Wren, Ash)", "light(Wren)"]


def test_who_knows_that_the_cellar_is_locked_is_not_offered_it() -> None:
    assert "go(Wren, cellar)" not in keys(begun(person="Wren"))
    blocked = look_at_blocked(begun(person="Wren"))
    assert isinstance(blocked, Blocked)
    why = {str(each.event): each.because for each in blocked.choices}
    assert why["go(Wren, cellar)"] == ("the cellar is locked",)
    assert why["go(Wren, hall)"] == ("Wren is in the hall",)


def test_why_a_choice_is_blocked_is_said_as_the_player_believes_it() -> None:
    blocked = look_at_blocked(begun())
    assert isinstance(blocked, Blocked)
    said = " ".join(clause for each in blocked.choices for clause in each.because)
    assert "locked" not in said
    assert "Wren has the lamp" in said
    assert blocked.left_out == 0


def test_a_choice_that_is_not_open_is_refused() -> None:
    for key in ("unlock(Finch)", "go(Ash, attic)", "accept", "", "go(Wren, cellar)"):
        with pytest.raises(NotOpen, match="is not open now"):
            take(begun(), key, seldom)
    with pytest.raises(NotOpen, match=r"did you mean `go\(Ash, cellar\)`"):
        take(begun(), "go(Ash, celar)", seldom)


def test_nothing_is_offered_that_cannot_be_thought_through() -> None:
    play = begun(RESTLESS, "Ash")
    assert keys(play) == ["wait"]


# ------------------------------------------------------------------------------------------------ what is in vain


def test_what_is_wrongly_believed_possible_is_tried_in_vain_and_the_player_knows_better() -> None:
    play = begun()
    tried = then(play, "go(Ash, cellar)")
    now = moment(tried)
    assert (now.did, now.perceived) == (Deed.TRIED, ())
    assert now.failure is not None
    assert now.failure.because == ("the cellar is locked",)
    assert tried.turn.state == play.turn.state
    assert "the cellar is locked" in [clause for each in now.known for clause in each.clauses]
    assert "the cellar is locked" not in [clause for each in moment(play).known for clause in each.clauses]
    assert choice(tried, "go(Ash, cellar)").tried
    assert not choice(play, "go(Ash, cellar)").tried


def test_what_was_found_out_is_forgotten_when_the_player_sees_it_change() -> None:
    play = then(begun(SEEN_UNLOCKING), "go(Ash, cellar)", "wait")
    assert texts(play) == ["Finch unlocks the cellar."]
    assert not choice(play, "go(Ash, cellar)").tried
    assert moment(then(play, "go(Ash, cellar)")).did is Deed.ACTED


def test_a_wish_that_others_do_not_share_is_refused_and_costs_nothing() -> None:
    asked = then(begun(), "give(Wren, Ash)")
    now = moment(asked)
    assert (now.did, now.perceived) == (Deed.ASKED, ())
    assert now.failure is not None
    assert now.failure.refused_by == ("Wren",)
    assert choice(begun(), "give(Wren, Ash)").asks == ("Wren",)


# ------------------------------------------------------------------------------------------------ what is perceived


def test_what_happens_out_of_sight_is_not_shown() -> None:
    play = then(begun(HOUSE + "wants Finch: 1 if not locked\n"), "wait")
    assert [str(play.game.call(each.event)) for each in play.events()] == ["unlock(Finch)"]
    assert moment(play).perceived == ()
    assert "the cellar is locked" not in str(moment(play))
    seen = then(begun(HOUSE + "wants Finch: 1 if not locked\n", "Finch"), "unlock(Finch)")
    assert texts(seen) == ["Finch unlocks the cellar.", "Ash goes to the cellar."]
    assert moment(seen).perceived[0].noticed == ("the cellar is not locked",)


def test_what_is_only_noticed_has_no_sentence() -> None:
    play = then(begun(HOUSE + SIGHT), "wait")
    (perceived,) = moment(play).perceived
    assert (perceived.text, perceived.noticed) == (None, ("Finch is in the hall",))


def test_laws_are_told_where_the_player_believes_that_they_fired() -> None:
    law = 'law creaks:\n    text: "The stairs creak."\n    when: not locked and not lit\n    then: lit\n'
    wants = "wants Finch: 1 if not locked\n"
    unseen = then(begun(HOUSE.replace("    Ash believes not locked\n", "") + law + wants), "wait")
    assert unseen.game.engine.values(unseen.turn.state) != unseen.game.engine.values(
        unseen.game.mind(unseen.turn.state)
    )
    assert moment(unseen).perceived == ()
    own = moment(then(begun(HOUSE + law + wants, "Finch"), "unlock(Finch)")).perceived[0]
    assert own.followed == ("The stairs creak.",)


def test_knowledge_is_what_is_believed_and_nothing_else() -> None:
    said = [clause for each in moment(begun()).known for clause in each.clauses]
    assert said[0] == "Ash is in the hall"
    assert "Wren has the lamp" in said
    assert not any("locked" in clause for clause in said)
    others = [clause for clause in said if " believes that " in clause]
    assert others == []


def test_what_others_believe_is_said_where_it_differs() -> None:
    wren = HOUSE.replace(
        "    Ash believes not locked\n", "    Ash believes not locked\n    Wren believes Ash believes tired(Wren)\n"
    )
    said = [clause for each in moment(begun(wren, "Wren")).known for clause in each.clauses]
    assert "Ash believes that Wren is tired" in said


# ------------------------------------------------------------------------------------------------------- the others


OFFER = HOUSE + "wants Wren: 1 if keeper = Ash\nwants Finch: 1 if not locked\n"


def test_what_needs_the_player_is_offered_and_the_round_waits() -> None:
    play = then(begun(OFFER), "wait")
    now = moment(play)
    assert (now.offer, now.offered_by) == ("Wren gives Ash the lamp.", ("Wren",))
    assert [each.kind for each in now.choices] == [ChoiceKind.ACCEPT, ChoiceKind.DECLINE]
    assert play.events() == ()
    accepted = then(play, "accept")
    assert [str(play.game.call(each.event)) for each in accepted.events()] == ["give(Wren, Ash)", "unlock(Finch)"]
    assert texts(accepted) == ["Wren gives Ash the lamp."]


def test_what_is_declined_is_not_offered_again_but_may_be_asked_for() -> None:
    declined = then(begun(OFFER), "wait", "decline")
    assert [str(declined.game.call(each.event)) for each in declined.events()] == ["unlock(Finch)"]
    later = then(declined, "wait")
    assert moment(later).offer is None
    assert moment(then(later, "give(Wren, Ash)")).did is Deed.ACTED
    with pytest.raises(NotOpen):
        take(then(begun(OFFER), "wait"), "wait", seldom)


def test_everybody_acts_once_in_the_order_of_the_file() -> None:
    text = HOUSE + "wants Wren: 1 if lit\nwants Finch: 1 if not locked\n"
    play = then(begun(text), "wait")
    assert [str(play.game.call(each.event)) for each in play.events()] == ["light(Wren)", "unlock(Finch)"]


def test_chance_strikes_where_the_dice_say_so() -> None:
    lit = HOUSE.replace("    keeper = Wren\n", "    keeper = Wren\n    lit\n")
    assert texts(then(begun(lit), "wait", below=always)) == ["A gust puts the lamp out."]
    assert texts(then(begun(lit), "wait")) == []


def test_what_takes_long_comes_by_chance_only_where_nobody_does_anything() -> None:
    text = CLOCKED + 'event storm():\n    text: "A storm passes."\n    takes 3\n'
    assert texts(then(begun(text), "wait", below=always)) == ["Time passes.", "A storm passes."]
    assert texts(then(begun(text), "stir(Ash)", below=always)) == ["Ash stirs."]


def test_time_passes_where_the_world_has_a_clock() -> None:
    play = then(begun(CLOCKED), "wait")
    assert (moment(begun(CLOCKED)).clock, moment(play).clock) == (0, 1)
    assert moment(begun()).clock is None


# ------------------------------------------------------------------------------------------------------ the tree


def test_nothing_changes_what_was_played_before() -> None:
    play = begun()
    after = then(play, "wait")
    assert (len(play.turns), len(after.turns)) == (1, 2)
    other = then(after.gone(0), "go(Ash, cellar)")
    assert [turn.parent for turn in other.turns] == [None, 0, 0]
    assert moment(other.gone(0)).children == (1, 2)
    assert other.path() == (0, 2)
    tree = branches(other)
    assert [(each.number, each.depth, each.here, each.on_path) for each in tree] == [
        (0, 0, False, True),
        (1, 1, False, False),
        (2, 1, True, True),
    ]


def test_the_same_choice_again_leads_where_it_led() -> None:
    play = then(begun(OFFER), "wait", "accept").gone(0)
    again = then(play, "wait", below=always)
    assert (again.at, len(again.turns)) == (1, len(play.turns))


def test_the_story_so_far_is_told_choice_by_choice() -> None:
    story = story_so_far(then(begun(OFFER), "go(Ash, cellar)", "wait", "accept"))
    assert isinstance(story, tuple)
    assert [passage.did for passage in story] == [Deed.BEGAN, Deed.TRIED, Deed.WAITED, Deed.ACCEPTED]


def test_endings_end_the_round_and_the_play_goes_on() -> None:
    open_cellar = HOUSE.replace("    locked\n", "", 1) + "wants Wren: 1 if lit\n"
    play = then(begun(open_cellar), "go(Ash, cellar)")
    assert [(each.name, each.text) for each in moment(play).ended] == [("alone", "Ash stands in the dark.")]
    assert len(play.events()) == 1
    later = moment(then(play, "wait"))
    assert (later.ended, [each.name for each in later.reached]) == ((), ["alone"])
    assert [each.endings for each in branches(play)] == [(), ("alone",)]


def test_an_ending_that_another_brings_about_ends_the_round() -> None:
    text = HOUSE + "wants Wren: 1 if lit\nwants Finch: 1 if not locked\nending lit_up: lit\n"
    play = then(begun(text), "wait")
    assert [str(play.game.call(each.event)) for each in play.events()] == ["light(Wren)"]
    assert [each.name for each in moment(play).ended] == ["lit_up"]


# ------------------------------------------------------------------------------------------------- the author's mode


TOWARD = HOUSE + "wants Finch: 1 if not locked\n"


def test_others_are_steered_along_a_way_in_character() -> None:
    play = begun(TOWARD, toward="alone")
    assert play.turn.course is not None
    assert moment(play).steering is not None
    after = then(play, "wait")
    assert [str(play.game.call(each.event)) for each in after.events()] == ["unlock(Finch)"]
    steering = moment(after).steering
    assert steering is not None
    assert (steering.state, steering.left) == (SteeringState.ON_COURSE, 1)
    there = moment(then(after, "go(Ash, cellar)"))
    assert there.steering is not None
    assert (there.steering.state, [each.name for each in there.ended]) == (SteeringState.THERE, ["alone"])


def test_who_is_not_on_the_way_does_nothing() -> None:
    play = then(begun(TOWARD + "wants Wren: 1 if lit\n", toward="alone"), "wait")
    assert [str(play.game.call(each.event)) for each in play.events()] == ["unlock(Finch)"]


def test_an_ending_that_nobody_brings_about_is_out_of_reach() -> None:
    steering = moment(begun(toward="lit_below")).steering
    assert steering is not None
    assert (steering.state, steering.length) == (SteeringState.LOST, 12)


def test_a_search_that_is_stopped_leaves_it_open() -> None:
    patience = Cancel("time")
    play = begin_play(world_of(TOWARD), Cast("Ash", "alone"), default_engine, patience=patience)
    assert isinstance(play, Play)
    steering = moment(play).steering
    assert steering is not None
    assert (steering.state, steering.limit) == (SteeringState.UNSURE, "time")
    after = take(play, "wait", seldom, patience=patience)
    assert isinstance(after, Play)
    assert [str(play.game.call(each.event)) for each in after.events()] == ["unlock(Finch)"]


def test_what_the_way_needs_of_the_player_is_offered_again_and_again() -> None:
    text = OFFER + 'ending given "Ash has the lamp.": keeper = Ash\n'
    play = then(begun(text, toward="given"), "wait", "decline", "wait")
    assert moment(play).offer == "Wren gives Ash the lamp."


# ------------------------------------------------------------------------------------------------------- transcripts


def test_a_transcript_is_a_manuscript_that_checks_clean() -> None:
    play = then(begun(OFFER), "go(Ash, cellar)", "wait", "accept", "light(Ash)")
    text = written(play)
    assert text == TRANSCRIPT
    assert problems_of(text, OFFER) == []


def test_only_what_is_out_of_character_carries_a_waiver() -> None:
    text = written(then(begun(OFFER), "wait", "accept", "light(Ash)"))
    assert text.count("@ allow out-of-character because") == 1
    assert problems_of(text, OFFER) == []
    bare = text.replace("@ allow out-of-character because", "@ expect lit # because")
    assert [each.code for each in problems_of(bare, OFFER)] == ["out-of-character"]


def test_a_refusal_is_written_as_an_expectation_and_read_again() -> None:
    play = then(begun(), "give(Wren, Ash)", "go(Ash, cellar)")
    text = written(play)
    assert "@ expect not in character give(Wren, Ash)" in text
    assert "@ expect not possible go(Ash, cellar)" in text
    assert problems_of(text) == []
    again = _continued(text)
    assert isinstance(again, Play)
    assert [turn.deed for turn in again.lived()] == [Deed.BEGAN, Deed.ASKED, Deed.TRIED]
    assert choice(again, "go(Ash, cellar)").tried
    assert written(again) == text


def test_what_is_continued_is_where_it_was() -> None:
    play = then(begun(OFFER), "go(Ash, cellar)", "wait", "accept", "light(Ash)")
    again = _continued(written(play), OFFER)
    assert isinstance(again, Play)
    assert moment(again).known == moment(play).known
    assert keys(again) == keys(play)
    assert [each.event for each in again.events()] == [each.event for each in play.events()]
    assert written(again) == written(play)


def test_the_settings_of_a_transcript_say_who_played() -> None:
    text = "---\nworld: a.world\nplayer: Ash\ntoward: alone\nseed: -7\n---\nplayer: Wren\n"
    found = saved(Source("a.md", text))
    assert (found.player, found.toward, found.seed) == ("Ash", "alone", -7)
    assert saved(Source("a.md", "player: Ash\n")).player is None
    assert saved(Source("a.md", "---\nseed: many\n---\n")).seed is None


def test_a_story_that_breaks_is_not_played_on() -> None:
    found = _continued("---\nworld: house.world\n---\n@ go(Wren, cellar)\n")
    assert isinstance(found, Diagnostic)
    assert found.code == "cannot-continue"


def test_a_play_is_compared_with_a_told_story() -> None:
    play = then(begun(TOWARD, toward="alone"), "wait", "wait")
    told = shortest_told(play)
    assert told is not None
    assert (told[0], [str(call) for call in told[1]]) == ("alone", ["unlock(Finch)", "go(Ash, cellar)"])
    compared = compare(play, *told)
    assert (compared.common, len(compared.told), len(compared.played)) == (1, 2, 1)
    assert (compared.told_endings, compared.played_endings) == (("alone",), ())
    assert compared.told[1].text == "Ash goes to the cellar."


# ---------------------------------------------------------------------------------------------------------- bad input


def test_a_world_without_people_cannot_be_played() -> None:
    found = begin_play(
        world_of('world "Nobody"\nfact f\nevent e():\n    when: f\n    then: not f\nstart: f\n'), Cast(), default_engine
    )
    assert isinstance(found, tuple)
    assert [each.code for each in found] == ["nobody-to-play"]


def test_who_is_played_and_where_to_must_be_there() -> None:
    for cast, code, hint in (
        (Cast("Wrenn"), "unknown-name", "Did you mean `Wren`?"),
        (Cast("Ash", "alonee"), "unknown-ending", "Did you mean `alone`?"),
        (Cast("Ash", "x"), "unknown-ending", "The endings are `lit_below`, `alone`."),
    ):
        found = begin_play(world_of(HOUSE), cast, default_engine)
        assert isinstance(found, tuple)
        assert (found[0].code, found[0].help) == (code, hint)


def test_who_can_do_nothing_waits() -> None:
    play = begun(ALONE + "wants Ash: 1 if f\n", "Wren")
    assert keys(play) == ["wait"]
    assert [str(play.game.call(each.event)) for each in then(play, "wait").events()] == ["e(Ash)"]
    assert play.game.player == 1


def test_without_a_name_the_first_who_can_do_anything_is_played() -> None:
    play = begun(ALONE.replace("Ash)", "Wren)").replace("by: Ash", "by: Wren"), None)
    assert moment(play).person == "Wren"


def test_a_world_that_cannot_go_on_leaves_the_play_where_it_is() -> None:
    play = begun(RESTLESS, "Wren")
    found = take(play, "break_it(Wren)", seldom)
    assert isinstance(found, Diagnostic)
    assert found.code == "restless-laws"
    assert moment(then(play, "wait")).did is Deed.WAITED


def test_a_flag_that_is_set_stops_a_choice() -> None:
    with pytest.raises(GaveUp, match="interrupted"):
        take(begun(), "wait", seldom, Cancel("interrupted"))
    with pytest.raises(GaveUp, match="interrupted"):
        look(begun(), Cancel("interrupted"))


def _continued(text: str, world: str = HOUSE) -> Play | Diagnostic:
    manuscript, model, problems, _ = read_manuscript(Source("play.md", text), lambda _, wanted: Source(wanted, world))
    assert manuscript is not None, problems
    assert model is not None
    play = begin_play(
        model, Cast(saved(Source("play.md", text)).player or "Ash"), default_engine, calls=calls_of(manuscript)
    )
    assert isinstance(play, Play)
    return play_on(play, manuscript)


ALONE = """\
world "W"
person Ash, Wren
fact f

event e(Ash):
    when: not f
    then: f
    by: Ash

"""

SEEN_UNLOCKING = HOUSE.replace("at(Finch) = cellar", "at(Finch) = hall") + "wants Finch: 1 if not locked\n"

SIGHT = """
event sneak(Finch):
    text: "Finch sneaks up."
    when: at(Finch) = cellar
    then: at(Finch) = hall
    by: Finch
    seen by nobody

sight of_people for p: person, q: person:
    p sees at(q) if at(p) = at(q)

wants Finch: 1 if at(Finch) = hall
"""

CLOCKED = """\
world "Time"
person Ash
fact stirs is number
fact late

event stir(p: person):
    text: "{p} stirs."
    then: stirs += 1
    by: p

law it_is_late:
    when: now > 100 and not late
    then: late
"""

RESTLESS = """\
world "Restless"
person Ash, Wren
fact broken
fact on

event break_it(p: person):
    text: "{p} breaks it."
    when: not broken
    then: broken
    by: p on impulse if p = Wren

law flips:
    when: broken and not on
    then: on

law flops:
    when: broken and on
    then: not on
"""

TRANSCRIPT = """\
---
title: The house, as Ash
world: house.world
player: Ash
---

# The house

Ash tries in vain: the cellar is locked. (Ash goes to the cellar.) <!-- @ expect not possible go(Ash, cellar) -->

Wren gives Ash the lamp. <!-- @ give(Wren, Ash) -->

<!-- @ unlock(Finch) -->

Ash lights the lamp. <!-- @ light(Ash)
     @ allow out-of-character because "the player chose it" -->
"""
