"""Which rules run: what `select`, `extend-select` and `ignore` name."""

from __future__ import annotations

from collections.abc import Sequence

from newslint.config.config import Config
from newslint.model import SEVERITIES, ConfigError, Rule


def chosen(rules: Sequence[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules that the configuration selects, in their order, and that are severe enough.

    Raises ConfigError for an unknown name.
    """
    known = {rule.name for rule in rules} | {rule.group for rule in rules} | {"all"}
    per_file = (name for names in config.per_file_ignores.values() for name in names)
    for name in [*(config.select or ()), *config.extend_select, *config.ignore, *per_file]:
        if name not in known:
            from difflib import get_close_matches

            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else "'newslint rules' lists them"
            raise ConfigError(f"no rule or group is called {name!r}; {hint}")
    usual = [rule.name for rule in rules if rule.default]
    wanted = {*(config.select if config.select is not None else usual), *config.extend_select}
    severe = SEVERITIES[SEVERITIES.index(config.severity) :]
    picked = (rule for rule in rules if _named(rule, wanted) and not _named(rule, set(config.ignore)))
    return tuple(rule for rule in picked if rule.severity in severe)


def _named(rule: Rule, names: set[str]) -> bool:
    return bool(names & {rule.name, rule.group, "all"})
