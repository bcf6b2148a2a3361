"""A configuration file with words, phrases and ignores added; everything else in it stays as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from newslint.model.errors import ConfigError


def amended(
    text: str,
    *,
    pyproject: bool,
    words: Iterable[str] = (),
    ignores: Iterable[tuple[str, str, str]] = (),
    phrases: Iterable[tuple[str, str]] = (),
) -> str:
    """The text of a configuration file with more in it: `words` for `accept`; `ignores`, each a pattern, a rule and a
    reason; `phrases`, each with its site. What is there already is not added again. Raises ConfigError.

    >>> amended("", pyproject=False, words=["iPhone"], ignores=[("/a.txt", "ad-label", "a poem")]).splitlines()
    ['accept = ["iPhone"]', '', '[per-file-ignores]', '"/a.txt" = ["ad-label"] # a poem']
    """
    try:
        whole = tomlkit.parse(text)
        table: Any = whole["tool"]["newslint"] if pyproject else whole
    except (TOMLKitError, KeyError) as error:
        raise ConfigError(f"can't be read: {error}") from error
    _listed(table, "accept", words)
    for site, phrase in phrases:
        _phrased(table, site, phrase)
    for pattern, rule, why in ignores:
        _ignored(table, pattern, rule, why)
    return tomlkit.dumps(whole)


def _listed(table: Any, key: str, values: Iterable[str]) -> None:
    for value in values:
        if key not in table:
            table[key] = tomlkit.array()
        if value not in table[key]:
            table[key].append(value)


def _phrased(table: Any, site: str, phrase: str) -> None:
    """A phrase of one site: as it goes on request there, it may go wherever it stands there."""
    if "phrases" not in table:
        table["phrases"] = tomlkit.array()
    if not any(one == phrase or (isinstance(one, dict) and one.get("text") == phrase) for one in table["phrases"]):
        made = tomlkit.inline_table()
        made.update({"text": phrase, "site": site} if site else {"text": phrase})
        table["phrases"].append(made)


def _ignored(table: Any, pattern: str, rule: str, why: str) -> None:
    key = "per-file-ignores"
    if key not in table:
        table[key] = tomlkit.table()
    rules = table[key].get(pattern)
    if rules is None:
        made = tomlkit.array()
        made.append(rule)
        if why:
            made.comment(" ".join(why.split()))
        table[key][pattern] = made
    elif rule not in rules:
        rules.append(rule)
