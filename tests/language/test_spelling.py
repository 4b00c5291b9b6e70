# SPDX-License-Identifier: Apache-2.0
"""Names in every script, with the marks that belong to their letters; however it is stored, a name is one name."""

import unicodedata

import pytest

from fabula.diagnostics import Source
from fabula.language import format_world, read_manuscript, read_world
from fabula.language.spelling import spelt
from language.conftest import Read

COMPOSED = "Zoé"
APART = "Zoe\u0301"

NAMES = {
    "French, apart": APART,
    "Devanagari": "सीता",
    "Thai": "แม่น้ำ",
    "Tamil": "கோயில்",
    "Arabic with vowels": "مُحَمَّد",
    "Hebrew with points": "דָּוִד",
    "Persian with a joiner": "می\u200cخواهد",
    "Vietnamese, apart": unicodedata.normalize("NFD", "Nguyễn"),
    "Korean, apart": unicodedata.normalize("NFD", "한글"),
    "old letters beyond the first plane": "𐀀𐀁",
    "Brahmi": "𑀲𑀻𑀢𑀸",
    "with a digit after a mark": "e\u0301" + "2_x",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_of_any_script(name: str, read: Read) -> None:
    world = read(f'world "x"\nperson {name}\nfact lit(person)\nending e: lit({name})\n').made
    assert [thing.name for thing in world.things] == [spelt(name)]


def test_both_spellings_are_one_name(read: Read) -> None:
    world = f'world "x"\nperson {COMPOSED}\nfact lit(person) "{{{{1}}}}"\nending caf{"é"}: lit({APART})\n'
    assert [ending.name for ending in read(world).made.endings] == ["café"]
    assert read(f'world "x"\nperson {COMPOSED}, {APART}\n').codes == ["doubly-defined"]


def test_places_are_those_of_the_text(read: Read) -> None:
    said = read(f'world "x"\nperson {APART}\nfact lit(person)\nending e: lit({APART}) and dim\n').said
    assert said == (
        "error[unknown-name]: Nothing here is called `dim`.\n"
        " --> a.world:4:25\n"
        "  |\n"
        f"4 | ending e: lit({APART}) and dim\n"
        "  |                        ^^^\n"
        "  |                        no thing, parameter or fact without parameters has\n"
        "  |                        this name\n"
        "  |\n"
        "  = help: Declare it, or check its spelling.\n"
    )


def test_a_parameter_in_a_text(read: Read) -> None:
    world = (
        'world "x"\nperson Ash\nfact lit\nevent go(e\u0301: person):\n    text: "{é} goes."\n    then: lit\n    by: é\n'
    )
    assert read(world + "ending e: lit\n").codes == []


def test_a_manuscript_may_store_names_otherwise() -> None:
    world = Source(
        "a.world", f'world "x"\nperson {COMPOSED}\nfact lit\nevent light(p: person):\n    then: lit\n    by: p\n'
    )
    ending = Source("a.world", world.text + "ending café: lit\n")
    text = f"---\nworld: a.world\n---\n@ light({APART})\n@ expect ending cafe\u0301\n"
    manuscript, _, problems, _ = read_manuscript(Source("a.md", text), lambda _, __: ending)
    assert manuscript is not None, problems


@pytest.mark.parametrize("sign", ["🔥", "❤️", "½", "²", "\u0301", "\u200d", "€", "\ufe0f"])
def test_what_is_no_letter_begins_no_name(sign: str, read: Read) -> None:
    assert "strange-character" in read(f'world "x"\nperson {sign}\n').codes


def test_a_lonely_mark_is_named_by_its_number() -> None:
    _, problems, _ = read_world(Source("a.world", 'world "x"\nperson \u0301\n'), lambda _, __: None)
    assert problems[0].title == "`U+0301` means nothing here."


def test_the_formatter_stores_names_in_one_way() -> None:
    assert format_world(Source("a.world", f'world "x"\n\nperson {APART}\n')) == f'world "x"\n\nperson {COMPOSED}\n'


def test_of_one_line_few_strange_signs_are_reported(read: Read) -> None:
    assert read('world "x"\nperson ' + "$ " * 1000 + "\n").codes.count("strange-character") == 10
