# SPDX-License-Identifier: Apache-2.0
"""The smallest changes to a story so far with which a thing would be so, or be believed."""

from __future__ import annotations

from fabula.model.ground import GroundExpression
from fabula.model.why import Remedies
from fabula.usecases.story import Story
from fabula.usecases.why_chain import Chain


def story_remedies(story: Story, chain: Chain, condition: GroundExpression) -> Remedies | None:
    del story, chain, condition
    return None
