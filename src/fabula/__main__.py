# SPDX-License-Identifier: Apache-2.0
"""`python -m fabula`, and the command `fabula` itself: Ctrl-C ends it quietly however early it comes."""

import sys

INTERRUPTED = 130
"""The exit code of a program that was interrupted, as shells have it."""


def main() -> None:
    """Run the command line."""
    try:
        from fabula.cli.quick import main as run  # noqa: PLC0415 -- loading it takes long enough to be interrupted

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
