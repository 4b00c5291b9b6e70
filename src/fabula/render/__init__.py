# SPDX-License-Identifier: Apache-2.0
"""Answers as text for people and data for programs.

A renderer takes an answer of `fabula.model` and gives a string or plain data; it asks no engine, imports no use case,
and prints nothing. Begin reading with `stories.py`.
"""
