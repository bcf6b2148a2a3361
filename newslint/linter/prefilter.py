"""Which rules can fire on a text: the needles of all of them, looked for at once.

Looking for 760 needles one after the other costs 440 ms for each megabyte of news; RE2 looks for all of them in one
pass in 9 ms once it has met what texts have, and in 60 to 100 ms before. It takes 50 ms to import, so a process
searches plainly until that has cost as much, and where RE2 is not installed it goes on so. Most needles are the same in
every language: they are in one automaton, which all languages share, beside a small one for each. What it lets through
is a superset: needles only make it faster.

    >>> find = Prefilter([frozenset({"&"}), None, frozenset({Folded("advert"), range(0x200B, 0x2010)})])
    >>> find(Document("ADVERTISEMENT")), find(Document("Fish & chips")), find(Document("The talks ended."))
    ([1, 2], [0, 1], [1])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from typing import Any

from newslint.model.documents import Document
from newslint.model.needles import Folded, Needle, holds

PATIENCE = 120_000
"""Characters that a process searches plainly: after so many RE2 would have paid for its import."""

MEMORY = 64 << 20
"""Bytes that RE2 may use for its automaton, which for the built-in rules takes a few hundred kilobytes."""

_searched = 0
"""Characters that this process has searched plainly."""


Needles = frozenset[Needle]

Found = Callable[[str], "list[int] | None"]
"""The indices of the sets of needles that have one in a text."""


Search = tuple[Found, Mapping[int, Sequence[int]]]
"""A search, and the rules that each of its numbers stands for."""


class Prefilter:
    """Made for the needles of each rule (None: it can always fire); tells the indices of those that can."""

    def __init__(self, needles: Iterable[Needles | None]) -> None:
        self._needles = tuple(needles)
        self._always = [index for index, mine in enumerate(self._needles) if mine is None]
        self._choosy = [(index, mine) for index, mine in enumerate(self._needles) if mine is not None]
        self._finds: list[Search] | None = None

    def __call__(self, document: Document) -> list[int]:
        """The indices of the rules that can fire on the document, in order."""
        if self._finds is None and _is_worth_it(document.text) and has_re2():
            self._finds = _finds(self._choosy)
        if self._finds is not None:
            try:
                found = [rules.get(number, ()) for find, rules in self._finds for number in find(document.text) or ()]
            except UnicodeEncodeError:  # a lone surrogate
                return self._plainly(document)
            return sorted(chain(self._always, *found))
        return self._plainly(document)

    def _plainly(self, document: Document) -> list[int]:
        return sorted([*self._always, *(index for index, mine in self._choosy if holds(document, mine))])


class _Automaton:
    """A search for sets of needles, and the number of each."""

    def __init__(self, sets: Iterable[Needles]) -> None:
        self.numbers = {mine: number for number, mine in enumerate(sets)}
        self.find = _automaton([*self.numbers])


_automata: list[_Automaton] = []
"""What this process searches with: what a language has that those before it had not is in one more."""

MOST_AUTOMATA = 64
"""So many are kept; whoever comes later begins anew. A run has one for each of its languages and configurations."""


def _finds(choosy: Iterable[tuple[int, Needles]]) -> list[Search]:
    """The searches that tell which of some rules can fire."""
    wanted = defaultdict[Needles, list[int]](list)
    for index, mine in choosy:
        wanted[mine].append(index)
    if len(_automata) >= MOST_AUTOMATA:
        _automata.clear()
    new = [mine for mine in wanted if not any(mine in one.numbers for one in _automata)]
    if new:
        _automata.append(_Automaton(new))
    found = list[Search]()
    for one in _automata:
        rules = {number: wanted[needles] for needles, number in one.numbers.items() if needles in wanted}
        if rules:
            found.append((one.find, rules))
    return found


def _is_worth_it(text: str) -> bool:
    global _searched
    _searched += len(text)
    return _searched > PATIENCE


@lru_cache(maxsize=1)
def has_re2() -> bool:
    """Is RE2 installed?"""
    return find_spec("re2") is not None


def _automaton(needles: Sequence[Needles]) -> Found:
    """A search for all needles at once: gives the indices of the sets that have one in a text."""
    import re2

    options = re2.Options()
    options.max_mem = MEMORY
    found: Any = re2.Set.SearchSet(options)
    for mine in needles:
        found.Add("|".join(_expression(needle, re2.escape) for needle in mine))
    found.Compile()
    match: Found = found.Match
    return match


def _expression(needle: Needle, escape: Callable[[str], str]) -> str:
    """A needle for RE2, to which `i` is not the same as `İ`: of all characters the only lower case that it misses."""
    if isinstance(needle, str):
        literal = escape(needle.encode("utf-8", "replace").decode())
        return f"(?i:{literal.replace('i', '[iİ]')})" if isinstance(needle, Folded) else literal
    return rf"[\x{{{needle.start:x}}}-\x{{{needle.stop - 1:x}}}]"
