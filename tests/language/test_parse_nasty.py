# SPDX-License-Identifier: Apache-2.0
"""Texts that nobody writes by hand: each is read soon and ends in a tree or a diagnostic, never in a traceback."""

import pytest

from fabula.diagnostics import Source, render_text
from fabula.language import syntax
from fabula.language.format import format_world
from fabula.language.parser import MOST_PROBLEMS, parse_calls, parse_expression, parse_statements, parse_world

HEAD = 'world "x"\n'
ENDING = HEAD + "ending e: "

CASES = {
    "empty": ("", []),
    "only blank lines": ("\n" * 10_000, []),
    "only comments": ("# so\n" * 10_000, []),
    "no line end": ('world "x"', []),
    "a byte-order mark": ("\ufeff" + HEAD, []),
    "windows line ends": ('world "x"\r\nperson Ash\r\n', []),
    "trailing tabs": ('world "x"\t\nperson Ash \t \n\t\n', []),
    "zero bytes": ("\0\0\0\n", ["strange-character"]),
    "a form feed": (HEAD + "\f\nperson Ash\n", []),
    "deep brackets": (ENDING + "(" * 10_000 + "x" + ")" * 10_000 + "\n", ["too-deep"]),
    "open brackets": (ENDING + "(" * 10_000 + "\n", ["too-deep"]),
    "closing brackets": (ENDING + "x" + ")" * 10 + "\n", ["unopened-bracket"] * 10),
    "deep calls": (ENDING + "f(" * 10_000 + "x" + ")" * 10_000 + "\n", ["too-deep"]),
    "many nots": (ENDING + "not " * 10_000 + "x\n", ["too-deep"]),
    "many minus signs": (ENDING + "-" * 10_000 + "x = 1\n", ["too-deep"]),
    "many minds": (ENDING + "Ash believes " * 10_000 + "x\n", ["too-deep"]),
    "many quantifiers": (ENDING + "any person p: " * 2_000 + "x\n", ["too-deep"]),
    "many choices": (ENDING + "a if b else " * 2_000 + "c\n", ["too-deep"]),
    "a long sum": (ENDING + "1 + " * 10_000 + "1 = 2\n", ["too-deep"]),
    "a long conjunction": (ENDING + "a and " * 20_000 + "a\n", []),
    "a long chain": (ENDING + "a = " * 2_000 + "a\n", ["chained-comparison"]),
    "deep blocks": (HEAD + "start:\n" + "".join(" " * (i + 1) + "if a:\n" for i in range(500)), ["too-deep"]),
    "deep in lines and blocks": (
        HEAD + "start:\n" + "".join(" " * (i + 1) + "if a: if a: if a:\n" for i in range(50)),
        ["too-deep"],
    ),
    "deep wants in lines and blocks": (
        HEAD + "wants A:\n" + "".join(" " * (i + 1) + "for every a b: for every a b:\n" for i in range(50)),
        ["too-deep"],
    ),
    "deep inline blocks": (HEAD + "start: " + "if a: " * 2_000 + "x\n", ["too-deep"]),
    "deep wants": (HEAD + "wants A: " + "for every person p: " * 2_000 + "1\n", ["too-deep"]),
    "deep believes blocks": (HEAD + "start:\n    " + "A believes " * 2_000 + ":\n        x\n", ["too-deep"]),
    "many else ifs": (HEAD + "start:\n    if a: x\n" + "    else if b: x\n" * 2_000, []),
    "a name of a million letters": (HEAD + f"person {'a' * 1_000_000}\n", []),
    "a million spaces": (HEAD + f"person {' ' * 1_000_000}Ash\n", []),
    "a million strange characters": (HEAD + "$" * 1_000_000 + "\n", ["strange-character"]),
    "many quotes": (HEAD + f"person Ash {chr(34) * 100_000}\n", ["syntax"]),
    "a text of a million letters": (HEAD + f'person Ash "{"a" * 1_000_000}"\n', []),
    "a million braces": (HEAD + f'person Ash "{"{" * 1_000_000}"\n', []),
    "a number of a million digits": (ENDING + "9" * 100_000 + " = x\n", ["number-too-large"]),
    "many digits after the point": (ENDING + "0." + "9" * 100_000 + " = x\n", []),
    "things without end": (HEAD + "person " + ", ".join(f"a{i}" for i in range(5_000)) + "\n", []),
    "statements without end": (HEAD + "start: " + "; ".join(["f"] * 5_000) + "\n", []),
    "unclosed in every line": (HEAD + "start:\n" + "    f = (\n" * 100, ["unclosed-bracket"] * 100),
    "tabs in every line": (HEAD + "start:\n" + "\tf\n" * 5_000, ["tab"]),
    "a letter": ("Dear Ash, I write to you\n\n    because of the lamp.\n", ["missing-comma"]),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_makes_the_parser_fall(name: str) -> None:
    text, expected = CASES[name]
    source = Source("nasty.world", text)
    tree, problems = parse_world(source)
    codes = [problem.code for problem in problems]
    assert isinstance(tree, syntax.WorldFile)
    assert codes[: len(expected)] == expected
    assert bool(codes) == bool(expected)
    assert len(render_text(problems, {source.name: source})) < 100_000
    assert (format_world(source) is None) == bool(problems)


def test_only_so_many_problems_are_shown() -> None:
    _, problems = parse_world(Source("a.world", HEAD + "fact f( is is\n" * 1_000))
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].code == "too-many-problems"
    assert problems[-1].title == "There are 800 more problems in this file."


def test_many_lines_are_read() -> None:
    lines = "".join(f"fact f{number}(person, place) is number\n" for number in range(10_000))
    tree, problems = parse_world(Source("a.world", HEAD + lines))
    assert problems == ()
    assert len(tree.declarations) == 10_000


@pytest.mark.parametrize("text", ["", " ", "\n\n", "#", "(", ")", '"', "\t", "@", "a(", "a)", ";", "if", "if a:", "a;"])
def test_fragments_of_all_sorts(text: str) -> None:
    source = Source("story.md", text)
    for parse in (parse_expression, parse_statements, parse_calls):
        found, problems = parse(source, source.whole())
        assert found or problems
