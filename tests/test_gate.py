"""What stands in the fast way of finding glue is what the slow definitions say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.glue import judge
from newslint.evidence.glue.seams import is_plain, seams
from newslint.evidence.glue.seams.cuts import COMMON, FUNCTION_PAIR, KNOWN, LONG, _cuts, is_pair
from newslint.evidence.glue.seams.seam import PART
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.glue.sums import Case
from newslint.evidence.language import get
from newslint.evidence.letters import EDGE, ORDER, Letters, letter_model, table
from newslint.evidence.lexicon import MIN_ZIPF, Lexicon, lexicon

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
CHUNKS = sorted({chunk for seed in SEEDS for chunk in seed.read_text(encoding="utf-8").split()})
CODES = ("fr", "en", "de", "it", "el", "xx")
PIECES = [*"l' qu’ an the of dell' ΝΕΟΣ νέος σ AFP Paris ville n' -là des ıİß é İ".split(), "\N{SOFT HYPHEN}"]
CHUNK = st.lists(st.sampled_from([*PIECES, *CHUNKS]), min_size=1, max_size=4).map("".join)
LETTERS = st.text(alphabet="aeinrstéßñжσΣz", min_size=1, max_size=12)


def hopeful_by_definition(chunk: str, code: str) -> list[object]:
    lore = judge.lore_of(get(code))
    cases = [] if is_plain(chunk, lore) else [Case.of(seam) for seam in seams(chunk, lore)]
    kept = [one for one in cases if max(one.cut, one.seen(judge._EVERYTHING).cut) >= judge.HOPELESS]
    return [(one.seam, list(one.seam.features.items()), one.cut) for one in kept]


def hopeful(chunk: str, code: str) -> list[object]:
    found = judge.hopeful(chunk, judge.lore_of(get(code)))
    return [(one.seam, list(one.seam.features.items()), one.cut) for one in found]


@pytest.mark.parametrize("code", CODES)
def test_the_gate_stops_only_what_is_hopeless(code: str) -> None:
    glued = [left + right for left, right in zip(CHUNKS, CHUNKS[7:], strict=False)]
    for chunk in (*CHUNKS, *glued):
        assert hopeful(chunk, code) == hopeful_by_definition(chunk, code), chunk


@given(CHUNK, st.sampled_from(CODES))
def test_the_gate_stops_only_what_is_hopeless_whatever_is_run_together(chunk: str, code: str) -> None:
    assert hopeful(chunk, code) == hopeful_by_definition(chunk, code)


def test_the_gate_stops_most_cuts() -> None:
    lore = judge.lore_of(get("fr"))
    words = [chunk for chunk in CHUNKS if chunk.isalpha() and not is_plain(chunk, lore)]
    every = sum(len(seams(word, lore)) for word in words)
    assert 0 < sum(len(seams(word, lore, judge._gate())) for word in words) < 0.7 * every


def is_plausible(low: str, at: int, words: Lexicon, elided: bool, capitalised: bool) -> bool:
    """Is the cut worth weighing? As it is defined: both halves are looked up."""
    left, right = low[:at], low[at:]
    zl, zr = words.zipf(left), 7.0 if elided and right in solid().elided else words.zipf(right)
    known = words.zipf(low)
    if known >= FUNCTION_PAIR[1] or (known >= KNOWN and min(zl, zr) < FUNCTION_PAIR[0]):
        return False
    if (len(left) == 1 and zl < 6) or (len(right) == 1 and zr < 6):
        return False
    shorter = min(len(left), len(right))
    if zl >= PART and zr >= PART:
        return max(zl, zr) >= COMMON or shorter >= LONG
    if capitalised and zr >= PART and len(left) >= LONG and len(right) >= 6:
        return True
    return max(zl, zr) >= COMMON and (capitalised or shorter >= LONG)


@given(CHUNK.filter(lambda chunk: "Σ" not in chunk), st.sampled_from(CODES[:-1]), st.booleans())
def test_cuts_are_found_as_if_every_half_were_looked_up(chunk: str, code: str, elided: bool) -> None:
    words = lexicon(code)
    assert words is not None
    low = chunk.lower()
    if len(low) != len(chunk):
        assert _cuts(chunk, words, elided) == []
        return
    mine = [at for at in range(1, len(low)) if is_plausible(low, at, words, elided, chunk[0].isupper())]
    found = _cuts(chunk, words, elided)
    assert [cut.at for cut in found] == mine
    for at, left, right, is_elided in found:
        assert (left, right) == (words.zipf(low[:at]), 7.0 if is_elided else words.zipf(low[at:]))


def test_words_at_ends_are_as_frequent_as_the_gate_takes_them_to_be() -> None:
    assert PART >= MIN_ZIPF, "rarer words at the end of a chunk are not found"


@given(st.sampled_from(CHUNKS).map(str.lower) | LETTERS, st.sampled_from(CODES[:-1]))
def test_words_at_ends_are_those_of_the_list(word: str, code: str) -> None:
    words = lexicon(code)
    assert words is not None
    begun = {at: words.zipf(word[:at]) for at in range(1, len(word) + 1)}
    ended = {at: words.zipf(word[-at:]) for at in range(1, len(word) + 1)}
    assert {at: zipf for at, zipf in words.begun(word).items() if zipf} == {at: z for at, z in begun.items() if z}
    assert words.ended(word) == {at: zipf for at, zipf in ended.items() if zipf >= MIN_ZIPF}
    common = FUNCTION_PAIR[0]
    pair = any(begun[at] >= common and words.zipf(word[at:]) >= common for at in range(1, len(word)))
    assert is_pair(word, words) == pair


@given(st.sampled_from(CHUNKS).map(str.lower) | LETTERS | st.just("\ud800"), st.sampled_from(CODES[:-1]))
def test_likeness_is_the_sum_over_all_letters(word: str, code: str) -> None:
    words = lexicon(code)
    assert words is not None
    model, text = words._letters, EDGE * (ORDER - 1) + word + EDGE
    sought = [model._seek(text[at : at + ORDER]) for at in range(len(word) + 1)]
    assert words.likeness(word) == sum(sought)
    parting = words.parting(word)
    for at in range(1, len(word)):
        apart = words.likeness(word[:at]) + words.likeness(word[at:]) - words.likeness(word)
        assert parting.letters(at) == pytest.approx(apart, abs=1e-9)


def test_a_model_of_few_letters_has_a_place_for_each_sequence(tmp_path: Path) -> None:
    model = letter_model([("ab", 1.0), ("ba", 3.0)])
    (tmp_path / "table").write_bytes(table(model))
    letters = Letters(tmp_path / "table", lambda sequence: model.get(sequence, -1))
    assert letters.likeness("ab") == sum(letters._seek(part) for part in ("\n\n\na", "\n\nab", "\nab\n"))
    assert letters.likeness("c") == letters._seek("\n\n\nc") + letters._seek("\n\nc\n")
