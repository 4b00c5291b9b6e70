# SPDX-License-Identifier: Apache-2.0
"""What may be asked of a world: one question and its answer a module.

A use case takes texts or a world, limits and an engine, and gives an answer of `fabula.model` with diagnostics; it
touches no disk, clock or terminal. It knows engines through `fabula.engine.port` and never imports `render`, which
shows its answers. Begin reading with `tell.py`, then `check.py`; the modules `check_…` are the parts of a check.
"""
