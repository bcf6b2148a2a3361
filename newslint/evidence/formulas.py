"""Formulas: phrases with alternatives and gaps, found in a text by their rarest words.

A notice has a thousand wordings of a few forms: "By submitting you agree to our terms", "By pressing Send, you consent
to our use of your data". A list of phrases misses each that it has not seen; a formula says the form:

    by submitting|pressing .. you agree|consent

`a|b` is one word or the other, `word?` one that may be missing, `word*` and `*word` any that begins or ends so, `..` up
to GAP words of the same sentence, `^` the start of a sentence, `.. ^ ..` the rest of one and the
start of the next. A hyphen makes one of two words (`sign-up|subscribe`).
Formulas and lines are compared in one plain form, as phrases are (phrases.py); a phrase is a formula without any sign.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain

import msgspec

from newslint.evidence.phrases import compiled_for_language, for_language, sources
from newslint.evidence.tokens import WORDS, is_solid, tokens
from newslint.evidence.vocabulary import vocabulary, words
from newslint.model.documents import Document
from newslint.model.languages import Language

GAP = 8
"""Words that a gap may hold: enough for what a form is called, or a newsletter. Chosen, not measured."""

INNER = 7
"""Signs, with the blanks around them, from which a phrase without blanks is found inside of a clause. Chosen."""

BREAK = "|"
"""Stands between two sentences in the plain form."""

SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]*]*\s+|[|•·»]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"\.\.|\^|[^\s^]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")

Ways = tuple[str, ...]
"""The alternatives of one word of a formula, as a text in lower case has them."""


class Formula(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """As it is `written`; the lists that it is in, and whether a page was seen with it as it stands there.

    A text that it stands in has one way of each of `words` as a word, and of each of `parts` in a word.
    """

    written: str
    words: tuple[Ways, ...]
    parts: tuple[Ways, ...]
    lists: dict[str, bool] = {}

    def may_be_in(self, folded: str, words: Container[str]) -> bool:
        """Has a text in lower case, which has these words, what the formula needs?"""
        return _has_each(words, self.words) and _has_each(folded, self.parts)

    def is_in(self, plain: str) -> bool:
        """Does it stand in a text of this plain form?"""
        found = _compiled(self.written)
        if isinstance(found, str):
            return found in plain.replace(f" {BREAK} ", " ") or (
                len(found) > INNER and is_solid(found) and found.strip() in plain
            )
        return found.search(plain) is not None

    def key(self, common: Container[str]) -> Ways:
        """The word that it is looked for by: of all its words the one of which the ways are the rarest together."""
        return min(self.words, key=lambda ways: sum(_commonness(word, common) for word in ways))


def _has_each(text: Container[str], every: tuple[Ways, ...]) -> bool:
    """Has a text one way of each? In loops: this is asked hundreds of times of each text."""
    for ways in every:
        for way in ways:
            if way in text:
                break
        else:
            return False
    return True


Found = tuple[str, Formula]
"""A formula that a text may have, and the word to look for it by."""


class Shelf(msgspec.Struct, frozen=True):
    """Phrases and formulas by the words that they are looked for by; these words of each list; and all their words."""

    by_word: dict[str, tuple[Formula, ...]]
    of_list: dict[str, tuple[str, ...]]
    diction: tuple[str, ...]

    def may_be_in(self, folded: str, words: frozenset[str]) -> Iterator[Found]:
        """The formulas that a text in lower case may have which has these words."""
        for word in sorted(self.by_word.keys() & words):
            for one in self.by_word[word]:
                if _has_each(words, one.words) and (not one.parts or _has_each(folded, one.parts)):
                    yield word, one


class Formulary:
    """The phrases and formulas of some lists of a language, and the English ones."""

    def __init__(self, language: Language, lists: tuple[str, ...]) -> None:
        self._language = language
        self._lists = dict.fromkeys(lists)

    @cached_property
    def _solid(self) -> tuple[Formula, ...]:
        """The phrases in a script without blanks, which stand anywhere in what a text has for a word."""
        if self._language.spaced:
            return ()
        listed = shelf(self._language).by_word.values()
        mine = {one.written: one for ones in listed for one in ones if not self._lists.keys().isdisjoint(one.lists)}
        return tuple(one for one in mine.values() if is_solid(one.written))

    @property
    def words(self) -> frozenset[str]:
        """A text with none of these has none of the formulas."""
        of_list = shelf(self._language).of_list
        return frozenset(word for name in self._lists for word in of_list.get(name, ()))

    def by_word(self, document: Document) -> dict[str, list[Formula]]:
        """The formulas that a document may have, by the words to look for them by."""
        near, found = _near(document, self._language), dict[str, dict[str, Formula]]()
        for one in self._solid:
            if one.written in document.folded:
                found[one.written] = {one.written: one}
        for word, one in (pair for name in self._lists for pair in near.get(name, ())):
            found.setdefault(word, {})[one.written] = one
        return {word: [*formulas.values()] for word, formulas in found.items()}

    def near(self, document: Document) -> list[Formula]:
        """The formulas that a document may have, each once."""
        near = _near(document, self._language)
        return [*{one.written: one for name in self._lists for _, one in near.get(name, ())}.values()]

    def within(self, piece: str) -> list[Formula]:
        """The formulas that stand in a sentence, each once."""
        folded = piece.lower()
        found = shelf(self._language).may_be_in(folded, frozenset(words(folded)))
        near = {one.written: one for _, one in found if not self._lists.keys().isdisjoint(one.lists)}
        form = plain(piece) if near else ""
        return [one for one in near.values() if one.is_in(form)]

    def saw(self, formula: Formula) -> bool:
        """Was a page seen with a formula, as one of the lists has it?"""
        return any(seen for name, seen in formula.lists.items() if name in self._lists)


def _near(document: Document, language: Language) -> Mapping[str, Sequence[Found]]:
    """For each list, the formulas that a document may have; found once for each language."""
    # By identity: a document may be looked at with two languages of one code, as in tests of a language's file.
    return document.once(f"formulas {id(language)}", lambda: _by_list(document, language))


def _by_list(document: Document, language: Language) -> Mapping[str, Sequence[Found]]:
    found = dict[str, list[Found]]()
    for word, one in shelf(language).may_be_in(document.folded, spoken(document, language)):
        for name in one.lists:
            found.setdefault(name, []).append((word, one))
    return found


def plain(text: str) -> str:
    """The plain form that formulas are looked for in: the tokens of each sentence, and breaks around sentences.

    >>> plain("Like it? Sign up!")
    '| like it | sign up |'
    """
    return f"{BREAK} {f' {BREAK} '.join(' '.join(tokens(part)) for part in SENTENCE.split(text))} {BREAK}"


@for_language
def shelf(language: Language) -> Shelf:
    """What serves a language: its own phrases and formulas, and the English ones."""
    own, *others = map(_own, sources(language))
    if not others:
        return own
    english = others[0]
    by_word = english.by_word | own.by_word
    for word in english.by_word.keys() & own.by_word.keys():
        by_word[word] = (*own.by_word[word], *english.by_word[word])
    of_list = english.of_list | own.of_list
    for name in english.of_list.keys() & own.of_list.keys():
        of_list[name] = (*own.of_list[name], *english.of_list[name])
    return Shelf(by_word, of_list, (*own.diction, *english.diction))


@for_language
def diction(language: Language) -> frozenset[str]:
    """Every word that a phrase or a formula of the language, or an English one, is made of."""
    return frozenset(shelf(language).diction)


def _written(language: Language) -> Shelf:
    """What a language's file lists. A short word alone is none, nor is a number: they say nothing inside a line."""
    short = SHORT if language.spaced else WORDS - 1
    written = {text: lists for text, lists in _listed(language).items() if " " in text or len(text) > short}
    common = frozenset(language.function_words)
    by_word, of_list = dict[str, list[Formula]](), dict[str, set[str]]()
    for one in (formula(text, lists) for text, lists in written.items()):
        key = one.key(common) if one.words else ()
        for word in key:
            by_word.setdefault(word, []).append(one)
        for name in one.lists:
            of_list.setdefault(name, set()).update(key)
    return Shelf(
        by_word={word: tuple(formulas) for word, formulas in by_word.items()},
        of_list={name: tuple(sorted(words)) for name, words in of_list.items()},
        diction=tuple(sorted({*_spellings(_LETTERS.findall(" ".join(_listed(language)).lower()))})),
    )


