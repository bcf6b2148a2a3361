"""Decided cases as labelled data: what `benchmarks/fit_glue.py` and `benchmarks/fit_lines.py` read. Pure.

They are texts with the offsets of their lost gaps, and lines that are the article's (`body`) or left over (`boiler`).
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newslint.model.edits import splice
from newslint.model.findings import Edit
from newslint.review.decision import Case, Found
from newslint.review.item import Item

DECIDED = ("accept", "reject")
"""What a label may rest on; what was written by hand says what is right, and not that the finding was."""


def case(text: str, items: Iterable[Item]) -> Case | None:
    """A text with what was found in it; None where nothing is decided that a label may rest on."""
    items = list(items)
    if not any(item.state in DECIDED for item in items):
        return None
    what = items[0].what
    page = what.id or ":".join(str(part) for part in (what.path, what.record, what.field) if part is not None)
    found = [_found(item, text) for item in items]
    return Case(text=_plain(text), lang=what.lang or "", site=what.site, page=page, found=found)


def _found(item: Item, text: str) -> Found:
    """A finding in the text in which a CR LF is one line break."""
    found = item.finding
    start, end = (at - text.count("\r\n", 0, at) for at in (found.start, found.end))
    fix = None if found.fix is None else _plain(found.fix)
    return Found(rule=found.rule, start=start, end=end, match=found.match, fix=fix, state=item.state)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def merged(cases: Iterable[Case]) -> list[Case]:
    """The cases, each text once; what was said last of a finding counts."""
    texts: dict[tuple[str, str], Case] = {}
    found: dict[tuple[str, str], dict[tuple[str, int, int], Found]] = {}
    for one in cases:
        key = one.page, one.text
        texts[key] = one
        found.setdefault(key, {}).update({(piece.rule, piece.start, piece.end): piece for piece in one.found})
    return [
        Case(text=one.text, lang=one.lang, site=one.site, page=one.page, found=list(found[key].values()))
        for key, one in texts.items()
    ]


def files(cases: Iterable[Case]) -> Mapping[str, bytes]:
    """What the files of a data folder hold, by their names."""
    rows: dict[str, list[dict[str, Any]]] = {"lines": [], "glue": []}
    for one in cases:
        rows["lines"].append(lines(one))
        if any(map(inserts_gaps, one.found)):
            rows["glue"].append(glue(one))
    packed = {f"{name}.jsonl.gz": gzip.compress(b"".join(map(_row, some)), mtime=0) for name, some in rows.items()}
    return {**packed, "clean.jsonl": b""}


def _row(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def lines(one: Case) -> dict[str, Any]:
    """A text's lines with what was decided of them: `boiler` if it was accepted that they go, `body` if not."""
    labels: dict[int, str] = {}
    ends = [*(match.start() for match in re.finditer("\n", one.text)), len(one.text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    for found in one.found:
        if found.fix is None or found.fix.strip() or found.state not in DECIDED:
            continue
        for number in range(bisect_left(starts, found.start), bisect_left(starts, found.end)):
            start, end = starts[number], ends[number]
            if one.text[start:end].strip() and found.end >= end:
                labels[number] = "boiler" if found.state == "accept" else "body"
    rows = [[line, labels.get(number, "unknown")] for number, line in enumerate(one.text.split("\n"))]
    return {"lang": one.lang, "site": one.site, "page": one.page, "flavour": "leak", "lines": rows}


def glue(one: Case) -> dict[str, Any]:
    """A text with its lost gaps, which are those that were accepted; what waits or was edited is left out as
    ambiguous. `gold` is the text with its gaps.
    """
    lost: dict[str, list[dict[str, int]]] = {"glues": [], "punct_glues": []}
    ambiguous, edits = set[int](), set[int]()
    for found in one.found:
        for at in _gaps(found):
            if found.state == "accept":
                lost["glues" if _within_word(one.text, at) else "punct_glues"].append({"offset": at})
                edits.add(at)
            elif found.state != "reject":
                ambiguous.add(at)
    gold = splice(one.text, [Edit(at, at, " ") for at in sorted(edits)])
    about = {"text": one.text, "gold": gold, "lang": one.lang, "site": one.site, "page": one.page}
    return {**about, **lost, "ambiguous": sorted(ambiguous - edits)}


def inserts_gaps(found: Found) -> bool:
    """Does a finding's fix do nothing but put blanks in?"""
    return next(_gaps(found), None) is not None


def _gaps(found: Found) -> Iterator[int]:
    """Where its fix puts blanks in; nothing where it does anything else."""
    gaps, at = list[int](), 0
    for character in found.fix or "":
        if at < len(found.match) and character == found.match[at]:
            at += 1
        elif character.isspace():
            gaps.append(found.start + at)
        else:
            return
    if at == len(found.match):
        yield from gaps


def _within_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
