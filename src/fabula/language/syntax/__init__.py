# SPDX-License-Identifier: Apache-2.0
"""The syntax tree: what the author wrote, names not yet looked up, every node with its place.

Take it apart with `match`. A `Name` may be anything that has a name (a thing, a variable, a fact without
parameters); whoever resolves names decides. Spans are not compared, nor are comments, so two trees are
equal where they say the same. Inline and block form give the same tree, and so do `true` and `yes`. What could not be
read has been reported and is left out of lists; where exactly one expression belongs, `Missing` stands for it.
Begin reading with `expressions.py`, then `statements.py`, `events.py`, and `declarations.py`, whose `WorldFile` is
the whole.

Entry points (in `fabula.language.parser`): `parse_world`, `parse_expression`, `parse_statements`, `parse_call`.
"""

from fabula.language.syntax.declarations import *  # noqa: F403  every name of the module is part of the tree
from fabula.language.syntax.events import *  # noqa: F403  every name of the module is part of the tree
from fabula.language.syntax.expressions import *  # noqa: F403  every name of the module is part of the tree
from fabula.language.syntax.patterns import *  # noqa: F403  every name of the module is part of the tree
from fabula.language.syntax.statements import *  # noqa: F403  every name of the module is part of the tree
