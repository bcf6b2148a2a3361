"""`newslint server`: newslint in an editor."""

from __future__ import annotations

import click


@click.command()
@click.option("--stdio", is_flag=True, help="Talk over standard input and output; the default, which editors name.")
def command(stdio: bool) -> int:  # noqa: ARG001 - there is no other way yet
    """Serve an editor: findings while you type, quick fixes, each rule's page.

    A language server (LSP) for .txt and .md files, which an editor starts. How to set yours up: docs/editors.md.
    It needs pygls: pip install 'newslint[lsp]'.

    \b
    newslint server
    """
    from newslint.model.errors import ConfigError

    try:
        import pygls  # noqa: F401 - its absence is told in one sentence
    except ImportError as error:
        raise ConfigError("the language server needs pygls; pip install 'newslint[lsp]'") from error
    from newslint.lsp.server import serve

    return serve()
