# SPDX-License-Identifier: Apache-2.0
"""The way into the command line: `fabula check FILE…` and `fabula whatif STORY …` begin at once, all else by the table.

Typer needs a tenth of a second to make a command of a function before anything is checked. Where there is nothing
for it to parse but names and texts it is left out; what is done is the same, since both ways call the same function.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from fabula.cli.mistakes import owned_up
from fabula.cli.output import prepare_streams

SELDOM = (50_000, 20, 100)
"""When to look for garbage: most of what is loaded and read stays, so looking often would take a tenth of the time."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(*SELDOM)
    prepare_streams()
    with owned_up():
        code = plain_code(sys.argv[1:])
    if code is not None:
        raise SystemExit(code)
    from fabula.cli.main import main as run

    run()


def plain_code(arguments: Sequence[str]) -> int | None:
    """The exit code of what is asked plainly, once it is done; None where nothing was done, since there is to parse."""
    paths = files_to_check(arguments)
    if paths is not None:
        from fabula.cli.checking import check_plainly

        return check_plainly(paths)
    if arguments and arguments[0] == "whatif":
        from fabula.cli.asking_what_if import answer_what_if, asked_plainly

        asked = asked_plainly(arguments[1:])
        return None if asked is None else answer_what_if(asked)
    return None


def files_to_check(arguments: Sequence[str]) -> list[str] | None:
    """The files of a plain `check FILE…`; None where there is anything to parse."""
    if len(arguments) < 2 or arguments[0] != "check" or any(each.startswith("-") for each in arguments):
        return None
    return list(arguments[1:])
