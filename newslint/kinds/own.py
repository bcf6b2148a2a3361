r"""`kind: own`: lines that the user calls left over, without writing a rule: `phrases` in the configuration.

Who reads a site every day knows its mottos. A line is what it says, whatever its capitals, accents, bullets and marks;
numbers, months and weekdays are alike. Where the user says nothing else, it is safe to take it out: it is whole lines
that go, and the user has named them.

    - name: named-line
      kind: own
      message: line that the configuration calls left over
      why: The user says so.
      examples:
        - lang: en
          phrases: ["Read the Courier every day"]
          bad: "The port is open.\n⟦• READ THE COURIER EVERY DAY!\n⟧It was shut.\n"
          good: "The port is open.\nIt was shut.\n"
          safe: true
      clean:
        - {lang: en, text: "Read the Courier every day\n"}
        - {lang: en, text: "I read the Courier every day\n", phrases: ["Read the Courier every day"]}
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lines.sheet import sheet
from newslint.model.documents import Document
from newslint.model.findings import Allows, Hit
from newslint.model.languages import OwnPhrase, Setting
from newslint.model.needles import Needle
from newslint.model.rules import Matcher, Rule

LIKELY = 0.9
"""The confidence in a line that the user wants to judge each time. A rank, chosen and not measured."""


class Own(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines that are `phrases` of the configuration, on their sites."""

    @property
    def allows(self) -> Allows:
        return "lines"

    def needles(self, setting: Setting) -> frozenset[Needle] | None:
        return None if setting.phrases else frozenset()

    def bind(self, setting: Setting) -> Matcher:
        if not setting.phrases:
            return lambda _: ()
        from newslint.profile.keys import key

        listed: dict[bytes | None, list[OwnPhrase]] = {}
        for phrase in setting.phrases:
            listed.setdefault(key(phrase.text), []).append(phrase)
        listed.pop(None, None)

        def hits(document: Document) -> Iterator[Hit]:
            sites = (None, document.origin.site, document.origin.folder)
            for row in document.effort.over(sheet(document, setting.language).rows):
                found = [phrase for phrase in listed.get(key(row.text), ()) if phrase.site in sites]
                if found:
                    safe = any(phrase.safe for phrase in found)
                    yield Hit(row.line.start, row.line.stop, "", 1.0 if safe else LIKELY)

        return hits
