# SPDX-License-Identifier: Apache-2.0
"""The codes that the source can say, found by reading the source.

A code is a literal where a `Diagnostic` is made, or where a function is called that hands one of its parameters on as
the code. A code that is worked out in any other way is reported too: a reader could not search for it.
"""

import ast
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "fabula"

Maker = tuple[str, str]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Codes:
    """The codes found, with the file that says each, and the places where one is not written out."""

    said: dict[str, str] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)


def codes_in_source() -> Codes:
    """Every code of a diagnostic in `src/fabula`."""
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    makers: dict[Maker, int] = {("", "Diagnostic"): 0}
    while True:
        codes = Codes()
        more: dict[Maker, int] = {}
        for path, tree in modules.items():
            _look(tree, str(path.relative_to(SOURCE)), makers, codes, more)
        if more.keys() <= makers.keys():
            return codes
        makers |= more


def _look(tree: ast.Module, where: str, makers: dict[Maker, int], codes: Codes, more: dict[Maker, int]) -> None:
    """Collect the codes of one module; a function that passes a parameter on as the code becomes a maker itself."""
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        maker = _maker(where, _called(call))
        if maker not in makers:
            continue
        argument = _code_argument(call, makers[maker])
        if argument is None:
            continue
        for value in _alternatives(argument):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                codes.said.setdefault(value.value, where)
            elif (passed := _passed_on(value, call, functions)) is None:
                codes.hidden.append(f"{where}:{call.lineno}: {ast.unparse(value)}")
            elif passed[0]:
                more[_maker(where, passed[0])] = passed[1]


def _maker(where: str, name: str) -> Maker:
    """How a function is known: a private one belongs to its module, others have one meaning everywhere."""
    return (where if name.startswith("_") else "", name)


def _called(call: ast.Call) -> str:
    """The last name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _code_argument(call: ast.Call, position: int) -> ast.expr | None:
    """The argument that is the code, by keyword or by position."""
    for keyword in call.keywords:
        if keyword.arg == "code":
            return keyword.value
    return call.args[position] if position < len(call.args) else None


def _alternatives(argument: ast.expr) -> list[ast.expr]:
    """The expressions that the argument may be: both sides of `a if c else b`."""
    if isinstance(argument, ast.IfExp):
        return _alternatives(argument.body) + _alternatives(argument.orelse)
    return [argument]


def _passed_on(value: ast.expr, call: ast.Call, functions: list[Function]) -> tuple[str, int] | None:
    """The function around the call that is given the code, and as which argument; `("", 0)` for a diagnostic's code."""
    if isinstance(value, ast.Attribute) and value.attr == "code":
        return "", 0
    if not isinstance(value, ast.Name):
        return None
    for function in functions:
        names = [argument.arg for argument in function.args.posonlyargs + function.args.args]
        if value.id in names + [argument.arg for argument in function.args.kwonlyargs] and _around(function, call):
            position = names.index(value.id) if value.id in names else len(names)
            return function.name, position - (names[:1] in (["self"], ["cls"]))
    return None


def _around(function: Function, call: ast.Call) -> bool:
    """Whether the call stands in the function."""
    return any(node is call for node in ast.walk(function))