_own = compiled_for_language("formulas", Shelf, _written)


SHORT = 9
"""Letters of a word that alone is no formula, at most."""


def _listed(language: Language) -> dict[str, dict[str, bool]]:
    """All that a language's file lists, each with its lists."""
    found: dict[str, dict[str, bool]] = {}
    for name, phrases in chain(language.phrases.items(), language.formulas.items()):
        for texts, seen in ((phrases.seen, True), (phrases.more, False)):
            for text in texts:
                lists = found.setdefault(text, {})
                lists[name] = lists.get(name, False) or seen
    return found


def spoken(document: Document, language: Language) -> frozenset[str]:
    """The words of a document that phrases and formulas of a language are made of; found once for each language."""
    # By identity: a document may be looked at with two languages of one code, as in tests of a language's file.
    return document.once(f"spoken {id(language)}", lambda: vocabulary(document).among(diction(language)))


def formula(written: str, lists: Mapping[str, bool] | None = None) -> Formula:
    """A formula as a language file has it, in these lists.

    >>> formula("by submitting|pressing .. you agree*").words
    (('by',), ('submitting', 'pressing'), ('you',))
    """
    words: list[Ways] = []
    parts: list[Ways] = []
    for sign in _SIGN.findall(written.lower()):
        longest = (max(_LETTERS.findall(way), key=len, default="") for way in sign.split("|"))
        ways = tuple(_spellings((sign,) if sign.isalpha() else longest))
        if all(ways) and not sign.endswith("?"):
            (parts if "*" in sign else words).append(ways)
    return Formula(written, tuple(words), tuple(parts), dict(lists or {}))


