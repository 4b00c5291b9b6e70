# SPDX-License-Identifier: Apache-2.0
"""The package as it is declared: one version, and no dependency too many or missing in the lock."""

import tomllib
from pathlib import Path

import fabula

ROOT = Path(__file__).parents[2]


def test_there_is_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert fabula.__version__ == project["version"]


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    called = {"markdown-it-py": "markdown_it"}
    names = (requirement.split(">=")[0] for requirement in project["dependencies"])
    declared = {called.get(name, name) for name in names}
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
