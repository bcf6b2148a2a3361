r"""Rules out of a profile, or of one line: YAML that a person reads, edits and tests; it works without the profile.

What comes back on a site becomes a pattern, with its numbers open; its examples and the texts that look alike are out
of the site's own articles, its count stands in a comment.

>>> pattern("Printed on 3 May, 14:05 #dawn") == (
...     r"^[^\w\n]*Printed\ on\ \d+\ \p{L}+,\ \d+:\d+\ \#dawn[^\w\n]*(?:\n|\Z)"
... )
True
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from newslint.model.documents import Document
    from newslint.profile.profile import Known, Profile
    from newslint.profile.reduction import Entry

MOST = 40
"""Rules for a site: what comes back most."""

VARIANTS = 3
"""Spellings of a line of which its rule speaks: the commonest."""

ALIKE = 3
"""Lines of articles that look like it and stay: so many texts under `clean`."""

LONGEST = 200
"""Characters of a line around an example."""

OTHERS = 400
"""Lines of a site's articles among which those that look alike are looked for."""


NEWLINE = "\n"

UNNAMED = r'[\p{C}/\\:*?"<>|]'
"""What no name of a file should hold."""

LONGEST_NAME = 60
"""Characters of a site's name in that of a file, which has 255 bytes."""


class Seen(NamedTuple):
    """A line that comes back, as it was seen: the lines around it, and the text's language."""

    before: str
    line: str
    after: str
    lang: str | None


class House:
    """What is collected of a site's articles for its rules."""

    def __init__(self, name: str, known: Known) -> None:
        from newslint.profile.keys import LINE, kind_of
        from newslint.profile.refrains import needed

        least = max(needed(known.articles))
        found = (
            (digest, entry)
            for digest, entry in known
            if kind_of(digest) == LINE and entry.articles >= least and not entry.heads
        )
        self.name, self.articles = name, known.articles
        self.wanted: dict[bytes, Entry] = dict(sorted(found, key=lambda one: (-one[1].articles, one[0]))[:MOST])
        self.seen: dict[bytes, list[Seen]] = {}
        self.spelled: dict[bytes, Counter[str]] = {}
        self.others: dict[str, None] = {}

    def take(self, document: Document) -> None:
        """Look at an article."""
        from newslint.profile.keys import key

        rows = [line.text.strip() for line in document.lines if line.text.strip()]
        for at, row in enumerate(rows):
            digest = key(row)
            if digest in self.wanted and digest is not None:
                self.spelled.setdefault(digest, Counter())[pattern(row)] += 1
                around = (rows[at - 1] if at else "", row, rows[at + 1] if at + 1 < len(rows) else "")
                if not self.seen.get(digest):
                    self.seen[digest] = [Seen(*around, document.lang)]
            elif len(self.others) < OTHERS and len(row) <= LONGEST:
                self.others[row] = None


def houses(profile: Profile, documents: Iterable[Document]) -> list[House]:
    """What the rules of each site are made of, out of its articles."""
    from newslint.profile.sites import site_of

    found = {name: House(name, profile.of(name)) for name in profile.sites}
    for document in documents:
        house = found.get(site_of(document.origin, profile.by))
        if house is not None:
            house.take(document)
    return list(found.values())


def rules(house: House) -> str:
    """The rules of a site, as YAML; "" if nothing comes back there."""
    parts = list(_rules(house))
    head = (
        f"# What comes back in {house.articles} articles of {house.name or 'the corpus'}. Read it, edit it, test it:\n"
    )
    return head + "#     newslint rules test\n\n" + "\n".join(parts) if parts else ""


def _rules(house: House) -> Iterator[str]:
    for digest, entry in house.wanted.items():
        if digest not in house.seen:
            continue
        patterns = [one for one, _ in sorted(house.spelled[digest].items(), key=lambda one: (-one[1], one[0]))]
        found = regex.compile("|".join(patterns[:VARIANTS]), regex.VERBOSE | regex.MULTILINE | regex.VERSION1)
        example = house.seen[digest][0]
        alike = list(_alike(house.others, example.line, found))
        if len(alike) >= 2 and found.search(example.line):
            last = f", the last line of {entry.lasts}" if entry.lasts else ""
            said = f"{entry.articles} of {house.articles} articles{last}"
            why = f"The site prints it with its articles: in {said}."
            about = About(named(house.name, digest), house.name, said, why)
            yield _rule(about, patterns[:VARIANTS], example, alike)


