# SPDX-License-Identifier: Apache-2.0
"""Where the words of the commands go: streams that take any character, the width of the lines, colour or none."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

DEFAULT_WIDTH = 80
NARROWEST, WIDEST = 40, 100
BROKEN_PIPE = 141
"""The exit code of a program whose reader went away, as shells have it."""
UNWRITABLE = 74
"""The exit code where the answer cannot be written, as `sysexits.h` has it: the disk is full, for instance."""


def prepare_streams() -> None:
    """Make both streams write UTF-8, whatever the locale says, and never fail on a character.

    A stream that whoever called us has closed becomes one that takes everything and shows nothing.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def is_terminal(stream: Any) -> bool:
    """Whether somebody is looking at the stream."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def use_colour(stream: Any = None) -> bool:
    """Whether to colour: only on a terminal that can, and not where NO_COLOR asks for none."""
    looked_at = is_terminal(sys.stdout if stream is None else stream)
    return looked_at and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def line_width() -> int:
    """The width of the lines: the terminal's within reason, 80 where there is none."""
    if not is_terminal(sys.stdout):
        return DEFAULT_WIDTH
    import shutil

    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns))


def show(text: str) -> None:
    """Write to the standard output at once; where the reader has gone away, end quietly."""
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_stream(BROKEN_PIPE)
    except OSError as error:
        say_error(f"the answer cannot be written: {error.strerror}")
        _leave_stream(UNWRITABLE)


def say(text: str) -> None:
    """Write a line to the standard error."""
    try:
        sys.stderr.write(text if text.endswith("\n") else text + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        _leave_stream(BROKEN_PIPE)


def say_error(text: str) -> None:
    """Write `error: …` to the standard error."""
    label = "\x1b[1;31merror\x1b[0m" if use_colour(sys.stderr) else "error"
    say(f"{label}: {text}")


def _leave_stream(code: int) -> NoReturn:
    """Turn the broken stream into one that takes everything, so that nothing complains on the way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    raise SystemExit(code)
