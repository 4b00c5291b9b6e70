# SPDX-License-Identifier: Apache-2.0
"""Solutions of problems: what holds is accepted, what does not is refused with the reason, at its place."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app
from fabula.diagnostics import Severity, Source
from fabula.usecases.check import Checked
from fabula.usecases.check_solution import check_solution
from sabre.peer import MISSING, published, solution_paths

PROBLEM = """\
type item;
entity Tom : character; entity Ann : character; entity Coin : item; entity Hat : item;
property has(i : item) : character;
property rain() : boolean;
has(Coin) = Tom; has(Hat) = Ann;
action give(from : character, i : item, to : character) {
    precondition: from != to & has(i) == from;
    effect: has(i) = to;
    consenting: from;
};
action sell(from : character, i : item, to : character) {
    precondition: from != to & has(i) == from & has(Coin) == from;
    effect: has(i) = to;
    consenting: from;
};
action rain() { precondition: !rain(); effect: rain(); };
utility(): has(Hat) == Tom;
utility(Tom): has(Hat) == Tom;
utility(Ann): (if(has(Coin) == Ann) 2 else 0) + if(has(Hat) == Tom) 1 else 0;
"""

SOLUTION = """\
rain()
give(Tom, Coin, Ann)
| sell(Ann, Hat, Tom)
| | goal(Ann, has(Hat) == Tom)
| goal(Tom, has(Hat) == Tom)
sell(Ann, Hat, Tom)
| goal(Ann, has(Coin) == Ann & has(Hat) == Tom)
goal(has(Hat) == Tom)"""


def solved(solution: str) -> Checked:
    return check_solution(Source("problem.txt", PROBLEM), Source("solution.txt", solution))


def errors(checked: Checked) -> list[tuple[str, str]]:
    found = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    return [(each.code, checked.sources[each.primary.span.source].slice(each.primary.span)) for each in found]


def test_a_solution_is_accepted() -> None:
    checked = solved(SOLUTION)
    assert errors(checked) == []
    assert checked.answer is not None
    assert (checked.answer.in_character, checked.answer.held, checked.answer.clean) == (3, 1, True)
    assert (checked.answer.imagine, checked.answer.minds) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("rain()", "sell(Tom, Hat, Ann)", "impossible-event", "sell(Tom, Hat, Ann)"),
        ("rain()", "give(Ann, Hat, Tom)", "impossible-event", "sell(Ann, Hat, Tom)"),
        ("rain()", "fly(Tom)", "unknown-event", "fly(Tom)"),
        ("rain()", "give(Tom, Coin)", "wrong-kind", "give(Tom, Coin)"),
        ("| sell(Ann, Hat, Tom)", "| sel(Ann, Hat, Tom)", "unknown-event", "sel(Ann, Hat, Tom)"),
        ("| sell(Ann", "| give(Tom", "wrong-explanation", "give(Tom, Hat, Tom)"),
        ("| sell(Ann, Hat, Tom)\n| | goal(Ann, has(Hat) == Tom)", "| rain()", "wrong-explanation", "rain()"),
        ("| | goal(Ann, has(Hat) == Tom)\n", "", "wrong-explanation", "sell(Ann, Hat, Tom)"),
        (
            "| goal(Tom, has(Hat) == Tom)",
            "| goal(Tom, has(Hat) == Ann)",
            "wrong-explanation",
            "goal(Tom, has(Hat) == Ann)",
        ),
        ("| goal(Tom,", "| goal(Ann,", "wrong-explanation", "give(Tom, Coin, Ann)"),
        ("goal(has(Hat) == Tom)", "goal(has(Hat) == Ann)", "expectation-failed", "has(Hat) == Ann"),
        ("goal(has(Hat) == Tom)", "goal(has(Hatt) == Ann)", "unknown-name", "Hatt"),
        ("goal(has(Hat) == Tom)", "goal(has(Hat) == )", "nothing-follows", "=="),
        ("| goal(Tom, has(Hat) == Tom)\n", "", "no-solution", "sell"),
        ("| | goal(Ann", "| | | goal(Ann", "no-solution", "goal"),
        ("rain()", "rain(", "unclosed-bracket", "("),
        ("rain()", "rain", "no-solution", "rain"),
    ],
)
def test_what_is_changed_is_refused(old: str, new: str, code: str, place: str) -> None:
    head, found, rest = SOLUTION.rpartition(old) if old.startswith("goal") else SOLUTION.partition(old)
    assert found
    assert (code, place) in errors(solved(head + new + rest))


def test_a_plan_that_gains_nothing_is_refused() -> None:
    text = "give(Tom, Coin, Ann)\n| goal(Tom, has(Coin) == Ann)"
    assert errors(solved(text)) == [
        ("out-of-character", "give(Tom, Coin, Ann)"),
        ("wrong-explanation", "goal(Tom, has(Coin) == Ann)"),
    ]


def test_comparisons_that_contradict_each_other_say_nothing() -> None:
    assert errors(solved(SOLUTION.removesuffix(")") + " & has(Coin) == Tom & has(Coin) != Tom)")) == []
    assert errors(solved(SOLUTION.removesuffix(")") + " & has(Coin) == Tom)")) != []


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(tmp_path)
    Path("problem.txt").write_text(PROBLEM, encoding="utf-8")
    Path("solution.txt").write_text(SOLUTION, encoding="utf-8")
    return CliRunner().invoke(app, ["check", "--solution", "solution.txt", "problem.txt"])


def test_the_command_checks_a_solution(run: Result) -> None:
    assert (run.exit_code, run.output) == (
        0,
        "solution.txt: 3 events, all in character, 1 expectation holds.\n",
    )
    Path("solution.txt").write_text(SOLUTION.replace("goal(Tom, has(Hat)", "goal(Tom, has(Coin)"), encoding="utf-8")
    refused = CliRunner().invoke(app, ["check", "--solution", "solution.txt", "problem.txt"])
    assert refused.exit_code == 1
    assert refused.output.startswith("""\
error[wrong-explanation]: This would not be so at the end of what Tom plans.
 --> solution.txt:5:3
  |
5 | | goal(Tom, has(Coin) == Tom)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ not so
""")


def test_a_solution_belongs_to_one_problem(run: Result) -> None:
    del run
    two = CliRunner().invoke(app, ["check", "--solution", "solution.txt", "problem.txt", "problem.txt"])
    assert two.exit_code == 2
    missing = CliRunner().invoke(app, ["check", "--solution", "nothing.txt", "problem.txt"])
    assert missing.exit_code == 2


SOLUTIONS = solution_paths()
SLOW = {"aladdin_any", "aladdin_both"}
"""Solutions that take more than some seconds: `make conformance` has them."""


@pytest.mark.skipif(not SOLUTIONS, reason=MISSING)
@pytest.mark.parametrize("path", [path for path in SOLUTIONS if path.stem not in SLOW] or ["none"], ids=str)
def test_what_is_published_is_accepted_and_without_one_event_refused(path: Path) -> None:
    problem, solution = published(path)
    checked = check_solution(problem, solution)
    assert errors(checked) == []
    lines = solution.text.split("\n")
    first = next(number for number, line in enumerate(lines[1:], start=1) if not line.startswith("|"))
    changed = check_solution(problem, Source(path.name, "\n".join(lines[first:])))
    assert errors(changed) != []
