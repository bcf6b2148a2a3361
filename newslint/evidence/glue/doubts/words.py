"""Doubts about a seam between small letters: two readings, an elision, lost accents, an ending, a word of its own.

`victoryat` lost a blank. `breadthis` may have lost it in two places, `lenfance` an apostrophe and no blank, `dassie` a
letter with it: to put a blank where it looks likeliest makes wrong text of what a reader would have understood.

    >>> from newslint.evidence.glue.judge import judge
    >>> from newslint.model.documents import Document
    >>> from newslint.model.languages import Setting
    >>> from newslint.rules.languages import languages
    >>> def whys(text, lang):
    ...     found = judge(Document(text), Setting(language=languages()[lang]))
    ...     return [one.doubt.why for one in found if one.confidence > 0.9]
    >>> whys("After the victoryat the port.", "en"), whys("The breadthis baker sold was gone.", "en")
    ([''], ['two readings: bread this or breadth is'])
    >>> whys("Le maire a vu lenfance du port.", "fr"), whys("Es kündigte an, dassie kommt.", "de")
    (["an elision that lost its apostrophe: l'enfance"], ['two readings: das sie or dass sie'])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log

import regex

from newslint.evidence.glue.doubts.scene import APART, CODE, KNOWN, Check, Doubt, Scene, coded, foreign
from newslint.evidence.glue.seams import Seam
from newslint.evidence.signs.quotes import apostrophe

NEAR = 2.0
"""Log-odds by which one cut of a word must be likelier than the next for its reading to be taken: of the gaps of the
dev data that are safe, 1 to 6 in 1,000 have a nearer rival, and those read are words that mean something either way."""

SOUND = 0.5
"""A rival of less probability is no reading."""

THIRD, THIRD_LETTERS = 3.0, 3
"""Of two cuts that part three words of this Zipf frequency and length both are right."""

_VOWEL = regex.compile(r"[aeiouyhàâäéèêëîïôöùûüœæ]", regex.IGNORECASE)
_ACCENTED = {
    "a": "àâáãäą", "c": "çć", "e": "éèêëę", "i": "îïíì", "l": "ł", "n": "ñń", "o": "ôöóõò", "s": "śß", "u": "ùûüú",
    "z": "żź",
}  # fmt: skip

_LETTERS = "".join(sorted({*"abcdefghijklmnopqrstuvwxyz", *"".join(_ACCENTED.values())}))

FREQUENT, PRODUCTIVE = 3.5, 1.5
"""Two words of this Zipf frequency make no compound in a language that hardly has any, unless one of them is the
beginning or ending of many others (log10 of how many)."""

MEANT = 1.5
"""Zipf frequency from which on a word may have been meant by the whole chunk."""

WORD = 4.8
"""Zipf frequency of a word from which on a small word behind it is one: Street, Police, but not Tokelau or Gil."""

NAME, SHORT = 3.75, 6
"""Longer words of this Zipf frequency and more are no names of which new words are made."""

SHORT_END = 3
"""Letters that a name may end in without being two words. Chosen."""

BEGINS, ENDS, STEM = 1.1, 1.0, 2.5
"""log10 of the words that begin or end with the same letters, from which on new ones may; Zipf frequency of a stem."""


def two_readings(scene: Scene) -> str | Doubt:
    """Another cut is as good, or nearly."""
    seam = scene.seam
    for rival, cut in scene.rivals:
        if cut < SOUND or _odds(scene.cut) - _odds(cut) >= NEAR or _is_weaker(rival, seam):
            continue
        if not _are_three(scene, rival):
            return _readings(seam, rival)
    return ""


def _is_weaker(rival: Seam, seam: Seam) -> bool:
    """Has the rival a half that is no word, and the seam none?"""
    return rival.kind == "name" and seam.kind != "name"


def _readings(*seams: Seam) -> Doubt:
    readings = tuple(f"{one.left} {one.right}" for one in seams)
    return Doubt("two readings: " + " or ".join(readings), readings, halves=True)


def _are_three(scene: Scene, rival: Seam) -> bool:
    """Do the two cuts together part three words?"""
    whole = scene.seam.left + scene.seam.right
    first, last = sorted((len(scene.seam.left), len(rival.left)))
    parts = whole[:first], whole[first:last], whole[last:]
    return len(parts[1]) >= THIRD_LETTERS and all(scene.zipf(part) >= THIRD for part in parts)


def _odds(probability: float) -> float:
    held = min(max(probability, 1e-9), 1 - 1e-9)
    return log(held / (1 - held))


def lost_letter(scene: Scene) -> str | Doubt:
    """One letter stands for two, the last of the first word and the first of the second: dassie, dass sie."""
    left, right = scene.seam.left, scene.seam.right
    if min(len(left), len(right)) < 3:
        return ""
    longer = left + right[0].lower()
    if scene.zipf(longer) >= max(COMMON, scene.zipf(left) - 1.0):
        other = f"{longer} {right}"
        return Doubt(f"two readings: {left} {right} or {other}", (f"{left} {right}", other))
    return ""


COMMON = 5.5
"""Words that everybody uses; rarer ones are longer by a letter only by chance."""


def doubled(scene: Scene) -> str:
    """The last letter of the first half is the first of the second, and once it makes one word: deeux, partees."""
    left, right = scene.seam.left, scene.seam.right
    once = left + right[1:]
    if min(len(left), len(right)) == 1 or left[-1].lower() != right[0] or scene.zipf(once) < EVERYDAY:
        return ""
    return f"may be {once} with a letter doubled"


def misspelt(scene: Scene) -> str:
    """No other glue, and the whole is an everyday word with one typing error: Entreda, quantiade."""
    left, right = scene.seam.left.lower(), scene.seam.right.lower()
    if scene.lore.words is None:
        return ""
    spared, whole = ("" if left[-1] == right[0] else left), _whole(scene)
    others = (other for other in mistyped(whole, scene.lore.words.among(whole)) if other != spared)
    found = max(others, key=scene.zipf, default="")
    if scene.zipf(found) < EVERYDAY or _are_small(scene):
        return ""
    return f"may be {found} with a typing error, and no other gap is lost"


def _whole(scene: Scene) -> str:
    """The word that the halves are of, in small letters; of three words run together, all three."""
    if "third word" not in scene.seam.features:
        return (scene.seam.left + scene.seam.right).lower()
    start = _RUN_BEFORE.search(scene.chunk, 0, scene.offset)
    end = _RUN_AFTER.match(scene.chunk, scene.offset)
    return f"{start[0] if start else ''}{end[0] if end else ''}".lower()


_RUN_BEFORE, _RUN_AFTER = regex.compile(r"[\p{L}\p{M}]+$"), regex.compile(r"[\p{L}\p{M}]+")


def _are_small(scene: Scene) -> bool:
    """Two small words of three letters or more that belong together where they stand: aus der Stadt."""
    halves = scene.seam.left.lower(), scene.seam.right
    small = all(half in scene.lore.functions and len(half) >= SMALL for half in halves)
    return small and scene.said.get("words inside", 0.0) >= APART


SMALL = 3
"""Letters of a small word that is seldom a typing error's."""


