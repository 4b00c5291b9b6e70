# SPDX-License-Identifier: Apache-2.0
"""The smallest changes that would have made a thing so, as a list, cheapest first."""

from __future__ import annotations

from fabula.model.why import Change, Remedies, Remedy, WhyAnswer
from fabula.render.paragraphs import paragraph
from fabula.render.reasons import listed

MOST_SHOWN = 8


def remedy_lines(answer: WhyAnswer, remedies: Remedies, width: int = 80) -> list[str]:
    """What would have to be otherwise: each set of changes on its line, and how far was looked."""
    lines = paragraph(_opening(answer, remedies), width, following="  ")
    said = _told(remedies)
    for number, remedy in enumerate(said[:MOST_SHOWN], start=1):
        lines += paragraph(remedy, width, f"{number:3}. ", "     ")
    more = len(said) - MOST_SHOWN
    if more > 0:
        lines += paragraph(f"and {more} more (`--format json` has them all)", width, "     ", "     ")
    return lines + ([] if not remedies.found and remedies.limit is None else paragraph(_closing(remedies), width))


def _told(remedies: Remedies) -> list[str]:
    """The sets in words; one change that would do before any of several events is told once."""
    before: dict[str, list[int]] = {}
    for remedy in remedies.found:
        if len(remedy.changes) == 1 and remedy.changes[0].before is not None:
            before.setdefault(remedy.changes[0].clause, []).append(remedy.changes[0].before)
    told: dict[str, None] = {}
    for remedy in remedies.found:
        places = before.get(remedy.changes[0].clause, []) if len(remedy.changes) == 1 else []
        if len(places) > 1:
            listed_places = one_of([str(place) for place in sorted(places)])
            told.setdefault(f"{remedy.changes[0].clause} before event {listed_places}")
        else:
            told.setdefault(_remedy(remedy))
    return list(told)


def one_of(words: list[str]) -> str:
    """`3`, `3 or 4`, `3, 4 or 5`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _opening(answer: WhyAnswer, remedies: Remedies) -> str:
    if not remedies.found and remedies.limit is None:
        return "No set of up to 3 changes that bear on it would have done."
    if not remedies.found:
        return "Of the changes that were tried, none would have done."
    if answer.course is None:
        return "It would be otherwise, had just this been so:"
    if answer.chosen is not None and answer.course.open:
        return f"`{answer.course.event}` could happen, but `{answer.chosen.event}` not in character, had this been so:"
    return "It would happen, in character, had just this been so:"


def _remedy(remedy: Remedy) -> str:
    said = listed(tuple(change_words(change) for change in remedy.changes))
    if not remedy.lost:
        return said
    first, *others = (f"`{event}`" for event in remedy.lost)
    rest = "" if not others else f" and {others[0]}" if len(others) == 1 else f" and {len(others)} later events"
    return f"{said} (then {first}{rest} could not happen)"


def change_words(change: Change) -> str:
    """A change, and (of an earlier one) when."""
    when = "" if change.before is None else f" before event {change.before}"
    return f"{change.clause}{when}"


def _closing(remedies: Remedies) -> str:
    """How far the search went."""
    ran = "Each was tried by running it, and no part of it alone would do. " if remedies.found else ""
    if remedies.limit is None:
        return f"{ran}No other set of up to 3 changes that bear on it does."
    tried = {0: "not all single changes", 1: "all single changes", 2: "all sets of up to 2 changes"}
    whole = tried.get(remedies.whole, "all sets of up to 3 changes")
    return f"{ran}Gave up looking for more after {remedies.tried} sets: {whole} that bear on it were tried."
