"""Captions that end in their photo credit: "The port at dawn. Photo: Ana Ruiz/AFP", "... (REUTERS/Tom Okafor)".

The picture is gone, and its caption reads like a sentence of the article; what gives it away is the credit behind it. A
sentence that merely names an agency ("..., selon l'AFP", "... the agency (KCNA)") has none: after a label, a bracket, a
full stop or a bar, nothing but names and agencies may follow to the end of the line.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> english = vocabulary(get("en"))
>>> caption("The port at dawn. Photo: Ana Ruiz/AFP", english)
('label', 'short and apart', 'agency')
>>> caption("The storm has closed the port, the agency says (KCNA).", english) is None
True
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from newslint.evidence.lines.credits import Credit, credit
from newslint.evidence.lines.names import is_full_name, is_name
from newslint.evidence.lines.sheet import SENTENCE_END
from newslint.evidence.lines.wording import Words, remembered
from newslint.evidence.references import one_of
from newslint.evidence.signs.bullets import TYPED
from newslint.evidence.signs.capitals import CAPITAL, SMALL
from newslint.evidence.tokens import places, tokens
from newslint.rules.languages import everywhere

LONGEST = 420
"""Characters up to which a line can be a caption; the longest of 600 seen had 390."""

SHORTEST = 12
"""Characters that stand before the credit at least; with fewer the line is a credit and no caption. The bounds here are
chosen; of the lines that they find in 3,910 texts of dev pages the labels call 285 left-overs and 35 the article's."""

TAIL = 100
"""Characters at the end of a line in which its credit stands."""

SIGNED = 200
"""Characters from which a line that ends in an agency alone is a paragraph with the agency's sign-off: "... (dpa)"."""

SHORT = 180
"""Characters before a label up to which a line with a credit apart from its sentence is a caption and nothing else: of
longer ones three of ten are a guide's paragraphs with the credit of a picture at their end."""

SOURCE = 70
"""Characters up to which what follows a label can be a source that no list has ("iRunFar/Lena Hartwig")."""

_INITIAL = regex.compile(rf"(?<!\w){CAPITAL}\.\Z")
"""An initial of who signs a text."""

_FIRST = regex.compile(rf"{SMALL}\w*")
"""A word in small letters."""
_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
# "... in Delhi.Ana Ruiz/Getty Images": the credit was an element of its own.
_SIGNS = regex.compile(rf"[:©/|)]|\s[–—-]\s|{SENTENCE_END}(?:\s|(?={CAPITAL}))")
_PART = re.compile(rf"[\s/|,;&()]+|(?<=\w):[{_BLANKS}]")
_OWN = regex.compile(rf"{CAPITAL}|\w*{SMALL}{CAPITAL}|[\w-]+\.(?:com|net|org|info|media|[a-z]{{2}})$")


@lru_cache(maxsize=1)
def _break() -> regex.Pattern[str]:
    """What a credit may follow: the end of a sentence, a dash, a bar, or the dots of "Credit..."."""
    dots = "|".join(rf"(?<={re.escape(label)})\.{{3}}" for label in sorted(everywhere("words.credit_dots")))
    return regex.compile(
        rf"{SENTENCE_END}\)?(?:[ \N{{NO-BREAK SPACE}}]+|(?={CAPITAL}))|\s[–—|-]\s|\s/\s(?=[^/]*$)|{dots or '(?!)'}"
    )


@lru_cache(maxsize=1)
def _links() -> frozenset[str]:
    """Words of any language after which a label needs no colon ("Photo by ...")."""
    return everywhere("words.credit_links")


@lru_cache(maxsize=1)
def _rights() -> re.Pattern[str]:
    """What a notice of rights has in any language, or its year."""
    return re.compile(rf"(?:19|20)\d\d|{one_of(everywhere('words.rights'))}", re.IGNORECASE)


def may_be_caption(text: str) -> bool:
    """Is a line of a caption's length, with a sign in its tail that a credit may follow, and no item of a programme?"""
    signed = SHORTEST < len(text) <= LONGEST and _SIGNS.search(text, max(0, len(text) - TAIL)) is not None
    return signed and _ITEM.match(text) is None


