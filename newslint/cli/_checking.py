"""What `newslint check` does: files, or standard input, checked or mended, and told of."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.cli import _planning, _telling, complain, tell
from newslint.cli._compiling import watch
from newslint.cli._options import STDIN, Options
from newslint.cli._request import Request, request
from newslint.config import own
from newslint.outputs import Look

if TYPE_CHECKING:
    from newslint.cli._tally import Tally
    from newslint.config.config import Config
    from newslint.config.sidecar import Sidecars
    from newslint.linter.linter import Linter
    from newslint.run.outcome import Outcome, Task
    from newslint.run.plan import Plan


def checked(options: Options) -> int:
    """Report what is wrong with articles; with --fix, mend it. Gives the exit code. Raises ConfigError or RuleError."""
    asked = request(options, pipes=True)
    watch(quiet=asked.quiet)
    if asked.shows == "settings":
        from newslint.cli._showing import show_settings

        return show_settings(asked)
    return _check_stdin(asked) if asked.piped else _check_files(asked)


def _check_files(asked: Request) -> int:
    from newslint.cli._tally import Tally
    from newslint.outputs import full
    from newslint.run import run

    task, sidecars = _on_record(asked), _planning.sidecars(asked)
    plan = _planning.planned(asked, sidecars)
    if asked.shows == "files":
        from newslint.cli._showing import show_files

        return show_files(file.path for file in plan.files)
    if not plan.files:
        _usable(asked.settings.of("."))
    elif asked.learn:
        plan = _learned(asked, plan)
    _tell_renamed(asked, plan.configs)
    baselines = _planning.baselines(asked, plan)
    tally = Tally(_look(asked, plan.configs), task, baselines, plan.skipped, statistical=asked.main == "statistics")
    task = msgspec.structs.replace(task, told=_tells(asked, tally, sidecars))
    outcomes = run.run(plan, task, jobs=asked.jobs, tell=full.tell)
    tally.troubles += len(plan.troubles)
    complain("\n".join(plan.troubles))
    whole = _telling.report(_watched(outcomes, asked, plan, sidecars), asked, tally, sys.stdout)
    if not whole:
        return _telling.closed(asked, tally)
    if task.write:
        _tidy(plan, task)
    return _telling.finish(asked, tally)


def _learned(asked: Request, plan: Plan) -> Plan:
    """The plan with what its own articles show."""
    from newslint.cli import _profiles

    profile, _ = _profiles.learned(asked, plan, None)
    if not asked.quiet:
        tell(f"Learned from {_profiles.summary(profile)}")
    path = _profiles.kept(profile)
    configs = [msgspec.structs.replace(config, profile=path) for config in plan.configs]
    return msgspec.structs.replace(plan, configs=configs)


def _tell_renamed(asked: Request, configs: Iterable[Config]) -> None:
    from newslint.cli._names import tell_renamed

    if not asked.quiet:
        tell_renamed(configs)


def _on_record(asked: Request) -> Task:
    """The task with a journal, where something is written and nobody does without. Raises ConfigError."""
    if not asked.task.write or not asked.journal or not own.read().journal:
        return asked.task
    said = asked.settings.of(".")
    for sentence in () if asked.quiet else _overruled(said):
        tell(sentence)
    if not said.journal:
        return asked.task
    from newslint.run.journal import journal, place

    root = place.home(Path.cwd())
    place.checked(root)
    return msgspec.structs.replace(asked.task, journal=journal.Journal(root, journal.begun(sys.argv[1:], root)))


def _overruled(said: Config) -> Iterator[str]:
    """What a folder's configuration says of the journal: it is told, as the folder may be somebody else's work."""
    if not said.journal:
        yield "Not on record, as the folder's configuration says journal = false; 'newslint undo' can't take it back."
    limits = (said.journal_days, said.journal_megabytes)
    if limits != (own.Own().journal_days, own.Own().journal_megabytes):
        yield f"journal-days and journal-megabytes count in your own {own.NAME} only, in {own.folder()}."


def _look(asked: Request, configs: Iterable[Config]) -> Look:
    """How the findings are to look; with the rules of the configurations if a report asks for them."""
    if "rules" not in asked.needs:
        return asked.look
    from newslint.rules.load import load

    rules = {rule.name: rule for config in configs for rule in load(config.rules)}
    return msgspec.structs.replace(asked.look, rules=rules)


def _tells(asked: Request, tally: Tally, sidecars: Sidecars | None) -> bool:
    """Does a report say no more than what is told of contents that are known?"""
    plain = not (tally.look.color or tally.look.unsafe or tally.task.fix)
    whole = not (tally.baselines or (sidecars and sidecars.all()))
    return plain and whole and {target.name for target in asked.targets} == {"full"}


def _watched(outcomes: Iterator[Outcome], asked: Request, plan: Plan, sidecars: Sidecars | None) -> Iterator[Outcome]:
    """The outcomes, with a line that says how far they have come; at the end what is wrong with the sidecars."""
    from newslint.cli._progress import progress

    shown = not asked.quiet and sys.stderr.isatty()
    watched = progress(outcomes, [file.size for file in plan.files] if shown else (), _loud, shown=shown)
    if not (sidecars and sidecars.all()):
        return watched
    from newslint.cli._sidecars import judged

    return judged(watched, sidecars, asked.settings, plan.files, asked.paths if asked.whole else ())


def _loud(outcome: Outcome) -> bool:
    """Does anything of it go to a terminal?"""
    return bool(outcome.troubles or (sys.stdout.isatty() and (outcome.reports or outcome.diff)))


def _tidy(plan: Plan, task: Task) -> None:
    """Forget old runs, and remove what a killed newslint left half-written."""
    from newslint.files import writing

    writing.sweep(plan.leftovers)
    if task.journal is not None:
        from newslint.run.journal import pruning

        limits = own.read()
        keep = (task.journal.run.id,)
        pruning.prune(task.journal.root, limits.journal_days, limits.journal_megabytes, keep)


def _check_stdin(asked: Request) -> int:
    from newslint.cli._baselines import Baselines
    from newslint.cli._tally import Tally

    name, task = asked.stdin_filename or STDIN, asked.task
    config = asked.settings.of(Path(name).parent)
    _tell_renamed(asked, [config])
    outcome, result = _streamed(asked, name, config, sys.stdin.buffer.read())
    baselines = Baselines({name: asked.baseline_of(config)}, rules=config.rules)
    tally = Tally(_look(asked, [config]), task, baselines)
    _telling.report([outcome], asked, tally, sys.stderr if task.write else sys.stdout)
    if task.write:
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
    return _telling.finish(asked, tally)


def _streamed(asked: Request, name: str, config: Config, data: bytes) -> tuple[Outcome, bytes]:
    """What came of standard input, and its bytes afterwards."""
    from newslint.files import formats
    from newslint.run import work
    from newslint.run.outcome import Outcome, Scope

    if asked.force_exclude and config.excludes(name):
        return Outcome(path=name, skipped="excluded"), data
    linter, sidecars = _usable(config.for_file(name)), _planning.sidecars(asked)
    scope = Scope(entries=sidecars.of(name) if sidecars and asked.stdin_filename else ())
    return work.stream(data, name, formats.name_of(name) or formats.PLAIN, linter, asked.task, scope)


def _usable(config: Config) -> Linter:
    """A linter with the configuration. Raises ConfigError or RuleError."""
    from newslint.linter.linter import Linter

    return Linter(config=config)
