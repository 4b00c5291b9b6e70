# SPDX-License-Identifier: Apache-2.0
"""The report as one page that needs nothing else: HTML with its styles, its script and its pictures in it.

Begin with `page.py`, which puts together what the other modules make of a `model.report.Report`: `prose.py` renders the
manuscript and finds the places beside which its notes stand, `notes.py` says events in words, `findings.py` shows
diagnostics whole, `what_ifs.py` tells counterfactuals, `moments.py` is the data of the scrubber through time. The
templates hold all the markup; they escape everything that is not `Markup`, and only prose that Markdown rendered,
pictures, and our own style and script are.
"""

from fabula.render.report.page import MADE_BY, report_page
from fabula.render.report.pictures import Picture

__all__ = ["MADE_BY", "Picture", "report_page"]
