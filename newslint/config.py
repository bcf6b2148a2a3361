"""Configuration: `newslint.toml`, or `[tool.newslint]` of pyproject.toml; the nearest one above a file wins."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec

from newslint.model import ConfigError, Rule, Severity

if sys.version_info >= (3, 11):
    pass
else:  # pragma: no cover - the standard library has it from 3.11 on
    pass


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What a user may set. Field names, with hyphens for underscores, are the keys of the file."""

    lang: str | None = None
    select: list[str] | None = None
    extend_select: list[str] = []
    ignore: list[str] = []
    rules: list[str] = []
    exclude: list[str] = []
    per_file_ignores: dict[str, list[str]] = {}
    accept: list[str] = []
    accept_files: list[str] = []
    severity: Severity = "info"
    min_confidence: float = 0.0
    extend: str | None = None

    @classmethod
    def of(cls, given: Config | str | Path | None) -> Config:
        """The configuration itself, read from a path, or the defaults. Raises ConfigError."""
        if given is None:
            return cls()
        return given if isinstance(given, Config) else read(Path(given))

    def amended(
        self,
        *,
        lang: str | None = None,
        select: Sequence[str] | None = None,
        ignore: Iterable[str] = (),
        rules: Iterable[str | Path] = (),
    ) -> Config:
        """The configuration with what a call says on top."""
        return msgspec.structs.replace(
            self,
            lang=lang or self.lang,
            select=list(select) if select is not None else self.select,
            ignore=[*self.ignore, *ignore],
            rules=[*self.rules, *map(str, rules)],
        )

    def accepted_words(self) -> frozenset[str]:
        """Words that are right as they are, in lower case: `accept` and the lines of `accept_files`.

        Raises ConfigError.
        """
        return frozenset(word.lower() for word in self.accept)


def read(path: Path) -> Config:
    """The configuration in a file. Raises ConfigError."""
    raise NotImplementedError


def chosen(rules: Sequence[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules that the configuration selects, in their order. Raises ConfigError for an unknown name."""
    known = {rule.name for rule in rules} | {rule.group for rule in rules} | {"all"}
    for name in [*(config.select or ()), *config.extend_select, *config.ignore]:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else "'newslint rules' lists them"
            raise ConfigError(f"no rule or group is called {name!r}; {hint}")
    wanted = {*(config.select if config.select is not None else ["all"]), *config.extend_select}
    return tuple(rule for rule in rules if _named(rule, wanted) and not _named(rule, set(config.ignore)))


def _named(rule: Rule, names: set[str]) -> bool:
    return bool(names & {rule.name, rule.group, "all"})
