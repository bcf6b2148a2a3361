"""Python's garbage collector, which rests while a document is scanned.

A scan makes tens of thousands of small tuples and lists, and drops them all before it ends: what refers to itself is
not among them. The collector looks after every 700 of them for such that do, and now and then at all that the process
holds; it finds nothing. That was a fifth of a first pass. What a scan leaves behind is looked at after it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """While it lasts nothing is collected; then as before: a program that has switched the collector off keeps it off.

    >>> gc.enable()
    >>> with resting():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
