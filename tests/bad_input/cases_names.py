# SPDX-License-Identifier: Apache-2.0
"""Names that are not there, names that are there twice, names for the wrong thing, in worlds."""

from bad_input.case import Case, files_case, whole_world_case, world_case

UNDEFINED: tuple[Case, ...] = (
    world_case("unknown thing in a condition", "ending e: at(Ahs) = hall  # <- unknown-name\n"),
    world_case("unknown thing as a value", "ending e: at(Ash) = hal  # <- unknown-name\n"),
    world_case("unknown fact", "ending e: it(lamp)  # <- unknown-fact\n"),
    world_case("unknown fact without parameters", "ending e: rainin  # <- unknown-name\n"),
    world_case("unknown kind of things", "plaec cellar  # <- unknown-kind\n"),
    world_case("unknown parent", "kind room: plaec  # <- unknown-kind\n"),
    world_case("unknown kind of a parameter", "fact warm(p: plaec)  # <- unknown-kind\n"),
    world_case("unknown kind of a bare parameter", "fact warm(plaec)  # <- unknown-kind\n"),
    world_case("unknown kind of a value", "fact home(person) is plaec  # <- unknown-kind\n"),
    world_case("unknown kind in a quantifier", "ending e: any persn p: alive(p)  # <- unknown-kind\n"),
    world_case("unknown kind in a count", "ending e: count(persn p: alive(p)) = 1  # <- unknown-kind\n"),
    world_case("unknown kind after is a", "ending e: keeper(lamp) is a vampire  # <- unknown-kind\n"),
    world_case("unknown kind of an event's parameter", "event e(p: persn):  # <- unknown-kind\n    then: raining\n"),
    world_case("unknown fact in an effect", "start: lti(lamp)  # <- unknown-fact\n"),
    world_case("unknown thing in an effect", "start: lit(lmap)  # <- unknown-name\n"),
    world_case("unknown believer", "start: Wern believes lit(lamp)  # <- unknown-name\n"),
    world_case("unknown person who wants", "wants Wern: 1  # <- unknown-name\n"),
    world_case("unknown willing person", "event e(p: person):\n    then: raining\n    by: q  # <- unknown-name\n"),
    world_case(
        "unknown name in a text",
        'event e(p: person):\n    text: "{q} does it."  # <- unknown-name\n    then: raining\n',
    ),
    world_case("variable out of its reach", "ending e: (any person p: alive(p)) and at(p) = hall  # <- unknown-name\n"),
    world_case(
        "every undefined name of a file",
        "ending e: a  # <- unknown-name\nending f: b  # <- unknown-name\nending g: c(lamp)  # <- unknown-fact\n",
    ),
    world_case("two undefined names of a line", "ending e: at(Ahs) = hal  # <- unknown-name unknown-name\n"),
    world_case("unknown section", "evnt e(p: person):  # <- unknown-section\n    then: raining\n"),
    world_case("unknown part", "event e(p: person):\n    than: raining  # <- unknown-part\n"),
    world_case("sight of an unknown fact", "sight for p: person:\n    p sees warm(p)  # <- unknown-fact\n"),
    world_case("law on an unknown fact", "law l:\n    when: raing  # <- unknown-name\n    then: not raining\n"),
)

DOUBLE: tuple[Case, ...] = (
    world_case("kind twice", "kind place  # <- doubly-defined\n"),
    world_case("fact twice", "fact lit(thing)  # <- doubly-defined\n"),
    world_case("thing and fact of a name", "thing snow\nfact snow  # <- doubly-defined\n"),
    world_case("thing and kind of a name", "thing place  # <- doubly-defined\n"),
    world_case("event twice", "event go(p: person, to: place):  # <- doubly-defined\n    then: at(p) = to\n"),
    world_case("ending twice", "ending gone: raining  # <- doubly-defined\n"),
    world_case(
        "law twice",
        """\
law l:
    when: raining
    then: not raining
law l:  # <- doubly-defined
    when: raining
    then: not raining
""",
    ),
    world_case("definition twice", "define d: raining\ndefine d: not raining  # <- doubly-defined\n"),
    world_case("definition and fact of a name", "define lit(t: thing): raining  # <- doubly-defined\n"),
    world_case("parameter twice", "event e(p: person, p: place):  # <- doubly-defined\n    then: raining\n"),
    world_case("variable that is a thing", "ending e: any person lamp: alive(lamp)  # <- doubly-defined\n"),
    world_case(
        "variable that is a parameter",
        "event e(p: person):\n    when: any person p: alive(p)  # <- doubly-defined\n    then: raining\n",
    ),
    world_case("person as a kind", "kind person  # <- doubly-defined\n"),
    world_case("overlapping overloads", "kind adult: person\nfact alive(adult)  # <- overlapping-overloads\n"),
    whole_world_case(
        "own wait in a world with a clock",
        'world "W"\nfact now_wet\nevent wait():  # <- reserved-name\n    then: now_wet\nending e: now = 3\n',
    ),
    world_case("a thing called reader", "person reader  # <- reserved-name\n"),
    world_case("title twice", 'world "Again"  # <- said-twice\n'),
    world_case("part twice", "event e():\n    then: raining\n    then: not raining  # <- said-twice\n"),
)

CYCLES: tuple[Case, ...] = (
    world_case("kind of itself", "kind a: a  # <- cyclic-kinds\n"),
    world_case("kinds of each other", "kind a: b  # <- cyclic-kinds\nkind b: a\n"),
    world_case("three kinds in a circle", "kind a: b  # <- cyclic-kinds\nkind b: c\nkind c: a\n"),
    world_case("definition of itself", "define d: not d  # <- cyclic-definitions\n"),
    world_case("definitions of each other", "define d: e  # <- cyclic-definitions\ndefine e: d\n"),
    world_case(
        "definitions in a circle with arguments",
        "define d(p: person): any person q: e(q)  # <- cyclic-definitions\ndefine e(p: person): d(p)\n",
    ),
    files_case("file that includes itself", {"bad.world": 'world "W"\ninclude "bad.world"  # <- cyclic-include\n'}),
    files_case(
        "files that include each other",
        {
            "bad.world": 'world "W"\ninclude "a.world"\n',
            "a.world": "include b.world\n",
            "b.world": "include a.world  # <- cyclic-include\n",
        },
    ),
    files_case(
        "variant of itself", {"bad.world": 'variant "V" of bad.world:  # <- cyclic-include\n    start: raining\n'}
    ),
    files_case(
        "variants of each other",
        {
            "bad.world": 'variant "V" of a.world:\n    start: raining\n',
            "a.world": 'variant "A" of bad.world:  # <- cyclic-include\n    start: raining\n',
        },
    ),
)

CASES = (*UNDEFINED, *DOUBLE, *CYCLES)
