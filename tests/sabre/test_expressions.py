# SPDX-License-Identifier: Apache-2.0
"""The precedence of the peer's expressions: what stands with what, and what cannot be read."""

import pytest

from fabula.diagnostics import Source
from fabula.language.sabre import syntax
from fabula.language.sabre.definitions import read_definitions


def shown(node: syntax.Node | None) -> str:
    """The expression with all its brackets."""
    match node:
        case syntax.Word(text=text):
            return text
        case syntax.NumberWritten(value=value):
            return f"{value:g}"
        case syntax.TruthWritten(value=value):
            return str(value)
        case syntax.UnknownWritten() | None:
            return "?"
        case syntax.Call(name=name, arguments=arguments):
            return f"{name.text}({', '.join(shown(argument) for argument in arguments)})"
        case syntax.Belief(person=person, body=body):
            return f"believes({shown(person)}, {shown(body)})"
        case syntax.Grouped(body=body):
            return shown(body)
        case syntax.Not(body=body):
            return f"!{shown(body)}"
        case syntax.Ranging(word=word, variable=variable, type=type_, body=body):
            return f"[{word} {variable.text} : {type_.text} . {shown(body)}]"
        case syntax.TypeTest(body=body, type=type_):
            return f"[{shown(body)} : {type_.text}]"
        case _:
            return _joined(node)


def _joined(node: syntax.Node) -> str:
    match node:
        case syntax.And(parts=parts):
            return f"[{' & '.join(shown(part) for part in parts)}]"
        case syntax.Or(parts=parts):
            return f"[{' | '.join(shown(part) for part in parts)}]"
        case syntax.If(branches=branches, otherwise=otherwise):
            words = [f"if {shown(test)} then {shown(then)}" for test, then in branches]
            return f"[{' '.join(words)}{'' if otherwise is None else f' else {shown(otherwise)}'}]"
        case syntax.Assign(target=target, value=value):
            return f"[{shown(target)} = {shown(value)}]"
        case (
            syntax.Compare(comparator=sign, left=left, right=right)
            | syntax.Arithmetic(operator=sign, left=left, right=right)
        ):
            return f"[{shown(left)} {sign} {shown(right)}]"
        case _:
            raise AssertionError(node)


def read(text: str) -> tuple[str, list[str]]:
    definitions, problems = read_definitions(Source("a.txt", text))
    found = [shown(each.body) for each in definitions if isinstance(each, syntax.InitialDefinition)]
    return "; ".join(found), [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a() & b() | c()", "[a() & [b() | c()]]"),
        ("a() | b() & c()", "[[a() | b()] & c()]"),
        ("forall(x : t) p(x) & q(y)", "[[forall x : t . p(x)] & q(y)]"),
        ("!exists(s : t) a(s) & b()", "[![exists s : t . a(s)] & b()]"),
        ("if(c()) x() = 1 & y() = 2", "[[if c() then [x() = 1]] & [y() = 2]]"),
        ("if(c()) a() & b() else d()", "[if c() then [a() & b()] else d()]"),
        ("!at(x) == P", "![at(x) == P]"),
        ("!x : t", "![x : t]"),
        ("n() + 1 * 2", "[[n() + 1] * 2]"),
        ("n() * 2 + 1", "[n() * [2 + 1]]"),
        ("a() - b() - c()", "[a() - [b() - c()]]"),
        ("a() / b() / c()", "[a() / [b() / c()]]"),
        ("a() + b() - c()", "[a() + [b() - c()]]"),
        ("a() - b() + c()", "[[a() - b()] + c()]"),
        ("sum(c : t) n(c) + 1", "[sum c : t . [n(c) + 1]]"),
        ("if(a()) 1 else 0 + 5", "[if a() then 1 else [0 + 5]]"),
        ("if(a()) 2 else 0 + if(b()) 2 else 0", "[[if a() then 2 else 0] + [if b() then 2 else 0]]"),
        ("if(a()) 1 elseif(b()) 2 else 3", "[if a() then 1 if b() then 2 else 3]"),
        ("p() = a() == b()", "[p() = [a() == b()]]"),
        ("a() >= b() != c()", "[[a() >= b()] != c()]"),
        ("believes(Tom, at(Ann)) = Hall", "[believes(Tom, at(Ann)) = Hall]"),
        ("believes(Tom, at(Ann) == Hall & a())", "believes(Tom, [[at(Ann) == Hall] & a()])"),
        ("believes(Tom, believes(Ann, f()))", "believes(Tom, believes(Ann, f()))"),
        ("f(a, 2, True, ?,)", "f(a, 2, True, ?)"),
        ("n() - 1 == -1", "[[n() - 1] == -1]"),
        ("(a() | b()) & c()", "[[a() | b()] & c()]"),
        ("forall(x : t) p(x) = q(x) | r()", "[[forall x : t . [p(x) = q(x)]] | r()]"),
        ("a() /* b */ & // c\n d()", "[a() & d()]"),
        ("f(x); g(y);", "f(x); g(y)"),
    ],
)
def test_what_stands_with_what(text: str, meant: str) -> None:
    assert read(text) == (meant, [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("n() -1", ["sabre-minus"]),
        ("n()-1", ["sabre-minus"]),
        ("if(a()) 1 else if(b()) 2 else 3", ["stray-else"]),
        ("at(at(x)) = P", ["sabre-argument"]),
        ("a() & & b()", ["nothing-follows"]),
        ("a() &", ["nothing-follows"]),
        ("!", ["nothing-follows"]),
        ("a() b()", ["syntax"]),
        ("a(; b()", ["unclosed-bracket"]),
        ("a()); b()", ["unopened-bracket"]),
        ("a();;", ["syntax"]),
        ("2 + 2 = f()", ["no-target"]),
        ("forall(x) p(x)", ["syntax"]),
        ("if a() b()", ["syntax"]),
        ("_x()", ["syntax"]),
        ("a() & (b() | ) & !", ["nothing-follows", "nothing-follows"]),
        ("/* never closed", ["unclosed-comment", "no-world"]),
        ("", ["no-world"]),
        ("f(x)\ng(y);", ["missing-semicolon"]),
    ],
)
def test_what_cannot_be_read(text: str, codes: list[str]) -> None:
    assert read(text)[1] == codes


def test_one_mistake_spoils_one_definition() -> None:
    text = "entity A : ;\nproperty p( : boolean;\naction a( { precondition: q(; effect: p() };\np() & ;\np();\n"
    assert read(text)[0] == "p()"


def test_what_is_too_deep_is_said() -> None:
    assert read("(" * 500 + "a()" + ")" * 500)[1] == ["too-deep"]
    assert read(" + ".join(["1"] * 3000))[1] == ["too-deep"]
    assert len(read(" & ".join(["a()"] * 3000))[0]) > 3000


def test_nonsense_is_read_in_time() -> None:
    assert read("a() b() & " * 400)[1] != []
    assert read("if(a()) " * 300 + "& | & |")[1] != []
    assert read("{" * 300 + "action a() {" * 100)[1] != []
