"""A page of a corpus: for each site its articles by month, and what comes back, with its first and its last day.

It is one HTML file that needs nothing else: what to mend at the scraper, not in the articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from newslint.cli import _profiles

if TYPE_CHECKING:
    from newslint.profile.profile import Profile
    from newslint.profile.reduction import Entry

MOST = 50
"""Lines shown of a site: the commonest."""

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


def page(profile: Profile) -> Iterator[str]:
    """The page. Raises ConfigError for a compact profile."""
    months = _months(profile)
    yield f"<!doctype html><html lang=en><meta charset=utf-8><title>newslint: corpus</title><style>{STYLE}</style>"
    yield f"<h1>Corpus</h1><p>{escape(_profiles.summary(profile))}</p>"
    yield "<table><tr><th>site<th class=n>articles<th class=n>copies<th class=n>lines that come back</tr>"
    for name in profile.sites:
        site = profile.of(name)
        count = sum(1 for _ in _profiles.telling(site))
        cells = f"<td class=n>{site.articles:,}<td class=n>{site.copies:,}<td class=n>{count:,}"
        yield f"<tr><td><a href='#{escape(name)}'>{escape(name or '(no site)')}</a>{cells}</tr>"
    yield "</table>"
    for name in profile.sites:
        yield from _site(profile, name, months.get(name, Counter()))


def _months(profile: Profile) -> dict[str, Counter[str]]:
    """How many articles each site has of each month; those without a date are left out."""
    from newslint.profile.articles import unpacked

    found = dict[str, Counter[str]]()
    for leaf in map(unpacked, profile.leaves()):
        if leaf.day:
            found.setdefault(leaf.site, Counter())[_profiles.date(leaf.day)[:7]] += 1
    return found


def _site(profile: Profile, name: str, months: Counter[str]) -> Iterator[str]:
    site = profile.of(name)
    yield f"<h2 id='{escape(name)}'>{escape(name or '(no site)')}</h2>"
    if months:
        yield "<table><tr><th>month<th class=n>articles<th></tr>"
        most = max(months.values())
        for month, count in sorted(months.items()):
            bar = f"<span class=bar style='width:{300 * count // most}px'></span>"
            yield f"<tr><td>{month}<td class=n>{count:,}<td>{bar}</tr>"
        yield "</table>"
    found = sorted(_profiles.telling(site), key=lambda one: (-one[1].articles, one[1].text))
    yield "<table><tr><th class=n>in<th class=n>last line in<th>from<th>to<th>line</tr>"
    first = min((entry.first for _, entry in found if entry.first), default=0)
    for digest, entry in found[:MOST]:
        yield _row(entry, _profiles.said(digest, entry.text), site.articles, first)
    yield "</table>"


def _row(entry: Entry, text: str, articles: int, first: int) -> str:
    days = [_profiles.date(day) if day else "" for day in (entry.first, entry.last)]
    begun = " class=new title='began later than others'" if entry.first > first else ""
    counts = f"<td class=n>{entry.articles:,} ({entry.articles / max(articles, 1):.0%})<td class=n>{entry.lasts:,}"
    return f"<tr>{counts}<td{begun}>{days[0]}<td>{days[1]}<td>{escape(text)}</tr>"
