"""The options of `newslint check` under headings, in its help and in its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

SECTIONS: dict[str, tuple[str, ...]] = {
    "Mending": ("fix", "unsafe_fixes", "diff", "fix_only", "no_journal"),
    "Which rules": ("select", "ignore", "extend_select", "rules", "severity", "min_confidence"),
    "What a corpus shows": ("learn", "profile"),
    "Which findings": ("diff_base", "baseline", "no_baseline", "no_suppressions"),
    "Which files, and how they are read": (
        *("lang", "encoding", "field", "lang_field", "id_field", "site_field"),
        *("stdin_filename", "force_exclude", "show_files"),
    ),
    "Reporting": ("output_format", "output_file", "statistics", "quiet", "no_color", "costs", "exit_zero"),
    "Configuration": ("config", "isolated", "show_settings"),
    "Running": ("jobs", "no_cache"),
}
"""Headings and the options under them."""

OTHERS = "Others"


def sections(options: Iterable[click.Option]) -> Iterator[tuple[str, list[click.Option]]]:
    """Headings with their options, in the order of the headings; what stands under none comes last."""
    left = {option.name: option for option in options}
    for heading, names in SECTIONS.items():
        if found := [left.pop(name) for name in names if name in left]:
            yield heading, found
    if left:
        yield OTHERS, list(left.values())


class Sectioned(click.Command):
    """A command whose help shows its options under headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        for heading, found in sections(options):
            if records := [record for option in found if (record := option.get_help_record(ctx))]:
                with formatter.section(heading):
                    formatter.write_dl(records)