_CLOCK = r"\d{1,2}(?:[:.h]\d\d(?:[^\S\n]?\p{L}{1,3}\.?)?|[^\S\n]?(?:h|Uhr|uur|[ap]\.?m\.?))"
_ITEM = regex.compile(
    rf"\W{{0,3}}{_CLOCK}(?:[^\S\n]?(?:[–-]|\p{{L}}{{1,3}})[^\S\n]?{_CLOCK})?[^\S\n]?(?:[–—|:-]|,)[^\S\n]"
)
"""An item of a programme: a time of day, or two, before what is done then."""


@remembered
def caption(text: str, known: Words) -> tuple[str, ...] | None:
    """The evidence that a line is a caption with its credit, or None."""
    if not may_be_caption(text):
        return None
    text = _TYPED_MARK.sub("©", text.replace("\N{ZERO WIDTH SPACE}", "")).rstrip(" .*")
    found = _after_label(text, known) or _in_brackets(text, known) or _after_break(text, known)
    found = found or _after_glued_label(text, known) or _after_blank(text, known)
    if (
        found
        and "agency alone" in found
        and "label" not in found
        and (len(text) > SIGNED or "possible agency" in found)
    ):
        return None
    return found or _after_mark(text, known)


def _after_label(text: str, known: Words) -> tuple[str, ...] | None:
    """What follows the last label of a credit ("Photo:", "Bild ©"); a label with nothing after it counts, too."""
    start = max(0, len(text) - TAIL)
    said = tokens(text[start:])
    if known.photo_label_starts.isdisjoint(said):
        return None
    spans = [(start + a, start + b) for a, b in places(text[start:])]
    if len(said) != len(spans):  # a combining dot, which tokens leave out, parts two of them
        return None
    for number in range(len(spans) - 1, -1, -1):
        if said[number] not in known.photo_label_starts:
            continue
        for length in (3, 2, 1):
            phrase = said[number : number + length]
            if len(phrase) != length or " ".join(phrase) not in known.photo_labels:
                continue
            at, end = spans[number][0], spans[number + length - 1][1]
            told = _after_one(text, at, end, phrase[-1], known)
            if told is not None:
                return told if at >= SHORTEST else None
    return None


def _after_one(text: str, at: int, end: int, label: str, known: Words) -> tuple[str, ...] | None:
    """What follows a label in text[at:end]: a colon, the full stop of an abbreviation, or a credit that is sure."""
    mark = text[end:].lstrip(_BLANKS)[:1]
    found = _told(text[:at], text[end:].strip(" ()[].:©" + _BLANKS), known)
    if found is None or mark in (":", "©") or label in _links():
        return found
    if label in short() and text.startswith(". ", end):
        return (*found, "abbreviated label")
    apart = text[:at].rstrip(_BLANKS)[-1:] in _ENDS and text[at].isupper() and mark.isupper()
    return found if apart and not {"agency", "full name"}.isdisjoint(found) else None


_ENDS = tuple('.!?…»”"')
"""What ends a caption before a label without a colon: "... to Varne. Foto Ansa"."""


@lru_cache(maxsize=1)
def short() -> frozenset[str]:
    """Labels of any language that are abbreviations, of which the full stop stands for a colon ("Fot. Ana Ruiz")."""
    return everywhere("words.credit_short")


_GLUED = regex.compile(
    rf"{SENTENCE_END}({CAPITAL}{SMALL}+)(?={CAPITAL}{SMALL})"
    rf"|(?<={SMALL})({CAPITAL}{SMALL}+(?: {CAPITAL}{SMALL}+)?)(?=\s?:)"
)


def _after_glued_label(text: str, known: Words) -> tuple[str, ...] | None:
    """What follows a label that stands between a sentence and a name without blanks: "... to Varne.CreditAna Ruiz"."""
    for match in _GLUED.finditer(text, max(0, len(text) - TAIL)):
        number = 1 if match[1] else 2
        if match[number].lower() in known.photo_labels and match.start() >= SHORTEST:
            return _told(text[: match.start(number)], text[match.end() :].lstrip(":" + _BLANKS), known)
    return None


_TYPED_MARK = re.compile(r"(?<=[\s/|.])\([cC]\)(?= ?[^\W\d_])")
_HOUSE = re.compile(r"(?<=\s)([^\W\d_]{2,20})\s?/\s?([^/]{3,40})$")


