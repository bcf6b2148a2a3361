"""Profiles for commands: learned from files, with what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cli import tell

if TYPE_CHECKING:
    from newslint.cli._request import Request
    from newslint.profile.profile import Known, Profile
    from newslint.profile.reduction import Entry
    from newslint.run.plan import Plan

TOLD = {
    "host": "Sites are told by what each record says, or by the host of its address",
    "folder": "Sites are told by folder",
    "all": "All texts are taken for one site's",
}
"""What is said of a way to tell the sites."""


def learned(asked: Request, plan: Plan, by: str | None, before: Profile | None = None) -> tuple[Profile, list[str]]:
    """What a plan's articles show, with what was known before; and what of them can't be read. Raises ConfigError."""
    from newslint.cli import _learning as learning
    from newslint.profile.profile import made
    from newslint.profile.spill import Spill

    way = by or (before.by if before and before.by else learning.way_of(plan, asked.task.encoding))
    if not asked.quiet:
        tell(f"{TOLD[way]}{'' if by else ' (--by says otherwise)'}.")
    leaves, troubles = Spill(before.leaves() if before else ()), list[str]()
    for part in learning.learned(plan, asked.task.encoding, way, asked.jobs):
        leaves.extend(part.leaves)
        troubles += part.troubles
    return made(leaves, way), troubles


def summary(profile: Profile) -> str:
    """A sentence that says of what a profile knows."""
    lines = sum(len(profile.of(site)) for site in profile.sites)
    copies = f", {profile.copies:,} copies left out" if profile.copies else ""
    count = len(profile.sites)
    sites = "1 site" if count == 1 else f"{count:,} sites"
    articles = "1 article" if profile.articles == 1 else f"{profile.articles:,} articles"
    return f"{articles} of {sites}{copies}: {lines:,} lines and phrases that come back."


def kept(profile: Profile) -> str:
    """The path of a profile's file in the cache, where processes find it; what nobody uses for a month goes."""
    from newslint.cache import store

    path = store.folder() / f"known-{profile.seal}.profile"
    if not path.is_file():
        profile.save(path, compact=True)
    return str(path)


def shown(profile: Profile) -> Iterator[str]:
    """A line for each site: its articles, its copies, what comes back."""
    for name in profile.sites:
        site = profile.of(name)
        copies = f", {site.copies:,} copies" if site.copies else ""
        yield f"{name or '(no site)'}: {site.articles:,} articles{copies}; {len(site):,} lines and phrases come back"


MOST = 200
"""Lines shown of a site: the commonest."""


def lines(profile: Profile, name: str) -> Iterator[str]:
    """What comes back on a site, the commonest first: in how many articles, where, since when, and what it says."""
    site = profile.of(name)
    found = sorted(((entry, said(digest, entry.text)) for digest, entry in telling(site)), key=_rank)
    for entry, text in found[:MOST]:
        where = [f"last line in {entry.lasts}"] if entry.lasts else []
        where += [f"in the title of {entry.heads}"] if entry.heads else []
        where += [f"{date(entry.first)} to {date(entry.last)}"] if entry.first else []
        place = f" ({', '.join(where)})" if where else ""
        yield f"{entry.articles:>6} of {site.articles}{place}  {text}"
    if len(found) > MOST:
        yield f"and {len(found) - MOST:,} more"


def telling(site: Known) -> Iterator[tuple[bytes, Entry]]:
    """The entries of a site that tell something: of a line that comes back as it is, not its form or its parts too; of
    the others only those that come often and in no title."""
    from newslint.profile.keys import LINE, kind_of
    from newslint.profile.refrains import needed

    least = max(needed(site.articles))
    whole = [(digest, entry) for digest, entry in site if kind_of(digest) == LINE]
    texts = "\n".join(entry.text for _, entry in whole)
    yield from ((digest, entry) for digest, entry in whole if entry.text)
    for digest, entry in site:
        if kind_of(digest) != LINE and entry.articles >= least and not entry.heads and entry.text not in texts:
            yield digest, entry


def said(digest: bytes, text: str) -> str:
    """The text of an entry, with what may be otherwise around it."""
    from newslint.profile.keys import ENDING, FORM, OPENING, kind_of

    marks = {OPENING: f"{text} …", ENDING: f"… {text}", FORM: f"{text} (or with other names)"}
    return marks.get(kind_of(digest), text)


def _rank(found: tuple[Entry, str]) -> tuple[int, str]:
    return -found[0].articles, found[1]


def date(day: int) -> str:
    """A day, counted from 1970, as people write it."""
    from datetime import date as calendar

    return (calendar(1970, 1, 1).fromordinal(calendar(1970, 1, 1).toordinal() + day)).isoformat()


def opened(path: str) -> Profile:
    """The profile in a file. Raises ConfigError."""
    from newslint.profile.profile import Profile

    return Profile.load(Path(path))
