# SPDX-License-Identifier: Apache-2.0
"""A play line by line: every answer is plain text, every command a word, so that pipes and screen readers do well."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from fabula.api.errors import FabulaError, InvalidWorld
from fabula.cli.output import is_terminal, line_width, show
from fabula.cli.report import show_problems
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.model.play import PlayMoment
from fabula.render.play_text import (
    blocked_lines,
    branch_lines,
    choice_lines,
    clock_words,
    compared_lines,
    happened_lines,
    known_lines,
    steering_words,
    title_lines,
)
from fabula.render.stories import LIMIT_WORDS
from fabula.terminal.table import Table
from fabula.usecases.check_heed import GaveUp

HELP = """\
A number makes a choice; Return alone shows the choices again. Besides:
  k     what you know           k all   with what is in figures
  b     what is closed to you, and why
  u     undo                    l       all moments that you have played
  g 3   go to moment 3          c       compare with the told story
  s     save                    s FILE  save there
  h     help                    q       leave
"""


def play_by_lines(table: Table) -> None:
    """Play until the input ends or the player leaves."""
    _say(title_lines(table.play.moment, line_width()))
    _say(["Type a number to choose, h for help.", ""])
    _say(known_lines(table.play.moment.known, line_width()))
    _moment(table.play.moment, new=False)
    while (line := _asked()) is not None:
        word, _, rest = line.strip().partition(" ")
        if word in {"q", "quit", "exit"}:
            break
        try:
            _obey(table, word, rest.strip())
        except GaveUp as stopped:
            _say([f"Stopped: {LIMIT_WORDS.get(stopped.limit, stopped.limit)}. Nothing has changed."])
        except InvalidWorld as invalid:
            show_problems(invalid.diagnostics, invalid.sources)
            _say(["The world cannot go on so. Nothing has changed."])
        except FabulaError as wrong:
            _say([f"{wrong}"])
        except MemoryError:
            _say([f"Stopped: {LIMIT_WORDS['memory']}. Nothing has changed."])
    if table.output is not None:
        _kept(table.keep(), table.output)


def _asked() -> str | None:
    """The next line of the input; None where it has ended."""
    if is_terminal(sys.stdin):
        sys.stdout.write("> ")
        sys.stdout.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        show("\n" if is_terminal(sys.stdin) else "")
        return None
    if not is_terminal(sys.stdin):
        show(f"> {line.strip()}\n")
    return line


def _obey(table: Table, word: str, rest: str) -> None:
    """Do what a line asks for."""
    width, play = line_width(), table.play
    match word:
        case "":
            _moment(play.moment, new=False)
        case "k" | "know":
            _say(known_lines(play.moment.known, width, figures=rest == "all"))
        case "b" | "blocked":
            _say(blocked_lines(play.blocked(), width))
        case "l" | "list":
            _say(branch_lines(play.branches(), width))
        case "c" | "compare":
            _compare(table)
        case "u" | "undo":
            _kept(table.undo())
            _moment(table.play.moment)
        case "g" | "go":
            _kept(table.go(int(rest)) if rest.isdecimal() else None)
            _moment(table.play.moment, new=rest.isdecimal())
        case "s" | "save":
            saved = table.save(rest)
            _kept(saved if isinstance(saved, Diagnostic) else None, "" if isinstance(saved, Diagnostic) else saved)
        case "h" | "help" | "?":
            show(HELP)
        case _:
            _choose(table, f"{word} {rest}".strip())


def _choose(table: Table, said: str) -> None:
    """Make the choice of a number, or of a key."""
    choices = table.play.moment.choices
    keys = {"".join(choice.key.split()): choice.key for choice in choices}
    number = int(said) if said.isdecimal() and len(said) < 9 else 0
    key = choices[number - 1].key if 0 < number <= len(choices) else keys.get("".join(said.split()))
    if key is None:
        _say([f"`{said}` is no choice: type a number from 1 to {len(choices)}, or h for help."])
        return
    cancel = Cancel()
    with watching(cancel, grace=PATIENCE, raised=GaveUp):
        problem = table.choose(key, cancel)
    _kept(problem)
    _moment(table.play.moment)


def _compare(table: Table) -> None:
    compared = table.compared()
    if compared is None:
        _say(["No story in character was found to compare with: name a manuscript with --told."])
    else:
        _say(compared_lines(compared, line_width()))


def _moment(moment: PlayMoment, *, new: bool = True) -> None:
    """What has happened (where the moment is new), how things stand, and what may be chosen."""
    width = line_width()
    if new:
        _say(happened_lines(moment, width))
    status = [clock_words(moment.clock)] if moment.clock is not None else []
    status += [steering_words(moment.steering)] if moment.steering is not None else []
    _say(["", *([f"[{'; '.join(status)}]"] if status else []), *choice_lines(moment, width)])


def _kept(problem: Diagnostic | None, name: str = "") -> None:
    """Say that the play has been saved, or why not."""
    if problem is not None:
        show_problems((problem,), {})
    elif name:
        _say([f"Saved: {name}"])


def _say(lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    show(f"{text}\n" if text else "")
