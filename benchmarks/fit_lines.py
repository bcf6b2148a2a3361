"""Fit the weights of the rule left-over-line on sorted lines and write them into its YAML file.

    python benchmarks/fit_lines.py DATA RULES/leftover.yaml [--write] [--without FOLD] [--by source]

DATA is a folder with `lines.jsonl.gz` (records with `lang`, `site`, `source`, `page`, `flavour` and `lines`: text,
label, ...) and `clean.jsonl` (`lang`, `site`, `source`, `page`, `genre`, `text`). Only lines labelled `body` or
`boiler` teach; all lines of clean news articles are body. What is printed is measured on sites that were held out (five
folds by site), or on sources: collections of pages that other people gathered and labelled in their own way.
It needs numpy, scipy and scikit-learn, which newslint itself never imports.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from newslint.evidence.lines.sheet import sheet
from newslint.evidence.lines.traits import lexis, of_lines
from newslint.model.documents import Document
from newslint.rules.languages import languages

LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "pl")
BALANCE = {"en": 1.0, "de": 1.5, "pl": 2.0, "fr": 3.0, "es": 3.0, "it": 4.0, "pt": 4.0, "nl": 4.0}
"""English has four times the sites of all others together; rarer languages count for more."""

FLAVOUR = {"leak": 3.0, "clean": 4.0, "page": 1.0}
"""What extractors let through is what newslint is for; whole pages have ten times the lines, and clean articles must
stay silent (4 instead of 1.5 takes a quarter of the findings there and none from the leaks)."""

SITE = 150.0
"""Lines (a page's copies counted as one) after which a site counts by the root of their number."""

STRENGTH = 0.06
"""Inverse of the penalty on large weights; 0.03 to 0.1 give the same held-out precision within 0.003."""

HEAD = 5.0
"""What a standfirst or the title counts for: the pages have one each, and among credits and dates they are easily
taken for a caption."""

FOLDS = 5

READ = 1.6
"""What the log-odds are multiplied by for the labels' own mistakes. Of 722 lines of extractors' outputs that the fit
gave 0.93 or more, the labels call nine different ones body; read by eye, two of these belong to the article. Of 747
with 0.85 to 0.93 the labels call 47 different ones body, and of 34 of these that were read about half belong to it. So
0.946 by the labels stands for 0.99."""


class Text(NamedTuple):
    """One text's lines: the label and the traits of each line that is no prose."""

    lang: str
    flavour: str
    site: str
    source: str
    page: str
    labels: list[str]
    traits: list[list[str]]


class Table(NamedTuple):
    """All lines as numbers; `told` is the trait that names a line's language, where it has one."""

    names: list[str]
    traits: Any
    boiler: Any
    weight: Any
    fold: Any
    flavour: Any
    told: Any


def texts(folder: Path) -> Iterator[Text]:
    """The texts of the data folder."""
    with gzip.open(folder / "lines.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["lang"] in LANGUAGES:
                yield _text(row, row["flavour"], row["lines"])
    with (folder / "clean.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["lang"] in LANGUAGES and row["genre"] == "news":
                yield _text(row, "clean", [(line, "body") for line in row["text"].split("\n")])


def _text(row: dict[str, Any], flavour: str, lines: Sequence[Sequence[str]]) -> Text:
    language = languages()[row["lang"]]
    labels, at = {}, 0
    for line, label, *_ in lines:
        labels[at] = label
        at += len(line) + 1
    page = sheet(Document("\n".join(line for line, *_ in lines) + "\n"), language)
    kept = [
        (_taught(labels.get(row_.line.start, "unknown"), row_.number), traits)
        for row_, traits in zip(page.rows, of_lines(page, lexis(language)), strict=True)
        if traits is not None and not any(m.list in SETTLED and m.length == len(row_.words) for m in row_.marks)
    ]
    kept = [(label, traits) for label, traits in kept if label in ("body", "head", "boiler")]
    return Text(
        row["lang"], flavour, row["site"], row["source"], row["page"], [k[0] for k in kept], [k[1] for k in kept]
    )


def _taught(label: str, number: int) -> str:
    """What a label teaches: a standfirst and the title above the text stay, though the golds leave them out."""
    return "head" if label == "lead" or (label == "title" and number < 3) else label


SETTLED = ("paywall_cut", "ai_notice")

OWN = ("in German",)
"""Languages whose lines are surer, or less sure, than the same traits say in all. Other languages than English and
German have too few sites to tell."""


def table(data: Sequence[Text], by: str = "site") -> Table:
    """The lines as one sparse matrix, with the weight of each, and the fold of its `site` or `source`."""
    vocabulary: dict[str, int] = {}
    rows, columns, boiler, weight, fold, flavour, lang, told, sites = [], [], [], [], [], [], [], [], []  # type: ignore[var-annotated]
    copies = Counter((text.site, text.page) for text in data)
    for text in data:
        for label, traits in zip(text.labels, text.traits, strict=True):
            told.append(next((name for name in traits if name.startswith("in ")), ""))
            numbers = [vocabulary.setdefault(name, len(vocabulary)) for name in traits if name != told[-1]]
            columns += numbers
            rows += [len(boiler)] * len(numbers)
            boiler.append(label == "boiler")
            weight.append((HEAD if label == "head" else 1.0) / copies[text.site, text.page])
            fold.append(fold_of(getattr(text, by)))
            flavour.append(text.flavour)
            lang.append(text.lang)
            sites.append(text.site)
    size: Counter[str] = Counter()
    for site, one in zip(sites, weight, strict=True):
        size[site] += one
    balanced = [
        one * min(1.0, (SITE / size[site]) ** 0.5) * BALANCE[code] * FLAVOUR[kind]
        for one, site, code, kind in zip(weight, sites, lang, flavour, strict=True)
    ]
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(boiler), len(vocabulary)))
    share = np.array(balanced) / np.mean(balanced)
    rest = share, np.array(fold), np.array(flavour), np.array(told)
    return Table(list(vocabulary), matrix, np.array(boiler), *rest)


def fold_of(name: str) -> int:
    """The fold of a site or source."""
    return zlib.crc32(name.encode()) % FOLDS


def fitted(data: Table, rows: Any) -> LogisticRegression:
    """The model learned from some of the lines."""
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    return model.fit(data.traits[rows], data.boiler[rows], sample_weight=data.weight[rows])


def held_out(data: Table) -> Any:
    """Each line's log-odds, by a model that never saw its site."""
    odds = np.zeros(len(data.boiler))
    for fold in range(FOLDS):
        test = data.fold == fold
        odds[test] = fitted(data, ~test).decision_function(data.traits[test])
    return odds


def stretch(data: Table, odds: Any) -> tuple[float, float]:
    """The line through held-out log-odds above 0 that makes them right on extractors' outputs and on clean text."""
    real = (data.flavour != "page") & (odds > 0)
    model = LogisticRegression(C=1e6).fit(odds[real].reshape(-1, 1), data.boiler[real])
    return float(model.coef_[0][0]), float(model.intercept_[0])


def shift(data: Table, odds: Any, name: str) -> float:
    """What the lines of a language, by its trait, have over English ones at equal log-odds, whole pages apart."""
    real = (data.flavour != "page") & (odds > -2) & ((data.told == name) | (data.told == "in English"))
    both = np.column_stack([odds[real], data.told[real] == name])
    slope, own = LogisticRegression(C=1e6).fit(both, data.boiler[real]).coef_[0]
    return float(own / slope)


def report(data: Table, odds: Any) -> None:
    """Held-out precision and number of lines by confidence."""
    for kind in ("leak", "page", "clean"):
        for low, high in (
            (0.5, 0.75),
            (0.75, 0.9),
            (0.9, 0.95),
            (0.95, 0.98),
            (0.98, 0.99),
            (0.99, 0.995),
            (0.995, 1.0),
        ):
            sure = 1 / (1 + np.exp(-odds))
            rows = (data.flavour == kind) & (sure >= low) & (sure < high)
            right = data.boiler[rows].mean() if rows.any() else float("nan")
            print(f"{kind:6} confidence {low:.3f}-{high:.3f}: {rows.sum():6} lines, {right:.3f} right")


def write(path: Path, weights: dict[str, float]) -> None:
    """Put the weights into the rule's file, largest first."""
    text = path.read_text(encoding="utf-8")
    body = "".join(f"    {json.dumps(name, ensure_ascii=False)}: {weight:.2f}\n" for name, weight in weights.items())
    text = re.sub(r"(?m)^  weights:\n(?:    .*\n)*", lambda _: "  weights:\n" + body, text, count=1)
    path.write_text(text, encoding="utf-8")


class Fit(NamedTuple):
    """The lines, each line's log-odds by a model that never saw its site, the line that makes them right, and what the
    languages of `OWN` add."""

    data: Table
    odds: Any
    scale: float
    shift: float
    own: dict[str, float]

    def weights(self, without: int | None = None) -> dict[str, float]:
        """The rule's weights, largest first: fitted on all sites, or on those outside one fifth."""
        model = fitted(self.data, self.data.fold != (-1 if without is None else without))
        each = {name: float(w) * self.scale for name, w in zip(self.data.names, model.coef_[0], strict=True)}
        each |= self.own
        kept = {name: w for name, w in sorted(each.items(), key=lambda item: -abs(item[1])) if abs(w) >= 0.005}
        return {"any line": float(model.intercept_[0]) * self.scale + self.shift, **kept}


def fit(folder: Path, by: str = "site") -> Fit:
    """The fit on a data folder."""
    data = table(list(texts(folder)), by)
    odds = held_out(data)
    scale, moved = (READ * part for part in stretch(data, odds))
    odds = odds * scale + moved
    own = {name: shift(data, odds, name) for name in OWN}
    for name, weight in own.items():
        odds[data.told == name] += weight
    return Fit(data, odds, scale, moved, own)


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print, and with --write change the rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("rule", type=Path)
    parser.add_argument("--write", action="store_true", help="change the rule's file")
    parser.add_argument("--without", type=int, metavar="FOLD", help="fit on the sites outside this fifth (0 to 4) only")
    parser.add_argument("--by", choices=("site", "source"), default="site", help="what is held out")
    asked = parser.parse_args(argv)
    found = fit(asked.data, asked.by)
    lines, traits = len(found.data.boiler), len(found.data.names)
    print(f"{traits} traits, {lines} lines; log-odds x {found.scale:.2f} {found.shift:+.2f}")
    report(found.data, found.odds)
    if asked.write:
        write(asked.rule, found.weights(asked.without))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
