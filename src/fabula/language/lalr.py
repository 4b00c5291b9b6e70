# SPDX-License-Identifier: Apache-2.0
"""An LALR(1) parser fed word by word, on tables that were made before (`grammar_tables.py`, by `make grammar`).

Lark works the tables out of `grammar.lark` and is not needed afterwards: reading the tables takes a millisecond, making
them a sixth of a second. What trees look like is told by Lark's rules: `?rule` with one child is that child, `_rule` is
spread out in what holds it, words in quotes are left out unless the rule begins with `!`, and None stands where
something in square brackets was not written.
"""

from __future__ import annotations

from functools import cache

from fabula.language import grammar_tables
from fabula.records import dataclass

END = "$END"
_NOTHING = -1_000_000


class Token(str):
    """A word or sign: its text, the terminal of the grammar that it is, and where it stands."""

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int


def make_token(kind: str, text: str, start: int, end: int) -> Token:
    """A word or sign of the grammar's terminal `kind` and its place."""
    token = str.__new__(Token, text)
    token.type, token.start_pos, token.end_pos = kind, start, end
    return token


class Tree:
    """What a rule of the grammar stands for in a text: the rule's name, what is below it, and where it stands."""

    __slots__ = ("children", "data", "end_pos", "start_pos")

    def __init__(self, data: str, children: list[Tree | Token | None], start_pos: int, end_pos: int) -> None:
        self.data = data
        self.children = children
        self.start_pos = start_pos
        self.end_pos = end_pos


Node = Tree | Token
_Value = Tree | Token | None | list["Tree | Token | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it reads, in how many parts, and what of them its tree keeps.

    `kept` are numbers of parts; `~number` is a part that is spread out. `passes`: the rule is its only part. `spread`:
    the rule itself is spread out in what holds it. `alone`: one part that is kept stands for the whole. `grows`: a rule
    that is spread out begins with one that is.
    """

    origin: str
    name: str
    size: int
    kept: tuple[int, ...]
    passes: bool
    spread: bool
    alone: bool
    grows: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """What to do in a state at a word (by its terminal), or after a rule (by its name).

    A number is the state to go to; a negative one says to put together what a rule of the grammar reads: -1 is the
    first rule. `starts` gives the first and the last state of each rule with which a line may begin; `words` the
    terminals of words.
    """

    states: tuple[dict[str, int], ...]
    rules: tuple[Rule, ...]
    starts: dict[str, tuple[int, int]]
    words: dict[str, str]


@cache
def load_tables() -> Tables:
    """The tables, read once when they are first needed."""
    symbols = grammar_tables.SYMBOLS.split()
    words = grammar_tables.WORDS.split()
    starts = grammar_tables.STARTS.split()
    rules = grammar_tables.RULES.replace(",\n", ",").split()
    states = []
    for row in grammar_tables.STATES.replace(",\n", ",").split():
        cells = [cell.split(":") for cell in row.split(",") if cell != "."]
        states.append({symbols[int(symbol)]: int(target) for symbol, target in cells})
    return Tables(
        tuple(states),
        tuple(_rule(*rules[at : at + 4]) for at in range(0, len(rules), 4)),
        {starts[at]: (int(starts[at + 1]), int(starts[at + 2])) for at in range(0, len(starts), 3)},
        dict(zip(words[::2], words[1::2], strict=True)),
    )


def _rule(origin: str, name: str, size: str, kept: str) -> Rule:
    parts = [] if kept == "." else kept.split(",")
    numbers = tuple(_NOTHING if part == "-" else ~int(part[1:]) if part[0] == "*" else int(part) for part in parts)
    alone = name.startswith("?")
    return Rule(
        origin,
        name.removeprefix("?"),
        int(size),
        numbers,
        passes=alone and size == "1" and numbers == (0,),
        spread=name.startswith("_"),
        alone=alone,
        grows=name.startswith("_") and numbers[:1] == (~0,),
    )


class Parser:
    """One line on its way through the tables: the states it is in, and what has been read in each of them."""

    __slots__ = ("_last", "_tables", "ends", "starts", "states", "values")

    def __init__(self, tables: Tables, start: str, before: Parser | None = None) -> None:
        """Begin a line, or (`before`) go on from where another reading of it is."""
        first, self._last = tables.starts[start]
        self._tables = tables
        self.states = [first]
        self.values: list[_Value] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        if before is not None:
            self.states = before.states.copy()
            self.values = [value.copy() if isinstance(value, list) else value for value in before.values]
            self.starts, self.ends = before.starts.copy(), before.ends.copy()

    def may_stand(self, terminal: str) -> bool:
        """Whether the table has something for a word of this terminal (which may yet turn out not to fit)."""
        return terminal in self._tables.states[self.states[-1]]

    def feed(self, token: Token) -> bool:
        """Read a word; False if it cannot stand here."""
        states, table, rules, kind = self.states, self._tables.states, self._tables.rules, token.type
        target = table[states[-1]].get(kind)
        while target is not None and target < 0:
            rule = rules[~target]
            if rule.passes:
                states[-1] = table[states[-2]][rule.origin]
            else:
                self._put_together(rule)
            target = table[states[-1]].get(kind)
        if target is None:
            return False
        states.append(target)
        self.values.append(token)
        self.starts.append(token.start_pos)
        self.ends.append(token.end_pos)
        return True

    def finish(self) -> Tree | None:
        """The tree of the line, which ends here; None if it cannot."""
        states, table, rules = self.states, self._tables.states, self._tables.rules
        while states[-1] != self._last:
            target = table[states[-1]].get(END)
            if target is None or target >= 0:
                return None
            rule = rules[~target]
            if rule.passes:
                states[-1] = table[states[-2]][rule.origin]
            else:
                self._put_together(rule)
        (tree,) = self.values
        return tree if isinstance(tree, Tree) else None

    def accepted(self) -> set[str]:
        """The terminals that can stand here, `$END` among them if the line may end."""
        here = self._tables.states[self.states[-1]]
        return {symbol for symbol in here if symbol.isupper() and self._fits(symbol)}

    def _fits(self, terminal: str) -> bool:
        """Whether a word of the terminal can stand here; only states are looked at."""
        states, table = self.states.copy(), self._tables.states
        while (target := table[states[-1]].get(terminal)) is not None:
            if target >= 0:
                return True
            rule = self._tables.rules[~target]
            del states[-rule.size :]
            states.append(table[states[-1]][rule.origin])
            if terminal == END and states[-1] == self._last:
                return True
        return False

    def _put_together(self, rule: Rule) -> None:
        """Make what a rule reads of its parts, which are the last ones read."""
        size = rule.size
        values, starts, ends, states = self.values, self.starts, self.ends, self.states
        children: list[Tree | Token | None] = []
        kept = rule.kept
        if rule.grows:
            # The list made so far goes on: copying it each time would take time with the square of its length.
            children = values[-size]  # type: ignore[assignment]  # it is a list
            kept = kept[1:]
        for place in kept:
            if place >= 0:
                children.append(values[place - size])  # type: ignore[arg-type]  # only what is spread out is a list
            elif place == _NOTHING:
                children.append(None)
            else:
                children += values[~place - size]  # type: ignore[arg-type]  # these are lists
        if size > 1:
            del values[1 - size :], starts[1 - size :], ends[-size:-1]
        if rule.spread:
            values[-1] = children
        elif rule.alone and len(children) == 1:
            values[-1] = children[0]
        else:
            values[-1] = Tree(rule.name, children, starts[-1], ends[-1])
        del states[-size:]
        states.append(self._tables.states[states[-1]][rule.origin])
