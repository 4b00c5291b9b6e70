# SPDX-License-Identifier: Apache-2.0
"""A play as lines of text: what happened, what may be chosen, what is known; for a pipe and for a screen reader alike.

Every line stands for itself: nothing is drawn, nothing depends on colour, and a number is always followed by what it is
the number of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.model.play import (
    Blocked,
    Branch,
    Choice,
    ChoiceKind,
    ComparedEvent,
    ComparedPlay,
    Deed,
    Known,
    Passage,
    PlayMoment,
    ReachedEnding,
    Steering,
    SteeringState,
)
from fabula.render.paragraphs import paragraph
from fabula.render.stories import LIMIT_WORDS

_BELIEVES = " believes that "

_DEEDS = {
    Deed.BEGAN: "The start.",
    Deed.CONTINUED: "The story goes on.",
    Deed.WAITED: "Waited.",
    Deed.TRIED: "Tried in vain: ",
    Deed.ASKED: "Asked in vain: ",
    Deed.ACCEPTED: "Accepted: ",
    Deed.DECLINED: "Declined: ",
    Deed.ACTED: "",
}


def title_lines(moment: PlayMoment, width: int = 80) -> list[str]:
    """Which world this is, and who is played."""
    return paragraph(f"{moment.world}. You are {moment.shown}.", width)


def happened_lines(moment: PlayMoment | Passage, width: int = 80) -> list[str]:
    """What came of the last choice, as the player perceived it; an empty list before the first."""
    lines: list[str] = []
    if moment.failure is not None:
        lines += _failure_lines(moment, width)
    for each in moment.perceived:
        texts = [*([each.text] if each.text is not None else []), *each.followed]
        lines += [line for text in texts for line in paragraph(text, width)]
        lines += [line for clause in each.noticed for line in paragraph(sentence(clause), width, "  - ", "    ")]
    if not lines and moment.did is not Deed.BEGAN:
        lines = paragraph("Nothing happens that you see.", width)
    for ending in moment.ended:
        lines += ["", *paragraph(ending_words(ending), width)]
    return lines


def choice_lines(moment: PlayMoment, width: int = 80) -> list[str]:
    """What may be chosen, numbered from 1; before it, the offer that waits for an answer."""
    lines: list[str] = []
    if moment.offer is not None:
        lines += [*paragraph(offer_words(moment), width), ""]
    margin = len(str(len(moment.choices))) + 2
    for number, choice in enumerate(moment.choices, start=1):
        lines += paragraph(choice_words(choice), width, f"{number:{margin - 2}}  ", " " * margin)
    return lines


def choice_words(choice: Choice) -> str:
    """A choice in a line, with what a player would want to know before they take it."""
    notes: list[str] = []
    if choice.asks:
        notes.append(f"needs the will of {_listed(choice.asks)}")
    if choice.tried:
        notes.append("tried in vain")
    if not choice.in_character:
        notes.append("out of character")
    elif choice.reason and choice.kind is not ChoiceKind.WAIT:
        notes.append(choice.reason)
    return f"{choice.text} ({'; '.join(notes)})" if notes else choice.text


def offer_words(moment: PlayMoment) -> str:
    """What others want to do with the player."""
    verb = "wants" if len(moment.offered_by) == 1 else "want"
    return f"{_capital(_listed(moment.offered_by))} {verb} this with you: {moment.offer}"


def ending_words(ending: ReachedEnding) -> str:
    """That an ending has been reached."""
    return f"The end ({ending.name}). {ending.text or ''}".rstrip()


def known_lines(known: Iterable[Known], width: int = 80, *, figures: bool = False) -> list[str]:
    """What is believed, a paragraph for each subject; with `figures`, what the author has no words for, too."""
    lines: list[str] = []
    for each in known:
        said = [*each.clauses, *(each.figures if figures else ())]
        lines += paragraph(_together(said), width, "- ", "  ")
    return lines


def blocked_lines(blocked: Blocked, width: int = 80) -> list[str]:
    """What cannot be done now, and why, as the player believes it."""
    lines: list[str] = []
    for each in blocked.choices:
        lines += paragraph(each.text, width, "x ", "  ")
        lines += paragraph(f"But {', and '.join(each.because)}.", width, "    ", "    ") if each.because else []
    if blocked.left_out:
        lines += paragraph(f"… and {blocked.left_out} more, which lack more.", width)
    return lines or paragraph("Nothing that you could ever do is closed to you now.", width)


def branch_lines(branches: Sequence[Branch], width: int = 80) -> list[str]:
    """The tree of all moments, each with its number; `>` is where we are, `*` what leads there."""
    lines: list[str] = []
    for each in branches:
        mark = ">" if each.here else "*" if each.on_path else " "
        margin = f"{mark} {'  ' * min(each.depth, 10)}"
        lines += paragraph(f"[{each.number}] {branch_words(each)}", width, margin, " " * (len(margin) + 4))
    return lines


def branch_words(branch: Branch) -> str:
    """How a moment was come to, and whether a story ended there."""
    said = _DEEDS[branch.did] + branch.text
    return f"{said} The end: {', '.join(branch.endings)}." if branch.endings else said


def compared_lines(compared: ComparedPlay, width: int = 80) -> list[str]:
    """The story that is played, beside the told one: what they share, and where they part."""
    shared = compared.told[: compared.common]
    lines = paragraph(f"Beside “{compared.title}”: {_counted(compared.common)} from the start are the same.", width)
    lines += _event_lines(shared, 1, width)
    for name, story, endings in (
        ("You", compared.played, compared.played_endings),
        ("As told", compared.told, compared.told_endings),
    ):
        rest = story[compared.common :]
        end = f", to the ending {_listed(endings)}" if endings else ""
        lines += ["", *paragraph(f"{name}{end}:" if rest else f"{name}{end}: nothing more.", width)]
        lines += _event_lines(rest, compared.common + 1, width)
    return lines


def steering_words(steering: Steering) -> str:
    """Where the author's mode stands."""
    to = f"Toward {steering.ending}"
    match steering.state:
        case SteeringState.THERE:
            return f"{to}: there."
        case SteeringState.ON_COURSE:
            return f"{to}: {_counted(steering.left)} to go."
        case SteeringState.LOST:
            return f"{to}: out of reach; no way there of at most {_counted(steering.length)} is in character."
        case SteeringState.UNSURE:
            why = LIMIT_WORDS.get(steering.limit or "", "the search was given up")
            return f"{to}: no way was found, since {why}; the others go their own ways."


