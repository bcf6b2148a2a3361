"""`newslint init`: a configuration to start from."""

from __future__ import annotations

from pathlib import Path

import click

NAME = "newslint.toml"

TEMPLATE = """\
# newslint's configuration for this folder and those below; the nearest such file above an article counts.
# What is commented out shows the default. Every key: docs/configuration.md of newslint.

# The articles' language. Without it, it is told from each text.
# lang = "en"

# Which rules: names or groups ('newslint rules' lists them), or "all".
# select = ["all"]
# extend-select = []
# ignore = []

# Rules that are silent in some files. Patterns are those of .gitignore.
# per-file-ignores = { "archive/*.txt" = ["missing-final-newline"] }

# Files and folders to leave out, as in .gitignore (which counts anyway).
# exclude = []

# Words that are right as they are: names, brands. In a file: one a line.
# accept = ["YouTube"]
# accept-files = ["names.txt"]

# Lines that are left over, on all sites or on one; 'newslint learn' finds them, too. In a file: one a line.
# phrases = ["The Courier keeps you company", {text = "All rights reserved", site = "courier.example", safe = false}]
# phrase-files = ["phrases.txt"]

# Data files with many articles: the fields that hold their texts, language and identity.
# fields = ["title", "text"]
# lang-field = "language"
# id-field = "url"
# site-field = "domain"

# Rules of your own: files, or folders of them.
# rules = ["rules"]

# What 'newslint learn' made of the sites' articles.
# profile = "news.profile"

# What was wrong when newslint was adopted and is not reported; 'newslint baseline create' writes it.
# baseline = "newslint-baseline.json"

# Report only rules at least so severe (info, warning, error), and findings at least so sure (0 to 1).
# severity = "info"
# min-confidence = 0.0

# --fix leaves a text alone of which it would take away more than this share.
# max-deleted = 0.9

# --fix writes down what it changes, for 'newslint undo'.
# journal = true
# How long that is kept; these two count in your own configuration only, not in a folder's.
# journal-days = 30
# journal-megabytes = 1000

# Take over another configuration first.
# extend = "../newslint.toml"
"""


@click.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Write a commented newslint.toml.

    It goes into FOLDER, or the current one. A file that is there already stays as it is.

    \b
    newslint init
    newslint init articles/
    """
    from newslint.model.errors import ConfigError

    path = folder / NAME
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
    except FileExistsError as error:
        raise ConfigError(f"{path}: is there already; it is left as it is") from error
    except OSError as error:
        raise ConfigError(f"{path}: can't be written: {error.strerror}") from error
    click.echo(f"Wrote {path}.", err=True)
    return 0
