"""`kind: repeated`: the same thing twice in a row, or twice in one text.

Editors paste a word beside itself; templates print a title, a standfirst or a pull quote again in the body; extractors
that meet an article for phones and one for desks keep both. What stands twice by right (`nous nous`, `had had`,
`Duran Duran`) is data of the language.

Only what is equal counts, letter for letter; how sure it is that the second one is too many follows from what it is and
from what stands between the two. A word that no sentence doubles may go unasked; verses, rows of a table and questions
are repeated on purpose. `confidence` is how sure the clearest case of the unit is.

    - name: stutter
      kind: repeated
      unit: word
      message: word standing twice in a row
      why: It was pasted beside itself.
      examples:
        - lang: en
          bad: "Officials closed the⟦ the⟧ road after the flood."
          good: "Officials closed the road after the flood."
      clean:
        - {lang: en, text: "He had had enough, so the the-less title stayed."}
        - {lang: fr, text: "Nous nous voyons demain."}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from newslint.kinds._copies import body, lines, phrases, sentences, title
from newslint.kinds._doubles import CERTAIN, Doubles
from newslint.kinds._passages import repeats
from newslint.model.documents import Document
from newslint.model.findings import Allows, Hit, Share
from newslint.model.languages import Setting
from newslint.model.rules import Matcher, Rule

Unit = Literal["word", "phrase", "line", "title", "sentence", "body", "passage"]

LONG_SENTENCE = 60
"""From this many characters on, one paragraph inside another is a copy, not chance. Chosen, not measured."""


class Repeated(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`unit` says what stands twice; `min_length` is the shortest line, in characters, that counts.

    word: the second of two equal words. phrase: a line that is twice the same phrase. line: a line that stood before.
    title: the first line again. sentence: a line that stands inside another one. body: the second half is the first.
    passage: a stretch of words, whatever lines either copy has.
    """

    unit: Unit
    min_length: int = LONG_SENTENCE
    confidence: Share = CERTAIN

    @property
    def allows(self) -> Allows:
        return "repeat"

    def bind(self, setting: Setting) -> Matcher:
        if self.unit == "word":
            return Doubles(setting).hits
        if self.unit == "line":
            return lambda document: lines(document, self.min_length, self.confidence, setting.language)
        find = _FINDERS[self.unit]
        return lambda document: find(document, self.min_length, self.confidence)


_FINDERS: dict[str, Callable[[Document, int, float], Iterator[Hit]]] = {
    "phrase": phrases,
    "title": title,
    "sentence": sentences,
    "body": body,
    "passage": repeats,
}
