# SPDX-License-Identifier: Apache-2.0
"""Files that are no text, texts of other encodings, odd characters, odd line ends."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from bad_input.case import HEAD, WORLD, Case, bytes_case

_BROKEN = WORLD + "ending e: rainin\n"
_LAST = str(WORLD.count("\n") + 1)
_MANUSCRIPT = HEAD + "Prose.\n\n@ goo(Ash, yard)\n"
_ENTRY = "ending é: rainin\n"

CASES: tuple[Case, ...] = (
    bytes_case("empty world", "bad.world", b"", "no-world 1"),
    bytes_case("empty manuscript", "bad.md", b"", "no-world-named 1"),
    bytes_case("world of one line end", "bad.world", b"\n", "no-world 1"),
    bytes_case("world of blanks", "bad.world", b"   \n\n   ", "no-world 1"),
    bytes_case("world of remarks", "bad.world", b"# nothing\n# at all", "no-world 1"),
    bytes_case("manuscript of blanks", "bad.md", b" \n\n ", "no-world-named 1"),
    bytes_case("world of a byte-order mark", "bad.world", BOM_UTF8, "no-world 1"),
    bytes_case("binary world", "bad.world", bytes(range(256)) * 8, "not-utf-8 1"),
    bytes_case("binary manuscript", "bad.md", b"\x7fELF\x02\x01\x01\0\0\0" * 20, "not-utf-8 1"),
    bytes_case("picture as a world", "bad.world", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-utf-8 1"),
    bytes_case("zero character in a world", "bad.world", _BROKEN.encode() + b"\0", "not-utf-8 1"),
    bytes_case("zero character in a manuscript", "bad.md", _MANUSCRIPT.encode() + b"\0", "not-utf-8 1"),
    bytes_case("UTF-16 world", "bad.world", BOM_UTF16_LE + WORLD.encode("utf-16-le"), "not-utf-8 1"),
    bytes_case("UTF-16 world, big end first", "bad.world", BOM_UTF16_BE + WORLD.encode("utf-16-be"), "not-utf-8 1"),
    bytes_case("UTF-16 world without a mark", "bad.world", WORLD.encode("utf-16-le"), "not-utf-8 1"),
    bytes_case("UTF-16 manuscript", "bad.md", _MANUSCRIPT.encode("utf-16"), "not-utf-8 1"),
    bytes_case("UTF-32 world", "bad.world", WORLD.encode("utf-32"), "not-utf-8 1"),
    bytes_case("Latin-1 world", "bad.world", (WORLD + "# café\n").encode("latin-1"), "not-utf-8 1"),
    bytes_case("Latin-1 manuscript", "bad.md", (HEAD + "Café.\n").encode("latin-1"), "not-utf-8 1"),
    bytes_case("lone surrogate in a world", "bad.world", WORLD.encode() + b"# \xed\xa0\x80\n", "not-utf-8 1"),
    bytes_case("lone surrogate in a manuscript", "bad.md", HEAD.encode() + b"\xed\xb0\x80\n", "not-utf-8 1"),
    bytes_case("character cut in the middle", "bad.world", WORLD.encode() + "# é".encode()[:-1], "not-utf-8 1"),
    bytes_case("overlong character", "bad.world", WORLD.encode() + b"# \xc0\xaf\n", "not-utf-8 1"),
    bytes_case("world behind a byte-order mark", "bad.world", BOM_UTF8 + _BROKEN.encode(), f"unknown-name {_LAST}"),
    bytes_case("manuscript behind a byte-order mark", "bad.md", BOM_UTF8 + _MANUSCRIPT.encode(), "unknown-event 6"),
    bytes_case("two byte-order marks", "bad.world", BOM_UTF8 * 2 + _BROKEN.encode(), f"unknown-name {_LAST}"),
    bytes_case("Windows world", "bad.world", _BROKEN.replace("\n", "\r\n").encode(), f"unknown-name {_LAST}"),
    bytes_case("Windows manuscript", "bad.md", _MANUSCRIPT.replace("\n", "\r\n").encode(), "unknown-event 6"),
    bytes_case("old Mac world", "bad.world", _BROKEN.replace("\n", "\r").encode(), f"unknown-name {_LAST}"),
    bytes_case("old Mac manuscript", "bad.md", _MANUSCRIPT.replace("\n", "\r").encode(), "unknown-event 6"),
    bytes_case("mixed line ends", "bad.md", _MANUSCRIPT.replace("\n", "\r\n", 3).encode(), "unknown-event 6"),
    bytes_case("no line end at the end", "bad.world", _BROKEN.rstrip().encode(), f"unknown-name {_LAST}"),
    bytes_case(
        "right-to-left mark", "bad.world", (WORLD + "ending e: \u200fraining\n").encode(), f"strange-character {_LAST}"
    ),
    bytes_case(
        "right-to-left override",
        "bad.world",
        (WORLD + "ending e: \u202eraining\n").encode(),
        f"strange-character {_LAST}",
    ),
    bytes_case(
        "override in a manuscript", "bad.md", (HEAD + "@ go(Ash, \u202eyard)\n").encode(), "strange-character 4"
    ),
    bytes_case("no-break space", "bad.world", (WORLD + "ending e:\u00a0rainin\n").encode(), f"unknown-name {_LAST}"),
    bytes_case(
        "zero-width space", "bad.world", (WORLD + "ending e: rain\u200bing\n").encode(), f"strange-character {_LAST}"
    ),
    bytes_case("line separator", "bad.world", (WORLD + "ending e: rainin\u2028\n").encode(), f"unknown-name {_LAST}"),
    bytes_case("form feed", "bad.world", (WORLD + "ending e: rainin\f\n").encode(), f"unknown-name {_LAST}"),
    bytes_case(
        "control characters",
        "bad.world",
        (WORLD + "ending e: \x1b[31mraining\n").encode(),
        f"strange-character {_LAST}",
    ),
    bytes_case(
        "control characters in an annotation",
        "bad.md",
        (HEAD + "@ go(Ash, \x07yard)\n").encode(),
        "strange-character 4",
    ),
    bytes_case("picture characters", "bad.world", (WORLD + "ending e: 🔥\n").encode(), f"strange-character {_LAST}"),
    bytes_case(
        "wide characters before the place",
        "bad.world",
        (WORLD + "thing 灯\nending e: lit(灯) and rainin\n").encode(),
        f"unknown-name {int(_LAST) + 1}",
    ),
    bytes_case(
        "letters of another script", "bad.world", (WORLD + "ending e: lіt(lamp)\n").encode(), f"unknown-fact {_LAST}"
    ),
    bytes_case(
        "accents put together",
        "bad.world",
        (WORLD + "thing é\nthing e\u0301\n").encode(),
        f"doubly-defined {int(_LAST) + 1}",
    ),
    bytes_case(
        "annotation in a world",
        "bad.world",
        (WORLD + "@ go(Ash, yard)\n").encode(),
        f"strange-character {_LAST}",
    ),
    bytes_case("world with the end of a manuscript", "bad.md", WORLD.encode(), "no-world-named 1"),
    bytes_case(
        "manuscript with the end of a world",
        "bad.world",
        (HEAD + "Prose.\n").encode(),
        "unknown-section 1",
        "syntax 2",
        "unknown-section 3",
        "unknown-section 4",
    ),
    Case(
        "binary world of a manuscript",
        "bad.md",
        {"bad.md": HEAD.encode(), "good.world": bytes(range(256))},
        ("file-not-found 2",),
    ),
)
