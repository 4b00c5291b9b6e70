# SPDX-License-Identifier: Apache-2.0
"""Our `dataclass` gives a class what the standard library's gives it."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest

from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Frozen, with all sorts of fields."""

    name: str
    floor: int = 0
    people: list[str] = field(default_factory=list, compare=False)
    size: int = field(default=3, init=False)
    hidden: str = field(default="", repr=False)
    kinds: ClassVar[int] = 7


@dataclass(slots=True)
class Counter:
    """Not frozen, with something done after."""

    start: int
    now: int = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.start


@dataclass(frozen=True, slots=True)
class Nothing:
    """No fields."""


@dataclass(frozen=True, slots=True)
class Own:
    """Methods of its own."""

    name: str

    def __hash__(self) -> int:
        return 5

    def __repr__(self) -> str:
        return "own"


STANDARD: Any = dataclasses.make_dataclass(
    "Place",
    [
        ("name", str),
        ("floor", int, 0),
        ("people", list, field(default_factory=list, compare=False)),
        ("size", int, field(default=3, init=False)),
        ("hidden", str, field(default="", repr=False)),
    ],
    frozen=True,
    slots=True,
)


@pytest.mark.parametrize("made", [Place, STANDARD], ids=["ours", "standard"])
def test_a_record_is_what_the_standard_library_makes(made: Any) -> None:
    one = made("hall", people=["Ash"])
    assert repr(one) == "Place(name='hall', floor=0, people=['Ash'], size=3)"
    assert one == made("hall")
    assert hash(one) == hash(made("hall", 0, ["Wren"]))
    assert one != made("hall", 1)
    assert one != "hall"
    assert made("x").people is not made("x").people
    assert made.__match_args__ == ("name", "floor", "people", "hidden")
    assert [each.name for each in dataclasses.fields(made)] == ["name", "floor", "people", "size", "hidden"]
    assert dataclasses.replace(one, floor=2) == made("hall", 2)
    assert copy.deepcopy(one) == one
    assert not hasattr(one, "__dict__")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'floor'"):
        one.floor = 3
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'floor'"):
        del one.floor
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        made()
    with pytest.raises(TypeError, match="size"):
        made("hall", size=4)


def test_a_record_can_be_pickled() -> None:
    one = Place("hall", 2, ["Ash"])
    found = pickle.loads(pickle.dumps(one))
    assert (found, found.people) == (one, ["Ash"])


def test_what_is_not_frozen_can_be_changed_and_has_no_hash() -> None:
    one = Counter(3)
    one.now += 1
    assert (one.now, one == Counter(3)) == (4, False)
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_records_without_fields_are_equal() -> None:
    assert Nothing() == Nothing()
    assert {Nothing(), Nothing()} == {Nothing()}


def test_what_a_class_says_itself_stays() -> None:
    assert (hash(Own("a")), repr(Own("a")), Own("a") == Own("a")) == (5, "own", True)


def test_a_record_that_stands_on_another_is_made_by_the_standard_library() -> None:
    @dataclass(frozen=True, slots=True)
    class Room(Place):
        """More than a place."""

        door: str = "oak"

    assert repr(Room("hall", door="ash")) == (
        "test_a_record_that_stands_on_another_is_made_by_the_standard_library.<locals>.Room"
        "(name='hall', floor=0, people=[], size=3, door='ash')"
    )
    with pytest.raises(FrozenInstanceError):
        Room("hall").door = "x"  # type: ignore[misc]  # that is what is being tried
