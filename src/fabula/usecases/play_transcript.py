# SPDX-License-Identifier: Apache-2.0
"""A play written down as a manuscript, and played on from one: saving and restoring are nothing else.

The prose is what the player perceived; what happened unseen is annotated in comments, so that `check` can follow. What
the person who is played had no reason for carries a waiver, and only that. A vain attempt is no event: it is written as
an expectation that the event is not possible (or, where somebody refused, not in character), an offer that was declined
as one that it is possible; so they can be read again. Whom the player was, and the rest of what a play needs, stands in
settings that other readers pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Source
from fabula.engine.port import Cancel
from fabula.model.limits import Limits
from fabula.model.manuscript import Annotation, EventAnnotation, Expectation, InCharacter, Manuscript, Possible
from fabula.model.play import Deed
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.play_attempts import carried, found_out
from fabula.usecases.play_choices import refusing, willing
from fabula.usecases.play_known import perceived
from fabula.usecases.play_toward import course_from
from fabula.usecases.play_tree import Game, Happened, Play, Turn
from fabula.usecases.problems import engine_problem, playing
from fabula.usecases.words import shown_name

BECAUSE = "the player chose it"
"""The reason that a waiver gives."""

_SETTING = re.compile(r"^(player|toward|seed)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a transcript's settings say about the play: whom, toward which ending, with which dice."""

    player: str | None = None
    toward: str | None = None
    seed: int | None = None


def transcript(play: Play, world: str, seed: int | None = None, cancel: Cancel | None = None) -> str | Diagnostic:
    """The play up to where we are, as a manuscript. `world` is the path of the world from where it will be kept.

    Raises `GaveUp` where the flag is set meanwhile.
    """
    try:
        parts = [*_settings(play.game, world, seed), f"# {play.game.program.world.title}", *_told(play, cancel)]
    except EngineError as error:
        return engine_problem(play.game.program, error)
    return "\n\n".join(parts) + "\n"


def saved(source: Source) -> Saved:
    """What the settings of a manuscript say about a play; nothing, where it is none."""
    if not source.text.startswith("---"):
        return Saved()
    head = source.text[3 : max(source.text.find("\n---", 3), 0)]
    said = dict(_SETTING.findall(head))
    seed = said.get("seed", "")
    return Saved(said.get("player"), said.get("toward"), int(seed) if re.fullmatch(r"-?\d{1,18}", seed) else None)


def play_on(
    play: Play, manuscript: Manuscript, patience: Cancel | None = None, *, attempts: bool = True
) -> Play | Diagnostic:
    """A play that has begun, played as the story of a manuscript has it, up to its end; a diagnostic if that breaks.

    Without `attempts` the manuscript is no transcript: what it expects is nothing that the player tried or declined.
    """
    game = play.game
    try:
        for _, annotation in manuscript.lived():
            if not attempts and isinstance(annotation, Expectation):
                continue
            grown = _lived_on(play, annotation)
            if isinstance(grown, Diagnostic):
                return grown
            play = grown
        course = course_from(game, play.turn.state, patience, None)
    except EngineError as error:
        return engine_problem(game.program, error)
    return _instead(play, replace(play.turn, course=course))


# ---------------------------------------------------------------------------------------------------------- writing


def _settings(game: Game, world: str, seed: int | None) -> Iterator[str]:
    usual = Limits()
    lines = [f"title: {game.program.world.title}, as {_shown(game)}", f"world: {world}"]
    lines += [f"imagine: {game.limits.imagine}"] if game.limits.imagine != usual.imagine else []
    lines += [f"minds: {game.limits.minds}"] if game.limits.minds != usual.minds else []
    lines.append(f"player: {game.program.people[game.player]}")
    lines += [f"toward: {game.toward}"] if game.toward is not None else []
    lines += [f"seed: {seed}"] if seed is not None else []
    yield "\n".join(["---", *lines, "---"])


def _told(play: Play, cancel: Cancel | None) -> Iterator[str]:
    """The paragraphs of the story."""
    for turn in play.lived():
        if turn.deed in {Deed.TRIED, Deed.ASKED} and turn.event is not None:
            yield _in_vain(play, turn, turn.event)
        if turn.deed is Deed.DECLINED and turn.event is not None:
            said = f"{_shown(play.game)} declines: {_sentence(play, turn, turn.event)}"
            yield f"{_escaped(said)} <!-- @ expect possible {play.game.call(turn.event)} -->"
        for happened in turn.happened:
            yield _event(play.game, happened, cancel)


