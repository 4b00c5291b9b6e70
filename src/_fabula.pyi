# SPDX-License-Identifier: Apache-2.0
"""The extension built from native/: the types of what native/bind/module.cpp binds.

Only `fabula.engine.native` imports it.
"""

version: str
"""The ground format that it reads, as its first line says it."""
