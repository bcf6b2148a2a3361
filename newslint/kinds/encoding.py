"""`kind: encoding`: text that was read with the wrong encoding, escaped and never unescaped, or taken apart.

A scraper that trusts a wrong header decodes UTF-8 as Windows-1252: `é` becomes `Ã©`, `’` becomes `â€™`. ftfy knows
which such stretches can be read back; it is asked for that alone: quotes stay curled, ligatures, full-width forms and
no-break spaces stay as they are, nothing is normalised beyond composing letters with their accents.

How sure it is follows from the way back: where the bytes of the mended text, read with one code page, give the damaged
one, nothing was guessed. A byte that had to be guessed, a symbol inside a word or a letter of another script is doubt.

    - name: misread-utf-8
      kind: encoding
      damage: mojibake
      message: text read with the wrong encoding
      why: Every letter with an accent became two others.
      examples:
        - {bad: "Le caf⟦Ã©⟧ d’Ana est ferm⟦Ã©⟧.", good: "Le café d’Ana est fermé."}
      clean: ["SÃO PAULO", "L’été à Liège"]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Literal

import regex

from newslint.evidence.signs.blanks import blank
from newslint.model.documents import Document, Line
from newslint.model.findings import Allows, Hit
from newslint.model.languages import Setting
from newslint.model.needles import Needle
from newslint.model.rules import Matcher, Rule

Damage = Literal["mojibake", "decomposed", "escape"]

CERTAIN = 0.995
"""The stretch is what one encoding makes of the UTF-8 bytes of the repaired text. Like the two below it is a rank
beside what is safe, chosen and not measured."""
LOSSY = 0.9
"""A byte had to be guessed: a no-break space that became a plain one."""
DOUBTFUL = 0.5
"""A symbol inside a word: ftfy reads `Officiâš´le` as `Offici⚴le` (ftfy#149)."""

_ALLOWED: dict[str, Allows] = {"mojibake": "letters", "decomposed": "signs", "escape": "text"}


class Encoding(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`damage` is mojibake, decomposed (letters apart from their accents) or escape (`\\u00e9` left as written)."""

    damage: Damage

    @property
    def allows(self) -> Allows:
        return _ALLOWED[self.damage]

    def needles(self, setting: Setting) -> frozenset[Needle] | None:
        return _NEEDLES.get(self.damage)

    def bind(self, setting: Setting) -> Matcher:
        return _FINDERS[self.damage]


_CODEPAGES = ("latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso-8859-2")
_BOX = "│┌┐┘├┤┬┼═-╬▀▄█▌▐░▒▓"
_OLD = "√≈∆ƒ¬‚Γ" + _BOX


def _characters(low: int, high: int) -> str:
    """For a class: what the bytes from low to high look like in some code page."""
    found = {bytes([byte]).decode(page, "ignore") or chr(byte) for byte in range(low, high + 1) for page in _CODEPAGES}
    return re.escape("".join(sorted(found)))


@lru_cache(maxsize=1)
def suspect() -> re.Pattern[str]:
    """What a line must hold for ftfy to change it: a UTF-8 sequence as a code page shows it.

    It starts with the class of all first characters, which the regex engine looks for fastest. Code pages of old Macs
    and of DOS share too many characters with ordinary text: only the shapes count that ftfy's test of badness knows.
    """
    two, three, four = _characters(0xC0, 0xDF), _characters(0xE0, 0xEF), _characters(0xF0, 0xF4)
    tail = _characters(0x80, 0xBF)
    return re.compile(
        f"[{two}{three}{four}{_OLD}](?=[^\x00-\x1f!-\x7f])(?:"
        f"(?<=[{two}])[{tail} ]"
        f"|(?<=[{three}])(?:[{tail}][{tail} ]| [{tail}])"
        f"|(?<=[{four}])[{tail} ]{{3}}"
        f"|(?<=[√≈∆ƒ¬‚])[^\x00-\x7f]|(?<=Γ)[åÇ]|(?<=[{_BOX}])[^\x00-\x7f]|(?<=[^\x00-\x7f][{_BOX}])"
        ")"
    )


def mojibake(document: Document) -> Iterator[Hit]:
    """Stretches that ftfy reads back. It takes 1 s for a megabyte, so it sees only lines that it may change."""
    text, seen = document.text, -1
    if text.isascii():
        return
    for match in suspect().finditer(text):
        if match.start() < seen:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        seen = end if end >= 0 else len(text)
        document.effort.take(seen - start)
        line = Line(start, seen, seen, text[start:seen])
        known = list(repaired(line))
        yield from known
        yield from (
            one for one in letters(line) if not any(one.start < hit.end and hit.start < one.end for hit in known)
        )


@lru_cache(maxsize=1)
def _letter() -> regex.Pattern[str]:
    """One letter inside a word as a code page shows its two bytes: the first is a capital, or the root sign.

    Both are as Windows-1252 or Latin-1 shows them. As other pages do, they can be a word's own letters.
    """
    first, tail = (
        regex.escape("".join({bytes([byte]).decode(page, "ignore") or chr(byte) for byte in span for page in _WESTERN}))
        for span in ([*range(0xC2, 0xD7), *range(0xD8, 0xDF)], range(0x80, 0xC0))
    )
    pair = rf"[{first}][{tail}]"
    return regex.compile(
        rf"{pair}(?:(?<=\p{{Ll}}..) | (?<!\w..)(?=\p{{Ll}}{{2}}) | (?<=\b\p{{Lu}}..)(?=\p{{Ll}}{{2}}))"
        r" | √[^\x00-\x7f](?:(?<=\p{L}{2}..) | (?<=\p{L}..)(?=\p{Ll}) | (?=\p{Ll}{2}))",
        regex.VERBOSE,
    )


_WESTERN = ("latin-1", "cp1252")


def letters(line: Line) -> Iterator[Hit]:
    """Letters that read back by themselves, where ftfy, which reads whole lines, sees something else that does not.

    A correct dash or accent beside them is enough for that. A capital inside a word in lower case, or two signs that
    begin one, are not how anybody writes.
    """
    for match in _letter().finditer(line.text):
        pages = ("mac-roman",) if match[0][0] == "√" else _WESTERN
        new = next(filter(None, (_latin(match[0], page) for page in pages)), None)
        if new:
            yield Hit(line.start + match.start(), line.start + match.end(), new, CERTAIN)


def _latin(old: str, page: str) -> str | None:
    """The letter of a European language that two bytes are which look like `old` in a code page."""
    new = _read_back(old, page)
    return new if new is not None and len(new) == 1 and new.isalpha() and (new < "\u0180" or new in "ȘșȚț") else None


def repaired(line: Line) -> Iterator[Hit]:
    """What ftfy changes in one line, stretch by stretch."""
    from ftfy import TextFixerConfig, fix_encoding

    config = TextFixerConfig(
        unescape_html=False, replace_lossy_sequences=False, fix_c1_controls=False, normalization=None
    )
    fixed = fix_encoding(line.text, config)
    if fixed == line.text:
        return
    for start, end, new in _differences(line.text, fixed):
        old = line.text[start:end]
        if not all("\x80" <= character <= "\x9f" for character in old):
            inside = line.text[start - 1 : start].isalpha() and line.text[end : end + 1].isalpha()
            sure = DOUBTFUL if _is_alien(new, fixed) else _confidence(old, new, inside=inside)
            yield Hit(line.start + start, line.start + end, new, sure)


_PIECE = re.compile(r"[\x00-\x7f]|[^\x00-\x7f]+")
"""Runs of characters beyond ASCII hold together: of `Â«` not the `Â` alone is wrong."""


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Where two lines differ: first by word, so that long lines cost little, then by piece inside it."""
    left, right = re.findall(r"\s|\S+", old), re.findall(r"\s|\S+", new)
    starts = [0, *accumulate(map(len, left))]
    for i1, i2, j1, j2 in _changed(left, right):
        start, before, after = starts[i1], "".join(left[i1:i2]), "".join(right[j1:j2])
        if len(before) > LONG_STRETCH:
            yield start, start + len(before), after
            continue
        here, there = _PIECE.findall(before), _PIECE.findall(after)
        places = list(accumulate(map(len, here), initial=start))
        for a1, a2, b1, b2 in _opcodes(here, there):
            wrong, mended = "".join(here[a1:a2]), "".join(there[b1:b2])
            head, tail = _sound(wrong, mended)
            low = places[a1]
            yield low + head, low + len(wrong) - tail, mended[head : len(mended) - tail]


SOUND = 8
"""Characters at either end of a stretch that may look right and be part of the damage, at most: twice what one
character takes in UTF-8."""


def _sound(old: str, new: str) -> tuple[int, int]:
    """How many characters at both ends of a stretch were right all along: what is between must read back as UTF-8."""
    room, heads, tails = min(len(old), len(new)), _common(old, new), _common(old[::-1], new[::-1])
    for head in range(heads, max(-1, heads - SOUND), -1):
        most = min(tails, room - head)
        for tail in range(most, max(-1, most - SOUND), -1):
            if (head or tail) and reads_back(old[head : len(old) - tail], new[head : len(new) - tail]):
                return head, tail
    return 0, 0


def _common(left: str, right: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _changed(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of words that differ. A repair mostly keeps their number: then each is compared with its own.

    difflib, which looks for the longest common stretch again and again, took 3.4 of 3.8 s on 8.8 MB of joined texts.
    """
    if len(old) != len(new):
        yield from _opcodes(old, new)
        return
    for same, run in groupby(range(len(old)), lambda i: old[i] == new[i]):
        if not same:
            first, *rest = run
            yield first, first + 1 + len(rest), first, first + 1 + len(rest)


NEAR = 32
"""Words, or pieces of one, among which a stretch that differs is matched with its repair. difflib takes the square of
their number, and more where they are all alike: 8 s for one stretch of 1,500 characters."""


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ where their number does, too: matched a few at a time, from the left."""
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        left, right = _matched(old[i : i + NEAR], new[j : j + NEAR])
        yield from ((i + i1, i + i2, j + j1, j + j2) for i1, i2, j1, j2 in left)
        i, j = i + right[0], j + right[1]
    if i < len(old) or j < len(new):
        yield i, len(old), j, len(new)


def _matched(old: list[str], new: list[str]) -> tuple[list[tuple[int, int, int, int]], tuple[int, int]]:
    """What differs before the last that both have, and where that ends; all of them where they have nothing."""
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    equal = [number for number, code in enumerate(codes) if code[0] == "equal"]
    upto = equal[-1] if equal else len(codes) - 1
    return [code[1:] for code in codes[: upto + 1] if code[0] != "equal"], (codes[upto][2], codes[upto][4])


LONG_STRETCH = 2000
"""A damaged stretch of more characters is replaced whole: comparing it piece by piece takes too long."""


def _confidence(old: str, new: str, *, inside: bool) -> float:
    if "\N{REPLACEMENT CHARACTER}" in new or (inside and any(unicodedata.category(c)[0] in "SCN" for c in new)):
        return DOUBTFUL
    return CERTAIN if reads_back(old, new) else LOSSY


def _is_alien(new: str, line: str) -> bool:
    """Is it a letter of another script in a line of Latin letters? Ciphered and broken text happens to read so."""
    if not any(c.isalpha() and not unicodedata.name(c, "LATIN").startswith("LATIN") for c in new):
        return False
    letters = [c for c in line if c.isalpha()]
    return sum(map(str.isascii, letters)) > len(letters) / 2


def reads_back(old: str, new: str) -> bool:
    """Is `old` what some code page makes of the UTF-8 bytes of `new`?"""
    return bool(new) and any(_read_back(old, page) == new for page in (*_CODEPAGES, "mac-roman", "cp437"))


def _read_back(old: str, page: str) -> str | None:
    """The text whose UTF-8 bytes look like `old` in a code page (what it leaves undefined is as in Latin-1)."""
    pieces = (c.encode(page, "ignore") or c.encode("latin-1", "ignore") for c in old)
    try:
        return b"".join(pieces).decode("utf-8")
    except UnicodeDecodeError:
        return None


_APART = re.compile(r"[^\W\d_][\u0300-\u036f\u3099\u309a]+")


def decomposed(document: Document) -> Iterator[Hit]:
    """Letters with their accents as separate characters, as file systems and PDF tools write them.

    Composed (NFC), nothing changes to the eye, and words compare equal again. Never NFKC, which turns ² into 2. A word
    makes one finding, however many of its letters are apart.
    """
    text, done = document.text, 0
    for match in _APART.finditer(text):
        if match.start() < done or len(unicodedata.normalize("NFC", match[0])) == len(match[0]):
            continue
        word = _WORD.match(text, max(done, _word_start(text, match.start())))
        start, done = word.span() if word else match.span()
        yield Hit(start, done, _APART.sub(lambda apart: unicodedata.normalize("NFC", apart[0]), text[start:done]))


_WORD = re.compile(r"[\w\u0300-\u036f\u3099\u309a]+")


def _word_start(text: str, at: int) -> int:
    """Where the word with text[at] begins; a word of thousands of characters is cut."""
    least = max(0, at - 60)
    while at > least and _WORD.match(text[at - 1]):
        at -= 1
    return at


_ESCAPE = re.compile(
    r"""
    \\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}  # a surrogate pair: one emoji
    | \\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}
    | \\x[89a-fA-F][0-9a-fA-F]                                   # Latin-1, from Python's repr
    | (?<=\w)\\(?=['’"/]|\ \w)                                    # an escaped apostrophe, quote, slash or blank
    """,
    re.VERBOSE,
)


def escapes(document: Document) -> Iterator[Hit]:
    r"""`\u00e9`, `\xa0`, `l\'eau`: JSON or program text that was printed instead of read."""
    for match in _ESCAPE.finditer(document.text):
        code = match[0]
        if code == "\\":
            yield Hit(match.start(), match.end(), "", LOSSY)
        elif code.startswith("\\x"):
            number = int(code[2:], 16)
            new = blank(document.text, *match.span()) if number == 0xA0 else chr(number)
            yield Hit(match.start(), match.end(), new, LOSSY if number < 0xA0 else 1.0)
        elif character := _character(code):
            yield Hit(match.start(), match.end(), character)


def _character(code: str) -> str | None:
    """The character of a `\\uXXXX` escape; None for controls, which nobody wants back."""
    units = [int(unit, 16) for unit in code.split("\\u")[1:]]
    character = b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be")
    return None if unicodedata.category(character) == "Cc" else character


_FINDERS: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "mojibake": mojibake,
    "decomposed": decomposed,
    "escape": escapes,
}

_NEEDLES: dict[str, frozenset[Needle]] = {
    "decomposed": frozenset({range(0x300, 0x370), range(0x3099, 0x309B)}),
    "escape": frozenset({"\\"}),
}
