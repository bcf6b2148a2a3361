"""The command line as click sees it."""

from __future__ import annotations

import importlib

import click

from newslint import __version__, cli
from newslint.model.members import members

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """Finds commands by their files and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names."""
        return list(members(cli.__path__))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"newslint.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments call. Raises UsageError that says what may have been meant."""
        name = args[0]
        if name in self.list_commands(ctx) or name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"no command is called {name!r}; {self._meant(ctx, name)}", ctx)

    def _meant(self, ctx: click.Context, name: str) -> str:
        from pathlib import Path

        from newslint.rules.suggestion import closest, did_you_mean

        if Path(name).exists():
            return f"to check what lies there: newslint check {name}"
        return did_you_mean(closest(name, self.list_commands(ctx)), "'newslint --help' lists them")


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", prog_name="newslint", message="%(prog)s %(version)s")
def newslint() -> None:
    """Find what scrapers leave in news articles, say why it is wrong, and mend it.

    \b
    newslint check articles/            report what is wrong
    newslint check --fix articles/      mend what is safe to mend
    newslint check --diff articles/     show what would be mended
    newslint undo                       take the last --fix back
    newslint rules                      list the rules
    newslint rule glued-words           explain one

    Exit codes: 0 nothing left to report, 1 findings, 2 trouble (a bad option, an unreadable file).
    """
