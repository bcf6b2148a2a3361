"""How well left-over lines are told from the article's: newslint beside the line filters that people use.

    python benchmarks/lines.py DATA [--flavour leak|page] [--languages fr,en] [--folds [--by source]] [--every 2]

DATA is a folder with `lines.jsonl.gz` and `clean.jsonl` (see fit_lines.py). A line is removed if deletions cover 80 %
of its visible characters; only lines labelled body or boiler count. With --folds the rule left-over-line is fitted anew
for each fifth of the sites, or of the sources that gathered them, on the others (it needs what fit_lines.py needs); all
else is as shipped. At the end stands
what newslint would remove from clean news articles. Beside newslint's safe fixes and all its findings stand three
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
import shutil
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newslint import Finding, Linter
from newslint.evidence.scores.filters import C4_WORDS
from newslint.evidence.tokens import tokens, tokens_of
from newslint.rules.home import home
from newslint.rules.languages import languages

LANGUAGES = "fr,en,de,es,it,pt,nl,pl"
INVISIBLE = (
    " \t\n\r\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{ZERO WIDTH NO-BREAK SPACE}\N{RIGHT-TO-LEFT MARK}"
)
"""What a line may lose without losing anything that is seen."""


class Record(NamedTuple):
    """One text: its language, its site, and its lines with their labels."""

    lang: str
    site: str
    source: str
    lines: list[str]
    labels: list[str]


Judge = Callable[[Record], set[int]]
"""A system: the numbers of the lines that it removes from a text."""


def records(path: Path, flavour: str, wanted: set[str]) -> Iterator[Record]:
    """The texts of one flavour in the wanted languages."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["flavour"] == flavour and row["lang"] in wanted:
                lines = row["lines"]
                yield Record(
                    row["lang"], row["site"], row["source"], [line[0] for line in lines], [line[1] for line in lines]
                )


def clean(path: Path, wanted: set[str]) -> Iterator[Record]:
    """The clean articles of news sites in the wanted languages: every line is the article's."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["genre"] == "news" and row["lang"] in wanted:
                lines = row["text"].split("\n")
                yield Record(row["lang"], row["site"], row["source"], lines, ["body"] * len(lines))


class Newslint:
    """newslint: its safe fixes, or all its findings, that delete lines; `rules` by fifth of the sites, if held out."""

    def __init__(self, safe: bool, rules: Sequence[Path] = (), by: str = "site") -> None:
        self.safe = safe
        self.rules = rules
        self.by = by
        self.linters: dict[tuple[str, int], Linter] = {}

    def linter(self, record: Record) -> Linter:
        """The linter for a text, which never saw its site if rules are held out."""
        fold = zlib.crc32(getattr(record, self.by).encode()) % len(self.rules) if self.rules else 0
        key = record.lang, fold
        if key not in self.linters:
            self.linters[key] = Linter(record.lang, rules=self.rules[fold : fold + 1])
        return self.linters[key]

    def deletions(self, record: Record) -> list[Finding]:
        """The findings that take something away and put nothing in its place."""
        text = "\n".join(record.lines) + "\n"
        return [
            finding
            for finding in self.linter(record).check(text)
            if finding.fix is not None and not finding.fix.strip() and (finding.safe or not self.safe)
            if text[finding.start : finding.end].strip(INVISIBLE)
        ]

    def __call__(self, record: Record) -> set[int]:
        text = "\n".join(record.lines) + "\n"
        covered = bytearray(len(text))
        for finding in self.deletions(record):
            covered[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
        removed, at = set(), 0
        for number, line in enumerate(record.lines):
            visible = [i for i in range(at, at + len(line)) if not text[i].isspace()]
            if visible and sum(covered[i] for i in visible) >= 0.8 * len(visible):
                removed.add(number)
            at += len(line) + 1
        return removed


def c4(record: Record) -> set[int]:
    """C4's line rule."""

    def bad(line: str) -> bool:
        low = line.strip().lower()
        return not low.endswith((".", "?", "!", '"', "'")) or len(low.split()) < 3 or any(w in low for w in C4_WORDS)

    return {number for number, line in enumerate(record.lines) if bad(line)}


def justext(record: Record) -> set[int]:
    """jusText's classes of paragraphs, with lines for paragraphs."""
    stops = tokens_of(languages()[record.lang].function_words)
    own = [_justext_class(line, stops) for line in record.lines]
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


def _justext_class(line: str, stops: frozenset[str]) -> str:
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


def trafilatura(record: Record) -> set[int]:
    """trafilatura's filter on text."""
    return {number for number, line in enumerate(record.lines) if TRAFILATURA.match(line.strip())}


PEERS: dict[str, Judge] = {"C4's line rule": c4, "jusText on lines": justext, "trafilatura's filter": trafilatura}


def held_out(folder: Path, into: Path, by: str) -> list[Path]:
    """The rule left-over-line fitted on the sites or sources outside each fifth, as rule files."""
    from fit_lines import FOLDS, fit, write

    found = fit(folder, by)
    files = [into / f"{fold}.yaml" for fold in range(FOLDS)]
    for fold, file in enumerate(files):
        shutil.copy(home() / "leftover.yaml", file)
        write(file, found.weights(without=fold))
    return files


def measured(judge: Judge, data: Sequence[Record]) -> dict[str, Counter[str]]:
    """By language: lines right, wrong and missed, and the body's characters, kept and lost."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for record in data:
        removed = judge(record)
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


def alarms(rules: Sequence[Path], by: str, data: Sequence[Record]) -> str:
    """What newslint would remove from clean articles, for each 10,000 words."""
    words = sum(len(line.split()) for record in data for line in record.lines)
    every, safe = Newslint(False, rules, by), Newslint(True, rules, by)
    found = sum(len(every.deletions(record)) for record in data)
    lost = sum(
        len("\n".join(record.lines)[finding.start : finding.end].split())
        for record in data
        for finding in safe.deletions(record)
    )
    return f"{words} words: {found * 1e4 / words:.2f} findings, {lost * 1e4 / words:.2f} words deleted by safe fixes"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--flavour", choices=("leak", "page"), default="leak")
    parser.add_argument("--languages", default=LANGUAGES)
    parser.add_argument("--folds", action="store_true", help="fit left-over-line anew without each fifth of the sites")
    parser.add_argument("--by", choices=("site", "source"), default="site", help="what is held out")
    parser.add_argument("--every", type=int, default=1, help="measure every so many texts")
    asked = parser.parse_args(argv)
    wanted = set(asked.languages.split(","))
    data = list(records(asked.data / "lines.jsonl.gz", asked.flavour, wanted))[:: asked.every]
    with tempfile.TemporaryDirectory() as folder:
        rules = held_out(asked.data, Path(folder), asked.by) if asked.folds else []
        systems: dict[str, Judge] = {
            "newslint, safe fixes": Newslint(True, rules, asked.by),
            "newslint, all findings": Newslint(False, rules, asked.by),
            **PEERS,
        }
        print("| system | language | precision | recall | body lost | right | wrong | missed |")
        print("|---|---|---|---|---|---|---|---|")
        for name, judge in systems.items():
            for row in table(name, measured(judge, data)):
                print(row)
        print(
            "\nclean news articles,",
            alarms(rules, asked.by, list(clean(asked.data / "clean.jsonl", wanted))[:: asked.every]),
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
