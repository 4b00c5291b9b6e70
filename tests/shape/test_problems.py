# SPDX-License-Identifier: Apache-2.0
"""Codes = pages = cases: every problem that can be reported has a page whose examples show it, word for word."""

from pathlib import Path

import pytest

from shape.problem_codes import codes_in_source
from shape.problem_pages import PAGES, examples, index, page_codes, page_of, with_texts
from shape.problem_run import said_in

NOT_SHOWN = {
    "cannot-be-said": "only `fabula format --to world` says it; tests/sabre has it",
    "no-solution": "only `fabula check --solution` says it; tests/sabre has it",
    "wrong-explanation": "only `fabula check --solution` says it; tests/sabre has it",
    "cannot-write": "a check writes nothing",
    "other-sweep": "the example would need a folder of a sweep; tests/cli has it",
    "broken-part": "the same",
    "too-many-problems": "the example would show two hundred others first; tests/language has it",
    "file-too-large": "the example would be larger than all the pages together; tests/test_files.py has it",
}


def test_every_code_is_written_out_in_the_source() -> None:
    assert codes_in_source().hidden == []


def test_every_code_has_a_page() -> None:
    said = codes_in_source().said
    missing = {code: where for code, where in said.items() if code not in page_codes()}
    assert missing == {}, "these codes need a page in docs/problems"


def test_every_page_has_a_code() -> None:
    assert set(page_codes()) - codes_in_source().said.keys() == set(), "these pages are about no code"


def test_codes_are_plain_words() -> None:
    for code in codes_in_source().said:
        assert all(word.isascii() and word.isalnum() and word == word.lower() for word in code.split("-")), code


def test_what_is_not_shown_is_a_code() -> None:
    assert NOT_SHOWN.keys() <= codes_in_source().said.keys()


@pytest.mark.parametrize("code", page_codes())
def test_a_page_has_its_parts(code: str) -> None:
    lines = page_of(code).read_text(encoding="utf-8").split("\n")
    assert lines[0] == f"# {code}"
    assert lines[1] == ""
    assert lines[2][:1].isupper() or lines[2][:1] == "`", (
        "the third line begins the sentence that says what the code means"
    )
    assert "## What to do" in lines
    assert ("## Example" in lines) == (code not in NOT_SHOWN)


@pytest.mark.golden
def test_the_list_of_pages_is_whole(golden_update: bool) -> None:
    path = PAGES / "README.md"
    text, heading, listed = path.read_text(encoding="utf-8").partition("## All problems\n\n")
    if golden_update:
        path.write_text(text + heading + index(), encoding="utf-8")
    else:
        assert listed == index()


@pytest.mark.golden
@pytest.mark.parametrize("code", [code for code in page_codes() if code not in NOT_SHOWN])
def test_a_page_shows_what_is_said(
    code: str, golden_update: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = page_of(code)
    page = path.read_text(encoding="utf-8")
    cases = examples(page)
    assert cases, "the page has no example that ends in a `text` block"
    texts = [said_in(example, tmp_path / str(number), monkeypatch) for number, example in enumerate(cases)]
    for text in texts:
        assert f"[{code}]" in text, f"the example does not show its code; it says:\n{text}"
    if golden_update:
        path.write_text(with_texts(page, texts), encoding="utf-8")
    else:
        assert texts == [example.expected for example in cases]
