"""Fit the weights of evidence for glue (rules/evidence/glue.yaml, with neighbours.yaml) on articles of known gaps.

    python benchmarks/fit_glue.py DATA            # DATA holds glue.jsonl.gz and clean.jsonl
    python benchmarks/fit_glue.py DATA --folds 5  # only show what held-out sites give; writes nothing

A record of glue.jsonl.gz has `text`, `lang`, `site`, `page`, `glues` and `punct_glues` (offsets of lost gaps) and
`ambiguous` (offsets to leave out); one of clean.jsonl has `text`, `lang`, `site` and no lost gaps.

Three logistic regressions for each kind of seam: `cut` on a seam's own evidence, over all seams; `alone`, which also
takes in the document, and `final`, which also takes in the other glue found by `alone`, over the seams that win their
place. Each gap of a page counts once. Needs numpy and scikit-learn.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import random
import re
import sys
import zlib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import lone
import numpy as np
import pairs
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from newslint.evidence.glue import around, judge, neighbours
from newslint.evidence.glue.judged import telling
from newslint.evidence.glue.seams import KINDS, MARKS, NUMBERS, WORDS, Placed
from newslint.evidence.glue.weights import weights
from newslint.evidence.language import get
from newslint.model.documents import Document
from newslint.model.findings import SAFE_CONFIDENCE
from newslint.model.languages import Setting

LANGS = ("fr", "en", "de", "es", "it", "pt", "nl", "pl")
STRENGTH = 0.3
"""Inverse strength of the L2 penalty. Held out, 0.3 finds more at the same precision than 1.0; with 0.1 glue
that stands alone in a text, of which the fit has few examples, is found less."""

MIN_COUNT, MIN_SITES = 10, 4
"""Evidence met less often than this, or on fewer sites, gets no weight."""

SITE = 0.3
"""A seam of a site with n of its kind weighs n ** -SITE of one that is the only one of its site: many pages of one site
lose their gaps at the same few places."""

Table = dict[str, dict[str, float]]


class Text(NamedTuple):
    """One text with its seams and their truth: 1 a lost gap, 0 none, None left out."""

    document: Document
    code: str
    site: str
    placed: list[Placed]
    truth: list[int | None]
    made: bool
    weight: float = 1.0
    prose: str = ""
    """What it says without lost gaps; once of a page."""


def read(folder: Path, langs: tuple[str, ...]) -> list[Text]:
    texts, seen = [], set()
    with gzip.open(folder / "glue.jsonl.gz", "rt", encoding="utf-8") as rows:
        records = [json.loads(row) for row in rows]
    golds, told = collections.defaultdict(list), set()
    for record in records:
        golds[record["page"]].append(" ".join(record["gold"].split()))
    for record in records:
        if record["lang"] in langs:
            prose = "" if record["page"] in told else record["gold"]
            told.add(record["page"])
            texts.append(_text(record, seen, golds[record["page"]])._replace(prose=prose))
    with (folder / "clean.jsonl").open(encoding="utf-8") as rows:
        for row in rows:
            record = json.loads(row)
            if record["lang"] in langs:
                prose = "" if record["page"] in told else record["text"]
                texts.append(_text(record, seen, [])._replace(weight=CLEAN, prose=prose))
                texts += [_text(joined(record, number), seen, []) for number in range(COPIES)]
    return texts


CLEAN = 3.0
"""How much a seam of a clean article counts: most articles that newslint reads are clean, of DATA one in nine."""

COPIES = 4
"""Copies of each clean article with a few lost links. Real pages in the data are mostly joined throughout; an article
that lost only two or three spaces is just as common in the wild and else hardly seen."""


def joined(record: dict[str, Any], number: int) -> dict[str, Any]:
    """A clean record with up to three lost links: names and phrases; every other one with spans of any one to four
    words, and a lost end of sentence."""
    chosen: set[int]
    if number % 2:
        chance = random.Random(f"{record['page']}-{number}")
        chosen = {at for _ in range(chance.randint(0, 2)) for at in _any_link(record["text"], chance)}
        ends_of_sentences = [match.start() for match in re.finditer(r"(?<=[.!?”»])\s(?=[\w«“„])", record["text"])]
        if ends_of_sentences:
            chosen.add(chance.choice(ends_of_sentences))
    else:
        chosen = lone.lost(record, number)
    copy = lone.without(record["text"], sorted(chosen))
    page = f"{record['page']}-joined-{number}"
    glues = [{"offset": gap} for gap in copy.gaps]
    return {**record, "page": page, "text": copy.text, "glues": glues, "ambiguous": [], "made": True}


def _any_link(text: str, chance: random.Random) -> list[int]:
    """The blank at one end or both of a span of one to four words."""
    places = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)]
    if len(places) <= 10:
        return []
    start = chance.randrange(len(places) - 4)
    return [places[end] for end in chance.sample((start, start + chance.randint(1, 4)), chance.choice((1, 2, 2)))]


def _text(record: dict[str, Any], seen: set[Any], golds: list[str]) -> Text:
    text, code = record["text"], record["lang"]
    document = Document(text, lang=code)
    placed = judge.place(document, Setting(language=get(code)))
    gaps = {gap["offset"] for name in ("glues", "punct_glues") for gap in record.get(name, ())}
    left_out = {at + shift for at in record.get("ambiguous", ()) for shift in (-1, 0, 1)}
    truth: list[int | None] = []
    for one in placed:
        key = (record["page"], text[max(0, one.at - 12) : one.at + 12], one.seam.kind)
        if one.at in gaps:
            answer: int | None = 1
        elif one.at in left_out or _shown_apart(text, one.at, golds):
            answer = None
        elif one.seam.kind in MARKS and gaps & {one.at - 1, one.at + 1}:
            answer = None if text[one.at - 1 : one.at] in "\"'" or text[one.at : one.at + 1] in "\"'" else 0
        else:
            answer = 0
        truth.append(None if key in seen else answer)
        seen.add(key)
    return Text(document, code, record["site"], placed, truth, record.get("made", False))


def _shown_apart(text: str, gap: int, golds: list[str]) -> bool:
    left, right = text[max(0, gap - 10) : gap].split(), text[gap : gap + 10].split()
    return bool(left and right) and any(f"{' '.join(left)} {' '.join(right)}" in gold for gold in golds)


class Sample(NamedTuple):
    """A seam whose truth is known."""

    features: dict[str, float]
    answer: int
    weight: float
    site: str


def fit(samples: list[Sample]) -> dict[str, float]:
    """One logistic regression: the weight of each feature, `base` for the constant."""
    answers = np.array([sample.answer for sample in samples])
    if len(set(answers.tolist())) < 2:
        return {"base": -10.0}
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([sample.features for sample in samples])
    scale = np.sqrt(np.asarray(table.multiply(table).mean(axis=0)).ravel()) + 1e-9
    common = _common(table, samples)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, solver="lbfgs")
    model.fit(
        table[:, common].multiply(1 / np.sqrt(scale[common])).tocsr(),
        answers,
        sample_weight=_by_site(samples),
    )
    weights = model.coef_[0] / np.sqrt(scale[common])
    names = [name for name, keep in zip(vectorizer.feature_names_, common, strict=True) if keep]
    fitted = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.01}
    return {"base": round(float(model.intercept_[0]), 3), **dict(sorted(fitted.items()))}


def _common(table: Any, samples: list[Sample]) -> Any:
    """Which evidence is met often enough, and on enough sites."""
    met = (table != 0).astype(float)
    _, sites = np.unique([sample.site for sample in samples], return_inverse=True)
    by_site = csr_matrix((np.ones(len(samples)), (sites, np.arange(len(samples))))) @ met
    often = np.asarray(met.sum(axis=0)).ravel() >= MIN_COUNT
    return often & (np.asarray((by_site > 0).sum(axis=0)).ravel() >= MIN_SITES)


def _by_site(samples: list[Sample]) -> Any:
    """The weight of each sample, less where its site has many; on the whole as much as before."""
    weights = np.array([sample.weight for sample in samples])
    _, sites = np.unique([sample.site for sample in samples], return_inverse=True)
    shared = weights * np.bincount(sites, weights=weights)[sites] ** -SITE
    return shared * (weights.sum() / shared.sum())


DOUBTFUL = 0.8
"""At punctuation, negatives of a joined text that a first fit holds for gaps with this confidence are left out: read by
eye, nearly all were real gaps whose label is missing (text that could not be aligned with the page)."""


class Tables(NamedTuple):
    """The weights of the three sums, and how words stand side by side in the texts that they were fitted on."""

    cut: Table
    alone: Table
    final: Table
    beside: dict[str, pairs.Table]


def knowing(beside: dict[str, pairs.Table]) -> AbstractContextManager[Any]:
    """Words are known to stand side by side so."""
    known = {code: neighbours.Pairs(table, neighbours.small_words(code)) for code, table in beside.items()}
    nothing = neighbours.Pairs({}, ())
    return patch.object(around, "pairs", lambda code: known.get(code, nothing))


def fit_tables(texts: list[Text]) -> Tables:
    beside = pairs.counted(pairs.Prose(text.code, text.site, text.prose) for text in texts if text.prose)
    with knowing(beside):
        return Tables(*_fit_sums(texts), beside)


def _fit_sums(texts: list[Text]) -> tuple[Table, Table, Table]:
    samples: dict[str, list[Sample]] = collections.defaultdict(list)
    for text in texts:
        for one, answer in zip(text.placed, text.truth, strict=True):
            if answer is not None:
                samples[one.seam.kind].append(Sample(one.seam.features, answer, text.weight, text.site))
    cut = {kind: fit(samples[kind]) for kind in KINDS}
    winners = [_winners(text, cut) for text in texts]
    alone = _fit_winners(texts, winners)
    final = _fit_winners(texts, [_with_glue(text, found, alone) for text, found in zip(texts, winners, strict=True)])
    return cut, alone, final


Winner = tuple[Placed, "int | None", dict[str, float]]


def _winners(text: Text, cut: Table) -> list[Winner]:
    truth = {id(one): answer for one, answer in zip(text.placed, text.truth, strict=True)}
    chosen = judge.best(text.placed, [judge.score(one.seam.features, cut[one.seam.kind]) for one in text.placed])
    known = around.surroundings(text.document, chosen, get(text.code))
    return [(one, truth[id(one)], features) for one, features in zip(chosen, known, strict=True)]


def _with_glue(text: Text, winners: list[Winner], alone: Table) -> list[Winner]:
    chosen, known = [one for one, *_ in winners], [features for *_, features in winners]
    scores = [judge.score(features, alone[one.seam.kind]) for one, _, features in winners]
    full = around.with_glue(text.document, chosen, known, scores)
    return [(one, answer, features) for (one, answer, _), features in zip(winners, full, strict=True)]


def _fit_winners(texts: list[Text], winners: list[list[Winner]]) -> Table:
    samples: dict[str, list[Sample]] = collections.defaultdict(list)
    for text, found in zip(texts, winners, strict=True):
        for one, answer, features in found:
            if answer is not None:
                samples[one.seam.kind].append(Sample(features, answer, text.weight, text.site))
    return {kind: fit(samples[kind]) for kind in KINDS}


def judged(text: Text, tables: Tables) -> list[tuple[Placed, int | None, float]]:
    """The seams of a text that win their place, with their truth and confidence. What it says is `knowing`."""
    full = _with_glue(text, _winners(text, tables.cut), tables.alone)
    found = []
    for one, answer, features in full:
        table = tables.final[one.seam.kind]
        found.append((one, answer, judge.score(telling(features, table), table)))
    return found


def without_doubtful(texts: list[Text]) -> list[Text]:
    """The texts with doubtful negatives at punctuation left out. Clean texts (no gap at all) keep all of theirs."""
    tables = fit_tables(texts)
    with knowing(tables.beside):
        return [_without_doubtful(text, tables) for text in texts]


def _without_doubtful(text: Text, tables: Tables) -> Text:
    truth = list(text.truth)
    if 1 in truth:
        scores = {id(one): p for one, _, p in judged(text, tables)}
        for index, one in enumerate(text.placed):
            if one.seam.kind in MARKS and truth[index] == 0 and scores.get(id(one), 0.0) >= DOUBTFUL:
                truth[index] = None
    return text._replace(truth=truth)


def predictions(texts: list[Text], tables: Tables) -> list[tuple[str, str, float, int, str]]:
    found = []
    for text in texts:
        if text.made:
            continue
        for one, answer, p in judged(text, tables):
            if answer is not None:
                body = text.document.text
                shown = body[max(0, one.at - 25) : one.at] + "|" + body[one.at : one.at + 25]
                found.append((text.code, one.seam.kind, p, answer, shown))
    return found


def _row(name: str, rows: list[tuple[str, str, float, int, str]]) -> str:
    total = sum(row[3] for row in rows)
    cells = [f"{name:9} {total:6} of {len(rows):6}"]
    for threshold in (SAFE_CONFIDENCE, 0.98, 0.97, 0.95, 0.9, 0.8, 0.7, 0.5):
        kept = [row[3] for row in rows if row[2] >= threshold]
        cells.append(f"{threshold}: {sum(kept) / max(len(kept), 1):.3f}/{sum(kept) / max(total, 1):.3f}")
    return "  ".join(cells)


def report(found: list[tuple[str, str, float, int, str]], show: int) -> None:
    """How right and how complete each kind of seam is at the safe threshold and at the best reporting threshold."""
    print("precision/recall from each confidence on")
    for kind in KINDS:
        print(_row(kind, [row for row in found if row[1] == kind]))
    groups = {"words": (*WORDS, *NUMBERS), "marks": MARKS}
    for name, kinds in groups.items():
        print(_row(name, [row for row in found if row[1] in kinds]))
    for code in LANGS:
        for name, kinds in groups.items():
            print(_row(f"{code} {name}", [row for row in found if row[0] == code and row[1] in kinds]))
    if show:
        for kind in KINDS:
            wrong = sorted(
                (row for row in found if row[1] == kind and not row[3] and row[2] > 0.8), key=lambda r: -r[2]
            )
            print(f"--- {kind}: wrong above 0.8: {len(wrong)}")
            for row in wrong[:: max(1, len(wrong) // show)][:show]:
                print(f"{row[0]} {row[2]:.3f} {row[4]!r}")
            missed = [row for row in found if row[1] == kind and row[3] and row[2] < 0.5]
            print(f"--- {kind}: missed below 0.5: {len(missed)}")
            for row in missed[:: max(1, len(missed) // show)][:show]:
                print(f"{row[0]} {row[2]:.3f} {row[4]!r}")


def fold(site: str, folds: int) -> int:
    return zlib.crc32(site.encode()) % folds


def kept(tables: Tables, kinds: list[str]) -> Tables:
    """The tables with the present weights of some kinds."""
    for name in ("cut", "alone", "final"):
        now = getattr(weights(), name)
        getattr(tables, name).update({kind: now[kind] for kind in kinds if kind in now})
    return tables


def write(tables: Tables, path: Path) -> None:
    lines = [
        "# Weights of evidence for glue, in log-odds. Fitted by benchmarks/fit_glue.py; do not edit by hand.",
    ]
    for name in ("cut", "alone", "final"):
        table = getattr(tables, name)
        lines.append(f"{name}:")
        for kind, of_kind in table.items():
            lines.append(f"  {kind}:")
            lines += [f"    {json.dumps(feature, ensure_ascii=False)}: {weight}" for feature, weight in of_kind.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate over sites, write nothing")
    parser.add_argument("--lang", default=",".join(LANGS))
    parser.add_argument("--show", type=int, default=0, help="errors to print of each kind")
    parser.add_argument("--keep", default="", help="kinds of seam whose weights stay as they are: stop,quote")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "rules" / "evidence" / "glue.yaml")
    options = parser.parse_args()
    judge.HOPELESS = 0.0  # what the present weights hold for hopeless must be weighed anew
    texts = read(options.data, tuple(options.lang.split(",")))
    everything, texts = texts, without_doubtful(texts)
    print(f"{len(texts)} texts, {sum(len(text.placed) for text in texts)} seams", file=sys.stderr)
    found = []
    for number in range(options.folds):
        train = [text for text in texts if fold(text.site, options.folds) != number]
        tables = fit_tables(train)
        with knowing(tables.beside):
            found += predictions([text for text in everything if fold(text.site, options.folds) == number], tables)
    if not options.folds:
        tables = fit_tables(texts)
        write(kept(tables, options.keep.split(",")), options.out)
        pairs.write(tables.beside, options.out.with_name("neighbours.yaml"))
        with knowing(tables.beside):
            found = predictions(texts, tables)
    report(found, options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
