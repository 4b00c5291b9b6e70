# SPDX-License-Identifier: Apache-2.0
"""Declarations and statements: the trees of whole files, and that block and inline forms say the same."""

from collections.abc import Callable

import pytest

from fabula.diagnostics import NOWHERE, Source, Span
from fabula.language import syntax
from fabula.language.parser import parse_call, parse_calls, parse_statements, parse_world
from fabula.model.expression import Comparator


def parsed(text: str) -> syntax.WorldFile:
    tree, problems = parse_world(Source("a.world", text))
    assert problems == ()
    return tree


def only(text: str) -> syntax.Declaration:
    (declaration,) = parsed(text).declarations
    return declaration


def name(text: str) -> syntax.Name:
    return syntax.Name(text, NOWHERE)


def call(fact: str, *arguments: str) -> syntax.Call:
    return syntax.Call(name(fact), tuple(name(argument) for argument in arguments), NOWHERE)


def holds(fact: str, *arguments: str) -> syntax.Holds:
    return syntax.Holds(call(fact, *arguments) if arguments else name(fact), False, NOWHERE)


def equal(left: syntax.Expression, right: syntax.Expression) -> syntax.Comparison:
    return syntax.Comparison(Comparator.EQUAL, left, right, NOWHERE)


def plain(text: str) -> syntax.Text:
    return syntax.Text(text, (text,), (text,), NOWHERE)


def parameter(text: str, kind: str | None = None) -> syntax.Parameter:
    return syntax.Parameter(name(text), name(kind) if kind else None, NOWHERE)


def test_headers() -> None:
    assert parsed('world "A lamp"').header == syntax.WorldHeader(plain("A lamp"), NOWHERE)
    variant = parsed('variant "Dark" of sub/other-1.world:\n    without event light\n')
    assert variant.header == syntax.VariantHeader(plain("Dark"), "sub/other-1.world", NOWHERE, NOWHERE)
    assert variant.declarations == (syntax.WithoutDeclaration("event", name("light"), NOWHERE),)
    assert parsed('variant "Dark" of "the other.world":\n    person Ash\n').header == syntax.VariantHeader(
        plain("Dark"), "the other.world", NOWHERE, NOWHERE
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind a, b", syntax.KindDeclaration((name("a"), name("b")), (), NOWHERE)),
        ("kind a: b, c", syntax.KindDeclaration((name("a"),), (name("b"), name("c")), NOWHERE)),
        (
            'person Ash "the other", Wren',
            syntax.ThingsDeclaration(
                name("person"),
                (
                    syntax.ThingEntry(name("Ash"), plain("the other"), NOWHERE),
                    syntax.ThingEntry(name("Wren"), None, NOWHERE),
                ),
                NOWHERE,
            ),
        ),
        ("fact raining", syntax.FactDeclaration(name("raining"), (), None, None, NOWHERE)),
        (
            "fact at(p: person, lamp) is a place",
            syntax.FactDeclaration(
                name("at"),
                (parameter("p", "person"), parameter("lamp")),
                syntax.KindType(name("place"), NOWHERE),
                None,
                NOWHERE,
            ),
        ),
        (
            'fact blood(person) is number "much"',
            syntax.FactDeclaration(
                name("blood"), (parameter("person"),), syntax.NumberType(NOWHERE), plain("much"), NOWHERE
            ),
        ),
        ('include "x.world"', syntax.IncludeDeclaration("x.world", NOWHERE, NOWHERE)),
        (
            "define both: a = b",
            syntax.DefineDeclaration(name("both"), (), None, None, equal(name("a"), name("b")), NOWHERE),
        ),
        ('ending out "Out.": lit', syntax.EndingDeclaration(name("out"), plain("Out."), (name("lit"),), NOWHERE)),
    ],
)
def test_declarations_of_one_line(text: str, expected: syntax.Declaration) -> None:
    assert only(text) == expected