def clock_words(clock: float) -> str:
    """How much time has passed."""
    shown = int(clock) if float(clock).is_integer() else clock
    return f"{shown} {'moment' if shown == 1 else 'moments'}"


def sentence(clause: str) -> str:
    """A clause as a sentence; a fact that is said as it is written keeps its letters."""
    written = " = " in clause or clause.split(" ", 1)[0].endswith(")")
    return f"{clause}." if written else f"{_capital(clause)}."


def _together(clauses: Sequence[str]) -> str:
    """Clauses as sentences; what one person believes, as one sentence."""
    holder = clauses[0].partition(_BELIEVES)[0] + _BELIEVES if clauses and _BELIEVES in clauses[0] else None
    if holder is None or not all(clause.startswith(holder) for clause in clauses):
        return " ".join(sentence(clause) for clause in clauses)
    return sentence(holder + "; that ".join(clause.removeprefix(holder) for clause in clauses))


def _failure_lines(moment: PlayMoment | Passage, width: int) -> list[str]:
    failure = moment.failure
    if failure is None:
        return []
    if failure.refused_by:
        verb = "does" if len(failure.refused_by) == 1 else "do"
        why = f"{_capital(_listed(failure.refused_by))} {verb} not want that."
    else:
        why = f"In vain: {', and '.join(failure.because)}." if failure.because else "In vain."
    return [*paragraph(f"You try: {failure.text}", width), *paragraph(why, width)]


def _event_lines(events: Iterable[ComparedEvent], first: int, width: int) -> list[str]:
    return [
        line
        for number, each in enumerate(events, start=first)
        for line in paragraph(each.text, width, f"{number:3}. ", "     ")
    ]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _counted(number: int) -> str:
    return "1 event" if number == 1 else f"{number} events"
