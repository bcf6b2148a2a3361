r"""`kind: article`: a document that is no article at all.

A scraper stores whatever comes back: the page of an error, a robot check, the notice that an article was taken down, a
paywall with two sentences above it, a dialogue of consent, a form to log in, the results of a search, a player without
its film, a list of teasers. Each says what it is in stock phrases. Articles quote such phrases, too; so what tells is
that hardly any prose stands beside them.

    - name: closed-page
      kind: article
      reason: the page of a closed shop
      lists: [login]
      prose: 10
      message: no article
      why: The shop is closed.
      examples:
        - {lang: en, bad: "⟦Forgot your password?⟧\nRemember me"}
      clean:
        - {lang: en, text: "Forgot your password? So had the mayor, who could not open the bridge as planned."}
        - {lang: de, text: "Passwort vergessen? Das hatte auch der Bürgermeister, der deshalb vor der Tür stand."}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

import regex

from newslint.evidence.formulas import Formula, Formulary, plain, spoken
from newslint.evidence.phrases import sources
from newslint.evidence.vocabulary import words
from newslint.kinds._sentences import sentences
from newslint.kinds._stock import Stock, has_prose
from newslint.model.documents import Document, Line
from newslint.model.findings import Hit
from newslint.model.languages import Language, Setting
from newslint.model.rules import Matcher, Rule
from newslint.rules.languages import languages

SURE = 0.95
"""How sure it is. In 923 clean articles (dev) and the 1,364 of a pool of stored ones none is told so wrongly; a rank,
not measured further."""

TEASER_WORDS = 45
"""Words for each label of a list of teasers, at most. Chosen, not measured."""

SHORT = 80
"""Words up to which nobody knows a text's language for sure: such a page may speak any."""

SHOWN = 60
"""Characters of a phrase that a message shows."""


Terms = tuple[Formulary, Stock]
"""The formulas of a reason in one language, and with them those that may stand beside."""