def file_name(site: str) -> str:
    """What the file of a site's rules is called.

    >>> file_name("gazette.example"), file_name("../a\\0b"), file_name("")
    ('gazette.example.yaml', '.._a_b.yaml', 'corpus.yaml')
    """
    return f"{regex.sub(UNNAMED, '_', site)[:LONGEST_NAME] or 'corpus'}.yaml"


class About(NamedTuple):
    """What is said of a rule: its name, its site, a comment above it, and why."""

    name: str
    site: str
    said: str
    why: str


def named(site: str, digest: bytes) -> str:
    """What the rule of a line is called, by the line's key."""
    slug = "-".join(regex.findall(r"[a-z0-9]+", site.lower())) or "corpus"
    return f"{slug}-{digest.hex()[:6]}"


def rule(about: About, seen: Seen, others: Iterable[str]) -> str | None:
    """The rule of one line, as YAML; None where too few other lines are there to show what it is not."""
    found = regex.compile(pattern(seen.line), regex.VERBOSE | regex.MULTILINE | regex.VERSION1)
    alike = list(_alike((other for other in others if len(other) <= LONGEST), seen.line, found))
    return _rule(about, [pattern(seen.line)], seen, alike) if len(alike) >= 2 and found.search(seen.line) else None


def _rule(about: About, patterns: list[str], example: Seen, alike: list[str]) -> str:
    before, after = (f"{line[:LONGEST]}\n" if line else "" for line in (example.before, example.after))
    bad = f"{before}⟦{example.line}\n⟧{after}"
    lang = f"lang: {example.lang}, " if example.lang else ""
    lines = [
        f"# {about.said}",
        f"- name: {about.name}",
        "  kind: pattern",
        f"  message: {_quoted('line of ' + (about.site or 'the corpus'))}",
        f"  why: {_quoted(about.why)}",
        f"  pattern: {_plain('|'.join(patterns))}",
        '  fix: ""',
        "  allows: lines",
        "  examples:",
        f"    - {{{lang}bad: {_quoted(bad)}, good: {_quoted(before + after)}}}",
        "  clean:",
        *(f"    - {{{lang}text: {_quoted(line + NEWLINE)}}}" for line in alike),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A string of YAML: those of JSON are such."""
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """A string of YAML in which a backslash is one."""
    return "'" + text.replace("'", "''") + "'"


def pattern(line: str) -> str:
    """What finds a line again, whatever its numbers, months and marks around it, and takes its line break."""
    from newslint.evidence.phrases import all_calendars
    from newslint.evidence.tokens import tokens

    months = all_calendars()
    parts = regex.findall(r"\d+|[^\W\d]+|\s+|.", line.strip())
    words = ["".join(_part(part, months, tokens(part))) for part in parts]
    while words and not regex.search(r"\w", parts[0]):
        parts, words = parts[1:], words[1:]
    while words and not regex.search(r"\w", parts[-1]):
        parts, words = parts[:-1], words[:-1]
    return rf"^[^\w\n]*{''.join(words)}[^\w\n]*(?:\n|\Z)"


def _part(part: str, months: frozenset[str], plain: list[str]) -> str:
    if part.isdecimal():
        return r"\d+"
    if part.isspace():
        return r"\ " if part == " " else r"\s+"
    return r"\p{L}+" if plain and plain[0] in months else regex.escape(part, special_only=part != "#")


def _alike(others: Iterable[str], line: str, found: regex.Pattern[str]) -> Iterator[str]:
    """Lines of the site's articles that share words with one that comes back, and stay."""
    from newslint.profile.keys import folded

    mine = set(folded(line))
    ranked = sorted(others, key=lambda other: (-len(mine & set(folded(other))), len(other), other))
    yield from [other for other in ranked if not found.search(other)][:ALIKE]
