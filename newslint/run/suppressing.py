"""Entries of `newslint.ignore.yaml` put where they belong: into the nearest sidecar of the project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newslint.config import sidecar
from newslint.files import writing
from newslint.model.errors import ConfigError
from newslint.rules.utf8 import read_utf8
from newslint.run.journal import place


def sidecar_of(sidecars: sidecar.Sidecars, folder: Path) -> Path:
    """The sidecar that entries for a folder's files go to: one above the project is for others to write."""
    tops = {place.home(folder).resolve(), place.home(Path.cwd()).resolve()}
    above = (one.path for one in sidecars.above(folder))
    return next((path for path in above if not tops.isdisjoint(path.resolve().parents)), Path(sidecar.NAME))


def append(path: Path, entries: Iterable[str]) -> None:
    """Write entries to the end of a sidecar, or to a new one. Raises ConfigError or ReadError."""
    before = read_utf8(path, ConfigError) if path.exists() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    writing.save(path, [before, gap, *entries])
