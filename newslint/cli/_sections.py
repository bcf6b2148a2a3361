"""The options of `newslint check` under headings, in its help and in its page.

There are more than a screen holds: `--help` shows those that most people need, `--help-all` all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import click

SECTIONS: dict[str, tuple[str, ...]] = {
    "Mending": ("fix", "unsafe_fixes", "diff", "fix_only", "output_dir", "add_fields", "no_journal"),
    "Which rules": ("strict", "select", "ignore", "extend_select", "rules", "severity", "min_confidence"),
    "What a corpus shows": ("learn", "profile"),
    "Which findings": ("diff_base", "baseline", "no_baseline", "no_suppressions"),
    "Which files, and how they are read": (
        *("lang", "encoding", "field", "lang_field", "id_field", "site_field"),
        *("stdin_filename", "force_exclude", "show_files"),
    ),
    "Reporting": ("output_format", "output_file", "statistics", "max_findings", "quiet", "no_color", "costs"),
    "The exit code": ("max_problems", "exit_zero"),
    "Configuration": ("config", "isolated", "show_settings"),
    "Running": ("jobs", "no_cache"),
}
"""Headings and the options under them."""

COMMON: dict[str, tuple[str, ...]] = {
    "Mending": ("fix", "unsafe_fixes", "diff", "output_dir", "add_fields"),
    "What is checked": ("strict", "select", "ignore", "rules", "lang", "field", "diff_base", "baseline", "config"),
    "Reporting": ("output_format", "statistics", "quiet", "max_problems"),
}
"""Headings and options that `--help` shows: what a first day, an own corpus and CI need (chosen)."""

OTHERS = "Others"

_ALL = "newslint.help-all"
"""Under this name a context remembers that all is to be shown."""


def sections(
    options: Iterable[click.Option], headings: Mapping[str, tuple[str, ...]] = SECTIONS
) -> Iterator[tuple[str, list[click.Option]]]:
    """Headings with their options, in the order of the headings; what stands under none comes last."""
    left = {option.name: option for option in options}
    for heading, names in headings.items():
        if found := [left.pop(name) for name in names if name in left]:
            yield heading, found
    if left:
        yield OTHERS, list(left.values())


class Sectioned(click.Command):
    """A command whose help shows its options under headings, the rarer ones for `--help-all` only."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, `--help-all` among them, which counts in no check."""
        return [*super().get_params(ctx), _help_all()]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        headings = SECTIONS
        if not ctx.meta.get(_ALL):
            headings, common = COMMON, {name for names in COMMON.values() for name in names}
            options = [option for option in options if option.name in common or option not in self.params]
        for heading, found in sections(options, headings):
            if records := [record for option in found if (record := option.get_help_record(ctx))]:
                with formatter.section(heading):
                    formatter.write_dl(records)


def _help_all() -> click.Option:
    return click.Option(
        ["--help-all"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_all,
        help="Show every option and exit.",
    )


def _show_all(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        ctx.meta[_ALL] = True
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()
