"""What a shell may complete an argument with: the names of rules, groups and languages."""

from __future__ import annotations

import click


def selection(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Rules and groups, also after a comma."""
    from newslint.rules.load import load

    before, comma, start = begun.rpartition(",")
    names = {name for rule in load() for name in (rule.name, rule.group)} | {"all"}
    return sorted(f"{before}{comma}{name}" for name in names if name.startswith(start))


def rule(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Rules."""
    from newslint.rules.load import load

    return sorted(rule.name for rule in load() if rule.name.startswith(begun))


def language(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Codes of languages."""
    from newslint.rules.languages import languages

    return sorted(code for code in languages() if code.startswith(begun))
