# SPDX-License-Identifier: Apache-2.0
"""Answers in the formats of other programs.

Each module turns answers of `fabula.model` into bytes or texts of one format, and back where that is needed; it asks no
engine, imports no use case, and touches no disk. A module may need a package of one of the optional extras: it is
imported by who needs it only. Begin reading with `journal.py`.
"""
