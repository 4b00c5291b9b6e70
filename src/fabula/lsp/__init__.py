# SPDX-License-Identifier: Apache-2.0
"""The language server: what an editor asks about worlds and manuscripts, answered while they are being written.

`server.py` wires the features to pygls; each feature is a module of pure functions over an `Analysis` (`analysis.py`),
all that is known of one text. Which files may be read is the caller's to say (`folder.py`); texts that are open in the
editor win over files. Positions are converted in `convert.py` and nowhere else. Needs the extra `lsp`.

Ways in, all of which end when the client does:

    serve_stdio(folder, bounds)              Content-Length framing over standard input and output: `fabula lsp`
    serve(receive, send, folder, bounds)     blocks; one message is one JSON text
    await serve_messages(receive, send, folder, bounds)    the same with asynchronous functions

`receive() -> bytes | str | None` gives the next message (None: the client is gone), `send(bytes)` takes one of ours.
`folder` is a `Folder`: what may be read. A document's name is the decoded path of its URI: `file:///gates/gates.md`
is `/gates/gates.md`, and that is what `folder.read` is asked for. `bounds` are limits of size, time and memory.
Diagnostics carry the version of the document that they are about; `workspace/didChangeWatchedFiles` checks anew.
`make_server(folder, bounds)` gives the pygls server itself.
"""

from fabula.lsp.bounds import Bounds
from fabula.lsp.folder import DiskFolder, Folder
from fabula.lsp.server import make_server
from fabula.lsp.transport import serve, serve_messages, serve_stdio

__all__ = ["Bounds", "DiskFolder", "Folder", "make_server", "serve", "serve_messages", "serve_stdio"]