def test_an_event_with_all_its_parts() -> None:
    text = """event go(p: person, lamp):
    text: "{p} goes, {{so}}."
    when:
        a
        b or c
    then: at(p) = hall; lit
    by: p, Ash on impulse if a
    seen by q: a
    seen by nobody
    takes: 2
"""
    event = only(text)
    assert isinstance(event, syntax.EventDeclaration)
    assert event.parameters == (parameter("p", "person"), parameter("lamp"))
    assert event.text is not None
    assert event.text.value == "{p} goes, {{so}}."
    assert event.text.pieces == (syntax.Hole(name("p"), NOWHERE), " goes, {so}.")
    assert event.when == (name("a"), syntax.Or((name("b"), name("c")), NOWHERE))
    at = syntax.Assignment(call("at", "p"), syntax.AssignmentSign.SET, name("hall"), NOWHERE)
    assert event.then == (at, holds("lit"))
    assert event.by == (
        syntax.WillingPerson(name("p"), None, NOWHERE),
        syntax.WillingPerson(name("Ash"), name("a"), NOWHERE),
    )
    assert event.seen_by == (
        syntax.SeenByPart(name("q"), (name("a"),), NOWHERE),
        syntax.SeenByAllPart(False, NOWHERE),
    )
    assert event.takes == syntax.TakesPart(2, NOWHERE)


def test_statements_of_all_sorts() -> None:
    text = """start:
    if a: x
    else if b:
        y
        z
    else: not x
    for every person p, place h where c: x
    Ash believes Wren believes x
    Ash believes:
        x
        for every person p: if b: y
    blood(Ash) += 2
"""
    start = only(text)
    assert isinstance(start, syntax.StartDeclaration)
    choice, every, told, block, blood = start.statements
    assert isinstance(choice, syntax.IfStatement)
    assert [branch.statements for branch in choice.branches] == [(holds("x"),), (holds("y"), holds("z"))]
    assert choice.otherwise == (syntax.Holds(name("x"), True, NOWHERE),)
    assert isinstance(every, syntax.ForEveryStatement)
    assert every.where == name("c")
    assert every.statements == (holds("x"),)
    inner = syntax.BelievesStatement(name("Wren"), (holds("x"),), NOWHERE)
    assert told == syntax.BelievesStatement(name("Ash"), (inner,), NOWHERE)
    assert isinstance(block, syntax.BelievesStatement)
    assert block.statements[0] == holds("x")
    assert isinstance(block.statements[1], syntax.ForEveryStatement)
    assert isinstance(blood, syntax.Assignment)
    assert blood.sign is syntax.AssignmentSign.RAISE


def test_laws_sight_and_wants() -> None:
    law = only("law hunger(v: vampire) each moment:\n    then: x\n")
    assert isinstance(law, syntax.LawDeclaration)
    assert law.each_moment
    assert law.then == (holds("x"),)
    sight = only("sight eyes for p: person:\n    p sees whether a = b if c\n    p sees whether a\n    p sees a\n")
    assert sight == syntax.SightDeclaration(
        name("eyes"),
        (parameter("p", "person"),),
        (
            syntax.SeesRule(name("p"), True, name("a"), name("b"), name("c"), NOWHERE),
            syntax.SeesRule(name("p"), True, name("a"), None, None, NOWHERE),
            syntax.SeesRule(name("p"), False, name("a"), None, None, NOWHERE),
        ),
        NOWHERE,
    )
    wants = only("wants every person v where a:\n    2 if b\n    3 if b else 4\n    for every person q: c\n")
    assert isinstance(wants, syntax.WantsDeclaration)
    assert wants.binder == syntax.Binder(name("person"), name("v"), NOWHERE)
    assert wants.where == name("a")
    two, three, four = (syntax.NumberLiteral(float(number), NOWHERE) for number in (2, 3, 4))
    binder = syntax.Binder(name("person"), name("q"), NOWHERE)
    assert wants.terms == (
        syntax.Term(two, name("b"), NOWHERE),
        syntax.Term(syntax.Choice(three, name("b"), four, NOWHERE), None, NOWHERE),
        syntax.ForEveryTerm((binder,), None, (syntax.Term(name("c"), None, NOWHERE),), NOWHERE),
    )
    author = only("wants author: 1")
    assert isinstance(author, syntax.WantsDeclaration)
    assert (author.author, author.person) == (True, None)


