# SPDX-License-Identifier: Apache-2.0
"""What all pictures are drawn with: SVG elements, widths of texts, colours. Knows nothing of stories.

A picture is a tree of `Element`s; `document` makes a file of it, the same to the byte each time. `palette.py` says
which roles of colour there are: elements name roles (`fill-ink`, `line-person-2`), never colours, so that one picture
serves light and dark pages, the printer, and those who cannot tell the colours apart. Imports nothing of ours but
`records`. Begin with `svg.py`.
"""
