"""`newslint undo`: what --fix changed is put back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newslint.run.journal.history import Stranger
    from newslint.run.journal.journal import Run
    from newslint.run.journal.undo import Undone


@click.command()
@click.argument("targets", nargs=-1, metavar="[RUN] [PATH]...")
@click.option("--rule", "rules", multiple=True, metavar="RULE[,RULE]", help="Only what these rules did.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what went well.")
def command(targets: tuple[str, ...], rules: tuple[str, ...], quiet: bool) -> int:
    """Put back what 'newslint check --fix' changed.

    RUN is a run that 'newslint log' lists, or the last part of its name; default: the last one that still stands. With
    PATH, only these files and folders. A file comes back to the byte. One that has been changed since is left as it is,
    and exit is 2. An undo is a run itself: 'newslint undo RUN' with its name takes it back. Only runs of yours on this
    machine are undone: what a journal says that came with somebody's articles is not believed.

    \b
    newslint undo                                the last run
    newslint undo 20240503-141502-3f9a2c         that run
    newslint undo articles/story.txt             what the last run did to one file
    newslint undo --rule glued-words,ad-label    what two rules did
    """
    from newslint.model.errors import ConfigError
    from newslint.run.journal import history, journal, place, undo

    root = place.home(Path.cwd())
    place.checked(root)
    runs, strangers = history.runs(root), history.strangers(root)
    if not runs and not strangers:
        raise ConfigError(f"{place.folder(root)}: no run is on record here; nothing to undo")
    named, paths = _parted(targets, runs, strangers)
    if not runs:
        raise ConfigError(f"{place.folder(root)}: {_disbelieved(strangers[-1])}")
    chosen = [name.strip() for part in rules for name in part.split(",") if name.strip()]
    run = named or _last(root, runs, paths)
    said = ["undo", *targets, *(f"--rule={name}" for name in chosen)]
    begun = journal.begun(said, root, undoes=run.id, rules=chosen, part=bool(chosen or paths))
    told = undo.undo(root, run, journal.Journal(root, begun), paths=paths, rules=_meant(chosen))
    return _tell(told, run, begun, quiet=quiet)


def _meant(names: Sequence[str]) -> list[str]:
    """The rules that are meant, each by the name that it has and by those that it had: a journal keeps the old one."""
    from newslint.cli._names import tell_former
    from newslint.config.project.nearest import Settings
    from newslint.rules.names import former

    now = former(Settings().of(".").rules) if names else {}
    tell_former(names, now)
    meant = [now.get(name, name) for name in names]
    return [*meant, *(old for old, name in now.items() if name in meant)]


def _disbelieved(one: Stranger) -> str:
    return (
        f"run {one.run.id} is {one.why}, so it is not undone; "
        f"'newslint log {one.run.id}' shows what it says it changed, and git or a backup has the files as they were"
    )


def _parted(
    targets: Sequence[str], runs: Sequence[Run], strangers: Sequence[Stranger]
) -> tuple[Run | None, list[Path]]:
    """The run and the paths that are named. Raises ConfigError for what is neither, or not to be believed."""
    from newslint.model.errors import ConfigError

    named: list[Run] = []
    paths: list[Path] = []
    for number, target in enumerate(targets):
        found = [run for run in runs if len(target) >= 4 and run.id.endswith(target)] if number == 0 else []
        for one in strangers if number == 0 and not found and not Path(target).exists() else ():
            if len(target) >= 4 and one.run.id.endswith(target):
                raise ConfigError(_disbelieved(one))
        if len(found) == 1 and not (Path(target).exists() and found[0].id != target):
            named = found
        elif Path(target).parent.exists():
            paths.append(Path(target))
        else:
            raise ConfigError(f"{target}: neither a run that 'newslint log' lists nor a file or folder")
    return (named[0] if named else None), paths


def _last(root: Path, runs: Sequence[Run], paths: Sequence[Path]) -> Run:
    """The last run that still stands and was no undo itself; with paths, that changed one of them."""
    from newslint.model.errors import ConfigError
    from newslint.run.journal import history, undo

    wanted = [path.resolve() for path in paths]
    for run in reversed(undo.active(runs)):
        if run.undoes is not None:
            continue
        files = history.files(root, run, edits=False)
        places = ((root / file.replaced.path).resolve() for file in files)
        if not wanted or any(place.is_relative_to(path) for place in places for path in wanted):
            return run
    raise ConfigError("nothing is left to undo; 'newslint log' lists the runs, and an undo is taken back by its name")


def _tell(told: Iterable[Undone], run: Run, begun: Run, *, quiet: bool) -> int:
    from newslint.cli import complain

    files = edits = troubles = 0
    for undone in told:
        complain("\n".join(undone.troubles))
        troubles += len(undone.troubles)
        files += bool(undone.edits)
        edits += undone.edits
    if not quiet:
        changes = f"{edits} change{'' if edits == 1 else 's'} in {files} file{'' if files == 1 else 's'}"
        back = f" 'newslint undo {begun.id}' makes them again." if edits else ""
        click.echo(f"Took back {changes}, of run {run.id}.{back}", err=True)
    return 2 if troubles else 0
