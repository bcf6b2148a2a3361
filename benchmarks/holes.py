"""How many holes are found: clean articles out of which a link, a name, a number or a quotation is taken.

    python benchmarks/holes.py DATA [--lang fr,en] [--each 3] [--show 20] [--json]

DATA is a folder with `glue.jsonl.gz` and `clean.jsonl` (see fit_glue.py). Of each article --each names, numbers and
quotations are taken out, of each page as many links as it is known to set, one at a time. What is left is asked twice:
with the blanks that stood around (`kept`), and with one between words and none before a mark, as tidy extractors leave
it (`closed`). A hole is found where a finding of the rules on lost text touches it.

Most holes leave a sentence that reads on, and nobody can find these.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import regex

from newslint import Linter

LANGS = "en,de,fr,es,it,pt,nl,pl"
RULES = ["lost-text", "lost-between", "lost-value", "open-quotation"]
REACH = 1500
"""Characters of the article on each side of a hole that are checked with it."""

LONGEST = 60
"""Characters of a link."""

_TAKEN = regex.compile(
    r"""
    (?P<name>(?<=[\p{Ll},]\s)\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)*) | (?P<number>(?<![\p{L}\d.,])\d+(?:[.,]\d+)*)
    | (?P<quotation>«[^«»\n]{3,80}»|“[^“”\n]{3,80}”|„[^„“”\n]{3,80}[“”])
    """,
    regex.VERBOSE | regex.VERSION1,
)

Row = dict[str, Any]


class Hole(NamedTuple):
    """What is taken out of a text: of which kind, from where to where."""

    kind: str
    start: int
    end: int


def taken(text: str, key: str, each: int) -> list[Hole]:
    """Some names, numbers and quotations of a text: the same for the same key."""
    found = defaultdict(list)
    for match in _TAKEN.finditer(text):
        found[str(match.lastgroup)].append(Hole(str(match.lastgroup), *match.span()))
    chance = random.Random(key)
    return [hole for kind in sorted(found) for hole in chance.sample(found[kind], min(each, len(found[kind])))]


def linked(row: Row) -> tuple[str, list[Hole]]:
    """A glued text with its gaps put in, and what stands between two gaps of links, shorter than what is around."""
    text, gaps = row["text"], sorted({one["offset"] for one in row["glues"]})
    links = [one["offset"] for one in row["glues"] if one["kind"] == "link"]
    whole = " ".join(text[start:end] for start, end in pairwise([0, *gaps, len(text)]))
    place = {gap: gap + number for number, gap in enumerate(gaps)}
    holes = []
    for number, (start, end) in enumerate(pairwise(links)):
        around = [b - a for a, b in pairwise(links[max(0, number - 1) : number + 3]) if (a, b) != (start, end)]
        if end - start <= min([LONGEST, *around]) and not set(text[start:end]) & set(".\n"):
            holes.append(Hole("link", place[start] + 1, place[end]))
    return whole, holes


def without(text: str, hole: Hole, *, closed: bool) -> tuple[str, int, int]:
    """The text around a hole without what is taken, and from where to where a finding touches it."""
    left, right = text[max(0, hole.start - REACH) : hole.start], text[hole.end : hole.end + REACH]
    if closed:
        left, right = left.rstrip(" "), right.lstrip(" ")
        left += " " if right[:1].isalnum() and left[-1:] not in ("\n", "(", "") else ""
    return left + right, len(left.rstrip()), len(left) + len(right) - len(right.lstrip())


def tasks(folder: Path, langs: Iterable[str], each: int) -> Iterator[tuple[str, str, list[Hole]]]:
    """Texts with their language and their holes."""
    seen = set()
    for row in _rows(folder / "clean.jsonl"):
        if row["lang"] in langs:
            yield row["lang"], row["text"], taken(row["text"], row["page"], each)
    for row in _rows(folder / "glue.jsonl.gz"):
        if row["lang"] in langs and row["page"] not in seen and row["method"] in ("bs4_p_strip", "scrapy_strip_join"):
            seen.add(row["page"])
            yield row["lang"], *linked(row)


def _rows(path: Path) -> Iterator[Row]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--lang", default=LANGS)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    langs = asked.lang.split(",")
    linters = {lang: Linter(lang=lang, select=RULES) for lang in langs}
    found, every, missed = Counter[tuple[str, str]](), Counter[tuple[str, str]](), []
    for lang, text, holes in tasks(asked.data, langs, asked.each):
        for hole in holes:
            for blanks in ("kept", "closed"):
                rest, start, end = without(text, hole, closed=blanks == "closed")
                hit = any(one.start <= end and one.end >= start for one in linters[lang].check(rest))
                for key in ((hole.kind, blanks), (lang, blanks)):
                    every[key] += 1
                    found[key] += hit
                if not hit:
                    around = f"{rest[max(0, start - 40) : start]}⟦⟧{rest[end : end + 40]}"
                    missed.append(f"{lang} {hole.kind} {blanks}: {around}")
    for line in random.Random(1).sample(missed, min(asked.show, len(missed))):
        print(line)
    table = {f"{what} {blanks}": [found[what, blanks], every[what, blanks]] for what, blanks in every}
    lines = [f"{key}: {right} of {all_}, {right / all_:.3f}" for key, (right, all_) in table.items()]
    print(json.dumps(table) if asked.json else "\n".join(lines))


if __name__ == "__main__":
    main()
