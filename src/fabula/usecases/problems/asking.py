# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a question about a story: what it is asked of, and when."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Label, Severity, Span, suggest
from fabula.model.answers import EventCall


def story_wanted(name: str, title: str | None) -> Diagnostic:
    """A question about a story is asked of a world alone."""
    called = "" if title is None else f" (“{title}”)"
    return _wrong(
        "story-wanted",
        f"`{name}` is a world{called}; this question is asked of a story.",
        Span(name, 0, 0),
        "Give a manuscript (`.md`) that names this world. `fabula tell` finds stories of a world.",
    )


def unknown_moment(said: str, scenes: Sequence[str], place: Span) -> Diagnostic:
    """A moment is neither an event nor a scene of the story."""
    near = suggest(said, [*scenes, "start", "end"], 1)
    listed = ", ".join(f"`{scene}`" for scene in scenes)
    there = f"The scenes are {listed}." if scenes else "This story has no scenes."
    way = f"Did you mean `{near[0]}`?" if near else "Name a scene, an event as `go(Wren, yard)`, `start`, or `end`."
    return _wrong("unknown-moment", f"There is no moment `{said}` in this story.", place, way, there)


def empty_scene(said: str, place: Span) -> Diagnostic:
    """A scene is named as a moment, but nothing happens in it."""
    return _wrong(
        "unknown-moment",
        f"Nothing happens in the scene `{said}`, so it is no moment.",
        place,
        "Name an event of the story, or a scene in which something happens.",
    )


def no_such_event_number(number: int, lived: int, place: Span) -> Diagnostic:
    """An event is asked for by a number that is too high."""
    there = "1 event" if lived == 1 else f"{lived} events"
    way = "Name the moment by an event, a scene, `start` or `end`."
    return _wrong("unknown-moment", f"This story has {there}; there is no event {number}.", place, way)


def event_does_not_happen(call: EventCall, which: int, times: int, near: Sequence[str], place: Span) -> Diagnostic:
    """An event is named that does not happen in the story, or not so often."""
    if times:
        often = "once" if times == 1 else f"{times} times"
        return _wrong("unknown-moment", f"`{call}` happens only {often}, not {which} times.", place, None)
    listed = ", ".join(f"`{event}`" for event in near)
    way = f"What happens is {listed}." if near else "`fabula check --reasons STORY` lists what happens."
    return _wrong("unknown-moment", f"`{call}` does not happen in this story.", place, way)


def event_wanted(said: str, option: str = "WHAT") -> Diagnostic:
    """Where one event is compared with another, something else is named."""
    return _wrong(
        "event-wanted",
        "One event is compared with another here, and this is none.",
        Span(option, 0, len(said)),
        "Name two events: `fabula why STORY 'go(Wren, yard)' --rather-than 'wait()'`.",
    )


def same_event(said: str, option: str) -> Diagnostic:
    """An event is compared with itself."""
    title = f"`{said}` is compared with itself here."
    return _wrong("event-wanted", title, Span(option, 0, len(said)), "Name another event of the world.")


def not_so_at_the_end(said: str, option: str) -> Diagnostic:
    """What a picture is to lead to is not so when the story is over."""
    return _wrong(
        "not-so",
        f"`{said}` is not so at the end of this story, so nothing led to it.",
        Span(option, 0, len(said)),
        f"`fabula why STORY --not '{said}'` says what it would take.",
    )


def unknown_person(said: str, people: Sequence[str], place: Span) -> Diagnostic:
    """Somebody is asked about who is not in the world."""
    near = suggest(said, people, 1)
    way = f"Did you mean `{near[0]}`?" if near else f"There are {', '.join(f'`{person}`' for person in people)}."
    return _wrong("unknown-name", f"Nobody in this world is called `{said}`.", place, way)


def unknown_subject(said: str, names: Sequence[str], place: Span) -> Diagnostic:
    """A fact is asked about that is not in the world."""
    near = suggest(said, names, 1)
    way = f"Did you mean `{near[0]}`?" if near else "Name a fact (`at`), one of its instances (`at(Wren)`), or a thing."
    return _wrong("unknown-fact", f"There is no fact and no thing `{said}` in this world.", place, way)


def _wrong(code: str, title: str, place: Span, way_out: str | None, note: str | None = None) -> Diagnostic:
    notes = () if note is None else (note,)
    return Diagnostic(code, Severity.ERROR, title, Label(place, ""), (), notes, way_out)
