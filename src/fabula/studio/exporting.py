# SPDX-License-Identifier: Apache-2.0
"""Files to take away: the report, pictures, answers as JSON, games, graphs, planning problems."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

import msgspec

from fabula.api.errors import FabulaError, InvalidWorld
from fabula.api.exporting import planning_problem_of, written_game
from fabula.api.reports import reported
from fabula.diagnostics import Diagnostic, as_data
from fabula.interop.graphml import graphml
from fabula.interop.raster import NoRasterizer, pdf, png
from fabula.interop.story_graph import story_graph_json
from fabula.render.checked import check_data
from fabula.render.drawing.svg import document
from fabula.render.endings import endings_data
from fabula.studio.asking import Asked, Found, Problems
from fabula.studio.asks import Made
from fabula.studio.drawing import drawn, theme_of
from fabula.studio.opening import engine_of, limits_of, overrides_of
from fabula.studio.refused import Refused, sentence
from fabula.usecases.check import check_text
from fabula.usecases.endings import endings as survey
from fabula.usecases.report import Reporting
from fabula.usecases.story_graph import story_graph

LENGTH_OF_A_GAME = 8
"""So many events are followed, unless it is said how many: a game of ten thousand passages helps nobody."""

File = tuple[str, str, bytes]
"""The ending of its name, its media type, its bytes."""


def export(asked: Asked) -> Found:
    """A file in the form that is asked for."""
    make = FORMS.get(asked.options.form)
    if make is None:
        raise Refused(400, "no-such-form", f"There is no form `{asked.options.form}`; there are: {', '.join(FORMS)}.")
    try:
        ending, kind, data = make(asked)
    except InvalidWorld as invalid:
        raise Problems(invalid.diagnostics, invalid.sources) from None
    except FabulaError as error:
        raise Refused(400, "not-exported", sentence(str(error))) from None
    stem = posixpath.splitext(posixpath.basename(asked.ask.file))[0]
    name = f"{stem}{ending}"
    answer = {"name": name, "type": kind, "size": len(data)}
    return Found(answer, f"{name}, {len(data)} bytes", made=(Made(name, kind), data))


def _picture(asked: Asked) -> File:
    pages, _ = drawn(asked)
    svg = document(pages[0], theme_of(asked.options.theme))
    suffix = f"-{asked.options.picture}"
    try:
        match asked.options.form:
            case "picture.png":
                return f"{suffix}.png", "image/png", png(svg)
            case "picture.pdf":
                return f"{suffix}.pdf", "application/pdf", pdf(svg)
            case _:
                return f"{suffix}.svg", "image/svg+xml", svg.encode("utf-8")
    except NoRasterizer as missing:
        raise Refused(400, "no-rasterizer", str(missing)) from None


def _check(asked: Asked) -> File:
    checked = check_text(asked.source, asked.texts.open_file, overrides_of(asked), asked.make_engine, asked.cancel)
    files = [{"file": asked.ask.file, "answer": None if checked.answer is None else check_data(checked.answer)}]
    return _json(
        "-check.json", {"version": 1, "diagnostics": as_data(checked.diagnostics, checked.sources), "files": files}
    )


def _endings(asked: Asked) -> File:
    engine, _, sources = engine_of(asked)
    if not engine.program.endings:
        raise Refused(400, "no-ending", "This world declares no ending: add `ending NAME: …`.")
    answer = survey(engine, limits_of(asked), (), None, asked.cancel, asked.telling())
    if isinstance(answer, Diagnostic):
        raise Problems((answer,), sources)
    return _json("-endings.json", endings_data(answer))


def _report(asked: Asked) -> File:
    how = Reporting(asked.make_engine, overrides_of(asked), asked.options.length, cancel=asked.cancel)
    page = reported(asked.source, asked.texts.open_file, how)
    return "-report.html", "text/html", page.html.encode("utf-8")


def _graph(asked: Asked) -> File:
    engine, _, sources = engine_of(asked)
    found = story_graph(engine, limits_of(asked), cancel=asked.cancel)
    if isinstance(found, Diagnostic):
        raise Problems((found,), sources)
    if asked.options.form == "stories.json":
        return "-stories.json", "application/json", story_graph_json(found).encode("utf-8")
    return ".graphml", "application/graphml+xml", graphml(found).encode("utf-8")


def _game(asked: Asked) -> File:
    engine, _, _ = engine_of(asked)
    usual = limits_of(asked)
    limits = usual if asked.options.length is not None else replace(usual, length=LENGTH_OF_A_GAME)
    text = written_game(engine, asked.options.form, asked.options.person, limits, asked.cancel)
    return f".{asked.options.form}", "text/plain; charset=utf-8", text.encode("utf-8")


def _plan(asked: Asked) -> File:
    """A planning problem for each ending, or for the one asked for: files in an archive, as planners want them."""
    engine, _, _ = engine_of(asked)
    wanted, by_name = asked.options.ending, {each.form.name: each for each in engine.program.endings}
    if not by_name or (wanted is not None and wanted not in by_name):
        raise Refused(400, "no-such-ending", f"Which ending is the goal? There are: {', '.join(by_name) or 'none'}.")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name in by_name if wanted is None else (wanted,):
            domain, problem = planning_problem_of(engine, by_name[name]).files()
            files.writestr(zipfile.ZipInfo(f"{name}/domain.pddl"), domain)
            files.writestr(zipfile.ZipInfo(f"{name}/problem.pddl"), problem)
    return "-pddl.zip", "application/zip", archive.getvalue()


def _json(ending: str, data: object) -> File:
    return ending, "application/json", msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


FORMS: Mapping[str, Callable[[Asked], File]] = {
    "picture.svg": _picture,
    "picture.png": _picture,
    "picture.pdf": _picture,
    "check.json": _check,
    "endings.json": _endings,
    "report.html": _report,
    "stories.json": _graph,
    "endings.graphml": _graph,
    "ink": _game,
    "twee": _game,
    "pddl": _plan,
}
"""The forms there are, and who makes them."""
