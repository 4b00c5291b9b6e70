# SPDX-License-Identifier: Apache-2.0
"""The nouns: what a world, a ground world, a manuscript, a question and an answer are. All frozen.

Imports `fabula.diagnostics` (for spans) and nothing else of ours; knows neither texts nor engines. Begin reading
with `world.py`, then `expression.py`; `ground.py` is what the engines work on.
"""
