# SPDX-License-Identifier: Apache-2.0
"""Expressions: what binds to what, shown by writing every tree with all its brackets."""

import pytest

from fabula.diagnostics import Source, Span
from fabula.language import syntax
from fabula.language.parser import parse_expression


def shape(tree: syntax.Expression | None) -> str:
    """The tree with a bracket around everything that is made of parts; the author's own brackets are square."""
    match tree:
        case syntax.Name(text=text):
            return text
        case syntax.NumberLiteral(value=value):
            return f"{value:g}"
        case syntax.YesNoLiteral(value=value):
            return "yes" if value else "no"
        case syntax.NoneLiteral() | syntax.UnknownLiteral() | syntax.Now():
            return type(tree).__name__.removesuffix("Literal").lower()
        case syntax.Call(name=name, arguments=arguments):
            return f"{name.text}({', '.join(shape(argument) for argument in arguments)})"
        case syntax.Grouped(body=body):
            return f"[{shape(body)}]"
        case syntax.Negative(body=body):
            return f"(-{shape(body)})"
        case syntax.Arithmetic(operator=sign, left=left, right=right):
            return f"({shape(left)} {sign} {shape(right)})"
        case syntax.Comparison(comparator=sign, left=left, right=right):
            return f"({shape(left)} {sign} {shape(right)})"
        case syntax.KindTest(thing=thing, kind=kind, negated=negated, article=article):
            return f"({shape(thing)} is{' not' if negated else ''}{f' {article}' if article else ''} {kind.text})"
        case syntax.Not(body=body):
            return f"(not {shape(body)})"
        case syntax.Believes(person=person, body=body):
            return f"({shape(person)} believes {shape(body)})"
        case syntax.And(parts=parts):
            return f"({' and '.join(shape(part) for part in parts)})"
        case syntax.Or(parts=parts):
            return f"({' or '.join(shape(part) for part in parts)})"
        case syntax.Choice(then=then, condition=condition, otherwise=otherwise):
            return f"({shape(then)} if {shape(condition)} else {shape(otherwise)})"
        case syntax.Quantified(word=word, binders=binders, where=where, body=body):
            bound = ", ".join(f"{binder.kind.text} {binder.name.text}" for binder in binders)
            only = f" where {shape(where)}" if where else ""
            return f"({word} {bound}{only}{f': {shape(body)}' if body else ''})"
        case _:
            return "missing"


def read(text: str) -> str:
    source = Source("here", text)
    tree, problems = parse_expression(source, source.whole())
    assert problems == ()
    return shape(tree)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a"),
        ("raining()", "raining"),
        ("at(Ash)", "at(Ash)"),
        ("at(keeper(lamp)) = hall", "(at(keeper(lamp)) = hall)"),
        ("yes", "yes"),
        ("true", "yes"),
        ("false", "no"),
        ("none", "none"),
        ("unknown", "unknown"),
        ("now > 3", "(now > 3)"),
        ("2.50", "2.5"),
        ("a or b and c", "(a or (b and c))"),
        ("a and b or c", "((a and b) or c)"),
        ("a and b and c", "(a and b and c)"),
        ("a or b or c", "(a or b or c)"),
        ("(a or b) and c", "([(a or b)] and c)"),
        ("not a and b", "((not a) and b)"),
        ("not a = b", "(not (a = b))"),
        ("not not a", "(not (not a))"),
        ("Ash believes at(Wren) = hall and alive(Ash)", "((Ash believes (at(Wren) = hall)) and alive(Ash))"),
        ("Ash believes Wren believes f = v", "(Ash believes (Wren believes (f = v)))"),
        ("not Ash believes f", "(not (Ash believes f))"),
        ("Ash believes not f or g", "((Ash believes (not f)) or g)"),
        ("keeper(lamp) believes f", "(keeper(lamp) believes f)"),
        ("(Wren believes blood(Dawn)) = 3", "([(Wren believes blood(Dawn))] = 3)"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - -2", "(1 - (-2))"),
        ("-a * b", "((-a) * b)"),
        ("1 / 2 / 3 = x + 1", "(((1 / 2) / 3) = (x + 1))"),
        ("x is vampire", "(x is vampire)"),
        ("x is a vampire", "(x is a vampire)"),
        ("x is not an owl and y", "((x is not an owl) and y)"),
        ("x is a", "(x is a)"),
        ("a if b else c", "(a if b else c)"),
        ("a if b else c if d else e", "(a if b else (c if d else e))"),
        ("every person p: a or b", "(every person p: (a or b))"),
        (
            "any person p, place x where at(p) = x: a if b else c",
            "(any person p, place x where (at(p) = x): (a if b else c))",
        ),
        ("a or every person p: b or c", "(a or (every person p: (b or c)))"),
        ("a and no person p: b and c", "(a and (no person p: (b and c)))"),
        ("not any person p: a and b", "(not (any person p: (a and b)))"),
        ("Ash believes any person p: a and b", "(Ash believes (any person p: (a and b)))"),
        ("every person p: any person q: a", "(every person p: (any person q: a))"),
        ("count(person p: alive(p)) > 2", "((count person p: alive(p)) > 2)"),
        ("count(person p)", "(count person p)"),
        ("count(person p where alive(p))", "(count person p where alive(p))"),
        ("sum(person p where alive(p): blood(p)) + 1", "((sum person p where alive(p): blood(p)) + 1)"),
        ("text(when) = by", "(text(when) = by)"),
        ("Jürgen = Ärger_2", "(Jürgen = Ärger_2)"),
        ("at(\n  Ash) # who\n = hall", "(at(Ash) = hall)"),
    ],
)
def test_what_binds_to_what(text: str, expected: str) -> None:
    assert read(text) == expected


def test_places_are_those_of_the_whole_text() -> None:
    text = "@ expect  at(Ash) = hall  # so"
    source = Source("story.md", text)
    tree, problems = parse_expression(source, Span("story.md", 8, len(text)))
    assert problems == ()
    assert isinstance(tree, syntax.Comparison)
    assert [source.slice(part.span) for part in (tree, tree.left, tree.right)] == ["at(Ash) = hall", "at(Ash)", "hall"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "syntax"),
        ("# only a comment", "syntax"),
        ("a b", "syntax"),
        ("a = b = c", "chained-comparison"),
        ("(a", "unclosed-bracket"),
        ("a)", "unopened-bracket"),
        ("3 believes a", "no-person"),
        ("not not " * 60 + "a", "too-deep"),
        ("9" * 400, "number-too-large"),
    ],
)
def test_what_cannot_be_read(text: str, code: str) -> None:
    source = Source("here", text)
    _, problems = parse_expression(source, source.whole())
    assert [problem.code for problem in problems] == [code]
