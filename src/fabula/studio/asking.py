# SPDX-License-Identifier: Apache-2.0
"""From a question of the browser to its answer: texts are read, a use case is asked, its answer made data and words.

Runs in a process of its own (`worker.py`). Nothing is raised: what an author wrote wrong, and what was asked wrongly,
is in the answer; so are our own mistakes.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from fabula.diagnostics import Diagnostic, Source, as_data
from fabula.engine.choose import engine_maker
from fabula.engine.port import Cancel, Progress
from fabula.records import dataclass
from fabula.studio.asks import KINDS_OF_ASKS, Answer, Ask, Made, Options
from fabula.studio.bounds import MEBIBYTE, Bounds
from fabula.studio.folder import Folder
from fabula.studio.refused import Refused
from fabula.studio.remembering import Remembered
from fabula.studio.texts import Texts
from fabula.usecases.check_heed import GaveUp

Tell = Callable[[Progress, str | None], None]
"""Takes how far a question is, and what just now is worked at."""


class Problems(Exception):
    """The texts or the question cannot be used."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], sources: Mapping[str, Source]) -> None:
        super().__init__()
        self.diagnostics = diagnostics
        self.sources = sources


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: data, words, what there is to say besides, and which limit was reached, if any."""

    answer: dict[str, Any]
    text: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] | None = None
    limit: str | None = None
    made: tuple[Made, bytes] | None = None


@dataclass(slots=True)
class Asked:
    """A question with all that is needed to answer it."""

    ask: Ask
    options: Any
    texts: Texts
    cancel: Cancel
    tell: Tell
    memory: float
    remembered: Remembered

    @property
    def make_engine(self) -> Any:
        """Makes engines that keep within the bound."""
        return engine_maker(None, self.memory)

    def telling(self, title: str | None = None) -> Callable[[Progress], None]:
        """Takes how far the work under this title is."""
        return lambda progress: self.tell(progress, title)

    @property
    def source(self) -> Source:
        """The text that is asked about."""
        return self.texts.read(self.ask.file)


Answers = Mapping[str, Callable[[Asked], Found]]
"""Who answers which kind of question."""


class Asker:
    """Answers one question after another, and remembers the last story. `answers` says who answers which kind."""

    def __init__(self, folder: Folder, bounds: Bounds, answers: Answers) -> None:
        self.answers = answers
        self.folder = folder
        self.bounds = bounds
        self.remembered = Remembered()

    def answer(self, ask: Ask, cancel: Cancel, tell: Tell) -> tuple[Answer, tuple[Made, bytes] | None]:
        """The answer, and the file that was made for it."""
        try:
            found = self._found(ask, cancel, tell)
        except Problems as problems:
            return Answer("problems", diagnostics=as_data(problems.diagnostics, problems.sources)), None
        except GaveUp as gave_up:
            return _gave_up(gave_up.limit), None
        except (Refused, msgspec.ValidationError) as refused:
            return Answer("refused", message=str(refused)), None
        except MemoryError:
            return _gave_up("memory"), None
        except RecursionError:
            return Answer("failed", message="The text is nested too deeply for this question."), None
        except Exception as error:  # noqa: BLE001 -- a mistake of ours ends this question, not the process
            traceback.print_exception(error, file=sys.stderr)
            return Answer("failed", message=f"This is a mistake in Fabula: {type(error).__name__}: {error}"), None
        if cancel.limit == "cancelled":
            return Answer("cancelled"), None
        diagnostics = as_data(found.diagnostics, found.sources or {})
        return Answer("answered", found.answer, found.text, diagnostics, found.limit or cancel.limit), found.made

    def _found(self, ask: Ask, cancel: Cancel, tell: Tell) -> Found:
        options: Options = msgspec.convert(ask.options, KINDS_OF_ASKS[ask.kind])
        texts = Texts(self.folder, ask.texts)
        memory = self.bounds.question_memory / 2 / MEBIBYTE
        return self.answers[ask.kind](Asked(ask, options, texts, cancel, tell, memory, self.remembered))


def _gave_up(limit: str) -> Answer:
    return Answer("cancelled") if limit == "cancelled" else Answer("gave-up", limit=limit)
