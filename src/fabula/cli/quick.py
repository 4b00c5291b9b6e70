# SPDX-License-Identifier: Apache-2.0
"""The way into the command line: `fabula check FILE…` begins at once, all else by the table of commands.

Typer needs a tenth of a second to make a command of a function before anything is checked. Where there is nothing
for it to parse it is left out; what is done is the same, since both ways call `check_files`.
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
    paths = files_to_check(sys.argv[1:])
    if paths is None:
        from fabula.cli.main import main as run

        run()
        return
    prepare_streams()
    with owned_up():
        from fabula.cli.checking import check_plainly

        raise SystemExit(check_plainly(paths))


def files_to_check(arguments: Sequence[str]) -> list[str] | None:
    """The files of a plain `check FILE…`; None where there is anything to parse."""
    if len(arguments) < 2 or arguments[0] != "check" or any(each.startswith("-") for each in arguments):
        return None
    return list(arguments[1:])
