# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: F405 -- the star stands for a list that is written out below
"""Fabula: a type checker for stories.

    import fabula
    world = fabula.load("stolen-fire.world")
    for event in world.start().possible():
        print(event)

The whole public interface is in `fabula.api`; its names are here too. They are imported on first use, so that the
command line, whose modules are inside this package, can show its help before a grammar is loaded.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.api import *  # noqa: F403 -- all its public names

__version__ = "0.1.0"

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
    "__version__",
    "check",
    "load",
    "load_play",
    "load_story",
    "read",
    "read_story",
]


def __getattr__(name: str) -> object:
    """A name of `fabula.api`, imported when it is first asked for."""
    if name in __all__:
        from fabula import api

        return getattr(api, name)
    raise AttributeError(f"module 'fabula' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
