# SPDX-License-Identifier: Apache-2.0
"""How far to look."""

from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a question.

    `length`: events in a story. `imagine`: events in a plan that somebody imagines. `minds`: how deep minds
    are read inside minds when looking for reasons. `count`: how many different stories are wanted. `states`: at most
    so many states are kept (None: no bound) before the search gives up.
    """

    length: int = 12
    imagine: int = 5
    minds: int = 2
    count: int = 1
    states: int | None = None
