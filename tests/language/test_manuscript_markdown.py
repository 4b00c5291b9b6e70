# SPDX-License-Identifier: Apache-2.0
"""Which parts of a Markdown file are annotations, and which are the author's own."""

import pytest

from fabula.language.manuscript_markdown import read_page


def annotations(text: str) -> list[str]:
    """What stands after each `@`."""
    return [snippet.content.text for snippet in read_page("a.md", text).snippets]


def codes(text: str) -> list[str]:
    """The codes of the problems of the outer form."""
    return [problem.code for problem in read_page("a.md", text).problems]


FOUND = {
    "a line": ("@ go(Ash)\n", ["go(Ash)"]),
    "without a blank": ("@go(Ash)", ["go(Ash)"]),
    "several lines": ("@ a()\nprose\n@ b()\n", ["a()", "b()"]),
    "a comment": ("She left. <!-- @ go(Ash) -->\n", ["go(Ash)"]),
    "two comments on a line": ("x <!-- @ a() --> y <!-- @ b() --> z\n", ["a()", "b()"]),
    "a comment with two annotations": ("<!-- @ a()\n     @ b() -->\n", ["a()", "b()"]),
    "a comment over lines": ("<!-- @ give(Ash,\n  lamp) -->\n", ["give(Ash,   lamp)"]),
    "a comment that begins with a line end": ("<!--\n@ a()\n@ b()\n-->\n", ["a()", "b()"]),
    "after a comment that spans lines": ("<!-- x\ny --> z <!-- @ a() -->\n", ["a()"]),
    "a line and a comment": ("@ a() <!-- a remark -->\n", ["a()"]),
    "a line and an annotated comment": ("@ a() <!-- @ b() -->\n", ["a()", "b()"]),
    "a remark": ("@ a()   # because\n", ["a()"]),
    "a hash in quotes": ('@ allow x because "no. #1" # so\n', ['allow x because "no. #1"']),
    "remarks inside a comment": ("<!-- @ f(a, # one\n b) -->\n", ["f(a,        b)"]),
    "three blanks before": ("   @ a()\n", ["a()"]),
    "Windows line ends": ("@ a()\r\n\r\nx\r\n@ b()\r\n", ["a()", "b()"]),
    "old Mac line ends": ("@ a()\rx\r@ b()\r", ["a()", "b()"]),
    "a byte-order mark": ("\ufeff@ a()\n", ["a()"]),
    "nothing after the mark": ("@\n", [""]),
    "in a list": ("- one\n\n    @ a()\n\n  two <!-- @ b() -->\n", ["a()", "b()"]),
    "in a paragraph's later line": ("one\n      two <!-- @ a() -->\n", ["a()"]),
    "after fenced code": ("```\n@ no()\n```\n@ a()\n", ["a()"]),
    "after code between backticks": ("`x` <!-- @ a() -->\n", ["a()"]),
    "after one lonely backtick": ("`x <!-- @ a() -->\n", ["a()"]),
    "after front matter": ("---\nworld: x\n---\n@ a()\n", ["a()"]),
    "in a quotation's comment": ("> x <!-- @ a() -->\n", ["a()"]),
    "after an empty comment": ("<!--> <!-- @ a() -->\n", ["a()"]),
}

NOT_FOUND = {
    "prose": "write to ash@example.org\n",
    "escaped": "\\@ a()\n",
    "escaped comment": "\\<!-- @ a() -->\n",
    "fenced code": "```\n@ a()\n<!-- @ b() -->\n```\n",
    "fenced code with tildes": "~~~ text\n@ a()\n```\n@ b()\n~~~\n",
    "longer fence": "````\n```\n@ a()\n````\n",
    "indented code": "prose\n\n    @ a()\n\n    <!-- @ b() -->\n",
    "code behind a tab": "\t@ a()\n",
    "code between backticks": "Write `<!-- @ a() -->` here.\n",
    "code between two backticks": "Write `` ` <!-- @ a() --> `` here.\n",
    "commented out": "<!-- not now:\n@ a()\n-->\n",
    "plain comment": "<!-- a @ b -->\n",
    "settings": "---\nworld: x\nauthor: @ash\n---\n",
}


@pytest.mark.parametrize("name", FOUND)
def test_annotations_are_found(name: str) -> None:
    text, expected = FOUND[name]
    assert annotations(text) == expected
    assert codes(text) == []


@pytest.mark.parametrize("name", NOT_FOUND)
def test_everything_else_is_left_alone(name: str) -> None:
    assert annotations(NOT_FOUND[name]) == []
    assert codes(NOT_FOUND[name]) == []


@pytest.mark.parametrize("name", FOUND)
def test_places_are_those_of_the_text(name: str) -> None:
    text, _ = FOUND[name]
    for snippet in read_page("a.md", text).snippets:
        span = snippet.content.span
        assert text[snippet.mark.start : snippet.mark.end] == "@"
        assert len(snippet.content.text) == span.end - span.start
        assert text[span.start : span.end][:3] == snippet.content.text[:3]


def test_settings_come_with_their_places() -> None:
    text = (
        "---\nworld:  'the gates.world'  # file\ntitle: \"No. #1\"\ntags:\n  - a\n# x\nimagine: 4\n---\nprose: none\n"
    )
    page = read_page("a.md", text)
    assert [(each.key, each.value) for each in page.settings] == [
        ("world", "the gates.world"),
        ("title", "No. #1"),
        ("tags", ""),
        ("imagine", "4"),
    ]
    for setting in page.settings:
        assert text[setting.key_span.start : setting.key_span.end] == setting.key
        assert text[setting.value_span.start : setting.value_span.end] == setting.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nworld: x\n", ["unclosed-front-matter"]),
        ("---\nworld\n---\n", ["not-a-setting"]),
        ("<!-- @ a()\nprose\n", ["unclosed-comment"]),
        ("<!-- note\nprose\n@ a()\n", ["unclosed-comment"]),
        ("<!-- @ a()\nprose <!-- @ b() -->\n", ["unclosed-comment"]),
        ("```\n@ a()\n", ["unclosed-code"]),
        ("```\nno annotation\n", []),
    ],
)
def test_outer_form(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_after_an_unclosed_comment_the_rest_is_read() -> None:
    assert annotations("<!-- @ a()\nprose <!-- @ b() -->\n@ c()\n") == ["a()", "b()", "c()"]
    assert annotations("<!-- note\n@ a()\n") == ["a()"]


@pytest.mark.parametrize("part", ["<!--", "`", "``x", "\\", "@", "---\n", "<!-- @ x\n", "```\n", "- ", "\t", '"'])
def test_a_million_characters_take_no_time(part: str) -> None:
    read_page("a.md", part * (200_000 // len(part)))
