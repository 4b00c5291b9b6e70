# SPDX-License-Identifier: Apache-2.0
"""What is said where memory runs out, or where the program itself is wrong: never a traceback, unless asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from fabula.cli.output import say, say_error

GAVE_UP = 3
BUG = 70
"""The exit code for a mistake of ours, as `sysexits.h` has it."""


@contextmanager
def owned_up() -> Iterator[None]:
    """Run the block; end the program with a message where it fails in a way that no author or user can mend."""
    try:
        yield
    except MemoryError:
        say_error("gave up: there is no memory left")
        raise SystemExit(GAVE_UP) from None
    except Exception as error:
        if os.environ.get("FABULA_TRACEBACK"):
            raise
        say_error(f"Fabula has made a mistake, not you: {type(error).__name__}: {error}")
        say("Please report it, with the text that you gave it. FABULA_TRACEBACK=1 shows where it happened.")
        raise SystemExit(BUG) from None
