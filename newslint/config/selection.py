"""Which rules run: what `select`, `extend-select` and `ignore` name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newslint.config.config import Config
from newslint.model.errors import ConfigError
from newslint.model.findings import SEVERITIES
from newslint.rules.suggestion import closest, did_you_mean

if TYPE_CHECKING:
    from newslint.model.rules import Rule


def chosen(rules: Sequence[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules that the configuration selects, in their order, and that are severe enough.

    Raises ConfigError for an unknown name.
    """
    from newslint.model.rules import ALL

    known = frozenset({ALL}).union(*(rule.names for rule in rules))
    for name in named(config):
        if name not in known:
            hint = did_you_mean(closest(name, known), "'newslint rules' lists them")
            raise ConfigError(f"no rule or group is called {name!r}; {hint}")
    usual = [rule.name for rule in rules if rule.default]
    wanted = {*(config.select if config.select is not None else usual), *config.extend_select}
    severe = SEVERITIES[SEVERITIES.index(config.severity) :]
    picked = (rule for rule in rules if wanted & rule.names and not rule.names.intersection(config.ignore))
    return tuple(rule for rule in picked if rule.severity in severe)


def named(config: Config) -> Iterator[str]:
    """The names of rules and groups that a configuration has."""
    yield from (*(config.select or ()), *config.extend_select, *config.ignore)
    yield from (name for names in config.per_file_ignores.values() for name in names)
