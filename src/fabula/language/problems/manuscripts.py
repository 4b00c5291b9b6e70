# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a manuscript's outer form, its settings, and the shape of its annotations.

One function makes one problem; its code is the function's name with hyphens. What is wrong with a condition, an event
or an effect inside an annotation is said by the problems of worlds.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Edit, Fix, Label, Severity, Span, suggest

KEYWORDS = ("expect", "allow", "scene")
"""The words that an annotation may begin with, besides an event."""

_SHOWN = 6
"""How many names or places a problem shows at most."""


def _problem(
    code: str,
    title: str,
    primary: Label,
    *,
    labels: tuple[Label, ...] = (),
    notes: tuple[str, ...] = (),
    way_out: str | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """A diagnostic; the same everywhere, so that the functions below show only what differs."""
    return Diagnostic(code, Severity.ERROR, title, primary, labels, notes, way_out, fix)


def _choose(names: Sequence[str]) -> str:
    """The names in a sentence: `a`, `b` or `c`."""
    shown = [f"`{name}`" for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


# ------------------------------------------------------------------------------------------- outer form


def unclosed_front_matter(opening: Span) -> Diagnostic:
    """`---` opens the settings, and nothing closes them."""
    return _problem(
        "unclosed-front-matter",
        "The settings at the beginning are never closed.",
        Label(opening, "they begin here"),
        way_out="Write a second line `---` after the last setting.",
    )


def not_a_setting(line: Span) -> Diagnostic:
    """A line of the front matter without a colon."""
    return _problem(
        "not-a-setting",
        "This line of the settings sets nothing.",
        Label(line, "no colon here"),
        way_out="Settings are written `name: value`, as in `world: stolen-fire.world`.",
    )


def unclosed_code(opening: Span, hidden: Span) -> Diagnostic:
    """Fenced code goes on to the end of the file, and an annotation stands in it."""
    return Diagnostic(
        "unclosed-code",
        Severity.WARNING,
        "The code that begins here never ends, so the annotations after it are not read.",
        Label(opening, "the code begins here"),
        labels=(Label(hidden, "this is not read"),),
        help="Close it with one more such line, or put a backslash before this one.",
    )


def unclosed_comment(opening: Span) -> Diagnostic:
    """`<!--` without its `-->`."""
    return _problem(
        "unclosed-comment",
        "This comment is never closed.",
        Label(opening, "it begins here"),
        way_out="Close it with `-->`. To write `<!--` as text, put a backslash before it.",
    )


# --------------------------------------------------------------------------------------------- settings


def nearest_setting(wanted: str, settings: Sequence[tuple[str, Span]]) -> tuple[str, Span] | None:
    """The setting, with its place, that may have been meant for `wanted`."""
    near = [key for key, _ in settings if suggest(wanted, [key]) or key.casefold() == wanted]
    return next(((key, place) for key, place in settings if key in near), None)


def no_world_named(head: Span, near: tuple[str, Span] | None, opened: bool) -> Diagnostic:
    """The manuscript does not say which world it is written in. `near` is a setting that may have meant `world`."""
    title = "The manuscript does not name its world."
    if near is not None:
        name, place = near
        fix = Fix(f"Change `{name}` to `world`", (Edit(place, "world"),))
        return _problem(
            "no-world-named", title, Label(place, "did you mean `world`?"), way_out=f"{fix.title}.", fix=fix
        )
    lines = "`world: FILE` to the settings" if opened else "three lines to the top: `---`, `world: FILE`, `---`"
    return _problem("no-world-named", title, Label(head, ""), way_out=f"Add {lines}.")


def world_is_itself(place: Span) -> Diagnostic:
    """The manuscript names itself."""
    title = "The manuscript names itself as its world."
    return _problem("no-world-named", title, Label(place, "this file"), way_out="Name the file of the world.")


def not_a_count(key: str, value: str, place: Span) -> Diagnostic:
    """`imagine` or `minds` is no whole number, or none that makes sense."""
    written = f", not `{value}`" if value else ""
    return _problem(
        "not-a-count",
        f"`{key}` takes a whole number from 1 to 99{written}.",
        Label(place, ""),
        way_out=f"Write it as in `{key}: 2`, or leave it out.",
    )


def repeated_setting(key: str, again: Span, first: Span) -> Diagnostic:
    """A setting stands twice."""
    return _problem(
        "repeated-setting",
        f"`{key}` is set twice.",
        Label(again, "here again"),
        labels=(Label(first, "first here"),),
        way_out="Keep one of the two.",
    )


# ------------------------------------------------------------------------------------------ annotations


def empty_annotation(mark: Span) -> Diagnostic:
    """An `@` and nothing after it."""
    return _problem(
        "empty-annotation",
        "Nothing follows this `@`.",
        Label(mark, ""),
        way_out=f"Write an event, or {_choose(KEYWORDS)}. To begin a line with a plain `@`, write `\\@`.",
    )


def unknown_annotation(word: str, place: Span, events: Sequence[str]) -> Diagnostic:
    """An annotation that begins with neither a keyword nor a call. `events` are those of the world, shown as calls."""
    near = suggest(word, [*KEYWORDS, *(event.partition("(")[0] for event in events)])
    keyword = next((name for name in near if name in KEYWORDS), None)
    event = next((event for event in events if event.partition("(")[0] in (word, *near)), None)
    fix = None
    if keyword is not None and near[0] == keyword:
        way_out = f"Did you mean `{keyword}`?"
        fix = Fix(f"Change `{word}` to `{keyword}`", (Edit(place, keyword),))
    elif event is not None:
        way_out = f"Did you mean the event `{event}`? An event is written with its parentheses."
    else:
        way_out = (
            f"An annotation is an event with its parentheses, or begins with {_choose(KEYWORDS)}. "
            "To begin a line with a plain `@`, write `\\@`."
        )
    shown = f"No annotation begins with `{word}`." if word else "This is no annotation."
    return _problem("unknown-annotation", shown, Label(place, ""), way_out=way_out, fix=fix)


def missing_expectation(place: Span, after: str) -> Diagnostic:
    """`expect` (or `expect without …:`) and nothing that is expected."""
    return _problem(
        "missing-expectation",
        f"Nothing is expected after `{after}`.",
        Label(place, "something must follow"),
        way_out=(
            "Write a condition, `ending NAME`, `possible EVENT` or `in character EVENT`, "
            "each perhaps with `not` before it."
        ),
    )


def missing_change(place: Span, word: str) -> Diagnostic:
    """`expect without :` or `expect with :`, and nothing that is left out or changed."""
    example = "`expect without go(Wren, yard): …`" if word == "without" else "`expect with lit(lamp): …`"
    what = "which event" if word == "without" else "what of the start"
    return _problem(
        "missing-change",
        f"It is not said {what} would be different.",
        Label(place, f"something must stand between `{word}` and the colon"),
        way_out=f"Write it as in {example}.",
    )


def missing_colon(place: Span, word: str) -> Diagnostic:
    """`missing-expectation` too: `expect without EVENT`, and no colon with a claim after it."""
    example = "without go(Wren, yard): not debt(Wren, Ash)" if word == "without" else "with lit(lamp): ending handed_on"
    return _problem(
        "missing-expectation",
        f"After `{word} …` a colon is missing, and what is then expected.",
        Label(place, "no colon in this"),
        way_out=f"Write it as in `expect {example}`.",
    )


def unknown_ending(name: str, place: Span, endings: Sequence[str]) -> Diagnostic:
    """An ending that the world does not declare."""
    near = suggest(name, endings)
    if near:
        way_out, fix = f"Did you mean {_choose(near)}?", Fix(f"Change it to `{near[0]}`", (Edit(place, near[0]),))
    elif endings:
        way_out, fix = f"The world declares {_listed(endings)}.", None
    else:
        way_out, fix = 'The world declares no ending: declare it with `ending NAME "text": CONDITION`.', None
    return _problem(
        "unknown-ending", f"There is no ending called `{name}`.", Label(place, ""), way_out=way_out, fix=fix
    )


def _listed(names: Sequence[str]) -> str:
    """Some names in a sentence, the rest counted."""
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown


def not_in_story(event: str, place: Span, told: Sequence[str]) -> Diagnostic:
    """`expect without EVENT`, but the event has not happened up to here in story order."""
    near = suggest(event, told)
    return _problem(
        "not-in-story",
        f"`{event}` has not happened up to here, so the story cannot be told without it.",
        Label(place, "not in the story before this"),
        notes=(f"Up to here happened: {_listed(told)}.",) if told else ("Up to here nothing has happened.",),
        way_out=f"Did you mean {_choose(near)}?" if near else "Name an event that happens before this in the story.",
    )


# ----------------------------------------------------------------------------------- waivers and scenes


def waiver_without_code(place: Span, codes: Sequence[str]) -> Diagnostic:
    """`allow` and no code."""
    return _problem(
        "waiver-without-code",
        "It is not said what is allowed here.",
        Label(place, "a code must follow"),
        way_out=f'Write one of {_choose(codes)}, as in `allow out-of-character because "…"`.',
    )


def unknown_code(code: str, place: Span, codes: Sequence[str]) -> Diagnostic:
    """A waiver for a code that no check reports."""
    near = suggest(code, codes)
    way_out = f"Did you mean {_choose(near)}?" if near else f"What can be allowed is {_choose(codes)}."
    fix = Fix(f"Change it to `{near[0]}`", (Edit(place, near[0]),)) if near else None
    title = f"No finding that could be allowed is called `{code}`."
    return _problem("unknown-code", title, Label(place, ""), way_out=way_out, fix=fix)


def waiver_without_reason(place: Span, code: str) -> Diagnostic:
    """`allow CODE` and no `because "…"`."""
    return _problem(
        "waiver-without-reason",
        "It is not said why this is allowed.",
        Label(place, "a reason must follow"),
        way_out=f'Write it in quotes, as in `allow {code} because "he is drunk"`.',
    )


def waiver_without_event(place: Span, subject: str) -> Diagnostic:
    """A waiver before the first event. `subject` says what the code is found at: an event, or an expectation."""
    return _problem(
        "waiver-without-event",
        f"No {subject} comes before this, so there is nothing to allow.",
        Label(place, ""),
        way_out=f"Put it after the {subject} that it speaks of.",
    )


def scene_without_name(place: Span) -> Diagnostic:
    """`scene` and no name in quotes."""
    return _problem(
        "scene-without-name",
        "The scene has no name.",
        Label(place, "a name in quotes must stand here"),
        way_out='Write it as in `scene "The gift"` or `scene "Earlier that day", before "The gift"`.',
    )


def repeated_scene(name: str, again: Span, first: Span) -> Diagnostic:
    """Two scenes of one name."""
    return _problem(
        "repeated-scene",
        f"Two scenes are called “{name}”.",
        Label(again, "here again"),
        labels=(Label(first, "first here"),),
        way_out="Give one of them another name.",
    )


def unknown_scene(name: str, place: Span, scenes: Sequence[str]) -> Diagnostic:
    """`before` or `after` a scene that is not there."""
    near = suggest(name, scenes)
    fix = Fix(f"Change it to “{near[0]}”", (Edit(place, f'"{near[0]}"'),)) if near else None
    if near:
        way_out = f"Did you mean “{near[0]}”?"
    elif scenes:
        way_out = f"The scenes are {', '.join(f'“{scene}”' for scene in scenes[:_SHOWN])}."
    else:
        way_out = f'Where that scene begins, write `scene "{name}"`.'
    return _problem("unknown-scene", f"No scene is called “{name}”.", Label(place, ""), way_out=way_out, fix=fix)


def circular_scenes(names: Sequence[str], place: Span, others: Sequence[Span]) -> Diagnostic:
    """Scenes that are placed before or after one another in a circle."""
    if len(names) == 1:
        title = f"The scene “{names[0]}” is placed before or after itself."
    else:
        shown = ", ".join(f"“{name}”" for name in names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        title = f"These scenes are placed by one another in a circle: {shown}."
    return _problem(
        "circular-scenes",
        title,
        Label(place, ""),
        labels=tuple(Label(span, "and this one") for span in others[:_SHOWN]),
        way_out="Leave out `before` or `after` at one of them: it then follows the scene told before it.",
    )


def text_left_over(place: Span, after: str) -> Diagnostic:
    """An annotation is complete, and more follows."""
    return _problem(
        "text-left-over",
        f"The annotation is complete after {after}, but more follows.",
        Label(place, "this is too much"),
        way_out="Begin a new line with `@` for another annotation; a remark begins with `#`.",
    )
