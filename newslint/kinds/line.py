r"""`kind: line`: a whole line that belongs to the page and not to the article, told by a phrase or by its shape.

A page says more than its article: "Advertisement", "Photo: J. Doe / Reuters", "Read more". The elements go, their words
stay, each as a line among the paragraphs. A phrase of the language files tells it, as the whole line, at its start with
a rest that fits, or anywhere in it; or a shape does, such as a date or a credit, for which there is no list.

The evidence is named and adds up: the phrase, what it leaves over, where the line stands. A rule's `weights` say, in
log-odds, what each piece is worth in it; together they give the confidence that `newslint explain` shows, and from
`least` on the line is reported. `colon` asks for a colon after the phrase; where `sentence` is false, a line that ends
as one is right, but where `asks`, not one that asks or exclaims, as titles do; `first` and `last` say how many lines
are meant by `position`.

    - name: desk-label
      kind: line
      message: label of an advertisement
      why: The advertisement is gone and its label stayed.
      phrases: [ad_label]
      max_words: 3
      weights: {single word: -0.2, ends as a sentence: -6.0}
      fix: delete
      examples:
        - lang: en
          bad: "The council met.\n⟦Advertisement\n⟧It adjourned.\n"
          good: "The council met.\nIt adjourned.\n"
      clean:
        - {lang: en, text: "Advertisement spending fell by a tenth.\n"}
        - {lang: en, text: "The council met.\n"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import regex

from newslint.evidence.formulas import Formulary
from newslint.evidence.lines.captions import short
from newslint.evidence.lines.dates import is_date
from newslint.evidence.lines.places import FOOT, HEAD
from newslint.evidence.lines.prose import CLAUSED, LOOSE, doubted, of_place, reasons
from newslint.evidence.lines.prose.told import notices
from newslint.evidence.lines.prose.wrapped import HEADINGS, LABELLED, LABELS
from newslint.evidence.lines.shapes import GLANCES, SHAPES, Subject
from newslint.evidence.lines.sheet import Row, Sheet, sheet
from newslint.evidence.lines.wording import Words, vocabulary
from newslint.evidence.phrases import book
from newslint.evidence.segments.narrowed import narrowed
from newslint.evidence.signs.capitals import CAPITAL
from newslint.evidence.signs.quotes import LINE_OPENING
from newslint.evidence.tokens import NUMBER, is_word, places
from newslint.kinds._corpus import of_corpus
from newslint.kinds._standing import (
    Told,
    asks,
    beside_company,
    is_above_caption,
    is_asked_and_answered,
    is_pressed,
    is_said_whole,
    is_throughout,
    standing,
    takes_more,
    unseen,
)
from newslint.model.documents import Document
from newslint.model.errors import RuleError
from newslint.model.evidence import confidence
from newslint.model.findings import Allows, Evidence, Hit
from newslint.model.languages import Language, Setting
from newslint.model.needles import Needle, holds, required
from newslint.model.rules import Matcher, Rule

WEIGHTS = {
    "listed phrase": 5.2,
    "not seen on a page": -2.2,
    "not seen, but of three words": -0.4,
    "single word": 0.0,
    "five words and more": 0.0,
    "label of several words": 0.0,
    "a title after also": 0.0,
    "colon": 0.0,
    "label in capitals": 0.0,
    "number at its end": 0.0,
    "ends as a sentence": 0.0,
    "beside a left-over line": 0.0,
    "between prose": 0.0,
    "after a colon": 0.0,
    "long": 0.0,
    "near the start": 0.0,
    "near the end": 0.0,
    "in square brackets": 0.0,
    "not the only one": 0.0,
    "above a caption": 0.0,
    "each sentence a notice": 1.4,
    "behind its offer": 1.4,
}
"""What the evidence that any rule on lines may find is worth where a rule says nothing else.

