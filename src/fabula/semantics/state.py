# SPDX-License-Identifier: Apache-2.0
"""A state: what is so, and what each person believes to be so, which is a state again.

Minds inside minds go on without end; a state keeps them to a finite depth, and in the innermost states that are kept
everybody believes what is so there. States are never changed; what did not change is shared between them.
"""

from __future__ import annotations

from collections.abc import Iterable

from fabula.model.values import Value

Path = tuple[int, ...]
"""Minds from the outside in: (0, 3) is what person 0 believes that person 3 believes; () is what is so."""

Write = tuple[Path, int, Value]
"""At the end of the path of minds, the fluent takes the value."""


class State:
    """A valuation of every fluent, and for each person the state they believe in (none in an innermost state)."""

    __slots__ = ("_hash", "believed", "values")

    def __init__(self, values: tuple[Value, ...], believed: tuple[State, ...]) -> None:
        self.values = values
        self.believed = believed
        self._hash = hash((values, believed))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, State):
            return NotImplemented
        return self._hash == other._hash and self.values == other.values and self.believed == other.believed

    def __repr__(self) -> str:
        return f"<state {list(self.values)} of depth {self.depth}>"

    @property
    def depth(self) -> int:
        """How many minds inside minds are kept."""
        return 1 + self.believed[0].depth if self.believed else 0

    def mind(self, person: int) -> State:
        """What the person believes to be so."""
        return self.believed[person] if self.believed else self

    def denies(self, write: Write) -> bool:
        """Whether, in a mind that is kept, a fluent has another value than what is to be put there."""
        path, fluent, value = write
        state = self
        for person in path:
            if not state.believed:
                return False
            state = state.believed[person]
        return state.values[fluent] != value

    def at(self, path: Path) -> State:
        """The state at the end of a path of minds."""
        state = self
        for person in path:
            state = state.mind(person)
        return state


class States:
    """Makes every state of one world. An engine that wants equal states to be one object overrides `make`."""

    def make(self, values: tuple[Value, ...], believed: tuple[State, ...]) -> State:
        """The state with these values and these minds."""
        return State(values, believed)

    def imposed(self, state: State, writes: Iterable[Write], owner: int | None = None) -> State:
        """The state with values put in just where the writes say; a mind that is not kept takes none.

        What is put into somebody's mind they know to be in it: so it goes into what they believe that they believe as
        well. `owner` is the person whose mind `state` is, None where it is nobody's.
        """
        values: list[Value] | None = None
        inner: dict[int, list[Write]] = {}
        for path, fluent, value in writes:
            if path:
                inner.setdefault(path[0], []).append((path[1:], fluent, value))
                continue
            values = list(state.values) if values is None else values
            values[fluent] = value
            if owner is not None:
                inner.setdefault(owner, []).append(((), fluent, value))
        believed = state.believed
        if inner and believed:
            believed = tuple(
                self.imposed(mind, inner[person], person) if person in inner else mind
                for person, mind in enumerate(believed)
            )
        return self.remade(state, state.values if values is None else tuple(values), believed)

    def remade(self, state: State, values: tuple[Value, ...], believed: tuple[State, ...]) -> State:
        """The state with these values and minds: the same object where nothing differs."""
        if values == state.values:
            for new, old in zip(believed, state.believed, strict=True):
                if new is not old:
                    return self.make(state.values, believed)
            return state
        return self.make(values, believed)
