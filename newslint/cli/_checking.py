"""What `newslint check` does with its options."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec
from msgspec import structs

from newslint import outputs
from newslint.cli import _reports, complain, tell
from newslint.cli._options import STDIN, Options
from newslint.config.fingerprint import Fingerprints
from newslint.model import ConfigError
from newslint.model.visible import defused, escaped
from newslint.outputs import Look

if TYPE_CHECKING:
    from newslint.cli._reports import Target
    from newslint.cli._tally import Tally
    from newslint.config.config import Config
    from newslint.config.nearest import Settings
    from newslint.config.sidecar import Sidecars
    from newslint.linter.linter import Linter
    from newslint.run.listing import Plan
    from newslint.run.outcome import Outcome, Task


def checked(options: Options) -> int:
    """Report what is wrong with articles; with --fix, mend it. Gives the exit code. Raises ConfigError or RuleError."""
    if STDIN in options.paths and len(options.paths) > 1:
        raise ConfigError("'-' stands for standard input and goes alone")
    if options.diff_base and options.paths == (STDIN,):
        raise ConfigError("--diff-base needs files; what comes from standard input has no past")
    if options.show_settings:
        return _show_settings(options)
    if options.paths == (STDIN,):
        return _check_stdin(options)
    return _check_files(options)


def _check_files(options: Options) -> int:
    from newslint.cli._progress import progress
    from newslint.cli._tally import Tally
    from newslint.outputs import full
    from newslint.run import run

    settings, sidecars = options.settings(), options.sidecars()
    task = _on_record(options.task(), settings, options)
    plan = options.plan(settings, sidecars)
    if options.show_files:
        names = "".join(f"{file.path}\n" for file in plan.files)
        sys.stdout.write(defused(names) if sys.stdout.isatty() else names)
        return 0
    if not plan.files:
        _usable(settings.of("."))
    _tell_renamed(options, plan.configs)
    baselines = options.baselines({file.path: plan.configs[file.config] for file in plan.files})
    tally = Tally(options.look(plan.configs), task, baselines, plan.skipped)
    task = structs.replace(task, told=_tells(options, tally, sidecars))
    outcomes = run.run(plan, task, jobs=options.jobs, tell=full.tell)
    tally.troubles += len(plan.troubles)
    complain("\n".join(plan.troubles))
    watched = progress(
        outcomes,
        len(plan.files),
        _loud,
        lambda outcome: not outcome.more,
        shown=not options.quiet and sys.stderr.isatty(),
    )
    if sidecars and sidecars.all():
        from newslint.cli._sidecars import judged

        watched = judged(watched, sidecars, settings, plan.files, options.paths if options.runs_whole else ())
    _report(watched, options, tally, sys.stdout)
    if task.write:
        _tidy(plan, task, settings)
    return _finish(options, tally)


def _tell_renamed(options: Options, configs: Iterable[Config]) -> None:
    from newslint.cli._names import tell_renamed

    if not options.quiet:
        tell_renamed(configs)


def _tells(options: Options, tally: Tally, sidecars: Sidecars | None) -> bool:
    """Does a report say no more than what is told of contents that are known?"""
    plain = not (tally.look.color or tally.look.unsafe or tally.task.fix)
    whole = not (tally.baselines or (sidecars and sidecars.all()))
    return plain and whole and {target.name for target in options.targets()} == {"full"}


def _on_record(task: Task, settings: Settings, options: Options) -> Task:
    """The task with a journal, where something is written and the configuration does not do without."""
    if not task.write or options.no_journal or not settings.of(".").journal:
        return task
    from newslint.run.journal import journal

    began = journal.begun(sys.argv[1:])
    return structs.replace(task, journal=journal.Journal(journal.home(Path.cwd()), began))


def _tidy(plan: Plan, task: Task, settings: Settings) -> None:
    """Forget old runs, and remove what a killed newslint left half-written."""
    from newslint.files import writing
    from newslint.run.journal import history

    writing.sweep(plan.leftovers)
    if task.journal is not None:
        config = settings.of(".")
        keep = (task.journal.run.id,)
        history.prune(task.journal.root, config.journal_days, config.journal_megabytes, keep)


def _loud(outcome: Outcome) -> bool:
    """Does anything of it go to a terminal?"""
    return bool(outcome.troubles or (sys.stdout.isatty() and (outcome.reports or outcome.diff)))


def _check_stdin(options: Options) -> int:
    from newslint.cli._tally import Tally
    from newslint.files import formats
    from newslint.run import work
    from newslint.run.outcome import Outcome, Scope

    settings, task = options.settings(), options.task()
    name = options.stdin_filename or STDIN
    config = settings.of(Path(name).parent)
    _tell_renamed(options, [config])
    data = sys.stdin.buffer.read()
    if options.force_exclude and config.excludes(name):
        outcome, result = Outcome(path=name, skipped="excluded"), data
    else:
        linter, sidecars = _usable(config.for_file(name)), options.sidecars()
        scope = Scope(entries=sidecars.of(name) if sidecars and options.stdin_filename else ())
        outcome, result = work.stream(data, name, formats.name_of(name) or formats.PLAIN, linter, task, scope)
    tally = Tally(options.look([config]), task, options.baselines({name: config}))
    _report([outcome], options, tally, sys.stderr if task.write else sys.stdout)
    if task.write:
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
    return _finish(options, tally)


def _usable(config: Config) -> Linter:
    """A linter with the configuration. Raises ConfigError or RuleError."""
    from newslint.linter.linter import Linter

    return Linter(config=config)


def _report(outcomes: Iterable[Outcome], options: Options, tally: Tally, stream: TextIO) -> None:
    """Write what the options ask for; what can't be done goes to standard error as it comes up."""
    targets = options.targets()
    counted = _counted(outcomes, tally, named="fingerprints" in _reports.needs(targets))
    _reports.write(counted, [(target, partial(_pieces, target, options, tally)) for target in targets], stream)