class Article(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document is no article for a `reason` if it has `phrases` different phrases or formulas of `lists`, and no more
    than `prose` words stand in other sentences. Sentences with a phrase of `lists` or of `beside` are none of them.

    `teasers` counts otherwise: labels of `lists` and sentences that break off with dots, so many at least, and one for
    every TEASER_WORDS words. Of the lists in `numbered` only phrases with a number are labels: `3 days ago`, and not
    `last week`, which stands in any article.
    """

    reason: str
    lists: list[str]
    beside: list[str] = []
    phrases: int = 1
    prose: int = 30
    teasers: int = 0
    numbered: list[str] = []

    def bind(self, setting: Setting) -> Matcher:
        language = setting.language
        if self.teasers:
            labels = Labels(language, self.lists, self.numbered)
            return lambda document: self._teased(document, labels)

        @cache
        def own() -> Terms:
            return self._terms(language)

        @cache
        def others() -> list[Terms]:
            spoken = (other for other in languages().values() if other.formulas.keys() & set(self.lists))
            return [self._terms(other) for other in spoken if other.code != language.code]

        def hits(document: Document) -> Iterator[Hit]:
            short = len(document.words) <= SHORT
            for terms in (own(), *(others() if short else ())):
                told = self._told(document, terms)
                if told is not None:
                    yield self._hit(document, told)
                    return

        return hits

    def _terms(self, language: Language) -> Terms:
        return Formulary(language, tuple(self.lists)), Stock(language, (*self.lists, *self.beside))

    def _told(self, document: Document, terms: Terms) -> str | None:
        """The first sentence that tells what the document is, if it is no article."""
        forms, stock = terms
        near = forms.near(document)
        if len(near) < self.phrases or has_prose(document, stock.language) or _exceeds(document, stock, self.prose):
            return None
        told = _said(document, near)
        return next(iter(told.values())) if len(told) >= self.phrases else None

    def _teased(self, document: Document, labels: Labels) -> Iterator[Hit]:
        most = labels.most(document)
        if 2 * most < self.teasers or len(document.words) > TEASER_WORDS * (most + _dots(document.text)):
            return
        found = list(labels.pattern.finditer(document.text))
        named = [match for match in found if match["label"]]
        if len(found) < self.teasers or 2 * len(named) < self.teasers:
            return
        if len(document.words) <= TEASER_WORDS * len(found):
            yield self._hit(document, named[0]["label"], len(found))

    def _hit(self, document: Document, shown: str, times: int = 1) -> Hit:
        """The finding for the document, on its first line."""
        first = next((line for line in document.lines if line.text.strip()), Line(0, 0, 0, ""))
        piece = " ".join(shown[: SHOWN + 1].split())
        piece = f"{piece[:SHOWN]}…" if len(shown) > SHOWN else piece
        often = f", {times} times" if times > 1 else ""
        return Hit(first.start, first.end, None, SURE, message=f"{self.message}: {self.reason} (“{piece}”{often})")


def _said(document: Document, near: list[Formula]) -> dict[str, str]:
    """The formulas that stand in the document, each with the first sentence that has it."""
    told: dict[str, str] = {}
    text = document.text
    for start, end in document.effort.over(sentences(text)):
        left = [formula for formula in near if formula.written not in told]
        form = plain(text[start:end]) if left else ""
        told |= {formula.written: text[start:end] for formula in left if formula.is_in(form)}
    return told


def _exceeds(document: Document, stock: Stock, most: int) -> bool:
    """Do more than `most` words of the document stand in sentences of prose?"""
    text, count = document.text, 0
    for start, end in document.effort.over(sentences(text)):
        piece = text[start:end]
        if stock.is_prose(piece):
            count += len(piece.split())
            if count > most:
                return True
    return False


def _listed(language: Language, lists: list[str]) -> Iterator[str]:
    """The phrases of several words in some lists of a language, and the English ones."""
    for source in sources(language):
        for one in (source.phrases[name] for name in lists if name in source.phrases):
            yield from (phrase for phrase in (*one.seen, *one.more) if " " in phrase)


class Labels:
    """The labels of teasers."""

    def __init__(self, language: Language, lists: list[str], numbered: list[str]) -> None:
        counted = (phrase for phrase in _listed(language, numbered) if _NUMBERS.search(phrase))
        self._phrases = sorted({*_listed(language, lists), *counted}, key=len, reverse=True)
        self._language = language
        literals = {max(_NUMBERS.split(phrase.lower()), key=len).strip() for phrase in self._phrases}
        parted = {literal: frozenset(words(literal)) for literal in literals}
        self._literals: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for literal, parts in parted.items():
            self._literals.setdefault(max(sorted(parts), key=len, default=""), []).append((literal, parts))

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """What finds them, and sentences that break off before the next begins; few documents ask."""
        labels = "|".join(map(_phrase, self._phrases)) or "(?!)"
        return regex.compile(
            rf"(?<![\p{{L}}\p{{N}}])(?P<label>(?i:{labels}))(?![\p{{L}}\p{{N}}])"
            r"|(?:…|\.\.\.|\[…\]|\[\.\.\.\])(?=\s*(?:\n|\Z|\p{Lu}))",
            regex.VERSION1,
        )

    def most(self, document: Document) -> int:
        """How many labels a document has at most; quickly told."""
        said = spoken(document, self._language)
        near = (one for word in ("", *said.intersection(self._literals)) for one in self._literals.get(word, ()))
        return sum(document.folded.count(literal) for literal, parts in near if parts <= said)


def _dots(text: str) -> int:
    """How often a sentence breaks off in a text, at most."""
    return text.count("…") + text.count("...")


_NUMBERS = regex.compile(r"\d+")


def _phrase(phrase: str) -> str:
    """A phrase as a pattern: any number for its number."""
    return r"\ ".join(r"\d+" if word.isdigit() else regex.escape(word, special_only=True) for word in phrase.split())
