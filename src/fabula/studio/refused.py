# SPDX-License-Identifier: Apache-2.0
"""What a request may be refused for: a status, a code for programs, and a plain sentence for people."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):
    """A request that is not carried out, and nothing was changed. `more` stands beside the error in the answer."""

    def __init__(self, status: int, code: str, message: str, more: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.more = dict(more or {})

    def data(self) -> dict[str, object]:
        """The answer's body."""
        return {"error": {"code": self.code, "message": self.message}, **self.more}


def sentence(text: str) -> str:
    """A message of the interface for programs as a sentence for people."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."
