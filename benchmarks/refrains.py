"""How well lines that a site repeats are told, with a profile and without, beside two simpler methods.

    python benchmarks/refrains.py DATA [--least 3] [--languages fr,en]

DATA is a folder with `lines.jsonl.gz` (see fit_lines.py). Only sites with so many pages count; what is learned of a
site are all texts that one extractor made of it, its labels never. Beside newslint's profile alone (site-refrain,
its safe fixes and all) stand

* the bare repeat: a line that stands in two texts and more, digits folded, and among the first two lines of none;
* mdream's method, written anew from its description (`packages/crawl/src/boilerplate.ts`, 2026): shingles of 6 words
  that stand on half of a crawl's pages and on 3 at least; runs of 12 words of these and more go, never a whole text.
  A line counts as removed where four of five of its words are in such a run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import newslint
from newslint import Document, Linter, Origin

LANGUAGES = "fr,en,de,es,it,pt,nl,pl"

Judge = Callable[[Sequence[str]], set[int]]
"""Which lines of a text a method removes."""


def groups(path: Path, least: int, wanted: set[str]) -> Iterator[list[dict[str, Any]]]:
    """The texts that one extractor made of a site's pages."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["flavour"] == "leak" and row["lang"] in wanted and not row["site"].startswith("unknown"):
                found[row["lang"], row["site"], row["extractor"]].append(row)
    yield from (group for group in found.values() if len({row["page"] for row in group}) >= least)


def bare(texts: Sequence[Sequence[str]]) -> Judge:
    """Lines that stand in two texts and more, and never at the top."""

    def key(line: str) -> str:
        return re.sub(r"\d+", "0", " ".join(line.lower().split()))

    distinct = {tuple(text) for text in texts}
    keyed = [[key(line) for line in text if line.strip()] for text in distinct]
    times = Counter(line for text in keyed for line in set(text))
    tops = {line for text in keyed for line in text[:2]}
    return lambda text: {
        n for n, line in enumerate(text) if line.strip() and times[key(line)] >= 2 and key(line) not in tops
    }


SHINGLE, RUN, PAGES, SHARE = 6, 12, 3, 0.5
"""Words of a shingle and of a run, pages and share of pages, as mdream has them."""


def mdream(texts: Sequence[Sequence[str]]) -> Judge:
    """Runs of words that stand on half of the pages."""

    def shingles(words: list[str]) -> list[tuple[str, ...]]:
        return list(zip(*(words[at:] for at in range(SHINGLE)), strict=False))

    pages = [[word.lower() for line in text for word in line.split()] for text in {tuple(text) for text in texts}]
    times = Counter(shingle for page in pages for shingle in set(shingles(page)))
    needed = max(PAGES, SHARE * len(pages))
    common = {shingle for shingle, count in times.items() if count >= needed}

    def judge(text: Sequence[str]) -> set[int]:
        placed = [(word.lower(), number) for number, line in enumerate(text) for word in line.split()]
        covered = bytearray(len(placed))
        for at, shingle in enumerate(shingles([word for word, _ in placed])):
            if shingle in common:
                covered[at : at + SHINGLE] = b"\1" * SHINGLE
        for run in re.finditer(rb"\x01+", bytes(covered)):
            if len(run[0]) < RUN:
                covered[run.start() : run.end()] = bytes(len(run[0]))
        if all(covered):
            return set()
        counts, gone = Counter(number for _, number in placed), Counter[int]()
        for (_, number), mark in zip(placed, covered, strict=True):
            gone[number] += mark
        return {number for number, count in counts.items() if gone[number] >= 0.8 * count}

    return judge


def profiled(texts: Sequence[Sequence[str]], lang: str, *, safe: bool) -> Judge:
    """newslint's rule of refrains alone."""
    profile = newslint.learn((("site", "\n".join(text) + "\n") for text in texts), lang=lang)
    linter = Linter(lang, select=["site-refrain"], profile=profile)

    def judge(text: Sequence[str]) -> set[int]:
        found = linter.check_document(Document("\n".join(text) + "\n", lang=lang, origin=Origin(site="site")))
        gone = {one.start for one in found if one.fix == "" and (one.safe or not safe)}
        at, removed = 0, set[int]()
        for number, line in enumerate(text):
            if any(start in gone for start in range(at, at + len(line) + 1)):
                removed.add(number)
            at += len(line) + 1
        return removed

    return judge


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--languages", default=LANGUAGES)
    given = parser.parse_args()
    tally: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for group in groups(given.data / "lines.jsonl.gz", given.least, set(given.languages.split(","))):
        texts = [[line[0] for line in row["lines"]] for row in group]
        judges = {
            "bare repeat": bare(texts),
            "mdream's method": mdream(texts),
            "site-refrain, safe": profiled(texts, group[0]["lang"], safe=True),
            "site-refrain": profiled(texts, group[0]["lang"], safe=False),
        }
        for row, text in zip(group, texts, strict=True):
            for name, judge in judges.items() if row["gold_kind"] != "consensus" else ():
                gone = judge(text)
                tally[name].update((line[1], n in gone) for n, line in enumerate(row["lines"]) if line[0].strip())
    for name, counts in tally.items():
        right, wrong, missed = counts["boiler", True], counts["body", True], counts["boiler", False]
        print(
            f"{name:20} right {right / max(1, right + wrong):.4f}  found {right / (right + missed):.4f}  wrong {wrong}"
        )


if __name__ == "__main__":
    main()
