# SPDX-License-Identifier: Apache-2.0
"""The folder by itself: what a path may be, what is read and written, and that nothing is lost or overwritten."""

import os
import sys
from pathlib import Path

import pytest

from fabula.studio.bounds import Bounds
from fabula.studio.folder import Folder, version_of
from fabula.studio.refused import Refused

BAD_PATHS = (
    "", ".", "..", "../a.md", "a/../../b.md", "/etc/passwd.md", "a//b.md", "a/", "/a.md", "./a.md", "a/./b.md",
    "..\\a.md", "a\\b.md", "C:a.md", "C:\\a.md", "c:/a.md", "\\\\host\\share\\a.md", "a.md:stream", "a.md::$DATA",
    "CON.md", "con.md", "folder/NUL.world", "aux .md", "COM1.md", "lpt9.x.md", "conin$.md", "COM¹.md",
    ".hidden.md", ".git/config.md", "a/.ssh/x.md", "a.md.", "a.md ", " a.md", "dir /a.md", "dir./a.md",
    "a\0b.md", "a\nb.md", "a\u202eb.md", "a\ud800b.md", "x" * 241 + ".md", "x" * 101 + ".md", "a/" * 9 + "b.md",
    'a"b.md', "a?b.md", "a*b.md", "a<b.md", "a|b.md", "%2e%2e/a.md:", "~/a.md\x7f",
)  # fmt: skip
NO_TEXTS = ("a", "a.py", "a.exe", "a.md.sh", "a.world.html", "a.svg", "id_rsa")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret", encoding="utf-8")
    (tmp_path / "inside" / "a.md").write_text("first\n", encoding="utf-8")
    return Folder(str(tmp_path / "inside"), Bounds(file=1000, files=5, depth=3))


def refusal(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


@pytest.mark.parametrize("path", [*BAD_PATHS, None, 3, ["a.md"]])
def test_a_bad_path_is_refused_by_its_letters(folder: Folder, path: object) -> None:
    for work in (lambda: folder.read(path), lambda: folder.save(path, "text", None), lambda: folder.delete(path, "")):
        with refusal("bad-path"):
            work()


@pytest.mark.parametrize("path", NO_TEXTS)
def test_other_files_than_texts_are_not_touched(folder: Folder, path: str) -> None:
    (folder.root / path).write_text("x", encoding="utf-8")
    with refusal("not-a-text"):
        folder.read(path)
    with refusal("not-a-text"):
        folder.save(path, "text", None)
    assert [each["path"] for each in folder.listed()["files"]] == ["a.md"]  # type: ignore[attr-defined]  # it is a list


@pytest.mark.parametrize("path", ["ä/日本.md", "A B.md", "x-1_2.world", "a.b.c.md", "p.pattern", "console.md"])
def test_good_paths_are_taken(folder: Folder, path: str) -> None:
    version = folder.save(path, "text\n", None)
    assert folder.read(path).version == version


@pytest.mark.parametrize("way", ["file", "folder", "chain", "absolute"])
def test_links_do_not_lead_out(folder: Folder, way: str) -> None:
    outside = folder.root.parent / "outside"
    match way:
        case "file":
            (folder.root / "link.md").symlink_to("../outside/secret.md")
        case "absolute":
            (folder.root / "link.md").symlink_to(outside / "secret.md")
        case "folder":
            (folder.root / "way").symlink_to("../outside")
        case _:
            (folder.root / "way").symlink_to("..")
    path = {"file": "link.md", "absolute": "link.md", "folder": "way/secret.md"}.get(way, "way/outside/secret.md")
    for work in (
        lambda: folder.read(path),
        lambda: folder.save(path, "text", version_of(b"secret")),
        lambda: folder.delete(path, version_of(b"secret")),
        lambda: folder.rename(path, "mine.md", version_of(b"secret")),
        lambda: folder.rename("a.md", path, version_of(b"first\n")),
    ):
        with refusal("outside-folder"):
            work()
    assert folder.source(path) is None
    assert folder.open_file("a.md", path) is None
    assert (outside / "secret.md").read_text(encoding="utf-8") == "secret"
    assert "secret.md" not in str(folder.listed())
    assert "link.md" not in str(folder.listed())


def test_new_folders_are_not_made_through_links(folder: Folder) -> None:
    (folder.root / "way").symlink_to("../outside")
    with refusal("outside-folder"):
        folder.make("way/new", {"a.md": ""})
    (folder.root / "nowhere").symlink_to("missing")
    with refusal("exists"):
        folder.make("nowhere", {"a.md": ""})
    assert sorted(each.name for each in (folder.root.parent / "outside").iterdir()) == ["secret.md"]


def test_links_inside_the_folder_are_followed(folder: Folder) -> None:
    (folder.root / "link.md").symlink_to("a.md")
    version = folder.read("link.md").version
    folder.save("link.md", "second\n", version)
    assert (folder.root / "a.md").read_text(encoding="utf-8") == "second\n"
    assert (folder.root / "link.md").is_symlink()


@pytest.mark.parametrize(
    "wanted", ["../outside/secret.md", "/etc/passwd", "C:/x.md", "x/../../outside/secret.md", "nope.md"]
)
def test_what_a_text_includes_is_looked_for_inside(folder: Folder, wanted: str) -> None:
    assert folder.open_file("a.md", wanted) is None
    assert folder.open_file("/sub/a.md", "../../outside/secret.md") is None
    found = folder.open_file("sub/x.md", "../a.md")
    assert found is not None
    assert found.text == "first\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there are none on Windows")
