# SPDX-License-Identifier: Apache-2.0
"""Every mechanism of the founding worlds holds, and so does its contrary.

A row is a manuscript in `rows/` that checks clean; its expectations are the proof. Where the contrary is something that
Fabula must object to, the manuscript ends with it, and the code and the key sentence stand here.
"""

import re
from pathlib import Path

import pytest

from fabula.engine import choose
from worlds.judging import ROWS, checked, said

ROW = re.compile(r"([AB])(\d\d)-(contrary-)?")
MANUSCRIPTS = sorted(ROWS.glob("*.md"))
FINDINGS = {
    "A06-contrary-faster": ("impossible-event", "`arrive(Spike)` cannot happen here.", "`held(Spike)` is yes"),
    "A08-contrary-unknowing": (
        "out-of-character",
        "Spike has no reason for `slit(Spike, Faith)`.",
        "if Spike believed `holder(key) = Faith`",
    ),
    "A09-contrary-wants-to-live": (
        "out-of-character",
        "Faith has no reason for `bid(Faith, Spike)`.",
        "if `not gates_open` were worth 6 rather than 3 to Faith",
    ),
    "A10-contrary-a-believer": ("impossible-event", "`slit(Spike, Faith)` cannot happen here.", "`held(Faith)` is yes"),
    "A12-contrary-no-plea-out-of-character": (
        "out-of-character",
        "Faith has no reason for `swallow(Faith, Spike)`.",
        "if Faith believed `not evil(Spike)`",
    ),
    "A14-contrary-no-debt": ("out-of-character", "Spike has no reason for `drink(Spike, Faith)`.", ""),
    "B01-contrary-under-their-eyes": (
        "out-of-character",
        "Spike has no reason for `topple(Spike)`.",
        "if `leave(Angelus, Drusilla)` happened just before",
    ),
    "B04-contrary-below": (
        "impossible-event",
        "`spring_up(Spike)` cannot happen here.",
        "`strength(Spike)` is 5, and must be at least 8",
    ),
    "B07-contrary-rescue": (
        "out-of-character",
        "Buffy has no reason for `beg(Buffy, Spike)`.",
        "if Buffy believed `not rescue_coming`",
    ),
    "B08-contrary-no-tear": (
        "impossible-event",
        "`break_chains(Spike, Buffy)` cannot happen here.",
        "`strength(Spike)` is 8, and must be at least 11",
    ),
    "B09-contrary-old-love": (
        "out-of-character",
        "Spike has no reason for `turn_back(Spike, Buffy)`.",
        "if Spike believed `not loves(Spike, Drusilla)`",
    ),
    "B13-contrary-shown": (
        "out-of-character",
        "Angelus has no reason for `leave(Angelus, Drusilla)`.",
        "if Angelus believed `not loathes(Spike, Angelus)`",
    ),
    "B14-contrary-fed": ("out-of-character", "Angelus has no reason for `feed(Drusilla, Angelus, Spike)`.", ""),
    "B15-contrary-fair-fight": (
        "out-of-character",
        "Spike has no reason for `turn_back(Spike, Buffy)`.",
        "if Spike believed `tricked(Buffy)`",
    ),
}
"""The code, the sentence, and what is said besides."""

NO_CONTRARY = {"A15", "B11"}
"""Rows that have none: what their mechanism would be without them is no other story but another world."""


@pytest.mark.parametrize("path", MANUSCRIPTS, ids=lambda path: path.stem)
def test_the_row_holds(path: Path) -> None:
    found = checked(path)
    text = said(found)
    if path.stem not in FINDINGS:
        assert not found.diagnostics, text
        return
    code, title, besides = FINDINGS[path.stem]
    assert [(each.code, each.title) for each in found.diagnostics] == [(code, title)], text
    assert besides in re.sub(r"\s*\n[ |=]*", " ", text), text


@pytest.mark.parametrize("path", MANUSCRIPTS[::6], ids=lambda path: path.stem)
def test_the_row_holds_on_the_plain_engine(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "native_is_there", lambda: False)
    test_the_row_holds(path)


@pytest.mark.parametrize("letter", "AB")
def test_every_row_has_a_proof_and_a_contrary(letter: str) -> None:
    found = {(match[1] + match[2], bool(match[3])) for path in MANUSCRIPTS if (match := ROW.match(path.stem))}
    rows = {f"{letter}{number:02}" for number in range(1, 16)}
    assert {row for row in rows if (row, False) not in found} == set()
    assert {row for row in rows if (row, True) not in found} == {row for row in NO_CONTRARY if row[0] == letter}


def test_every_finding_belongs_to_a_manuscript() -> None:
    assert sorted(FINDINGS) == sorted(path.stem for path in MANUSCRIPTS if path.stem in FINDINGS)
