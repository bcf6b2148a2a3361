"""A seam with all that a doubt may ask about, and what a doubt is.

A blank is a bad guess where the chunk is an address (`Koktajl24.pl`) or would be mended by halves (`r.DataWeaver`):
what stands around a seam in its chunk tells, and is asked for seams of several kinds.

    >>> from newslint.evidence.glue.judge import lore_of, place
    >>> from newslint.evidence.vocabulary import vocabulary
    >>> from newslint.model.documents import Document
    >>> from newslint.model.languages import Setting
    >>> from newslint.rules.languages import languages
    >>> polish = languages()["pl"]
    >>> def last(text):
    ...     document = Document(text)
    ...     one = place(document, Setting(language=polish))[-1]
    ...     return Scene(text, one, 0.9, (), {}, vocabulary(document), lore_of(polish), polish)
    >>> host, name = last("Tak podał Koktajl24.pl"), last("Mówi r.DataWeaver")
    >>> (host.chunk[: host.offset], doubt(in_host(host)).why), (name.chunk[: name.offset], glued_abbreviation(name))
    (('Koktajl24.', 'may be an address'), ('r.Data', 'an abbreviation in the chunk would stay'))
    >>> bool(doubt(in_host(host))), bool(NO_DOUBT)
    (True, False)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec
import regex

from newslint.evidence.glue.seams import Lore, Placed, Seam
from newslint.evidence.glue.seams.seam import DOMAINS
from newslint.evidence.vocabulary import Vocabulary
from newslint.model.languages import Language


class Doubt(NamedTuple):
    """Why a seam's fix is not safe; no reason is no doubt. `readings` are what the chunk may mean, the likeliest first.

    `halves`: the rest of the chunk is in doubt with it. `denied`: nothing is said of the seam at all.
    `gap` is what to put into the seam instead of a blank: an apostrophe where an elision lost it.
    """

    why: str = ""
    readings: tuple[str, ...] = ()
    gap: str = " "
    halves: bool = False
    denied: bool = False

    def __bool__(self) -> bool:
        return bool(self.why)


NO_DOUBT = Doubt()


def doubt(why: str | Doubt) -> Doubt:
    """A reason as a doubt."""
    return why if isinstance(why, Doubt) else Doubt(why)


class Scene(msgspec.Struct, frozen=True, dict=True):
    """A seam in its text. `rivals` are other cuts of the same word, each with its probability; `cut` is its own."""

    text: str
    one: Placed
    cut: float
    rivals: tuple[tuple[Seam, float], ...]
    said: Mapping[str, float]
    words: Vocabulary
    lore: Lore
    language: Language

    @cached_property
    def seam(self) -> Seam:
        return self.one.seam

    @cached_property
    def chunk(self) -> str:
        """The chunk, or of a long one what lies NEAR the seam."""
        return self.text[self._start : min(self.one.end, self.one.at + NEAR)]

    @cached_property
    def offset(self) -> int:
        """Where the seam lies in `chunk`."""
        return self.one.at - self._start

    @property
    def _start(self) -> int:
        return max(self.one.start, self.one.at - NEAR)

    @cached_property
    def before(self) -> str:
        """The line before the chunk."""
        start = self.text.rfind("\n", max(0, self.one.start - REACH), self.one.start) + 1
        return self.text[max(start, self.one.start - REACH) : self.one.start]

    def is_word(self, letter: str) -> bool:
        """Is one letter a word of the language, and no elision?"""
        low = letter.lower()
        return low in self.lore.functions and low not in self.language.elisions.solid

    def zipf(self, word: str) -> float:
        """How frequent a word is; 0 where there is no word list."""
        return self.lore.words.zipf(word.lower()) if self.lore.words else 0.0

    @property
    def apart(self) -> bool:
        """Do the neighbours of the halves, or another place of the document, say that they are two words?"""
        said = self.said
        return "pair apart" in said or said.get("words inside", 0.0) + said.get("words outside", 0.0) >= APART


APART = 1.5
"""Log-odds, by the words beside them, from which on two halves are two words. Chosen: see docs/glue.md."""

NEAR = 80
"""Characters of a chunk that are looked at on either side of a seam: a chunk may be a whole text without blanks."""

REACH = 1000
"""Characters of a line that are looked at before a chunk."""

_ABBREVIATED = regex.compile(r"(?<!\p{L})(?:\p{Ll}\.|(?:\p{Lu}\.){2,3})(?=\p{Lu}\p{Ll}{2})")
"""r.Data, p.Kowalski, S.A.Temat: an abbreviation of single letters with the next word."""


ENDS = '.,;:!?)”»"'
"""What may stand behind a name at the end of its chunk."""

_HOST = regex.compile(rf"[\p{{L}}\d-]+\.(?:{'|'.join(sorted(DOMAINS))})(?![\p{{L}}\d])")


def broken_line(scene: Scene) -> str | Doubt:
    """The letter that is left of a line break, where a line or a sentence begins: nCependant, n« Non »."""
    if scene.seam.left != "n" or not _BROKEN.match(scene.text, scene.one.at - 1):
        return ""
    return Doubt("a line break written as n", denied=True)


_BROKEN = regex.compile(r"(?<=^|\n|[.!?…”\"»] ?)n[\p{Lu}«“„]")


def in_host(scene: Scene) -> str | Doubt:
    """Inside what looks like the name of a host: Koktajl24.pl. Of one that is the whole chunk nothing is said."""
    found = next((one for one in _HOST.finditer(scene.chunk) if one.start() < scene.offset < one.end()), None)
    if found is None:
        return ""
    return Doubt("may be an address", denied=found[0] == scene.chunk.rstrip(ENDS))


def glued_abbreviation(scene: Scene) -> str:
    """Elsewhere in the chunk an abbreviation of single letters is run together with a word, and may stay so."""
    found = _ABBREVIATED.search(scene.chunk)
    return "an abbreviation in the chunk would stay" if found and found.end() != scene.offset else ""


CODE = 0.3
"""Signs of code in 100 characters: a document with more has names that are written like glue."""

Check = Callable[[Scene], str | Doubt]
"""A doubt, or the reason for one; nothing if there is none."""


_SOLID = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_UNSPACED_BEFORE = regex.compile(rf"{_SOLID}\P{{L}}*$")
_UNSPACED_AFTER = regex.compile(rf"\P{{L}}*{_SOLID}")


def unspaced(scene: Scene) -> str:
    """A letter of a script that parts no words by blanks, right at the gap or with marks and figures between."""
    chunk, at = scene.chunk, scene.offset
    near = _UNSPACED_BEFORE.search(chunk, 0, at) or _UNSPACED_AFTER.match(chunk, at)
    return "a script without blanks between words" if near else ""


_CODED = regex.compile(
    r"\|(?:https?://|www\.)|\w\.(?:\p{Lu}\p{Ll}+|\p{Lu}+(?=\p{Lu}\p{Ll})){3}|\p{L}\(\p{Ll}\w*(?:\.\w+)+\)"
)


def coded(scene: Scene) -> str:
    """An address behind a bar, a member of three words or in brackets: key|https://…, v.ListAPIView, T(db.Row)."""
    return "may be a record or a name in code" if _CODED.search(scene.chunk) else ""


KNOWN = 2.0
"""Zipf frequency from which on a word is one of the language."""


def foreign(scene: Scene) -> str:
    """The words around are of another language: two texts of a page, or one in two tongues."""
    if scene.lore.words is None:
        return ""
    around = scene.text[max(0, scene.one.start - PASSAGE) : scene.one.start], scene.text[scene.one.end :][:PASSAGE]
    words = [word for part in around for word in _SMALL.findall(part)]
    known = sum(scene.zipf(word) >= KNOWN for word in words)
    return "the words around are of another language" if len(words) >= ENOUGH and known < STRANGE * len(words) else ""


PASSAGE, ENOUGH = 120, 10
"""Characters on either side of a seam, and words in small letters in them from which their language can be told."""

STRANGE = 0.5
"""The share of known words below which they are of another. Chosen: in 1,562 texts as scrapers stored them it took two
splits from what is safe, both wrong, and no right one."""

_SMALL = regex.compile(r"(?<![\p{L}’'])\p{Ll}{2,}(?![\p{L}’'])")
