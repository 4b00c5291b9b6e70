# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given, strategies as st

from fabula.diagnostics import suggest

NAMES = ["hall", "yard", "Ash", "Wren", "lamp", "keeper", "alive", "believes", "at", "p", "q"]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("hal", "hall"),
        ("halll", "hall"),
        ("holl", "hall"),
        ("hlal", "hall"),
        ("HALL", "hall"),
        ("ash", "Ash"),
        ("wrne", "Wren"),
        ("kepeer", "keeper"),
        ("keper", "keeper"),
        ("beleives", "believes"),
        ("believe", "believes"),
        ("ta", "at"),
        ("P", "p"),
    ],
)
def test_a_slip_is_mended(wrong: str, meant: str) -> None:
    assert suggest(wrong, NAMES)[0] == meant


@pytest.mark.parametrize("wrong", ["garden", "x", "door", "zzzzzz", "", "keeping"])
def test_what_is_not_near_is_not_suggested(wrong: str) -> None:
    assert suggest(wrong, NAMES) == ()


def test_the_nearest_comes_first_and_alike_ones_in_order() -> None:
    assert suggest("cat", ["cart", "bat", "Cat", "hat", "dog"]) == ("Cat", "bat", "cart")


def test_at_most_so_many() -> None:
    assert suggest("cat", ["bat", "hat", "mat", "rat"], 2) == ("bat", "hat")


def test_the_order_of_the_candidates_does_not_matter() -> None:
    assert suggest("hal", {"hall", "Hal", "ha"}) == suggest("hal", ["ha", "Hal", "hall", "hall"])


def test_a_name_is_not_near_to_itself() -> None:
    assert suggest("hall", ["hall"]) == ()


def test_a_swap_is_one_slip() -> None:
    assert suggest("abcd", ["abdc", "axyd"]) == ("abdc",)


def test_a_name_of_a_million_letters_costs_nothing() -> None:
    assert suggest("a" * 1_000_000, NAMES) == ()


@given(st.text(max_size=12), st.lists(st.text(max_size=12)))
def test_suggestions_are_candidates(name: str, candidates: list[str]) -> None:
    found = suggest(name, candidates)
    assert set(found) <= set(candidates)
    assert len(found) <= 3
    assert name not in found


def test_what_two_names_begin_and_end_with_alike_is_not_compared_letter_by_letter() -> None:
    long = "a" * 30
    assert suggest(f"{long}x{long}", [f"{long}y{long}", f"{long}{long}"]) == (f"{long}{long}", f"{long}y{long}")
    assert suggest("abab", ["ab", "aab", "abba"]) == ("aab", "abba")
