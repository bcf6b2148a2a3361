"""Count how words stand side by side (rules/evidence/neighbours.yaml): `python benchmarks/pairs.py DATA`.

DATA holds `glue.jsonl.gz` and `clean.jsonl` (see fit_glue.py). Counted are clean articles, and of others what people
hold for their text. What is written are single words, small ones and the commonest, and endings of the others, two at a
time: how much likelier they stand side by side than by chance, in log-odds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from newslint.evidence.glue.neighbours import SHAPES, class_of, small_words, words

LANGS = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")

ENDINGS = {2: 60, 3: 100, 4: 100}
"""How many of the commonest endings of so many letters are a class."""

OWN, OWN_SITES, OWN_TIMES = 1000, 4, 20
"""How many of the commonest words are a class of their own, and on how many sites and how often they stand at least."""

PRIOR = 1.0
"""Pairs that are added to those met and to those to be expected by chance: what is rare says little."""

LEAST, MOST = 0.2, 15_000
"""The smallest log-odds that are kept, and the pairs that are kept of a language, the most telling first. Held out, the
logarithmic loss of function seams in articles that lost one to three links was 0.108 with 2,500 pairs and no classes
of common words, and 0.096 with 15,000 and 1,500 of these; with 40,000 pairs it was 0.094, with all pairs and
distributional classes instead of common words 0.093."""

SITES = 2
"""Sites that a pair stands on at least, which stands there more often than by chance."""

Table = dict[str, dict[str, float]]


class Prose(NamedTuple):
    """An article without lost gaps."""

    code: str
    site: str
    text: str


def counted(articles: Iterable[Prose]) -> dict[str, Table]:
    """The table of each language."""
    by_code = defaultdict[str, list[Prose]](list)
    for article in articles:
        by_code[article.code].append(article)
    return {code: _table(code, of) for code, of in sorted(by_code.items())}


def _table(code: str, articles: list[Prose]) -> Table:
    small = small_words(code) | _own(articles, small_words(code))
    endings = _endings(articles, small)
    ones, twos, sites = Counter[str](), Counter[tuple[str, str]](), defaultdict[tuple[str, str], set[str]](set)
    for article in articles:
        found = [class_of(word, before, small, endings) for word, before in words(article.text)]
        ones.update(found)
        for pair, times in Counter(pairwise(found)).items():
            twos[pair] += times
            if len(sites[pair]) < SITES:
                sites[pair].add(article.site)
    total, odds = sum(ones.values()), dict[tuple[str, str], tuple[float, float]]()
    for left, lefts in ones.items():
        for right, rights in ones.items():
            met, chance = twos[left, right], lefts * rights / total
            value = round(math.log((met + PRIOR) / (chance + PRIOR)), 1)
            if not (left + right).isprintable():  # mojibake
                continue
            if abs(value) >= LEAST and (value < 0 or len(sites[left, right]) >= SITES):
                odds[left, right] = value, abs(value) * math.sqrt(met + chance)
    return _rows(dict(sorted(odds.items(), key=lambda item: -item[1][1])[:MOST]))


def _rows(odds: Mapping[tuple[str, str], tuple[float, float]]) -> Table:
    rows: Table = defaultdict(dict)
    for (left, right), (value, _) in sorted(odds.items()):
        rows[left][right] = value
    return dict(rows)


def _own(articles: Iterable[Prose], small: frozenset[str]) -> frozenset[str]:
    """The commonest words in small letters that are no small words."""
    times, sites = Counter[str](), defaultdict[str, set[str]](set)
    for article in articles:
        for word, _ in words(article.text):
            if word.islower() and word.isalpha() and word not in small and word not in SHAPES:
                times[word] += 1
                sites[word].add(article.site)
    common = (word for word, met in times.most_common() if met >= OWN_TIMES and len(sites[word]) >= OWN_SITES)
    return frozenset(islice(common, OWN))


def _endings(articles: Iterable[Prose], small: frozenset[str]) -> frozenset[str]:
    """The commonest endings of words in small letters that are no small words."""
    met = {length: Counter[str]() for length in ENDINGS}
    for article in articles:
        for word, _ in words(article.text):
            if word.islower() and word.isalpha() and word not in small:
                for length, ends in met.items():
                    if len(word) > length:
                        ends[word[-length:]] += 1
    return frozenset(end for length, ends in met.items() for end, _ in ends.most_common(ENDINGS[length]))


def read(folder: Path) -> Iterator[Prose]:
    """The articles, each page once."""
    seen = set()
    for name in ("clean.jsonl", "glue.jsonl.gz"):
        path = folder / name
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
            for record in map(json.loads, rows):
                if record["lang"] in LANGS and record["page"] not in seen:
                    seen.add(record["page"])
                    yield Prose(record["lang"], record["site"], record.get("gold", record["text"]))


def write(tables: Mapping[str, Table], path: Path) -> None:
    path.write_text("\n".join(_written(tables)) + "\n", encoding="utf-8")


def _written(tables: Mapping[str, Table]) -> Iterator[str]:
    yield "# How much likelier classes of words stand side by side than by chance, in log-odds. Counted by"
    yield "# benchmarks/pairs.py; do not edit by hand. What a class is: newslint/evidence/glue/neighbours.py."
    yield "# For each class, those that follow it, each with its log-odds."
    yield "pairs:"
    for code, table in tables.items():
        yield f"  {code}:"
        for left, row in table.items():
            told = " ".join(f"{right} {value}" for right, value in row.items())
            yield f"    {json.dumps(left, ensure_ascii=False)}: {json.dumps(told, ensure_ascii=False)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parents[1] / "rules" / "evidence" / "neighbours.yaml"
    )
    given = parser.parse_args()
    write(counted(read(given.data)), given.out)


if __name__ == "__main__":
    main()