def _spellings(words: Iterable[str]) -> Iterator[str]:
    """The words, and those with an ß also with ss: so they stand in capitals, and everywhere in Switzerland."""
    for word in words:
        yield word
        if "ß" in word:
            yield word.replace("ß", "ss")


def _commonness(word: str, common: Container[str]) -> float:
    """How many texts have a word, as a guess: half as many with each letter more."""
    return 600.0 if word in common else 600 * 0.5 ** len(word)


@lru_cache(maxsize=5_000)
def _compiled(written: str) -> re.Pattern[str] | str:
    """A formula as a pattern; compiled when a line has all of its words, as few have. A mere phrase is itself."""
    signs = _signs(written)
    if all(_WORD.fullmatch(sign) for sign in signs):
        return f" {' '.join(tokens(written))} "
    return re.compile("".join(_pieces(signs)))


def _pieces(signs: list[str]) -> Iterator[str]:
    """Each word takes the blank after it along, and the end of its sentence; only a gap stays within one."""
    for at, sign in enumerate(signs):
        if sign == "^":
            yield "[|] "
        elif sign == "..":
            yield rf"(?:[^ |]+ ){{0,{GAP}}}?"
        else:
            ways = "|".join(_way(way) for way in sign.rstrip("?").split("|"))
            over = "" if at + 1 == len(signs) or signs[at + 1] == ".." else "(?:[|] )?"
            yield f"{'' if at else '(?<= )'}(?:(?:{ways}) {over}){'?' if sign.endswith('?') else ''}"


def _way(way: str) -> str:
    """One alternative of a word."""
    word = " ".join(map(re.escape, tokens(way)))
    return f"{'[^ |]*' if way[0] == '*' else ''}{word}{'[^ |]*' if way[-1] == '*' else ''}"


def _signs(written: str) -> list[str]:
    """A formula's words, gaps and starts."""
    return [sign for sign in _SIGN.findall(written) if sign in ("..", "^") or tokens(sign)]
