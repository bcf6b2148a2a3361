"""Which files an undo may touch: articles of the run's folder; others only where the user names them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from newslint.files import formats
from newslint.files.writing import FOLDER
from newslint.model.errors import ReadError
from newslint.run.journal.journal import Replaced


def checked(root: Path, told: Replaced, named: Sequence[Path]) -> None:
    """Raises ReadError for a file that a run never mends, or that is only touched if it is named."""
    top, name = root.resolve(), told.path
    path = Path(os.path.normpath(top / name))
    tops = [folder for folder in (top, *named) if path.is_relative_to(folder)]
    if formats.name_of(f"a.{told.format}") != told.format:
        raise ReadError(f"{name}: its journal is damaged (no such format); left as it is")
    if not tops:
        raise ReadError(f"{name}: lies outside {root}; name it to have it undone")
    if path.resolve() != path or ".." in Path(name).parts:
        raise ReadError(f"{name}: is by now reached through a link; left as it is")
    if not {".git", FOLDER}.isdisjoint(path.relative_to(tops[0]).parts):
        raise ReadError(f"{name}: is no article; left as it is")
    inside = path.relative_to(max(tops, key=lambda folder: len(folder.parts))).parts
    if path not in named and (any(part.startswith(".") for part in inside) or formats.name_of(path) != told.format):
        raise ReadError(f"{name}: is hidden, or by its name no article of that format; name it to have it undone")
