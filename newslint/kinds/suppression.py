"""`kind: suppression`: comments and front matter that ask newslint to be silent where there is nothing to say.

What a suppression suppresses is known only when all other rules are done, so scan.py asks for the verdict then
(suppression.py); alone, as here, the rule knows no other and finds every suppression.
"""

from __future__ import annotations

from newslint.config.suppressions import Roster, Silenced
from newslint.model import Matcher, Rule, Setting


class Suppression(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The one rule that judges suppressions; it has no keys of its own."""

    @property
    def judges_suppressions(self) -> bool:
        return True

    def needles(self, setting: Setting) -> frozenset[str]:
        """Its own name, without which nothing is suppressed."""
        return frozenset({"newslint"})

    def bind(self, setting: Setting) -> Matcher:
        roster = Roster.of([self], [self])
        return lambda document: Silenced(document).complaints(roster)
