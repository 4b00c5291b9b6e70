# SPDX-License-Identifier: Apache-2.0
"""What a player has before them: the play where it is, and the file in which it is kept.

The one thing here that changes: both front ends (lines, and the screen) put a newer play in the place of the old.
"""

from __future__ import annotations

import os
from pathlib import Path

from fabula import files
from fabula.api.play import Play
from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.model.play import ComparedPlay
from fabula.records import dataclass
from fabula.usecases.problems import playing


@dataclass(slots=True)
class Table:
    """A play, the path of its world's file, where it is kept after each choice, and the story it is compared with.

    `own` are the files that this play may be written to although they are there: those that it was kept in before.
    """

    play: Play
    world: str
    output: str | None = None
    told: str | None = None
    own: frozenset[str] = frozenset()

    def choose(self, key: str, cancel: Cancel | None = None) -> Diagnostic | None:
        """Make a choice, and keep the play; what is wrong where it cannot be kept."""
        self.play = self.play.choose(key, cancel)
        return self.keep()

    def undo(self) -> Diagnostic | None:
        """Go back one choice."""
        self.play = self.play.undo()
        return self.keep()

    def go(self, moment: int) -> Diagnostic | None:
        """Go to any moment that was played; raises `InvalidQuestion` for one that was not."""
        self.play = self.play.go(moment)
        return self.keep()

    def keep(self) -> Diagnostic | None:
        """Write the play to where it is kept, if anywhere."""
        return None if self.output is None else self._write(self.output)

    def save(self, path: str = "") -> str | Diagnostic:
        """Write the play to a file (empty: the one it is kept in, or a new one), and the file's name."""
        name = path or self.output or self._new_name()
        problem = self._write(name)
        if problem is None and not path:
            self.output = name
        return name if problem is None else problem

    def compared(self, cancel: Cancel | None = None) -> ComparedPlay | None:
        """The play beside the told story; None where there is none to be found."""
        return self.play.compare(self.told, cancel)

    def _write(self, path: str) -> Diagnostic | None:
        """Write the play to a file that is not there yet, or is its own."""
        place = os.path.realpath(path)
        if os.path.lexists(path) and place not in self.own:
            return playing.file_is_there(path)
        problem = files.write(path, self.play.transcript(self._world_from(path)))
        if problem is None:
            self.own |= {place}
        return problem

    def _world_from(self, path: str) -> str:
        """The path of the world's file, counted from the folder of another file."""
        try:
            found = os.path.relpath(os.path.realpath(self.world), os.path.realpath(Path(path).parent))
        except ValueError:  # on another drive
            found = os.path.realpath(self.world)
        return found.replace(os.sep, "/")

    def _new_name(self) -> str:
        """The name of a file that is not there yet: `gates-Spike.md`."""
        begin = f"{Path(self.world).stem}-{self.play.moment.person}"
        number = 1
        while os.path.lexists(name := f"{begin}.md" if number == 1 else f"{begin}-{number}.md"):
            number += 1
        return name
