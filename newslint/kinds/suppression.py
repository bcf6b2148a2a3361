r"""`kind: suppression`: comments and front matter that ask newslint to be silent where there is nothing to say.

What a suppression suppresses is known only when all other rules are done, so the rule finds nothing at first and speaks
afterwards. It has no keys of its own.

    - name: idle-suppression
      kind: suppression
      message: suppression that suppresses nothing
      why: It would hide the next damage there.
      examples:
        - {bad: "⟦<!-- newslint: ignore -->\n⟧The council met.\n", good: "The council met.\n"}
      clean: ["<!-- the desk checked this -->\nThe council met.\n", "newslint: ignore this, the council wrote.\n"]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newslint.config.suppressions import Roster, Silenced
from newslint.model.documents import Document
from newslint.model.findings import Hit
from newslint.model.languages import Setting
from newslint.model.rules import Afterwards, Matcher, Rule


class Suppression(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The one rule that judges suppressions; it has no keys of its own."""

    def needles(self, setting: Setting) -> frozenset[str]:
        """Its own name, without which nothing is suppressed."""
        return frozenset({"newslint"})

    def bind(self, setting: Setting) -> Matcher:
        return lambda document: ()

    def afterwards(self, every: Sequence[Rule], running: Sequence[Rule]) -> Afterwards:
        @cache
        def roster() -> Roster:
            return Roster.of(every, running)

        def complaints(document: Document, hits: Sequence[tuple[Hit, Rule]]) -> Iterator[Hit]:
            silenced = Silenced.of(document)
            return silenced.complaints(hits, roster()) if silenced else iter(())

        return complaints
