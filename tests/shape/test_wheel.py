# SPDX-License-Identifier: Apache-2.0
"""The packages that are published, as who installs them meets them: what is in them, and that they run."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import fabula
from fabula.engine.choose import EngineName

ROOT = Path(__file__).parents[2]
EXTENSION = "_fabula" + str(sysconfig.get_config_var("EXT_SUFFIX"))

# One process of several builds the wheel, and all of these look at it (`--dist loadgroup`).
pytestmark = pytest.mark.xdist_group("wheel")


def built(kind: str, folder: Path) -> Path:
    """The package as `make build` builds it, but where the extension is compiled already."""
    build = [sys.executable, "-m", "build", kind, "--no-isolation", "-C", "build-dir=build/extension"]
    said = ""
    # Once in several whole runs the first try was seen to fail, never by itself: a second one must not, and says all.
    for _ in range(2):
        done = subprocess.run(
            [*build, "--outdir", str(folder)], check=False, cwd=ROOT, capture_output=True, text=True, timeout=600
        )
        if done.returncode == 0:
            break
        said += done.stdout + done.stderr
    else:
        raise AssertionError(said)
    sys.stderr.write(said)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("--wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(built("--sdist", tmp_path_factory.mktemp("sdist"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"fabula-{fabula.__version__}"


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment in which the wheel and what it asks for are installed, nothing else."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "-q", "--no-index"]
    subprocess.run([*install, "--no-deps", str(wheel)], check=True, capture_output=True, timeout=300)
    where = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    for name in sorted(needed("fabula") - {"fabula"}):
        copy_package(name, Path(where.stdout.strip()))
    return programs


def needed(name: str) -> set[str]:
    """The package and every package that it asks for here, and those that they ask for."""
    found: set[str] = set()
    left = [name]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            wanted = [Requirement(text) for text in distribution(name).requires or ()]
            left += [each.name for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
    return found


def copy_package(name: str, to: Path) -> None:
    """Copy an installed package; the index it came from may be out of reach."""
    package = distribution(name)
    for part in {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
        source = Path(str(package.locate_file(part)))
        if source.is_dir():
            shutil.copytree(source, to / part, dirs_exist_ok=True)
        else:
            shutil.copy2(source, to / part)


def ran(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, check=False, cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_everything_in_the_package_is_installed(wheel: Path) -> None:
    worlds = {f"fabula/worlds/{name}" for name in files_below(ROOT / "worlds")}
    ours = {f"fabula/{name}" for name in files_below(ROOT / "src" / "fabula")} | worlds
    assert {name for name in names_in(wheel) if name.startswith("fabula/")} == ours
    assert {"fabula/py.typed", "fabula/language/grammar.lark"} <= ours


def test_the_extension_and_the_licence_are_installed_and_nothing_beside(wheel: Path) -> None:
    information = f"fabula-{fabula.__version__}.dist-info"
    assert {name for name in names_in(wheel) if not name.startswith("fabula/")} == {
        EXTENSION,
        "_fabula.pyi",
        *(f"{information}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")),
    }


def test_the_extension_of_a_fresh_environment_is_its_own(environment: Path, tmp_path: Path) -> None:
    shown = ran(environment / "python", "-c", "import _fabula; print(_fabula.__file__)", cwd=tmp_path)
    assert Path(shown.strip()).is_relative_to(environment.parent)


def test_a_founding_manuscript_holds_in_a_fresh_environment(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "worlds" / "puddle", tmp_path / "puddle")
    shown = ran(environment / "fabula", "check", "puddle/puddle.md", cwd=tmp_path)
    assert shown.splitlines()[-1].startswith("The puddle: 17 events, all in character")


def test_a_founding_world_is_told_in_a_fresh_environment(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "worlds" / "gates", tmp_path / "gates")
    tell = ("tell", "gates/gates.world", "--ending", "another_way", "--length", "8")
    told = {name: ran(environment / "fabula", *tell, "--engine", name, cwd=tmp_path) for name in EngineName}
    assert "Spike cuts Dawn's throat and lets the blood run." in told[EngineName.NATIVE]
    assert told[EngineName.NATIVE] == told[EngineName.REFERENCE]


def test_without_the_extension_it_is_said_once_and_all_goes_on(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "worlds" / "puddle", tmp_path / "puddle")
    (tmp_path / "_fabula.py").write_text("raise ImportError\n", encoding="utf-8")
    check = [str(environment / "fabula"), "check", "puddle/puddle.md", "puddle/puddle.md"]
    without = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(check, check=False, cwd=tmp_path, env=without, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0
    assert (
        done.stderr
        == "note: the native engine is not built here; the engine in plain Python answers, which takes longer\n"
    )
    asked = subprocess.run(
        [*check, "--engine", "native"],
        check=False,
        cwd=tmp_path,
        env=without,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert asked.returncode == 2
    assert "the native engine is not built here: `make extension` builds it" in asked.stderr


def test_the_source_package_has_the_native_engine_and_nothing_that_was_made(unpacked: Path) -> None:
    for folder in ("native", "src", "tests", "worlds", "docs", "scripts", "frontend", "editors"):
        assert files_below(unpacked / folder) == {
            name
            for name in files_below(ROOT / folder)
            if not name.endswith((".so", ".pyd", ".new")) and "node_modules" not in name
        }
    assert {"CMakeLists.txt", "Makefile", "pyproject.toml", "requirements.lock", "LICENSE", "README.md"} <= {
        path.name for path in unpacked.iterdir()
    }


def test_the_source_package_can_be_configured_by_itself(unpacked: Path, tmp_path: Path) -> None:
    """Only compiling is left out, which takes long; continuous integration does it."""
    python = f"-DPython_EXECUTABLE={sys.executable}"
    cmake = shutil.which("cmake") or shutil.which("cmake", path=Path(sys.executable).parent)
    assert cmake is not None
    shown = ran(cmake, "-S", str(unpacked), "-B", str(tmp_path / "made"), python, cwd=tmp_path)
    assert "Generating done" in shown
