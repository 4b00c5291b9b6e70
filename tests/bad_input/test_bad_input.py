# SPDX-License-Identifier: Apache-2.0
"""Whatever an author may feed to `fabula check` ends in diagnostics, exit code 2, and nothing written."""

from pathlib import Path

import pytest

from bad_input import (
    cases_encoding,
    cases_files,
    cases_kinds,
    cases_large,
    cases_manuscripts,
    cases_names,
    cases_running,
    cases_shape,
)
from bad_input.case import HEAD, WORLD, Case, files_case
from bad_input.judge import judge, write

FAMILIES: dict[str, tuple[Case, ...]] = {
    "encoding": cases_encoding.CASES,
    "files": cases_files.CASES,
    "kinds": cases_kinds.CASES,
    "large": cases_large.CASES,
    "manuscripts": cases_manuscripts.CASES,
    "names": cases_names.CASES,
    "running": cases_running.CASES,
    "shape": cases_shape.CASES,
}
CASES = {f"{family}: {case.name}": case for family, cases in FAMILIES.items() for case in cases}

ENOUGH = 150


def test_there_are_enough_cases_and_no_two_of_a_name() -> None:
    assert len(CASES) >= ENOUGH
    assert len(CASES) == sum(len(cases) for cases in FAMILIES.values())


@pytest.mark.parametrize("name", CASES)
def test_bad_input_ends_in_its_diagnostics(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    write(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    verdict = judge(case)
    if name.startswith("large"):
        assert set(verdict.errors) == set(case.expected)
    else:
        assert verdict.errors == case.expected
    assert verdict.exit_code == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == case.files


def test_the_sound_world_and_manuscript_are_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = files_case("sound", {"good.md": HEAD + "@ go(Ash, yard)\n@ expect not raining\n", "good.world": WORLD})
    write(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    verdict = judge(case)
    assert verdict.errors == ()
    assert verdict.exit_code == 0
