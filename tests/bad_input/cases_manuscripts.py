# SPDX-License-Identifier: Apache-2.0
"""Manuscripts that cannot be used: settings, annotations, names, waivers, scenes."""

from bad_input.case import HEAD, WORLD, Case, files_case, manuscript_case

SETTINGS: tuple[Case, ...] = (
    files_case("no settings", {"bad.md": "Prose.  # <- no-world-named\n"}),
    files_case("settings without a world", {"bad.md": "---\ntitle: T\n---\n"}, "no-world-named 1"),
    files_case("world misspelt", {"bad.md": "---\nwrold: good.world  # <- no-world-named\n---\n", "good.world": WORLD}),
    files_case("world without a value", {"bad.md": "---\nworld:  # <- no-world-named\n---\n"}),
    files_case("world that is not there", {"bad.md": "---\nworld: gone.world  # <- file-not-found\n---\n"}),
    files_case("world that is a folder", {"bad.md": "---\nworld: .  # <- file-not-found\n---\n"}),
    files_case("world at the root of the disk", {"bad.md": "---\nworld: /etc/passwd  # <- file-not-found\n---\n"}),
    files_case("manuscript as its own world", {"bad.md": "---\nworld: bad.md\n---\n"}, "no-world-named 2"),
    files_case(
        "broken world",
        {"bad.md": HEAD + "@ go(Ash, yard)\n", "good.world": WORLD + "ending e: rainin  # <- unknown-name\n"},
    ),
    files_case(
        "settings never closed",
        {"bad.md": "---\nworld: good.world\n\nProse.\n", "good.world": WORLD},
        "unclosed-front-matter 1",
    ),
    files_case(
        "line without a colon",
        {"bad.md": "---\nworld: good.world\nimagine 4  # <- not-a-setting\n---\n", "good.world": WORLD},
    ),
    files_case(
        "imagine is a word",
        {"bad.md": "---\nworld: good.world\nimagine: far  # <- not-a-count\n---\n", "good.world": WORLD},
    ),
    files_case(
        "minds below nothing",
        {"bad.md": "---\nworld: good.world\nminds: -1  # <- not-a-count\n---\n", "good.world": WORLD},
    ),
    files_case(
        "minds beyond sense",
        {"bad.md": "---\nworld: good.world\nminds: 1000000000000\n---\n", "good.world": WORLD},
        "not-a-count 3",
    ),
    files_case(
        "imagine is nothing",
        {"bad.md": "---\nworld: good.world\nimagine:\n---\n", "good.world": WORLD},
        "not-a-count 3",
    ),
    files_case(
        "world twice",
        {"bad.md": "---\nworld: good.world\nworld: good.world  # <- repeated-setting\n---\n", "good.world": WORLD},
    ),
)

EVENTS: tuple[Case, ...] = (
    manuscript_case("unknown event", "@ goo(Ash, yard)  # <- unknown-event\n"),
    manuscript_case("unknown person", "@ go(Ahs, yard)  # <- unknown-name\n"),
    manuscript_case("arguments in another order", "@ go(yard, Ash)  # <- wrong-order\n"),
    manuscript_case("too few arguments", "@ go(Ash)  # <- wrong-argument-count\n"),
    manuscript_case("too many arguments", "@ go(Ash, yard, hall)  # <- wrong-argument-count\n"),
    manuscript_case("no arguments", "@ go()  # <- wrong-argument-count\n"),
    manuscript_case("no parentheses", "@ go Ash yard  # <- unknown-annotation\n"),
    manuscript_case("parenthesis not closed", "@ go(Ash, yard  # <- unclosed-bracket\n"),
    manuscript_case("parenthesis closed twice", "@ go(Ash, yard))  # <- unopened-bracket\n"),
    manuscript_case("two events on a line", "@ go(Ash, yard) go(Ash, hall)  # <- syntax\n"),
    manuscript_case("fact as an event", "@ lit(lamp)  # <- unknown-event\n"),
    manuscript_case("number as an argument", "@ go(Ash, 3)  # <- wrong-kind\n"),
    manuscript_case("condition as an argument", "@ go(Ash, not yard)  # <- not-a-condition wrong-kind\n"),
    manuscript_case("fact as an argument", "@ go(Ash, at(Wren))  # <- not-a-name\n"),
    manuscript_case("variable as an argument", "@ go(p, yard)  # <- unknown-name\n"),
    manuscript_case("wait in a world without a clock", "@ wait()  # <- unknown-event\n"),
    files_case("nothing", {"bad.md": HEAD + "@\n", "good.world": WORLD}, "empty-annotation 4"),
    manuscript_case(
        "all of many",
        """\
@ goo(Ash, yard)  # <- unknown-event
@ expect rainin  # <- unknown-name
<!-- @ go(Ash)  # <- wrong-argument-count
-->
""",
    ),
)

