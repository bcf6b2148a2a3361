"""Why a seam that looks sure may be none, or may be mended wrongly: what makes its fix unsafe whatever the sum says.

The sum of evidence is fitted on articles with lost gaps, where identifiers, brands, forms of names and words of which
the accents or apostrophes are gone hardly occur. What is known of those is not fitted, it is said here: a doubt does
not change what is found, only whether it is mended unasked. Each doubt is a reason in words, to be shown. What may be a
name is none where the document has lost other gaps.

    >>> from newslint.evidence.glue.judge import judge
    >>> from newslint.model.documents import Document
    >>> from newslint.model.languages import Setting
    >>> from newslint.rules.languages import languages
    >>> def whys(text):
    ...     found = judge(Document(text), Setting(language=languages()["en"]))
    ...     return [(one.seam.left, one.seam.right, one.doubt.why) for one in found]
    >>> whys("The weaver builtBoats in May.")
    [('built', 'Boats', 'may be a name with capitals inside, and no other gap is lost')]
    >>> whys("The weaver builtBoats in May. The keeper saidThe mill is shut.")
    [('built', 'Boats', ''), ('said', 'The', '')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from newslint.evidence.glue.doubts import humps, marks, numbers, words
from newslint.evidence.glue.doubts.scene import NO_DOUBT, Check, Doubt, Scene, doubt
from newslint.evidence.glue.seams import MARKS, NUMBERS

__all__ = ["DOUBTED_FROM", "NO_DOUBT", "Doubt", "Scene", "doubts"]

DOUBTED_FROM, SAFE_FROM = 0.5, 0.9
"""Below the first confidence no rule reports a seam, and nobody asks for doubts; below the second no fix is safe, and a
seam is no proof of others."""

GLUE = 0.5
"""So much other glue that no doubt speaks against (expected gaps) shows that the document loses gaps at all."""

HALF = frozenset(("other", "bracket"))
"""Kinds of seam that are no proof of others: dashes and brackets have no blank in many styles."""


def doubts(scenes: Sequence[Scene], confidences: Sequence[float]) -> list[Doubt]:
    """For each seam of a document that a rule may report, why it may be none.

    `confidences` are what the sums of evidence come to, each DOUBTED_FROM or more.
    """
    first = [_first(scene) for scene in scenes]
    linked = _linked(scenes, confidences, first)
    alone, sound = [NO_DOUBT] * len(scenes), [0.0] * len(scenes)
    total, chunks = 0.0, defaultdict[tuple[int, int], float](float)
    for number, (scene, confidence) in enumerate(zip(scenes, confidences, strict=True)):
        if confidence < SAFE_FROM:
            continue
        if chunks and total - max(chunks.values()) >= GLUE:
            break  # whatever the others are, each seam has so much glue besides: no more need be asked
        alone[number] = NO_DOUBT if number in linked else _alone(scene)
        if not (first[number] or alone[number] or scene.one.seam.kind in HALF):
            sound[number] = confidence
            total += confidence
            chunks[scene.one.start, scene.one.end] += confidence
    lost = _are_words_lost(scenes, confidences)
    return [
        NO_WORDS
        if words.is_compound(scene) and not lost and number not in linked
        else why or (other if _others(scene, total, mine, chunks[scene.one.start, scene.one.end]) < GLUE else NO_DOUBT)
        for number, (scene, why, other, mine) in enumerate(zip(scenes, first, alone, sound, strict=True))
    ]


def _linked(scenes: Sequence[Scene], confidences: Sequence[float], first: Sequence[Doubt]) -> set[int]:
    """Seams between which a word with a capital lost both ends, as a link does: `validPrestocardwith`.

    Each speaks for the other. Of 64 such pairs that else were in doubt because no other gap is lost, 63 were gaps where
    articles lost one to three links, of 12 on pages joined throughout nine (dev, held out).
    """
    linked = set[int]()
    for number in range(1, len(scenes)):
        before, here = scenes[number - 1], scenes[number]
        kinds = before.seam.kind == "capital" and here.seam.kind in _BEHIND
        if not kinds or here.one.at - len(here.seam.left) != before.one.at:
            continue
        sure = min(confidences[number - 1], confidences[number]) >= SAFE_FROM
        if sure and not first[number - 1] and not first[number]:
            linked |= {number - 1, number}
    return linked


_BEHIND = frozenset(("function", "content", "name", "upper"))
"""Kinds of seam between a name and a word in small letters."""


NO_WORDS = Doubt("may be a compound, and no other words are run together", denied=True)


def _are_words_lost(scenes: Sequence[Scene], confidences: Sequence[float]) -> bool:
    """Is there glue between words, and not only behind marks, where pages lose breaks of lines?"""
    asked = zip(scenes, confidences, strict=True)
    return any(confidence >= SAFE_FROM and scene.one.seam.kind not in _NO_SMALL for scene, confidence in asked)


_NO_SMALL = frozenset((*MARKS, *NUMBERS, *humps.KINDS, "content"))
"""Kinds of seam that are not between a small word or a name and another word."""


def _others(scene: Scene, total: float, mine: float, chunk: float) -> float:
    """The sound glue besides a seam: at a capital also that of its own chunk, which may be `word:Word`."""
    return total - (mine if scene.one.seam.kind in humps.KINDS else chunk)


def _first(scene: Scene) -> Doubt:
    """Why a seam may be none whatever else the document shows."""
    return _said(scene, _checks(scene.one.seam.kind))


def _alone(scene: Scene) -> Doubt:
    """Why a seam may be none where the document has no other glue."""
    kind = scene.one.seam.kind
    if kind in humps.KINDS:
        checks = humps.ALONE
    else:
        checks = marks.ALONE if kind in MARKS else numbers.ALONE if kind in NUMBERS else words.ALONE
    found = _said(scene, checks)
    return found._replace(halves=True) if found else found


def _checks(kind: str) -> Sequence[Check]:
    if kind in humps.KINDS:
        return humps.CHECKS
    return marks.CHECKS if kind in MARKS else numbers.CHECKS if kind in NUMBERS else words.CHECKS


def _said(scene: Scene, checks: Iterable[Check]) -> Doubt:
    return next((doubt(why) for check in checks if (why := check(scene))), NO_DOUBT)
