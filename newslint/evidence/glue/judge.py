"""Is this chunk two words? The evidence for glue, added up over a whole document.

A seam's own evidence (seams/) picks the best cut of each chunk. What the document says about it (around.py) is added,
and gives a first probability; from those comes how much other glue there is (a joined text has dozens of glue points, a
clean one none; a lost link has two ends), and with that the confidence.

The three sums are logistic regressions. Their weights stand in rules/evidence/glue.yaml; they are fitted on articles
with known gaps by benchmarks/fit_glue.py.

    >>> from newslint.rules.languages import languages
    >>> text = "Le ministre, Armand Delorméea félicité le maire. Delormée doit revenir mardi."
    >>> found = judge(Document(text), Setting(language=languages()["fr"]))
    >>> [(text[one.start : one.at], text[one.at : one.end], round(one.confidence, 2)) for one in found]
    [('Delormée', 'a', 1.0), ('De', 'lormée', 0.0)]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

import regex

from newslint.evidence.glue.around import amounts, said
from newslint.evidence.glue.doubts import DOUBTED_FROM, NO_DOUBT, Scene, doubts
from newslint.evidence.glue.judged import Judged
from newslint.evidence.glue.seams import MARKS, Gate, Lore, Placed, is_plain, seams
from newslint.evidence.glue.seams.quotation import facing
from newslint.evidence.glue.sums import Case, probability, total
from newslint.evidence.glue.weights import Weights, weights
from newslint.evidence.glue.whole import whole
from newslint.evidence.lexicon import lexicon
from newslint.evidence.vocabulary import vocabulary
from newslint.model.documents import Document
from newslint.model.languages import Language, Setting

_fine: dict[str, set[str]] = {}
"""For each language, chunks seen to have no seam: a document then costs one set difference."""

MAX_FINE = 300_000
"""Chunks remembered of each language, about 30 MB; what comes after them is judged each time."""

_seamed: dict[str, dict[str, tuple[Case, ...]]] = {}
"""For each language, other chunks with their seams."""

MAX_SEAMED = 50_000
"""Chunks with seams that are remembered of each language; then they are forgotten."""


def judge(document: Document, setting: Setting) -> list[Judged]:
    """Every seam of a document that is the best of its place, with its confidence."""
    cases = list(_cases(document, setting))
    if not cases:
        return []
    code, table = setting.language.code, weights().final
    winners = winning([one for _, one in cases], [case.cut for case, _ in cases])
    chosen = [cases[index][1] for index in winners]
    told = said(document, chosen, setting.language)
    sums = [cases[index][0].sums(more, code) for index, more in zip(winners, told, strict=True)]
    glue = list(amounts(document, chosen, [one.alone for one in sums]))
    confidences = [
        probability(mine.odds(table[one.seam.kind], amount))
        for one, mine, amount in zip(chosen, sums, glue, strict=True)
    ]
    asked = [number for number, confidence in enumerate(confidences) if confidence >= DOUBTED_FROM]
    doubted = [NO_DOUBT] * len(chosen)
    scenes = _scenes(document, setting, cases, [(winners[number], told[number]) for number in asked])
    for number, why in zip(asked, doubts(scenes, [confidences[number] for number in asked]), strict=True):
        doubted[number] = why
    judged = [
        Judged(*one, confidence, code, more, amount, why)
        for one, confidence, more, amount, why in zip(chosen, confidences, told, glue, doubted, strict=True)
    ]
    if not asked:
        return judged
    chunks = groupby(judged, key=lambda one: (one.start, one.end))
    return [one for _, chunk in chunks for one in whole(list(chunk), document.text)]


def _scenes(
    document: Document,
    setting: Setting,
    cases: Sequence[tuple[Case, Placed]],
    asked: Sequence[tuple[int, Mapping[str, float]]],
) -> list[Scene]:
    """Some seams that won their places, each with what the document says about it and the seams that it won against."""
    if not asked:
        return []
    lore, words = lore_of(setting.language), vocabulary(document)
    rivals = defaultdict[tuple[int, int], list[int]](list)
    for index, (_, one) in enumerate(cases):
        rivals[one.start, one.seam.unit].append(index)
    return [
        Scene(
            document.text,
            cases[index][1],
            cases[index][0].cut,
            tuple(
                (cases[other][1].seam, cases[other][0].cut)
                for other in rivals[cases[index][1].start, cases[index][1].seam.unit]
                if other != index
            ),
            more,
            words,
            lore,
            setting.language,
        )
        for index, more in asked
    ]


def place(document: Document, setting: Setting) -> list[Placed]:
    """All seams of a document, in order."""
    return [one for _, one in _cases(document, setting)]


def _cases(document: Document, setting: Setting) -> Iterator[tuple[Case, Placed]]:
    code = setting.language.code
    fine = _fine.setdefault(code, set())
    fresh = document.pieces - fine
    if not fresh:
        return
    lore = lore_of(setting.language)
    seamed = _with_seams(fresh, code, lore)
    if len(fine) < MAX_FINE:
        fine.update(fresh.difference(seamed))
    if setting.accept:
        seamed = {chunk: _unaccepted(chunk, found, setting.accept) for chunk, found in seamed.items()}
    if not any(seamed.values()):
        return
    words = vocabulary(document)
    here = {chunk: [case.seen(words) for case in found] for chunk, found in seamed.items()}
    for start, chunk in sorted(_places(document.text, here)):
        quoted = '"' in chunk
        for case in here[chunk]:
            at = start + case.seam.at
            sign = facing(document.text, at) if quoted and case.seam.kind in MARKS else ""
            seen = case.facing(sign) if sign else case
            document.effort.take(STEPS)
            yield seen, Placed(seen.seam, start, start + len(chunk), at)


def _with_seams(chunks: frozenset[str], code: str, lore: Lore) -> dict[str, tuple[Case, ...]]:
    """Those of some chunks that have seams, with them."""
    known = _seamed.setdefault(code, {})
    new = {chunk: found for chunk in chunks.difference(known) if (found := hopeful(chunk, lore))}
    seamed = {chunk: known[chunk] for chunk in chunks.intersection(known)} | new
    if len(known) + len(new) > MAX_SEAMED:
        known.clear()
    known.update(new)
    return seamed


STEPS = 50
"""What a seam costs a rule: 0.1 to 0.2 ms for its evidence, its sums and what the document says about it."""


HOPELESS = 0.0005
"""A seam whose own evidence comes to less is not looked at again: of 25,000 such seams of the dev data 5 were glue."""


class _Everything:
    """The words of a document that has them all."""

    def __contains__(self, word: object) -> bool:
        return True


_EVERYTHING = _Everything()


_gates: list[tuple[Weights, float, Gate]] = []


def _gate() -> Gate:
    """What stops the cuts of words that come to less."""
    fitted, least = weights(), HOPELESS
    if not _gates or _gates[0][0] is not fitted or _gates[0][1] != least:
        _gates[:] = [(fitted, least, Gate(fitted.cut, least))]
    return _gates[0][2]


def hopeful(chunk: str, lore: Lore) -> tuple[Case, ...]:
    """The seams of a chunk that some document could make glue of."""
    if is_plain(chunk, lore):
        return ()
    cases = map(Case.of, seams(chunk, lore, _gate()))
    return tuple(case for case in cases if case.cut >= HOPELESS or case.seen(_EVERYTHING).cut >= HOPELESS)


FEW = 100
"""Chunks that are looked for one after the other: from about so many on, one pass over all of them is faster."""


def _places(text: str, chunks: Collection[str]) -> Iterator[tuple[int, str]]:
    """Where each chunk stands in the text, with white space around it."""
    if len(chunks) > FEW:
        yield from ((match.start(), match[0]) for match in _CHUNK.finditer(text) if match[0] in chunks)
        return
    for chunk in chunks:
        start = text.find(chunk)
        while start >= 0:
            end = start + len(chunk)
            if (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
                yield start, chunk
            start = text.find(chunk, end)


_CHUNK = re.compile(r"\S+")

_lore: dict[str, Lore] = {}


def lore_of(language: Language) -> Lore:
    """What the language's file and word list tell of it; kept, since a process knows one file of a language."""
    if language.code not in _lore:
        _lore[language.code] = _lore_of(language)
    return _lore[language.code]


