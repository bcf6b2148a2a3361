"""`newslint baseline`: take what is wrong today as known, so that only what is new is reported."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from newslint.cli import _planning, complain
from newslint.cli._baselines import Kept
from newslint.cli._names import tell_renamed
from newslint.cli._options import Options
from newslint.cli._request import request
from newslint.cli._switches import shared
from newslint.config import baseline
from newslint.model.errors import ConfigError
from newslint.model.visible import visible


@click.group()
def command() -> None:
    """Take what is wrong today as known, so that `newslint check` reports only what is new.

    \b
    newslint baseline create articles/     write newslint-baseline.json
    newslint baseline check articles/      exit 1 if it holds what nothing needs any more
    newslint baseline prune articles/      drop that
    newslint baseline update articles/     drop that, and take what is new as known, too

    `newslint check` uses the baseline that --baseline or the configuration names, or one of this name in the current
    folder or, within its git repository, above it. PATH is as for `check`, without
    it the current folder. What the baseline says of files elsewhere stays.
    """


_FILE = click.option(
    "--baseline", metavar="FILE", help=f"The baseline. Default: the configured one, else {baseline.NAME}."
)


@command.command()
@click.option("--force", is_flag=True, help="Replace a baseline that is there.")
@_FILE
@shared
def create(*, force: bool, **given: Any) -> int:
    """Write a baseline of everything that is found.

    \b
    newslint baseline create articles/
    """
    run = _Run(given, new=True)
    if os.path.lexists(run.name):
        _replaceable(Path(run.name), force=force)
    kept = run.over(run.kept(baseline.Baseline()))
    run.save(kept.use.updated(lambda _: False))
    if run.asked.found is None and baseline.near(Path.cwd()) == run.name:
        run.say("'newslint check' uses it in this folder and below; --no-baseline does without.")
    elif run.configured is None and run.asked.found != run.name:
        run.say(
            f"For 'newslint check' to use it, put baseline = \"{Path(run.name).name}\" into newslint.toml beside it."
        )
    return run.code


def _replaceable(path: Path, *, force: bool) -> None:
    """Raises ConfigError for what is there and may not be replaced."""
    if not baseline.is_own(path):
        raise ConfigError(f"{path}: is there already and is no baseline; remove it, or name another with --baseline")
    if not force:
        raise ConfigError(
            f"{path}: is there already; 'newslint baseline update' brings it up to date, --force replaces"
        )


@command.command()
@_FILE
@shared
def update(**given: Any) -> int:
    """Take what is new as known; drop what nothing needs.

    \b
    newslint baseline update articles/
    """
    run = _Run(given)
    kept = run.over(run.kept())
    run.save(kept.use.updated(kept.within(run.asked.paths)), before=len(kept.use.baseline))
    return run.code


@command.command()
@_FILE
@shared
def prune(**given: Any) -> int:
    """Drop what was mended and what is gone.

    \b
    newslint baseline prune articles/
    """
    run = _Run(given)
    kept = run.over(run.kept())
    run.save(kept.use.pruned(kept.within(run.asked.paths)), before=len(kept.use.baseline))
    return run.code


@command.command("check")
@_FILE
@shared
def check_(**given: Any) -> int:
    """List what nothing needs any more; exit 1 if any.

    \b
    newslint baseline check articles/
    """
    run = _Run(given)
    kept = run.over(run.kept())
    stale = kept.use.stale(kept.within(run.asked.paths))
    for line in _listed(stale):
        click.echo(line)
    if len(stale):
        run.say(f"{run.name}: {_entries(len(stale))} that nothing needs; 'newslint baseline prune' drops them.")
    else:
        run.say(f"{run.name}: {_entries(len(kept.use.baseline))}, all needed.")
    return run.code or int(len(stale) > 0)


def _listed(stale: baseline.Baseline) -> Iterator[str]:
    """`path: rule count` of each file and rule."""
    for path, known in sorted(stale.files.items()):
        rules: dict[str, int] = {}
        for key, count in sorted(known.items()):
            rules[key.rule] = rules.get(key.rule, 0) + count
        yield from (f"{visible(path)}: {rule} {count}" for rule, count in rules.items())


class _Run:
    """One run over the articles, for the sake of a baseline."""

    def __init__(self, given: dict[str, Any], *, new: bool = False) -> None:
        self.asked = request(Options.of(given))
        self._config = given["config"]
        config = self.asked.settings.of(_folder(self.asked.paths[0]))
        self.configured, self.rules = config.baseline, config.rules
        found = None if new else self.asked.found
        self.name = self.asked.baseline or self.configured or found or baseline.NAME
        self.code = 0

    def kept(self, content: baseline.Baseline | None = None) -> Kept:
        """The baseline as its file has it, or with another content."""
        return Kept(self.name, content, self.rules)

    def over(self, kept: Kept) -> Kept:
        """Let the baseline see what is found in all files that are not another baseline's."""
        from newslint.cli._progress import progress
        from newslint.run import run

        plan = _planning.planned(self.asked, _planning.sidecars(self.asked))
        if not self.asked.quiet:
            tell_renamed(plan.configs)
        mine = {file.path for file in plan.files if self._is_mine(plan.configs[file.config].baseline)}
        outcomes = run.run(plan, self.asked.task, jobs=self.asked.jobs)
        shown = not self.asked.quiet and sys.stderr.isatty()
        troubles = [*plan.troubles]
        for outcome in progress(outcomes, [file.size for file in plan.files], lambda _: False, shown=shown):
            troubles += outcome.troubles
            if outcome.path in mine:
                kept.hear(outcome)
        complain("\n".join(troubles))
        self.code = 2 if troubles else 0
        return kept

    def _is_mine(self, named: str | None) -> bool:
        return named is None or Path(named).absolute() == Path(self.name).absolute()

    def save(self, content: baseline.Baseline, before: int | None = None) -> None:
        """Write the baseline, if it says anything new, and tell."""
        from newslint.files import writing

        path = Path(self.name)
        if before is None or content != baseline.read(path):
            writing.save(path, baseline.lines(content), within=self._home())
        was = "" if before is None else f", was {before}"
        files = "1 file" if len(content.files) == 1 else f"{len(content.files)} files"
        self.say(f"{self.name}: {_entries(len(content))} in {files}{was}.")

    def _home(self) -> Path | None:
        """The folder that a configured baseline must not leave: that of its configuration."""
        from newslint.config import reading

        config = Path(self._config) if self._config else reading.find(_folder(self.asked.paths[0]))
        folder = config.absolute().parent if config and not self.asked.baseline else None
        return folder if folder and Path(self.name).absolute().is_relative_to(folder) else None

    def say(self, sentence: str) -> None:
        """Tell on standard error, unless asked to be quiet."""
        if not self.asked.quiet:
            click.echo(sentence, err=True)


def _folder(path: str) -> Path:
    return Path(path) if Path(path).is_dir() else Path(path).parent


def _entries(count: int) -> str:
    return "1 finding" if count == 1 else f"{count} findings"
