"""Doubts about a seam at a capital: identifiers, brands and short names have them inside.

`victoryThe port` lost a gap, and nobody writes so; `builtBoats` may be a company, `View.asView` is code. A small word
of the language on one side speaks for glue, and so does other glue in the document.

    >>> from newslint.evidence.glue.judge import judge
    >>> from newslint.model.documents import Document
    >>> from newslint.model.languages import Setting
    >>> from newslint.rules.languages import languages
    >>> def whys(text):
    ...     found = judge(Document(text), Setting(language=languages()["en"]))
    ...     return [(one.seam.left, one.seam.right, one.doubt.why) for one in found if one.seam.kind in KINDS]
    >>> whys("After the victoryThe port closed.")
    [('victory', 'The', '')]
    >>> whys("The weaver builtBoats in May.")
    [('built', 'Boats', 'may be a name with capitals inside, and no other gap is lost')]
    >>> whys("We call View.asView here.")
    [('as', 'View', 'may be a name in code')]
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newslint.evidence.glue.doubts.scene import (
    CODE,
    Check,
    Doubt,
    Scene,
    broken_line,
    coded,
    foreign,
    glued_abbreviation,
    in_host,
    unspaced,
)
from newslint.evidence.language import get
from newslint.evidence.lexicon import lexicon

KINDS = frozenset(("capital", "title", "upper"))

_HUMP = regex.compile(r"(?<=[\p{Ll}\p{Lo}])(?=\p{Lu})|(?<=\p{Lu}\p{Lu})(?=\p{Lu}\p{Ll})")
_DOTTED = regex.compile(r"(?<=\p{Ll})\.\p{L}")
_MEMBER = regex.compile(r"(?<=\p{L})\.\p{Ll}")
"""A full stop before a small letter: `View.asView`."""

_CALLED = regex.compile(r"(?<!\p{L})\p{Ll}+\p{Lu}\p{L}*\(\S")
_SET = regex.compile(r"(?: \p{Lu}\p{L}*)? :?= ")
"""Signs of code behind a name with capitals inside: a bracket, or what it is set to."""


def unit(scene: Scene) -> str | Doubt:
    """A unit with its prefix: 19 megaWatt, 4 kiloByte."""
    parts = _PREFIX.search(scene.chunk, 0, scene.offset) and _UNIT.match(scene.chunk, scene.offset)
    return Doubt("a unit with its prefix", denied=True) if parts else ""


_PREFIX = regex.compile(
    r"\b(?:kilo|m[eé]ga|giga|tera|peta|hecto|hekto|deci|dezi|centi|zenti|milli|mili|micro|mikro|nano)$", regex.I
)
_UNIT = regex.compile(
    r"(?:Watt|Byte|Octet|Bit|Hertz|Joule|Volt|Amp[eè]re|Pascal|Gram|Met|Lit|Pixel|Tonn?|Cal|Bar\b|Newton)"
)
"""Prefixes and units of the International System, as eight languages write them, and other units that have them."""


def one_letter(scene: Scene) -> str:
    """The first half is one letter that is no word: mBank, nCette."""
    left = scene.seam.left
    single = len(left) == 1 and not scene.is_word(left)
    alone = scene.offset == 1 or not scene.chunk[scene.offset - 2].isalnum()
    after_apostrophe = scene.chunk[max(0, scene.offset - 2) : scene.offset - 1] in ("'", "’")
    return "a letter that is no word" if single and alone and not after_apostrophe else ""


def dotted(scene: Scene) -> str:
    """A name of code: `View.asView`, `toJson(3)`, `val jsonArray = `, or any such name in a document that has code."""
    coded = scene.said.get("code in document", 0.0) >= CODE and _DOTTED.search(scene.chunk)
    coded = coded or _MEMBER.search(scene.chunk) or _CALLED.search(scene.chunk)
    coded = coded or (_SET.match(scene.text, scene.one.end) and scene.seam.left.islower())
    return "may be a name in code" if coded else ""


def unknown_half(scene: Scene) -> str:
    """In a language whose texts were not weighed, a first half that is no word: it may be a prefix, nguPrezidanti."""
    unknown = scene.seam.left.islower() and "left unknown" in scene.seam.features
    return "too few texts of the language were weighed" if unknown and not scene.language.fitted else ""


def coined(scene: Scene) -> str:
    """A small word that brands begin with, too, before what may be one: ePaper, iTaxi. What the text has is none."""
    known = scene.said.get("right alone") or "right given name" in scene.said
    single = scene.seam.left in _COINED and (scene.offset == 1 or not scene.chunk[scene.offset - 2].isalnum())
    return "may be a name with capitals inside" if single and not known else ""


_COINED = frozenset(("e", "i"))
"""Of names of one small letter and a word with a capital in the articles of dev and the pool that are neither code
("jQuery") nor inflected ("uHenry") all but 7 in 400 begin so."""


def foreign_prefix(scene: Scene) -> str:
    """A few small letters before a name in a text of another language, some of which write it so: nguThemba, nGael."""
    left = scene.seam.left
    return foreign(scene) if left.islower() and len(left) <= PREFIX and left not in scene.words else ""


PREFIX = 4
"""Letters of what languages put before a name without a blank, at most. Chosen."""


def addressed(scene: Scene) -> str:
    """What stands in an address, a handle or a hashtag, too: LeoVarne, @leovarne."""
    return "may be a name, which stands in an address" if scene.said.get("in an address") else ""


def framed(scene: Scene) -> str:
    """Several capitals at both ends: REPowerEU."""
    run = regex.search(r"\p{L}*$", scene.chunk, endpos=scene.offset)
    return "may be a name with capitals inside" if run and _FRAMED.match(scene.chunk, run.start()) else ""


_FRAMED = regex.compile(r"\p{Lu}{2,}\p{Ll}+\p{Lu}{2,}(?!\p{L})")


def run_on(scene: Scene) -> str | Doubt:
    """The second half is itself run together, capitals and a word: raportuRBNazwa. Whoever mends it has no doubt."""
    right = scene.seam.right
    glued = _RUN_ON.fullmatch(right) and right not in scene.words and not scene.zipf(right)
    return RUN_ON if glued else ""


RUN_ON = Doubt("another gap of the chunk would stay", halves=True)

_RUN_ON = regex.compile(r"\p{Lu}{2,}\p{Ll}{2,}")


def two_readings(scene: Scene) -> str | Doubt:
    """An abbreviation and a word of one letter, or of one letter more: CNILa."""
    seam = scene.seam
    for rival, _ in scene.rivals:
        if min(len(seam.right), len(rival.right)) != 1:
            continue
        if seam.left in scene.words and rival.left not in scene.words:
            return ""
        readings = tuple(f"{one.left} {one.right}" for one in (seam, rival))
        return Doubt("two readings: " + " or ".join(readings), readings)
    return ""


def solid_name(scene: Scene) -> str:
    """No other glue: it may be a brand or an identifier, unless a small word of the language begins or ends here."""
    seam = scene.seam
    if len(_HUMP.findall(scene.chunk)) == 1:
        if seam.right.lower() in scene.lore.functions and len(seam.right) > 1:
            return ""
        if scene.language.code != "en" and seam.left.islower() and _is_own(scene):
            return ""
        if seam.kind == "capital" and _is_spoken(scene):
            return ""
    return "may be a name with capitals inside, and no other gap is lost"


def _is_spoken(scene: Scene) -> bool:
    """Do the words around say that a word of the language meets a name: said Arthur, the British Museum?"""
    left = scene.seam.left
    known = left in scene.lore.functions or (len(left) >= LEAST and scene.zipf(left) >= KNOWN)
    prose = not scene.said.get("code in document")
    return known and prose and left.islower() and ("right given name" in scene.said or scene.apart)


def _is_own(scene: Scene) -> bool:
    """Is the first half a word of the language and none of English, which identifiers are made of?

    One that is no small word must be known, and so must the second, and the sentence goes on after it.
    """
    left, right = scene.seam.left, scene.seam.right
    if left in scene.lore.functions:
        return left not in get("en").function_words
    english = lexicon("en")
    if len(left) < LEAST or "small letter follows" not in scene.said or english is None:
        return False
    known = scene.zipf(left)
    return min(known, scene.zipf(right)) >= KNOWN and known > english.zipf(left) + 1.0


LEAST, KNOWN = 4, 3.0
"""Letters; Zipf frequency: from these on a word is taken for one of the language."""


CHECKS: Sequence[Check] = (
    unit, glued_abbreviation, unspaced, coded, in_host, broken_line, one_letter, unknown_half, coined, foreign_prefix,
    dotted, addressed, framed, run_on, two_readings,
)  # fmt: skip
ALONE: Sequence[Check] = (solid_name,)
