# SPDX-License-Identifier: Apache-2.0
"""Fabula: a type checker for stories."""
