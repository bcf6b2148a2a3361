"""`newslint languages`: the languages that newslint has data for."""

from __future__ import annotations

import click


@click.command()
def command() -> int:
    """List the languages that newslint knows. In others, rules that need no language still run.

    \b
    newslint languages
    """
    from newslint.rules.languages import languages

    for code, language in sorted(languages().items()):
        click.echo(f"{code}  {language.name}")
    return 0
