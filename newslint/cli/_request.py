"""What a command is asked for: its options, read once into one value."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import msgspec

from newslint.cli import _reports
from newslint.cli._options import STDIN, Options
from newslint.cli._reports import Target
from newslint.model.errors import ConfigError
from newslint.outputs import Look

if TYPE_CHECKING:
    from newslint.config.config import Config
    from newslint.config.project.nearest import Settings
    from newslint.run.outcome import Task

BASELINE = "newslint-baseline.json"
"""What a baseline is called that is used where none is named."""

Main = Literal["findings", "diff", "statistics", "nothing"]
"""What the report tells that names no file of its own."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a command is to do. A field that is called as an option of `check` holds what that says.

    `shows`: nothing is checked, this is shown. Else `paths` are checked, or what is `piped` in, each file with its
    configuration in `settings`; `task` is done with it, and a `journal` is kept of what is written. Do `sidecars`
    count, and `baselines` (`found`: where none is named)? Is it to `learn` first what repeats? `whole`: all runs that
    the configuration says, so that what is not found is not there.

    The reports go to `targets` and look like `look`; the one that names no file tells `main`.
    """

    shows: Literal["files", "settings"] | None
    paths: tuple[str, ...]
    piped: bool
    stdin_filename: str | None
    diff_base: str | None
    force_exclude: bool
    settings: Settings
    task: Task
    jobs: int
    journal: bool
    sidecars: bool
    baselines: bool
    learn: bool
    baseline: str | None
    found: str | None
    whole: bool
    targets: tuple[Target, ...]
    main: Main
    look: Look
    quiet: bool
    exit_zero: bool
    max_problems: int
    max_findings: int

    @property
    def needs(self) -> frozenset[str]:
        """What the outputs want to be given beside the findings."""
        return _reports.needs(self.targets)

    def baseline_of(self, config: Config) -> str | None:
        """The baseline of the files that a configuration is for; None for none."""
        return self.baseline or config.baseline or self.found if self.baselines else None


def request(options: Options, *, pipes: bool = False) -> Request:
    """What the options come to. Raises ConfigError for those that contradict each other or name what is not there.

    Of a command that `pipes`, the path `-` is standard input; of the others, a file.
    """
    piped = pipes and STDIN in options.paths
    _agree(options, piped=piped)
    settings = _settings(options)
    main = _main(options)
    encoding = _encoding(options.encoding)
    targets = _targets(options, main)
    task = _task(options, encoding, _reports.needs(targets))
    return Request(
        shows="settings" if options.show_settings else "files" if options.show_files else None,
        paths=options.paths,
        piped=piped,
        stdin_filename=options.stdin_filename,
        diff_base=options.diff_base,
        force_exclude=options.force_exclude,
        settings=settings,
        task=task,
        jobs=options.jobs,
        journal=not (options.no_journal or options.output_dir),
        sidecars=not (options.isolated or options.no_suppressions),
        baselines=not options.no_baseline,
        learn=options.learn,
        baseline=options.baseline,
        found=None if options.no_baseline or options.isolated else _found(),
        whole=not (piped or _narrowed(options)),
        targets=targets,
        main=main,
        look=_look(options, sys.stderr if piped and task.write else sys.stdout),
        quiet=options.quiet,
        exit_zero=options.exit_zero,
        max_problems=options.max_problems,
        max_findings=_most(options.max_findings),
    )


SCREENS = 200
"""Findings that are listed at a terminal where nobody says how many: some twenty screens. Chosen."""


def _most(asked: int | None) -> int:
    """How many findings are listed; 0 for all. What reads a pipe or a file gets all."""
    if asked is not None:
        return asked
    return SCREENS if sys.stdout.isatty() else 0


def _found() -> str | None:
    """The baseline that lies where one is looked for."""
    from newslint.config.paths import is_file, repository

    here = Path.cwd()
    top = repository(here)
    above = (here, *(one for one in here.parents if top and one.is_relative_to(top)))
    if not any(is_file(one / BASELINE) for one in above):
        return None  # most runs need not import what reads one
    from newslint.config import baseline

    return baseline.near(here)


def _agree(options: Options, *, piped: bool) -> None:
    """Raises ConfigError for options that contradict each other."""
    if piped and len(options.paths) > 1:
        raise ConfigError("'-' stands for standard input and goes alone")
    if piped and options.diff_base:
        raise ConfigError("--diff-base needs files; what comes from standard input has no past")
    if options.output_dir is not None:
        _apart(options, piped=piped)
    if options.add_fields and (options.diff or not (options.fix or options.fix_only)):
        raise ConfigError("--add-fields says where --fix writes: beside the texts, which stay as they are")
    if options.config and options.isolated:
        raise ConfigError("--config and --isolated: choose one")
    if options.strict and options.select:
        raise ConfigError("--strict and --select: choose one; --strict runs every rule")
    if options.learn and options.profile:
        raise ConfigError("--learn and --profile: choose one")
    if options.learn and piped:
        raise ConfigError("--learn needs the articles of a site; standard input is one")
    if options.baseline and options.no_baseline:
        raise ConfigError("--baseline and --no-baseline: choose one")


def _apart(options: Options, *, piped: bool) -> None:
    """Raises ConfigError for mended copies that nobody makes, or that could meet other files."""
    folder = options.output_dir or ""
    if piped or options.diff or not (options.fix or options.fix_only):
        raise ConfigError("--output-dir is for the mended copies of files that --fix makes")
    if os.path.islink(folder) or (os.path.lexists(folder) and not os.path.isdir(folder)):  # noqa: PTH112, PTH114
        raise ConfigError(f"--output-dir {folder}: is no folder; name one that is new or empty")
    if not folder or (os.path.isdir(folder) and os.listdir(folder)):  # noqa: PTH112, PTH208
        raise ConfigError(f"--output-dir {folder}: is not empty; name a folder that is new or empty")


def _settings(options: Options) -> Settings:
    """Where the configuration of a file comes from, and what comes on top of it."""
    from newslint.config.config import Config
    from newslint.config.project.nearest import Settings

    _known(options.lang)
    given = Config() if options.isolated else Config.of(options.config) if options.config else None
    amend: dict[str, Any] = {
        "lang": options.lang,
        "select": _names(options.select) or None,
        "extend_select": [*_names(options.extend_select), *(["all"] if options.strict else [])],
        "ignore": _names(options.ignore),
        "rules": options.rules,
        "severity": options.severity,
        "min_confidence": options.min_confidence,
        "fields": _names(options.field),
        "lang_field": options.lang_field,
        "id_field": options.id_field,
        "site_field": options.site_field,
        "profile": options.profile,
    }
    return Settings(given, amend=amend)


def _known(lang: str | None) -> None:
    """Raises ConfigError for a language that newslint has no data for."""
    if lang is None:
        return
    from newslint.rules.languages import languages
    from newslint.rules.suggestion import did_you_mean

    known = languages()
    if lang in known:
        return
    # A code is too short to be told by how it is written: a language's name tells it, or the first two letters.
    codes = {language.name.lower(): code for code, language in known.items()}
    meant = codes.get(lang.lower(), lang.lower()[:2])
    hint = did_you_mean(meant if meant in known else None, "'newslint languages' lists them")
    raise ConfigError(f"--lang {lang}: no such language; {hint}")


def _names(given: Iterable[str]) -> list[str]:
    return [name.strip() for part in given for name in part.split(",") if name.strip()]


def _main(options: Options) -> Main:
    if options.diff:
        return "diff"
    if options.fix_only:
        return "nothing"
    return "statistics" if options.statistics else "findings"


def _targets(options: Options, main: Main) -> tuple[Target, ...]:
    """Where the reports go: what is no findings goes to standard output where each output names a file."""
    targets = _reports.targets(options.output_format, options.output_file)
    missing = main != "findings" and not any(target.main for target in targets)
    return (*targets, _reports.FULL) if missing else tuple(targets)


def _encoding(name: str | None) -> str | None:
    """An encoding that there is. Raises ConfigError for another."""
    if not name:
        return None
    from newslint.files import charset

    return charset.checked(name)


def _task(options: Options, encoding: str | None, needs: frozenset[str]) -> Task:
    from newslint.run.outcome import Task

    fix = options.fix or options.fix_only or options.diff
    return Task(
        fix=fix,
        write=fix and not options.diff,
        unsafe=options.unsafe_fixes,
        encoding=encoding,
        costs=options.costs,
        suppressions=not options.no_suppressions,
        cache=not (options.no_cache or options.costs or options.add_fields),
        articles="articles" in needs,
        copies=options.output_dir,
        adds=options.add_fields,
    )


def _look(options: Options, stream: TextIO) -> Look:
    """How the report looks that goes to a stream: in colour, if that is a terminal and nothing speaks against it."""
    plain = options.no_color or options.output_file or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Look(color=not plain and stream.isatty(), unsafe=options.unsafe_fixes)


def _narrowed(options: Options) -> bool:
    """Does something else run than what the configuration says?"""
    rules = (
        options.select,
        options.extend_select,
        options.strict,
        options.ignore,
        options.rules,
        options.severity,
        options.profile,
        options.learn,
    )
    texts = (options.lang, options.field, options.diff_base, options.min_confidence, options.diff)
    return any(rules) or any(texts)
