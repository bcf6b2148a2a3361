"""Which entries of `newslint.ignore.yaml` suppressed nothing in a run: findings in the sidecar itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config.paths import rooted
from newslint.config.selection import chosen
from newslint.model.documents import Document, Origin
from newslint.model.errors import ConfigError
from newslint.model.findings import Finding, Hit, Shown
from newslint.model.found import Region, found
from newslint.model.rules import ALL, Rule
from newslint.rules.load import load
from newslint.rules.utf8 import read_utf8
from newslint.run.outcome import Outcome

if TYPE_CHECKING:
    from newslint.config.project.nearest import Settings
    from newslint.config.sidecar import Entry, Sidecar, Sidecars
    from newslint.config.suppressions import Roster
    from newslint.run.plan import File


def judged(
    outcomes: Iterable[Outcome], sidecars: Sidecars, settings: Settings, files: Sequence[File], paths: Sequence[str]
) -> Iterator[Outcome]:
    """The outcomes, and at the end one for each sidecar in which something is wrong.

    An entry is called unused if its whole folder was checked, or the files that it names, with every rule that it
    names. `paths` are what was checked so; none where only a part was.
    """
    used: set[tuple[str, int]] = set()
    failed: set[str] = set()
    for outcome in outcomes:
        used.update(outcome.used)
        if outcome.skipped:
            failed.add(outcome.path)
        yield outcome
    checked = {rooted(file.path) for file in files if file.path not in failed}
    tops = [rooted(path) for path in paths if Path(path).is_dir() and not failed]
    for sidecar in sidecars.all():
        left = list(_wrong(sidecar, settings, used, checked if paths else set(), tops))
        if left:
            yield Outcome(path=sidecar.path.as_posix(), left=left)


def _wrong(
    sidecar: Sidecar, settings: Settings, used: set[tuple[str, int]], checked: set[Path], tops: Sequence[Path]
) -> Iterator[Shown]:
    from newslint.config.comments import UNUSED
    from newslint.config.suppressions import Roster

    config = settings.of(sidecar.path.parent)
    every = load(config.rules)
    running = chosen(every, config)
    judge = next((rule for rule in running if rule.name == UNUSED), None)
    if judge is None:
        return
    roster = Roster.of(every, running)
    folder = rooted(sidecar.path.parent)
    whole = any(folder.is_relative_to(top) for top in tops)
    lines = read_utf8(sidecar.path, ConfigError).split("\n")
    for entry in sidecar.entries:
        seen = whole or (bool(entry.paths) and all(folder / glob.lstrip("/") in checked for glob in entry.paths))
        message = _message(entry, roster, idle=seen and entry.place not in used)
        if message:
            yield Shown(_finding(entry, judge, message, lines[entry.line - 1]))


def _message(entry: Entry, roster: Roster, *, idle: bool) -> str:
    unknown = next(filter(None, map(roster.unknown, entry.names)), "")
    if unknown or (idle and all(map(roster.judges, entry.names or [ALL]))):
        return unknown or "suppression that suppresses nothing"
    return next(filter(None, map(roster.outdated, entry.names)), "")


def _finding(entry: Entry, judge: Rule, message: str, line: str) -> Finding:
    """The finding in a sidecar whose entry begins on a line; its offsets count from the start of that line."""
    start, end = len(line) - len(line.lstrip()), len(line)
    at = Region(entry.line, start + 1, entry.line, end + 1)
    document = Document(line, origin=Origin(Path(entry.source).as_posix()))
    return found(Hit(start, end, message=message), judge, document, at=at)
