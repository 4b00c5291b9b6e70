# SPDX-License-Identifier: Apache-2.0
"""The answer of `whatif` as text: the parting, both stories side by side, what differs at the end, how it goes on."""

from __future__ import annotations

from fabula.model.answers import Outcome
from fabula.model.values import show_value
from fabula.model.whatif import Fate, Outlook, Step, Timeline, Turn, View, WhatIfAnswer
from fabula.render.columns import pairs, row
from fabula.render.paragraphs import paragraph
from fabula.render.reasons import listed, reason_lines
from fabula.render.stories import LIMIT_WORDS
from fabula.render.whatif_groups import Block, blocks_of

LONGEST = 100
"""A reason longer than this is cut short beside an event; the answer as data has the whole."""
NARROW = 90
"""With fewer columns than these, the two stories do not stand side by side."""


def render_what_if(answer: WhatIfAnswer, width: int = 100) -> str:
    """The whole answer. Ends with a line feed."""
    parts = [
        _question(answer, width),
        _notes(answer, width),
        _parting(answer, width),
        _story(answer, width),
        _end(answer, answer.story, width),
        _written(answer, width),
        _going_on(answer, width),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _question(answer: WhatIfAnswer, width: int) -> list[str]:
    """What was asked."""
    changes = listed(tuple(f"`{change}`" for change in answer.changes))
    if answer.moment is not None and answer.place:
        return paragraph(f"What if {changes}, from `{answer.moment}` on?", width)
    return paragraph(f"What if {changes}?", width)


def _notes(answer: WhatIfAnswer, width: int) -> list[str]:
    """What keeps the answer from being whole."""
    lines = [] if answer.broken is None else paragraph(answer.broken, width)
    if answer.limit is not None:
        why = LIMIT_WORDS.get(answer.limit, f"the limit `{answer.limit}` was reached")
        lines += paragraph(f"Gave up, since {why}: this is what was found out so far.", width)
    return lines


def _parting(answer: WhatIfAnswer, width: int) -> list[str]:
    """Where the stories part, and what might happen there."""
    parting = answer.parting
    if parting is None:
        if not answer.story.steps:
            return []
        said = "No other event differs" if _made(answer) else "No event differs"
        return paragraph(f"The stories do not part: {said.lower()}.", width)
    place = f"The stories part at event {parting.number}, `{parting.event}`"
    because = listed(parting.why)
    match parting.fate:
        case Fate.IMPOSSIBLE:
            lines = paragraph(f"{place}: it cannot happen, since {because}.", width)
        case Fate.OUT_OF_CHARACTER:
            lines = paragraph(f"{place}: {because}.", width)
            lines += [line for reason in parting.reasons for line in ["As told:", *reason_lines(reason, width, 2)]]
        case _:
            lines = paragraph(f"{place}: {because}.", width)
    return lines + _alternatives(answer, width)


def _alternatives(answer: WhatIfAnswer, width: int) -> list[str]:
    """What is in character at the parting."""
    new = tuple(f"`{each.event}`" for each in answer.alternatives if each.new)
    old = tuple(f"`{each.event}`" for each in answer.alternatives if not each.new)
    lines: list[str] = []
    if new:
        lines += paragraph(f"In character there, and not as told: {listed(new)}.", width, "", "  ")
    if old:
        lines += paragraph(f"In character there, as told: {listed(old)}.", width, "", "  ")
    return lines


def _made(answer: WhatIfAnswer) -> bool:
    """Whether the change itself is about events."""
    return any(step.fate in {Fate.LEFT_OUT, Fate.INSTEAD} for step in answer.story.steps)


# ------------------------------------------------------------------------------------------------------- side by side


def _widths(width: int) -> tuple[int, int, int]:
    """The columns of the diff: who, as told, what if."""
    who = min(26, width // 4)
    side = (width - who - 4) // 2
    return who, side, side


def _story(answer: WhatIfAnswer, width: int) -> list[str]:
    """Both stories, event by event."""
    if not answer.story.steps and not answer.story.opening.facts:
        return []
    lines = _heading(width)
    if answer.place:
        lines += _event_lines("1." if answer.place == 1 else f"1.–{answer.place}.", "(as told)", width)
    lines += _view_lines(answer.story.opening, answer, width)
    scene: str | None = None
    for step in answer.story.steps:
        if step.scene is not None and step.scene != scene:
            lines += paragraph(f"“{step.scene}”", width, " " * (0 if width < NARROW else _widths(width)[0] + 2))
        scene = step.scene
        lines += _step_lines(step, answer, width)
    return lines


def _heading(width: int) -> list[str]:
    if width < NARROW:
        return []
    columns = _widths(width)
    return [row(("", "As told", "What if"), columns), row(tuple("-" * each for each in columns), columns)]


def _step_lines(step: Step, answer: WhatIfAnswer, width: int) -> list[str]:
    """An event on both sides, and what differs anew after it."""
    lines = _event_lines(f"{step.number}. {step.event}", _what_happens(step), width)
    return lines + _view_lines(step.new, answer, width)


def _event_lines(told: str, changed: str, width: int) -> list[str]:
    """What happens on both sides."""
    if width < NARROW:
        lines = paragraph(told, width, "", "   ")
        return lines if changed == told else lines + paragraph(changed, width, "   => ", "      ")
    columns = _widths(width)
    return [row(("", *both), columns) for both in pairs(told, changed, columns[1], columns[2])]


def _what_happens(step: Step) -> str:
    """What becomes of an event under the change."""
    why = _briefly(step.why)
    happens = f"{step.number}. {'; '.join(str(event) for event in step.happens)}"
    match step.fate:
        case Fate.AS_TOLD:
            return happens
        case Fate.LEFT_OUT:
            return "– left out"
        case Fate.INSTEAD:
            return happens + (f" (out of character: {why})" if why else "")
        case Fate.IMPOSSIBLE:
            return f"– cannot happen: {why}"
        case Fate.OUT_OF_CHARACTER if not step.happens:
            return f"– out of character: {why}"
        case Fate.OUT_OF_CHARACTER:
            return f"{happens} (out of character: {why})"
        case Fate.SEEN_OTHERWISE:
            seen = [f"seen by {listed(step.sees)}"] if step.sees else []
            seen += [f"not seen by {listed(step.misses)}"] if step.misses else []
            return f"{happens} ({', '.join(seen)})"


def _briefly(why: tuple[str, ...]) -> str:
    """The first of several reasons, and of a long one its end, which says most."""
    if not why:
        return ""
    first = why[0] if len(why[0]) <= LONGEST else why[0].split("; ")[-1]
    return first + (", …" if len(why) > 1 else "")


def _view_lines(view: View, answer: WhatIfAnswer, width: int) -> list[str]:
    """What differs, side by side."""
    blocks = blocks_of(view.facts, answer.people)
    if view.worths:
        told = ", ".join(f"{_who(each.person)} {_number(each.told)}" for each in view.worths)
        changed = ", ".join(f"{_who(each.person)} {_number(each.changed)}" for each in view.worths)
        blocks.append(Block(("worth",), (told,), (changed,)))
    return [line for block in blocks for line in _block_lines(block, width)]


def _block_lines(block: Block, width: int) -> list[str]:
    """A part of the diff: in three columns, or where there is no room for them, one above the other."""
    if width < NARROW:
        return _stacked(block, width)
    columns = _widths(width)
    who = [line for each in block.whose for line in paragraph(each, columns[0], "  ", "    ")]
    said: list[tuple[str, str]] = []
    for told, changed in zip(block.told, block.changed, strict=True):
        said += pairs(told, changed, columns[1], columns[2], 4)
    height = max(len(who), len(said))
    who += [""] * (height - len(who))
    said += [("", "")] * (height - len(said))
    return [row((left, *both), columns) for left, both in zip(who, said, strict=True)]


def _stacked(block: Block, width: int) -> list[str]:
    """A part of the diff where there is no room for columns."""
    lines = paragraph(f"{', and '.join(block.whose)}:", width, "     ", "       ")
    for told, changed in zip(block.told, block.changed, strict=True):
        lines += paragraph(told, width, "     - ", "         ")
        lines += paragraph(changed, width, "     + ", "         ")
    return lines


def _who(person: str | None) -> str:
    return "the author" if person is None else person


def _number(number: float) -> str:
    return show_value(round(number, 6))


# --------------------------------------------------------------------------------------------------------- at the end


def _end(answer: WhatIfAnswer, story: Timeline, width: int) -> list[str]:
    """What differs when the story is over."""
    if not story.steps:
        return []
    lines = ["At the end"]
    told, changed = _endings(answer.endings), _endings(story.endings)
    if answer.endings != story.endings:
        lines += _block_lines(Block(("ending",), (told,), (changed,)), width)
    if not story.view.facts and not story.view.worths:
        return [*lines, "  Nothing differs."] if len(lines) == 1 else lines
    return lines + _view_lines(story.view, answer, width)


def _endings(names: tuple[str, ...]) -> str:
    return ", ".join(names) if names else "none"


def _written(answer: WhatIfAnswer, width: int) -> list[str]:
    """The story in which everybody does what is written."""
    story = answer.written
    if story is None or _ends_alike(answer.story, story):
        return []
    done = tuple(f"`{step.event}`" for step in story.steps if step.unwilling and step.happens)
    lines = paragraph(
        "As written all the same"
        + (f", out of character at {listed(done)}" if done else "")
        + ", what cannot happen left out:",
        width,
    )
    gone = tuple(f"`{step.event}`" for step in story.steps if step.fate is Fate.IMPOSSIBLE)
    if gone:
        lines += paragraph(f"  Left out: {listed(gone)}.", width, "  ", "    ")
    ending = Block(("ending",), (_endings(answer.endings),), (_endings(story.endings),))
    lines += _block_lines(ending, width)
    return lines + _view_lines(View(tuple(each for each in story.view.facts if not each.people)), answer, width)


def _ends_alike(one: Timeline, other: Timeline) -> bool:
    """Whether the same happens in two stories and comes out the same, whatever moment it then is."""
    happens = [[step.happens for step in each.steps] for each in (one, other)]
    facts = [[fact for fact in each.view.facts if not fact.people and fact.fact != "now"] for each in (one, other)]
    return happens[0] == happens[1] and facts[0] == facts[1] and one.endings == other.endings


# ------------------------------------------------------------------------------------------------------ how it goes on


def _going_on(answer: WhatIfAnswer, width: int) -> list[str]:
    """Each ending, seen from the parting."""
    if not answer.outlooks:
        return []
    lines = paragraph(f"From there, within {_counted(answer.length)}, nobody acting out of character:", width)
    for outlook in answer.outlooks:
        lines += _outlook_lines(outlook, width)
    return lines


def _counted(events: int) -> str:
    return "1 event" if events == 1 else f"{events} events"


_TURNS = {
    Turn.KEPT: "still within reach",
    Turn.LOST: "lost: it could be reached as told",
    Turn.WON: "won: it could not be reached as told",
    Turn.OUT_OF_REACH: "out of reach, as it was as told",
    Turn.NOT_KNOWN: "not known",
}


def _outlook_lines(outlook: Outlook, width: int) -> list[str]:
    said = _TURNS[outlook.turn]
    limit = outlook.changed.limit or outlook.told.limit
    if outlook.turn is Turn.NOT_KNOWN and limit is not None:
        said += f", since {LIMIT_WORDS.get(limit, f'the limit `{limit}` was reached')}"
    if outlook.changed.outcome is Outcome.TOLD and not outlook.changed.shortest:
        said += " (it was not shown that this is the shortest way)"
    lines = paragraph(f"{outlook.ending}: {said}.", width, "  ", "    ")
    if outlook.changed.outcome is Outcome.TOLD:
        for number, event in enumerate(outlook.changed.events, start=1):
            lines += paragraph(event.text, width, f"  {number:4}. ", "        ")
        if not outlook.changed.events:
            lines += paragraph("It is so already.", width, "        ")
    return lines
