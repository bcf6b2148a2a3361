r"""`kind: block`: several lines that belong to the page together, each told by its place beside the others.

An extractor that takes too large a part of the page for the article takes what else is in it: the titles of other
articles, a post that a script would have drawn, the readers' comments. No line of these gives itself away, for a title
is a title; what stands around it does: a heading above, bullets, dates in turn, the buttons between comments. A file of
newslint/evidence/lines/blocks/ finds each shape, and names what tells it.

Each line gives a hit of its own, so that a person can keep one and drop another; an article that is indented gives
one. `weights` say, in log-odds, what each name is worth in the rule; their sum is the confidence, and from `least` on
the line is reported.

    - name: titles-below-a-heading
      kind: block
      message: title of another article
      why: The text seems to state what other articles are called.
      shape: list
      start: [related_heading]
      weights: {bulleted: 1.4, plain: -0.8, two titles: 0.6}
      examples:
        - lang: de
          bad: "Der Hafen ist offen.\nMehr zum Thema\n⟦- Fischer fordern Hilfe\n⟧⟦- Die Sturmzeit beginnt\n⟧"
          good: "Der Hafen ist offen.\nMehr zum Thema\n"
      clean:
        - {lang: en, text: "Related Articles\nThe first boats left at dawn.\nThe port is open.\n"}
        - {lang: de, text: "Die Punkte im Einzelnen\n- Ein neuer Kai\n- Eine neue Straße\n"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from newslint.evidence.lines import blocks
from newslint.evidence.lines.prose import GOES_ON, LOOSE, cut, doubted, kept, loose
from newslint.evidence.lines.sheet import sheet
from newslint.kinds._corpus import of_corpus
from newslint.model.documents import Document
from newslint.model.evidence import confidence
from newslint.model.findings import Allows, Evidence, Hit
from newslint.model.languages import Setting
from newslint.model.needles import Needle
from newslint.model.rules import Matcher, Rule

if TYPE_CHECKING:
    ShapeName = str
else:
    ShapeName = Literal[blocks.names()]
    """The names of the files of evidence/lines/blocks/: the loader and the schema let pass no other."""


SPOKEN = ("tail", "thread", "talk")
"""The shapes of what readers say: of a comment neither its day nor its writer's name goes alone."""


class Block(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`shape` says which block; `start` and `end` are phrase lists of its first and last line.

    After a phrase of `titled` its first line has the title of the article: "3 thoughts on “The port reopens”".

    nested-links, nested-body: a bulleted list of links with the article nested under its last bullet; the links, and
    what to take off the article's lines. list: a heading of `start` and the titles under it. span: from a line of
    `start` to one of `end`. tail: from a line of `start` to the end of the text. thread: readers' comments, told by the
    buttons, speakers and ages between them. talk: by how they speak. consent: the cookies of a consent dialogue.
    section: other articles under a heading that no list has. dated: other articles and their dates, in turn.
    biography: the author's life at the end. office: a name and an office under a quotation. teaser: a summary of
    another article that ends in its button, one of `start`.

    `alone` says why its lines have to stand alone to be told, where they have: a text of one line has no such block.
    """

    shape: ShapeName
    start: list[str] = []
    end: list[str] = []
    titled: list[str] = []
    weights: dict[str, float] = {}
    least: float = 0.5
    alone: str | None = None

    @property
    def allows(self) -> Allows:
        return "lines"

    @property
    def whole(self) -> bool:
        return self.shape in SPOKEN

    def needles(self, setting: Setting) -> frozenset[Needle] | None:
        return blocks.get(self.shape).needles(setting.language)

    def bind(self, setting: Setting) -> Matcher:
        return self._matcher(setting, self.least)

    def candidates(self, setting: Setting) -> Matcher:
        return self._matcher(setting, 0.0)

    def _matcher(self, setting: Setting, least: float) -> Matcher:
        shape = blocks.get(self.shape)
        lists = blocks.Lists(tuple(self.start), tuple(self.end), tuple(self.titled))

        def hits(document: Document) -> Iterator[Hit]:
            page = sheet(document, setting.language)
            if self.alone and page.parted:
                return
            parts = list(shape.find(page, lists))
            if not parts:
                return
            corpus = of_corpus(document, setting)
            numbers = {row.line.start: row.number for row in page.rows} if corpus else {}
            spared, torn, unsure = kept(page), cut(page, {part.start for part in parts}), loose(page)
            for part in parts:
                if part.start in spared:
                    continue
                pieces = tuple(Evidence(name, self.weights[name]) for name in part.names if self.weights.get(name))
                pieces += tuple(filter(None, [corpus.get(numbers.get(part.start, -1))]))
                doubts = ((GOES_ON, torn), (LOOSE, unsure))
                pieces = doubted(pieces, (name for name, starts in doubts if part.start in starts))
                sure = confidence(pieces)
                if sure >= least:
                    yield Hit(part.start, part.end, part.fix, round(sure, 4), pieces)

        return hits
