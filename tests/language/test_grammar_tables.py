# SPDX-License-Identifier: Apache-2.0
"""The tables of the parser are those of the grammar, and the trees made with them are Lark's."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lark import Token as LarkToken, Tree as LarkTree, UnexpectedInput

from fabula.diagnostics import Source
from fabula.language.lalr import END, Parser, Token, Tree, load_tables
from fabula.language.layout import Line, lay_out

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "grammar.py"
WORLDS = sorted((ROOT / "worlds").rglob("*.world"))


def test_the_tables_are_those_of_the_grammar() -> None:
    found = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr + " Run `make grammar`."


@pytest.fixture(scope="module")
def lark() -> Any:
    specification = importlib.util.spec_from_file_location("make_grammar", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.load()


def lines_of(lines: list[Line]) -> list[Line]:
    return [each for line in lines for each in (line, *lines_of(line.children))]


def all_lines(path: Path) -> list[tuple[Source, Line]]:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    return [(source, line) for line in lines_of(list(lay_out(source, source.whole()).lines))]


def shape(node: Any) -> Any:
    """A tree of ours or Lark's as plain values, with places."""
    if isinstance(node, LarkTree):
        return (str(node.data), node.meta.start_pos, node.meta.end_pos, [shape(child) for child in node.children])
    if isinstance(node, Tree):
        return (node.data, node.start_pos, node.end_pos, [shape(child) for child in node.children])
    return None if node is None else (node.type, str(node), node.start_pos, node.end_pos)


class Reading:
    """A line read by both; keywords are chosen as the grammar asks for them."""

    def __init__(self, lark: Any, start: str) -> None:
        self.ours = Parser(load_tables(), start)
        self.theirs = lark.parse_interactive(start=start)
        self.words = load_tables().words

    def feed(self, token: Token) -> bool:
        kind = token.type
        if kind == "NAME" and self.words.get(str(token)) in self.theirs.choices():
            kind = self.words[str(token)]
        taken = Token(str(token))
        taken.type, taken.start_pos, taken.end_pos = kind, token.start_pos, token.end_pos
        assert self.ours.accepted() == self.theirs.accepts()
        try:
            self.theirs.feed_token(LarkToken(kind, str(token), start_pos=token.start_pos, end_pos=token.end_pos))
        except UnexpectedInput:
            assert not self.ours.feed(taken)
            return False
        assert self.ours.feed(taken)
        return True

    def finish(self) -> Any:
        assert (END in self.ours.accepted()) == (END in self.theirs.accepts())
        try:
            tree = self.theirs.feed_token(LarkToken(END, ""))
        except UnexpectedInput:
            assert self.ours.finish() is None
            return None
        assert shape(self.ours.finish()) == shape(tree)
        return tree


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_lines_are_read_as_lark_reads_them(path: Path, lark: Any) -> None:
    starts = list(load_tables().starts)
    read = 0
    for _source, line in all_lines(path)[::5]:
        for start in starts:
            reading = Reading(lark, start)
            if all(reading.feed(token) for token in line.tokens):
                read += reading.finish() is not None
    assert read > 0


def test_what_may_stand_next_is_asked_without_reading_on() -> None:
    source = Source("w.world", 'world "A"\n')
    (line,) = lay_out(source, source.whole()).lines
    word, title = line.tokens
    parser = Parser(load_tables(), "world_line")
    assert parser.accepted() == {"WORLD"}
    assert not parser.feed(title)
    assert parser.accepted() == {"WORLD"}
    word.type = "WORLD"
    assert parser.feed(word)
    assert parser.accepted() == {"QUOTED"}
    assert parser.finish() is None
