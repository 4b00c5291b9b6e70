# SPDX-License-Identifier: Apache-2.0
"""Templates: what fills a hole is made to fit the words around it."""

import pytest

from fabula.usecases.templates import Hole, Words, fill, fill_clause, split_template

VALUES = {
    "p": "Ash",
    "t": "lamp",
    "k": "the brass key",
    "o": "old coat",
    "who": "a stranger",
    "u": "uniform",
    "at(p)": "far field",
    "n": "3",
}


def filled(template: str) -> str:
    return fill(template, VALUES.__getitem__)


def test_a_template_falls_into_words_and_holes() -> None:
    assert split_template("{p} goes to { at(p) }.") == (
        Hole("p"),
        Words(" goes to "),
        Hole("at(p)"),
        Words("."),
    )


def test_doubled_braces_are_braces_and_a_lone_one_is_itself() -> None:
    assert split_template("{{p}} and {p") == (Words("{p} and {p"),)


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{p} takes the {t}.", "Ash takes the lamp."),
        ("{p} takes the {k}.", "Ash takes the brass key."),
        ("The {k} is gone.", "The brass key is gone."),
        ("{who} comes. {who} goes.", "A stranger comes. A stranger goes."),
        ("“Stop!” {who} stops.", "“Stop!” A stranger stops."),
        ("{p} puts on a {o}.", "Ash puts on an old coat."),
        ("{p} puts on an {t}.", "Ash puts on a lamp."),
        ("{p} puts on a {u}.", "Ash puts on a uniform."),
        ("A {o} lies here.", "An old coat lies here."),
        ("{p} sees {who}.", "Ash sees a stranger."),
        ("It costs a {n}.", "It costs a 3."),
        ("iPhones, says {p}.", "iPhones, says Ash."),
        ("Soda {t}.", "Soda lamp."),
        ("", ""),
    ],
)
def test_articles_and_capital_letters_fit(template: str, sentence: str) -> None:
    assert filled(template) == sentence


@pytest.mark.parametrize(
    ("template", "clause"),
    [
        ("{p} takes the {t}.", "Ash takes the lamp"),
        ("{who} comes.", "a stranger comes"),
        ("Without thinking, {p} runs.", "without thinking, Ash runs"),
        ("The {t} is lit.", "the lamp is lit"),
        ("The {k} is gone.", "the brass key is gone"),
        ("I run.", "I run"),
        ("NASA calls {p}.", "NASA calls Ash"),
        ("And then…", "and then…"),
        ("Does {p} run?", "does Ash run?"),
    ],
)
def test_a_clause_has_no_full_stop_and_no_capital_but_of_names(template: str, clause: str) -> None:
    assert fill_clause(template, VALUES.__getitem__) == clause


def test_a_clause_keeps_the_capital_of_a_name_that_begins_it() -> None:
    assert fill_clause("Ash goes.", VALUES.__getitem__, ("Ash", "Wren")) == "Ash goes"
    assert fill_clause("Ashes fall.", VALUES.__getitem__, ("Ash", "Wren")) == "ashes fall"
