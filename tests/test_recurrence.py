"""What a document says of the forms of its seams, beside the same said run by run."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.glue import recurrence
from newslint.evidence.glue.recurrence import Forms
from newslint.evidence.glue.seams import Placed, Seam
from newslint.model.documents import Document

PIECES = st.sampled_from(
    [
        *("base64", "Base64", "base", "64", "MoreFile", "MoreFileCloud", "x", "_", "-", " ", " ", "\n", ".", "é", "ª"),
        *("@", "#", "www.", ".com", ".co.uk", "base64.com", "@base64", "www.base64", "#MoreFile"),
    ]
)


def placed(text: str, run: str, cut: int, kind: str) -> Placed:
    start = text.index(run)
    return Placed(Seam(cut, kind, run[:cut], run[cut:], 0, {}), start, start + len(run), start + cut)


def sides(text: str, run: str) -> int:
    """Between how many different neighbours a run of letters and digits stands, counted place by place."""
    before, after = set[str](), set[str]()
    for match in recurrence._RUN.finditer(text):
        if match[0] == run:
            before.add(text[max(0, match.start() - recurrence.NEIGHBOUR) : match.start()].lower())
            after.add(text[match.end() : match.end() + recurrence.NEIGHBOUR].lower())
    return min(len(before), len(after))


def addressed(text: str, run: str) -> bool:
    """Does a handle, a hashtag or a host's name begin with a run, or a host's name end with it?"""
    low, run = text.lower(), run.lower()
    for match in recurrence._RUN.finditer(low):
        start, end = match.span()
        begins = low[start - 1 : start] in ("@", "#") if start else False
        if (begins or low[max(0, start - 4) : start] == "www.") and match[0].startswith(run):
            return True
        if recurrence._HOST.match(low, end) and match[0].endswith(run):
            return True
    return False


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_form_is_told_by_where_else_it_stands(rest: str) -> None:
    text = f"base64 {rest}"
    one = placed(text, "base64", 4, "digit")
    said = Forms(Document(text), [one]).said(one)
    assert ("in other contexts" in said) == (sides(text, "base64") > 1)
    assert ("in an address" in said) == addressed(text, "base64")


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_pair_of_halves_counts_where_it_begins_and_ends_like_one(rest: str) -> None:
    text = f"MoreFile {rest}"
    one = placed(text, "MoreFile", 4, "capital")
    pairs = recurrence._contexts(text, frozenset(), frozenset(["MoreFile"]))[1].get("MoreFile")
    said = Forms(Document(text), [one]).said(one)
    assert ("pair in other contexts" in said) == (pairs is not None and min(map(len, pairs)) > 1)
