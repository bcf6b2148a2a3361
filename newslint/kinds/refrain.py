r"""`kind: refrain`: a line that other articles of the site have, too, as a profile knows.

What a site prints under each article has no fixed wording and no shape: a promotion, a charity's account, the motto of
the paper. Its other articles tell it. `newslint learn` counts them, newslint/profile/refrains.py says what of that
counts, and this kind sums it. Without a profile it finds nothing.

`weights` are log-odds by trait, "any refrain" the one that each starts from; from `least` on a line is reported, from
`safe` on its fix is safe. Where more than `most` of a text would go, nothing of it is touched, and that is told: such a
text may be a copy, a list or a page of the site itself.

    - name: house-line
      kind: refrain
      message: line that other articles of the site have, too
      why: The site prints it under every article.
      weights: {any refrain: 4.0}
      examples:
        - lang: en
          site: ["The mill burned.\nIt was old.\nRead us daily\n", "The school is shut.\nIt rained.\nRead us daily\n"]
          bad: "The port is open.\nThe storm is over.\n⟦Read us daily\n⟧"
          good: "The port is open.\nThe storm is over.\n"
      clean:
        - {lang: en, text: "The port is open.\nRead us daily\n"}
        - {lang: en, text: "Read us daily\nThe port is open.\n", site: ["One.\nRead us daily", "Two.\nRead us daily"]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.evidence.lines.sheet import Sheet, sheet
from newslint.model.documents import Document
from newslint.model.evidence import confidence, log_odds
from newslint.model.findings import Allows, Evidence, Hit, Share
from newslint.model.languages import Setting
from newslint.model.rules import Matcher, Rule

if TYPE_CHECKING:
    from newslint.profile.refrains import Refrain as Known


class Refrain(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines of which a profile says that other articles of the site have them."""

    weights: dict[str, float]
    least: Share = 0.5
    safe: Share = 0.99
    most: Share = 0.6

    @property
    def safe_from(self) -> float:
        return self.safe

    @property
    def allows(self) -> Allows:
        return "lines"

    def bind(self, setting: Setting) -> Matcher:
        return self._matcher(setting, self.least)

    def candidates(self, setting: Setting) -> Matcher:
        return self._matcher(setting, 0.0)

    def _matcher(self, setting: Setting, least: float) -> Matcher:
        if setting.profile is None:
            return lambda _: ()
        from newslint.profile.refrains import of_setting

        def hits(document: Document) -> Iterator[Hit]:
            page = sheet(document, setting.language)
            document.effort.take(len(page.rows))
            found = list(self._found(page, of_setting(document, setting), least))
            if self._is_too_much(page, found):
                first = page.rows[0].line
                share = f"more than {self.most:.0%} of this text"
                yield Hit(
                    first.start, first.end, None, self.least, message=f"{share} stands in other articles of its site"
                )
            else:
                yield from found

        return hits

    def _found(self, page: Sheet, known: dict[int, Known], least: float) -> Iterator[Hit]:
        for number, refrain in known.items():
            pieces = tuple(self._pieces(refrain))
            sure = confidence(pieces)
            if sure >= least:
                line = page.rows[number].line
                yield Hit(line.start, line.stop, "", round(sure, 4), pieces)

    def _pieces(self, refrain: Known) -> Iterator[Evidence]:
        """What a refrain comes to: the sum of its traits, told as one, and what its doubt takes off."""
        from newslint.profile.refrains import MOST, told

        summed = sum(self.weights.get(name, 0.0) for name in ("any refrain", *refrain.traits))
        yield Evidence(told(refrain), round(summed, 4))
        if refrain.doubt is not None:
            over = summed - log_odds(MOST[refrain.doubt])
            if over > 0:
                yield Evidence(refrain.doubt, -over)

    def _is_too_much(self, page: Sheet, found: list[Hit]) -> bool:
        size = sum(len(row.text) for row in page.rows)
        return sum(hit.end - hit.start for hit in found) > self.most * size
