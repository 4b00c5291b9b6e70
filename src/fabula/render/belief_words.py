# SPDX-License-Identifier: Apache-2.0
"""Beliefs in few words: whose they are, and what brought them about."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.model.beliefs import UNKNOWN_VALUE, Ledger, Run
from fabula.model.why import By, Moment

WRONG, UNSURE, RIGHT = "✗", "?", "✓"


def mind_words(shown: Sequence[str], minds: tuple[int, ...]) -> str:
    """Whose belief it is: `Wren`, `Wren on Ash` (what Wren believes that Ash believes); of no mind, `in truth`.

    >>> mind_words(("Ash", "Wren"), (1, 0)), mind_words(("Ash", "Wren"), ())
    ('Wren on Ash', 'in truth')
    """
    return " on ".join(shown[person] for person in minds) if minds else "in truth"


def sign(run: Run, so: bool) -> str:
    """The sign of a belief: right, wrong, or that they know that they do not know it."""
    return RIGHT if so else UNSURE if run.value == UNKNOWN_VALUE else WRONG


def brief_cause(run: Run) -> str:
    """What brought a value about, in a clause, with the number of the event: `saw 5. go(Wren, yard)`.

    Of beliefs it is said from the believer's side.
    """
    cause = run.cause
    at = f"{cause.place}. {cause.event}"
    match cause.by:
        case By.START:
            return "from the start"
        case By.EVENT:
            return at
        case By.SEEN:
            return f"saw {at}"
        case By.TOLD:
            return f"made to believe it by {at}"
        case By.CORRECTED:
            return f"saw {at}, which had seemed impossible"
        case By.TIME:
            return f"as time passed with {at}"
        case By.SIGHT:
            return f"{'no longer sees it' if run.value == UNKNOWN_VALUE else 'sees it'}, after {at}"
        case By.LAW:
            return f"by law {cause.law} after {cause.place}"
        case By.REASONED:
            return f"concludes so by law {cause.law} after {cause.place}"


def briefest_cause(run: Run) -> str:
    """The same in two words, where there is no room for more: `saw 5`."""
    place = run.cause.place
    match run.cause.by:
        case By.START:
            return ""
        case By.SEEN | By.CORRECTED:
            return f"saw {place}"
        case By.LAW:
            return f"law, {place}"
        case By.REASONED:
            return f"concludes, {place}"
        case By.TOLD:
            return f"told, {place}"
        case By.SIGHT:
            return f"looks, {place}"
        case By.EVENT | By.TIME:
            return f"{place}"


def moment_title(moment: Moment) -> str:
    """A moment as a heading: `the start`, `after 5. go(Wren, yard)`."""
    return "the start" if moment.place == 0 else f"after {moment.place}. {moment.event}"


def subjects(ledger: Ledger) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The facts by what they are about, in the order of the first of each; those about nothing last."""
    found: dict[str, list[int]] = {}
    for number, fact in enumerate(ledger.facts):
        found.setdefault(fact.subject, []).append(number)
    ordered = sorted(found.items(), key=lambda group: not group[0])
    return tuple((subject, tuple(facts)) for subject, facts in ordered)
