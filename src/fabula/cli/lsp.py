# SPDX-License-Identifier: Apache-2.0
"""`fabula lsp`: the language server, for editors that start it themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.output import say_error
from fabula.cli.report import BAD_INPUT

HELP = "Serve an editor: the language server, over standard input and output."

EXAMPLES = """\
\b
Examples:
  fabula lsp                       what an editor is told to start
  fabula lsp --folder worlds       the same, reading no file outside worlds

It speaks the Language Server Protocol and is of no use typed by hand. How to
set up an editor: docs/editors.md.
"""

MISSING = 'the language server needs pygls: pip install "fabula[lsp]"'


def lsp(
    folder: Annotated[
        str | None,
        typer.Option("--folder", metavar="FOLDER", show_default=False, help="Read no file outside this folder."),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--time", min=0.1, metavar="SECONDS", help="Give up a check after so long.")
    ] = 10.0,
    memory: Annotated[
        float, typer.Option("--memory", min=16, metavar="MIB", help="Bound what an engine keeps.")
    ] = 512.0,
) -> None:
    """Serve until the editor is gone."""
    try:
        from fabula.lsp import Bounds, DiskFolder, serve_stdio
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] not in {"pygls", "lsprotocol", "cattrs", "attrs"}:
            raise
        say_error(MISSING)
        raise typer.Exit(BAD_INPUT) from None
    serve_stdio(DiskFolder(folder), Bounds(seconds=seconds, mebibytes=memory))
