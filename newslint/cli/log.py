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

    Times are UTC. 'newslint undo' takes a run back. A run that is not yours, or was made elsewhere, is marked: it may
    say anything, and is not undone. How long runs are kept is said in your own newslint.toml.

    \b
    newslint log
    newslint log 20240503-141502-3f9a2c
    """
    from newslint.cli import complain
    from newslint.model.errors import ConfigError
    from newslint.model.visible import defused
    from newslint.run.journal import place

    root = place.home(Path.cwd())
    for line in _listed(root) if run is None else _told(root, run):
        click.echo(defused(line))
    try:
        place.checked(root)
    except ConfigError as error:
        complain(str(error))
        return 2
    return 0


def _told(root: Path, name: str) -> Iterator[str]:
    """Every change that a run made. Raises ConfigError if there is no such run."""
    from newslint.model.errors import ConfigError
    from newslint.run.journal import history

    own = [run for run in history.runs(root) if len(name) >= 4 and run.id.endswith(name)]
    others = [one for one in history.strangers(root) if len(name) >= 4 and one.run.id.endswith(name)]
    if len(own) + len(others) != 1:
        raise ConfigError(f"{name}: no run is called that; 'newslint log' lists them")
    yield from (f"This run is {one.why}; what it says may be wrong, and is not undone." for one in others)
    wholes = history.files(root, own[0]) if own else history.claimed(root, others[0].run)
    yield from (line for whole in wholes for line in _changes(whole))


def _listed(root: Path) -> Iterator[str]:
    from newslint.run.journal import history, undo

    own, strangers = history.runs(root), history.strangers(root)
    standing, doubts = {run.id for run in undo.active(own)}, {one.run.id: one.why for one in strangers}
    yield f"{'run':<22}  {'started':<19}  files  changes  command"
    for run in (*reversed(own), *(one.run for one in reversed(strangers))):
        yield _line(root, run, doubts.get(run.id) or ("" if run.id in standing else "undone"))


def _line(root: Path, run: Run, note: str) -> str:
    """A run's line; how much it changed is not counted where nobody has signed it."""
    from newslint.model.visible import visible
    from newslint.run.journal import history

    wholes = list(history.files(root, run, edits=False))
    count = sum(whole.replaced.edits for whole in wholes)
    started = run.started[:19].replace("T", " ")
    mark = f" ({note})" if note else ""
    return visible(f"{run.id}  {started:<19}  {len(wholes):>5}  {count:>7}  newslint {' '.join(run.command)}{mark}")


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