EXPECTATIONS: tuple[Case, ...] = (
    manuscript_case("nothing expected", "@ expect  # <- missing-expectation\n"),
    manuscript_case("misspelt expect", "@ expct raining  # <- unknown-annotation\n"),
    manuscript_case("unknown fact", "@ expect rainin  # <- unknown-name\n"),
    manuscript_case("number expected", "@ expect weight(lamp)  # <- not-a-condition\n"),
    manuscript_case("chained comparison", "@ expect at(Ash) = at(Wren) = hall  # <- chained-comparison\n"),
    manuscript_case("division by zero", "@ expect weight(lamp) / 0 = 1  # <- division-by-zero\n"),
    manuscript_case("unknown compared", "@ expect weight(lamp) < unknown  # <- unknown-compared\n"),
    manuscript_case("unknown ending", "@ expect ending gon  # <- unknown-ending\n"),
    manuscript_case("ending without a name", "@ expect not ending  # <- missing-expectation\n"),
    manuscript_case("ending and more", "@ expect ending gone and raining  # <- text-left-over\n"),
    manuscript_case("possible nothing", "@ expect not possible  # <- missing-expectation\n"),
    manuscript_case("possible of an unknown event", "@ expect possible goo(Ash, yard)  # <- unknown-event\n"),
    manuscript_case("in character of an unknown person", "@ expect in character go(Ahs, yard)  # <- unknown-name\n"),
    manuscript_case("without nothing", "@ expect without : raining  # <- missing-change\n"),
    manuscript_case("without and no colon", "@ expect without go(Ash, yard)  # <- missing-expectation\n"),
    manuscript_case("without and nothing expected", "@ expect without go(Ash, yard):  # <- missing-expectation\n"),
    manuscript_case("without what did not happen", "@ expect without go(Ash, yard): raining  # <- not-in-story\n"),
    manuscript_case(
        "without what happens later", "@ expect without go(Ash, yard): raining  # <- not-in-story\n@ go(Ash, yard)\n"
    ),
    manuscript_case("without an unknown event", "@ expect without goo(Ash, yard): raining  # <- unknown-event\n"),
    manuscript_case("without a fact", "@ expect without lit(lamp): raining  # <- unknown-event\n"),
    manuscript_case("with an unknown fact", "@ expect with rainin: raining  # <- unknown-fact\n"),
    manuscript_case("with a wrong value", "@ expect with at(Ash) = 3: raining  # <- wrong-value\n"),
    manuscript_case("with a comparison", "@ expect with weight(lamp) > 3: raining  # <- syntax\n"),
    manuscript_case("reader as a person", "@ expect at(reader) = hall  # <- reader-out-of-place\n"),
    manuscript_case("believed by nobody", "@ expect believes raining  # <- syntax\n"),
    manuscript_case("bracket not closed", "@ expect (raining  # <- unclosed-bracket\n"),
    manuscript_case("two equals signs", "@ expect at(Ash) == hall  # <- wrong-sign\n"),
)

WAIVERS: tuple[Case, ...] = (
    manuscript_case("before all events", '@ allow out-of-character because "x"  # <- waiver-without-event\n'),
    manuscript_case("without a code", "@ go(Ash, yard)\n@ allow  # <- waiver-without-code\n"),
    manuscript_case("unknown code", '@ go(Ash, yard)\n@ allow out-of-charakter because "x"  # <- unknown-code\n'),
    manuscript_case("without a reason", "@ go(Ash, yard)\n@ allow out-of-character  # <- waiver-without-reason\n"),
    manuscript_case(
        "with an empty reason", '@ go(Ash, yard)\n@ allow out-of-character because ""  # <- waiver-without-reason\n'
    ),
    manuscript_case(
        "with a reason without quotes",
        "@ go(Ash, yard)\n@ allow out-of-character because x  # <- waiver-without-reason\n",
    ),
    manuscript_case("with more", '@ go(Ash, yard)\n@ allow out-of-character because "x" y  # <- text-left-over\n'),
)

SCENES: tuple[Case, ...] = (
    manuscript_case("without a name", "@ scene  # <- scene-without-name\n"),
    manuscript_case("without quotes", "@ scene The yard  # <- scene-without-name\n"),
    manuscript_case("twice", '@ scene "A"\n@ scene "A"  # <- repeated-scene\n'),
    manuscript_case("before an unknown one", '@ scene "A"\n@ scene "B", before "C"  # <- unknown-scene\n'),
    manuscript_case("before itself", '@ scene "A", before "A"  # <- circular-scenes\n'),
    manuscript_case("in a circle", '@ scene "A", before "B"  # <- circular-scenes\n@ scene "B", before "A"\n'),
    manuscript_case("before nothing", '@ scene "A", before  # <- scene-without-name\n'),
    manuscript_case(
        "both before and after", '@ scene "A"\n@ scene "B"\n@ scene "C", before "A", after "B"  # <- text-left-over\n'
    ),
)

MARKDOWN: tuple[Case, ...] = (
    manuscript_case("comment never closed", "Prose. <!-- @ go(Ash, yard)  # <- unclosed-comment\n"),
    manuscript_case(
        "comment closed too late", "<!-- @ go(Ash, yard)  # <- unclosed-comment\n\nProse. <!-- @ expect raining -->\n"
    ),
    manuscript_case(
        "plain comment never closed", "<!-- a note  # <- unclosed-comment\n\n@ goo(Ash, yard)  # <- unknown-event\n"
    ),
)

CASES = (*SETTINGS, *EVENTS, *EXPECTATIONS, *WAIVERS, *SCENES, *MARKDOWN)
