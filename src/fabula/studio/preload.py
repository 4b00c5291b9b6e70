# SPDX-License-Identifier: Apache-2.0
"""Imported once by the process of which the studio's others are forked: each begins at once, and shares what it reads.

What is loaded by then is taken out of the garbage collector's sight, so that it does not touch, and copy, those pages.
"""

from __future__ import annotations

import gc

from fabula.engine.choose import native_is_there
from fabula.studio import worker

__all__ = ["worker"]

native_is_there()
gc.collect()
gc.freeze()
