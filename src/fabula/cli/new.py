# SPDX-License-Identifier: Apache-2.0
"""`fabula new NAME`: a folder with a small world and a manuscript that check clean, commented, to begin from."""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import Annotated

import typer

from fabula import files
from fabula.cli.output import say_error, show
from fabula.cli.report import BAD_INPUT, show_problems

HELP = "Make a folder NAME with a small world and a manuscript to begin from."

EXAMPLES = """\
\b
Examples:
  fabula new lighthouse                    makes lighthouse/lighthouse.world
                                           and lighthouse/lighthouse.md
  fabula check lighthouse/lighthouse.md    does its story hold?

NAME is letters, digits, `-` and `_`. A folder that is there already is not
touched.
"""

LONGEST_NAME = 80


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="What to call the world.")],
) -> None:
    """Make the folder, or say why not."""
    wrong = problem_of_name(name)
    if wrong is not None:
        say_error(wrong)
        raise typer.Exit(BAD_INPUT)
    problem = files.create_folder(name, new_files(name))
    if problem is not None:
        show_problems((problem,), {})
        raise typer.Exit(BAD_INPUT)
    show(
        f"Made {name}/{name}.world and {name}/{name}.md. Now try:\n\n"
        f"  fabula check {name}/{name}.md\n"
        f"  fabula tell {name}/{name}.world\n"
    )


def problem_of_name(name: str) -> str | None:
    """What is wrong with a name for a new world; None if it will do."""
    if not name:
        return "a name is needed: `fabula new lighthouse`"
    if "/" in name or "\\" in name:
        return f"`{name}` is a path: go to the folder that shall hold the new one, and give a name alone"
    if len(name) > LONGEST_NAME:
        return f"the name is too long: at most {LONGEST_NAME} characters"
    wrong = next((letter for letter in name if not (letter.isalnum() or letter in "-_")), None)
    if wrong is not None:
        return f"`{name}` holds {wrong!r}: a name is letters, digits, `-` and `_`"
    if not name[0].isalnum():
        return f"`{name}` begins with `{name[0]}`: a name begins with a letter or a digit"
    return None


def new_files(name: str) -> dict[str, str]:
    """The texts of a new world's folder, by file name."""
    title = name.replace("_", " ").replace("-", " ").strip()
    words = {"name": name, "title": title[:1].upper() + title[1:]}
    templates = resources.files("fabula.cli") / "templates"
    return {
        f"{name}.{ending}": Template((templates / f"new.{ending}").read_text(encoding="utf-8")).substitute(words)
        for ending in ("world", "md")
    }
