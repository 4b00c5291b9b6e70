# SPDX-License-Identifier: Apache-2.0
"""The start: what is so, what is believed to be so where nothing else was said, and the laws at rest."""

from __future__ import annotations

from fabula.model.values import Value
from fabula.semantics.laws import Laws
from fabula.semantics.state import Path, State

Stated = tuple[tuple[Path, int, Value], ...]
"""Beliefs that the start states."""


class Start(Laws):
    """Builds the first state."""

    def start(self) -> State:
        """The state at the start, laws at rest."""
        return self.settled(self.told(self.program.start_values, self.program.start_beliefs, self.depth))

    def told(self, values: tuple[Value, ...], stated: Stated, depth: int) -> State:
        """The state with these values and, inside minds, what is stated.

        "At the start everyone believes the truth, except where the start says otherwise (`Ash believes Wren believes
        f = v`; what is not said about `s/p/q` is as in `s/p`, and `s/p/p` is `s/p`)". More exactly: what is not said at
        the end of a path of minds is as it is on the same path without its *last* mind, so that whoever errs believes
        that the others see it as they do.
        """
        if depth == 0:
            return self.make(values, ())
        if not stated:
            common = self.told(values, (), depth - 1)
            return self.make(values, (common,) * len(self.program.people))
        return self.make(
            values, tuple(self.mind_told(values, stated, person, depth) for person in range(len(self.program.people)))
        )

    def mind_told(self, values: tuple[Value, ...], stated: Stated, person: int, depth: int) -> State:
        """The mind of one person inside a state with these values."""
        believed = list(values)
        for path, fluent, value in stated:
            if path == (person,):
                believed[fluent] = value
        inner = tuple(
            (path[1:], fluent, value) for path, fluent, value in stated if path[0] == person and len(path) > 1
        )
        return self.told(tuple(believed), inner, depth - 1)