@pytest.mark.parametrize(
    ("inline", "block"),
    [
        ("ending e: a", "ending e:\n    a\n"),
        ("define d: a", "define d:\n    a\n"),
        ("start: x; y", "start:\n    x\n    y\n"),
        ("start: if a: x; y", "start:\n    if a:\n        x\n        y\n"),
        ("wants Ash: 1", "wants Ash:\n    1\n"),
        ("event e():\n    when: a\n    by: p, q", "event e():\n    when:\n        a\n    by:\n        p\n        q\n"),
        ('event e():\n  text: "a b"', 'event e():\n  text:\n    "a b"\n'),
        ("event e():\n    seen by q: a", "event e():\n    seen by q:\n        a\n"),
        ("ending e: a and b", "ending e: a\n    and b\n"),
        ("ending e: f(a, b)", "ending e: f(\n    a,\n    b\n)\n"),
        ("ending e: a and b", "ending e:\n    a and\n        b\n"),
        ("person Ash, Wren", "person Ash,\n    Wren\n"),
        ("start: a = yes", "start: a = true"),
    ],
)
def test_both_forms_say_the_same(inline: str, block: str) -> None:
    assert parsed(inline) == parsed(block)


def test_texts_of_several_lines_are_joined() -> None:
    event = only('event e():\n    text:\n        "It says \\"{p}\\"."\n        "Then {at(p)}\\nends."\n')
    assert isinstance(event, syntax.EventDeclaration)
    assert event.text == syntax.Text(
        'It says "{p}". Then {at(p)}\nends.',
        (
            'It says "',
            syntax.Hole(name("p"), NOWHERE),
            '". Then ',
            syntax.Hole(call("at", "p"), NOWHERE),
            "\nends.",
        ),
        ('It says "{p}".', "Then {at(p)}\nends."),
        NOWHERE,
    )


def test_places_of_names_and_holes() -> None:
    source = Source("a.world", 'fact lit(t: thing) "{t}, and { at(t) }"  # so\n')
    (fact,) = parse_world(source)[0].declarations
    assert isinstance(fact, syntax.FactDeclaration)
    assert fact.text is not None
    holes = [piece.span for piece in fact.text.pieces if isinstance(piece, syntax.Hole)]
    spans = [fact.name.span, fact.parameters[0].span, fact.text.span, *holes, fact.span]
    assert [source.slice(span) for span in spans] == [
        *("lit", "t: thing", '"{t}, and { at(t) }"', "t", "at(t)"),
        'fact lit(t: thing) "{t}, and { at(t) }"',
    ]


def test_comments_are_kept_beside_the_tree() -> None:
    tree = parsed('# one\nworld "x"  # two\n\n  # three\n')
    assert [(comment.text, comment.line, comment.alone) for comment in tree.comments] == [
        ("# one", 0, True),
        ("# two", 1, False),
        ("# three", 3, True),
    ]


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (parse_call, "go(Ash, yard)", call("go", "Ash", "yard")),
        (parse_call, "gust()", call("gust")),
        (parse_calls, "gust(), go(Ash)", (call("gust"), call("go", "Ash"))),
        (parse_statements, "lit; not lit;", (holds("lit"), syntax.Holds(name("lit"), True, NOWHERE))),
    ],
)
def test_fragments(parse: Callable[[Source, Span], tuple[object, object]], text: str, expected: object) -> None:
    source = Source("story.md", f"@ {text}  # so")
    assert parse(source, Span("story.md", 2, len(source.text))) == (expected, ())
