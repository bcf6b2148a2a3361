"""Credits of photographers and agencies: "Ilya Pitalev / AP", "© Getty Images", "Jane Doe (dpa)".

The picture is gone and its credit stayed, as a line among the paragraphs or at the end of its caption. Each part of it
must be an agency, a name or what joins them, so that a sentence that merely mentions an agency is none.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> english = vocabulary(get("en"))
>>> credit("Nathan Alliard / Photononstop / AFP", english)
Credit(sure=True, marked=True, glued=False, names=3)
>>> credit("Ilya PitalevAP", english)
Credit(sure=True, marked=False, glued=True, names=2)
>>> credit("The AFP reports", english) is None, credit("Reports Reuters", english) is None
(True, True)
"""

from __future__ import annotations

import re

import msgspec
import regex

from newslint.evidence.lines.names import is_capitalised, is_name
from newslint.evidence.lines.wording import SEPARATOR, Words, remembered
from newslint.evidence.signs.bullets import BULLET, CREDIT
from newslint.evidence.signs.capitals import SMALL

_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}-?(?:[^\W\d_]\.?)?")


_AROUND = " \t" + CREDIT
_YEAR_OR_SITE = re.compile(r"(?:19|20)\d\d|[\w-]+\.(?:com|net|org|info|media|[a-z]{2})")


class Credit(msgspec.Struct, frozen=True, gc=False):
    """A line that is a photo credit. `sure`: an agency that means nothing else is in it; `marked`: "/", "©" or "("."""

    sure: bool
    marked: bool
    glued: bool = False
    names: int = 0


def may_be_credit(text: str) -> bool:
    """Is a line no longer than a credit, and does it end like one?"""
    text = text.strip(_AROUND)
    return len(text) <= 120 and not text.endswith(("!", "?", ":"))


@remembered
def credit(text: str, known: Words) -> Credit | None:
    """The line as a photo credit: names, agencies and what joins them ("Nathan Alliard / Photononstop / AFP")."""
    text = text.strip(_AROUND)
    if not may_be_credit(text):
        return None
    parts = [part.strip(".'\"“”«»*©®") for part in SEPARATOR.split(text)]
    parts = [part for part in parts if part]
    if not 0 < len(parts) <= 12:
        return None
    marked = "©" in text or "/" in text or " | " in text or text[0] == "("
    if _is_signed(text, parts, known):
        return Credit(True, True)
    if len(parts) > 2 and parts[-1] in LIBRARIES and parts[-2].islower() and len(parts[-2]) <= SIGN:
        del parts[-2]  # "Ana Ruiz on Unsplash"
    for number, part in enumerate(parts):
        if part in known.agency_starts and _agency(parts, number, known.agencies):
            return _weigh(parts, known, marked)
        if part[0].isupper() and (halves := _halves(part, known.glued)):
            return _glued(parts, number, halves, known, marked)
    return None


LIBRARIES = frozenset({"Unsplash", "Pexels", "Pixabay", "Flickr", "Freepik"})
"""Libraries of pictures that are named behind who took one, with a preposition between."""

_SIGNED = regex.compile(r"[(\[]?\p{L}{1,6}(?:(?:\s?/\s?|,\s|;\s)\p{L}{1,6}){1,3}[)\]]?")
"""Words of a few letters with strokes or commas between."""


def _is_signed(text: str, parts: list[str], known: Words) -> bool:
    """Is it an agency and the letters that editors sign with: "jse/dpa", "(KNA/sod)", "eb, pap"?"""
    if not 1 < len(parts) <= 4 or not _SIGNED.fullmatch(text):
        return False
    strokes = "/" in text
    agencies = [part.upper() in known.sure or (strokes and part.isupper() and part in known.agencies) for part in parts]
    signs = [part for part, agency in zip(parts, agencies, strict=True) if not agency]
    return any(agencies) and bool(signs) and all(len(sign) <= SIGN and sign.islower() for sign in signs)


SIGN = 4
"""Letters that an editor signs with, at most."""


_NAME = regex.compile(rf"[^\W\d_][\w’'-]*{SMALL}")


def _halves(part: str, agencies: frozenset[str]) -> tuple[str, str] | None:
    """The longest name of three letters and more that an agency's first word is run into, and that word."""
    for at in range(len(part) - 1, 2, -1):
        if part[at:] in agencies and _NAME.fullmatch(part, 0, at):
            return part[:at], part[at:]
    return None


def _glued(parts: list[str], at: int, halves: tuple[str, ...], known: Words, marked: bool) -> Credit | None:
    """A name with an agency run into it ("PitalevAP", "PitalevGetty Images"), among names and nothing else."""
    apart = [*parts[:at], *halves, *parts[at + 1 :]]
    length = _agency(apart, at + 1, known.agencies)
    names = [*apart[: at + 1], *apart[at + 1 + length :]]
    if not length or not is_name(" ".join(names), known, 8):
        return None
    return Credit(True, marked, glued=True, names=len(names))


def _agency(parts: list[str], at: int, agencies: frozenset[str]) -> int:
    """How many parts from `at` on are an agency's name; 0 if none."""
    for length in range(min(4, len(parts) - at), 0, -1):
        name = " ".join(parts[at : at + length])
        if name in agencies:
            return length
    return 0


def _weigh(parts: list[str], known: Words, marked: bool) -> Credit | None:
    """Does every part fit into a credit?"""
    at, sure, names = 0, False, 0
    while at < len(parts):
        length = _agency(parts, at, known.agencies)
        if length:
            sure = sure or " ".join(parts[at : at + length]) in known.sure
            at += length
            continue
        part = parts[at]
        if part.lower() in known.reported:
            return None
        if part.lower() not in known.credit and part.lower() not in known.joins:
            if not (is_capitalised(part) or _INITIALS.fullmatch(part) or _YEAR_OR_SITE.fullmatch(part)):
                return None
            names += 1
        at += 1
    return Credit(sure, marked, names=names)


_OWNED = regex.compile(r"(?:©|\([cC]\))\s?(?P<name>\p{Lu}[\p{L}\p{M} ./&|’'-]{2,60})")
_PERSON = regex.compile(r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?")
_HOUSE = regex.compile(r"\p{Lu}[\p{L}\p{N}]*(?: (?:News|Media|Press|Photo|Insider|Times|Post))?|\p{Lu}[\p{Lu}\p{N}]+")


def holder(text: str, known: Words) -> str:
    """How a line without an agency shows whose the picture is: a copyright sign before a name, or a person and a house.

    >>> from newslint.evidence.language import get
    >>> from newslint.evidence.lines.wording import vocabulary
    >>> english = vocabulary(get("en"))
    >>> [holder(text, english) for text in ("© Ana Ruiz", "Ana Ruiz/Portpix", "Sports/Culture", "© 2024 Portpix")]
    ['copyright sign', 'person and house', '', '']
    """
    if BULLET.match(text):
        return ""
    text = text.strip(_AROUND)
    owned = _OWNED.fullmatch(text)
    if owned is not None:
        return "copyright sign" if is_name(owned["name"], known, 8) else ""
    sides = [side.strip() for side in text.split("/")]
    if len(sides) != 2:
        return ""
    people = [_PERSON.fullmatch(side) is not None for side in sides]
    houses = [_HOUSE.fullmatch(side) is not None for side in sides]
    return "person and house" if people[0] != people[1] and (houses[0] or houses[1]) else ""