def _counted(outcomes: Iterable[Outcome], tally: Tally, *, named: bool) -> Iterator[Outcome]:
    fingerprints = Fingerprints()
    for outcome in outcomes:
        if named and outcome.left:
            outcome = structs.replace(outcome, left=[fingerprints.identified(one) for one in outcome.left])
        outcome = tally.baselines.hear(outcome)
        if outcome.left:
            outcome = structs.replace(outcome, left=[one for one in outcome.left if not one.aside])
        tally.add(outcome)
        if outcome.troubles:
            complain("\n".join(outcome.troubles))
        yield outcome


def _pieces(target: Target, options: Options, tally: Tally, outcomes: Iterable[Outcome]) -> Iterator[str]:
    look = structs.replace(tally.look, color=False) if target.file else tally.look
    if target.main and options.diff:
        return (_patch(outcome.diff, look) if outcome.diff else "" for outcome in outcomes)
    if target.main and options.fix_only:
        return ("" for _ in outcomes)
    if target.main and options.statistics:
        return _statistics(outcomes, tally, json=target.name == "json")
    return outputs.get(target.name)(outcomes, look)


def _statistics(outcomes: Iterable[Outcome], tally: Tally, *, json: bool) -> Iterator[str]:
    for _ in outcomes:
        yield ""  # the tally counts them as they pass
    yield from tally.statistics(json=json)


def _patch(diff: str, look: Look) -> str:
    """The diff; at a terminal in colour and with nothing in it that drives the terminal, else to the byte."""
    if not look.color:
        return defused(diff) if sys.stdout.isatty() else diff
    lines = (defused(line) for line in diff.split("\n"))
    return "\n".join(f"\x1b[{_TINTS[line[:1]]}m{line}\x1b[0m" if line[:1] in _TINTS else line for line in lines)


_TINTS = {"+": "32", "-": "31", "@": "36"}


def _finish(options: Options, tally: Tally) -> int:
    if not options.quiet:
        for sentence in tally.summary():
            tell(sentence)
    for line in tally.profile():
        tell(line)
    if tally.troubles:
        return 2
    found = tally.changes if options.diff else tally.left and not options.fix_only
    return int(bool(found) and not options.exit_zero)


def _show_settings(options: Options) -> int:
    """The configuration of the first path, as TOML."""
    path = Path(options.paths[0] if options.paths != (STDIN,) else options.stdin_filename or ".")
    config = options.settings().of(path if path.is_dir() else path.parent)
    for name, value in structs.asdict(config).items():
        if value is not None:
            sys.stdout.write(f"{name.replace('_', '-')} = {_toml(value)}\n")
    return 0


def _toml(value: object) -> str:
    """A value as TOML, which for all but tables is JSON."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return escaped(msgspec.json.encode(value).decode())
