"""Doubts about a seam between a word and a number: names end in numbers, BRAND24.

`2021The` is the end of one paragraph and the beginning of the next; a short number behind a word with several capitals
is the rest of its name, also in a document that lost other gaps.

    >>> from newslint.evidence.glue.judge import judge
    >>> from newslint.model.documents import Document
    >>> from newslint.model.languages import Setting
    >>> from newslint.rules.languages import languages
    >>> def whys(text):
    ...     found = judge(Document(text), Setting(language=languages()["en"]))
    ...     return [(one.seam.left, one.seam.right, one.doubt.why) for one in found if one.seam.kind == "digit"]
    >>> whys("The ferry sank in 2021The weavers wept.")
    [('2021', 'The', '')]
    >>> whys("He works for MidWest24. The keeper saidThe mill is shut.")
    [('MidWest', '24', 'names end in numbers')]
    >>> whys("Report k8it9vpqt1Name of the mill. The keeper saidThe weavers wept.")[-1:]
    [('1', 'Name', 'an identifier may end there')]
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newslint.evidence.glue.doubts.scene import Check, Scene, coded, glued_abbreviation, in_host, unspaced

_LONGEST = 3
"""Digits of a number in a name."""

_ENDS = regex.compile(r"\d+[^\p{L}\d]*$")


def numbered_name(scene: Scene) -> str:
    """A word with several capitals and a short number that ends the chunk: MidWest24, SARELA24."""
    left, right = scene.seam.left, scene.seam.right
    if "letters first" not in scene.seam.features or not left[0].isupper() or len(right) > _LONGEST:
        return ""
    if left[1:].islower() and (scene.offset == len(left) or not scene.chunk[scene.offset - len(left) - 1].isalpha()):
        return ""
    return "names end in numbers" if _ENDS.match(scene.chunk, scene.offset) else ""


def capitals(scene: Scene) -> str:
    """No other glue, and the word is all capitals: M6GO, 24GO."""
    word = _word(scene)
    return "may be a name with a number" if word.isupper() and len(word) > 1 else ""


def single(scene: Scene) -> str:
    """No other glue, and a short number ends a name: Area51."""
    short = "letters first" in scene.seam.features and len(scene.seam.right) <= _LONGEST
    named = short and scene.seam.left[0].isupper() and _ENDS.match(scene.chunk, scene.offset)
    return "may be a name with a number" if named else ""


_HASHED = regex.compile(r"\p{Ll}\d\p{Ll}{1,4}\d\p{Ll}")
"""Single figures between small letters, twice: `u8it9vpqt1`. In `17czerwca2024Numer` they are of several figures."""


def hashed(scene: Scene) -> str:
    """The chunk has an identifier of a machine in it, whose ends nobody can tell: raportuu8it9vpqt1Nazwa."""
    return "an identifier may end there" if _HASHED.search(scene.chunk) else ""


def footnote(scene: Scene) -> str:
    """One figure behind a word in small letters, at the end of its chunk: the mark of a note, or of nothing."""
    word, figure = scene.seam.left, scene.seam.right
    ends = len(figure) == 1 and figure.isdigit() and _ENDS.match(scene.chunk, scene.offset)
    return "may be the mark of a note" if ends and word.islower() else ""


def _word(scene: Scene) -> str:
    return scene.seam.left if "letters first" in scene.seam.features else scene.seam.right


CHECKS: Sequence[Check] = (glued_abbreviation, unspaced, coded, in_host, numbered_name, hashed, footnote)
ALONE: Sequence[Check] = (capitals, single)
