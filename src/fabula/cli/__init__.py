# SPDX-License-Identifier: Apache-2.0
"""The command line: the only part that prints, exits, looks at a clock, and reads what a user types.

One file for each command; `main.py` holds the table of them and imports a command's module only when that command
runs, so that `fabula --help` is there at once. What the commands share: `output.py` (streams, width, colour),
`options.py` (options that mean the same everywhere), `progress.py` (the line on a terminal), `watch.py` (deadlines,
memory, Ctrl-C). Imports everything below it; nothing imports it. Begin reading with `main.py`.
"""
