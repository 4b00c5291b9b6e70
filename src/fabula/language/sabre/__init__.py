# SPDX-License-Identifier: Apache-2.0
"""Problem files of another narrative planner, Sabre, read as they are into our model.

Written from a description of that format's meaning (`docs/sabre.md`). Imports the language's kinds and problems and the
model, no engine. Begin reading with `problem.py`, which does everything in order; `expressions.py` has the precedence.
"""

from fabula.language.sabre.problem import read_problem
from fabula.language.sabre.solutions import SolutionGoal, SolutionPlan, SolutionStep, read_solution

__all__ = ["SolutionGoal", "SolutionPlan", "SolutionStep", "read_problem", "read_solution"]
