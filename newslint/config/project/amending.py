"""A configuration file with words, phrases and ignores added; everything else in it stays as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from newslint.model.errors import ConfigError
from newslint.model.languages import OwnPhrase


def amended(
    text: str,
    *,
    pyproject: bool,
    words: Iterable[str] = (),
    ignores: Iterable[tuple[str, str, str]] = (),
    phrases: Iterable[OwnPhrase] = (),
) -> str:
    """The text of a configuration file with more in it: `words` for `accept`; `ignores`, each a pattern, a rule and a
    reason; `phrases`. What is there already is not added again. Raises ConfigError.

    >>> amended("", pyproject=False, words=["iPhone"], ignores=[("/a.txt", "ad-label", "a poem")]).splitlines()
    ['accept = ["iPhone"]', '', '[per-file-ignores]', '"/a.txt" = ["ad-label"] # a poem']
    """
    try:
        whole = tomlkit.parse(text)
        table: Any = whole["tool"]["newslint"] if pyproject else whole
    except (TOMLKitError, KeyError) as error:
        raise ConfigError(f"can't be read: {error}") from error
    _listed(table, "accept", words)
    for phrase in phrases:
        _phrased(table, phrase)
    for pattern, rule, why in ignores:
        _ignored(table, pattern, rule, why)
    return tomlkit.dumps(whole)


def _listed(table: Any, key: str, values: Iterable[str]) -> None:
    for value in values:
        if key not in table:
            table[key] = tomlkit.array()
        if value not in table[key]:
            table[key].append(value)


def _phrased(table: Any, phrase: OwnPhrase) -> None:
    if "phrases" not in table:
        table["phrases"] = tomlkit.array()
    listed = table["phrases"]
    if any(_covers(one, phrase) for one in listed):
        return
    said = {"text": phrase.text, **({"site": phrase.site} if phrase.site else {})}
    made: Any = tomlkit.table() if isinstance(listed, AoT) else tomlkit.inline_table()
    made.update(said if phrase.safe else {**said, "safe": False})
    listed.append(made if len(made) > 1 or isinstance(listed, AoT) else phrase.text)


def _covers(one: Any, phrase: OwnPhrase) -> bool:
    """Does an entry say as much already: the same words, there or everywhere?"""
    if not isinstance(one, dict):
        return bool(one == phrase.text)
    return one.get("text") == phrase.text and one.get("site") in (None, phrase.site)


def _ignored(table: Any, pattern: str, rule: str, why: str) -> None:
    key = "per-file-ignores"
    if key not in table:
        table[key] = tomlkit.table()
    rules = table[key].get(pattern)
    if rules is None:
        made = tomlkit.array()
        made.append(rule)
        if why:
            made.comment(" ".join("".join(one if one.isprintable() else " " for one in why).split()))
        table[key][pattern] = made
    elif rule not in rules:
        rules.append(rule)
