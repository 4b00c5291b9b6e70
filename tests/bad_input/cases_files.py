# SPDX-License-Identifier: Apache-2.0
"""Includes and variants of files that are not there, cannot be read, or do not fit together."""

from bad_input.case import WORLD, Case, files_case

CASES: tuple[Case, ...] = (
    files_case("include of no file", {"bad.world": 'world "W"\ninclude "gone.world"  # <- file-not-found\n'}),
    files_case("include of a folder", {"bad.world": 'world "W"\ninclude "."  # <- file-not-found\n'}),
    files_case("include above the root", {"bad.world": f'world "W"\ninclude "{"../" * 40}etc"  # <- file-not-found\n'}),
    files_case("include from the root", {"bad.world": 'world "W"\ninclude "/etc/passwd"  # <- file-not-found\n'}),
    files_case("include of nothing", {"bad.world": 'world "W"\ninclude ""  # <- file-not-found\n'}),
    files_case("include without a path", {"bad.world": 'world "W"\ninclude  # <- syntax\n'}),
    files_case("include of a long name", {"bad.world": f'world "W"\ninclude "{"a" * 5000}"  # <- file-not-found\n'}),
    files_case(
        "error in an included file",
        {"bad.world": 'world "W"\ninclude a.world\n', "a.world": "fact f(plaec)  # <- unknown-kind\n"},
    ),
    files_case(
        "errors in both files",
        {
            "bad.world": 'world "W"\ninclude a.world\nfact g(plaec)  # <- unknown-kind\n',
            "a.world": "fact f(palce)  # <- unknown-kind\n",
        },
    ),
    files_case(
        "thing declared again by the including file",
        {"bad.world": 'world "W"\ninclude a.world\nfact f  # <- doubly-defined\n', "a.world": "fact f\n"},
    ),
    files_case(
        "include of a manuscript",
        {
            "bad.world": 'world "W"\ninclude a.md\n',
            "a.md": "Once upon a time.  # <- missing-comma missing-comma syntax\n",
        },
    ),
    files_case(
        "variant of no file", {"bad.world": 'variant "V" of gone.world:  # <- file-not-found\n    start: raining\n'}
    ),
    files_case("variant of a folder", {"bad.world": 'variant "V" of "..":  # <- file-not-found\n    start: raining\n'}),
    files_case(
        "variant of a broken world",
        {
            "bad.world": 'variant "V" of good.world:\n    start: raining\n',
            "good.world": WORLD + "ending e: rainin  # <- unknown-name\n",
        },
    ),
    files_case(
        "variant with an unknown name",
        {"bad.world": 'variant "V" of good.world:\n    start: rainin  # <- unknown-fact\n', "good.world": WORLD},
    ),
    files_case(
        "variant without an unknown event",
        {
            "bad.world": 'variant "V" of good.world:\n    without event goo  # <- nothing-left-out\n',
            "good.world": WORLD,
        },
    ),
    files_case(
        "variant without an unknown ending",
        {
            "bad.world": 'variant "V" of good.world:\n    without ending gon  # <- nothing-left-out\n',
            "good.world": WORLD,
        },
    ),
    files_case(
        "variant without a kind",
        {
            "bad.world": 'variant "V" of good.world:\n    without kind place  # <- unknown-section\n',
            "good.world": WORLD,
        },
    ),
    files_case(
        "variant that declares a fact again",
        {"bad.world": 'variant "V" of good.world:\n    fact raining  # <- doubly-defined\n', "good.world": WORLD},
    ),
    files_case(
        "variant whose body is not indented",
        {"bad.world": 'variant "V" of good.world:\nstart: raining  # <- outside-variant\n', "good.world": WORLD},
    ),
    files_case("variant without a base", {"bad.world": 'variant "V":  # <- syntax\n    start: raining\n'}),
    files_case(
        "variant without its colon",
        {"bad.world": 'variant "V" of good.world  # <- missing-colon\n    start: raining\n', "good.world": WORLD},
    ),
)
