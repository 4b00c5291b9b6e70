# SPDX-License-Identifier: Apache-2.0
"""Lines that cannot be read, blocks out of place, brackets and quotes left open, in worlds."""

from bad_input.case import Case, whole_world_case, world_case

LINES: tuple[Case, ...] = (
    world_case("bracket never closed", "ending e: at(Ash = hall  # <- unclosed-bracket\n"),
    world_case("bracket never opened", "ending e: at(Ash)) = hall  # <- unopened-bracket\n"),
    world_case("bracket that swallows the file", "ending e: (raining  # <- unclosed-bracket\nending f: raining\n"),
    world_case("quote never closed", 'ending e "The end: raining  # <- unclosed-text\n'),
    world_case("typographic quotes", "ending e “The end.”: raining  # <- wrong-quotes\n"),
    world_case("two equals signs", "ending e: at(Ash) == hall  # <- wrong-sign\n"),
    world_case("sign of another language", "ending e: raining && lit(lamp)  # <- wrong-sign\n"),
    world_case("exclamation mark", "ending e: !raining  # <- wrong-sign\n"),
    world_case("square brackets", "ending e: at[Ash] = hall  # <- strange-character strange-character\n"),
    world_case("dollar sign", "ending e: raining $  # <- strange-character\n"),
    world_case("missing colon", "ending e raining  # <- missing-colon\n"),
    world_case("missing comma", "person Kit Sol  # <- missing-comma\n"),
    world_case("reserved word as a name", "person believes  # <- reserved-word\n"),
    world_case("name that begins with a digit", "person 2nd  # <- syntax\n"),
    world_case("operator at the end", "ending e: raining and  # <- syntax\n"),
    world_case("operator twice", "ending e: raining and and raining  # <- syntax\n"),
    world_case("nothing but a colon", ":  # <- unknown-section\n"),
    world_case("nothing but a word", "ending  # <- syntax\n"),
    world_case("event without a body", "event e():  # <- nothing-follows\n"),
    world_case("ending without a condition", "ending e:  # <- nothing-follows\n"),
    world_case("start without a statement", "start:  # <- nothing-follows\n"),
    world_case("else without if", "start:\n    raining\n    else: not raining  # <- stray-else\n"),
    world_case("empty call", "ending e: (Ash)  # <- not-a-condition\n"),
    world_case("takes a fraction", "event e():\n    then: raining\n    takes 1.5  # <- not-whole\n"),
    world_case("takes less than nothing", "event e():\n    then: raining\n    takes -1  # <- syntax\n"),
    world_case("takes a word", "event e():\n    then: raining\n    takes long  # <- syntax\n"),
)

BLOCKS: tuple[Case, ...] = (
    world_case("tab in the indentation", "start:\n\training  # <- tab\n"),
    world_case("the rest after a tab is read", "start:\n\training  # <- tab\nending e: rainin  # <- unknown-name\n"),
    world_case("indented for nothing", "thing stool\n    thing chair  # <- unexpected-block\n"),
    world_case(
        "indented below an inline part", "event e():\n    then: raining\n        not raining  # <- unexpected-block\n"
    ),
    world_case("uneven indentation", "event e():\n        when: raining\n    then: not raining  # <- indentation\n"),
    world_case(
        "and that is not indented deeper",
        """\
event e():
    when:
        raining
        and lit(lamp)  # <- loose-continuation
    then: not raining
""",
    ),
    world_case("definition of two lines", "define d:\n    raining\n    lit(lamp)  # <- two-expressions\n"),
    world_case("text that is a name", "event e():\n    text: raining  # <- syntax\n    then: raining\n"),
    world_case(
        "unclosed brace in a text", 'event e(p: person):\n    text: "{p goes."  # <- loose-brace\n    then: raining\n'
    ),
    world_case(
        "brace closed in a text that was not opened",
        'event e(p: person):\n    text: "p} goes."  # <- loose-brace\n    then: raining\n',
    ),
    world_case(
        "empty braces in a text", 'event e(p: person):\n    text: "{} goes."  # <- empty-braces\n    then: raining\n'
    ),
    world_case(
        "nonsense in the braces of a text",
        'event e(p: person):\n    text: "{p +} goes."  # <- syntax\n    then: raining\n',
    ),
    whole_world_case("world without its line", "kind place  # <- no-world\n"),
    whole_world_case(
        "prose", "Once upon a time.  # <- missing-comma missing-comma syntax\n\n?  # <- strange-character\n"
    ),
    world_case("variant line in a world", 'variant "V" of a.world:  # <- said-twice\n    start: raining\n'),
    world_case("without in a world", "without event go  # <- without-base\n"),
)

CASES = (*LINES, *BLOCKS)
