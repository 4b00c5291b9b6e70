# SPDX-License-Identifier: Apache-2.0
"""The studio: a local web application on a folder of worlds and manuscripts.

One process (`app.py`, served by `serving.py`) speaks HTTP and WebSocket on a loopback port and never does anything that
takes long; small processes of its own (`worker.py`) read, check and search, each within bounds, and end with whom they
work for. `docs/design/studio.md` is the contract with the browser.
"""
