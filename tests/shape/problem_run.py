# SPDX-License-Identifier: Apache-2.0
"""What Fabula says about the files of an example, as text of 80 columns."""

from fabula import files
from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.engine import ground
from fabula.language import read_world


def said_about(arguments: tuple[str, ...]) -> str:
    """The whole text that `fabula check` with these arguments gives in the current folder."""
    diagnostics, sources = _problems(arguments[0])
    return render_text(diagnostics, {source.name: source for source in sources})


def _problems(path: str) -> tuple[tuple[Diagnostic, ...], tuple[Source, ...]]:
    """The diagnostics of a file and the texts they speak of."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        return (source,), ()
    world, diagnostics, sources = read_world(source, files.open_file)
    if world is not None:
        program = ground(world)
        if isinstance(program, list):
            diagnostics = (*diagnostics, *program)
    return diagnostics, sources
