"""Which runs may be forgotten. Only what is the journal's own is removed, file by file; nothing else is touched."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from newslint.run.journal import history, place

YOUNG = 3600.0
"""Seconds in which a run may still be at work: it is not forgotten."""

_RUN = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
"""What a run's folder is called."""

_PART = re.compile(r"(\d+)-\d+\.(?:jsonl|original)")
"""What a file in it is called: by the process that wrote it, and a number."""


class _Kept(msgspec.Struct, frozen=True):
    """A run on record: its folder, the files in it that are the journal's, when it last wrote, how many bytes."""

    folder: Path
    files: list[Path]
    written: float
    size: int


def prune(root: Path, days: float, megabytes: float, keep: Sequence[str] = ()) -> int:
    """Forget runs older than `days`, and the oldest ones beyond so many megabytes; how many.

    A run of the last hour may still be at work, and stays. Raises ConfigError where the journal is not the user's own.
    """
    place.checked(root)
    now, total, removed = time.time(), 0.0, 0
    for run in sorted(_on_record(root), key=lambda run: run.written, reverse=True):
        total += run.size / 1e6
        age = now - run.written
        if age > YOUNG and run.folder.name not in keep and (age > days * 86_400 or total > megabytes):
            removed += _forget(run)
    return removed


def _on_record(root: Path) -> list[_Kept]:
    known = {run.id for run, _ in history.heads(root)}
    folders = (place.folder(root) / id for id in sorted(known) if _RUN.fullmatch(id))
    return [_kept(folder) for folder in folders]


def _kept(folder: Path) -> _Kept:
    """The files of a run: its journals, and the originals that the same processes kept."""
    journals = [path for path in history.journals(folder) if _PART.fullmatch(path.name)]
    writers = {path.name.partition("-")[0] for path in journals}
    named = [path for path in sorted(folder.glob("*.original")) if _PART.fullmatch(path.name) and not path.is_symlink()]
    originals = [path for path in named if path.name.partition("-")[0] in writers]
    written = max((path.lstat().st_mtime for path in journals), default=time.time())
    files = [*journals, *originals]
    return _Kept(folder, files, written, sum(path.lstat().st_size for path in files))


def _forget(run: _Kept) -> bool:
    """Remove a run's files, and its folder if nothing else is in it; is it gone from the record?"""
    with suppress(OSError):
        for path in reversed(run.files):  # the journals last: they say whose the originals are
            path.unlink(missing_ok=True)
        run.folder.rmdir()
    return not any(path.exists() for path in run.files)
