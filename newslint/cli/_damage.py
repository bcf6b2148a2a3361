"""What is wrong with the articles of a corpus, by site and by month, for its page. Prints nothing.

To check an article takes ten times as long as to learn it, so that of many a share is checked, the same whatever
order they come in.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from newslint.cli import _learning, _profiles
from newslint.engines.processes import check_many
from newslint.evidence.scores.damage import damage
from newslint.linter.linter import Linter
from newslint.profile.sites import site_of

if TYPE_CHECKING:
    from newslint.cli._request import Request
    from newslint.model.documents import Document
    from newslint.model.findings import Finding
    from newslint.profile.profile import Profile
    from newslint.run.plan import Plan

MOST = 200
"""Articles that are checked of a site and month, about: a kind that is in one of ten is told to within a third."""

ALL = 20_000
"""Articles that are checked of a corpus, about: some minutes' work."""


class Cell(NamedTuple):
    """A site, and a month as `2024-05`; "" where the day is not known."""

    site: str
    month: str


class Tally:
    """What is found in the articles of a site and month: how many were checked, how many characters they have, in how
    many of these damage stands; in how many articles each rule finds something, and what it says.
    """

    def __init__(self) -> None:
        self.articles = 0
        self.characters = 0
        self.damaged = 0.0
        self.kinds: Counter[str] = Counter()

    def add(self, text: str, found: list[Finding]) -> None:
        """Count an article."""
        self.articles += 1
        self.characters += len(text)
        self.damaged += damage(text, found) * len(text)
        self.kinds.update({one.rule for one in found})

    def share(self, kind: str) -> float:
        """In what share of the articles a rule finds something."""
        return self.kinds[kind] / self.articles


def tallies(asked: Request, plan: Plan, profile: Profile) -> dict[Cell, Tally]:
    """What is found in a plan's articles with what a profile knows, by site and month."""
    encoding = asked.task.encoding
    counts = Counter(_cell(document, profile) for document in _learning.documents(plan, encoding))
    shares = _shares(counts)
    tallies: dict[Cell, Tally] = {}
    for number, config in enumerate(plan.configs):
        names = {file.path for file in plan.files if file.config == number}
        linter, waiting = Linter(config=config, profile=profile), deque[tuple[Cell, str]]()
        drawn = _drawn(_learning.documents(plan, encoding), names, shares, profile, waiting)
        for found in check_many(drawn, linter, jobs=asked.jobs):
            cell, text = waiting.popleft()
            tallies.setdefault(cell, Tally()).add(text, found)
    return tallies


def _drawn(
    documents: Iterator[Document],
    names: set[str],
    shares: Mapping[Cell, float],
    profile: Profile,
    waiting: deque[tuple[Cell, str]],
) -> Iterator[Document]:
    """The documents of some files that are checked; what each is counted for waits until it is."""
    for document in documents:
        cell = _cell(document, profile)
        if document.origin.path in names and _lot(cell.site, document.text) < shares[cell]:
            waiting.append((cell, document.text))
            yield document


def _cell(document: Document, profile: Profile) -> Cell:
    day = document.origin.day
    return Cell(site_of(document.origin, profile.by), _profiles.date(day)[:7] if day else "")


def _shares(counts: Mapping[Cell, int]) -> dict[Cell, float]:
    """What share of each site and month is checked, so that there are no more than ALL."""
    most = MOST
    while most > 1 and sum(min(count, most) for count in counts.values()) > ALL:
        most //= 2
    return {cell: min(1.0, most / count) for cell, count in counts.items()}


def _lot(site: str, text: str) -> float:
    """A number in [0, 1) that an article always has."""
    digest = blake2b(f"{site}\n{text}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
