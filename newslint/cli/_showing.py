"""What `newslint check` shows instead of checking: the files that it would check, or its settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.model.visible import defused
from newslint.outputs._escaping import json

if TYPE_CHECKING:
    from newslint.cli._request import Request


def show_files(paths: Iterable[str]) -> int:
    """List the files, a line each; gives the exit code."""
    names = "".join(f"{path}\n" for path in paths)
    if sys.stdout.isatty():
        sys.stdout.write(defused(names))
        return 0
    sys.stdout.flush()
    sys.stdout.buffer.write(os.fsencode(names))  # other programs want a name that is not UTF-8 to the byte
    return 0


def show_settings(request: Request) -> int:
    """The configuration of the first path, as TOML; gives the exit code. Raises ConfigError."""
    path = Path((request.stdin_filename or ".") if request.piped else request.paths[0])
    config = request.settings.of(path if path.is_dir() else path.parent)
    for name, value in msgspec.structs.asdict(config).items():
        if value is not None:
            sys.stdout.write(f"{name.replace('_', '-')} = {_toml(value)}\n")
    return 0


def _toml(value: object) -> str:
    """A value as TOML, which for all but tables is JSON."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return json(value)
