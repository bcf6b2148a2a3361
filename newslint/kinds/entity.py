r"""`kind: entity`: HTML entities that were never turned into characters.

Text that is escaped twice, or taken from an attribute or a feed, keeps `&eacute;`, `&amp;quot;` or `&#8217;`. Without
their semicolon numbers are entities, too, and names of letters and of the no-break space; others (`R&D`) are not.

An entity is told by its form, and by its name: HTML has a list of them. Its character is what should stand there, but
for three: what nobody sees goes; a no-break space becomes a plain one, unless a number or French punctuation stands
beside it; in an address only `&amp;` is one. The kind has no keys of its own.

    - name: entity-of-a-feed
      kind: entity
      message: entity in plain text
      why: A reader sees the code and not the character.
      examples:
        - {bad: "Le caf⟦&eacute;⟧ d⟦&amp;#8217;⟧Ana", good: "Le café d’Ana"}
        - {bad: "Fish ⟦&amp;⟧ chips for 5⟦&nbsp;⟧€", good: "Fish & chips for 5\u00A0€"}
      clean: ["R&D at AT&T; and more", "https://example.org/?a=1&copy;=2"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.evidence.signs.blanks import between
from newslint.model.documents import Document
from newslint.model.findings import Hit
from newslint.model.languages import Setting
from newslint.model.rules import Matcher, Rule

UNSURE = 0.9
"""`&lt;b&gt;` may be a tag that an article about HTML shows: made into `<b>` it would be taken for a real one.
A rank below what is safe, chosen and not measured."""

_ENTITY = re.compile(
    r"""
    &(?:amp;){0,3}(?:
        (?P<closed> \#\d{2,7} | \#[xX][0-9a-fA-F]{2,6} | [A-Za-z][A-Za-z0-9]{1,30} );
      | (?P<open> \#\d{2,5}(?!\d) | nbsp(?![A-Za-z])
          | [aeiouyncAEIOUYNC](?:acute|grave|uml|circ|tilde|cedil) | [aA]ring | [oO]slash | [aA][eE]lig | szlig )
    )
    | (?:(?<![&\w;])|(?<=[^\W_])(?<!&amp))(?:nbsp;)+      # its sign was lost: no word ends so
    """,
    re.VERBOSE,
)
_URL = re.compile(r"\S*(?:://|www\.)\S*\Z")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff")


class Entity(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every named or numeric entity with its semicolon, also one that was escaped again."""

    def needles(self, setting: Setting) -> frozenset[str] | None:
        return frozenset({"&", "nbsp;"})

    def bind(self, setting: Setting) -> Matcher:
        return hits


def hits(document: Document) -> Iterator[Hit]:
    """The entities of a text and their characters."""
    text = document.text
    last, before = -1, ""
    for match in _ENTITY.finditer(text):
        start, end = match.span()
        new = _characters(match["closed"] or match["open"] or "nbsp")
        if new is None or (new != "&" and _in_url(text, start)):
            continue
        if new == "\N{NO-BREAK SPACE}":
            new = between(before if last == start else text[start - 1 : start], _first(text, end))
        last, before = end, new[-1:]
        yield Hit(start, end, new, UNSURE if _makes_markup(new, text, end) or _is_told_of(text, start, end) else 1.0)


def _first(text: str, at: int) -> str:
    """The character that text[at:] begins with, where an entity begins it, that one's."""
    match = _ENTITY.match(text, at)
    return (_characters(match["closed"] or match["open"] or "nbsp") if match else None) or text[at : at + 1]


def _characters(name: str) -> str | None:
    """What `eacute` or `#233` stands for; None for a name that HTML does not know."""
    from html import unescape
    from html.entities import html5

    return _visible(
        unescape(f"&{name};") if name.startswith("#") else html5.get(name + ";", "\N{REPLACEMENT CHARACTER}")
    )


def _visible(new: str) -> str | None:
    """Invisible marks go; controls and lost characters are none of our guesses."""
    if new in _INVISIBLE:
        return ""
    if "\N{REPLACEMENT CHARACTER}" in new:
        return None
    return new if new.isprintable() or new in "\n\t\N{NO-BREAK SPACE}" or new.isspace() else None


def _in_url(text: str, start: int) -> bool:
    return _URL.search(text, max(0, text.rfind(" ", 0, start) + 1, text.rfind("\n", 0, start) + 1), start) is not None


_ENTITIES = re.compile(r"\b(?:entit(?:y|ies|és?|à|y’s|eiten|eit|ad|ades|ade|ät|äten)|encj\w{1,3})\b", re.IGNORECASE)


def _is_told_of(text: str, start: int, end: int) -> bool:
    """Does an entity stand by itself on a line that tells of entities?"""
    if text[start - 1 : start].strip() or text[end : end + 1].strip(' \n,.;:!?)"”’»'):
        return False
    line_end = text.find("\n", end)
    return bool(_ENTITIES.search(text, text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text)))


def _makes_markup(new: str, text: str, end: int) -> bool:
    return new in ("<", ">") and not text[end : end + 1].isspace()
