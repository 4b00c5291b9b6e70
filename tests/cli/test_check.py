# SPDX-License-Identifier: Apache-2.0
"""`fabula check`: several files, exit codes, formats."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula import __version__
from fabula.cli.main import app
from fabula.diagnostics import Source
from fabula.engine.port import Cancel
from fabula.engine.reference import ReferenceEngine
from fabula.model.answers import Reason
from fabula.model.limits import Limits
from fabula.render.checked import render_summary
from fabula.usecases.check import check_text

DATA = Path(__file__).parents[1] / "data"
STORY = (DATA / "stolen-fire.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _beside_the_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("stolen-fire.world", "stolen-fire.md"):
        (tmp_path / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


def test_a_story_that_holds() -> None:
    result = check("stolen-fire.md")
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert result.stdout == (
        "allowed: out-of-character at go(Wren, yard), because “she is too angry to stay”\n\n"
        "stolen-fire.md: 2 events, 1 in character, 5 expectations hold, 1 waived.\n"
    )


def test_reasons_on_request() -> None:
    result = check("stolen-fire.md", "--reasons")
    assert "snatch(Wren, lamp, Ash)\n  Wren is willing, so that keeper(lamp) = Wren (worth 3 to them, not 1).\n" in (
        result.stdout
    )


def test_a_world_alone() -> None:
    result = check("stolen-fire.world")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("A stolen fire: 2 people, ")


def test_findings_are_exit_1() -> None:
    Path("bad.md").write_text(STORY.replace("@ allow", "# @ allow"), encoding="utf-8")
    result = check("bad.md")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "error[out-of-character]: Wren has no reason for `go(Wren, yard)`.\n  --> bad.md:12:"
    )


def test_what_cannot_be_read_is_exit_2() -> None:
    result = check("nowhere.md")
    assert result.exit_code == 2
    assert result.stdout.startswith("error[cannot-read]: `nowhere.md` cannot be read: there is no such file.")


def test_of_several_files_the_worst_decides() -> None:
    Path("bad.md").write_text(STORY.replace("@ allow", "# @ allow"), encoding="utf-8")
    assert check("stolen-fire.md", "bad.md").exit_code == 1
    result = check("nowhere.md", "stolen-fire.md", "bad.md")
    assert result.exit_code == 2
    assert "stolen-fire.md: 2 events" in result.stdout
    assert "bad.md: 2 events" in result.stdout


def test_fewer_minds_and_shorter_plans_can_be_asked_for() -> None:
    there_and_back = (
        "---\nworld: stolen-fire.world\n---\n\n@ go(Wren, yard)\n@ allow out-of-character because “it is hot”\n"
    )
    Path("back.md").write_text(there_and_back + "@ go(Wren, hall)\n@ snatch(Wren, lamp, Ash)\n", encoding="utf-8")
    assert check("back.md").exit_code == 0
    result = check("back.md", "--imagine", "1", "--minds", "1")
    assert result.exit_code == 1
    assert "Wren has no reason for `go(Wren, hall)`" in result.stdout


def test_json_holds_what_is_found_and_what_is_well() -> None:
    Path("bad.md").write_text(STORY.replace("@ allow", "# @ allow"), encoding="utf-8")
    result = check("stolen-fire.md", "bad.md", "nowhere.md", "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [one["code"] for one in data["diagnostics"]] == ["out-of-character", "cannot-read"]
    assert [(one["file"], one["clean"]) for one in data["files"]] == [
        ("stolen-fire.md", True),
        ("bad.md", False),
        ("nowhere.md", False),
    ]
    assert data["files"][0]["answer"]["events"][0]["event"] == "snatch(Wren, lamp, Ash)"
    assert data["files"][2]["answer"] is None


def test_sarif() -> None:
    Path("bad.md").write_text(STORY.replace("@ allow", "# @ allow"), encoding="utf-8")
    result = check("bad.md", "--format", "sarif")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["version"]) == (1, "2.1.0")
    assert [one["ruleId"] for one in data["runs"][0]["results"]] == ["out-of-character"]


@pytest.mark.parametrize(
    "arguments", [("--format", "xml"), ("--engine", "steam"), ("--minds", "0"), ("--imagine", "0")]
)
def test_bad_options_are_exit_2(arguments: tuple[str, str]) -> None:
    assert check("stolen-fire.md", *arguments).exit_code == 2


def test_no_time_gives_up_with_exit_2() -> None:
    result = check("stolen-fire.md", "--time", "0")
    assert result.exit_code == 2
    assert result.stdout.startswith("error[check-gave-up]: The check was given up, since its time was used up.\n")


def test_no_memory_gives_up_with_exit_2() -> None:
    result = check("stolen-fire.md", "--memory", "1")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        2,
        "error[check-gave-up]: The check was given up, since the memory that it may use",
    )


def test_what_was_judged_before_the_limit_is_shown() -> None:
    cancel = Cancel()

    class Exhausted(ReferenceEngine):
        """Has no time left for why anybody goes anywhere."""

        def reason(
            self, state: int, event: int, person: int, limits: Limits, cancel_asked: Cancel | None = None
        ) -> Reason | None:
            if self.program.events[event].name == "go":
                cancel.set("time")
            return super().reason(state, event, person, limits, cancel_asked)

    source = Source("stolen-fire.md", STORY)
    world = Source("stolen-fire.world", Path("stolen-fire.world").read_text(encoding="utf-8"))
    checked = check_text(source, lambda _, __: world, make_engine=Exhausted, cancel=cancel)
    assert checked.answer is not None
    assert [str(event.event) for event in checked.answer.events] == ["snatch(Wren, lamp, Ash)"]
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["check-gave-up"]
    assert render_summary(checked.answer, width=120) == (
        "stolen-fire.md: 1 event, all in character, 3 expectations hold; the rest of the story was not judged.\n"
    )


def test_sarif_names_the_version() -> None:
    data = json.loads(check("stolen-fire.md", "--format", "sarif").stdout)
    assert data["runs"][0]["tool"]["driver"]["version"] == __version__