EVERYDAY = 3.0
"""Zipf frequency from which on a word is likelier mistyped than another is to follow. Chosen (benchmarks/typos.py)."""


def mistyped(word: str, places: Iterable[int]) -> Iterator[str]:
    """What a word may have been that has a letter lost, added, changed, or in the place of the next, at some places."""
    for at in places:
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + after[:1] + letter + after[1:]
        for other in _LETTERS:
            yield before + other + after
            yield before + other + letter + after


def elision(scene: Scene) -> str | Doubt:
    """The apostrophe is lost and not the blank: lenfance, dellinfanzia. Or it may be: dechange."""
    left, right = scene.seam.left, scene.seam.right
    elided = _elided(scene)
    if left.lower() in elided and _VOWEL.match(right):
        mark = apostrophe(scene.text)
        return Doubt(f"an elision that lost its apostrophe: {left}{mark}{right}", (f"{left}{mark}{right}",), mark)
    rest = left[-1] + right
    if left[:-1].lower() in elided and _VOWEL.match(rest) and _is_meant(scene, rest):
        other = f"{left[:-1]}'{rest}"
        return Doubt(f"two readings: {left} {right} or {other}", (f"{left} {right}", other))
    return ""


def _elided(scene: Scene) -> frozenset[str]:
    elisions = scene.language.elisions
    return frozenset((*elisions.solid, *elisions.small))


def _is_meant(scene: Scene, word: str) -> bool:
    return scene.zipf(word) >= KNOWN or any(scene.zipf(other) >= KNOWN for other in accented(word))


def accented(word: str) -> Iterator[str]:
    """The word with one accent more, or with two on its e's: what it may have been."""
    low = word.lower()
    if not low.isascii():
        return
    for at, letter in enumerate(low):
        for other in _ACCENTED.get(letter, ""):
            yield low[:at] + other + low[at + 1 :]
    vowels = [place for place, letter in enumerate(low) if letter == "e"]
    for number, first in enumerate(vowels):
        for second in vowels[number + 1 :]:
            yield low[:first] + "é" + low[first + 1 : second] + "é" + low[second + 1 :]


def lost_accents(scene: Scene) -> str:
    """The whole is one word whose accents are lost: defavoriser."""
    whole = scene.seam.left + scene.seam.right
    found = next((other for other in accented(whole) if scene.zipf(other) >= MEANT), "")
    return f"may be {found} without its accents" if found else ""


def ending(scene: Scene) -> str:
    """The second half is what a word ends in: Chozos', Tokelauan, boostin'."""
    left, right = scene.seam.left, scene.seam.right
    low = right.lower()
    if scene.chunk[scene.offset + len(right) :].rstrip(".,;:!?)") in ("'", "’") and low not in _elided(scene):
        return "an apostrophe may end the word"
    halves = (left,) if "right elided" in scene.seam.features else (left, right)
    if "left clitic" in scene.seam.features:
        halves = (right,)
    if any(len(half) == 1 and not scene.is_word(half) for half in halves):
        return "a letter that is no word"
    if not left[0].isupper() or "participle follows" in scene.said:
        return ""
    if (
        low in scene.language.name_endings
        and (scene.zipf(left) < NAME or len(left) <= SHORT)
        and not (low in scene.lore.functions and scene.zipf(left) >= WORD)
    ):
        return "may be a form of a name"
    return ""


