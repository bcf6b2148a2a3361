"""What is looked for only where a cheap sign of it is there is found wherever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newslint.kinds import _passages

LETTERS = st.sampled_from(["a", "é", "ß", "Σ", "ς", "Ab", "aB", "iPhone", "ǅ", "İ", "١", "½", "3", "e\u0301", "\u0301"])
MARKS = st.sampled_from([" ", " ", "\n", ".", "-", "’", "_", "\u00a0", "\u00ad"])


@given(st.lists(LETTERS | MARKS, max_size=30).map("".join))
def test_the_words_of_passages_are_their_pieces(text: str) -> None:
    assert _passages._plain(text) == [text[start:end].lower() for start, end in _passages._pieces(text)]
