r"""Lines and whole texts that stand twice: a label and its hidden copy, a paragraph, a title, a standfirst, a body.

Only what is equal counts, letter for letter. How sure it is that the second one is too many follows from how long it
is, how far from the first, and whether it is prose.

>>> from newslint.model.documents import Document
>>> text = "Read the whole story Read the whole story\nThe bridge reopened.\n"
>>> [(hit.start, hit.end, hit.confidence) for hit in phrases(Document(text), 8, 0.9)]
[(20, 41, 0.9)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newslint.evidence.lines.places import HEAD_WITH_EMPTY
from newslint.evidence.lines.sheet import sheet
from newslint.evidence.signs import quotes
from newslint.model.documents import Document, Line
from newslint.model.findings import Hit
from newslint.model.languages import Language

LIKELY = 0.8
"""Right in most texts, but speech, verse and word play double words too: a person looks. A rank, chosen and not
measured."""

PROSE_WORDS = 16
"""A repeated line of fewer words, or without a full stop, may be a row of a table, of a test report, of code; a
question may be put to several people.
Chosen, not measured."""

_OPENING = frozenset(quotes.PULL_OPENING)
_TERMINAL = (".", "!", "…", *quotes.CLOSING, *quotes.EITHER)


def phrases(document: Document, min_length: int, confidence: float) -> Iterator[Hit]:
    """Lines such as "Read the storyRead the story": a label and its hidden copy for screen readers.

    What comes again in another line is a refrain, of a song or of a speaker: a person decides, as of a text of one line
    that is there twice.
    """
    found = list(_doubled(document, min_length))
    times = Counter(phrase.lower() for _, _, phrase in found)
    for number, start, phrase in found:
        again = times[phrase.lower()] > 1 or _recurs(document, number, phrase) or _is_whole(document, phrase)
        yield Hit(start, start + len(phrase), "", min(confidence, LIKELY) if again else confidence)


def _is_whole(document: Document, phrase: str) -> bool:
    """Is it the better part of a text, and no label? It would lose half of what there is."""
    return len(phrase) >= WHOLE and len(phrase) * 4 >= len(document.text)


WHOLE = 200
"""Characters of what is no label any more. Chosen, not measured."""


def _doubled(document: Document, min_length: int) -> Iterator[tuple[int, int, str]]:
    """The lines that are one phrase twice: their numbers, where the second begins, and the phrase with its blank."""
    for number, line in enumerate(document.effort.over(document.lines)):
        content = line.text.strip()
        half = len(content) // 2
        if half < min_length or content[:half] != content[-half:] or content[half:-half].strip():
            continue
        if " " in content[:half] and (half * 2 == len(content) or not content[:half].isupper()):
            yield number, line.start + line.text.index(content) + half, content[half:]


def _recurs(document: Document, number: int, phrase: str) -> bool:
    """Does the phrase stand among other words in one of the lines beside its own, too?"""
    bare = phrase.strip(" .,;:!?¡¿…").lower()
    near = document.lines[max(0, number - NEAR) : number] + document.lines[number + 1 : number + 1 + NEAR]
    return any(bare in line.text.lower() and len(line.text.strip()) > len(phrase) + 1 for line in near)


NEAR = 4
"""Lines within which a copy stands beside its original: there it is one too many. Of copies further away the golds keep
both in one of six articles (a question put to each guest, a section printed for a second list): a person decides."""


def lines(document: Document, min_length: int, confidence: float, language: Language) -> Iterator[Hit]:
    """Lines that stood before, word for word: a copy near its original goes, passages further down are reported.

    Where lines are wrapped, those of a paragraph count as one: the first half of a title is nothing that stands twice.
    """
    long = [line for line in document.text.split("\n") if len(line) >= min_length]
    if len(set(long)) == len(long):
        return
    full = _whole_lines(document, language)
    seen: dict[str, int] = {}
    far: list[int] = []
    for number, line in enumerate(full):
        first = seen.setdefault(line.text, number)
        if first == number or len(line.text) < min_length:
            continue
        if number - first <= NEAR:
            yield Hit(line.start, line.stop, "", confidence if _is_paragraph(line.text) else LIKELY)
        else:
            far.append(number)
    for start, end in _passages(far):
        if end > start or _is_paragraph(full[start].text):
            yield Hit(full[start].start, full[end].stop, None, LIKELY)


def _whole_lines(document: Document, language: Language) -> list[Line]:
    """The lines that hold more than blanks; the paragraphs of a text that is wrapped."""
    rows = sheet(document, language).rows
    if any(row.of_lines for row in rows):
        return [row.line for row in rows]
    return [line for line in document.effort.over(document.lines) if line.text.strip()]


def _is_paragraph(text: str) -> bool:
    """Is it prose? Rows of a table, verses, questions are repeated on purpose."""
    return text.rstrip().endswith(_TERMINAL) and text.count(" ") + 1 >= PROSE_WORDS


def _passages(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers in which no more than one is left out (a short line that stood before)."""
    start = last = -2
    for number in numbers:
        if number > last + 2:
            if start >= 0:
                yield start, last
            start = number
        last = number
    if start >= 0:
        yield start, last


