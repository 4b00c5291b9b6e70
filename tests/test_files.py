# SPDX-License-Identifier: Apache-2.0
import os
import stat
from pathlib import Path

import pytest

from fabula import files
from fabula.diagnostics import Diagnostic, Source


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _problem(path: str) -> Diagnostic:
    found = files.read(path)
    assert isinstance(found, Diagnostic)
    return found


def test_a_file_becomes_a_source_named_as_it_was_asked_for(folder: Path) -> None:
    (folder / "a.world").write_bytes(b"\xef\xbb\xbfworld\r\n")
    assert files.read("a.world") == Source("a.world", "world\n")
    assert files.read("./x/../a.world") == Source("a.world", "world\n")


def test_a_missing_file_is_named_with_its_neighbours(folder: Path) -> None:
    (folder / "gates.world").touch()
    found = _problem("gate.world")
    assert (found.code, found.title) == ("cannot-read", "`gate.world` cannot be read: there is no such file.")
    assert found.help == "Did you mean `gates.world`?"
    assert _problem("gates.md").help == "Did you mean `gates.world`?"
    assert _problem("garden.world").help is None
    assert _problem("nowhere/gate.world").help is None


def test_neighbours_are_those_of_the_folder_asked_for(folder: Path) -> None:
    (folder / "worlds").mkdir()
    (folder / "worlds" / "gates.world").touch()
    assert _problem("worlds/gate.world").help == "Did you mean `worlds/gates.world`?"


def test_a_folder_is_no_file(folder: Path) -> None:
    (folder / "worlds").mkdir()
    assert _problem("worlds").title == "`worlds` cannot be read: it is a folder."


def test_a_file_is_no_folder(folder: Path) -> None:
    (folder / "a").touch()
    assert _problem("a/b").title == "`a/b` cannot be read: a part of the path is a file, not a folder."


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert _problem("pipe").title == "`pipe` cannot be read: it is no ordinary file."


def test_a_device_is_not_read() -> None:
    assert _problem("/dev/zero").code == "cannot-read"


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000, "\udcff", "a/" * 3000])
def test_what_is_no_path_is_a_problem(path: str) -> None:
    assert _problem(path).code == "cannot-read"


def test_links_in_a_circle_are_a_problem(folder: Path) -> None:
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    assert _problem("one").code == "cannot-read"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_a_problem(folder: Path) -> None:
    (folder / "secret").touch(mode=0)
    assert _problem("secret").title == "`secret` cannot be read: you may not do that here."


def test_a_file_too_large_is_a_problem(folder: Path) -> None:
    with (folder / "large").open("wb") as file:
        file.truncate(files.LARGEST + 1)
    assert _problem("large").title == "`large` is too large to be a world or a manuscript: more than 16 MiB."


def test_a_file_just_small_enough_is_read(folder: Path) -> None:
    (folder / "large").write_bytes(b"x" * files.LARGEST)
    found = files.read("large")
    assert isinstance(found, Source)
    assert len(found.text) == files.LARGEST


def test_what_is_no_text_is_a_problem(folder: Path) -> None:
    (folder / "picture").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    assert _problem("picture").code == "not-utf-8"


@pytest.mark.parametrize(
    ("from_name", "wanted", "name"),
    [
        ("worlds/gates/gates.md", "gates.world", "worlds/gates/gates.world"),
        ("worlds/gates/gates.md", "../common.world", "worlds/common.world"),
        ("worlds/gates/gates.md", "..\\common.world", "worlds/common.world"),
        ("gates.md", "./gates.world", "gates.world"),
        ("gates.md", "../gates.world", "../gates.world"),
        ("/a/b.md", "c.world", "/a/c.world"),
        ("gates.md", "/etc/passwd", None),
        ("gates.md", "C:/gates.world", None),
    ],
)
def test_an_include_counts_from_the_file_that_asks(from_name: str, wanted: str, name: str | None) -> None:
    assert files.beside(from_name, wanted) == name


def test_an_include_is_opened(folder: Path) -> None:
    (folder / "worlds").mkdir()
    (folder / "worlds" / "common.world").write_text("kind place\n")
    assert files.open_file("worlds/gates.world", "common.world") == Source("worlds/common.world", "kind place\n")


def test_an_include_that_cannot_be_read_is_none(folder: Path) -> None:
    (folder / "picture").write_bytes(b"\0")
    assert files.open_file("gates.world", "nowhere.world") is None
    assert files.open_file("gates.world", "picture") is None
    assert files.open_file("gates.world", str(folder / "picture")) is None


def test_a_text_is_written(folder: Path) -> None:
    assert files.write("a.world", "漢\n") is None
    assert (folder / "a.world").read_bytes() == "漢\n".encode()
    assert [path.name for path in folder.iterdir()] == ["a.world"]


def test_a_new_file_has_the_usual_permissions(folder: Path) -> None:
    (folder / "usual").touch()
    files.write("new", "x")
    assert (folder / "new").stat().st_mode == (folder / "usual").stat().st_mode


def test_an_old_file_keeps_its_permissions(folder: Path) -> None:
    (folder / "old").touch(mode=0o640)
    files.write("old", "x")
    assert stat.S_IMODE((folder / "old").stat().st_mode) == 0o640


def test_a_link_is_followed(folder: Path) -> None:
    (folder / "real").write_text("old")
    (folder / "link").symlink_to("real")
    assert files.write("link", "new") is None
    assert (folder / "link").is_symlink()
    assert (folder / "real").read_text() == "new"


def test_a_text_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    (folder / "a").mkdir()
    for path in ("a", "nowhere/b", "x" * 5000, "c\0d"):
        found = files.write(path, "text")
        assert found is not None
        assert found.code == "cannot-write"
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_a_text_that_is_no_text_leaves_the_file_as_it_was(folder: Path) -> None:
    (folder / "a").write_text("old")
    assert files.write("a", "\udcff") is not None
    assert (folder / "a").read_text() == "old"


def test_an_interruption_leaves_the_file_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    (folder / "a").write_text("old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write("a", "new")
    assert (folder / "a").read_text() == "old"
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_a_folder_is_made_with_its_files(folder: Path) -> None:
    assert files.create_folder("new/lamp", {"lamp.world": "one", "lamp.md": "two"}) is None
    assert (folder / "new" / "lamp" / "lamp.md").read_text() == "two"


def test_a_folder_that_is_there_is_not_touched(folder: Path) -> None:
    (folder / "lamp").mkdir()
    found = files.create_folder("lamp", {"lamp.world": "one"})
    assert found is not None
    assert found.title == "`lamp` cannot be written: it is there already."
    assert list((folder / "lamp").iterdir()) == []
