"""A seam's sums, worked out once, are what its evidence comes to when it is added up piece by piece."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence import language
from newslint.evidence.glue import judge
from newslint.evidence.glue.around import surroundings, with_glue
from newslint.evidence.glue.judged import telling
from newslint.evidence.glue.sums import probability
from newslint.evidence.glue.weights import weights
from newslint.evidence.vocabulary import vocabulary
from newslint.model.documents import Document
from newslint.model.evidence import log_odds
from newslint.model.languages import Setting

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))]
WORDS = sorted({word for seed in SEEDS for word in seed.split()})


def slowly(document: Document, setting: Setting) -> list[float]:
    """The confidences, by the sums as they are defined."""
    placed, table = judge.place(document, setting), weights()
    chosen = judge.best(placed, [judge.score(one.seam.features, table.cut[one.seam.kind]) for one in placed])
    known = surroundings(document, chosen, setting.language)
    alone = [judge.score(one, table.alone[seam.seam.kind]) for one, seam in zip(known, chosen, strict=True)]
    finals = [table.final[one.seam.kind] for one in chosen]
    full = with_glue(document, chosen, known, alone)
    return [judge.score(telling(one, final), final) for one, final in zip(full, finals, strict=True)]


def agree(text: str, code: str) -> int:
    document, setting = Document(text), Setting(language=language.get(code))
    judged = judge.judge(document, setting)
    alone = [probability(log_odds(one.confidence) - one.beside) for one in judged]
    assert alone == pytest.approx(slowly(document, setting), abs=1e-9)
    for one in judged:
        odds = sum(piece.weight for piece in one.evidence)
        assert probability(odds) == pytest.approx(one.confidence, abs=1e-9)
    return len(judged)


@pytest.mark.parametrize("text", SEEDS, ids=range(len(SEEDS)))
def test_sums_are_what_the_evidence_comes_to(text: str) -> None:
    code = language.detect(text) or "en"
    assert agree(text, code) > 3
    assert agree(text.replace(" ", "", 40), code) > 3
    assert agree(text[: len(text) // 4] + "\n" + text.replace(", ", ","), code) > 3


@given(st.lists(st.sampled_from([*WORDS, "\n", "YouTube", "dit-il.Le", '"Oui"dit']), max_size=40), st.integers(0, 9))
def test_sums_agree_on_any_words(words: list[str], every: int) -> None:
    agree("".join(word + ("" if every and not rank % every else " ") for rank, word in enumerate(words)), "fr")


@given(st.text(alphabet="aZéß1٣²½Ⅷ_-'’ \u0301म\u093eت\u064b한漢\ud800\n", max_size=30))
def test_words_are_found_alike_the_fast_way(text: str) -> None:
    slowly = Counter(regex.findall(r"[\p{L}\p{M}]+|\p{N}+", text))
    mine = vocabulary(Document(text))
    asked = {*slowly, *text, *text.split(), "a"}
    assert {word: mine.count(word) for word in asked} == {word: slowly[word] for word in asked}
    assert {word for word in asked if word in mine} == set(slowly)