def _after_blank(text: str, known: Words) -> tuple[str, ...] | None:
    """An agency, a stroke and a name at the end, with a blank before them: "... in Varne EFE/ J. Guillén"."""
    match = _HOUSE.search(text, max(SHORTEST, len(text) - TAIL))
    if match is None or match[1] not in known.sure or len(text) > SIGNED:
        return None
    name = match[2].strip()
    return ("after a blank", "agency") if name not in known.agencies and is_name(name, known, 4) else None


def _told(before: str, rest: str, known: Words) -> tuple[str, ...] | None:
    """What a label's remainder is."""
    if not rest:
        return ("label", "nothing after it") if before[-1:].isspace() else None
    apart = before.rstrip(_BLANKS)[-1:] in tuple('.!?…»”")(|:;')
    label = ("label", "short and apart") if apart and len(before) <= SHORT and before[0] not in TYPED else ("label",)
    found = credit(rest, known)
    if found is not None:
        return (*label, *_weighed(found))
    if is_name(rest, known, 8):
        return (*label, "full name" if is_full_name(rest) else "name")
    return (*label, "source") if apart and _is_source(rest, known) else None


def _in_brackets(text: str, known: Words) -> tuple[str, ...] | None:
    """What stands in the brackets that end the line."""
    at = text.rfind("(")
    if not text.endswith(")") or at < SHORTEST or len(text) - at > TAIL:
        return None
    inside = text[at + 1 : -1]
    apart = text[:at].rstrip(_BLANKS).endswith(tuple('.!?…”"'))
    if apart and " ".join(tokens(inside)) in known.photo_labels:
        return ("in brackets", "nothing after it")
    found = credit(inside, known)
    if found is not None:
        return None if _signs(found, inside, known) else ("in brackets", *_weighed(found))
    if not apart or "/" not in inside or any(map(str.isdigit, inside)) or not _is_source(inside, known):
        return None
    return ("in brackets", "sources" if at <= SHORT else "source")


def _after_break(text: str, known: Words) -> tuple[str, ...] | None:
    """What stands after one of the last three full stops, dashes or bars, the most that can be a credit."""
    for match in list(_break().finditer(text, max(0, len(text) - TAIL)))[-3:]:
        if _INITIAL.search(text, max(0, match.start() - 2), match.start() + 1):  # "... in the north. O.B. with AFP"
            continue
        first = _FIRST.match(text, match.end())
        if first and first[0] not in known.agency_starts:  # "... in the north. with AFP": who wrote the text
            continue
        found = credit(text[match.end() :], known) if match.start() >= SHORTEST else None
        if found is not None and found.sure and not _signs(found, text[match.end() :], known):
            return ("after a break", *_weighed(found))
    return None


def _signs(found: Credit, text: str, known: Words) -> bool:
    """Is it how a text is signed, and no picture: "... on Monday. with AFP", "... on Monday. (with AFP)"?"""
    first = text.split(maxsplit=1)[0].strip(".,:()")
    told = first in known.agency_starts or first in known.photo_label_starts
    return not found.names and first.islower() and not told


def _after_mark(text: str, known: Words) -> tuple[str, ...] | None:
    """What follows a copyright mark that ends a sentence ("... in Delhi © Ana Ruiz"); a notice of rights is none."""
    at = text.rfind("©")
    if at < SHORTEST or len(text) - at > SOURCE or _rights().search(text, max(0, at - SHORTEST)):
        return None
    rest = text[at + 1 :].strip(_BLANKS)
    found = credit(rest, known)
    if found is not None:
        return ("after a mark", *_weighed(found))
    return ("after a mark", "source") if _is_source(rest, known) else None


def _is_source(text: str, known: Words) -> bool:
    """Is it names of people or houses, as they write themselves ("iRunFar/Lena Hartwig", "Netflix | PR", "fdp.de")?"""
    parts = [bare for part in _PART.split(text) if (bare := part.strip(".'’\"“”"))]
    if len(text) > SOURCE or not 1 <= len(parts) <= 8:
        return False
    own = [bool(_OWN.match(part)) or f"/{part}" in text or f"({part})" in text for part in parts]
    return own[0] and all(
        mine or p.lower() in known.joins or p.lower() in known.credit for mine, p in zip(own, parts, strict=True)
    )


def _weighed(found: Credit) -> tuple[str, ...]:
    agency = "agency" if found.sure else "possible agency"
    return (agency,) if found.names or found.glued else (agency, "agency alone")
