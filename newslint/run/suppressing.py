"""Entries of `newslint.ignore.yaml` put where they belong: into the nearest sidecar of the project."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from newslint.config import sidecar
from newslint.config.paths import rooted
from newslint.files import writing
from newslint.model.errors import ConfigError
from newslint.rules.utf8 import read_utf8
from newslint.run.journal import place


def sidecar_of(sidecars: sidecar.Sidecars, folder: Path) -> Path:
    """The sidecar that entries for a folder's files go to: one above the project is for others to write. Where there is
    none, a new one: here if the folder lies below, else at the top of its project.
    """
    folder = rooted(folder)
    top = place.home(folder)
    tops = {top.resolve(), place.home(Path.cwd()).resolve()}
    new = Path(sidecar.NAME) if folder.is_relative_to(Path.cwd()) else top / sidecar.NAME
    above = (one.path for one in sidecars.above(folder))
    return next((path for path in above if not tops.isdisjoint(path.resolve().parents)), new)


def append(path: Path, entries: Iterable[str], *, without: Container[int] = ()) -> None:
    """Write entries to the end of a sidecar, or to a new one; `without` those that begin on some of its lines. Raises
    ConfigError or ReadError.
    """
    before = "".join(_kept(read_utf8(path, ConfigError), without)) if path.exists() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    writing.save(path, [before, gap, *entries])


def _kept(text: str, without: Container[int]) -> Iterator[str]:
    """The lines of a sidecar but for entries that begin on some of them, as far as they are written in block style."""
    gone = False
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        gone = line.startswith("- ") and number in without if not gone or not line.startswith("  ") else gone
        if not gone:
            yield line
