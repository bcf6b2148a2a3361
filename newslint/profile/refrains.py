r"""What a profile shows of a document's lines: where else each stands, and what of that tells a refrain.

A line that other articles of the site have, too, is the page's far more often than the article's. What is not: a title
above its update, a section's name, a paragraph of an agency that two articles share. So it is told by how many have it,
of how many; by whether it is ever a title; by its place, and by whether it stands beside others of its sort.

>>> from newslint.evidence.language import get
>>> from newslint.model.documents import Origin
>>> from newslint.profile.profile import learn
>>> texts = [f"The {it} is open.\nIt was shut.\nRead the Gazette\n" for it in ("port", "mill", "school")]
>>> profile = learn((("gazette.example", text) for text in texts), lang="en")
>>> found = refrains(Document(texts[0], origin=Origin(site="gazette.example")), get("en"), profile)
>>> [(number, told(one)) for number, one in found.items()]
[(1, 'stands in 3 of 3 articles of its site'), (2, 'stands in 3 of 3 articles of its site, last line in 3')]
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from newslint.evidence.lines.places import graded, is_prose
from newslint.evidence.lines.prose.told import told as told_as
from newslint.evidence.lines.sheet import Row, Sheet, sheet
from newslint.model.documents import Document
from newslint.model.findings import Evidence
from newslint.model.languages import Language, Setting
from newslint.profile.keys import ENDING, FORM, LINE, OPENING, keys
from newslint.profile.profile import Known, Profile
from newslint.profile.reduction import TIMES, Entry


class Refrain(NamedTuple):
    """A row that other articles have: by which of its keys, what is known of that, and of how many articles of what.

    `traits` are what can be seen of it; `doubt` is why it may be the article's all the same, one of MOST.
    """

    kind: str
    entry: Entry
    articles: int
    is_all: bool
    traits: tuple[str, ...]
    doubt: str | None

    @property
    def worth(self) -> float:
        """What it adds, in log-odds, to what another rule sees in its line.

        On dev, sites of three pages and more, other rules are right in 2,242 of 2,264 lines that are refrains without
        a doubt, and of the 22 most are left-overs that the gold keeps; in 1,023 of 1,080 that only two articles have.
        """
        return 0.0 if self.doubt and MOST[self.doubt] == NONE else WORTH if self.doubt is None else WORTH_IN_DOUBT


WORTH, WORTH_IN_DOUBT = 3.0, 1.0
"""Log-odds that a refrain adds to another rule's. Chosen below what was measured (4.6 and 2.9 held out), for it is not
independent of what the rule sees."""

NONE, UNSURE = 0.1, 0.9
"""The confidence that doubts leave at most: nothing is said, or a person decides."""

TITLED, RARE, FEW, ABOVE, AMONG, HEADS, DAILY, ELSEWHERE, PARTLY = (
    "may be the title",
    "in too few of so many articles",
    "in less than three articles",
    "may be a heading",
    "among paragraphs",
    "among the first two lines",
    "on one day",
    "on other sites",
    "by a part of it",
)
MOST = {TITLED: NONE, RARE: NONE} | dict.fromkeys((FEW, ABOVE, AMONG, HEADS, DAILY, ELSEWHERE, PARTLY), UNSURE)
"""The doubts, the strongest first, and the confidence that each leaves at most."""

TITLE = 2
"""Lines at the start of a text among which its own title is."""

TITLES, TITLED_SHARE = 4, 0.5
"""A line that begins all articles that have it, so many and such a share of the site's, is no title of any."""

SAFE_TIMES = 3
"""Articles below which nothing is ever safe."""

COMMON = 0.2
"""The share of a site's articles from which a line is the site's, wherever it stands. In fewer, what stands alone among
paragraphs or above one may be a heading that comes back ("What we know"), or a paragraph that was used again."""


def needed(articles: int) -> tuple[int, int]:
    """In how many articles of so many a line must stand to be reported, and to be safe to take out.

    Two and three of up to 36 articles; of more, what chance brings ("No.", "NATO") grows, too. The square root is
    chosen: no corpus with marks is so large.

    >>> needed(3), needed(60), needed(10_000)
    ((2, 3), (2, 4), (25, 50))
    """
    return max(TIMES, ceil(articles**0.5 / 4)), max(SAFE_TIMES, ceil(articles**0.5 / 2))


