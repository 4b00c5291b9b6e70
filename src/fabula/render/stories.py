# SPDX-License-Identifier: Apache-2.0
"""Told stories as prose and as JSON: each event, and under it why those who wanted it did."""

from __future__ import annotations

from typing import Any

from fabula.model.answers import Outcome, Reason, TellAnswer, ToldEvent, ToldStory
from fabula.model.limits import Limits
from fabula.render.paragraphs import paragraph
from fabula.render.reasons import reason_lines

LIMIT_WORDS = {
    "time": "the time was up",
    "memory": "the memory was used up",
    "interrupted": "it was interrupted",
    "states": "there were too many states",
}
MARGIN = 5
"""The columns before the reasons of an event; its number stands there."""


def render_answer(answer: TellAnswer, goal: str, limits: Limits, width: int = 80) -> str:
    """An answer as prose: what was asked for, each story, and how the search ended. Ends with a line feed."""
    parts: list[list[str]] = [paragraph(_verdict(answer, goal, limits), width)]
    for number, story in enumerate(answer.stories, start=1):
        if len(answer.stories) > 1:
            parts.append([f"Story {number}"])
        parts.append(story_lines(story, width))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def story_lines(story: ToldStory, width: int = 80) -> list[str]:
    """A story: its events, numbered, with their reasons, and the ending's text."""
    lines: list[str] = []
    for number, event in enumerate(story.events, start=1):
        lines += _event_lines(event, number, width)
    if not story.events:
        lines.append(" " * MARGIN + "It is so from the start.")
    if story.ending is not None:
        lines += ["", *paragraph(story.ending, width, " " * MARGIN, " " * MARGIN)]
    return lines


def answer_json(answer: TellAnswer, parts: dict[str, TellAnswer] | None = None) -> str:
    """An answer as a JSON object; `parts` are the answers for each of several endings, which stand under `endings`."""
    data = answer_data(answer)
    if parts is not None:
        data["endings"] = {name: answer_data(part) for name, part in parts.items()}
    import msgspec  # noqa: PLC0415 -- prose needs none of it, and it takes long to load

    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8") + "\n"


def answer_data(answer: TellAnswer) -> dict[str, Any]:
    """An answer as dictionaries and lists: `outcome`, `limit`, `stories`, `statistics`."""
    return {
        "outcome": str(answer.outcome),
        "limit": answer.limit,
        "shortest": answer.shortest,
        "stories": [story_data(story) for story in answer.stories],
        "statistics": {name: _number(value) for name, value in answer.statistics.items()},
    }


def story_data(story: ToldStory) -> dict[str, Any]:
    """A story: `reasons` has for each of `events` the list of its reasons, `text` its sentence."""
    return {
        "events": [str(event.event) for event in story.events],
        "reasons": [[reason_data(reason) for reason in event.reasons] for event in story.events],
        "text": [event.text for event in story.events],
        "utility": _number(story.utility),
        "endings": list(story.endings),
    }


def reason_data(reason: Reason) -> dict[str, Any]:
    """A reason: who, whether on impulse, the plan with everybody's reasons in it, and what it is worth."""
    return {
        "person": reason.person,
        "impulse": reason.impulse,
        "plan": [
            {"event": str(step.event), "reasons": [reason_data(inner) for inner in step.reasons]}
            for step in reason.plan
        ],
        "without": _number(reason.without),
        "gain": _number(reason.gain),
        "believes": list(reason.beliefs),
        "so_that": list(reason.gains),
        "or_else": list(reason.losses),
    }


def _event_lines(event: ToldEvent, number: int, width: int) -> list[str]:
    lines = paragraph(event.text, width, f"{number:3}. ", " " * MARGIN)
    for reason in event.reasons:
        lines += reason_lines(reason, width, MARGIN + 2)
    return lines


def _verdict(answer: TellAnswer, goal: str, limits: Limits) -> str:
    """How the search ended, in a sentence or two."""
    within = f"at most {_counted(limits.length, 'event')}, imagine {limits.imagine}, minds {limits.minds}"
    found = len(answer.stories)
    match answer.outcome:
        case Outcome.TOLD if found == 1:
            more = f"; there is no other ({within})" if limits.count > 1 else ""
            if not answer.shortest:
                more = f"; that none is shorter was not shown ({within})"
            return f"{goal}: told in {_counted(len(answer.stories[0].events), 'event')}{more}."
        case Outcome.TOLD:
            more = f"; there are no more ({within})" if found < limits.count else ""
            if not answer.shortest:
                more = f"; that none is shorter than the first was not shown ({within})"
            return f"{goal}: {_counted(found, 'story', 'stories')}, shortest first{more}."
        case Outcome.IMPOSSIBLE:
            return f"{goal}: proved impossible ({within})."
        case Outcome.GAVE_UP:
            why = LIMIT_WORDS.get(answer.limit or "", f"the limit `{answer.limit}` was reached")
            so_far = f", with {_counted(found, 'story', 'stories')} found so far" if found else ""
            return f"{goal}: gave up, since {why}{so_far} ({within})."


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _number(number: float) -> float | int:
    """The number without a needless `.0`; one that is not finite becomes null, since JSON has no number for it."""
    return int(number) if float(number).is_integer() else round(number, 6)
