"""The options of `newslint check`, and what they come to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from newslint import outputs
from newslint.cli import _complete, _reports
from newslint.cli._reports import Target
from newslint.model import SEVERITIES, ConfigError, Severity
from newslint.outputs import Look

if TYPE_CHECKING:
    from newslint.cli._baselines import Baselines
    from newslint.config import Config
    from newslint.files import Plan, Settings
    from newslint.outcome import Task
    from newslint.sidecar import Sidecars

F = TypeVar("F", bound=Callable[..., Any])

STDIN = "-"
"""The path that stands for standard input."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says, as click gives it."""

    paths: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    fix_only: bool
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    lang: str | None
    severity: Severity | None
    min_confidence: float | None
    rules: tuple[str, ...]
    output_format: tuple[Target, ...]
    output_file: str | None
    statistics: bool
    exit_zero: bool
    jobs: int
    quiet: bool
    no_color: bool
    config: str | None
    isolated: bool
    diff_base: str | None
    no_suppressions: bool
    baseline: str | None
    no_baseline: bool
    force_exclude: bool
    encoding: str | None
    field: tuple[str, ...]
    lang_field: str | None
    id_field: str | None
    stdin_filename: str | None
    show_files: bool
    show_settings: bool
    profile: bool
    no_cache: bool
    no_journal: bool

    def task(self) -> Task:
        """What to do with every file. Raises ConfigError."""
        from newslint import charset
        from newslint.outcome import Task

        fix = self.fix or self.fix_only or self.diff
        encoding = charset.checked(self.encoding) if self.encoding else None
        return Task(
            fix=fix,
            write=fix and not self.diff,
            unsafe=self.unsafe_fixes,
            encoding=encoding,
            profile=self.profile,
            suppressions=not self.no_suppressions,
            cache=not (self.no_cache or self.profile),
            articles="articles" in _reports.needs(self.targets()),
        )

    def settings(self) -> Settings:
        """Where the configuration of a file comes from. Raises ConfigError."""
        from newslint import files
        from newslint.config import Config
        from newslint.rules import languages

        if self.config and self.isolated:
            raise ConfigError("--config and --isolated: choose one")
        if self.lang is not None and self.lang not in languages():
            raise ConfigError(f"--lang {self.lang}: no such language; {_language_meant(self.lang)}")
        given = Config() if self.isolated else Config.of(self.config) if self.config else None
        amend: dict[str, Any] = {
            "lang": self.lang,
            "select": _names(self.select) or None,
            "extend_select": _names(self.extend_select),
            "ignore": _names(self.ignore),
            "rules": self.rules,
            "severity": self.severity,
            "min_confidence": self.min_confidence,
            "fields": _names(self.field),
            "lang_field": self.lang_field,
            "id_field": self.id_field,
        }
        return files.Settings(given, amend=amend)

    def sidecars(self) -> Sidecars | None:
        """The sidecars that suppress findings; None where they don't count."""
        from newslint.sidecar import Sidecars

        return None if self.isolated or self.no_suppressions else Sidecars()

    def plan(self, settings: Settings, sidecars: Sidecars | None) -> Plan:
        """The files to check. Raises ConfigError."""
        from newslint import files

        plan = files.plan(self.paths, settings, force_exclude=self.force_exclude, sidecars=sidecars)
        if self.diff_base is None:
            return plan
        from newslint import git

        return files.narrowed(plan, git.changes((file.path for file in plan.files), self.diff_base))

    def baselines(self, configs: Mapping[str, Config]) -> Baselines:
        """The baselines of files, whose configurations are given by their paths. Raises ConfigError."""
        from newslint.cli._baselines import Baselines

        if self.baseline and self.no_baseline:
            raise ConfigError("--baseline and --no-baseline: choose one")
        named = {
            path: None if self.no_baseline else self.baseline or config.baseline for path, config in configs.items()
        }
        return Baselines(named, self.paths if self.runs_whole else ())

    @property
    def runs_whole(self) -> bool:
        """Does everything run that the configuration says, so that what is not found there is not there?"""
        narrowed = (self.select, self.extend_select, self.ignore, self.lang, self.severity, self.min_confidence)
        return not (any(narrowed) or self.rules or self.field or self.diff or self.diff_base or self.paths == (STDIN,))

    def targets(self) -> list[Target]:
        """Where the reports go. Raises ConfigError."""
        targets = _reports.targets(self.output_format, self.output_file)
        spoken_of = any(target.main for target in targets) or not (self.diff or self.fix_only or self.statistics)
        return targets if spoken_of else [*targets, _reports.FULL]

    def look(self, configs: Iterable[Config] = ()) -> Look:
        """How the findings are to look on standard output; with the rules of the configurations if a report asks."""
        from newslint.rules import load

        asked = "rules" in _reports.needs(self.targets())
        rules = {rule.name: rule for config in configs for rule in load(config.rules)} if asked else {}
        plain = self.no_color or self.output_file or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        stream = sys.stderr if self.paths == (STDIN,) and self.task().write else sys.stdout
        return Look(color=not plain and stream.isatty(), unsafe=self.unsafe_fixes, rules=rules)


