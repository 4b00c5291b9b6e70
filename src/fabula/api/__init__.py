# SPDX-License-Identifier: Apache-2.0
"""Fabula for Python programs: load a world, walk through its states, ask for reasons, have stories told.

    >>> import fabula
    >>> world = fabula.load("stolen-fire.world")
    >>> start = world.start()
    >>> start["Wren believes lit(lamp)"]
    True
    >>> [str(event) for event in start.possible()][:3]
    ['go(Ash, yard)', 'go(Wren, yard)', 'give(Ash, lamp, Wren)']
    >>> print(world.tell("handed_on").stories[0].events[0].text)
    Without thinking, Wren snatches the lamp.

What an author wrote wrong is data (`read` returns diagnostics); what a program asks wrongly is raised:

    FabulaError
    ├── InvalidWorld        the world cannot be used; `.diagnostics` say why and where
    └── InvalidQuestion     a question that makes no sense in this world
        ├── InvalidText     an event or an expression that cannot be read; `.diagnostics`
        ├── ImpossibleEvent   an event that cannot happen in this state
        ├── NoSuchEngine    an engine that does not exist, or is not built here
        └── UnknownName     a person or an ending that is not there; `.suggestions`
"""

from fabula.api.drawing import Drawing
from fabula.api.errors import (
    FabulaError,
    ImpossibleEvent,
    InvalidQuestion,
    InvalidText,
    InvalidWorld,
    NoSuchEngine,
    UnknownName,
)
from fabula.api.loading import check, load, read
from fabula.api.play import Play, load_play
from fabula.api.state import State
from fabula.api.story import Story, load_story, read_story
from fabula.api.world import World
from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.model.answers import EventCall, Outcome, PlannedStep, Reason, TellAnswer, ToldEvent, ToldStory
from fabula.model.endings import DeadEnd, EndingsAnswer, EventShare, SampledStory, SurveyedEnding
from fabula.model.knows import KnowsAnswer
from fabula.model.sift import SiftedSpace, SiftedStory
from fabula.model.values import NONE, UNKNOWN
from fabula.model.whatif import WhatIfAnswer
from fabula.model.why import WhyAnswer
from fabula.usecases.check import Checked

__all__ = [
    "NONE",
    "UNKNOWN",
    "Cancel",
    "Checked",
    "DeadEnd",
    "Diagnostic",
    "Drawing",
    "EndingsAnswer",
    "EventCall",
    "EventShare",
    "FabulaError",
    "ImpossibleEvent",
    "InvalidQuestion",
    "InvalidText",
    "InvalidWorld",
    "KnowsAnswer",
    "NoSuchEngine",
    "Outcome",
    "PlannedStep",
    "Play",
    "Reason",
    "SampledStory",
    "SiftedSpace",
    "SiftedStory",
    "State",
    "Story",
    "SurveyedEnding",
    "TellAnswer",
    "ToldEvent",
    "ToldStory",
    "UnknownName",
    "WhatIfAnswer",
    "WhyAnswer",
    "World",
    "check",
    "load",
    "load_play",
    "load_story",
    "read",
    "read_story",
]
