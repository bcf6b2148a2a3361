r"""Lines that stand among others like them, and are the article's with them: a chronology, a profile, a record, code.

One date in a text is the page's; two that head paragraphs tell a story. "Date of Birth: 4 May 1951" is no byline among
other labels that no page has, and "share" no button in a text with one word on each line. Each is told by the lines
around, never by its own words.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "12 March 2019\nAn angler sees a crack in the dam.\n\n3 April 2019\nThe dam at Loch Varne breaks at last.\n"
>>> company(sheet(Document(text), get("en")))
{0: 'a date above each paragraph', 2: 'a date above each paragraph'}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, takewhile

from newslint.evidence.lines.dates import is_date
from newslint.evidence.lines.places import is_prose
from newslint.evidence.lines.runs import spans
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.phrases import for_language
from newslint.evidence.signs.quotes import DOUBLE
from newslint.evidence.tokens import tokens_of
from newslint.model.languages import Language

WORDS = 8
"""Lines of one word in a row from which they may be a text with one word on each line; a menu has no function words."""

FUNCTION = 0.2
"""The share of function words from which they are: prose has 0.4, a menu ("About", "More") less than 0.1."""

ROWS, SINGLE = 60, 0.9
"""Of so many lines such a share of one word each is a text with one word on each line, in whatever language: of 7,825
pages of 841 sites, with their menus, none has it."""

LABELS = 3
"""Lines with a label and a value in a row from which they are a profile, if most of the labels are no page's."""

SPEECHES = 3
"""Sentences in a row that begin with the same quotation mark or dash, from which they are a dialogue."""

TELLING = 25
"""Characters of the line under a date, and of a sentence, from which it tells what happened then."""

RECORD = 3
"""Lines from a book's number within which its publisher, series, pages, date and price stand. Chosen."""

DAYS = 3
"""Days in a text from which they may be the article's. Of 33 such lines in extractors' outputs ten are (dev), and all
seven in a preview of football matches."""

DAY = 40
"""Characters of a date at most."""

_BOOK = re.compile(r"\bIS[BS]N(?:[ -]?1[03])?\b|\bEAN\b")
_FULL = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(r"\d\s?[:.h]\s?\d\d(?!\d)")
_LABEL = re.compile(r"[^\W\d_][^:.,!?]{0,28}:\s+\S")
_ITEM = re.compile(r"\W{0,3}(?:[^\W\d_]+(?: [^\W\d_]+)?:\s+\S|\d{1,2}\s?(?:[:.h]\s?\d\d|h|Uhr|uur|[ap]\.?m)\b)")
"""A label with its value, or a time."""

_PERIOD = re.compile(r"\W{0,3}(?:[^\W\d_]+\s?:\s+\d[\d./-]{3,9}\d\W*){2}")
"""Two labels in a line, each with a day."""

_CALL = re.compile(r"[a-z_][\w.]*\((?!s\))(?:\w+\)|[^()\s]*[=,.'\"][^()]*\)|\));?")
_BOX = re.compile(r"\[ ?[xX]? ?\]|[☐☑☒○◯]")
_SPEECH = re.compile(rf"[{DOUBLE}'‘–—].*?[.!?…]['’{DOUBLE}]?(?:,.*|\s[–—-].*)?$")


def company(page: Sheet) -> dict[int, str]:
    """Rows that are the article's with the lines around them, by number, and why; found once for a sheet."""
    key = f"company {page.language.code}"
    return page.document.once(
        key,
        lambda: dict(chain.from_iterable(find(page) for find in _FINDERS)),
    )


def _record(page: Sheet) -> Iterator[tuple[int, str]]:
    """Lines around the number of a book or a periodical."""
    for row in page.rows:
        if _BOOK.search(row.text[:DAY]):
            yield from ((n, "a record") for n in range(max(0, row.number - RECORD), row.number + RECORD + 1))


def _dates(page: Sheet) -> Iterator[tuple[int, str]]:
    """Dates, two and more, each above a sentence and below one, or below none; or each above a programme's item."""
    known, rows = vocabulary(page.language), page.rows
    dates = [row.number for row in rows if _may_be_day(row.text) and is_date(row.text, row.words, known)]
    yield from _programme(page, dates)
    dates = [n for n in dates if not rows[n].text.endswith(":")]
    heads = [n for n in dates if n + 1 < len(rows) and _tells(rows[n + 1])]
    under = [n for n in heads if n == 0 or rows[n - 1].ends]
    if len(under) >= 2 or (len(heads) >= 2 and len(under) == len(heads) - 1):
        yield from ((n, "a date above each paragraph") for n in heads)