def _lore_of(language: Language) -> Lore:
    return Lore(
        lexicon(language.code),
        frozenset((*language.function_words, *language.auxiliaries)),
        frozenset(language.auxiliaries),
        frozenset(language.enclitics),
        frozenset(language.clitics),
        frozenset(language.closing_quotes),
        frozenset(language.words.agencies),
    )


def _unaccepted(chunk: str, found: tuple[Case, ...], accept: frozenset[str]) -> tuple[Case, ...]:
    """The seams that are not inside a word which the user calls right."""
    core = _CORE.search(chunk)
    if core is not None and core[0].lower() in accept:
        return ()
    return tuple(case for case in found if (case.seam.left + case.seam.right).lower() not in accept)


_CORE = regex.compile(r"[\p{L}\p{N}](?:.*[\p{L}\p{N}])?", regex.DOTALL)
"""A chunk from its first letter or digit to its last."""


def score(features: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The probability that the evidence comes to."""
    return probability(total(features, table))


def best(placed: Sequence[Placed], scores: Sequence[float]) -> list[Placed]:
    """The seams that win their place: of those that exclude each other, the most probable."""
    return [placed[index] for index in winning(placed, scores)]


def winning(placed: Sequence[Placed], scores: Sequence[float]) -> list[int]:
    """Which seams win their place."""
    winner: dict[tuple[int, int], int] = {}
    for index, one in enumerate(placed):
        key = (one.start, one.seam.unit)
        if key not in winner or _rank(one, scores[index]) > _rank(placed[winner[key]], scores[winner[key]]):
            winner[key] = index
    return sorted(winner.values())


READING = 0.5
"""A cut into two known words of this probability is read before any into a word and an unknown one."""


def _rank(one: Placed, score: float) -> tuple[bool, float]:
    return score >= READING and one.seam.kind != "name", score