5.2 is 181 to 1: on dev, 99.4 of 100 lines that are a listed phrase and nothing else are no part of the article.
A phrase that was merely thought of is doubted less where it is the whole line and of three words and more: all nine
such lines in 1,364 texts as people stored them are left over. That is few; the weight is chosen.
"""


OFFERED = frozenset({"offer", "paywall", "follow"})
"""Lists of what a site offers, in sentences of their own."""

THROUGHOUT = "each sentence a notice"

_TITLE = regex.compile(rf"[ \N{{NO-BREAK SPACE}}][{LINE_OPENING}¿¡]?\s?(?:{CAPITAL}|\d)")

WORDY = 5
"""Words of a phrase from which no sentence of an article begins with it."""

SHAPED = 180
"""Characters of a caption beyond which it must be sure where it begins and ends. Chosen: the two longer ones among an
eighth of the outputs of extractors (dev, as texts of one line) are the paragraph before a credit."""

TITLE = 100
"""Characters of a title inside a line, with its label, beyond which a sentence of the article may be in it."""

SAID = 0.5
"""The confidence below which nothing is said of a line that there is reason to keep."""


class Line(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`phrases` are lists of rules/languages/*.yaml; `match` says whether one is the line, starts it or is in it. Only
    inside of a line formulas of these lists are looked for, too.

    `remainder` is what must follow a phrase that starts the line, `shape` what the line must be where no phrase is
    asked for. One of `requires` is in every text where the rule can fire: in lower case in any case, with a capital as
    written. Outside `min_words` to `max_words` and outside `position` nothing is said. `alone` says why a line has to
    stand alone to be told by this rule, where it has: then nothing is said of parts of a line, in texts of one line.
    `alone_to_go` says why one has to stand alone to go unasked: parts of a line are said, and their fix is not safe.
    `beside` names lists: only what stands next to a phrase of these is said, or next to what is said for that.
    """

    phrases: list[str] = []
    match: Literal["line", "start", "inside"] = "line"
    beside: list[str] = []
    remainder: Literal["anything", "date", "name", "credit"] = "anything"
    shape: str | None = None
    min_words: int = 1
    max_words: int = 16
    colon: bool = False
    sentence: bool = True
    asks: bool = False
    requires: list[str] = []
    position: Literal["anywhere", "start", "end", "edges"] = "anywhere"
    first: int = HEAD
    last: int = FOOT
    weights: dict[str, float] = {}
    least: float = 0.5
    alone: str | None = None
    alone_to_go: str | None = None
    fix: Literal["delete"] | None = "delete"

    @property
    def allows(self) -> Allows:
        return "lines"

    def needles(self, setting: Setting) -> frozenset[Needle] | None:
        # The formulas of all rules are looked for at once (formulas.py): their words would be half of all needles.
        return frozenset(map(required, self.requires)) or None

    def bind(self, setting: Setting) -> Matcher:
        return self._matcher(setting, self.least)

    def candidates(self, setting: Setting) -> Matcher:
        return self._matcher(setting, 0.0)

    def _matcher(self, setting: Setting, least: float) -> Matcher:
        if self.shape is not None and self.shape not in SHAPES:
            raise RuleError(f"no shape is called {self.shape!r}; one of: {', '.join(sorted(SHAPES))}")
        if not self.phrases and self.shape is None:
            raise RuleError("nothing to look for; give 'phrases' or 'shape'")
        language = setting.language
        known = vocabulary(language)
        forms = Formulary(language, tuple(self.phrases) if self.match == "inside" else ())
        company = Formulary(language, tuple(self.beside))
        dated = self.phrases if self.remainder == "date" else []
        labels = frozenset(t for name in dated for p in book(language).lists.get(name, ()) for t in p.split())
        needed = tuple(map(required, self.requires))

        def hits(document: Document) -> Iterator[Hit]:
            if (needed and not holds(document, needed)) or (self.match == "inside" and not forms.by_word(document)):
                return
            page = sheet(document, language)
            if self._is_alien(page):
                return
            document.effort.take(len(page.rows))
            corpus = of_corpus(document, setting)
            rows = list(self._found(page, known, labels, forms))
            if rows and self.beside:
                rows = list(beside_company(rows, self._company(page, company)))
            others = ("not the only one",) if len(rows) > 1 else ()
            for row, found in rows:
                above = self.remainder == "credit" and row.is_phrase and is_above_caption(row, page, known)
                context = (*self._context(row, page), *(("above a caption",) if above else ()))
                pieces = tuple(self._weighed((*found, *others, *context)))
                pieces += tuple(filter(None, [corpus.get(row.number)]))
                if confidence(pieces) < least:
                    continue
                pieces = doubted(pieces, self._doubts(row, page, found))
                sure = confidence(pieces)
                if sure >= min(least, SAID):
                    fix = "" if self.fix == "delete" and not (self.asks and takes_more(row)) else None
                    start, stop = self._taken(row, forms, found, language)
                    yield Hit(start, stop, fix, round(sure, 4), pieces)

        return hits

    def _taken(self, row: Row, forms: Formulary, told: tuple[str, ...], language: Language) -> tuple[int, int]:
        """From where to where a row goes: of several sentences in a line those alone that the rule can name."""
        if self.match != "inside" or not row.inside or THROUGHOUT in told:
            return row.line.start, row.line.stop
        said = notices(language)
        return narrowed(row.line, language, lambda one: "©" in one or bool(forms.within(one) or said.within(one)))

    def _is_alien(self, page: Sheet) -> bool:
        """Does no line begin with a phrase of the rule, where it asks for such?"""
        return bool(self.phrases) and self.match != "inside" and page.marked.keys().isdisjoint(self.phrases)

    def _context(self, row: Row, page: Sheet) -> Iterator[str]:
        """Where a row stands; a title after a label may ask or exclaim, and is no sentence for that."""
        if row.inside and is_pressed(row, page):
            yield "behind its offer"
        titled = self.asks and asks(row)
        yield from (name for name in standing(row, page) if not (titled and name == "ends as a sentence"))

    def _doubts(self, row: Row, page: Sheet, told: tuple[str, ...]) -> Iterator[str]:
        """Why the line may be the article's; what follows a label, or is a date, a name or a caption, is no prose.

        Nor does a sentence that goes on go on as prose where each sentence of the line is a notice.
        """
        labelled = self.colon or self.match == "line" or self.remainder != "anything"
        sentence = self.shape == "invitation" or (bool(self.phrases) and not labelled)
        found = reasons(row, page) if sentence else of_place(row, page)
        halved = self.alone_to_go and not self._is_whole(row, page)
        if row.inside and (halved or (self.asks and row.ends and len(row.text) > TITLE)):
            yield LOOSE
        labels = not {*LABELS, *HEADINGS}.isdisjoint(self.phrases)
        spared = {*self.weights, *(() if labels else (LABELLED,)), *((CLAUSED,) if THROUGHOUT in told else ())}
        yield from (name for name in found if name not in spared)

    def _is_whole(self, row: Row, page: Sheet) -> bool:
        """Does a part of a line say all of its thing?"""
        if is_asked_and_answered(row, page) or is_pressed(row, page):
            return True
        return not OFFERED.isdisjoint(self.phrases) and is_said_whole(row, page)

    def _weighed(self, names: tuple[str, ...]) -> Iterator[Evidence]:
        for name in names:
            weight = self.weights.get(name, WEIGHTS.get(name, 0.0))
            if weight:
                yield Evidence(name, weight)

    def _found(self, page: Sheet, known: Words, labels: frozenset[str], forms: Formulary) -> Iterator[Told]:
        """The rows that the rule is about, each with the evidence of its phrase or shape."""
        if not self.phrases:
            yield from self._shaped(page, known)
            return
        if self.match == "inside":
            yield from self._inside(page, forms)
            return
        done = -1
        for name in self.phrases:
            for row, mark in page.marked.get(name, ()):
                if row.number == done or not self._fits(row, page):
                    continue
                names = ("listed phrase",) if mark.seen else ("listed phrase", unseen(row, mark.length))
                rest = self._rest(row, mark.length, known, labels)
                if rest is not None:
                    yield row, (*names, *rest, *self._throughout(row, page))

    def _shaped(self, page: Sheet, known: Words) -> Iterator[Told]:
        """Rows of the rule's shape."""
        shape, glance = SHAPES[self.shape or ""], GLANCES.get(self.shape or "")
        for row in page.up_to(self.max_words):
            if row.whole and glance is not None and not glance(row.text, row.first, known):
                continue
            if self._fits(row, page):
                found = shape(Subject(row.text, row.words, known))
                if found is not None:
                    yield row, found

    def _rest(self, row: Row, length: int, known: Words, labels: frozenset[str]) -> tuple[str, ...] | None:
        """The evidence of what follows a phrase; None if it is not what the rule asks for."""
        single: tuple[str, ...] = (
            ("single word",) if length == 1 and row.words[0] != NUMBER and is_word(row.words[0]) else ()
        )
        single = ("five words and more",) if length >= WORDY else single or _phrased(length)
        if length == len(row.words):
            return single
        if self.match == "line" or (not row.whole and self.remainder != "anything"):
            return None
        ends = [end for _, end in places(row.text[:200])]
        after = row.text[ends[length - 1] :] if length <= len(ends) else ""
        bracketed = self.remainder == "credit" and row.text[0] == "(" and row.text[-1] == ")"
        colon = after.lstrip(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}").startswith(
            (":", "：", "】", "©", "|", "｜", "»", ">")
        ) and (row.text[0] not in "|(" or bracketed)
        stopped = self.remainder == "credit" and after[:2] == ". " and row.words[length - 1] in short()
        if self.colon and not (colon or stopped):
            return None
        names = (*single, *(("colon",) if colon else ()), *(("number at its end",) if row.words[-1] == NUMBER else ()))
        names = (*names, *(("abbreviated label",) if stopped else ()))
        names = (*names, *(("label in capitals",) if colon and _is_shouted(row.text, after) else ()))
        if length > 1 and row.words[length - 1] in known.also and _TITLE.match(after):
            names = (*names, "a title after also")
        if self.remainder == "anything":
            return names
        after = after[:-1] if bracketed else after
        rest = after.strip(" \t\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}:：】／–—-|｜,").lstrip(". " if stopped else "")
        if self.remainder == "date":
            words = row.words[length:]
            aged = any(" ".join(row.words[at:]) in known.ages for at in range(1, length + 1))
            return (*names, "date") if aged or is_date(rest, words, known, labels) else None
        subject = Subject(rest, row.words[length:], known)
        shape = SHAPES[self.remainder](subject)
        if shape is None:
            shape = SHAPES["name" if self.remainder == "credit" else "staff"](subject)
        if shape is None and stopped and rest[:1].isupper():
            return names
        stroke = ("stroke",) if self.remainder == "credit" and "/" in rest else ()
        return None if shape is None else (*names, *shape, *stroke)

    def _inside(self, page: Sheet, forms: Formulary) -> Iterator[Told]:
        """Rows with a phrase or a formula anywhere in them."""
        ending = page.rows[-self.last :] if self.position == "end" else page.rows
        since = ending[0].line.start if ending else 0
        for row, seen in page.containing(forms, since):
            if self._fits(row, page):
                names = ("listed phrase",) if seen else ("listed phrase", "not seen on a page")
                yield row, (*names, *self._throughout(row, page))

    def _throughout(self, row: Row, page: Sheet) -> tuple[str, ...]:
        """Whether all of a row's sentences are notices, where its phrase says what its first one is."""
        asked = self.match != "line" and self.remainder == "anything" and not self.colon
        return (THROUGHOUT,) if asked and is_throughout(row, notices(page.language)) else ()

    def _company(self, page: Sheet, forms: Formulary) -> Iterator[int]:
        """The numbers of the rows that are or hold a phrase of the lists of `beside`."""
        yield from (row.number for row, _ in page.containing(forms))
        yield from (
            row.number for name in self.beside for row, _ in page.marked.get(name, ()) if row.is_one_of((name,))
        )

    def _fits(self, row: Row, page: Sheet) -> bool:
        """Is the row of the rule's size, and where the rule looks?"""
        if (self.alone and row.inside) or (self.shape and not row.sure and len(row.text) > SHAPED):
            return False
        if not self.min_words <= row.size <= self.max_words:
            return False
        if not self.sentence and row.ends and not (self.asks and asks(row)):
            return False
        if self.position == "anywhere":
            return True
        starts, ends = row.number < self.first, row.number >= len(page.rows) - self.last
        return {"start": starts, "end": ends, "edges": starts or ends}[self.position]


def _is_shouted(text: str, after: str) -> bool:
    """Is the label before its colon in capitals, and what follows it not?"""
    return text[: len(text) - len(after)].isupper() and not after.isupper()


def _phrased(length: int) -> tuple[str, ...]:
    return ("label of several words",) if 1 < length < WORDY else ()
