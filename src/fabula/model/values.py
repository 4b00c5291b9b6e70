# SPDX-License-Identifier: Apache-2.0
"""The values that a fact may have.

Yes/no facts have Python booleans, number facts have floats (IEEE doubles: what a native engine computes with),
thing-valued facts have the name of the thing. Two more values exist besides: `none` ("it is nobody, it is nowhere", a
thing-valued fact's default) and `unknown` (nobody can say; what a surprised or half-informed mind is left with), which
any fact may have.
"""

from enum import Enum
from typing import TypeAlias


class Nothing(Enum):
    """The two values that are not a thing, a number, or an answer."""

    NONE = "none"
    UNKNOWN = "unknown"

    # Each is one object, so it may be hashed as one: valuations are hashed by the million.
    __hash__ = object.__hash__


NONE = Nothing.NONE
UNKNOWN = Nothing.UNKNOWN

Value: TypeAlias = bool | float | str | Nothing
"""A value; a string is the name of a thing."""


def show_value(value: Value) -> str:
    """The value as an author writes it: `yes`, `2.5`, `hall`, `none`, `unknown`."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() | int():
            return str(int(value)) if float(value).is_integer() else repr(value)
        case Nothing():
            return value.value
        case _:
            return value
