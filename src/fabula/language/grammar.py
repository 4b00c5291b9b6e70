# SPDX-License-Identifier: Apache-2.0
"""The parser that Lark makes of `grammar.lark`, and how one logical line is put through it.

Lark's LALR parser is fed word by word: so a word that is not reserved (`text`, `sees`, `each`) can be a keyword where
the grammar asks for it and a name everywhere else, and a colon or comma that was left out can be put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Tree, UnexpectedToken
from lark.lexer import Lexer, LexerState

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.advice import advise
from fabula.language.layout import Line, place_of
from fabula.language.problems import lines as problems, writing
from fabula.language.tokens import RESERVED, make_token

DEEPEST_TREE = 100
"""So many parts may stand inside each other. Whoever walks a tree by recursion relies on it."""

_MOST_MENDED = 3
"""So many signs are put into one line before it counts as unreadable."""

_STARTS = (
    *("world", "variant", "include", "kind", "things", "fact", "define", "start", "event", "law", "sight", "wants"),
    *("ending", "without", "text", "quoted", "when", "then", "by", "people", "seen", "takes", "sees", "terms"),
    *("statement", "statements", "expression", "call", "calls"),
)


class _NoLexer(Lexer):
    """Words come from `tokens.py`; Lark only asks that there be a lexer."""

    def __init__(self, conf: object) -> None:
        """Take Lark's settings, and need none."""

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:  # noqa: ARG002  Lark's signature
        """No words."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lark's parser, and the terminals of the words that are keywords only here and there."""

    lark: Lark
    contextual: dict[str, str]


@cache
def load_grammar() -> Grammar:
    """The grammar, made once when it is first needed."""
    text = resources.files("fabula.language").joinpath("grammar.lark").read_text("utf-8")
    lark = Lark(
        text,
        parser="lalr",
        lexer=_NoLexer,
        start=[f"{start}_line" for start in _STARTS],
        propagate_positions=True,
        maybe_placeholders=True,
    )
    words = {terminal.pattern.value: terminal.name for terminal in lark.terminals}
    contextual = {word: name for word, name in words.items() if word.isidentifier() and word not in RESERVED}
    return Grammar(lark, contextual)


class LineReader:
    """Reads logical lines of one source, and collects what is wrong with them."""

    def __init__(self, source: Source, reported: list[Diagnostic]) -> None:
        self.source = source
        self.reported = reported
        self.grammar = load_grammar()

    def read(self, line: Line, rule: str) -> Tree[Token] | None:
        """The tree of a line that is a `rule`_line; None if it cannot be read (which has been reported)."""
        if line.unreadable:
            return None
        tree = _Reading(self, line, rule).read()
        if tree is not None and len(line.tokens) > DEEPEST_TREE and _depth_exceeds(tree, DEEPEST_TREE):
            place = place_of(self.source, line.tokens[0])
            self.reported.append(writing.too_deep(place, DEEPEST_TREE, "parts"))
            return None
        return tree

    def fits(self, line: Line, rule: str) -> bool:
        """Whether a line can be read as a `rule`_line, without saying anything about it."""
        quiet = LineReader(self.source, [])
        return quiet.read(line, rule) is not None and not quiet.reported


