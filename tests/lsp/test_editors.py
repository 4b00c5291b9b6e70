# SPDX-License-Identifier: Apache-2.0
"""The folder for editors: files that name each other are there, and grammars know every word of the language."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fabula.lsp.highlight import KEYWORDS

EDITORS = Path(__file__).parents[2] / "editors"
CODE = EDITORS / "vscode"
GRAMMARS = sorted((CODE / "syntaxes").iterdir())
OF_MANUSCRIPTS = {"expect", "allow", "scene", "because", "possible", "in", "character", "before", "after", "with"}


def _patterns(tree: Any) -> Iterator[str]:
    """Every regular expression of a grammar."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key in {"match", "begin", "end"}:
                yield value
            else:
                yield from _patterns(value)
    elif isinstance(tree, list):
        for each in tree:
            yield from _patterns(each)


def test_all_files_that_the_extension_names_are_there() -> None:
    manifest = json.loads((CODE / "package.json").read_text())
    contributes = manifest["contributes"]
    paths = [manifest["main"], *(each["path"] for each in contributes["grammars"])]
    paths += [each["configuration"] for each in contributes["languages"]]
    assert all((CODE / path).is_file() for path in paths)
    scopes = {json.loads(path.read_text())["scopeName"] for path in GRAMMARS}
    assert {each["scopeName"] for each in contributes["grammars"]} == scopes
    lock = json.loads((CODE / "package-lock.json").read_text())
    assert lock["packages"][""]["dependencies"] == manifest["dependencies"]
    assert not any("resolved" in each for each in lock["packages"].values())


@pytest.mark.parametrize("path", GRAMMARS, ids=lambda path: path.name)
def test_the_expressions_of_grammars_can_be_read(path: Path) -> None:
    patterns = list(_patterns(json.loads(path.read_text())))
    assert patterns
    for pattern in patterns:
        re.compile(pattern)


def test_grammars_know_every_word() -> None:
    world, manuscript = (
        json.loads((CODE / "syntaxes" / f"{name}.tmLanguage.json").read_text()) for name in ("fabula", "annotations")
    )
    known = set(re.findall(r"[a-z]+", " ".join(_patterns(world))))
    assert known >= KEYWORDS - OF_MANUSCRIPTS
    assert set(re.findall(r"[a-z]+", " ".join(_patterns(manuscript)))) >= OF_MANUSCRIPTS


def test_every_editor_starts_the_command() -> None:
    assert 'args: ["lsp"' in (CODE / "extension.js").read_text()
    assert '{ "fabula", "lsp" }' in (EDITORS / "neovim" / "fabula.lua").read_text()