def test_special_files_are_not_opened(folder: Folder) -> None:
    os.mkfifo(folder.root / "pipe.md")
    (folder.root / "dir.md").mkdir()
    for path in ("pipe.md", "dir.md"):
        with refusal("not-a-file"):
            folder.read(path)
        with refusal("not-a-file"):
            folder.save(path, "text", None)
        assert folder.source(path) is None
    assert "pipe.md" not in str(folder.listed())


def test_a_save_says_what_it_was_made_from(folder: Folder) -> None:
    first = folder.read("a.md").version
    second = folder.save("a.md", "second\n", first)
    with refusal("conflict") as stale:
        folder.save("a.md", "third\n", first)
    assert stale.value.more == {"path": "a.md", "version": second, "text": "second\n"}
    with refusal("conflict"):
        folder.save("a.md", "third\n", None)
    with refusal("conflict") as gone:
        folder.save("b.md", "third\n", first)
    assert gone.value.more == {"path": "b.md", "version": None, "text": None}
    assert (folder.root / "a.md").read_text(encoding="utf-8") == "second\n"
    assert not (folder.root / "b.md").exists()


def test_an_edit_in_the_last_moment_is_not_overwritten(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and putting in place a save flushes its text to the disk, which takes a while."""
    first, flush = folder.read("a.md").version, os.fsync

    def meanwhile(descriptor: int) -> None:
        (folder.root / "a.md").write_text("theirs\n", encoding="utf-8")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with refusal("conflict"):
        folder.save("a.md", "ours\n", first)
    assert (folder.root / "a.md").read_text(encoding="utf-8") == "theirs\n"
    assert [each.name for each in folder.root.iterdir()] == ["a.md"]


def test_deleting_and_renaming_ask_for_the_version_too(folder: Folder) -> None:
    version = folder.read("a.md").version
    (folder.root / "a.md").write_text("theirs\n", encoding="utf-8")
    with refusal("conflict"):
        folder.delete("a.md", version)
    with refusal("conflict"):
        folder.rename("a.md", "b.md", version)
    now = folder.read("a.md").version
    folder.save("b.md", "another\n", None)
    with refusal("exists"):
        folder.rename("a.md", "b.md", now)
    assert folder.rename("a.md", "sub/c.md", now) == now
    assert folder.delete("sub/c.md", now).text == "theirs\n"
    with refusal("no-such-file"):
        folder.delete("sub/c.md", now)
    assert (folder.root / "b.md").read_text(encoding="utf-8") == "another\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"a\r\nb\r\n", b"x\r\ny\r\n"), (b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfx\ny\n"), (b"a\n", b"x\ny\n")],
)
def test_line_ends_are_kept(folder: Folder, before: bytes, after: bytes) -> None:
    (folder.root / "a.md").write_bytes(before)
    opened = folder.read("a.md")
    assert opened.text.replace("b\n", "") == "a\n"
    folder.save("a.md", "x\ny\n", opened.version)
    assert (folder.root / "a.md").read_bytes() == after


def test_permissions_are_kept(folder: Folder) -> None:
    (folder.root / "a.md").chmod(0o640)
    folder.save("a.md", "x\n", folder.read("a.md").version)
    assert (folder.root / "a.md").stat().st_mode & 0o777 == 0o640


def test_sizes_are_bounded(folder: Folder) -> None:
    with refusal("file-too-large"):
        folder.save("b.md", "x" * 1001, None)
    (folder.root / "b.md").write_bytes(b"x" * 1001)
    with refusal("file-too-large"):
        folder.read("b.md")
    for number in range(9):
        folder.save(f"n{number}.md", "", None)
    assert len(folder.listed()["files"]) == 5  # type: ignore[arg-type]  # it is a list
    assert folder.listed()["truncated"] is True


def test_what_is_no_text_is_said_to_be_none(folder: Folder) -> None:
    (folder.root / "b.md").write_bytes(b"\xff\xfe\x00")
    with refusal("not-utf-8"):
        folder.read("b.md")
    with refusal("not-utf-8"):
        folder.save("c.md", "\ud800", None)
    with refusal("no-text"):
        folder.save("c.md", 3, None)
    assert not (folder.root / "c.md").exists()


def test_a_file_is_no_folder(folder: Folder) -> None:
    with refusal("exists"):
        folder.save("a.md/b.md", "x", None)
    with refusal("exists"):
        folder.make("a.md", {"b.md": ""})
