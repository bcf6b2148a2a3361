r"""Parts of a line that may be the article's: too little to tell by, no button's words, or half of a formula.

In a text of one line a segment has no line break to prove that it stands for itself. Three letters are a sign of
anything (`2 X` in a count of articles), what asks twice is somebody's outcry (`Comment ????`), and what begins or ends
behind a bracket that opens belongs to it (`SU(3) X SU(2)`), as does what closes one that opens before it (`on 4 May,
10:30)`). What ends in a comma goes on, a time before a dash belongs to what happened then, a day behind who posted
something to the post, one in brackets to what is before them, half of a quotation to the other half. In a text in
capitals a capital begins nothing, a heading is not alone, a notice of rights has an owner, and "E-mail" before an
address is no button.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open again after the storm. 2 X The mayor thanked all who had helped on Monday night. " * 6
>>> page = sheet(Document(text), get("en"))
>>> {row.text: tuple(parts(row, page)) for row in page.rows if len(row.text) < 9 and row.inside}.get("2 X", (LITTLE,))
('too little to tell',)
"""

from __future__ import annotations

import regex

from newslint.evidence.lines.places import PROSE, is_prose, paragraph
from newslint.evidence.lines.sheet import Row, Sheet, has_bullet, indent, is_bulleted
from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.phrases import for_language, words
from newslint.evidence.tokens import NUMBER, tokens
from newslint.model.languages import Language

LITTLE = "too little to tell"
OUTCRY = "asks twice"
CHUNK = "half of a chunk"
BRACKET = "half of a bracket"
HEAD = "a date that belongs to what is beside it"
QUOTE = "half of a quotation"
ASIDE = "a date in brackets"
OPEN = "ends in a comma or a dash"
ITEMS = "a label whose items follow"
NOTICE = "half of a notice"
ANSWER = "answers a question that stays"
TITLE = "a title that may go on"
ADDRESS = "a label of an address"
CAPITALS = "in capitals as what stands beside it"
STEP = "a step of a path or of a numbered list"
TONGUES = "half of a label in two languages"
HEADLINE = "may be the title of the text"

FEWEST = 4
"""Letters of a part that says something. Of safe fixes of flat texts that were read, three of fewer letters were wrong
(`2 X`, `2.2.x`, `SU(`), and none was right; so the bound is chosen."""

HEADINGS = frozenset({"related_heading", "related_prefix", "tags_label"})
"""Lists of headings and labels of what follows them: alone, they leave it as sentences of nobody."""

RIGHTS = ("copyright",)
"""Lists of the half of a notice that says what is reserved; the other names the owner and a year."""

_DATED_OWNER = regex.compile(r"\p{L}[^\n]{0,3}\s(?:19|20)\d\d\s*$")
"""An owner and the year, before a sign that stands behind them: "Harbour Post, 2015 © All rights reserved"."""
_OWNER = regex.compile(r"(?:©[^\n©]{0,80}|(?:19|20)\d\d)[.,]?\s*$")

_RIGHTS_END = regex.compile(r"©[^\n©.]{0,80}\.\s*$")
"""The owner's half of a notice, closed by a full stop."""

SHOUTED = 3
"""Words in capitals beside a part from which its own capitals tell nothing. Chosen: a button or two stand in a row."""

OFFERS = frozenset({"newsletter", "follow", "paywall"})
"""Lists of offers that a short question may stand before: "Got a story?" """

QUESTION = 8
"""Words of such a question at most. Chosen."""

TITLED = frozenset({"related_prefix", "related_label"})
"""Lists of labels that a title stands behind."""

MEDIA = frozenset({"media_label"})
HEARD = MEDIA | {"related_label"}
"""Lists of labels that the title of a text of its own may have: "Video: The ferry runs again"."""

WORDS = 18
"""Words of a title at most: what is longer is a paragraph whose label lost its title. Chosen."""

LABEL = 2
"""Words of what may be the label of an address that follows it."""

REACH = 120
"""Characters beside a part in which those words are looked for."""

