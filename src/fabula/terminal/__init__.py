# SPDX-License-Identifier: Apache-2.0
"""Playing on a terminal: `table` is what a player has before them, `app` shows it (with Textual, an optional extra)."""
