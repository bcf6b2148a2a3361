"""How well left-over lines are told from the article's: newslint beside the line filters that people use.

    python benchmarks/lines.py DATA [--flavour leak|page] [--languages fr,en]

DATA is a folder with `lines.jsonl.gz` (see fit_lines.py). A line is removed if deletions cover 80 % of its visible
characters; only lines labelled body or boiler count. Beside newslint's safe fixes and all its findings stand three
rules, written here anew from their published descriptions:

* C4's line rule (Raffel et al. 2020, section 2.2; the same in huggingface/datatrove `c4_filters.py`): keep a line only
  if it ends in a full stop, exclamation mark, question mark or closing quote and has three words or more; drop lines
  with "javascript", "terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies".
* jusText on lines (Pomikálek 2011; `justext/core.py`, default values): a paragraph is bad, short, near good or good
  by its length (70, 200) and its share of stop words (0.30, 0.32), and takes the class of its neighbours where it has
  none of its own. There are no links in plain text, so link density is 0. Stop words are newslint's function words.
* trafilatura's text filter (`trafilatura/utils.py`, RE_FILTER of version 2.0): a line that is nothing but one of some
  twenty share and print labels.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newslint import Linter
from newslint.phrases import tokens
from newslint.rules import languages

LANGUAGES = "fr,en,de,es,it,pt,nl,pl"
Judge = Callable[[str, list[str]], set[int]]
"""A system: of a text in a language, the numbers of the lines that it removes."""


class Record(NamedTuple):
    """One text: its language and its lines with their labels."""

    lang: str
    lines: list[str]
    labels: list[str]


def records(path: Path, flavour: str, wanted: set[str]) -> Iterator[Record]:
    """The texts of one flavour in the wanted languages."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["flavour"] == flavour and row["lang"] in wanted:
                yield Record(row["lang"], [line[0] for line in row["lines"]], [line[1] for line in row["lines"]])


class Newslint:
    """newslint: its safe fixes, or all its findings, that delete lines."""

    def __init__(self, safe: bool) -> None:
        self.safe = safe
        self.linters: dict[str, Linter] = {}

    def __call__(self, lang: str, lines: list[str]) -> set[int]:
        linter = self.linters.setdefault(lang, Linter(lang))
        text = "\n".join(lines) + "\n"
        covered = bytearray(len(text))
        for finding in linter.check(text):
            if finding.fix is not None and not finding.fix.strip() and (finding.safe or not self.safe):
                covered[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
        removed, at = set(), 0
        for number, line in enumerate(lines):
            visible = [i for i in range(at, at + len(line)) if not text[i].isspace()]
            if visible and sum(covered[i] for i in visible) >= 0.8 * len(visible):
                removed.add(number)
            at += len(line) + 1
        return removed


C4_WORDS = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookie",
)


def c4(_: str, lines: list[str]) -> set[int]:
    """C4's line rule."""

    def bad(line: str) -> bool:
        low = line.strip().lower()
        return not low.endswith((".", "?", "!", '"', "'")) or len(low.split()) < 3 or any(w in low for w in C4_WORDS)

    return {number for number, line in enumerate(lines) if bad(line)}


def justext(lang: str, lines: list[str]) -> set[int]:
    """jusText's classes of paragraphs, with lines for paragraphs."""
    stops = {token for word in languages()[lang].function_words for token in tokens(word)}
    own = [_justext_class(line, stops) for line in lines]
    final = list(own)
    for i, kind in enumerate(own):
        if kind in ("short", "neargood"):
            before = next((k for k in own[:i][::-1] if k in ("good", "bad")), "bad")
            after = next((k for k in own[i + 1 :] if k in ("good", "bad")), "bad")
            if kind == "short":
                final[i] = "good" if before == after == "good" else "bad"
            else:
                final[i] = "bad" if before == after == "bad" else "good"
    return {number for number, kind in enumerate(final) if kind != "good"}


def _justext_class(line: str, stops: set[str]) -> str:
    words = tokens(line)
    density = sum(word in stops for word in words) / len(words) if words else 0.0
    if len(line) < 70:
        return "short"
    if density >= 0.32:
        return "good" if len(line) > 200 else "neargood"
    return "neargood" if density >= 0.30 else "bad"


TRAFILATURA = re.compile(
    r"\W*(?:Drucken|E-?Mail|Facebook|Flipboard|Google|Instagram|Linkedin|Mail|PDF|Pinterest|Pocket|Print|QQ|Reddit|Twitter"
    r"|WeChat|WeiBo|Whatsapp|Xing|Mehr zum Thema:?|More on this.{0,8})$",
    re.IGNORECASE,
)


def trafilatura(_: str, lines: list[str]) -> set[int]:
    """trafilatura's filter on text."""
    return {number for number, line in enumerate(lines) if TRAFILATURA.match(line.strip())}


SYSTEMS: dict[str, Callable[[], Judge]] = {
    "newslint, safe fixes": lambda: Newslint(safe=True),
    "newslint, all findings": lambda: Newslint(safe=False),
    "C4's line rule": lambda: c4,
    "jusText on lines": lambda: justext,
    "trafilatura's filter": lambda: trafilatura,
}


def measured(judge: Judge, data: Sequence[Record]) -> dict[str, Counter[str]]:
    """By language: lines right, wrong and missed, and the body's characters, kept and lost."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for record in data:
        removed = judge(record.lang, record.lines)
        mine = count[record.lang]
        for number, (line, label) in enumerate(zip(record.lines, record.labels, strict=True)):
            if not line.strip():
                continue
            if label == "boiler":
                mine["right" if number in removed else "missed"] += 1
            elif label == "body":
                size = len(line) - line.count(" ")
                mine["wrong"] += number in removed
                mine["body"] += size
                mine["lost"] += size * (number in removed)
    return count


def table(name: str, count: dict[str, Counter[str]]) -> Iterator[str]:
    """Markdown rows of one system."""
    for lang, c in sorted(count.items()):
        right, wrong, missed = c["right"], c["wrong"], c["missed"]
        precision = right / (right + wrong) if right + wrong else float("nan")
        recall = right / (right + missed) if right + missed else float("nan")
        lost = 100 * c["lost"] / c["body"] if c["body"] else 0.0
        yield f"| {name} | {lang} | {precision:.3f} | {recall:.3f} | {lost:.2f} % | {right} | {wrong} | {missed} |"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--flavour", choices=("leak", "page"), default="leak")
    parser.add_argument("--languages", default=LANGUAGES)
    asked = parser.parse_args(argv)
    data = list(records(asked.data / "lines.jsonl.gz", asked.flavour, set(asked.languages.split(","))))
    print("| system | language | precision | recall | body lost | right | wrong | missed |")
    print("|---|---|---|---|---|---|---|---|")
    for name, make in SYSTEMS.items():
        for row in table(name, measured(make(), data)):
            print(row)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
