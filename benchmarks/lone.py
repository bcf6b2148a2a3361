"""How well glue is found that stands alone: clean articles that lost one to three links.

    python benchmarks/lone.py DATA --folds 5 [--lang fr,en] [--copies 2] [--any] [--show 20] [--json]

DATA is a folder with `glue.jsonl.gz` and `clean.jsonl` (see fit_glue.py). Each clean article is copied, and each copy
loses the blank at one end or both of one to three spans that pages set as links: names, and phrases of up to four words
of which one at least is no small word. With --any the spans are any words. With --folds N the weights were fitted on
the other sites (numpy and scikit-learn; some minutes); without, the shipped ones are measured, which know every site.

A gap is found where a fix puts a blank there and nowhere else wrongly: each blank counts. What newslint finds between
words of the untouched article, too, is told apart (`standing`): it is real damage of the article or a false alarm that
every copy repeats, so it counts once for each article. Places that DATA calls ambiguous count for nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import glue
import regex

from newslint.rules.languages import languages

LANGS = "en,de,fr,es,it,pt,nl,pl"

DAMAGED = frozenset(("timesnownews.com", "elmundo.es"))
"""Sites whose clean texts have lost gaps throughout."""

MOST_LINKS, MOST_WORDS = 3, 4
"""Links that a copy loses, and words of a link, at most."""

_SPAN = regex.compile(r"(?<=\w) (?=\w)")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")

Row = dict[str, Any]


class Copy(NamedTuple):
    """An article that lost blanks; `gaps` are the offsets where."""

    text: str
    gaps: frozenset[int]

    def before(self, at: int) -> int:
        """Where an offset of the copy lies in the article."""
        return at + sum(gap < at for gap in self.gaps)


def copy(row: Row, number: int, *, anywhere: bool) -> Copy:
    """The article of a record without the blanks at the ends of one to three links. The same number gives the same."""
    return without(row["text"], sorted(lost(row, number, anywhere=anywhere)))


def lost(row: Row, number: int, *, anywhere: bool = False) -> set[int]:
    """The offsets of the blanks that a copy loses."""
    text, chance = row["text"], random.Random(f"{row['page']} lost {number}")
    spans = list(_anywhere(text) if anywhere else _linked(text, row["lang"]))
    places: set[int] = set()
    for first, last in chance.sample(spans, min(len(spans), chance.randint(1, MOST_LINKS))):
        ends = [at for at in (first - 1, last) if _SPAN.match(text, at)]
        places.update(chance.sample(ends, min(len(ends), chance.choice((1, 2, 2)))))
    return places


def without(text: str, lost: Sequence[int]) -> Copy:
    """A text without the blanks at some offsets."""
    pieces, gaps, at = [], [], 0
    for number, place in enumerate(lost):
        pieces.append(text[at:place])
        gaps.append(place - number)
        at = place + 1
    return Copy("".join([*pieces, text[at:]]), frozenset(gaps))


def _anywhere(text: str) -> Iterator[tuple[int, int]]:
    """Every span of one to four words, by its first and last offset."""
    words = list(_WORD.finditer(text))
    for first, word in enumerate(words):
        for last in words[first : first + MOST_WORDS]:
            if "\n" not in text[word.start() : last.end()]:
                yield word.start(), last.end()


def _linked(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Names, and phrases that a page may link: they begin and end with a word that says something."""
    small = frozenset((*languages()[lang].function_words, *languages()[lang].auxiliaries))
    names = {match.span() for match in _NAME.finditer(text)}
    yield from names
    nouns = languages()[lang].capital_nouns
    phrases = [span for span in _anywhere(text) if _is_phrase(text[slice(*span)], small, nouns=nouns)]
    chance = random.Random(len(text))
    yield from chance.sample(phrases, min(len(phrases), max(1, len(names))))


_NAME = regex.compile(r"(?<=\p{Ll},? )(?:\p{Lu}[\p{L}\p{M}’'-]*)(?: \p{Lu}[\p{L}\p{M}’'-]*){0,2}(?![\p{L}\p{M}])")
"""Capitals in the middle of a sentence."""


def _is_phrase(span: str, small: frozenset[str], *, nouns: bool) -> bool:
    words = span.split(" ")
    if not all(_WORD.fullmatch(word) for word in words) or words[-1].lower() in small or len(words[-1]) < SHORTEST:
        return False
    return nouns or all(word.islower() for word in words)


SHORTEST = 4
"""Letters of the last word of a linked phrase."""


class Count(NamedTuple):
    """Gaps that were lost, and what was put in between words: right, wrong, and wrong in the untouched article, too."""

    lost: int = 0
    right: int = 0
    wrong: int = 0
    standing: int = 0

    def plus(self, *more: int) -> Count:
        return Count(*(mine + other for mine, other in zip(self, more, strict=True)))

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong + self.standing)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.lost)


