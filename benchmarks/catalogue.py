"""What newslint knows and finds, by kind of left-over and by language: python benchmarks/catalogue.py [STORED]

The first tables count the phrases and formulas that the languages' files list for each kind of left-over; below them
stands on what each language's lines were measured. STORED is a file of JSON lines, articles as people keep them, with
`text`, `lang` and `spans` of `start`, `end`, `kind`, `do` and `doubt`, marked by reading: the last table says how many
of the marks of each kind and language that are to be deleted are covered to four fifths by safe deletions, and how many
more by all.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newslint import Finding, Linter
from newslint.model.languages import Language
from newslint.rules.languages import languages

KINDS = {
    "links to other articles": ("related_prefix", "related_label", "related_heading", "media_label", "read_more"),
    "sharing, following, apps": ("share", "follow", "appeal"),
    "comments": ("comment", "comment_heading", "comments_below", "comments_on"),
    "newsletters": ("newsletter", "newsletter_offer"),
    "paywalls, log-in, offers": ("paywall", "offer", "walled", "login"),
    "cookies and consent": ("cookie", "cookie_notice", "consent_sentence", "consent_page"),
    "advertisements, affiliates": ("ad_label", "ad_continue", "affiliate"),
    "credits and captions": ("credit_label", "caption_label", "picture", "picture_label", "gallery"),
    "bylines, dates, reading times": ("byline", "updated_label", "relative_time", "reading_time"),
    "sources, origins, corrections": ("source_label", "origin", "contribution", "correction"),
    "players and stand-ins": ("player", "stand_in", "embed_start", "embed_end", "script"),
    "menus, rights, tags": ("legal", "copyright", "tags_label"),
    "notices of the site": ("notice", "disclaimer", "ai_notice"),
}
"""The lists of a language's file, by what is left over."""

FIRST = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
"""The languages that a column each is given; the others stand in a table of their own."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables, in Markdown."""
    files = sys.argv[1:] if argv is None else list(argv)
    known = languages()
    others = [code for code in sorted(known) if code not in FIRST]
    for codes in (list(FIRST), others):
        print("\n".join(_table("known", codes, _known(known[code] for code in codes))), end="\n\n")
    for code, language in sorted(known.items()):
        print(f"{code}: {language.measured or 'not measured'}")
    for file in files:
        print("\n" + "\n".join(_stored(Path(file))))
    return 0


def _known(of: Iterable[Language]) -> Iterator[tuple[str, list[str]]]:
    """For each kind, how many wordings each language lists."""
    found = list(of)
    for kind, lists in KINDS.items():
        yield kind, [str(sum(_count(language, name) for name in lists)) for language in found]


def _count(language: Language, name: str) -> int:
    listed = (language.phrases.get(name), language.formulas.get(name))
    return sum(len(one.seen) + len(one.more) for one in listed if one is not None)


def _stored(file: Path) -> Iterator[str]:
    """How many marks were found, by kind and language."""
    marks, found, safe = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    linters: dict[str, Linter] = {}
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        code = record["lang"]
        fixes = [one for one in linters.setdefault(code, Linter(lang=code)).check(record["text"]) if one.fix == ""]
        for span in record["spans"]:
            if span["do"] != "delete" or span.get("doubt"):
                continue
            cell = (span["kind"], code)
            marks[cell] += 1
            found[cell] += _is_covered(span, fixes)
            safe[cell] += _is_covered(span, [one for one in fixes if one.safe])
    kinds = sorted({kind for kind, _ in marks}, key=lambda kind: -sum(marks[kind, code] for code in FIRST))
    cells = [f"{kind} {code}" for kind in kinds for code in FIRST if marks[kind, code]]
    shown = {
        f"{kind} {code}": f"{safe[kind, code]} + {found[kind, code] - safe[kind, code]} of {marks[kind, code]}"
        for kind, code in marks
    }
    rows = ((kind, [shown[f"{kind} {code}"] if f"{kind} {code}" in cells else "" for code in FIRST]) for kind in kinds)
    yield from _table("found safely + not, of", FIRST, rows)


def _is_covered(span: dict[str, int], fixes: Sequence[Finding]) -> bool:
    """Do deletions cover four fifths of a mark?"""
    inside = sum(max(0, min(one.end, span["end"]) - max(one.start, span["start"])) for one in fixes)
    return inside >= 0.8 * (span["end"] - span["start"])


def _table(title: str, columns: Sequence[str], rows: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    yield f"| {title} | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    yield from (f"| {name} | {' | '.join(cells)} |" for name, cells in rows)


if __name__ == "__main__":
    sys.exit(main())
