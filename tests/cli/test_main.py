# SPDX-License-Identifier: Apache-2.0
"""The command itself: help, version, and what it costs to start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import fabula
from fabula.cli.main import COMMANDS

FABULA = [sys.executable, "-c", "from fabula.cli.main import main; main()"]

HELP = """\
Usage: fabula [OPTIONS] COMMAND [ARGS]...

  A type checker for stories: check a manuscript against its world, and tell
  what can happen in it.

Options:
  --version  Show the version and exit.
  --help     Show this message and exit.

Commands:
  check    Check manuscripts and worlds.
  tell     Tell the shortest stories of a world.
  whatif   Tell a story under a change.
  why      Say why a thing is so in a story, or why not.
  knows    Say who believes what in a story, and who is wrong.
  endings  Survey all stories: which endings, how many, what decides.
  sift     Find patterns in stories: betrayal, a secret kept.
  draw     Draw a story: who is where, who believes what, what leads to what.
  report   Write a page with everything there is to say about a story.
  export   Write all stories for other programs: Ink, Twee, PDDL.
  play     Be one of a world's people, and choose.
  format   Give worlds and annotations their one layout.
  ground   Write a world in numbers, as engines read it.
  lsp      Serve an editor: the language server.
  studio   Write, ask, draw and play in the browser.
  new      Make a folder with a small world to begin from.

  Examples:
    fabula new lighthouse                       a folder with a small world
    fabula check lighthouse/lighthouse.md       does the story hold?
    fabula tell lighthouse/lighthouse.world     a story to each ending
    fabula format lighthouse/lighthouse.world   put the file into its one layout

  Exit codes:
    0  all is well             1  findings, or: proved impossible
    2  input or usage is bad   3  gave up at a limit

  `fabula COMMAND --help` shows a command's options and more examples.
"""


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user does."""
    return subprocess.run(
        [*FABULA, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=60,
        check=False,
    )


def test_help_is_whole_and_fits_80_columns() -> None:
    result = run("--help", COLUMNS="80")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == HELP
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_version() -> None:
    assert run("--version").stdout == f"fabula {fabula.__version__}\n"


def test_no_command_shows_the_help_and_is_no_success() -> None:
    result = run()
    assert result.returncode == 2
    assert "Commands:" in result.stdout + result.stderr


@pytest.mark.parametrize("arguments", [("chekc",), ("--colour",), ("tell",), ("check",), ("tell", "a", "b")])
def test_bad_usage_is_exit_2_without_a_traceback(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert "Usage:" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_package_can_be_run() -> None:
    command, environment = [sys.executable, "-m", "fabula", "--help"], os.environ | {"COLUMNS": "80"}
    result = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, HELP, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_examples(command: str) -> None:
    result = run(command, "--help", COLUMNS="80")
    assert result.returncode == 0
    assert f"  fabula {command}" in result.stdout
    assert "Examples:" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['fabula', '--help']\nfrom fabula.cli.main import main\ntry:\n    main()\nfinally:\n"
    code += "    print(sorted(set(sys.modules) & {'lark', 'rich', 'msgspec', 'fabula.language', 'fabula.engine'}))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert result.stdout.splitlines()[-1] == "[]"


BROKEN = """
import fabula.cli.main as command
command.COMMANDS["check"] = command.Entry("fabula.cli.nowhere", "")
command.main()
"""


def test_a_mistake_of_ours_is_owned_up_to_and_can_be_looked_into() -> None:
    command = [sys.executable, "-c", BROKEN, "check"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (result.returncode, result.stdout) == (70, "")
    assert result.stderr == (
        "error: Fabula has made a mistake, not you: ModuleNotFoundError: No module named 'fabula.cli.nowhere'\n"
        "Please report it, with the text that you gave it. FABULA_TRACEBACK=1 shows where it happened.\n"
    )
    shown = os.environ | {"FABULA_TRACEBACK": "1"}
    result = subprocess.run(command, capture_output=True, encoding="utf-8", env=shown, timeout=60, check=False)
    assert "Traceback" in result.stderr


FULL = """
import sys
from fabula.cli.main import main
sys.stdout = open("/dev/full", "w")
sys.argv = ["fabula", "check", "no-such.md"]
main()
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_answer_that_cannot_be_written_is_no_mistake_of_ours() -> None:
    command = [sys.executable, "-c", FULL]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (result.returncode, result.stderr) == (74, "error: the answer cannot be written: No space left on device\n")


def test_a_closed_output_takes_the_answer_and_shows_nothing() -> None:
    code = "import sys; sys.stdout = None; sys.argv = ['fabula', 'check', 'no-such.md']\n"
    command = [sys.executable, "-c", code + "from fabula.cli.main import main; main()"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (result.returncode, result.stderr) == (2, "")


INTERRUPTED = """
import builtins
real = builtins.__import__
def interrupted(name, *rest):
    if name == "typer":
        raise KeyboardInterrupt
    return real(name, *rest)
builtins.__import__ = interrupted
from fabula.__main__ import main
main()
"""


def test_an_interruption_while_the_program_is_loaded_is_quiet() -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")
