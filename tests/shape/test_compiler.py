# SPDX-License-Identifier: Apache-2.0
"""What is said where the native engine cannot be compiled, by `make` and by `pip install`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment without a compiler: the path has `sh`, and what CMake needs besides."""
    programs = tmp_path / "programs"
    programs.mkdir()
    here = f"{os.environ['PATH']}{os.pathsep}{Path(sys.executable).parent}"
    for name in ("sh", "cmake", "ninja", "make"):
        if found := shutil.which(name, path=here):
            (programs / name).symlink_to(found)
    return {"PATH": str(programs), "HOME": str(tmp_path)}


def failed(*command: str, cwd: Path, env: dict[str, str]) -> str:
    done = subprocess.run(command, check=False, cwd=cwd, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1, done.stdout
    return done.stderr


def test_make_says_that_the_compiler_is_missing(bare: dict[str, str]) -> None:
    assert failed("sh", "scripts/compiler.sh", cwd=ROOT, env=bare) == (
        "Fabula's native engine is compiled here, and there is no compiler of C++20 on the path.\n"
        "Install one (Debian and Ubuntu: apt install g++; macOS: xcode-select --install;\n"
        'Windows: Visual Studio Build Tools with "Desktop development with C++"),\n'
        "or say where it is: make CXX=/path/to/c++\n"
    )


def test_make_says_that_a_compiler_of_that_name_is_missing(bare: dict[str, str]) -> None:
    said = failed("sh", "scripts/compiler.sh", cwd=ROOT, env={**bare, "CXX": "no-such-compiler"})
    assert "no compiler of C++20 on the path by the name no-such-compiler.\n" in said


def test_pip_says_that_the_compiler_is_missing(bare: dict[str, str], tmp_path: Path) -> None:
    generator = "Ninja" if shutil.which("ninja", path=bare["PATH"]) else "Unix Makefiles"
    made = str(tmp_path / "made")
    said = failed(f"{bare['PATH']}/cmake", "-S", str(ROOT), "-B", made, "-G", generator, cwd=tmp_path, env=bare)
    assert " ".join(said.split()).partition(" (message): ")[2] == (
        "Fabula's native engine is compiled here, and there is no compiler of C++20 on the path: "
        "install one (Debian and Ubuntu: apt install g++; macOS: xcode-select --install; "
        'Windows: Visual Studio Build Tools with "Desktop development with C++"), '
        "or do without the native engine, which is much slower: pip install . -C wheel.cmake=false"
    )
