# SPDX-License-Identifier: Apache-2.0
"""Where a process of the studio begins: what it needs is loaded there, not in the server that begins it."""

from __future__ import annotations

import socket
from enum import StrEnum

from fabula.studio.bounds import Bounds


class Work(StrEnum):
    """What a process does."""

    QUICK = "quick"
    LONG = "long"
    LANGUAGE = "language"


def enter(work: Work, connection: socket.socket, root: str, bounds: Bounds) -> None:
    """Do the work until the other end of the connection is gone."""
    from fabula.studio.worker import answer_questions, speak_language  # noqa: PLC0415 -- see above

    if work is Work.LANGUAGE:
        speak_language(connection, root, bounds)
    else:
        answer_questions(connection, root, bounds, long=work is Work.LONG)