_ADDRESS = regex.compile(r"[^\n.!?]{0,24}(?:[\w.+-]+@[\w-]+\.\w|\[email|https?://|www\.|\+?\(?\d[\d ()/-]{6,})")
_CONTACT = regex.compile(r"\s*[^\n.!?]{0,40}?(?:[\w.+-]+@[\w-]+\.\w|\[email|(?:\+\d|\(?0\d)[\d ()]{6,}\d)")
_STEP = regex.compile(r"\w\s[>›»→]$")
_FIRST = regex.compile(r"\s*1[.)]\s+\S")
_NEXT = regex.compile(r"\s*2[.)]\s+\S")
_HOUSE = regex.compile(r"\d{1,4}(?: ?(?:bis|ter|\p{L}))?,? \p{L}[^\d\n]{3,60}$")
_TOWN = regex.compile(r"(?:\p{Lu}{1,2}-)?\d{2}(?:[ -]?\d{3}|\d{2}(?: \p{Lu}{2})?) \p{Lu}")
"""A house with its street, and a town behind its postal code."""
_MORE = regex.compile(r"[^\S\n]+\S")
_LETTER = regex.compile(r"\p{L}")


def parts(row: Row, page: Sheet) -> tuple[str, ...]:
    """Why a part of a line may be the article's, or a whole line a part of what stands beside it."""
    reason = _alone(row) or _beside(row, page) if row.inside else _above(row, page)
    return (reason,) if reason else ()


def _above(row: Row, page: Sheet) -> str:
    """Why a whole line may be a part of what stands below it."""
    below = page.below(row)
    if below is None:
        return ""
    if (_STEP.search(row.text) and "«" not in row.text and not is_prose(below)) or (
        _FIRST.match(row.line.text) and _NEXT.match(below.line.text)
    ):
        return STEP
    if (_is_label(row, page, _CONTACT) and not is_bulleted(row)) or (
        _HOUSE.match(row.text) and _TOWN.match(below.text)
    ):
        return ADDRESS
    if _is_half_of_two(row, page):
        return TONGUES
    if not row.is_phrase and _is_own_title(row, below, page):
        return HEADLINE
    return ITEMS if _heads_items(row, below, page) else ""


def _is_own_title(row: Row, below: Row, page: Sheet) -> bool:
    """May a title with the label of a video be the text's own: above its first paragraph, or said twice?"""
    above_all = _is_titled(row, MEDIA) and _is_above_all(below, page)
    return above_all or (_is_titled(row, HEARD) and _is_said_twice(row, page))


def _is_above_all(below: Row, page: Sheet) -> bool:
    """Is what stands below a row the first paragraph of the text?"""
    return len(below.text) >= PROSE and paragraph(page.rows, 1) >= below.number


def _is_said_twice(row: Row, page: Sheet) -> bool:
    """Does another row say the same, as a page does that has its own title in its head, too?"""
    return any(other.words == row.words for other in page.rows if other is not row and other.first == row.first)


def _heads_items(row: Row, below: Row, page: Sheet) -> bool:
    """Does it head what stands below it: a block of its own, or items of a list that are no phrases?"""
    if below.is_phrase or is_prose(below):
        return False
    if "(BUTTON) " in row.text:
        return _ITEM.match(below.line.text) is not None and indent(below) > indent(row)
    if has_bullet(row):
        return False
    if " ".join(row.words) in _heads(page.language):
        return True
    return row.is_one_of(LISTED) and _ITEM.match(below.line.text) is not None


def _is_half_of_two(row: Row, page: Sheet) -> bool:
    """Is it in Latin letters, right below as short a line in letters of another script: a label in two languages?"""
    before = page.above(row)
    if before is None or max(len(row.text), len(before.text)) > TWO or has_bullet(row):
        return False
    known = vocabulary(page.language)
    if not _LATIN.fullmatch(row.text) or row.first in known.target_starts - known.subscribe:
        return False
    return _OTHER.search(before.text) is not None


TWO = 30
"""Characters of such a label at most. Chosen."""

_ITEM = regex.compile(r"\s*[*+•·▪‣](?:\s|$)")

LISTED = ("newsletter", "follow", "ad_label")
"""Lists whose phrases may head a list, as links of a menu do not. What heads related titles goes with them."""

_LATIN = regex.compile(r"[\p{Latin}\p{Zs}-]+")
_OTHER = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Arabic}\p{Hebrew}\p{Thai}\p{Devanagari}]")


def _alone(row: Row) -> str:
    """Why it may be, by its own words."""
    if len(_LETTER.findall(row.text[: 8 * FEWEST])) < FEWEST:
        return LITTLE
    if "??" in row.text:
        return OUTCRY
    if row.text.startswith(("- ", "– ", "— ")):
        return OPEN
    if any(row.text.count(opens) != row.text.count(closes) for opens, closes in ("()", "[]")):
        return BRACKET
    if row.text.endswith(("-", "–", "—")) and row.words[:1] == [NUMBER]:
        return HEAD
    if row.text.endswith((",", "--", "–", "—", ";")) or (row.text.endswith(":") and not row.is_phrase):
        return OPEN
    if _is_half_quoted(row.text):
        return QUOTE
    return ASIDE if row.text.startswith("(") and NUMBER in row.words and not row.is_phrase else ""


