# SPDX-License-Identifier: Apache-2.0
"""One search in a process of its own: `python -m benchmarks.one FILE GOAL LENGTH IMAGINE MINDS [OPTION=VALUE…]`.

Prints one JSON object: the outcome, the length of the story, the seconds of loading, grounding and searching, what the
engine counted, and the peak of memory. A process of its own, so that nothing is warm and memory is its own.
"""

from __future__ import annotations

import json
import resource
import sys
import threading
import time

from fabula import files
from fabula.diagnostics import Diagnostic
from fabula.engine.choose import EngineName, engine_maker
from fabula.engine.ground import ground
from fabula.engine.port import Cancel, Goal
from fabula.language import read_world
from fabula.model.ground import Program
from fabula.model.limits import Limits


def measured(path: str, goal: str, limits: Limits, engine_name: str, seconds: float) -> dict[str, object]:
    """What one search gave and took. `goal` is an ending's name, or the author's utility to reach."""
    began = time.perf_counter()
    source = files.read(path)
    assert not isinstance(source, Diagnostic), path
    world, problems, _ = read_world(source, files.open_file)
    assert world is not None, problems
    read = time.perf_counter()
    program = ground(world)
    assert isinstance(program, Program), program
    grounded = time.perf_counter()
    engine = engine_maker(EngineName(engine_name))(program, None, limits.minds)
    engine.start()
    made = time.perf_counter()
    named = {ending.form.name: ending.condition for ending in program.endings}
    asked = Goal(condition=named[goal]) if goal in named else Goal(raises=float(goal))
    cancel = Cancel()
    timer = threading.Timer(seconds, cancel.set, ("time",))
    timer.daemon = True
    timer.start()
    processor = time.process_time()
    searching = time.perf_counter()
    found = engine.tell(asked, limits, cancel)
    searched = time.perf_counter()
    used = time.process_time() - processor
    timer.cancel()
    return {
        "outcome": str(found.outcome),
        "limit": found.limit,
        "story": len(found.stories[0]) if found.stories else None,
        "load_seconds": read - began,
        "ground_seconds": grounded - read,
        "engine_seconds": made - grounded,
        "search_seconds": searched - searching,
        "search_processor_seconds": used,
        "states": found.states,
        "statistics": found.statistics,
        "events": len(program.events),
        "facts": len(program.fluents),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main(arguments: list[str]) -> None:
    """Run the search that the arguments describe."""
    path, goal, *numbers = arguments[:5]
    length, imagine, minds = map(int, numbers)
    options = dict(argument.split("=", 1) for argument in arguments[5:])
    limits = Limits(length=length, imagine=imagine, minds=minds)
    answer = measured(path, goal, limits, options.get("engine", "native"), float(options.get("seconds", "120")))
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
