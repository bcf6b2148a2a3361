"""Laws of edits: composing rounds equals making them one after the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from newslint.linter.asking import Scanned
from newslint.linter.settle import settle
from newslint.model.edits import choose, compose, parted, splice
from newslint.model.findings import Edit, Finding
from newslint.model.newlines import Newlines

TEXT = st.text(alphabet="abc\r\n é", max_size=24)


def edits_of(draw: Callable[..., Any], text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [Edit(a, b, draw(st.text(alphabet="XY\n", max_size=3))) for a, b in pairs]


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    text = draw(TEXT)
    first = edits_of(draw, text)
    return text, first, edits_of(draw, splice(text, first))


@given(two_rounds())
def test_composed_edits_do_what_the_rounds_do(case: tuple[str, list[Edit], list[Edit]]) -> None:
    text, first, second = case
    both = compose(first, second)
    assert splice(text, both) == splice(splice(text, first), second)
    assert all(a.end <= b.start for a, b in pairwise(both))


@given(st.lists(st.sampled_from(["a", "b", "\n", "\r\n"])).map("".join), st.data())
def test_edits_of_the_plain_text_touch_nothing_else(text: str, data: st.DataObject) -> None:
    newlines = Newlines(text)
    edits = edits_of(data.draw, newlines.plain)
    mended = splice(text, [newlines.edit(e) for e in edits])
    assert mended.replace("\r\n", "\n") == splice(newlines.plain, edits)


@given(st.text(alphabet="ab\r\n", max_size=20))
def test_plain_offsets_point_at_the_same_characters(text: str) -> None:
    newlines = Newlines(text)
    for at, character in enumerate(newlines.plain):
        assert text[newlines.offset(at) :].replace("\r\n", "\n").startswith(character)


def finding(edit: Edit) -> Finding:
    return Finding(
        rule="r",
        group="g",
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        start=edit.start,
        end=edit.end,
        match="",
        message="",
        severity="info",
        confidence=1.0,
        fix=edit.new,
        safe=True,
    )


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    first = text = draw(TEXT)
    made = []
    for _ in range(draw(st.integers(0, 3))):
        made.append([edit for edit in edits_of(draw, text) if text[edit.start : edit.end] != edit.new])
        text = splice(text, [Edit(f.start, f.end, f.fix or "") for f in choose([finding(e) for e in made[-1]])])
    return first, made


@given(rounds())
def test_each_edit_knows_the_findings_behind_it(case: tuple[str, list[list[Edit]]]) -> None:
    text, made = case
    left = [[finding(edit) for edit in edits] for edits in made if edits]

    def next_round(text: str) -> Scanned:
        return Scanned(text, left.pop(0) if left else [])

    fixed = settle(next_round(text), next_round, lambda now, _: now.findings)
    assert splice(text, fixed.edits) == fixed.text
    assert all(a.end <= b.start for a, b in pairwise(fixed.edits))
    assert len(fixed.causes) == len(fixed.edits)
    assert all(fixed.causes)
    assert {cause for causes in fixed.causes for cause in causes} <= set(range(len(fixed.applied)))
    if fixed.rounds == 1:
        alone = [fixed.applied[causes[0]] for causes in fixed.causes if len(causes) == 1]
        assert {e for f in alone for e in parted(text, f.start, f.end, f.fix or "")} <= {*fixed.edits}
        assert len(fixed.edits) == sum(len(parted(text, f.start, f.end, f.fix or "")) for f in fixed.applied)


def going(text: str, part: str) -> Finding:
    start = text.index(part)
    return msgspec.structs.replace(finding(Edit(start, start + len(part), "")), match=part)


def test_two_that_go_and_share_a_blank_go_together() -> None:
    text = "No account? Register for free. The boat sails."
    chosen = choose([going(text, "No account? "), going(text, " Register for free. ")])
    assert [(one.start, one.end, one.match) for one in chosen] == [
        (0, 12, "No account? "),
        (12, 31, "Register for free. "),
    ]
    assert choose([going(text, "No account? R"), going(text, "Register for free. ")]) == [going(text, "No account? R")]


def test_nothing_is_mended_in_what_waits_to_go() -> None:
    text = "A boat.Read also: In the nightThe boat"
    gap, label, end = "boat.Read", "Read also: In the night", "nightThe"
    mends = [msgspec.structs.replace(going(text, part), fix=part[:5] + " " + part[5:]) for part in (gap, end)]
    assert [one.match for one in choose([*mends, going(text, label)])] == [gap]