def _is_half_quoted(text: str) -> bool:
    """Does a quotation end in it that began before it, or begin that ends behind it?"""
    low, high, closing = text.count("„"), text.count("“"), text.count("”")
    return text.count("«") != text.count("»") or (low != high + closing if low else high != closing)


def _beside(row: Row, page: Sheet) -> str:
    """Why it may be, by what stands before and after it."""
    text, line = page.document.text, row.line
    before = text[max(0, line.start - REACH) : line.start]
    if _POSTED.search(before):
        return HEAD
    below = page.below(row)
    if _is_heading(row) and below is not None and not below.is_phrase:
        return ITEMS
    if row.text.startswith("©") and _DATED_OWNER.search(before):
        return NOTICE
    if row.is_one_of(RIGHTS) and _OWNER.search(before):
        return NOTICE
    if any(mark.list in RIGHTS for mark in row.marks) and "©" not in row.text and _RIGHTS_END.search(before):
        return NOTICE
    if _is_label(row, page, _ADDRESS):
        return ADDRESS
    if _is_answer(row, page):
        return ANSWER
    if _may_go_on(row, text):
        return TITLE
    if row.text.isupper() and _is_shouted(text, line.start, line.stop):
        return CAPITALS
    after = text[line.stop : line.stop + 1]
    edges = (before[-1:] + text[line.start : line.start + 1], text[line.stop - 1 : line.stop] + after)
    return CHUNK if any(_is_inner(edge) for edge in edges) else ""


_POSTED = regex.compile(r"\(@\w{1,40}\)\s*\Z")
"""Who posted something on a network: the day after it is its signature's."""


@for_language
def _heads(language: Language) -> frozenset[str]:
    return frozenset(" ".join(tokens(word)) for word in words(language, "block_heads"))


def _is_label(row: Row, page: Sheet, address: regex.Pattern[str]) -> bool:
    """Is it a word or two before an address?"""
    return row.text.count(" ") < LABEL and address.match(page.document.text, row.line.stop) is not None


def _is_answer(row: Row, page: Sheet) -> bool:
    """Does an offer stand behind a short question of the same line that is none itself?"""
    before = page.above(row)
    if before is None or not before.inside or not before.text.endswith("?") or before.marks or row.text.endswith("?"):
        return False
    return any(mark.list in OFFERS for mark in row.marks) and len(before.words) <= QUESTION


def _may_go_on(row: Row, text: str) -> bool:
    """Is it a label with a title after which a blank and more follow, though it asks; or with more than a title?"""
    if not _is_titled(row, TITLED):
        return False
    asks = row.text.endswith(("?", "!")) and _MORE.match(text, row.line.start + len(row.line.text.rstrip())) is not None
    return asks or len(row.words) > WORDS


def _is_titled(row: Row, lists: frozenset[str]) -> bool:
    """Does a title stand behind a label of some lists?"""
    return any(mark.list in lists and mark.length < len(row.words) for mark in row.marks)


def _is_heading(row: Row) -> bool:
    """Is it a heading or a label of what follows, and nothing else?"""
    lists = {mark.list for mark in row.marks if mark.length == len(row.words)} if row.whole else set[str]()
    return bool(lists) and lists <= HEADINGS


def _is_shouted(text: str, start: int, stop: int) -> bool:
    """Do so many words before or after text[start:stop] stand in capitals, in the same sentence?"""
    before = text[max(0, start - REACH) : start].rpartition("\n")[2].split()[-SHOUTED:]
    after = text[stop : stop + REACH].partition("\n")[0].split()[:SHOUTED]
    ended = bool(before) and before[-1].endswith((".", "!", "?"))
    return (_are_capitals(before) and not ended) or _are_capitals(after)


def _are_capitals(words: list[str]) -> bool:
    return len(words) == SHOUTED and all(map(str.isupper, words))


def _is_inner(edge: str) -> bool:
    """Do two characters at an end of it belong to one chunk, a bracket that opens among them?"""
    return len(edge) == 2 and not edge[0].isspace() and not edge[1].isspace() and edge[0] in "([{_=<\\^"