def refrains(document: Document, language: Language, profile: Profile) -> dict[int, Refrain]:
    """The rows of a document's sheet that other articles have, by number."""
    return document.once(
        f"refrains {language.code} {profile.seal}",
        lambda: _refrains(sheet(document, language), profile.of_origin(document.origin)),
    )


def _refrains(page: Sheet, known: Known) -> dict[int, Refrain]:
    found = dict[int, tuple[str, Entry]]()
    for row in page.rows:
        mine = {one.kind: entry for one in keys(row.text) if (entry := known.get(one.digest))}
        kind = next((kind for kind in _KINDS if kind in mine), None)
        if kind is not None:
            found[row.number] = (kind, mine[kind])
    whole = {number for number, (kind, _) in found.items() if kind == LINE}
    return {
        number: Refrain(
            kind,
            entry,
            known.articles,
            known.is_all,
            tuple(_traits(page.rows[number], entry, kind, whole)),
            next(_doubts(page, page.rows[number], entry, kind, whole, known), None),
        )
        for number, (kind, entry) in found.items()
    }


_KINDS = (LINE, ENDING, OPENING, FORM)


def _doubts(page: Sheet, row: Row, entry: Entry, kind: str, whole: set[int], known: Known) -> Iterator[str]:
    """Why a refrain may be the article's, the strongest reason first."""
    least, safe = needed(known.articles)
    share = entry.articles / max(known.articles, 1)
    if row.number < TITLE:
        begins = entry.heads == entry.articles >= TITLES and share >= TITLED_SHARE and not known.is_all
        yield HEADS if begins else TITLED
    if entry.articles < least or (known.is_all and entry.sites < SAFE_TIMES):
        yield RARE
    if kind != LINE:
        yield RARE if kind != ENDING or _is_sentence(row, page.language) else PARTLY
    if entry.articles < safe:
        yield FEW
    if entry.days == 1:
        yield DAILY
    if known.is_all:
        yield ELSEWHERE
    if share < COMMON and not {row.number - 1, row.number + 1} & whole:
        near = [page.rows[at] for at in (row.number - 1, row.number + 1) if 0 <= at < len(page.rows)]
        if is_prose(near[-1]) and near[-1].number > row.number and not row.ends:
            yield ABOVE
        if len(near) == 2 and all(map(is_prose, near)):
            yield AMONG


def _is_sentence(row: Row, language: Language) -> bool:
    """Is it a sentence of the text, which may end as another by chance: "…", he added."? A label has no end, and in a
    line of its own it may have one."""
    return row.ends and (row.inside or told_as(row, language) is not None)


_TIMES = ((9, "10 or more"), (4, "5 to 9"), (3, "4"), (2, "3"), (0, "2"))
_LENGTHS = ((50, "medium"), (20, "short"), (0, "very short"))


def _traits(row: Row, entry: Entry, kind: str, whole: set[int]) -> Iterator[str]:
    """What can be seen of a refrain."""
    yield "refrain" if kind == LINE else kind
    yield f"in {graded(entry.articles, _TIMES)} articles"
    yield "a paragraph" if is_prose(row) else graded(len(row.text), _LENGTHS)
    beside = {row.number - 1, row.number + 1} & whole
    yield "beside two others" if len(beside) == 2 else "beside another" if beside else "alone"
    yield f"{graded(entry.feet / max(entry.articles, 1), _FEET, 'never')} in the foot"
    if entry.heads and row.number >= TITLE:
        yield "the title of another"


_FEET = ((0.8, "nearly always"), (0.0, "now and then"))


def told(refrain: Refrain) -> str:
    """What a refrain is, for people."""
    entry = refrain.entry
    what = {LINE: "stands", FORM: "its form stands", OPENING: "its first words stand", ENDING: "its last words stand"}
    where = f"articles of {entry.sites} sites" if refrain.is_all else "articles of its site"
    last = f", last line in {entry.lasts}" if entry.lasts else ""
    return f"{what[refrain.kind]} in {entry.articles} of {refrain.articles} {where}{last}"


def of_setting(document: Document, setting: Setting) -> dict[int, Refrain]:
    """The rows of a document that a setting's profile knows; none where it has no profile."""
    if not isinstance(setting.profile, Profile):
        return {}
    return refrains(document, setting.language, setting.profile)


def beside(document: Document, setting: Setting) -> dict[int, Evidence]:
    """What a setting's profile adds to what a rule on lines sees of each row, by its number."""
    found = of_setting(document, setting)
    return {number: Evidence(told(one), one.worth) for number, one in found.items() if one.worth}
