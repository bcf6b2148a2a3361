"""The command line. A command is a module of this folder, named as it is called, with a click command `command`.

What commands share starts with an underscore.

A command returns its exit code (None: 0). Each imports what is heavy inside its function, so that no command pays for
another one.
"""

from __future__ import annotations

import sys

from newslint.model.visible import defused


def complain(message: str) -> None:
    """Tell of trouble on standard error, a line for each."""
    for line in message.splitlines():
        tell(f"error: {defused(line)}")


def tell(sentence: str) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
