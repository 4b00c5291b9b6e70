# SPDX-License-Identifier: Apache-2.0
"""The answer of `knows` in text, a small table for each fact, and as data.

People who believe the same since the same event stand in one line. What is not so is marked with ✗, what they do not
know with a question mark.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from fabula.diagnostics.show_line import columns_of
from fabula.model.answers import EventCall
from fabula.model.knows import Belief, KnownFact, KnowsAnswer
from fabula.model.why import Cause
from fabula.render.paragraphs import paragraph
from fabula.render.why import moment_words
from fabula.render.why_data import cause_data, moment_data
from fabula.render.why_tree import event_name, person_words

VERSION = 1
WRONG, UNKNOWN, RIGHT = "✗", "?", " "
_WIDEST_WHO, _WIDEST_VALUE = 36, 18
_GAP = 2
_UNKNOWN = "unknown"

_Row: TypeAlias = tuple[bool, str, str]
"""Whether it is so, what is believed, since when."""


def render_knows(answer: KnowsAnswer, width: int = 80) -> str:
    """The answer in lines of at most `width` columns."""
    blocks = [paragraph(f"Who believes what, {moment_words(answer.moment)}.", width, following="  ")]
    blocks += [_fact(fact, width) for fact in answer.facts]
    if not answer.facts:
        blocks.append(["Nobody is wrong about anything that was asked about."])
    if answer.left_out:
        facts = "1 fact" if answer.left_out == 1 else f"{answer.left_out} facts"
        blocks.append(paragraph(f"Of {facts} more everybody asked about knows what is so (`--all`).", width))
    blocks.append(_legend(answer, width))
    blocks += [paragraph(note, width) for note in answer.notes]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def knows_data(answer: KnowsAnswer) -> dict[str, Any]:
    """The whole answer, for JSON; people are not put into groups there."""
    return {
        "version": VERSION,
        "story": answer.story,
        "moment": moment_data(answer.moment),
        "people": list(answer.people),
        "deep": answer.deep,
        "facts": [
            {
                "fact": fact.fact,
                "value": fact.value,
                "words": fact.words,
                "cause": cause_data(fact.cause),
                "beliefs": [_belief_data(belief) for belief in fact.beliefs],
            }
            for fact in answer.facts
        ],
        "left_out": answer.left_out,
        "notes": list(answer.notes),
        "broken": answer.broken,
    }


def _belief_data(belief: Belief) -> dict[str, Any]:
    return {
        "minds": list(belief.minds),
        "value": belief.value,
        "so": belief.so,
        "cause": cause_data(belief.cause),
        "wrong_since": belief.wrong_since,
    }


def _fact(fact: KnownFact, width: int) -> list[str]:
    """A fact and its table: who, what they believe, since when."""
    lines = paragraph(f"{fact.fact} is {fact.value}, {_since(fact.cause)}", width, following="  ")
    groups: dict[_Row, list[tuple[str, ...]]] = {}
    for belief in fact.beliefs:
        groups.setdefault((belief.so, belief.value, _when(belief)), []).append(belief.minds)
    rows = [(so, _names(who), value, when) for (so, value, when), who in sorted(groups.items(), key=_order)]
    who_width = min(_WIDEST_WHO, max((columns_of(who) for _, who, _, _ in rows), default=0))
    value_width = min(_WIDEST_VALUE, max((columns_of(value) for _, _, value, _ in rows), default=0))
    for so, who, value, when in rows:
        mark = RIGHT if so else UNKNOWN if value == _UNKNOWN else WRONG
        lines += _row((mark, who, value, when), (who_width, value_width), width)
    return lines


def _names(minds: list[tuple[str, ...]]) -> str:
    """Who stands in a line: `Ash, Wren; Faith of Willow, Xander` (what Faith believes that these believe)."""
    inner: dict[tuple[str, ...], list[str]] = {}
    for path in minds:
        inner.setdefault(path[:-1], []).append(person_words(path[-1]))
    return "; ".join("".join(f"{name} of " for name in outer) + ", ".join(names) for outer, names in inner.items())


def _order(group: tuple[_Row, list[tuple[str, ...]]]) -> tuple[bool, int]:
    """Those who are right first, then larger groups first."""
    (so, _, _), who = group
    return not so, -len(who)


def _row(cells: tuple[str, str, str, str], widths: tuple[int, int], width: int) -> list[str]:
    """A line of the table, or more where somebody's names or a value need them."""
    mark, who, value, when = cells
    left = 4
    first = paragraph(who, widths[0], "", " ")
    second = paragraph(value, widths[1], "", " ")
    third = paragraph(when, max(width - left - sum(widths) - 2 * _GAP, 16), "", "  ")
    lines: list[str] = []
    for number in range(max(len(first), len(second), len(third))):
        parts = [column[number] if number < len(column) else "" for column in (first, second, third)]
        margin = f"  {mark} " if number == 0 else " " * left
        padded = [_padded(part, size) for part, size in zip(parts[:2], widths, strict=True)]
        lines.append(f"{margin}{(' ' * _GAP).join((*padded, parts[2]))}".rstrip())
    return lines


def _padded(text: str, size: int) -> str:
    return text + " " * (size - columns_of(text))


def _since(cause: Cause) -> str:
    return "since the start" if cause.place == 0 else f"since {cause.place}"


def _when(belief: Belief) -> str:
    """Since when it is believed, and since when it is not so."""
    said = _since(belief.cause)
    if belief.so or belief.wrong_since is None or belief.value == _UNKNOWN:
        return said
    if belief.wrong_since == belief.cause.place:
        return f"{said}, wrongly"
    return f"{said}, not so since {belief.wrong_since}"


def _legend(answer: KnowsAnswer, width: int) -> list[str]:
    """The events to which the numbers in the table belong, and what the signs mean."""
    causes = [cause for fact in answer.facts for cause in (fact.cause, *(belief.cause for belief in fact.beliefs))]
    events: dict[int, EventCall] = {cause.place: cause.event for cause in causes if cause.event is not None}
    lines: list[str] = []
    beliefs = [belief for fact in answer.facts for belief in fact.beliefs]
    wrong = [belief for belief in beliefs if not belief.so]
    signs = [f"{WRONG} is not so"] if any(belief.value != _UNKNOWN for belief in wrong) else []
    signs += [f"{UNKNOWN} is not known to them"] if any(belief.value == _UNKNOWN for belief in wrong) else []
    signs += ["`A of B` is what A believes that B believes"] if any(len(belief.minds) > 1 for belief in beliefs) else []
    if signs:
        lines += paragraph(f"{'; '.join(signs)}.", width)
    if events:
        named = ", ".join(event_name(place, event) for place, event in sorted(events.items()))
        lines += paragraph(f"Events: {named}", width, following="  ")
    return lines