class _Reading:
    """One line on its way through the parser."""

    def __init__(self, reader: LineReader, line: Line, rule: str) -> None:
        self.reader = reader
        self.line = line
        self.rule = rule
        self.mended = 0
        # Lark's interactive parser has no types of its own.
        self.parser: Any = reader.grammar.lark.parse_interactive(start=f"{rule}_line")

    def read(self) -> Tree[Token] | None:
        """The tree, or None."""
        contextual = self.reader.grammar.contextual
        feed = self.parser.parser_state.feed_token
        for index, token in enumerate(self.line.tokens):
            try:
                feed(self._in_context(token) if token in contextual else token)
            except UnexpectedToken:
                if not self._mend(token, index):
                    return None
                feed = self.parser.parser_state.feed_token
        end = self.line.tokens[-1].end_pos or 0
        last = make_token("$END", "", end, end)
        try:
            tree: Tree[Token] = self.parser.feed_token(last)
        except UnexpectedToken:
            return self._mend_end(last)
        return tree

    def _in_context(self, token: Token) -> Token:
        """The word as a keyword, if it is one and one may stand here."""
        if token.type != "NAME":
            return token
        terminal = self.reader.grammar.contextual.get(token)
        if terminal is None or terminal not in self.parser.choices():
            return token
        return make_token(terminal, str(token), token.start_pos, token.end_pos)

    def _mend(self, token: Token, index: int) -> bool:
        """Put in what is missing before `token`, report it, and go on; or report the token, and give up."""
        accepted = self.parser.accepts()
        # `if C then E`: the colon is not missing, something else stands in its place.
        for terminal, missing in (
            () if token == "then" else (("COLON", problems.missing_colon), ("COMMA", problems.missing_comma))
        ):
            if terminal not in accepted or not self._may_lack(terminal, accepted):
                continue
            if self._put_in(terminal, token):
                self._report(missing(*self._gap(token, index)))
                return True
        self._report_unexpected(token, index, accepted)
        return False

    def _may_lack(self, terminal: str, accepted: set[str]) -> bool:
        """Whether a sign is likely to be what is missing: commas between names and in brackets, colons elsewhere."""
        if self.rule in ("kind", "things"):
            return terminal == "COMMA"
        return terminal == "COLON" or "RPAR" in accepted

    def _gap(self, token: Token, index: int) -> tuple[Span, str]:
        """The place right after the word before `token`, and the white space to put in there."""
        end = (self.line.tokens[index - 1].end_pos or 0) if index else (token.start_pos or 0)
        return Span(self.reader.source.name, end, end), " " if end == token.start_pos else ""

    def _put_in(self, terminal: str, token: Token) -> bool:
        """Whether a sign can be put in before `token`; if so, both are read."""
        if self.mended == _MOST_MENDED:
            return False
        before, self.parser = self.parser, self.parser.copy(deepcopy_values=False)
        start = token.start_pos
        try:
            self.parser.feed_token(make_token(terminal, "", start, start))
            self.parser.feed_token(self._in_context(token))
        except UnexpectedToken:
            self.parser = before
            return False
        self.mended += 1
        return True

    def _mend_end(self, last: Token) -> Tree[Token] | None:
        """Put in the colon missing at the end of the line, or report that the line ends too early."""
        accepted = self.parser.accepts()
        place = place_of(self.reader.source, last)
        if "COLON" in accepted:
            trial = self.parser.copy(deepcopy_values=False)
            try:
                trial.feed_token(make_token("COLON", "", last.start_pos, last.end_pos))
                tree: Tree[Token] = trial.feed_token(last)
            except UnexpectedToken:
                pass
            else:
                self._report(problems.missing_colon(place, ""))
                return tree
        advice = advise(self.line.tokens, len(self.line.tokens), self.rule, accepted)
        self._report(problems.ends_early(place, accepted, advice))
        return None

    def _report_unexpected(self, token: Token, index: int, accepted: set[str]) -> None:
        """Say what is wrong with a word that cannot stand where it does."""
        place = place_of(self.reader.source, token)
        advice = advise(self.line.tokens, index, self.rule, accepted)
        if advice is None and "NAME" in accepted and token.type in RESERVED.values() and "LPAR" not in accepted:
            self._report(problems.reserved_word(place, str(token)))
            return
        self._report(problems.unexpected(place, str(token), accepted, advice, guess=token.type == "NAME"))

    def _report(self, problem: Diagnostic) -> None:
        """Report a problem, unless something in this line has been reported that explains it."""
        if not self.line.doubtful:
            self.reader.reported.append(problem)


def _depth_exceeds(tree: Tree[Token], most: int) -> bool:
    """Whether more than `most` trees stand inside each other. Without recursion: that is what is being prevented."""
    level: list[Tree[Token]] = [tree]
    for _ in range(most):
        level = [child for parent in level for child in parent.children if isinstance(child, Tree)]
        if not level:
            return False
    return True
