"""What a first run makes ready, told at a terminal: it takes a second or more, and is done but once."""

from __future__ import annotations

import sys

from newslint.cache import compiled
from newslint.cli import tell


def watch(*, quiet: bool = False) -> None:
    """Tell from now on what is compiled, where somebody watches and wants to hear it."""
    compiled.hear(_tell if sys.stderr.isatty() and not quiet else None)


def _tell(name: str) -> None:
    tell(f"Compiling {name}, which is kept ...")
