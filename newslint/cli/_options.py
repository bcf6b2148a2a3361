"""The options of `newslint check`, as the command line says them; what they come to is in _request.py."""

from __future__ import annotations

from typing import Any

import msgspec

from newslint.cli._reports import Target
from newslint.model.findings import Severity

STDIN = "-"
"""The path that stands for standard input."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says. Nothing is said by default."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fix_only: bool = False
    output_dir: str | None = None
    add_fields: bool = False
    strict: bool = False
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str | None = None
    severity: Severity | None = None
    min_confidence: float | None = None
    rules: tuple[str, ...] = ()
    profile: str | None = None
    learn: bool = False
    output_format: tuple[Target, ...] = ()
    output_file: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    max_problems: int = 0
    max_findings: int | None = None
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
    site_field: str | None = None
    stdin_filename: str | None = None
    show_files: bool = False
    show_settings: bool = False
    costs: bool = False
    no_cache: bool = False
    no_journal: bool = False

    @classmethod
    def of(cls, given: dict[str, Any]) -> Options:
        """The options that click has read; without a path, the current folder is meant."""
        return cls(**{**given, "paths": given["paths"] or (".",)})
