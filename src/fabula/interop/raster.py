# SPDX-License-Identifier: Apache-2.0
"""Pictures as PNG and PDF, made of their SVG by vl-convert (resvg and svg2pdf; the extra `pictures`).

Neither knows of dark pages: what is made here is light, whatever the picture says.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

SHARPNESS = 2.0
"""So many pixels of a PNG to a unit of the picture."""


class NoRasterizer(Exception):
    """vl-convert is not installed."""


def png(svg: str, sharpness: float = SHARPNESS) -> bytes:
    """The picture as a PNG of `sharpness` pixels a unit. Raises `NoRasterizer`."""
    made: bytes = _converter().svg_to_png(svg, scale=sharpness)
    return made


def pdf(svg: str) -> bytes:
    """The picture as a PDF of one page. Raises `NoRasterizer`."""
    made: bytes = _converter().svg_to_pdf(svg)
    return made


def _converter() -> Any:
    try:
        return import_module("vl_convert")
    except ImportError as error:
        raise NoRasterizer('pictures as PNG and PDF need vl-convert: pip install "fabula[pictures]"') from error
