# SPDX-License-Identifier: Apache-2.0
"""The shape of the source: small files, short functions, a page on top of each, no silenced checks without a reason."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fabula"
MODULES = sorted(SOURCE.rglob("*.py"))
TESTS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if "node_modules" not in path.parts]
OURS = [*MODULES, *TESTS, *sorted((ROOT / "scripts").glob("*.py"))]

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_INIT = 60
MOST_METHODS = 12
PROPERTIES = {"property", "cached_property"}

LONG_FILES: dict[str, str] = {"language/grammar_tables.py": "it is made of the grammar, and nobody reads it"}
"""Files that may have up to 500 lines, each with the reason."""

LONG_FUNCTIONS: dict[str, str] = {}
"""Functions (`module.py:name`) that may be longer, each with the reason."""

WIDE_CLASSES = {
    "usecases/check_heed.py:HeedfulEngine": "it is the port once more, with a flag looked at",
    "engine/native.py:NativeEngine": "it answers every question of the port",
    "engine/port.py:Engine": "a method for each question: the one screen that says how parts meet",
    "engine/reference.py:ReferenceEngine": "it answers every question of the port",
    "engine/reference_memory.py:Memory": "it remembers the answer to every question of the semantics, a method each",
    "language/build_expressions.py:ExpressionBuilder": "one method is called for each rule of the grammar",
    "language/build_patterns.py:PatternBuilder": "one method is called for each rule of the grammar",
    "language/build_lines.py:LineBuilder": "one method is called for each rule of the grammar",
    "terminal/app.py:PlayApp": "Textual finds what answers a key or an event by its name, a method each",
    "semantics/laws.py:Laws": "a method for each rule of the meaning, named as design and papers name it",
}
"""Classes (`module.py:name`) that may have more public methods, each with the reason."""

SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)(?P<rest>.*)$")
REASON = re.compile(
    r"^(?::[ ]?[A-Z]+[0-9]+(?:,[ ]?[A-Z]+[0-9]+)*|\[[a-z-]+(?:,[ ]?[a-z-]+)*\])\s+(?:#|-+|)\s*[A-Za-z].{8,}"
)


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, its docstring and signature not counted: a long list of options is no long thought."""
    body = function.body
    has_docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    first = body[1] if has_docstring and len(body) > 1 else body[0]
    return (function.end_lineno or 0) - first.lineno + 1


def _silenced_without_reason(line: str) -> bool:
    found = SILENCED.search(line)
    return found is not None and REASON.match(found["rest"]) is None


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_file_is_short(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= (500 if _name(path) in LONG_FILES else LONGEST_FILE)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_are_short(path: Path) -> None:
    long = {
        f"{_name(path)}:{function.name}": _body_length(function)
        for function in _functions(path)
        if _body_length(function) > LONGEST_FUNCTION
    }
    assert {name: length for name, length in long.items() if name not in LONG_FUNCTIONS} == {}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_classes_are_narrow(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and f"{_name(path)}:{node.name}" not in WIDE_CLASSES:
            public = [
                part.name
                for part in node.body
                if isinstance(part, ast.FunctionDef)
                and not part.name.startswith("_")
                and not any(isinstance(mark, ast.Name) and mark.id in PROPERTIES for mark in part.decorator_list)
            ]
            assert len(public) <= MOST_METHODS, f"{node.name} has {len(public)} public methods"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=_name)
def test_a_package_has_its_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # The list of public names is as long as it has to be.
    assert (
        len(re.sub(r"^__all__ = \[\n.*?^\]\n", "", text, flags=re.DOTALL | re.MULTILINE).splitlines()) <= LONGEST_INIT
    )
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring is not None, "the docstring says what the package does and where to begin reading"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is not None


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_licence_stands_on_top(path: Path) -> None:
    assert path.read_text(encoding="utf-8").split("\n")[0] == "# SPDX-License-Identifier: Apache-2.0"


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_silenced_without_a_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [line.strip() for line in lines if _silenced_without_reason(line)] == []


def test_a_reason_is_a_code_and_words() -> None:
    mark = "# " + "noqa"
    ignore = "# " + "type: ignore"
    assert _silenced_without_reason(f"x = 1  {mark}")
    assert _silenced_without_reason(f"x = 1  {mark}: E501")
    assert _silenced_without_reason(f"x = 1  {ignore}[attr-defined]")
    assert not _silenced_without_reason(f"x = 1  {mark}: E501 - the address cannot be broken")
    assert not _silenced_without_reason(f"x = 1  {ignore}[attr-defined]  # the library has no types")


def test_every_ignored_rule_has_a_reason() -> None:
    inside = False
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("\n"):
        if re.match(r'^(?:ignore|"[^"]+") = \[$', line):
            inside = True
        elif line == "]":
            inside = False
        elif inside and line.strip():
            assert re.search(r'^\s+"[A-Z0-9]+",\s+# \S', line), line


def test_waivers_are_of_use() -> None:
    names = {f"{_name(path)}:{function.name}" for path in MODULES for function in _functions(path)}
    assert LONG_FUNCTIONS.keys() <= names
    assert LONG_FILES.keys() <= {_name(path) for path in MODULES}


def test_the_core_prints_nothing_and_reads_no_clock() -> None:
    for path in MODULES:
        if _name(path).split("/")[0] in ("cli", "files.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        # `records.py` compiles the `__init__` of a class from its fields, as the standard library does.
        allowed = {"exec"} if _name(path) == "records.py" else set()
        assert called & {"print", "open", "input", "exit", "eval", "exec", "__import__"} == allowed, _name(path)


def test_no_state_is_global() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Global), f"{_name(path)}:{node.lineno}"


def test_every_make_command_is_listed() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {"help", "demo", "test", "check", "format", "golden-update", "lock", "clean"} <= listed


def test_the_lock_has_names_and_versions_only() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 10
    for line in lines:
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+-]+", line), line
