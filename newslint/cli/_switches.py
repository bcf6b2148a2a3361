"""The options of `newslint check` as click sees them; what they come to is in _options.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newslint import outputs
from newslint.cli import _complete
from newslint.cli._reports import Target
from newslint.model.errors import ConfigError
from newslint.model.findings import SEVERITIES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])


class _TargetType(click.ParamType):  # type: ignore[type-arg]
    name = "target"

    def convert(self, value: str | Target, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        try:
            return value if isinstance(value, Target) else Target.of(value)
        except ConfigError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in outputs.names() if name.startswith(incomplete)]


TARGET = _TargetType()
"""The type of `--output-format`."""


def options(command: F) -> F:
    """Give a command PATH and every option of `check`."""
    for option in reversed((_PATHS, *_OPTIONS)):
        command = option(command)
    return command


_SHARED = ("paths", "jobs", "quiet", "config", "force_exclude", "encoding", "no_cache")
"""What counts in the other commands that check files, too. The rest would make less of them than `check` will find."""


def shared(command: F) -> F:
    """Give a command PATH and the options that it shares with `check`."""
    return picked(*_SHARED[1:])(command)


def picked(*names: str) -> Callable[[F], F]:
    """Give a command PATH and some of the options of `check`."""

    def given(command: F) -> F:
        named = {param.name: param for param in _parameters(options(lambda: None))}
        params = [named[name] for name in ("paths", *names)]
        command.__click_params__ = [*reversed(params), *_parameters(command)]  # type: ignore[attr-defined]
        return command

    return given


def _parameters(command: Callable[..., Any]) -> list[click.Parameter]:
    """What click's decorators have given a function, the last first."""
    return getattr(command, "__click_params__", [])


_PATHS = click.argument("paths", nargs=-1, metavar="[PATH]...")
_RULES = "RULE[,RULE]"
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--fix", is_flag=True, help="Mend what is safe to mend; report the rest."),
    click.option("--unsafe-fixes", is_flag=True, help="Let fixes count that may be wrong, too."),
    click.option("--diff", is_flag=True, help="Show what --fix would change; exit 1 if anything."),
    click.option("--fix-only", is_flag=True, help="Like --fix, but neither report what is left nor exit 1 for it."),
    click.option("--output-dir", metavar="DIR", help="Let --fix write mended copies there; DIR is new or empty."),
    click.option("--add-fields", is_flag=True, help="Let --fix write into new fields beside a record's texts."),
    click.option("--strict", is_flag=True, help="Every rule, also those that are off by default."),
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
        help="The language, as in fr. Default: from each text.",
    ),
    click.option("--severity", type=click.Choice(SEVERITIES), help="Only rules that are at least so severe."),
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), metavar="0..1", help="Only findings at least so sure."
    ),
    click.option(
        "--learn", is_flag=True, help="Learn from these articles first what repeats on each site, and use it."
    ),
    click.option("--profile", metavar="FILE", help="What 'newslint learn' made of the sites' articles."),
    click.option("--rules", multiple=True, metavar="PATH", help="Rules of your own: a YAML file, or a folder."),
    click.option(
        "--output-format",
        type=TARGET,
        multiple=True,
        metavar="NAME[:FILE]",
        help=f"How to report: {', '.join(outputs.names())}. Default: full. With a file, there; several are possible.",
    ),
    click.option("-o", "--output-file", metavar="FILE", help="Write the report there, not to standard output."),
    click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them."),
    click.option(
        "--max-problems",
        type=click.IntRange(0),
        default=0,
        metavar="N",
        help="Exit 1 only if more problems are left.",
    ),
    click.option(
        "--max-findings",
        type=click.IntRange(0),
        default=None,
        metavar="N",
        help="List at most so many, count all; 0: list all. Default: 200 at a terminal.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings."),
    click.option(
        "-j", "--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0: as many as pay off."
    ),
    click.option("-q", "--quiet", is_flag=True, help="Findings and errors only; no summary."),
    click.option("--no-color", is_flag=True, help="No colours; the environment variable NO_COLOR does the same."),
    click.option("--config", metavar="FILE", help="Use this configuration for every file."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
    click.option(
        "--diff-base",
        "--since",
        "diff_base",
        metavar="REF",
        help="Only what was changed since the files parted from this git commit.",
    ),
    click.option("--no-suppressions", is_flag=True, help="Report and mend also what articles ask to pass over."),
    click.option("--baseline", metavar="FILE", help="Report only what this baseline does not know."),
    click.option("--no-baseline", is_flag=True, help="Report also what a baseline knows."),
    click.option("--force-exclude", is_flag=True, help="Let 'exclude' hold for files that are named, too."),
    click.option("--encoding", metavar="NAME", help="The files' encoding, as in cp1252, if it is not UTF-8 or UTF-16."),
    click.option("--field", multiple=True, metavar="NAME", help="A field that holds text; may be repeated."),
    click.option("--lang-field", metavar="NAME", help="The field that tells a record's language."),
    click.option("--id-field", metavar="NAME", help="The field that tells which record it is."),
    click.option("--site-field", metavar="NAME", help="The field that names a record's site, or has its address."),
    click.option("--stdin-filename", metavar="PATH", help="What standard input is called and configured as."),
    click.option("--show-files", is_flag=True, help="List the files that would be checked, and stop."),
    click.option("--show-settings", is_flag=True, help="Show the configuration of the first path, and stop."),
    click.option("--no-cache", is_flag=True, help="Check also what was checked before, and remember nothing."),
    click.option("--no-journal", is_flag=True, help="Let --fix write down nothing for 'newslint undo'."),
    click.option("--costs", is_flag=True, help="Tell at the end which rules took the most time."),
)