def _event(game: Game, happened: Happened, cancel: Cancel | None) -> str:
    """A paragraph: what the player perceived, and the annotations that say what happened."""
    said = perceived(game, happened)
    lines = [f"@ {game.call(happened.event)}"]
    theirs = game.player in game.event(happened.event).willing
    if theirs and willing(game, happened.before, happened.event, cancel) is None:
        lines.append(f'@ allow out-of-character because "{BECAUSE}"')
    lines += [f"@ expect ending {name}" for name in _reached(game, happened)]
    annotations = "<!-- " + "\n     ".join(lines) + " -->"
    texts = [] if said is None else [each for each in (said.text, *said.followed) if each is not None]
    return " ".join([*(_escaped(each) for each in texts), annotations])


def _in_vain(play: Play, turn: Turn, event: int) -> str:
    game = play.game
    call, sentence = game.call(event), _sentence(play, turn, event)
    if turn.deed is Deed.TRIED:
        why = f": {', '.join(turn.because)}" if turn.because else ""
        said, claim = f"{_shown(game)} tries in vain{why}. ({sentence})", f"@ expect not possible {call}"
    else:
        names = " and ".join(shown_name(game.program.world, game.program.people[each]) for each in turn.refused_by)
        said, claim = f"{names} will not. ({sentence})", f"@ expect not in character {call}"
    return f"{_escaped(said)} <!-- {claim} -->"


def _sentence(play: Play, turn: Turn, event: int) -> str:
    return play.game.setting.sentences.event(play.game.mind(play.before(turn)), event)


def _shown(game: Game) -> str:
    name = shown_name(game.program.world, game.program.people[game.player])
    return name[:1].upper() + name[1:]


def _reached(game: Game, happened: Happened) -> Iterator[str]:
    """The endings that an event leads to."""
    before = game.reached(happened.before)
    yield from (ending.form.name for ending in game.reached(happened.after) if ending not in before)


def _escaped(text: str) -> str:
    """A sentence that is prose in Markdown, whatever it begins with."""
    text = " ".join(text.split()).replace("<!--", "&lt;!--").replace("-->", "--&gt;")
    return f"\\{text}" if text[:1] in set("@`~#>-+*=|") else text


# ---------------------------------------------------------------------------------------------------------- reading


def _lived_on(play: Play, annotation: Annotation) -> Play | Diagnostic:
    """The play after one more annotation of the story."""
    match annotation:
        case EventAnnotation(event):
            number = play.game.setting.number(event)
            if number is None or not play.game.engine.holds(play.turn.state, play.game.event(number).condition):
                return playing.cannot_continue(str(event), annotation.span)
            return _happened(play, number)
        case Expectation(Possible(event) | InCharacter(event) as claim, True, None):
            number = play.game.setting.number(event)
            if number is not None and play.game.player in play.game.event(number).willing:
                return _failed(play, number, isinstance(claim, Possible))
        case Expectation(Possible(event), False, None):
            number = play.game.setting.number(event)
            if number is not None and play.game.player in play.game.event(number).willing:
                return play.grown(replace(play.turn, parent=play.at, deed=Deed.DECLINED, event=number, happened=()))
        case _:
            pass
    return play


def _happened(play: Play, event: int) -> Play:
    game, state = play.game, play.turn.state
    after = game.engine.after(state, event)
    game.engine.possible(after)
    wait = event == game.program.wait
    own = wait or game.player in game.event(event).willing
    happened = Happened(event, state, after, own)
    corrections = carried(game, (happened,), play.turn.corrections)
    if not own and play.at > 0 and play.turn.deed not in {Deed.TRIED, Deed.ASKED}:
        all_of_it = (*play.turn.happened, happened)
        return _instead(play, replace(play.turn, happened=all_of_it, state=after, corrections=corrections))
    deed = Deed.WAITED if wait else Deed.ACTED if own else Deed.CONTINUED
    number = event if deed is Deed.ACTED else None
    return play.grown(Turn(play.at, deed, number, (happened,), after, corrections=corrections))


def _failed(play: Play, event: int, tried: bool) -> Play:
    """What was tried in vain before, once more: it is in vain still, or it is left out."""
    game, state = play.game, play.turn.state
    ground = game.event(event)
    if not game.engine.holds(game.mind(state), ground.condition):
        return play
    if tried and not game.engine.holds(state, ground.condition):
        corrections, because = found_out(game, state, event)
        kept = {(each.path, each.fluent): each for each in (*play.turn.corrections, *corrections)}
        return play.grown(
            Turn(play.at, Deed.TRIED, event, (), state, corrections=tuple(kept.values()), because=because)
        )
    unwilling = refusing(game, state, event)
    if tried or not unwilling or not game.engine.holds(state, ground.condition):
        return play
    kept_on = play.turn.corrections
    return play.grown(Turn(play.at, Deed.ASKED, event, (), state, corrections=kept_on, refused_by=unwilling))


def _instead(play: Play, turn: Turn) -> Play:
    """The play with its last moment, at which it is, made otherwise."""
    return replace(play, turns=(*play.turns[:-1], turn))
