# SPDX-License-Identifier: Apache-2.0
"""`fabula studio [FOLDER]`: write, check, ask, draw and play in the browser, on this machine alone."""

from __future__ import annotations

import importlib.util
import threading
from pathlib import Path
from typing import Annotated

import typer

from fabula import files
from fabula.cli.output import say_error, show
from fabula.cli.report import BAD_INPUT, show_problems

HELP = """\
Open the studio in the browser on FOLDER: your own folder of worlds and manuscripts, which stay plain files.

Without FOLDER, on `fabula-worlds` here: a copy of the founding worlds, made the first time. The studio is served to
this machine alone, and only to who opens the address that is printed. Ctrl-C ends it.
"""

EXAMPLES = """\
\b
Examples:
  fabula studio                     a copy of the founding worlds
  fabula studio .                   the folder you are in
  fabula studio my-novel --port 9000
  fabula studio --no-browser        print the address, open nothing

\b
Exit codes:
  0  ended by Ctrl-C      2  no such folder, or the port is taken
"""

OWN_COPY = "fabula-worlds"
NEEDED = ("starlette", "uvicorn", "websockets", "pygls")
MISSING = 'the studio needs packages that are not installed: pip install "fabula[studio]"'


def studio(
    folder: Annotated[
        str | None, typer.Argument(metavar="FOLDER", show_default=False, help="A folder of worlds and manuscripts.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=1024, max=65535, metavar="N", show_default=False, help="8127, or the next free one."
        ),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
) -> None:
    """Serve until Ctrl-C."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        say_error(MISSING)
        raise typer.Exit(BAD_INPUT)
    root = _own_copy() if folder is None else _folder(folder)
    from fabula.studio.serving import PortTaken
    from fabula.studio.start import run_studio

    try:
        run_studio(root, port, lambda address: _ready(root, address, open_it=not no_browser))
    except PortTaken:
        say_error(f"port {port} is taken by another program: choose another, or leave out `--port`")
        raise typer.Exit(BAD_INPUT) from None
    except KeyboardInterrupt:
        pass


def _folder(path: str) -> str:
    """The folder that is asked for; ends the command where it is none."""
    if Path(path).is_dir():
        return path
    if Path(path).exists():
        say_error(f"`{path}` is no folder: name the folder that it lies in")
    else:
        say_error(f"there is no folder `{path}`: make it first, or begin a world with `fabula new NAME`")
    raise typer.Exit(BAD_INPUT)


def _own_copy() -> str:
    """The folder with a copy of the founding worlds, made if it is not there; what is in it is never touched."""
    if Path(OWN_COPY).is_dir():
        return OWN_COPY
    from fabula.studio.examples import examples

    texts = {f"{example.name}/{name}": text for example in examples() for name, text in example.texts.items()}
    for folder in sorted({f"{OWN_COPY}/{name}".rpartition("/")[0] for name in texts}):
        Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        problem = files.write(f"{OWN_COPY}/{name}", text)
        if problem is not None:
            show_problems((problem,), {})
            raise typer.Exit(BAD_INPUT)
    show(f"Made {OWN_COPY}/ with a copy of the founding worlds: change in it what you like.\n")
    return OWN_COPY


def _ready(root: str, address: str, open_it: bool) -> None:
    show(f"The studio is open on {Path(root).resolve()}:\n\n  {address}\n\nCtrl-C ends it.\n")
    if open_it:
        import webbrowser

        # Some browsers make who opens them wait; the studio does not.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
