# SPDX-License-Identifier: Apache-2.0
"""What there is to say about a world that reads well and yet cannot run: one module for each family of problems.

Plain functions from facts to a `Diagnostic`. Imports the model, the diagnostics and the engine's errors; no use case.
"""

from fabula.usecases.problems.running import engine_problem

__all__ = ["engine_problem"]
