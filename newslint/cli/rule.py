"""`newslint rule NAME`: one rule explained."""

from __future__ import annotations

import click

from newslint.cli import _complete


@click.command()
@click.argument("name", shell_complete=_complete.rule)
@click.option("--rules", "extra", multiple=True, metavar="PATH", help="Rules of your own, too.")
def command(name: str, extra: tuple[str, ...]) -> int:
    """Explain a rule.

    What it finds, why that is wrong, what it does about it, examples, how to silence it.

    \b
    newslint rule missing-final-newline
    newslint rule my-rule --rules my-rules/
    """
    from newslint.cli._names import tell_former
    from newslint.linter.page import page
    from newslint.model.errors import ConfigError
    from newslint.model.visible import defused
    from newslint.rules.load import load
    from newslint.rules.suggestion import closest, did_you_mean

    rules = {rule.name: rule for rule in load(extra)}
    now = {old: rule.name for rule in rules.values() for old in rule.formerly}
    meant = now.get(name, name)
    if meant not in rules:
        hint = did_you_mean(closest(name, rules), "'newslint rules' lists them")
        raise ConfigError(f"no rule is called {name!r}; {hint}")
    tell_former([name], now)
    click.echo(defused(page(rules[meant])), nl=False)
    return 0
