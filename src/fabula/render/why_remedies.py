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
    for number, remedy in enumerate(remedies.found[:MOST_SHOWN], start=1):
        lines += paragraph(_remedy(remedy), width, f"{number:3}. ", "     ")
    more = len(remedies.found) - MOST_SHOWN
    if more > 0:
        lines += paragraph(f"and {more} more (`--format json` has them all)", width, "     ", "     ")
    return lines + paragraph(_closing(remedies), width)


def _opening(answer: WhyAnswer, remedies: Remedies) -> str:
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
    return f"{said} (then {listed(tuple(f'`{event}`' for event in remedy.lost))} could not happen)"


def change_words(change: Change) -> str:
    """A change, and (of an earlier one) when."""
    when = "" if change.before is None else f" before event {change.before}"
    return f"{change.clause}{when}"


def _closing(remedies: Remedies) -> str:
    """How far the search went."""
    ran = "Each was tried by running it, and no part of it alone would do. " if remedies.found else ""
    if remedies.limit is None:
        return f"{ran}No other set of up to 3 changes that bear on it does."
    tried = {0: "not even all single changes", 1: "all single changes", 2: "all sets of up to 2 changes"}
    whole = tried.get(remedies.whole, "all sets of up to 3 changes")
    return f"{ran}Gave up looking for more after {remedies.tried} sets: {whole} were tried."
