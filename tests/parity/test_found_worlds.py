# SPDX-License-Identifier: Apache-2.0
"""Worlds on which the engines once disagreed: now they agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from parity.judging import judged

FOUND = sorted((Path(__file__).parent / "found").glob("*.world"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_the_engines_agree_now(path: Path) -> None:
    assert judged(path.read_text(encoding="utf-8"))
