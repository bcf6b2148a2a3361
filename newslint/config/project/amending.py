"""A configuration file with words, phrases and ignores added; everything else in it stays as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, InlineTable

from newslint.model.errors import ConfigError
from newslint.model.languages import OwnPhrase
from newslint.model.rules import ALL


def amended(
    text: str,
    *,
    pyproject: bool,
    words: Iterable[str] = (),
    ignores: Iterable[tuple[str, str, str]] = (),
    phrases: Iterable[OwnPhrase] = (),
    rules: Iterable[str] = (),
    groups: Iterable[str] = (),
    silent: Iterable[str] = (),
    least: float | None = None,
) -> str:
    """The text of a configuration file with more in it: `words` for `accept`; `ignores`, each a pattern, a rule and a
    reason; `phrases`; `rules`, folders of them, and the `groups` of these; `silent`: rules for `ignore`; `least` for
    `min-confidence`. What is there already is not added again, a new reason stands beside those of old, and where the
    file selects its rules, it selects also what finds the new lines. Raises ConfigError.

    >>> amended("", pyproject=False, words=["iPhone"], ignores=[("/a.txt", "ad-label", "a poem")]).splitlines()
    ['accept = ["iPhone"]', '', '[per-file-ignores]', '"/a.txt" = ["ad-label"] # a poem']
    """
    try:
        whole = tomlkit.parse(text)
        table: Any = whole["tool"]["newslint"] if pyproject else whole
    except (TOMLKitError, KeyError) as error:
        raise ConfigError(f"can't be read: {error}") from error
    _listed(table, "accept", words)
    phrases = list(phrases)
    for phrase in phrases:
        _phrased(table, phrase)
    _selected(table, PHRASES if phrases else ())
    _listed(table, "rules", rules)
    for group in groups:
        _selected(table, (group,))
    _listed(table, "ignore", silent)
    if least is not None:
        table["min-confidence"] = least
    for pattern, rule, why in ignores:
        _ignored(table, pattern, rule, why)
    return tomlkit.dumps(whole)


PHRASES = ("own-phrase", "corpus")
"""The rule that finds phrases of the configuration, and its group."""


def _selected(table: Any, names: Sequence[str]) -> None:
    """Select what goes by some names, where the file selects its rules and not this one."""
    known = {*table.get("select", ()), *table.get("extend-select", ())}
    if "select" in table and names and known.isdisjoint((*names, ALL)):
        _listed(table, "extend-select", names[:1])


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
    if pattern not in table[key]:
        table[key][pattern] = tomlkit.array()
    rules = table[key][pattern]
    if rule not in rules:
        rules.append(rule)
    inline = isinstance(table[key], InlineTable)  # no comment can stand in it
    _commented(table[key] if inline else rules, _plain(why))


def _plain(why: str) -> str:
    """A reason as a comment can say it."""
    return " ".join("".join(one if one.isprintable() else " " for one in why).split())


def _commented(value: Any, why: str) -> None:
    """Add a reason to those that stand behind a value."""
    known = value.trivia.comment.removeprefix("#").strip()
    if why and why not in known.split("; "):
        value.comment(f"{known}; {why}" if known else why)
