"""`kind: glued`: words run together where a link, a bold word, a heading, a caption or a paragraph ended.

Naive joins of text nodes drop the white space between them: `Poutinea félicité`, `solideset`, `year.The`. No single test
tells such a chunk from a name, a brand or a compound, so evidence is added up: the chunk's own (seams.py), and what the
document around it says: a half that stands alone elsewhere, the same form again (names repeat, glue does not), other
glue nearby (a joined text has dozens, a clean one none; a lost link has two ends), where in its line the chunk stands.

Two sums are made. The first, of a seam's own evidence, picks the best cut and tells how dense glue is in the document.
The second takes in that density and gives the confidence. Weights stand in rules/evidence/glue.yaml; they are fitted on
articles with known gaps by benchmarks/fit_glue.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import exp, log1p
from typing import NamedTuple

import regex

from newslint.lexicon import lexicon
from newslint.model import Document, Evidence, Hit, Language, Matcher, Rule, Setting
from newslint.seams import MARKS, Lore, Seam, seams
from newslint.weights import Weights, weights

NEAR = 60
"""Characters within which the partner of a lost link's other end is looked for (1 to 8 words)."""


class Glued(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reports the kinds of seam named in `seams` (see newslint/seams.py) from the confidence `report` on.

    The fix puts a space into the seam; it is safe from the confidence `safe` on.
    """

    seams: list[str]
    report: float
    safe: float

    @property
    def safe_from(self) -> float:
        return self.safe

    def bind(self, setting: Setting) -> Matcher:
        def hits(document: Document) -> Iterator[Hit]:
            judged = document.once("glue", lambda: judge(document, setting))
            wanted = [one for one in judged if one.seam.kind in self.seams and one.confidence >= self.report]
            return _hits(document.text, wanted, self.safe)

        return hits

    def candidates(self, setting: Setting) -> Matcher:
        def hits(document: Document) -> Iterator[Hit]:
            for one in document.once("glue", lambda: judge(document, setting)):
                if one.seam.kind in self.seams:
                    yield _hit(document.text, one.start, one.end, [one])

        return hits


class Placed(NamedTuple):
    """A seam in its document: the chunk is text[start:end], the seam lies at text[at]."""

    seam: Seam
    start: int
    end: int
    at: int


class Judged(NamedTuple):
    """A seam with its confidence and the evidence for it."""

    seam: Seam
    start: int
    end: int
    at: int
    confidence: float
    evidence: tuple[Evidence, ...]


_CHUNK = regex.compile(r"\S+")
_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_CODE = regex.compile(r"[{}=<>\\_]|\(\)|;\s*$|//|::")
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+")

_fine: dict[str, set[str]] = {}
"""For each language, chunks seen to have no seam: a document then costs one set difference."""

MAX_FINE = 500_000


def judge(document: Document, setting: Setting) -> list[Judged]:
    """Every seam of a document that is the best of its place, with its confidence."""
    placed = place(document, setting)
    if not placed:
        return []
    table = weights()
    first = [score(one.seam.features, table.first[one.seam.kind]) for one in placed]
    chosen = best(placed, first)
    around = surroundings(document, placed, first, chosen, setting.language)
    code = setting.language.code
    return [
        _judged(placed[index], together(placed[index].seam.features, features, code), table)
        for index, features in zip(chosen, around, strict=True)
    ]


CROSSED = frozenset(
    "rarer half|letters|suffix|prefix|left frequency|right frequency|whole known|joined known|again|capitalised|humps"
    "|word frequency|left alone|right alone|joined again|joined known at all|whole known at all|left function word"
    "|right function word|language en|language de|unit|left short|left of 3|left name alone|participle follows"
    "|both alone|right elided|all capitals|third word|half is two words".split("|")
)
"""Evidence that counts differently where the document shows no other glue, and more or less with its amount."""

COMPOUNDING = frozenset(("de", "nl", "sv", "da", "no", "nb", "fi", "hu", "is"))
"""Languages that write compounds solid, so that two words in one chunk prove little."""

PRESENT = ("whole known", "joined known", "joined again", "again", "suffix", "prefix")
"""Evidence of which the mere presence says something besides its amount."""

DENSITIES = (0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
"""Steps of the expected number of other glue points per 1,000 characters."""

QUOTES = "“”„«»'’+"
"""Quotation marks open in one language and close in another."""

NO_GLUE = 0.3
"""Below this much (the log of 1 + the expected number of other glue points) a document counts as free of glue."""


def together(own: Mapping[str, float], around: Mapping[str, float], code: str) -> dict[str, float]:
    """All evidence for one seam: its own, the document's, and what the two mean together."""
    amount, density = around["glue elsewhere"], around["glue density"]
    features = {**own, **around, f"language {code}": 1.0}
    if code in COMPOUNDING:
        for name in [name for name in features if name in CROSSED]:
            features[f"{name}, in a compounding language"] = features[name]
    for level in DENSITIES:
        if density >= level:
            features[f"glue density from {level}"] = 1.0
    for name in PRESENT:
        if features.get(name):
            features[f"{name} at all"] = 1.0
    if amount < NO_GLUE:
        features["no glue elsewhere"] = 1.0
    for name in own:
        if name.startswith(("marks ", "before ")) and name[-1] in QUOTES:
            features[f"{name} in {code}"] = 1.0
    for name in [name for name in features if name in CROSSED]:
        if amount < NO_GLUE:
            features[f"{name}, no glue elsewhere"] = features[name]
        else:
            features[f"{name}, by glue elsewhere"] = features[name] * amount
            features[f"{name}, by glue density"] = features[name] * min(density, 4.0)
    return features


def place(document: Document, setting: Setting) -> list[Placed]:
    """All seams of a document, in order."""
    code = setting.language.code
    fine = _fine.setdefault(code, set())
    fresh = set(document.text.split()) - fine
    if not fresh:
        return []
    lore = lore_of(setting.language)
    seamed = {chunk: found for chunk in fresh if (found := _accepted(seams(chunk, lore), setting.accept))}
    if len(fine) < MAX_FINE:
        fine.update(fresh - seamed.keys())
    if not seamed:
        return []
    return [
        Placed(seam, match.start(), match.end(), match.start() + seam.at)
        for match in _CHUNK.finditer(document.text)
        for seam in seamed.get(match.group(), ())
    ]


_lore: dict[str, Lore] = {}


def lore_of(language: Language) -> Lore:
    """What the language's file and word list tell of it; kept, since a process knows one file of a language."""
    if language.code not in _lore:
        _lore[language.code] = _lore_of(language)
    return _lore[language.code]


def _lore_of(language: Language) -> Lore:
    return Lore(
        lexicon(language.code),
        frozenset(language.function_words),
        frozenset(language.auxiliaries),
        frozenset(language.words.get("agencies", ())),
    )


def _accepted(found: tuple[Seam, ...], accept: frozenset[str]) -> tuple[Seam, ...]:
    """The seams that are not inside a word which the user calls right."""
    if not accept or not found:
        return found
    return tuple(seam for seam in found if (seam.left + seam.right).lower() not in accept)


def score(features: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The probability of the summed evidence; features without a weight count nothing."""
    total = table["base"] + sum(table.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def best(placed: Sequence[Placed], first: Sequence[float]) -> list[int]:
    """The indices of the seams that win their place: of those that exclude each other, the most probable."""
    winner: dict[tuple[int, int], int] = {}
    for index, one in enumerate(placed):
        key = (one.start, one.seam.unit)
        if key not in winner or first[index] > first[winner[key]]:
            winner[key] = index
    return sorted(winner.values())


def surroundings(
    document: Document, placed: Sequence[Placed], first: Sequence[float], chosen: Sequence[int], language: Language
) -> list[dict[str, float]]:
    """What the document says about each chosen seam."""
    text = document.text
    words = Counter(_WORD.findall(text))
    chunks = Counter(text[placed[index].start : placed[index].end] for index in chosen)
    total = sum(first[index] for index in chosen)
    found = []
    for rank, index in enumerate(chosen):
        one = placed[index]
        features = _place_in_line(text, one)
        others = max(0.0, total - first[index])
        features["glue elsewhere"] = log1p(others)
        features["glue density"] = min(others * 1000 / (len(text) + 200), 10.0)
        features["glue nearby"] = _nearby(placed, first, chosen, rank)
        features["left alone"] = float(words[one.seam.left] > 0)
        features["right alone"] = float(words[one.seam.right] > 0)
        features["both alone"] = features["left alone"] * features["right alone"]
        features["again"] = log1p(max(0, chunks[text[one.start : one.end]] - 1))
        features["joined again"] = log1p(max(0, words[one.seam.left + one.seam.right] - 1))
        if one.seam.left[0].isupper() and features["left alone"]:
            features["left name alone"] = 1.0
        if "right auxiliary" in one.seam.features and _participle(text, one.end, language):
            features["participle follows"] = 1.0
        if _CODE.search(text, max(0, one.start - 40), one.end + 40):
            features["code nearby"] = 1.0
        found.append(features)
    return found


def _participle(text: str, end: int, language: Language) -> bool:
    """Does the next word look like a participle or an infinitive: Poutinea félicité?"""
    match = _WORD.match(text, end + 1)
    endings = tuple(language.participle_endings)
    return bool(match and endings and len(match.group()) > 3 and match.group().endswith(endings))


def _nearby(placed: Sequence[Placed], first: Sequence[float], chosen: Sequence[int], rank: int) -> float:
    """The most probable other seam within NEAR characters: the other end of a lost link."""
    here, near = placed[chosen[rank]].at, 0.0
    for step in (-1, 1):
        other = rank + step
        while 0 <= other < len(chosen) and abs(placed[chosen[other]].at - here) <= NEAR:
            near = max(near, first[chosen[other]])
            other += step
    return near


def _place_in_line(text: str, one: Placed) -> dict[str, float]:
    features: dict[str, float] = {}
    before, after = text[one.start - 1 : one.start], text[one.end : one.end + 1]
    if before in ("", "\n"):
        features["starts line"] = 1.0
    elif before in _NO_BREAK:
        features["after a no-break space"] = 1.0
    if after in ("", "\n"):
        features["ends line"] = 1.0
    elif after in _NO_BREAK:
        features["before a no-break space"] = 1.0
    follows = text[one.end + 1 : one.end + 2]
    if follows.islower():
        features["small letter follows"] = 1.0
    elif follows.isupper():
        features["capital follows"] = 1.0
    preceding = text[one.start - 2 : one.start - 1]
    if preceding and preceding in ".!?:":
        features["starts sentence"] = 1.0
    if one.seam.kind in MARKS:
        features |= _quotes(text, one)
    return features


def _quotes(text: str, one: Placed) -> dict[str, float]:
    """For a straight quotation mark at the seam: is one open before it?"""
    marks = text[one.at - 1 : one.at + 1]
    if '"' not in marks:
        return {}
    line = text.rfind("\n", 0, one.at) + 1
    opened = text.count('"', line, one.at - (marks[0] == '"')) % 2 == 1
    if marks[0] == '"':
        return {"closes a quotation" if opened else "opens a quotation": 1.0}
    return {"before a closing quotation mark" if opened else "before an opening quotation mark": 1.0}


def _judged(one: Placed, features: Mapping[str, float], table: Weights) -> Judged:
    final = table.final[one.seam.kind]
    pieces = [Evidence("base", final["base"])]
    pieces += [
        Evidence(name, round(final[name] * value, 3)) for name, value in features.items() if value and name in final
    ]
    return Judged(one.seam, one.start, one.end, one.at, score(features, final), tuple(pieces))


def _hits(text: str, judged: Sequence[Judged], safe: float) -> Iterator[Hit]:
    """One hit for each chunk; where its seams differ in safety, one for each run of seams that agree.

    The hits of one chunk lie side by side: a piece between two of them belongs to the first.
    """
    for (start, end), found in groupby(judged, key=lambda one: (one.start, one.end)):
        runs = [list(run) for _, run in groupby(found, key=lambda one: one.confidence >= safe)]
        at = start
        for number, run in enumerate(runs):
            upto = runs[number + 1][0].at if number + 1 < len(runs) else end
            yield _hit(text, at, upto, run)
            at = upto


def _hit(text: str, start: int, end: int, found: Sequence[Judged]) -> Hit:
    bounds = [start, *(one.at for one in found), end]
    weakest = min(found, key=lambda one: one.confidence)
    fix = " ".join(text[low:high] for low, high in pairwise(bounds))
    return Hit(start, end, fix, weakest.confidence, weakest.evidence)
