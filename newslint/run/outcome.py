"""What to do with files, and what came of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import structs

from newslint.model.errors import NewslintError, ReadError, failure
from newslint.model.findings import Finding, Shown

if TYPE_CHECKING:
    from newslint.config.sidecar import Entry
    from newslint.run.changed import Changed
    from newslint.run.journal.journal import Journal

UNREADABLE = "unreadable"
"""Why a file was skipped that should not have been: its troubles tell more."""

UNWRITTEN = "unwritten"
"""What holds a fix back that was made and could not be written."""

NO_TEXTS = "without texts"
"""Why a data file was skipped that was found in a folder: nothing in it is called as texts are."""

NO_FIELDS = "without fields"
"""Why a file was skipped to which no fields can be added."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What to do with every file: only check; `fix` in memory; `write` what was fixed to the file.

    `suppressions`: say nothing of what articles ask to pass over. `costs`: tell what each rule costs. `cache`: pass
    over what is known already, and remember what is found. `told`: what is known may be told, in place of its findings.
    `articles`: give the texts along in which something is left; `evidence`: and of each finding what adds up to it.
    `journal`: where what is written is put down, so that it can be undone. `copies`: the folder in which mended copies
    are written; the files stay as they are. `adds`: texts stay as they are, and what becomes of them is written into
    fields beside them.
    """

    fix: bool = False
    write: bool = False
    unsafe: bool = False
    encoding: str | None = None
    suppressions: bool = True
    costs: bool = False
    cache: bool = False
    told: bool = False
    articles: bool = False
    evidence: bool = False
    journal: Journal | None = None
    copies: str | None = None
    adds: bool = False

    def wants(self, finding: Finding) -> bool:
        """May this finding's fix be made?"""
        return finding.fix is not None and (finding.safe or self.unsafe)


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What of a file is in question: what is `changed`, None for all of it; and `entries` that suppress findings."""

    changed: Changed | None = None
    entries: tuple[Entry, ...] = ()


WHOLE = Scope()
"""All of a file, and nothing suppressed from outside."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a document in which something is left; `record` and `field` as its findings have them. `lang` is the
    code of its language, where evidence is asked for; `site` is where it was published, and `day` when (days since
    1970; 0: not known).
    """

    text: str
    record: int | None = None
    field: str | None = None
    lang: str | None = None
    site: str | None = None
    day: int = 0


PATH = "\0"
"""Stands for the path in what is kept of a content; nothing that a report shows holds it."""


class Count(msgspec.Struct, frozen=True, array_like=True):
    """How often a rule said the same in a file; of how many findings the fix is safe, of how many it is not."""

    rule: str
    message: str
    found: int = 0
    safe: int = 0
    unsafe: int = 0

    @classmethod
    def of(cls, finding: Finding) -> Count:
        """What one finding counts."""
        fixable = finding.fix is not None
        return cls(finding.rule, finding.message, 1, int(fixable and finding.safe), int(fixable and not finding.safe))


def counted(findings: Iterable[Finding]) -> list[Count]:
    """How often each rule said what."""
    counts: dict[tuple[str, str], Count] = {}
    for finding in findings:
        one = Count.of(finding)
        key = one.rule, one.message
        seen = counts.get(key, Count(*key))
        counts[key] = Count(*key, seen.found + 1, seen.safe + one.safe, seen.unsafe + one.unsafe)
    return list(counts.values())


class Told(msgspec.Struct, frozen=True, array_like=True):
    """Findings as the report `full` tells them where nothing is asked of it: its text, with PATH for the path, and how
    many they are. It takes the place of findings that are known, and that nothing else is to be done with.
    """

    text: str = ""
    counts: list[Count] = []

    def __bool__(self) -> bool:
        return bool(self.counts)

    @property
    def found(self) -> int:
        """How many findings it tells."""
        return sum(count.found for count in self.counts)

    def head(self, most: int) -> Told:
        """The first so many of the findings; what it counts then are those, whatever their rules."""
        if self.found <= most:
            return self
        blocks = self.text.split(BLOCK)[:most]
        return Told("".join(block + BLOCK for block in blocks), [Count("", "", most)] if most else [])


BLOCK = "\n\n"
"""What ends each finding in the report `full`, and stands nowhere inside of one."""

NOTHING = Told()
"""What is told of a content without findings."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one file: the findings that are left, the fixed ones, and what could not be done.

    A big file has several, in its order: all but the last say that there is `more`. `skipped` says why there is nothing
    of the kind (of a big file: why nothing was written). `costs` are the seconds of each rule, where they are asked
    for. `texts` counts the documents, and of a part `read` its bytes, unpacked; `articles` are those that the findings
    of `left` count in, where they are asked for; `told` stands for findings of `left` that are not there; `wordless`
    tells of the first record that has none; `used` are the entries of sidecars that suppressed something, by file and
    line. `changes` counts what a fix changed, which is less than `fixed` where one change mends several; `held` counts
    fixes that were asked for and not made, by what held them back.
    """

    path: str
    left: list[Shown] = []
    told: Told = NOTHING
    fixed: list[Finding] = []
    articles: list[Article] = []
    diff: str = ""
    troubles: list[str] = []
    skipped: str | None = None
    costs: dict[str, float] = {}
    more: bool = False
    texts: int = 0
    read: int = 0
    wordless: str = ""
    used: list[tuple[str, int]] = []
    changes: int = 0
    held: dict[str, int] = {}

    @property
    def reports(self) -> bool:
        """Is there anything to report?"""
        return bool(self.left or self.told)

    def failed(self, error: Exception) -> Outcome:
        """The same, telling what is wrong with the file; nothing of it will be written."""
        troubles = [*self.troubles, _told(error, self.path)]
        held = _summed(self.held, {UNWRITTEN: len(self.fixed)})
        return structs.replace(self, skipped=UNREADABLE, fixed=[], changes=0, held=held, diff="", troubles=troubles)

    def with_part(self, part: Outcome) -> Outcome:
        """The outcome of a file of which one more part is done; one that failed takes with it what was fixed before."""
        void = part.skipped == UNREADABLE
        return structs.replace(
            self,
            left=self.left + part.left,
            fixed=part.fixed if void else self.fixed + part.fixed,
            articles=self.articles + part.articles,
            diff=part.diff if void else self.diff + part.diff,
            troubles=self.troubles + part.troubles,
            skipped=self.skipped or part.skipped,
            costs=_summed(self.costs, part.costs),
            changes=part.changes if void else self.changes + part.changes,
            held=_summed(_summed(self.held, part.held), {UNWRITTEN: len(self.fixed) * void}),
            texts=self.texts + part.texts,
            wordless=self.wordless or part.wordless,
            used=self.used + part.used,
        )


N = TypeVar("N", int, float)


def _summed(one: dict[str, N], other: dict[str, N]) -> dict[str, N]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}


def _told(error: Exception, name: str) -> str:
    """What went wrong with a file, in a line that names it."""
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, NewslintError):
        return f"{name}: {error}"
    if isinstance(error, OSError):
        return f"{name}: {error.strerror or error}"
    return f"{name}: newslint failed on it ({failure(error)}); please report this"
