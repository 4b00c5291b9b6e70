# SPDX-License-Identifier: Apache-2.0
"""How one logical line is put through the parser of `grammar.lark`.

The parser (`lalr.py`) is fed word by word: so a word that is not reserved (`text`, `sees`, `each`) can be a keyword
where the grammar asks for it and a name everywhere else, and a colon or comma that was left out can be put in.
"""

from __future__ import annotations

from functools import cache

from fabula.diagnostics import Diagnostic, Source, Span
from fabula.language.advice import advise
from fabula.language.lalr import Parser, Token, Tree, load_tables, make_token
from fabula.language.layout import Line, place_of
from fabula.language.problems import lines as problems, writing
from fabula.language.tokens import RESERVED

DEEPEST_TREE = 100
"""So many parts may stand inside each other. Whoever walks a tree by recursion relies on it."""

_MOST_MENDED = 3
"""So many signs are put into one line before it counts as unreadable."""


@cache
def contextual_words() -> dict[str, str]:
    """The terminals of the words that are keywords only here and there."""
    return {word: terminal for word, terminal in load_tables().words.items() if word not in RESERVED}


class LineReader:
    """Reads logical lines of one source, and collects what is wrong with them."""

    def __init__(self, source: Source, reported: list[Diagnostic]) -> None:
        self.source = source
        self.reported = reported
        self.tables = load_tables()
        self.contextual = contextual_words()

    def read(self, line: Line, rule: str) -> Tree | None:
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
        self.parser = self._parser()

    def _parser(self, before: Parser | None = None) -> Parser:
        return Parser(self.reader.tables, f"{self.rule}_line", before)

    def read(self) -> Tree | None:
        """The tree, or None."""
        contextual = self.reader.contextual
        for index, token in enumerate(self.line.tokens):
            taken = self._in_context(token) if token in contextual else token
            if not self.parser.feed(taken) and not self._mend(token, index):
                return None
        return self.parser.finish() or self._mend_end()

    def _in_context(self, token: Token) -> Token:
        """The word as a keyword, if it is one and one may stand here."""
        if token.type != "NAME":
            return token
        terminal = self.reader.contextual.get(token)
        if terminal is None or not self.parser.may_stand(terminal):
            return token
        return make_token(terminal, str(token), token.start_pos, token.end_pos)

    def _mend(self, token: Token, index: int) -> bool:
        """Put in what is missing before `token`, report it, and go on; or report the token, and give up."""
        accepted = self.parser.accepted()
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
        end = self.line.tokens[index - 1].end_pos if index else token.start_pos
        return Span(self.reader.source.name, end, end), " " if end == token.start_pos else ""

    def _put_in(self, terminal: str, token: Token) -> bool:
        """Whether a sign can be put in before `token`; if so, both are read."""
        if self.mended == _MOST_MENDED:
            return False
        trial, start = self._parser(self.parser), token.start_pos
        before, self.parser = self.parser, trial
        if not trial.feed(make_token(terminal, "", start, start)) or not trial.feed(self._in_context(token)):
            self.parser = before
            return False
        self.mended += 1
        return True

    def _mend_end(self) -> Tree | None:
        """Put in the colon missing at the end of the line, or report that the line ends too early."""
        accepted = self.parser.accepted()
        end = self.line.tokens[-1].end_pos
        place = Span(self.reader.source.name, end, end)
        if "COLON" in accepted:
            trial = self._parser(self.parser)
            tree = trial.finish() if trial.feed(make_token("COLON", "", end, end)) else None
            if tree is not None:
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


def _depth_exceeds(tree: Tree, most: int) -> bool:
    """Whether more than `most` trees stand inside each other. Without recursion: that is what is being prevented."""
    level: list[Tree] = [tree]
    for _ in range(most):
        level = [child for parent in level for child in parent.children if isinstance(child, Tree)]
        if not level:
            return False
    return True
