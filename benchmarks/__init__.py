# SPDX-License-Identifier: Apache-2.0
"""Measures how fast Fabula is: the peer's published problems, growth with size, start-up, raw steps.

`make bench` runs all of it. Nothing here is a test: figures depend on the machine, and are to be compared within one
run. Begin reading with `__main__.py`.
"""
