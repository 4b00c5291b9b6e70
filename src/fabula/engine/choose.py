# SPDX-License-Identifier: Apache-2.0
"""Which engine answers: the native one, unless another is asked for or it is not there.

Engines are imported when the first of their kind is made. A program that the native engine cannot hold (more than
32,000 things, expressions nested more than 10,000 deep) gets a reference engine, whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from fabula.engine.port import Engine
from fabula.model.ground import Program

MakeEngine: TypeAlias = Callable[[Program, int | None, int], Engine]
"""An engine for a program, the depth of minds to be kept (None: what the program and `minds` need), and `minds`."""

NOT_BUILT = "the native engine is not built here"


class EngineName(StrEnum):
    """The engines there are."""

    NATIVE = "native"
    REFERENCE = "reference"


class EngineMissing(ImportError):
    """The native engine was asked for by name, and it is not built here."""


@cache
def native_is_there() -> bool:
    """Whether the native engine can be used."""
    try:
        import fabula.engine.native  # noqa: F401 -- whether it can be imported is the question
    except ImportError:
        return False
    return True


def default_engine(program: Program, depth: int | None = None, minds: int = 2) -> Engine:
    """The native engine; where it is not there, the reference engine."""
    return _native(program, depth, minds, None) if native_is_there() else _reference(program, depth, minds)


def engine_maker(name: EngineName | None = None, memory: float | None = None, threads: int = 1) -> MakeEngine:
    """Makes engines of that name, None: as `default_engine`; raises `EngineMissing`.

    `memory` bounds in MiB what a native engine keeps, `threads` of which work at the space of stories.
    """
    if name is EngineName.REFERENCE or (name is None and not native_is_there()):
        return _reference
    if not native_is_there():
        raise EngineMissing(NOT_BUILT)
    size = None if memory is None else int(memory * 2**20)
    return lambda program, depth, minds: _native(program, depth, minds, size, threads)


def _reference(program: Program, depth: int | None, minds: int) -> Engine:
    from fabula.engine.reference import ReferenceEngine

    return ReferenceEngine(program, depth, minds)


def _native(program: Program, depth: int | None, minds: int, memory: int | None, threads: int = 1) -> Engine:
    from fabula.engine.native import NativeEngine, Refused

    try:
        return NativeEngine(program, depth, minds, memory, threads)
    except Refused:
        return _reference(program, depth, minds)
