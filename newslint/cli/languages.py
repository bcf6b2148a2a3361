"""`newslint languages`: the languages that newslint has data for, how much of it, and on what it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newslint.model.languages import Language


@click.command()
def command() -> int:
    """List the languages that newslint knows, with what it knows of each.

    That is how many phrases and formulas of pages it has, and on what it was measured how well left-over lines are told
    by them. In other languages, rules that need no language still run.

    \b
    newslint languages
    """
    from newslint.rules.languages import languages

    for code, language in sorted(languages().items()):
        said = f"{_count(language, 'phrases'):,} phrases, {_count(language, 'formulas'):,} formulas"
        fitted = "; glued words: fitted" if language.fitted else ""
        click.echo(f"{code}  {language.name}: {said}{fitted}; lines: {language.measured or 'not measured'}")
    return 0


def _count(language: Language, kind: str) -> int:
    return sum(len(listed.seen) + len(listed.more) for listed in getattr(language, kind).values())
