"""`newslint log`: the runs that changed files, and what each changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newslint.run.journal.history import Whole
    from newslint.run.journal.journal import Run

SHOWN = 60
"""Characters of an old or new text that are shown."""


@click.command()
@click.argument("run", required=False, metavar="[RUN]")
def command(run: str | None) -> int:
    """List the runs of --fix that are on record, the last one first; with RUN, every change it made.

    Times are UTC. 'newslint undo' takes a run back. How long runs are kept: journal-days and journal-megabytes of the
    configuration.

    \b
    newslint log
    newslint log 20240503-141502-3f9a2c
    """
    from newslint.model.errors import ConfigError
    from newslint.model.visible import defused
    from newslint.run.journal import history, journal

    root = journal.home(Path.cwd())
    runs = history.runs(root)
    if run is None:
        lines = _listed(root, runs)
    else:
        found = [one for one in runs if len(run) >= 4 and one.id.endswith(run)]
        if len(found) != 1:
            raise ConfigError(f"{run}: no run is called that; 'newslint log' lists them")
        lines = (line for whole in history.files(root, found[0]) for line in _changes(whole))
    for line in lines:
        click.echo(defused(line))
    return 0


def _listed(root: Path, runs: list[Run]) -> Iterator[str]:
    from newslint.run.journal import history, undo

    standing = {run.id for run in undo.active(runs)}
    yield f"{'run':<22}  {'started':<19}  files  changes  command"
    for run in reversed(runs):
        wholes = list(history.files(root, run, edits=False))
        count = sum(whole.replaced.edits for whole in wholes)
        mark = "" if run.id in standing else " (undone)"
        started = run.started[:19].replace("T", " ")
        yield f"{run.id}  {started}  {len(wholes):>5}  {count:>7}  newslint {' '.join(run.command)}{mark}"


def _changes(whole: Whole) -> Iterator[str]:
    from newslint.model.visible import visible

    for edit in whole.edits:
        parts = (whole.replaced.path, edit.record, edit.field)
        place = visible(":".join(str(part) for part in parts if part is not None))
        rules = ", ".join(f"{cause.rule} {cause.confidence:.3f}" for cause in edit.causes)
        yield f"{place} at {edit.start}: {_cut(edit.old)} -> {_cut(edit.new)}  ({visible(rules)})"


def _cut(text: str) -> str:
    from newslint.model.visible import visible

    shown = visible(text)
    return repr(shown if len(shown) <= SHOWN else f"{shown[: SHOWN // 2]}…{shown[-SHOWN // 2 :]}")
