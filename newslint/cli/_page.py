"""A page of a corpus: by site and month its articles and what is wrong with them, and what comes back, since when.

It is one HTML file that needs nothing else: what to mend at the scraper, not in the articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from newslint.cli import _profiles
from newslint.cli._damage import Cell, Tally

if TYPE_CHECKING:
    from newslint.profile.profile import Known, Profile
    from newslint.profile.reduction import Entry

MOST = 50
"""Lines shown of a site: the commonest."""

KINDS = 20
"""Kinds of damage shown of a site: the commonest."""

MONTHS = 12
"""Months of which kinds of damage are shown: the last."""

NEARLY_ALL = 0.8
"""The share of articles from which on something is the template's. Chosen."""

LEAP = 0.2
"""By how much the share of articles with a kind of damage must grow, to three times what it was and more, to be told:
less is chance, with some dozens of articles in a month."""

LEAST = 5
"""Articles of a month, and of those before it, from which on they are compared."""

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
body { color: #222; background: #fff }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ddd; vertical-align: top }
td.n, th.n { text-align: right; white-space: nowrap }
.bar { display: inline-block; background: #4a7; height: .7rem }
.new { color: #a30; font-weight: 600 }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } th, td { border-color: #444 } }
"""

Months = dict[str, Tally]
"""What is found on a site, by month."""


def page(profile: Profile, tallies: Mapping[Cell, Tally]) -> Iterator[str]:
    """The page. Raises ConfigError for a compact profile."""
    days, found = _days(profile), _by_site(tallies)
    yield f"<!doctype html><html lang=en><meta charset=utf-8><title>newslint: corpus</title><style>{STYLE}</style>"
    yield f"<h1>Corpus</h1><p>{escape(_profiles.summary(profile))}</p>"
    checked = sum(tally.articles for tally in tallies.values())
    yield f"<p>Damage was looked for in {checked:,} {'article' if checked == 1 else 'articles'}, drawn by lot.</p>"
    yield "<table><tr><th>site<th class=n>articles<th class=n>copies<th class=n>lines that come back<th class=n>damage"
    yield "<th>commonest</tr>"
    for name in profile.sites:
        site, whole = profile.of(name), _together(found.get(name, {}))
        count = sum(1 for _ in _profiles.telling(site))
        cells = f"<td class=n>{site.articles:,}<td class=n>{site.copies:,}<td class=n>{count:,}{_damage(whole)}"
        yield f"<tr><td><a href='#{escape(name)}'>{escape(name or '(no site)')}</a>{cells}<td>{_commonest(whole)}</tr>"
    yield "</table>"
    for name in profile.sites:
        yield f"<h2 id='{escape(name)}'>{escape(name or '(no site)')}</h2>"
        months, telling = found.get(name, {}), list(_profiles.telling(profile.of(name)))
        entries = sorted(telling, key=lambda one: (-one[1].articles, one[1].text))
        yield from _to_mend(profile.of(name), entries, days.get(name, []), months)
        yield from _by_month(days.get(name, []), months)
        yield from _kinds(months)
        yield from _lines(profile.of(name), entries)


def _days(profile: Profile) -> dict[str, list[int]]:
    """The days of each site's articles, in order; those that have none are left out."""
    from newslint.profile.articles import unpacked

    found = dict[str, list[int]]()
    for leaf in map(unpacked, profile.leaves()):
        if leaf.day:
            found.setdefault(leaf.site, []).append(leaf.day)
    return {site: sorted(days) for site, days in found.items()}


def _by_site(tallies: Mapping[Cell, Tally]) -> dict[str, Months]:
    found = dict[str, Months]()
    for cell in sorted(tallies):
        found.setdefault(cell.site, {})[cell.month] = tallies[cell]
    return found


def _together(months: Months) -> Tally:
    whole = Tally()
    for tally in months.values():
        whole.articles += tally.articles
        whole.characters += tally.characters
        whole.damaged += tally.damaged
        whole.kinds += tally.kinds
    return whole


def _damage(tally: Tally) -> str:
    return f"<td class=n>{tally.damaged / max(1, tally.characters):.1%}"


def _commonest(tally: Tally) -> str:
    """The kinds of damage that most of the articles have."""
    kinds = sorted(tally.kinds, key=lambda kind: (-tally.kinds[kind], kind))[:3]
    return ", ".join(f"{escape(kind)} ({tally.share(kind):.0%})" for kind in kinds)


def _to_mend(site: Known, entries: list[tuple[bytes, Entry]], days: list[int], months: Months) -> Iterator[str]:
    """What is to be mended at the scraper: what nearly all articles have, from the start on or since a day."""
    said = [*_of_lines(site, entries, days), *_leaps(months)]
    if said:
        yield "<h3>To mend at the scraper</h3><ul>"
        yield from (f"<li>{one}" for one in said)
        yield "</ul>"


def _of_lines(site: Known, entries: list[tuple[bytes, Entry]], days: list[int]) -> Iterator[str]:
    for digest, entry in entries[:MOST]:
        begun = bool(days) and entry.first > days[0]
        of = sum(day >= entry.first for day in days) if begun else site.articles
        if entry.articles >= 3 and entry.articles >= NEARLY_ALL * of:
            since = f"Since {_profiles.date(entry.first)}, " if begun else ""
            ends = "end with" if entry.lasts >= NEARLY_ALL * entry.articles else "have"
            text = escape(_profiles.said(digest, entry.text))
            yield f"{since}{entry.articles:,} of {of:,} articles {ends} “{text}”"


def _leaps(months: Months) -> Iterator[str]:
    """The kinds of damage that came up in a month."""
    before, told = Tally(), set[str]()
    for month, tally in months.items():
        for kind in sorted(tally.kinds.keys() - told) if month else ():
            if _leapt(kind, before, tally):
                told.add(kind)
                was = f"before, in {before.share(kind):.0%}"
                yield f"Since {month}, {escape(kind)} in {tally.share(kind):.0%} of the articles ({was})"
        before = _together({"": before, month: tally}) if month else before


def _leapt(kind: str, before: Tally, now: Tally) -> bool:
    if min(before.articles, now.articles) < LEAST:
        return False
    was, is_now = before.share(kind), now.share(kind)
    return is_now >= 3 * was and is_now - was >= LEAP


def _by_month(days: list[int], months: Months) -> Iterator[str]:
    counts = Counter(_profiles.date(day)[:7] for day in days)
    if not counts:
        return
    yield "<table><tr><th>month<th class=n>articles<th><th class=n>damage<th>commonest</tr>"
    most = max(counts.values())
    for month, count in sorted(counts.items()):
        bar, tally = f"<span class=bar style='width:{300 * count // most}px'></span>", months.get(month, Tally())
        yield f"<tr><td>{month}<td class=n>{count:,}<td>{bar}{_damage(tally)}<td>{_commonest(tally)}</tr>"
    yield "</table>"


def _kinds(months: Months) -> Iterator[str]:
    """The kinds of damage, in what share of the articles of each month they are."""
    whole, shown = _together(months), list(months)[-MONTHS:]
    kinds = sorted(whole.kinds, key=lambda kind: (-whole.kinds[kind], kind))[:KINDS]
    if not kinds:
        return
    heads = "".join(f"<th class=n>{month or 'no date'}" for month in shown)
    yield f"<table><tr><th>damage<th class=n>in{heads if len(months) > 1 else ''}</tr>"
    for kind in kinds:
        cells = "".join(f"<td class=n>{months[month].share(kind):.0%}" for month in shown) if len(months) > 1 else ""
        yield f"<tr><td>{escape(kind)}<td class=n>{whole.kinds[kind]:,} ({whole.share(kind):.0%}){cells}</tr>"
    yield "</table>"


def _lines(site: Known, entries: list[tuple[bytes, Entry]]) -> Iterator[str]:
    yield "<table><tr><th class=n>in<th class=n>last line in<th>from<th>to<th>line</tr>"
    first = min((entry.first for _, entry in entries if entry.first), default=0)
    for digest, entry in entries[:MOST]:
        yield _row(entry, _profiles.said(digest, entry.text), site.articles, first)
    yield "</table>"


def _row(entry: Entry, text: str, articles: int, first: int) -> str:
    days = [_profiles.date(day) if day else "" for day in (entry.first, entry.last)]
    begun = " class=new title='began later than others'" if entry.first > first else ""
    counts = f"<td class=n>{entry.articles:,} ({entry.articles / max(articles, 1):.0%})<td class=n>{entry.lasts:,}"
    return f"<tr>{counts}<td{begun}>{days[0]}<td>{days[1]}<td>{escape(text)}</tr>"
