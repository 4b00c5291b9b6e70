# SPDX-License-Identifier: Apache-2.0
"""The meaning of a ground world in plain readable Python: slow and obvious on purpose, the oracle for every engine.

Each rule stands under the words of the design that it implements. Begin reading with `state.py`, then `expression.py`,
`step.py` (with `surprise.py`), `laws.py`, `start.py`, `will.py`: one class, `Semantics`, grown one chapter a file,
whose rules call each other through `self`, so that an engine can remember answers without saying any rule again.
Imports `fabula.model` and `fabula.diagnostics`; knows no texts, no engines, no numbers for states.
"""

from fabula.semantics.errors import DivisionByZero, EngineError, RestlessLaws
from fabula.semantics.state import State
from fabula.semantics.will import Semantics

__all__ = ["DivisionByZero", "EngineError", "RestlessLaws", "Semantics", "State"]
