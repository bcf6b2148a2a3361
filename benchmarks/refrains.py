"""How well lines that a site repeats are told, with a profile and without, beside simpler methods, by language.

    python benchmarks/refrains.py DATA [--least 3] [--languages fr,en]

DATA is a folder with `lines.jsonl.gz` (see fit_lines.py). Only sites with so many pages count; what is learned of a
site are all texts that one extractor made of it, its labels never. Beside newslint's profile alone (site-refrain), and
beside all rules without a profile, with one, and with one but without the rules on what stands twice in one text (the
labels call both copies the article's), each with its safe fixes and with all that carry a fix, stand

* the bare repeat: a line that stands in two texts and more, digits folded, and among the first two lines of none;
* the bare repeat beside another: also beside such a line, or the first or the last of its text;
* mdream's method, written anew from its description (`packages/crawl/src/boilerplate.ts`, 2026): shingles of 6 words
  that stand on half of a crawl's pages and on 3 at least; runs of 12 words of these and more go, never a whole text.
  A line counts as removed where four of five of its words are in such a run.

A line counts as removed by newslint where four of five of its visible characters are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
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


def bare(texts: Sequence[Sequence[str]], *, beside: bool) -> Judge:
    """Lines that stand in two texts and more, never at the top; if so asked, only beside another or at an end."""

    def key(line: str) -> str:
        return re.sub(r"\d+", "0", " ".join(line.lower().split()))

    distinct = {tuple(text) for text in texts}
    keyed = [[key(line) for line in text if line.strip()] for text in distinct]
    times = Counter(line for text in keyed for line in set(text))
    tops = {line for text in keyed for line in text[:2]}

    def judge(text: Sequence[str]) -> set[int]:
        rows = [n for n, line in enumerate(text) if line.strip()]
        again = [times[key(text[n])] >= 2 and key(text[n]) not in tops for n in rows]
        near = [one or other for one, other in zip([True, *again], [*again[1:], True], strict=False)]
        return {n for n, mine, by in zip(rows, again, near, strict=True) if mine and (by or not beside)}

    return judge


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


def linted(linter: Linter, *, safe: bool) -> Judge:
    """What newslint's fixes delete."""

    def judge(text: Sequence[str]) -> set[int]:
        whole = "\n".join(text) + "\n"
        gone = bytearray(len(whole))
        for one in linter.check_document(Document(whole, lang=linter.lang, origin=Origin(site="site"))):
            if one.fix is not None and not one.fix.strip() and (one.safe or not safe):
                gone[one.start : one.end] = b"\1" * (one.end - one.start)
        at, removed = 0, set[int]()
        for number, line in enumerate(text):
            seen = [gone[at + n] for n, sign in enumerate(line) if not sign.isspace()]
            if seen and sum(seen) >= TAKEN * len(seen):
                removed.add(number)
            at += len(line) + 1
        return removed

    return judge


TAKEN = 0.8
"""The share of a line's characters that is gone where the line counts as removed."""


def judges(texts: Sequence[Sequence[str]], lang: str) -> dict[str, Judge]:
    """The methods, each having seen the texts of a site."""
    profile = newslint.learn((("site", "\n".join(text) + "\n") for text in texts), lang=lang)
    linters = {
        "site-refrain": Linter(lang, select=["site-refrain"], profile=profile),
        "without a profile": _plain(lang),
        "with a profile": Linter(lang, profile=profile),
        "and without copies": Linter(lang, ignore=["repeated"], profile=profile),
    }
    found = {
        "bare repeat": bare(texts, beside=False),
        "the same beside another": bare(texts, beside=True),
        "mdream's method": mdream(texts),
    }
    for name, linter in linters.items():
        found |= {f"{name}, safe": linted(linter, safe=True), name: linted(linter, safe=False)}
    return found


@cache
def _plain(lang: str) -> Linter:
    return Linter(lang)


def table(tally: dict[str, Counter[tuple[str, bool]]]) -> Iterator[str]:
    """A line for each method."""
    for name, counts in tally.items():
        right, wrong, missed = counts["boiler", True], counts["body", True], counts["boiler", False]
        shares = f"right {right / max(1, right + wrong):.4f}  found {right / max(1, right + missed):.4f}"
        yield f"  {name:26} {shares}  lines {right + wrong:6}  of articles {wrong:4}"


def main() -> None:
    """Print a table for each language, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--languages", default=LANGUAGES)
    given = parser.parse_args()
    tallies: dict[str, dict[str, Counter[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(Counter))
    for group in groups(given.data / "lines.jsonl.gz", given.least, set(given.languages.split(","))):
        texts, lang = [[line[0] for line in row["lines"]] for row in group], group[0]["lang"]
        for name, judge in judges(texts, lang).items():
            for row, text in zip(group, texts, strict=True):
                if row["gold_kind"] != "consensus":  # whose labels come from repeats
                    gone = judge(text)
                    counted = [(line[1], n in gone) for n, line in enumerate(row["lines"]) if line[0].strip()]
                    tallies[lang][name].update(counted)
                    tallies["all"][name].update(counted)
    for lang in sorted(tallies, key=lambda lang: (lang == "all", lang)):
        print(lang, *table(tallies[lang]), sep="\n")


if __name__ == "__main__":
    main()
