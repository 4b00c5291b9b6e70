# SPDX-License-Identifier: Apache-2.0
"""Searching: from a world to a program of numbers, and the engines that answer questions about one.

`ground.py` turns a world into a program (`dump.py` shows it as text), `port.py` is the one screen of types behind which
every engine stands, `reference.py` the engine that remembers what `fabula.semantics` has answered. Imports
`fabula.semantics`, `fabula.model` and `fabula.diagnostics`, never `fabula.language`. Begin reading with `port.py`.
"""

from fabula.engine.port import Cancel, Engine, Found, Goal, Progress, Stage
from fabula.engine.reference import ReferenceEngine

__all__ = ["Cancel", "Engine", "Found", "Goal", "Progress", "ReferenceEngine", "Stage"]