def _language_meant(given: str) -> str:
    from newslint.rules import languages

    codes = {language.name.lower(): code for code, language in languages().items()}
    meant = codes.get(given.lower()) or given.lower()[:2]
    return f"did you mean {meant!r}?" if meant in codes.values() else "'newslint languages' lists them"


def _names(given: tuple[str, ...]) -> list[str]:
    return [name.strip() for part in given for name in part.split(",") if name.strip()]


def options(command: F) -> F:
    """Give a command every option of `check`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_RULES = "RULE[,RULE]"
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--fix", is_flag=True, help="Mend what is safe to mend; report the rest."),
    click.option("--unsafe-fixes", is_flag=True, help="Let fixes count that may be wrong, too. See them with --diff."),
    click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing. Exit 1 if there is any."),
    click.option("--fix-only", is_flag=True, help="Like --fix, but neither report what is left nor exit 1 for it."),
    click.option(
        "--select",
        multiple=True,
        metavar=_RULES,
        shell_complete=_complete.selection,
        help="Only these rules or groups, or 'all'.",
    ),
    click.option(
        "--ignore", multiple=True, metavar=_RULES, shell_complete=_complete.selection, help="Not these rules or groups."
    ),
    click.option(
        "--extend-select",
        multiple=True,
        metavar=_RULES,
        shell_complete=_complete.selection,
        help="These too, beside what is selected.",
    ),
    click.option(
        "--lang",
        metavar="CODE",
        shell_complete=_complete.language,
        help="The articles' language, as in fr. Default: told from each text.",
    ),
    click.option("--severity", type=click.Choice(SEVERITIES), help="Only rules that are at least so severe."),
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), metavar="0..1", help="Only findings at least so sure."
    ),
    click.option("--rules", multiple=True, metavar="PATH", help="Rules of your own: a YAML file, or a folder of them."),
    click.option(
        "--output-format",
        type=_reports.TARGET,
        multiple=True,
        metavar="NAME[:FILE]",
        help=f"How to report: {', '.join(outputs.names())}. Default: full. With a file, there; several are possible.",
    ),
    click.option("-o", "--output-file", metavar="FILE", help="Write the report there, not to standard output."),
    click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them."),
    click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings."),
    click.option(
        "-j", "--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0: as many as pay off."
    ),
    click.option("-q", "--quiet", is_flag=True, help="Report findings and errors only; no summary, no progress."),
    click.option("--no-color", is_flag=True, help="No colours; the environment variable NO_COLOR does the same."),
    click.option("--config", metavar="FILE", help="Use this configuration for every file."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
    click.option(
        "--diff-base", metavar="REF", help="Only what was changed since the files parted from this git commit."
    ),
    click.option("--no-suppressions", is_flag=True, help="Report and mend also what articles ask to pass over."),
    click.option("--baseline", metavar="FILE", help="Report only what this baseline does not know."),
    click.option("--no-baseline", is_flag=True, help="Report also what the configured baseline knows."),
    click.option("--force-exclude", is_flag=True, help="Let 'exclude' hold for files that are named, too."),
    click.option("--encoding", metavar="NAME", help="The files' encoding, as in cp1252, if it is not UTF-8 or UTF-16."),
    click.option(
        "--field", multiple=True, metavar="NAME", help="A field of data files that holds text; may be repeated."
    ),
    click.option("--lang-field", metavar="NAME", help="The field that tells a record's language."),
    click.option("--id-field", metavar="NAME", help="The field that tells which record it is."),
    click.option("--stdin-filename", metavar="PATH", help="What standard input is called and configured as."),
    click.option("--show-files", is_flag=True, help="List the files that would be checked, and stop."),
    click.option("--show-settings", is_flag=True, help="Show the configuration of the first path, and stop."),
    click.option("--no-cache", is_flag=True, help="Check files again that are known to be clean."),
    click.option("--no-journal", is_flag=True, help="Let --fix write down nothing for 'newslint undo'."),
    click.option("--profile", is_flag=True, help="Tell at the end which rules took the most time."),
)
