"""What is told at a glance to have no seam has none, and most of what is written is told so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.glue.judge import lore_of
from newslint.evidence.glue.seams import is_plain, seams
from newslint.evidence.language import get

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
CODES = ("fr", "en", "de", "es", "it", "pt")
CHUNKS = sorted({chunk for seed in SEEDS for chunk in seed.read_text(encoding="utf-8").split()})
PIECES = [
    "l'",
    "qu’",
    "an",
    "ofthe",
    "isit",
    "Jahr",
    "Paris",
    "AFP",
    "ville",
    "dela",
    "don't",
    "ıİß",
    "م",
    "²",
    "e\u0301",
]
EDGES = list("(“\"„[‘«.,;:!?…)]»”'’-–—'%$@#/0159")


@pytest.mark.parametrize("code", CODES)
def test_what_is_plain_has_no_seam(code: str) -> None:
    lore = lore_of(get(code))
    plain = [chunk for chunk in CHUNKS if is_plain(chunk, lore)]
    assert [chunk for chunk in plain if seams(chunk, lore)] == []
    assert len(plain) > len(CHUNKS) / 3, "a glance tells too little to be worth it"


@given(
    st.lists(st.sampled_from([*PIECES, *EDGES, *CHUNKS]), min_size=1, max_size=4).map("".join),
    st.sampled_from((*CODES, "xx")),
)
def test_what_is_plain_has_no_seam_whatever_is_run_together(chunk: str, code: str) -> None:
    lore = lore_of(get(code))
    assert not (is_plain(chunk, lore) and seams(chunk, lore))


@pytest.mark.parametrize(
    ("chunk", "plain"),
    [
        ("maison", True),
        ("(maison,", True),
        ("l’Europe.", True),
        ("2021,", True),
        ("plein-air", True),
        ("solideset", False),
        ("maison.Et", False),
        ("»maison", False),
        ("le2", False),
        ("vertLors", False),
    ],
)
def test_a_glance(chunk: str, plain: bool) -> None:
    assert is_plain(chunk, lore_of(get("fr"))) is plain