def title(document: Document, min_length: int, confidence: float) -> Iterator[Hit]:
    """The first line again; right after it a copy, further down perhaps a heading."""
    head, _, rest = document.text.partition("\n")
    if len(head) < min_length or head.count(" ") < 2 or head not in rest:
        return
    passed = 0
    for line in document.effort.over(document.lines[1:]):
        if line.text.strip() == head.strip():
            fix = "" if passed <= NEAR else None
            yield Hit(line.start, line.stop, fix, LIKELY if passed else confidence)
        passed += bool(line.text.strip())


def sentences(document: Document, min_length: int, confidence: float) -> Iterator[Hit]:
    """Pull quotes and standfirsts: a quoted line, or one of the first few, that also stands inside another line.

    They are reported, not removed: of 102 on dev the golds keep 99, for the page shows them twice by design.
    """
    text = document.text
    for number, line in enumerate(document.effort.over(document.lines)):
        if len(line.text) < min_length:
            continue
        content = line.text.strip()
        if not min_length <= len(content) <= 400 or not (0 < number < HEAD_WITH_EMPTY or content[0] in _OPENING):
            continue
        bare = content.strip("«»“”„\"'… \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
        if bare.count(" ") < 7:
            continue
        first = text.find(bare)
        other = first if first < line.start else text.find(bare, line.end)
        if other >= 0 and not _is_line(text, other, len(bare)):
            yield Hit(line.start, line.stop, None, confidence)


def _is_line(text: str, at: int, length: int) -> bool:
    """Is text[at:at+length] a line of its own, but for quotes? Then `lines` judges it."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at + length)
    return len(text[start : end if end >= 0 else len(text)].strip()) <= length + 4


def body(document: Document, min_length: int, confidence: float) -> Iterator[Hit]:
    """The second half of a text, where it is the first half again, or its end, where that is what stands above it."""
    full = [line for line in document.effort.over(document.lines) if line.text.strip()]
    first = _second_copy([line.text.strip() for line in full], min_length)
    if first:
        yield Hit(full[first].start, full[-1].stop, "", confidence)


def _second_copy(texts: list[str], min_length: int) -> int:
    """From which line on all that is left stood before, in the same order; 0 if from none.

    A copy may lack lines of the first (a title, a standfirst, a box). What follows a title alone, or is a verse, is no
    copy of a body: then it takes two sentences of prose, one of them a long one.
    """
    half = len(texts) // 2
    if half and not len(texts) % 2 and texts[:half] == texts[half:]:
        return half if sum(map(len, texts[:half])) >= min_length else 0
    seen: dict[str, int] = {}
    for number, text in enumerate(texts):
        first = seen.setdefault(text, number)
        if first < number:
            copy = texts[number:]
            whole = _is_part(copy, texts[first:number]) and len(copy) * 2 >= number - first
            return number if whole and _is_body(copy) else 0
    return 0


def _is_part(copy: list[str], of: list[str]) -> bool:
    """Do all of these lines stand among the others, in the same order?"""
    others = iter(of)
    return all(line in others for line in copy)


def _is_body(texts: list[str]) -> bool:
    """Are there two sentences among the lines, one of them a paragraph?"""
    prose = [text for text in texts if text.endswith(_TERMINAL) and text.count(" ") + 1 >= SENTENCE_WORDS]
    return len(prose) >= 2 and any(map(_is_paragraph, prose)) and len(prose) * 2 >= len(texts)


SENTENCE_WORDS = 8
"""Words of a line from which one that ends as a sentence is none of a verse or a list. Chosen, not measured."""
