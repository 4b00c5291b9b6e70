# SPDX-License-Identifier: Apache-2.0
"""The command `fabula`: a table of commands, each in a module that is imported when the command runs.

The heavy parts (grammar, engine) are imported at the top of the commands' modules, as everywhere; only this table
stands between them and `fabula --help`, which therefore starts in a small part of a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from fabula import __version__
from fabula.cli.mistakes import owned_up
from fabula.cli.output import prepare_streams

if TYPE_CHECKING:
    from collections.abc import Callable


class Entry(NamedTuple):
    """A command: the module that holds a function of the command's name, and its line in `fabula --help`."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "check": Entry("fabula.cli.check", "Check manuscripts and worlds."),
    "tell": Entry("fabula.cli.tell", "Tell the shortest stories of a world."),
    "whatif": Entry("fabula.cli.whatif", "Tell a story under a change."),
    "why": Entry("fabula.cli.why", "Say why a thing is so in a story, or why not."),
    "knows": Entry("fabula.cli.knows", "Say who believes what in a story, and who is wrong."),
    "endings": Entry("fabula.cli.endings", "Survey all stories: which endings, how many, what decides."),
    "sift": Entry("fabula.cli.sift", "Find patterns in stories: betrayal, a secret kept."),
    "draw": Entry("fabula.cli.draw", "Draw a story: who is where, who believes what, what leads to what."),
    "report": Entry("fabula.cli.report_page", "Write a page with everything there is to say about a story."),
    "export": Entry("fabula.cli.export", "Write all stories for other programs: Ink, Twee, PDDL."),
    "play": Entry("fabula.cli.play", "Be one of a world's people, and choose."),
    "format": Entry("fabula.cli.format", "Give worlds and annotations their one layout."),
    "ground": Entry("fabula.cli.ground", "Write a world in numbers, as engines read it."),
    "lsp": Entry("fabula.cli.lsp", "Serve an editor: the language server."),
    "studio": Entry("fabula.cli.studio", "Write, ask, draw and play in the browser."),
    "new": Entry("fabula.cli.new", "Make a folder with a small world to begin from."),
}

HELP = "A type checker for stories: check a manuscript against its world, and tell what can happen in it."

EXAMPLES = """\
\b
Examples:
  fabula new lighthouse                       a folder with a small world
  fabula check lighthouse/lighthouse.md       does the story hold?
  fabula tell lighthouse/lighthouse.world     a story to each ending
  fabula format lighthouse/lighthouse.world   put the file into its one layout

\b
Exit codes:
  0  all is well             1  findings, or: proved impossible
  2  input or usage is bad   3  gave up at a limit

`fabula COMMAND --help` shows a command's options and more examples.
"""


class CommandTable(TyperGroup):
    """The commands of `COMMANDS`, each made from its module when it is asked for by name."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- Typer passes it
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 -- Typer passes it
        """The command of that name, or None."""
        entry = COMMANDS.get(cmd_name)
        return None if entry is None else load_command(cmd_name, entry)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 -- Typer passes it
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


def load_command(name: str, entry: Entry) -> Any:
    """The command that the function called `name` of the entry's module makes."""
    module = import_module(entry.module)
    function: Callable[..., None] = getattr(module, name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, help=module.HELP, epilog=module.EXAMPLES)(function)
    return typer.main.get_command(single)


app = typer.Typer(
    cls=CommandTable, add_completion=False, rich_markup_mode=None, no_args_is_help=True, pretty_exceptions_enable=False
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fabula {__version__}")
        raise typer.Exit


@app.callback(help=HELP, epilog=EXAMPLES)
def _fabula(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line; never shows a traceback for what an author or a user may do."""
    prepare_streams()
    with owned_up():
        app(prog_name="fabula")
