# SPDX-License-Identifier: Apache-2.0
"""What the peer answered about its own problem files, against both engines: a part of `make conformance`.

A fixed part: every fifth step of the public problems and every step of the small ones, and of the explained sequences
those with the quickest limits.
"""

import pytest

from sabre.conformance import explained, steps
from sabre.peer import DATA, ENGINES, MISSING, peers_of, problem_names

PROBLEMS = problem_names() if (DATA / "conformance").is_dir() else []
EVERY = 5
QUESTIONS = 16
FEW_QUESTIONS = {"aladdin": 4, "gramma": 12, "hospital": 12, "lovers": 12, "basketball": 12}
"""Problems of which fewer explained sequences are looked at: they take seconds each."""


@pytest.mark.skipif(not PROBLEMS, reason=MISSING)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", PROBLEMS or ["none"])
def test_steps_and_reasons_are_the_peers(name: str, engine: str) -> None:
    peer = peers_of(name)[engine]
    small = name.startswith("micro/")
    found = steps(peer, 1 if small else EVERY)
    assert found.differing == []
    assert found.agreed + found.excluded == found.records > 0
    found = explained(peer, most=None if small else FEW_QUESTIONS.get(name, QUESTIONS))
    assert found.differing == []
    assert found.agreed + found.excluded == found.records > 0
