# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a play: nobody to be played, an ending that is not there, a story that breaks."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic, Label, Severity, Span, suggest


def nobody_to_play(world: str, place: Span) -> Diagnostic:
    """A world without people is to be played."""
    title = f"There is nobody in “{world}” to be played."
    return Diagnostic(
        "nobody-to-play", Severity.ERROR, title, Label(place, ""), (), (), "Declare somebody: `person Wren`."
    )


def no_such_ending(said: str, endings: Sequence[str], place: Span) -> Diagnostic:
    """The others are to be steered to an ending that the world does not have."""
    near = suggest(said, endings, 1)
    listed = ", ".join(f"`{each}`" for each in endings)
    there_are = f"The endings are {listed}." if endings else "This world declares no ending: add `ending NAME: …`."
    way_out = f"Did you mean `{near[0]}`?" if near else there_are
    title = f"There is no ending called `{said}` in this world."
    return Diagnostic("unknown-ending", Severity.ERROR, title, Label(place, ""), (), (), way_out)


def cannot_continue(event: str, place: Span) -> Diagnostic:
    """A story that breaks is to be played on."""
    return Diagnostic(
        "cannot-continue",
        Severity.ERROR,
        "This story cannot be played on: it breaks before its end.",
        Label(place, f"`{event}` cannot happen here"),
        (),
        (),
        "`fabula check` says why; mend the story, or cut it off before this event.",
    )


def file_is_there(path: str) -> Diagnostic:
    """A play is to be kept in a file that holds something else."""
    return Diagnostic(
        "file-is-there",
        Severity.ERROR,
        f"The play is not kept in `{path}`: it is there already, and holds something else.",
        Label(Span(path, 0, 0), ""),
        (),
        (),
        "Name a new file; or play on from that one with `--continue`, if a play is kept in it.",
    )


def other_world(said: str, played: str, place: Span) -> Diagnostic:
    """A story of another world is to be played on."""
    return Diagnostic(
        "other-world",
        Severity.ERROR,
        f"This story is told in `{said}`, and `{played}` is to be played.",
        Label(place, ""),
        (),
        (),
        "Play the world that the story names.",
    )
