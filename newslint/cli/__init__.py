"""The command line: newslint in a terminal.

A command is a module of this folder, named as it is called, with a click command `command`.

What commands share starts with an underscore. Those that check articles go this way:

```
_plain.py       the command line, read without click where that will do; _switches.py has its options for click
_options.py     what it says
_request.py     what that comes to, in one value
_planning.py    the files, sidecars and baselines of a request
_checking.py    files, or standard input, checked or mended
_telling.py     reports, sentences and the exit code; _reports.py says where they go, _tally.py what they add up to
```

A command returns its exit code (None: 0). Each imports what is heavy inside its function, so that no command pays for
another one. It may import everything but kinds.
"""

from __future__ import annotations

import contextlib
import sys

from newslint.model.visible import defused


def complain(message: str) -> None:
    """Tell of trouble on standard error, a line for each."""
    for line in message.splitlines():
        tell(f"error: {defused(line)}")


def tell(sentence: str) -> None:
    """Say something on standard error."""
    with contextlib.suppress(OSError):  # a full disk has to be told otherwise
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
