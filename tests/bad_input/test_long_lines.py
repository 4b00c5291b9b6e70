# SPDX-License-Identifier: Apache-2.0
"""What is long is read in steps that grow with its length: nothing is copied again and again."""

from fabula.diagnostics import Source
from fabula.language.lalr import Parser, Token, Tree, load_tables, make_token
from fabula.language.layout import lay_out


def words(text: str) -> list[Token]:
    source = Source("a.world", text)
    (line,) = lay_out(source, source.whole()).lines
    return list(line.tokens)


def written(tree: Tree | None) -> list[str]:
    """What stands between the `and`s of a line."""
    assert tree is not None
    (row,) = tree.children
    assert isinstance(row, Tree)
    return [str(part) for part in row.children]


def test_a_long_row_grows_and_is_not_copied() -> None:
    """The list of what stands in the row is one list from its first part to its last."""
    parser = Parser(load_tables(), "expression_line")
    lists: set[int] = set()
    for token in words(" and ".join(["x"] * 50)):
        assert parser.feed(token)
        lists.update(id(value) for value in parser.values if isinstance(value, list))
    assert len(lists) == 1
    assert written(parser.finish()) == ["x"] * 50


def test_another_reading_of_a_line_does_not_change_the_first() -> None:
    tables = load_tables()
    parser = Parser(tables, "expression_line")
    for token in words("x and x and"):
        assert parser.feed(token)
    other = Parser(tables, "expression_line", parser)
    for token in words("y and y"):
        assert other.feed(token)
    assert parser.feed(make_token("NAME", "x", 12, 13))
    assert written(parser.finish()) == ["x", "x", "x"]
    assert written(other.finish()) == ["x", "x", "y", "y"]
