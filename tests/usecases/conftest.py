# SPDX-License-Identifier: Apache-2.0
"""Checks and questions: every test on both engines."""

import pytest

from fabula.engine.choose import EngineName


@pytest.fixture(autouse=True)
def engine_that_answers(each_engine: EngineName) -> EngineName:
    """The engine that answers in this run of the test."""
    return each_engine
