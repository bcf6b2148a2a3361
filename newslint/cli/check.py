"""`newslint check`: what is wrong with articles and, with --fix, mending it."""

from __future__ import annotations

from typing import Any

import click

from newslint.cli._checking import checked
from newslint.cli._options import Options
from newslint.cli._sections import Sectioned
from newslint.cli._switches import options


@click.command(cls=Sectioned)
@options
def command(**given: Any) -> int:
    """Report what is wrong with articles; with --fix, mend it.

    PATH is a file, a folder, a glob in quotes, or - for standard input; default: the current folder. Folders are
    searched for .txt, .md, .html, .json, .jsonl, .csv, .tsv and .parquet files, also packed ones (.gz, .zst), without
    those that .gitignore names and hidden ones.

    \b
    newslint check articles/
    newslint check --fix articles/                   mend what is safe
    newslint check --diff --unsafe-fixes story.txt   see what else could be mended
    newslint check --select glued --lang fr .        one group, French
    newslint check --since origin/main --output-format github .    what a branch changed, in CI
    newslint check --output-format html:report.html --output-format concise .    two reports
    newslint check --fix - < raw.txt > clean.txt     as a filter
    """
    return checked(Options.of(given))