def _programme(page: Sheet, dates: list[int]) -> Iterator[tuple[int, str]]:
    """Dates, two and more, each above items of what happens then, and these items."""
    items = [_ITEM.match(row.text) is not None for row in page.rows]
    heads = [n for n in dates if n + 1 < len(items) and items[n + 1]]
    done = -1
    for head in heads if len(heads) >= 2 else ():
        yield head, "a date above each paragraph"
        for n in takewhile(items.__getitem__, range(max(head, done) + 1, len(items))):
            yield n, "an item of a programme"
            done = n


def _days(page: Sheet) -> Iterator[tuple[int, str]]:
    """Days, three and more, that begin with a word, among the paragraphs: of a programme or of a ticker."""
    known = vocabulary(page.language)
    comments = min((row.number for row, _ in page.marked.get("comment_heading", ())), default=len(page.rows))
    rows = page.rows[:comments]
    days = [row.number for row in rows if _begins_as_day(row.text) and is_date(row.text, row.words, known)]
    if len(days) < DAYS:
        return
    prose = [row.number for row in rows if is_prose(row)]
    if prose and any(prose[0] < day < prose[-1] for day in days):
        yield from ((day, "a day among others") for day in days)


def _begins_as_day(text: str) -> bool:
    return len(text) <= DAY and text[0].isalpha() and any(map(str.isdigit, text))


def _may_be_day(text: str) -> bool:
    """Could it be a day, or a time of day? A page tells both at once."""
    return len(text) <= DAY and any(map(str.isdigit, text)) and not (_FULL.search(text) and _TIME.search(text))


def _tells(row: Row) -> bool:
    return len(row.text) >= TELLING and row.ends and "?" not in row.text[-3:] and "..." not in row.text[-4:]


def _profile(page: Sheet) -> Iterator[tuple[int, str]]:
    for run in _runs(page.rows, [_LABEL.match(row.text) is not None and not row.ends for row in page.rows]):
        if len(run) >= LABELS and sum(bool(row.marks) for row in run) * 2 < len(run):
            yield from ((row.number, "a profile") for row in run)
    yield from ((row.number, "a profile") for row in page.rows if row.whole and _PERIOD.fullmatch(row.text))


def _options(page: Sheet) -> Iterator[tuple[int, str]]:
    """Lines with a box to tick above and below, a few in a row: the answers of a question."""
    boxes = [row.number for row in page.rows if _BOX.fullmatch(row.text)]
    for first, second, third in zip(boxes, boxes[1:], boxes[2:], strict=False):
        if first + 2 == second == third - 2:
            yield from ((n, "an answer to choose") for n in (first + 1, second + 1, third + 1))


def _speech(page: Sheet) -> Iterator[tuple[int, str]]:
    for run in _runs(page.rows, [row.text[0] if _SPEECH.match(row.text) else None for row in page.rows]):
        if len(run) >= SPEECHES:
            yield from ((row.number, "speech") for row in run)


def _code(page: Sheet) -> Iterator[tuple[int, str]]:
    """Lines that call a function, and nothing else."""
    return (
        (row.number, "code") for row in page.rows if row.whole and row.text[-1] in ");" and _CALL.fullmatch(row.text)
    )


def _words(page: Sheet) -> Iterator[tuple[int, str]]:
    if len(page.rows) >= ROWS and sum(" " not in row.text for row in page.rows) >= SINGLE * len(page.rows):
        yield from ((row.number, "a word on each line") for row in page.rows)
        return
    function = _function(page.language)
    for run in _runs(page.rows, [" " not in row.text and row.text[-1].isalnum() for row in page.rows]):
        if len(run) < WORDS:
            continue
        found = [row.first for row in run if row.first in function]
        if len(found) >= FUNCTION * len(run) and len(set(found)) > 1:
            yield from ((row.number, "a word on each line") for row in run)


def _runs(rows: list[Row], values: list[bool] | list[str | None]) -> Iterator[list[Row]]:
    """The runs of rows with the same value, where it is one."""
    for first, last in dict.fromkeys(spans(values)):
        if values[first]:
            yield rows[first : last + 1]


@for_language
def _function(language: Language) -> frozenset[str]:
    return tokens_of(language.function_words)


_FINDERS = (_record, _days, _dates, _profile, _options, _speech, _code, _words)
"""What finds such rows; of two reasons for a row the later one is told."""
