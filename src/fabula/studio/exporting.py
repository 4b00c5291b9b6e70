# SPDX-License-Identifier: Apache-2.0
"""Files to take away: pictures, answers as JSON. Each is made here and fetched once by the browser."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping

import msgspec

from fabula.diagnostics import Diagnostic, as_data
from fabula.interop.raster import NoRasterizer, pdf, png
from fabula.render.checked import check_data
from fabula.render.drawing.svg import document
from fabula.render.endings import endings_data
from fabula.studio.asking import Asked, Found, Problems
from fabula.studio.asks import Made
from fabula.studio.drawing import drawn, theme_of
from fabula.studio.opening import engine_of, limits_of, overrides_of
from fabula.studio.refused import Refused
from fabula.usecases.check import check_text
from fabula.usecases.endings import endings as survey

File = tuple[str, str, bytes]
"""The ending of its name, its media type, its bytes."""


def export(asked: Asked) -> Found:
    """A file in the form that is asked for."""
    make = FORMS.get(asked.options.form)
    if make is None:
        raise Refused(400, "no-such-form", f"There is no form `{asked.options.form}`; there are: {', '.join(FORMS)}.")
    ending, kind, data = make(asked)
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


def _json(ending: str, data: object) -> File:
    return ending, "application/json", msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


FORMS: Mapping[str, Callable[[Asked], File]] = {
    "picture.svg": _picture,
    "picture.png": _picture,
    "picture.pdf": _picture,
    "check.json": _check,
    "endings.json": _endings,
}
"""The forms there are, and who makes them."""
