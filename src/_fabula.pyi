# SPDX-License-Identifier: Apache-2.0
"""The extension built from native/: the types of what native/bind/module.cpp binds.

Only `fabula.engine.native` imports it.
"""

version: str
"""The ground format that it reads, as its first line says it."""

class Engine:
    """One ground world and the questions about it; native/bind/asking.hpp lists them."""

    def __init__(self, text: bytes, depth: int | None, minds: int, memory: int, threads: int = 1) -> None:
        """Reads a ground world; raises ValueError with the line and the reason where it cannot.

        `depth`: how many minds inside minds are kept (None: as many as wills need that look `minds` deep); `memory`:
        how many bytes may be kept (0: no bound), shared among the `threads` that work at a space.
        """

    def ask(self, question: int, *figures: float) -> tuple[int | float, ...]:
        """How an answer ended (0: well), and the answer. By one thread at a time."""

    def table(self, number: int) -> bytes:
        """A long list that the last answer left, as unsigned numbers of 32 bits; it can be taken once."""

    def stop(self) -> None:
        """Asks the search that runs to stop; it is forgotten when the next begins."""

    def progress(self) -> tuple[int, int, int]:
        """The length of story that is tried, states kept, stories found."""
