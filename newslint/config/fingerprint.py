"""What a finding is called for good: a name that stays while lines are added and taken away around it.

A fingerprint is made of the rule, of the path, record id and field, of what stands there and of a few characters
before and after it on its line. Line numbers, offsets and the numbers of records are no part of it, nor are message,
severity and fix: those may get better. Of findings that are alike in all that, the first is number 0, the next number
1, so that no two of a run share a fingerprint, and one more of the same is one new fingerprint.

Paths count from the top of the repository that holds the file, or from the current folder where there is none: the same
file has the same fingerprints from every folder of the repository.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from newslint.config.paths import repository, rooted
from newslint.model.findings import Finding, Shown
from newslint.model.shown import called

VERSION = "newslint/v1"
"""Which way fingerprints are made; another way would make all of them new."""

NEAR = 24
"""Code points before and after a place that tell it from others like it; more, and neighbours would disturb it."""

SIZE = 16
"""Bytes of a fingerprint; it is written as twice as many hexadecimal digits."""


class Fingerprints:
    """Names the findings of one run. Those of one path must come one after another, in the order of the places.

    `called` says what a path is called; without it, `place` does.
    """

    def __init__(self, called: Callable[[str], str] | None = None) -> None:
        self._called = called or place
        self._path: str | None = None
        self._root = ""
        self._seen: Counter[bytes] = Counter()

    def of(self, shown: Shown) -> str:
        """The fingerprint of the next finding: hexadecimal digits, the same on every machine."""
        finding = shown.finding
        if finding.path != self._path:
            self._path, self._root, self._seen = finding.path, self._called(finding.path), Counter()
        content = msgspec.json.encode(_content(shown, self._root))
        number = self._seen[content]
        self._seen[content] += 1
        return _digest(content, number)

    def identified(self, shown: Shown) -> Shown:
        """The next finding, with its fingerprint."""
        return msgspec.structs.replace(shown, fingerprint=self.of(shown))


def possible(shown: Shown, formerly: Iterable[str] = ()) -> Iterator[str]:
    """The fingerprints that a finding may have, by how many that are alike come before it; a hundred of them, and a
    hundred for each name that its rule had.
    """
    for one in (shown, *(called(shown, name) for name in formerly)):
        content = msgspec.json.encode(_content(one, place(one.finding.path)))
        yield from (_digest(content, number) for number in range(100))


def _digest(content: bytes, number: int) -> str:
    from hashlib import blake2b  # most reports do without, and hashlib takes longer than they

    return blake2b(content + b"#%d" % number, digest_size=SIZE).hexdigest()


def identified(shown: Iterable[Shown]) -> Iterator[Shown]:
    """The findings of a run, each with its fingerprint. It comes before any filter, which would change the numbers."""
    fingerprints = Fingerprints()
    for one in shown:
        yield fingerprints.identified(one)


def place(path: str) -> str:
    """A file's path from the top of its repository, else from the current folder; with `/` and nothing superfluous.

    Standard input, and a text that is from no file, are called the same everywhere.
    """
    if path in ("-", ""):
        return path
    file = rooted(path)
    root = _repository(file.parent) or Path.cwd()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


_repository = lru_cache(maxsize=4096)(repository)
"""A run asks for every finding, and no repository begins in the middle of it."""


def _content(shown: Shown, path: str) -> list[str | None]:
    rule, *what = kind(shown)
    return [VERSION, rule, _sound(path), *what, *around(shown)]


def kind(shown: Shown) -> list[str | None]:
    """What is found, wherever it stands: the rule, the record's id and field, the text."""
    finding: Finding = shown.finding
    return [finding.rule, *map(_known, (finding.id, finding.field)), _sound(finding.match)]


def around(shown: Shown) -> tuple[str, str]:
    """What stands before and after it on its line."""
    return _plain(shown.before)[-NEAR:], _plain(shown.after)[:NEAR]


def _plain(text: str) -> str:
    """The text with each run of white space as one space: how a line is spaced and broken is no identity."""
    return _sound(" ".join(text.split()))


def _known(name: str | None) -> str | None:
    return None if name is None else _sound(name)


def _sound(text: str) -> str:
    """The text without surrogates, which no UTF-8 can hold."""
    return text.encode("utf-8", "backslashreplace").decode()
