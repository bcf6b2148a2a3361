"""The options of `newslint check`, and what they come to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from newslint.cli import _reports
from newslint.cli._reports import Target
from newslint.model import ConfigError, Severity
from newslint.outputs import Look

if TYPE_CHECKING:
    from newslint.cli._baselines import Baselines
    from newslint.config.config import Config
    from newslint.config.nearest import Settings
    from newslint.config.sidecar import Sidecars
    from newslint.run.listing import Plan
    from newslint.run.outcome import Task

STDIN = "-"
"""The path that stands for standard input."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says. Nothing is said by default."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fix_only: bool = False
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str | None = None
    severity: Severity | None = None
    min_confidence: float | None = None
    rules: tuple[str, ...] = ()
    output_format: tuple[Target, ...] = ()
    output_file: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    jobs: int = 0
    quiet: bool = False
    no_color: bool = False
    config: str | None = None
    isolated: bool = False
    diff_base: str | None = None
    no_suppressions: bool = False
    baseline: str | None = None
    no_baseline: bool = False
    force_exclude: bool = False
    encoding: str | None = None
    field: tuple[str, ...] = ()
    lang_field: str | None = None
    id_field: str | None = None
    stdin_filename: str | None = None
    show_files: bool = False
    show_settings: bool = False
    profile: bool = False
    no_cache: bool = False
    no_journal: bool = False

    def task(self) -> Task:
        """What to do with every file. Raises ConfigError."""
        from newslint.files import charset
        from newslint.run.outcome import Task

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
        from newslint.config.config import Config
        from newslint.config.nearest import Settings
        from newslint.rules.languages import languages

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
        return Settings(given, amend=amend)

    def sidecars(self) -> Sidecars | None:
        """The sidecars that suppress findings; None where they don't count."""
        from newslint.config.sidecar import Sidecars

        return None if self.isolated or self.no_suppressions else Sidecars()

    def plan(self, settings: Settings, sidecars: Sidecars | None) -> Plan:
        """The files to check. Raises ConfigError."""
        from newslint.run import listing

        plan = listing.plan(self.paths, settings, force_exclude=self.force_exclude, sidecars=sidecars)
        if self.diff_base is None:
            return plan
        from newslint.run import git

        return listing.narrowed(plan, git.changes((file.path for file in plan.files), self.diff_base))

    def baselines(self, configs: Mapping[str, Config]) -> Baselines:
        """The baselines of files, whose configurations are given by their paths. Raises ConfigError."""
        from newslint.cli._baselines import Baselines

        if self.baseline and self.no_baseline:
            raise ConfigError("--baseline and --no-baseline: choose one")
        named = {
            path: None if self.no_baseline else self.baseline or config.baseline for path, config in configs.items()
        }
        rules = dict.fromkeys(rule for config in configs.values() for rule in config.rules)
        return Baselines(named, self.paths if self.runs_whole else (), tuple(rules))

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
        from newslint.rules.load import load

        asked = "rules" in _reports.needs(self.targets())
        rules = {rule.name: rule for config in configs for rule in load(config.rules)} if asked else {}
        plain = self.no_color or self.output_file or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        stream = sys.stderr if self.paths == (STDIN,) and self.task().write else sys.stdout
        return Look(color=not plain and stream.isatty(), unsafe=self.unsafe_fixes, rules=rules)


def _language_meant(given: str) -> str:
    """A code is too short to be told by how it is written: the language of that name, or of the first two letters."""
    from newslint.model.suggestion import did_you_mean
    from newslint.rules.languages import languages

    codes = {language.name.lower(): code for code, language in languages().items()}
    code = codes.get(given.lower()) or given.lower()[:2]
    return did_you_mean(code if code in codes.values() else None, "'newslint languages' lists them")


def _names(given: tuple[str, ...]) -> list[str]:
    return [name.strip() for part in given for name in part.split(",") if name.strip()]
