# SPDX-License-Identifier: Apache-2.0
"""`fabula format`: files in their layout, those that cannot be read left alone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app

UNTIDY = 'world "A lamp"\nperson   Ash,Wren\nfact lit # it burns\n'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def format_(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["format", *arguments])


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_rewritten_once() -> None:
    path = write("lamp.world", UNTIDY)
    result = format_("lamp.world")
    assert (result.exit_code, result.output) == (0, "lamp.world formatted\n")
    tidy = path.read_text(encoding="utf-8")
    assert "person Ash, Wren\n" in tidy
    assert "# it burns" in tidy
    assert (format_("lamp.world").output, path.read_text(encoding="utf-8")) == ("", tidy)


def test_check_changes_nothing_and_names_the_file() -> None:
    path = write("lamp.world", UNTIDY)
    result = format_("--check", "lamp.world")
    assert (result.exit_code, result.output) == (1, "lamp.world would change\n")
    assert path.read_text(encoding="utf-8") == UNTIDY


def test_a_broken_file_is_left_alone_with_its_problems() -> None:
    broken = 'world "A lamp"\nperson  Ash\nfact (\nevent go(p: person:\n'
    path = write("broken.world", broken)
    write("lamp.world", UNTIDY)
    result = format_("broken.world", "lamp.world")
    assert result.exit_code == 2
    assert "error[" in result.stderr
    assert "--> broken.world:3:" in result.stderr
    assert path.read_text(encoding="utf-8") == broken
    assert "lamp.world formatted" in result.stdout


def test_a_wrong_name_is_no_reason_not_to_format() -> None:
    write("lamp.world", 'world   "A lamp"\nperson Ash\nstart: lit(Ahs)\n')
    assert format_("lamp.world").exit_code == 0


@pytest.mark.parametrize("name", ["nowhere.world", "nowhere.md"])
def test_what_is_not_there_is_exit_2(name: str) -> None:
    assert format_(name).exit_code == 2
    assert not Path(name).exists()


def test_a_manuscript_keeps_every_byte_of_its_prose() -> None:
    prose = b"\xef\xbb\xbf---\r\nworld:   x.world\r\n---\r\nAsh  went \r\n\r\n"
    path = Path("story.md")
    path.write_bytes(prose + b"@go( Ash,yard )\r\n")
    assert (format_("story.md").exit_code, path.read_bytes()) == (0, prose + b"@ go(Ash, yard)\r\n")
    assert format_("story.md").output == ""


def test_windows_line_ends_are_kept() -> None:
    path = Path("lamp.world")
    path.write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    assert format_("lamp.world").exit_code == 0
    tidy = path.read_bytes()
    assert tidy.count(b"\r\n") == tidy.count(b"\n") > 2
    assert format_("--check", "lamp.world").exit_code == 0


def test_the_annotations_of_a_manuscript_are_laid_out_and_its_prose_is_not() -> None:
    path = Path("tale.md")
    path.write_bytes(
        b"---\r\nworld: a.world\r\n---\r\nShe  went. <!-- @ go( Wren,yard ) -->\r\n\r\n@   expect  at(Wren)=yard\r\n"
    )
    assert format_("tale.md").exit_code == 0
    assert path.read_bytes() == (
        b"---\r\nworld: a.world\r\n---\r\nShe  went. <!-- @ go(Wren, yard) -->\r\n\r\n@ expect at(Wren) = yard\r\n"
    )
