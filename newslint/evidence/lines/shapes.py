"""The shapes that a rule on lines may ask for by name: a date, a credit, an ID, a path, an address, a row of buttons.

What a page prints from a database has no words that a list could hold, but a form: the item number of an agency, the
way from the front page to the article, the networks where to share it. Each shape gives its pieces of evidence for a
line that has it, and None for any other; most lines are seen at a glance to have none.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> english = vocabulary(get("en"))
>>> [SHAPES["breadcrumb"](Subject(text, tokens(text), english)) for text in ("Home > News > Coast", "Up > down")]
[('path',), None]
>>> GLANCES["date"]("Fishermen ask for aid", "fishermen", english)
False
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec
import regex

from newslint.evidence.lines.captions import caption
from newslint.evidence.lines.credits import credit, holder, may_be_credit
from newslint.evidence.lines.dates import has_clock, has_date, is_date
from newslint.evidence.lines.names import is_full_name, is_name, people, staff
from newslint.evidence.lines.pictures import may_be_scene, scene
from newslint.evidence.lines.sheet import FULL
from newslint.evidence.lines.wording import LABEL, Words
from newslint.evidence.references import one_of
from newslint.evidence.signs.controls import control
from newslint.evidence.tokens import NUMBER, labels, places, tokens
from newslint.rules.languages import everywhere, languages

_SLUG = re.compile(r"[a-z]{2,5}[-_]\d{1,6}(?:[-_][a-z0-9]{1,12})*")
# Six characters and more in which digits and letters take turns: a hash, never a word or a number.
_HEX = re.compile(r"(?=(?:[a-f]*\d+[a-f]+){2})(?:[0-9a-f]{6,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.I)
_ITEM = re.compile(
    r"(?:©\s?)?(?:dpa-infocom,?\s?)?(?:dpa:\d{6}-[\d-]+/\d+|urn:newsml:\S+|#[a-z]{2,}:[\w-]+\d)", re.IGNORECASE
)


def is_identifier(text: str) -> bool:
    """Is it a tracking or record ID ("fr-01", a UUID, an agency's item number)? Scores and short names are not."""
    if " " not in text and (_SLUG.fullmatch(text) or _HEX.fullmatch(text)):
        return True
    return bool(_ITEM.fullmatch(text) or _labelled().fullmatch(text))


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    """An ID that says what it is, of a record in any language."""
    record = one_of(everywhere("words.record_names"))
    return re.compile(
        rf"(?:{record}[-_ ]?)?(?:u?u?id|guid|ref)\s?[:=#]\s?[\w/-]{{0,30}}\d[\w/-]{{0,30}}", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _language_first() -> re.Pattern[str]:
    """The code of a language before a number."""
    return re.compile(rf"{one_of(languages())}[-_]\d")


_URL = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?", re.IGNORECASE)
_HANDLE = re.compile(r"@\w{2,30}(?:\s*@\w{2,30})*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PATH = re.compile(r"\s*[>›»→]\s*|\s+/\s+")
_HANDLE_IN = re.compile(r"(?<![\w.])@\w{2,30}")
_TWEET = re.compile(r"(?:(?:pic\.twitter\.com/|https?://t\.co/)\w+\s*)+")


class Subject(msgspec.Struct, frozen=True):
    """What a shape is asked about: a text, its tokens in plain form, and the language's words."""

    text: str
    words: list[str]
    known: Words


def _date(it: Subject) -> tuple[str, ...] | None:
    return ("date",) if is_date(it.text, it.words, it.known) else None


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_RANGE = regex.compile(r"(?<![\d./-])\d{1,2}(?:st|nd|rd|th|er|[.º])?\s?[–—-]\s?\d{1,2}(?:st|nd|rd|th|er|[.º])?\s\p{L}")
"""Two days of a month: an event, and no day of an article."""

_NO_STAMP = re.compile(r"[$€£%₩#]|\(@|(?:…|\.\.\.)\s*\S")


_SIGNS_OF_NAME = re.compile(
    r"[\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3・·]{2,8}(?:[ \u3000][\u3400-\u9fff\uac00-\ud7a3]{1,4})?"
    r"|[\u0621-\u064a]{2,12}(?: [\u0621-\u064a]{2,12}){1,3}"
)
"""A name in a script without capital letters: a few signs or words, and nothing that ends a sentence."""


_COLON = re.compile(r"\s?:(?!\S)")


def _stamp(it: Subject) -> tuple[str, ...] | None:
    """A date with its year, and beside it nothing but names and the words of such lines ("by", "updated", "min read").

    A row of a results table has one too, but money, shares or a rank as well; a concert's date has no year. "Updated"
    and a date after it are publication-line's. A label that no such line has ("Start: 3/4/2025 End: 2/7/2025") labels
    what the article tells. What is cut ("On April 17th, 2017, the Canadian… Read More") began a
    sentence.
    """
    if not 3 <= len(it.words) <= 20 or not _YEAR.search(it.text) or _NO_STAMP.search(it.text) or _RANGE.search(it.text):
        return None
    numbers = [text for text in it.text.split() if any(map(str.isdigit, text))]
    if not has_date(it.text, it.words, it.known) or (len(numbers) == 1 and numbers[0].strip(".,()").isdigit()):
        return None
    names = labels = 0
    for word, (start, end) in zip(it.words, places(it.text), strict=False):
        if word == NUMBER or word in it.known.dates:
            continue
        if word in it.known.stamps:
            labels += 1
        elif it.text[start].isupper() and not _COLON.match(it.text, end):
            names += 1
        elif word not in it.known.joins:
            return None
    if names + labels == 0 or names > 6 or (names == 1 and not labels and not has_clock(it.text)):
        return None
    if not names and it.words[0] != NUMBER and it.words[0] not in it.known.dates:
        return None
    return ("date", *(("listed words",) if labels else ()), *(("name",) if names else ()))


NAMES = 10
"""Words of several names with commas between, at most; of others six. Chosen."""


def _name(it: Subject) -> tuple[str, ...] | None:
    if _SIGNS_OF_NAME.fullmatch(it.text):
        return ("name", "full name")
    if not is_name(it.text, it.known, NAMES if "," in it.text and not it.text.isupper() else 6):
        return None
    return ("name", "full name") if is_full_name(it.text) else ("name",)


def _staff(it: Subject) -> tuple[str, ...] | None:
    return staff(it.text, it.known)


def _people(it: Subject) -> tuple[str, ...] | None:
    told = people(it.text, it.known)
    return (told,) if told else None


def _credit(it: Subject) -> tuple[str, ...] | None:
    if len(it.words) > 12:
        return None
    found = credit(it.text, it.known)
    if found is None:
        return None
    if found.glued:
        return ("agency glued to a name",)
    first = "agency" if found.sure else "possible agency"
    return (first, *(("credit mark",) if found.marked else ()), "name" if found.names else "agency alone")


def _holder(it: Subject) -> tuple[str, ...] | None:
    told = holder(it.text, it.known)
    return (told,) if told else None


def _caption(it: Subject) -> tuple[str, ...] | None:
    return caption(it.text, it.known)


def _scene(it: Subject) -> tuple[str, ...] | None:
    return scene(it.text, it.words[0] if it.words else "", it.known)


def _identifier(it: Subject) -> tuple[str, ...] | None:
    return ("identifier",) if is_identifier(it.text) else None


def _coded(it: Subject) -> tuple[str, ...] | None:
    """An ID that starts with the code of a language: above a text, "covid-19" and "u-20" may be titles."""
    if not is_identifier(it.text):
        return None
    return ("identifier",) if _language_first().match(it.text) or _labelled().fullmatch(it.text) else None


def _address(it: Subject) -> tuple[str, ...] | None:
    if _URL.fullmatch(it.text):
        return ("web address",)
    return ("handle",) if _HANDLE.fullmatch(it.text) else None


def _tweet(it: Subject) -> tuple[str, ...] | None:
    return ("tweet's tail",) if _TWEET.fullmatch(it.text) else None


def _counter(it: Subject) -> tuple[str, ...] | None:
    return ("counter",) if _counted().fullmatch(it.text) else None


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    """Two numbers of a gallery, "3/12" or "Bild 3 von 12"."""
    link = one_of(everywhere("words.counter_links"))
    return re.compile(rf"(?:[^\W\d_]{{2,12}}\s)?\d{{1,3}}\s?(?:/|{link})\s?\d{{1,3}}", re.IGNORECASE)


def _breadcrumb(it: Subject) -> tuple[str, ...] | None:
    steps = [step.strip() for step in _PATH.split(it.text)]
    if len(steps) < 3 or not all(0 < len(step) <= 30 for step in steps) or it.text.endswith((".", "!", "?")):
        return None
    return ("path",)


@lru_cache(maxsize=1)
def _site() -> re.Pattern[str]:
    """A preposition of any language, a site and a colon."""
    at = one_of(everywhere("words.site_links"))
    return re.compile(rf"{at}\s(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,6}}\s?[:|]\s?(?=\S)", re.IGNORECASE)


def _elsewhere(it: Subject) -> tuple[str, ...] | None:
    """A site, a colon and a title that stands there ("On PortHerald.com: Fishermen ask for state aid")."""
    match = _site().match(it.text)
    return ("site",) if match and it.text.count(" ", match.end()) > 1 else None


def _platforms(it: Subject) -> tuple[str, ...] | None:
    """Nothing but the labels of two or more share buttons, in any split."""
    said = it.words if len(it.text) <= FULL else tokens(it.text)
    found = labels(said, it.known.targets, LABEL)
    return ("share targets",) if len(found) >= 2 and sum(found) == len(said) else None


SHARED = 3
"""Labels of share buttons before a caption at least. Chosen."""


def _shared(it: Subject) -> tuple[str, ...] | None:
    """Labels of share buttons before a caption that is run into them ("Facebook Twitter Pinterest The quay in May")."""
    said = it.text.split(" ")
    count = next((n for n, word in enumerate(said) if word.lower() not in it.known.platforms), len(said))
    return ("share targets before a caption",) if count >= SHARED and len(said) > count + 1 else None


_SEAM = regex.compile(r"(?<=[\p{Ll}\d])(?=\p{Lu})")
ENTRIES, ENTRY = 4, 4
"""Entries of a menu run together at least, and words of each at most. Chosen."""


def _menu(it: Subject) -> tuple[str, ...] | None:
    """Entries of a menu run together without blanks ("HomeNewsSportSubscribe"), most of which are listed."""
    entries = [" ".join(tokens(entry)) for entry in _SEAM.split(it.text)]
    if len(entries) < ENTRIES or not all(0 < entry.count(" ") + 1 <= ENTRY for entry in entries):
        return None
    listed = sum(entry in it.known.entries for entry in entries)
    return ("menu",) if listed >= 3 and listed * 2 >= len(entries) else None


def _may_be_menu(text: str) -> bool:
    """Are there as many seams in a short text as between the entries of a menu?"""
    return len(text) <= FULL and not text.endswith((".", "!", "?")) and len(_SEAM.findall(text)) >= ENTRIES - 1


def _invitation(it: Subject) -> tuple[str, ...] | None:
    """A sentence that begins with "Follow" and names a network or a handle, or that begins with "Subscribe"."""
    first = it.words[0] if it.words else ""
    if first in it.known.subscribe and not _HANDLE_IN.search(it.text):
        return ("subscribe",)
    if first not in it.known.follow:
        return None
    said = it.words if len(it.text) <= FULL else tokens(it.text)
    return ("follow", "network") if _HANDLE_IN.search(it.text) or not it.known.networks.isdisjoint(said) else None


def _hashtags(it: Subject) -> tuple[str, ...] | None:
    """Hashtags and nothing else: "#port #storm"."""
    count = len(it.text.split())
    if count < 2 or not _HASHTAGS.fullmatch(it.text):
        return None
    return ("hashtags", "three hashtags and more") if count > 2 else ("hashtags",)


_HASHTAGS = re.compile(r"(?:#[^\W\d_][\w-]{1,40}[,;|·]?(?:\s+|$))+")


def _controls(it: Subject) -> tuple[str, ...] | None:
    kind = control(it.text)
    return (kind,) if kind else None


SHAPES: dict[str, Callable[[Subject], tuple[str, ...] | None]] = {
    "date": _date,
    "name": _name,
    "staff": _staff,
    "people": _people,
    "credit": _credit,
    "holder": _holder,
    "caption": _caption,
    "scene": _scene,
    "stamp": _stamp,
    "identifier": _identifier,
    "coded identifier": _coded,
    "address": _address,
    "tweet": _tweet,
    "counter": _counter,
    "breadcrumb": _breadcrumb,
    "elsewhere": _elsewhere,
    "platforms": _platforms,
    "shared": _shared,
    "menu": _menu,
    "invitation": _invitation,
    "control": _controls,
    "hashtags": _hashtags,
}
"""What `shape` and `remainder` of a rule on lines may name: each gives its pieces of evidence, or None."""


Glance = Callable[[str, str, Words], bool]
"""Could a text be of a shape? Told from the text and its first token, without reading the others."""

_DIGIT = re.compile(r"\d")

GLANCES: dict[str, Glance] = {
    "date": lambda text, first, known: _DIGIT.search(text) is not None,
    "staff": lambda text, first, known: len(text) <= 120 and text[0].isupper() and not text.endswith(("!", "?", ":")),
    "people": lambda text, first, known: len(text) <= 80 and text[0].isupper() and not text.endswith(("!", "?", ":")),
    "credit": lambda text, first, known: may_be_credit(text),
    "holder": lambda text, first, known: len(text) <= 80 and ("©" in text or "/" in text or text[:3].lower() == "(c)"),
    "caption": lambda text, first, known: caption(text, known) is not None,
    "scene": may_be_scene,
    "stamp": lambda text, first, known: _DIGIT.search(text) is not None and _YEAR.search(text) is not None,
    "identifier": lambda text, first, known: is_identifier(text),
    "coded identifier": lambda text, first, known: is_identifier(text),
    "elsewhere": lambda text, first, known: _site().match(text) is not None,
    "platforms": lambda text, first, known: first in known.target_starts,
    "shared": lambda text, first, known: first in known.platforms,
    "menu": lambda text, first, known: _may_be_menu(text),
    "invitation": lambda text, first, known: first in known.follow or first in known.subscribe,
    "control": lambda text, first, known: control(text) is not None,
    "hashtags": lambda text, first, known: text[0] == "#",
}
"""For some shapes, what a text must have to be of them: most lines are told by it, and not read."""
