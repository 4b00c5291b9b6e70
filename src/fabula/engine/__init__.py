# SPDX-License-Identifier: Apache-2.0
"""Searching: from a world to a program of numbers, and the engines that answer questions about one.

`ground.py` turns a world into a program (`dump.py` shows it as text), `port.py` is the one screen of types behind which
every engine stands, `native.py` the engine of native/, `reference.py` the one that remembers what `fabula.semantics`
has answered; `choose.py` takes one of them. Imports `fabula.semantics`, `fabula.model` and `fabula.diagnostics`, never
`fabula.language`. Begin reading with `port.py`.
"""

from fabula.engine.port import Cancel, Engine, Found, Goal, Progress, Stage

__all__ = ["Cancel", "Engine", "Found", "Goal", "Progress", "Stage"]
