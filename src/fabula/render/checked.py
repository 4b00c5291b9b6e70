# SPDX-License-Identifier: Apache-2.0
"""The answer of a check in text and as data: the summary, the waivers, and on request why everybody did what they did.

The findings themselves are diagnostics and are shown by their own renderers.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from fabula.model.answers import EventCall
from fabula.model.checked import CheckAnswer, CheckedEvent, CheckedExpectation, CheckedWaiver
from fabula.render.paragraphs import paragraph
from fabula.render.reasons import reason_lines
from fabula.render.stories import reason_data


def render_summary(answer: CheckAnswer, verbose: bool = False, width: int = 80) -> str:
    """The answer in lines: the waivers, and one line that sums up; with `verbose` first all events and expectations."""
    blocks: list[str] = []
    if verbose and answer.events:
        blocks.append("\n".join(line for event in answer.events for line in _event_lines(event, width)))
    if verbose and answer.expectations:
        blocks.append("\n".join(line for each in answer.expectations for line in _expectation_lines(each, width)))
    if answer.waivers:
        blocks.append("\n".join(line for waiver in answer.waivers for line in _waiver_lines(waiver, width)))
    blocks.append("\n".join(paragraph(summary_line(answer), width, following="  ")))
    return "\n\n".join(blocks) + "\n"


def summary_line(answer: CheckAnswer) -> str:
    """One line that sums up: `A gift: 12 events, 11 in character, 9 expectations hold, 1 waived.` and the like."""
    if answer.manuscript is None:
        counts = ", ".join(_counted(number, *_PLURALS[word]) for word, number in answer.size)
        return f"{answer.world}: {counts}."
    parts = [_counted(len(answer.events), "event", "events")]
    if answer.events:
        parts.append(f"{'all' if answer.in_character == len(answer.events) else answer.in_character} in character")
    if answer.expectations:
        parts.append(_expectations(answer))
    if answer.waived:
        parts.append(f"{answer.waived} waived")
    rest = "" if answer.runs else "; the rest of the story was not judged"
    return f"{answer.manuscript}: {', '.join(parts)}{rest}."


def check_data(answer: CheckAnswer) -> dict[str, Any]:
    """The answer as dictionaries and lists, for JSON; the diagnostics are left to their own renderer."""
    return {
        "world": answer.world,
        "manuscript": answer.manuscript,
        "imagine": answer.imagine,
        "minds": answer.minds,
        "clean": answer.clean,
        "size": {_PLURALS[word][1]: number for word, number in answer.size},
        "events": [_event_data(event) for event in answer.events],
        "expectations": [_expectation_data(expectation) for expectation in answer.expectations],
        "waivers": [_waiver_data(waiver) for waiver in answer.waivers],
    }


_PLURALS = {
    "person": ("person", "people"),
    "fact": ("fact", "facts"),
    "event": ("event", "events"),
    "law": ("law", "laws"),
}


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _expectations(answer: CheckAnswer) -> str:
    """`9 expectations hold`, `9 of 10 expectations hold`."""
    all_of_them = len(answer.expectations)
    if answer.held < all_of_them:
        return f"{answer.held} of {_counted(all_of_them, 'expectation holds', 'expectations hold')}"
    return _counted(all_of_them, "expectation holds", "expectations hold")


def _event_lines(event: CheckedEvent, width: int) -> list[str]:
    """An event, and below it what was found or why those who must be willing are."""
    lines = [str(event.event)]
    if event.findings:
        lines.append(f"  {', '.join(dict.fromkeys(event.findings))}")
    elif not event.reasons:
        lines.append("  nobody has to be willing")
    for reason in event.reasons:
        lines += reason_lines(reason, width, 2)
    return lines


def _expectation_lines(expectation: CheckedExpectation, width: int) -> list[str]:
    """An expectation, and below it what the story was told without, or had to be."""
    said = "holds" if expectation.holds else "fails"
    lines = paragraph(f"{said}: {expectation.text}", width, following="  ")
    if expectation.left_out:
        lines += _listed("left out", expectation.left_out, width)
    if expectation.skipped:
        lines += _listed("no longer possible, and skipped", expectation.skipped, width)
    return lines


def _listed(what: str, events: tuple[EventCall, ...], width: int) -> list[str]:
    times = Counter(events)
    each = (str(event) if count == 1 else f"{event} ({count} times)" for event, count in times.items())
    said = f"{what}: {', '.join(each)}"
    return paragraph(said, width, "  ", "    ")


def _waiver_lines(waiver: CheckedWaiver, width: int) -> list[str]:
    """A waiver with its reason."""
    excused = "excuses nothing" if waiver.used == 0 else f"because “{waiver.because}”"
    return paragraph(f"allowed: {waiver.code} at {waiver.subject}, {excused}", width, following="  ")


def _event_data(event: CheckedEvent) -> dict[str, Any]:
    return {
        "event": str(event.event),
        "possible": event.possible,
        "in_character": event.in_character,
        "reasons": [reason_data(reason) for reason in event.reasons],
        "findings": list(event.findings),
    }


def _expectation_data(expectation: CheckedExpectation) -> dict[str, Any]:
    data: dict[str, Any] = {"expect": expectation.text, "holds": expectation.holds}
    if expectation.left_out or expectation.skipped:
        data["left_out"] = [str(event) for event in expectation.left_out]
        data["skipped"] = [str(event) for event in expectation.skipped]
    return data


def _waiver_data(waiver: CheckedWaiver) -> dict[str, Any]:
    return {"code": waiver.code, "subject": waiver.subject, "because": waiver.because, "used": waiver.used}
