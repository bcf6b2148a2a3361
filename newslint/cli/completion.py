"""`newslint completion SHELL`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print a completion script.

    \b
    eval "$(newslint completion bash)"                                   # in ~/.bashrc
    eval "$(newslint completion zsh)"                                    # in ~/.zshrc
    newslint completion fish > ~/.config/fish/completions/newslint.fish
    """
    from click.shell_completion import get_completion_class

    from newslint.cli._commands import newslint

    complete = get_completion_class(shell)
    if complete is None:  # pragma: no cover - click has all three
        raise click.UsageError(f"no completion for {shell}")
    # The class's own `source` starts a shell to ask for its version; the script is the same for all.
    script = complete(newslint, {}, "newslint", "_NEWSLINT_COMPLETE")
    click.echo(script.source_template % script.source_vars())
    return 0
