# SPDX-License-Identifier: Apache-2.0
"""The package as it is installed: everything that it needs lies in it, and nothing else."""

import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

import fabula

ROOT = Path(__file__).parents[2]

# One process of several builds the wheel (`--dist loadgroup`).
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    # Where `make` compiles the extension, so that nothing is compiled twice.
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-C", "build-dir=build/extension"]
    subprocess.run([*build, "--outdir", str(folder)], cwd=ROOT, check=True, capture_output=True, timeout=300)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_everything_in_the_package_is_installed(wheel: set[str]) -> None:
    source = ROOT / "src"
    ours = {
        str(path.relative_to(source))
        for path in (source / "fabula").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel if name.startswith("fabula/")} == ours
    assert {"fabula/py.typed", "fabula/language/grammar.lark"} <= wheel


def test_the_licence_is_installed_and_nothing_beside_the_package(wheel: set[str]) -> None:
    beside = {name for name in wheel if not name.startswith("fabula/")}
    extension = {name for name in beside if "/" not in name}
    assert extension == {"_fabula.pyi", "_fabula" + sysconfig.get_config_var("EXT_SUFFIX")}
    assert {name.split("/", 1)[1] for name in beside - extension} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }


def test_there_is_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert fabula.__version__ == project["version"]


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {requirement.split(">=")[0] for requirement in project["dependencies"]}
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    for name in declared:
        assert any(f"import {name}" in text or f"from {name}" in text for text in texts), f"nothing imports {name}"


def test_the_lock_fits_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower().replace("_", "-")
    for requirement in wanted:
        name = requirement.split(">=")[0].split("[")[0].lower()
        assert name == "fabula" or f"\n{name}==" in locked, f"{name} is not in requirements.lock; run `make lock`"
