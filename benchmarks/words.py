"""Whether the words of a corpus tell a brand from glue, and names a half of one: measured, and so left out of profiles.

    python benchmarks/words.py DATA [--languages fr,en] [--sites 2]

DATA is a folder with `glue.jsonl.gz` (see glue.py). What stands alone in texts of several sites might be a word, so
that it is not split; and a half that no list has might be a name that stands alone elsewhere. Counted are, of the
splits that newslint makes between letters or digits, right and wrong ones whose chunk stands alone on so many other
sites, as scrapers left their texts: what the words would silence. And of the glues that it misses, those with a half
that no list has, and those whose every such half stands alone on so many other sites: what names could add at most.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import regex

from newslint import Finding, Linter
from newslint.evidence.lexicon import lexicon

LANGUAGES = "fr,en,de,es,it,pt,nl,pl"
CHUNK = regex.compile(r"[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*")
AROUND = 12
"""Signs beside a gap by which the same gap of a page is known again under another method."""


def samples(path: Path, wanted: set[str]) -> list[dict[str, Any]]:
    """The texts with their gaps."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [row for row in map(json.loads, file) if row["lang"] in wanted]


def gaps(text: str, finding: Finding) -> Iterator[int]:
    """Where a fix that only puts blanks in puts them between letters or digits."""
    old, new = text[finding.start : finding.end], finding.fix or ""
    if "".join(new.split()) != "".join(old.split()) or len(new) <= len(old):
        return
    at = finding.start
    for n, sign in enumerate(new):
        if sign == text[at : at + 1]:
            at += 1
        elif new[n - 1 : n].isalnum() and text[at : at + 1].isalnum():
            yield at


def chunk(text: str, gap: int) -> str:
    """The chunk that a gap is in."""
    start = next((at for at in range(gap, 0, -1) if text[at - 1].isspace()), 0)
    return next((one[0] for one in CHUNK.finditer(text, start) if one.end() > gap), "")


@cache
def linter(lang: str) -> Linter:
    return Linter(lang)


def told(rows: list[dict[str, Any]], least: int) -> Counter[str]:
    """The counts."""
    sites: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for word in set(CHUNK.findall(row["text"])):
            sites[word].add(row["site"])
    found, seen = Counter[str](), set[tuple[str, str]]()
    for row in rows:
        text, site = row["text"], row["site"]

        def is_new(at: int, text: str = text, page: str = row["page"]) -> bool:
            key = (page, text[max(0, at - AROUND) : at + AROUND])
            return key not in seen and not seen.add(key)  # type: ignore[func-returns-value]

        def is_known(word: str, site: str = site) -> bool:
            return len(sites[word] - {site}) >= least

        made = {gap: one.safe for one in linter(row["lang"]).check(text) for gap in gaps(text, one)}
        real = {one["offset"] for one in (*row["glues"], *row.get("punct_glues", ()))}
        doubtful = set(row.get("ambiguous", ()))
        for gap in filter(is_new, made):
            near = {gap - 1, gap, gap + 1}
            if near & real or not near & doubtful:
                kind = "right" if near & real else "wrong"
                found[kind] += 1
                found[f"{kind}, on other sites"] += is_known(chunk(text, gap))
        for gap in (one["offset"] for one in row["glues"]):
            if not {gap - 1, gap, gap + 1} & made.keys() and is_new(gap):
                unlisted = [half for half in halves(text, gap) if not is_listed(half, row["lang"])]
                found["missed"] += 1
                found["missed, a half unlisted"] += bool(unlisted)
                found["missed, such halves on other sites"] += bool(unlisted) and all(map(is_known, unlisted))
    return found


def halves(text: str, gap: int) -> tuple[str, str]:
    """What stands before a gap and behind it."""
    before = regex.search(r"[\p{L}\p{N}]*$", text[max(0, gap - 40) : gap])
    behind = regex.match(r"[\p{L}\p{N}]*", text[gap : gap + 40])
    return before[0] if before else "", behind[0] if behind else ""


def is_listed(word: str, lang: str) -> bool:
    """Does the language's list have it, or is it a number?"""
    known = lexicon(lang)
    return word.isdecimal() or known is None or bool(known.zipf(word.lower()))


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--languages", default=LANGUAGES)
    parser.add_argument("--sites", type=int, default=2)
    given = parser.parse_args()
    counts = told(samples(given.data / "glue.jsonl.gz", set(given.languages.split(","))), given.sites)
    for name, count in sorted(counts.items()):
        print(f"{name:36} {count:6}")


if __name__ == "__main__":
    main()
