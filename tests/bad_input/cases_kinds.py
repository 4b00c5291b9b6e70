# SPDX-License-Identifier: Apache-2.0
"""Wrong counts and kinds of arguments, values that do not fit, comparisons that make no sense, in worlds."""

from bad_input.case import Case, world_case

ARGUMENTS: tuple[Case, ...] = (
    world_case("too few arguments", "ending e: at() = hall  # <- wrong-argument-count\n"),
    world_case("too many arguments", "ending e: at(Ash, Wren) = hall  # <- wrong-argument-count\n"),
    world_case("arguments for a fact that has none", "ending e: raining(Ash)  # <- wrong-argument-count\n"),
    world_case("no parentheses", "ending e: lit  # <- wrong-argument-count\n"),
    world_case("thing of the wrong kind", "ending e: at(lamp) = hall  # <- wrong-kind\n"),
    world_case("variable of the wrong kind", "ending e: any place l: alive(l)  # <- wrong-kind\n"),
    world_case("number as an argument", "ending e: at(3) = hall  # <- wrong-kind\n"),
    world_case("condition as an argument", "ending e: at(raining) = hall  # <- wrong-kind\n"),
    world_case("fact of the wrong kind as an argument", "ending e: at(at(Ash)) = hall  # <- wrong-kind\n"),
    world_case(
        "definition with too few arguments", "define d(p: person): alive(p)\nending e: d  # <- wrong-argument-count\n"
    ),
    world_case("wrong argument in an effect", "start: lit(Ash)  # <- wrong-kind\n"),
    world_case("too many arguments in an effect", "start: lit(lamp, lamp)  # <- wrong-argument-count\n"),
)

VALUES: tuple[Case, ...] = (
    world_case("thing of the wrong kind as a value", "start: at(Ash) = lamp  # <- wrong-value\n"),
    world_case("number as a place", "start: at(Ash) = 3  # <- wrong-value\n"),
    world_case("place as a number", "start: weight(lamp) = hall  # <- wrong-value\n"),
    world_case("yes as a number", "start: weight(lamp) = yes  # <- wrong-value\n"),
    world_case("number for a yes/no fact", "start: lit(lamp) = 1  # <- wrong-value\n"),
    world_case("none for a yes/no fact", "start: lit(lamp) = none  # <- wrong-value\n"),
    world_case("adding to a yes/no fact", "start: lit(lamp) += 1  # <- not-a-number\n"),
    world_case("adding to a place", "start: at(Ash) += 1  # <- not-a-number\n"),
    world_case("effect on a definition", "define d: raining\nstart: d  # <- not-a-fact\n"),
    world_case("effect on a thing", "start: lamp = Ash  # <- not-a-fact\n"),
    world_case("effect on the clock", "start: now = 3  # <- no-target\n"),
    world_case("effect that is a comparison", "start: weight(lamp) > 3  # <- syntax\n"),
    world_case("thing-valued fact without a value", "start: at(Ash)  # <- needs-value\n"),
    world_case("number fact denied", "start: not weight(lamp)  # <- needs-value\n"),
    world_case("definition of another kind than it says", "define d is number: raining  # <- wrong-value\n"),
)

COMPARISONS: tuple[Case, ...] = (
    world_case("kinds that are never equal", "ending e: at(Ash) = lamp  # <- kinds-never-equal\n"),
    world_case("fact and number", "ending e: at(Ash) = 3  # <- kinds-never-equal\n"),
    world_case("two facts never equal", "ending e: at(Ash) = keeper(lamp)  # <- kinds-never-equal\n"),
    world_case("places in order", "ending e: at(Ash) < at(Wren)  # <- not-a-number\n"),
    world_case("thing in order with a number", "ending e: lamp > 3  # <- not-a-number\n"),
    world_case("unknown less than a number", "ending e: unknown < 3  # <- unknown-compared\n"),
    world_case("number more than unknown", "ending e: weight(lamp) >= unknown  # <- unknown-compared\n"),
    world_case("arithmetic with unknown", "ending e: weight(lamp) + unknown = 3  # <- unknown-compared\n"),
    world_case("chained comparison", "ending e: at(Ash) = at(Wren) = hall  # <- chained-comparison\n"),
    world_case("sum of places", "ending e: at(Ash) + 1 = 2  # <- not-a-number\n"),
    world_case("sum of conditions", "ending e: sum(person p: alive(p)) = 2  # <- not-a-number\n"),
    world_case("number as a condition", "ending e: weight(lamp)  # <- not-a-condition\n"),
    world_case("thing as a condition", "ending e: lamp  # <- not-a-condition\n"),
    world_case("place fact as a condition", "ending e: at(Ash)  # <- not-a-condition\n"),
    world_case("not of a number", "ending e: not weight(lamp)  # <- not-a-condition\n"),
    world_case("and of a number", "ending e: raining and 3  # <- not-a-condition\n"),
    world_case("literal division by zero", "ending e: weight(lamp) / 0 = 3  # <- division-by-zero\n"),
    world_case("division by zero worked out", "ending e: weight(lamp) / (2 - 2) = 3  # <- division-by-zero\n"),
    world_case("division by zero in an effect", "start: weight(lamp) = 1 / 0  # <- division-by-zero\n"),
    world_case("never of that kind", "ending e: lamp is a person  # <- never-of-kind\n"),
    world_case("two values of different kinds", "start: at(Ash) = hall if raining else 3  # <- wrong-kind\n"),
    world_case("number that is too large", f"start: weight(lamp) = 1{'0' * 400}  # <- number-too-large\n"),
)

PEOPLE: tuple[Case, ...] = (
    world_case("lamp that believes", "start: lamp believes raining  # <- not-a-person\n"),
    world_case("place that believes in a condition", "ending e: hall believes raining  # <- not-a-person\n"),
    world_case("number that believes", "ending e: 3 believes raining  # <- no-person\n"),
    world_case("lamp that wants", "wants lamp: 1  # <- not-a-person\n"),
    world_case("kind of things that wants", "wants every place l: 1  # <- not-a-person\n"),
    world_case("lamp that is willing", "event e(t: thing):\n    then: raining\n    by: t  # <- not-a-person\n"),
    world_case("lamp that sees", "sight for t: thing:\n    t sees raining  # <- not-a-person\n"),
    world_case("want of a condition", "wants Wren: raining  # <- not-a-number\n"),
    world_case("want of a place", "wants Wren: at(Wren)  # <- not-a-number\n"),
    world_case("sight of a definition", "define d: raining\nsight for p: person:\n    p sees d  # <- cannot-be-seen\n"),
    world_case("reader in a condition", "ending e: reader believes raining  # <- reader-out-of-place\n"),
)

CASES = (*ARGUMENTS, *VALUES, *COMPARISONS, *PEOPLE)