Fold = Callable[[str], AbstractContextManager[None]]
"""The weights that a site is judged with."""


def counted(rows: Sequence[Row], fold: Fold, given: argparse.Namespace) -> dict[tuple[str, str], Count]:
    """The counts by language and mode (`safe`, `all`)."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    told: Counter[str] = Counter()
    linters = {lang: glue.newslint(lang) for lang in {row["lang"] for row in rows}}
    for row in rows:
        with fold(row["site"]):
            known = _between(row["text"], linters[row["lang"]])
            stood: dict[str, set[int]] = {"safe": set(), "all": set()}
            for number in range(given.copies):
                one = copy(row, number, anywhere=given.any)
                found = _between(one.text, linters[row["lang"]])
                for mode in ("safe", "all"):
                    places = {at for at, safe in found.items() if safe or mode == "all"}
                    wrong = {one.before(at) for at in places - one.gaps} - {*row["ambiguous"]}
                    standing = {at for at in wrong if at in known and (known[at] or mode == "all")}
                    counts[row["lang"], mode] = counts[row["lang"], mode].plus(
                        len(one.gaps), len(places & one.gaps), len(wrong - standing), len(standing - stood[mode])
                    )
                    fresh = wrong - standing | (standing - stood[mode])
                    stood[mode] |= standing
                    for at in sorted(fresh):
                        _show(told, f"{row['lang']} {mode} wrong", row, at, given.show)
                for at in sorted(one.gaps - found.keys()):
                    _show(told, f"{row['lang']} missed", row, one.before(at), given.show, one.text[at - 25 : at + 25])
    return counts


def _show(told: Counter[str], what: str, row: Row, at: int, most: int, shown: str = "") -> None:
    told[what] += 1
    if told[what] <= most:
        text = row["text"]
        shown = shown or f"{text[max(0, at - 30) : at]}|{text[at : at + 30]}"
        print(f"{what}: {row['site']}: {shown!r}", file=sys.stderr)


def _between(text: str, linter: Any) -> dict[int, bool]:
    """Where findings put a blank between letters or figures, and whether unasked."""
    found: dict[int, bool] = {}
    for finding in linter.check(text):
        for at in _put_in(text[finding.start : finding.end], finding.fix):
            place = finding.start + at
            if text[place - 1 : place].isalnum() and text[place : place + 1].isalnum():
                found[place] = found.get(place, False) or finding.safe
    return found


def _put_in(old: str, new: str | None) -> list[int]:
    """Offsets before which a fix puts a blank; none if it does anything else."""
    places: list[int] = []
    at = 0
    for character in new or "":
        if at < len(old) and old[at] == character:
            at += 1
        elif character.isspace():
            places.append(at)
        else:
            return []
    return places if at == len(old) else []


def read(folder: Path, langs: Sequence[str]) -> list[Row]:
    """The clean articles, without those of sites whose texts are damaged throughout."""
    with (folder / "clean.jsonl").open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["lang"] in langs and row["site"] not in DAMAGED]
    return sorted(rows, key=lambda row: (row["lang"], row["site"]))


def folds(folder: Path, number: int) -> Fold:
    """What puts the weights to work that were fitted without a site's fold."""
    if not number:
        return lambda site: nullcontext()
    import fit_glue

    fitted = [glue.Fold(weights) for weights in glue.fitted(folder, number)]
    return lambda site: fitted[fit_glue.fold(site, number)].at_work()


def table(counts: dict[tuple[str, str], Count]) -> Iterator[str]:
    """The Markdown table."""
    yield "| | gaps | safe: precision / recall (wrong, standing) | all: the same |"
    yield "|---|---|---|---|"
    langs = [lang for lang in LANGS.split(",") if (lang, "safe") in counts]
    for lang in [*langs, "all"]:
        cells = []
        for mode in ("safe", "all"):
            mine = [counts[one, mode] for one in (langs if lang == "all" else [lang])]
            summed = Count(*map(sum, zip(*mine, strict=True)))
            cells.append(f"{summed.precision:.4f} / {summed.recall:.3f} ({summed.wrong}, {summed.standing})")
        yield f"| {lang} | {summed.lost} | {' | '.join(cells)} |"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--lang", default=LANGS)
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--any", action="store_true", help="lose spans of any words")
    parser.add_argument("--folds", type=int, default=0, help="hold each of N parts of the sites out")
    parser.add_argument("--show", type=int, default=0, help="errors to print of each kind and language")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    counts = counted(read(given.data, given.lang.split(",")), folds(given.data, given.folds), given)
    if given.json:
        print(json.dumps({f"{lang} {mode}": count._asdict() for (lang, mode), count in counts.items()}))
    else:
        print(*table(counts), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
