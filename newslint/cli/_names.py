"""Names of rules that somebody wrote down and that have changed since: a word about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from newslint.cli import tell

if TYPE_CHECKING:
    from newslint.config.config import Config


def tell_renamed(configs: Iterable[Config]) -> None:
    """Tell once of each name in the configurations that its rule no longer has. Raises RuleError."""
    from newslint.config.selection import named

    meant: dict[str, str] = {}
    taken: dict[str, str] = {}
    for config in configs:
        names = list(named(config))
        if names or config.rules:
            from newslint.rules.names import former

            now = former(config.rules)
            meant |= {name: now[name] for name in names if name in now}
            taken |= {name: rule for name, rule in former().items() if name not in now}
    tell_former(meant, meant)
    for name, rule in taken.items():
        tell(f"The built-in rule {name!r} is now called {rule!r}; yours of the old name does not replace it.")


def tell_former(names: Iterable[str], now: Mapping[str, str]) -> None:
    """Tell of each of the names that its rule no longer has."""
    for name in names:
        if name in now:
            tell(f"The rule {name!r} is now called {now[name]!r}.")