def short_end(scene: Scene) -> str:
    """A name and at most three letters that are no small word: it may be a brand or a title, Portugalex."""
    left, right = scene.seam.left, scene.seam.right.lower()
    named = left[0].isupper() and len(right) <= SHORT_END and right not in scene.lore.functions
    return "may be a name" if named else ""


def particle(scene: Scene) -> str:
    """A small word that family names begin with, behind a name: Clément Dusong."""
    left = scene.seam.left
    begins = left[0].isupper() and left.lower() in scene.lore.functions and "name before" in scene.said
    return "may be a family name" if begins else ""


def torn(scene: Scene) -> str:
    """The letters of the second half belong to the next word: ojosa zules; or the hyphen is lost: rightof-way."""
    right = scene.seam.right
    if "hyphen after" in scene.seam.features and right.lower() in scene.lore.functions:
        return "" if scene.seam.left.lower() in scene.lore.functions else "a hyphen may be lost"
    following = _NEXT.match(scene.text, scene.one.end)
    if following is None or scene.chunk[scene.offset :] != right or scene.zipf(following[1]) >= KNOWN:
        return ""
    return "belongs to the next word" if scene.zipf(right + following[1]) >= KNOWN + 0.5 else ""


_NEXT = regex.compile(r" (\p{Ll}+)")


def beginning(scene: Scene) -> str:
    """The first half is what many words begin with: Eurocrise, entredevoraban."""
    if scene.seam.kind == "function" or scene.seam.features.get("prefix", 0.0) < BEGINS:
        return ""
    return f"{scene.seam.left}- begins words"


def in_code(scene: Scene) -> str:
    """A document that has code: packages and commands are written like glue."""
    coded = scene.seam.kind != "function" and scene.said.get("code in document", 0.0) >= CODE
    return "may be a name in code" if coded else ""


def derived(scene: Scene) -> str:
    """No other glue, and an ending that is longer than the second half: zombi-esque."""
    left, right = scene.seam.left.lower(), scene.seam.right.lower()
    if scene.lore.words is None or len(right) < 3:
        return ""
    for at in range(max(3, len(left) - 3), len(left)):
        stems = scene.zipf(left[:at]), scene.zipf(left[:at] + "e")
        if scene.lore.words.suffix(left[at:] + right) >= ENDS and max(stems) >= STEM:
            return f"-{left[at:]}{right} ends words, and no other gap is lost"
    return ""


def not_fitted(scene: Scene) -> str:
    """The weights of evidence are of other languages."""
    return "" if scene.language.fitted else "too few texts of the language were weighed"


def unknown_half(scene: Scene) -> str:
    """No other glue, and one half is no word: it may be a word that no list has. No family name behind a given one."""
    if scene.seam.kind != "name" or ("given name before" in scene.said and scene.apart):
        return ""
    return "one half is no known word, and no other gap is lost"


def little(scene: Scene) -> str:
    """No other glue, and few letters of two words that do not belong together: siamai may be sia mai, siam ai."""
    few = len(scene.seam.left) + len(scene.seam.right) <= FEW and scene.said.get("words inside", 0.0) < APART
    return "too few letters to tell, and no other gap is lost" if few else ""


FEW = 6
"""Letters of two words together up to which another cut is as good. Chosen."""


def coined(scene: Scene) -> str | Doubt:
    """A sentence made into a noun, in a language whose nouns have capitals: das Wirmüssenalle."""
    left, before = scene.seam.left, scene.text[max(0, scene.one.start - 2) : scene.one.start].rstrip()
    made = scene.language.capital_nouns and left[0].isupper() and left.lower() in scene.lore.functions
    return Doubt("may be a noun made of a sentence", halves=True) if made and before[-1:].isalpha() else ""


def rare_word(scene: Scene) -> str:
    """No other glue, and no small word among the halves: it may be a compound."""
    features = scene.seam.features
    if scene.seam.kind != "content":
        return ""
    affix = max(features.get("prefix", 0.0), features.get("suffix", 0.0))
    solid = scene.language.family != "Romance" and not (scene.language.family != "compounding" and scene.apart)
    if not solid and features["rarer half"] >= FREQUENT and affix < PRODUCTIVE:
        return ""
    return "may be a compound, and no other gap is lost"


def is_compound(scene: Scene) -> bool:
    """Could two words in small letters be one, in a language that writes compounds solid?"""
    return scene.seam.kind == "content" and scene.language.family == "compounding" and not scene.apart


CHECKS: Sequence[Check] = (
    coded,
    two_readings,
    elision,
    lost_letter,
    doubled,
    lost_accents,
    ending,
    short_end,
    particle,
    beginning,
    in_code,
    torn,
    foreign,
    coined,
    not_fitted,
)
ALONE: Sequence[Check] = (unknown_half, rare_word, derived, misspelt, little)
