"""What journals tell: the runs there were, what each changed, which may be forgotten."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from newslint.run.journal.journal import Edited, Entry, Replaced, Run, Void, folder

YOUNG = 3600.0
"""Seconds in which a run may still be at work: it is not pruned."""


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A file as a run left it: how it was replaced, and the edits of its texts."""

    replaced: Replaced
    edits: list[Edited]


def runs(root: Path) -> list[Run]:
    """The runs that there are journals of, the oldest first. What is no journal is passed over."""
    found = []
    with suppress(OSError):
        for entry in sorted(folder(root).iterdir()):
            files = _files(entry) if not entry.is_symlink() else []
            run = next((found for file in files[:1] for found in _entries(file) if isinstance(found, Run)), None)
            if run is not None and run.id == entry.name:
                found.append(run)
    return sorted(found, key=lambda run: (run.started, run.id))


def files(root: Path, run: Run, *, edits: bool = True) -> Iterator[Whole]:
    """The files that a run replaced; without `edits`, faster and without them."""
    for file in _files(folder(root) / run.id):
        pending: list[Edited] = []
        last: Whole | None = None
        for entry in _entries(file, edits=edits):
            if isinstance(entry, Edited):
                pending.append(entry)
            elif isinstance(entry, Void):
                last = None
            elif isinstance(entry, Replaced):
                if last is not None:
                    yield last
                own = pending[len(pending) - entry.edits :] if edits else []  # before them, those of a file given up
                last, pending = Whole(replaced=entry, edits=own), []
        if last is not None:
            yield last


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.jsonl") if path.is_file() and not path.is_symlink())


def _entries(file: Path, *, edits: bool = True) -> Iterator[Entry]:
    """The entries of a file. The last line may be cut off by a crash: what it was to announce never came to be."""
    with file.open("rb") as lines:
        for line in lines:
            if not edits and line.startswith(b'{"type":"edit"'):
                continue
            try:
                yield msgspec.convert(json.loads(line), Entry)
            except (ValueError, RecursionError, msgspec.ValidationError):
                continue


def prune(root: Path, days: float, megabytes: float, keep: Sequence[str] = ()) -> int:
    """Remove the journals of runs older than `days`, and the oldest ones beyond so many megabytes; how many.

    A run of the last hour may still be at work, and stays.
    """
    now, total, removed = time.time(), 0.0, 0
    for path in sorted(_journals(root), key=_age, reverse=True):
        total += sum(file.stat().st_size for file in path.iterdir()) / 1e6
        age = now - _age(path)
        if age > YOUNG and path.name not in keep and (age > days * 86_400 or total > megabytes):
            shutil.rmtree(path, ignore_errors=True)
            removed += 1
    return removed


def _journals(root: Path) -> list[Path]:
    try:
        return [path for path in folder(root).iterdir() if path.is_dir() and not path.is_symlink() and _files(path)]
    except OSError:
        return []


def _age(folder: Path) -> float:
    """When a run last wrote."""
    return max(file.stat().st_mtime for file in _files(folder))
