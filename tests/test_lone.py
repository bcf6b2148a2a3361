"""Glue that stands alone: an article that lost one link, and nothing else."""

from __future__ import annotations

import pytest

from newslint import Linter
from newslint.evidence.glue import around, given
from newslint.evidence.glue.neighbours import Pairs
from newslint.evidence.glue.seams import Placed, Seam
from newslint.model.documents import Document

LINTERS = {code: Linter(code, select=["glued"]) for code in ("en", "fr", "de", "pl")}


@pytest.mark.parametrize(
    ("lang", "text", "match", "fix"),
    [
        ("en", "We didn’tknow how people used the site, so we asked them.", "didn’tknow", "didn’t know"),
        ("en", "The town’sharbour was shut in May, the mayor said.", "town’sharbour", "town’s harbour"),
        ("en", "They found that thespecimenswas lost in May.", "thespecimenswas", "the specimens was"),
        ("en", "It was seen in theBritish Museum by a guide.", "theBritish", "the British"),
        ("en", "All riders must have a validPrestocardwith them.", "validPrestocardwith", "valid Prestocard with"),
        ("en", "They met people from Namibia andAngolawould join them.", "andAngolawould", "and Angola would"),
        ("de", "Der Verein hat nun sechsMillionenneue Kunden.", "sechsMillionenneue", "sechs Millionen neue"),
        ("de", "Die Brücke war lange gesperrt, weil dieBehörde keine Pläne hatte.", "dieBehörde", "die Behörde"),
    ],
)
def test_one_lost_link_is_mended(lang: str, text: str, match: str, fix: str) -> None:
    (found,) = LINTERS[lang].check(text)
    assert (found.match, found.fix, found.safe) == (match, fix, True)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The weaver builtBoats in May."),
        ("en", "The value val jsonArray = Json.toJson(3) is set, and toJson(4) is not."),
        ("en", "He likes productin and breadth of the weekslong fair."),
        ("en", "They hit the gas, boostin' all they had."),
        ("en", "He sent the ship to productin on the coast."),
        ("fr", "Elle défend la protection de lenfance."),
        ("fr", "Le port compte deeux quais et un phare."),
        ("de", "Sie sah daraauf die Kirche am Hafen."),
    ],
)
def test_what_may_be_a_word_or_a_name_is_not(lang: str, text: str) -> None:
    assert not [found for found in LINTERS[lang].check(text) if found.safe]


def test_of_three_words_none_is_parted_alone() -> None:
    """What is run together on both sides of one word is mended on both, or on none."""
    for text in ("They saw thespecimenswas there.", "She asked inthecityhas grown."):
        for found in LINTERS["en"].check(text):
            assert not found.safe or found.fix is None or found.fix.count(" ") >= 2, found


def test_a_name_that_stands_apart_elsewhere_is_one_there_too() -> None:
    alone = "The desk in NorthHarbour is shut."
    elsewhere = f"{alone} The mayor of North Harbour said so."
    (first,), (second,) = LINTERS["en"].check(alone) or (None,), LINTERS["en"].check(elsewhere)
    assert second.confidence > (first.confidence if first else 0.0)


def test_a_common_word_is_a_class_of_its_own_and_others_are_known_by_their_endings() -> None:
    known = Pairs({"A": {"called": 1.5, "-ed": -0.5}}, frozenset(("the",)))
    text = "It was Laidlawcalled home, and Laidlawmarked it."
    called, marked = (known.beside(text, start, start + 7, start + 13) for start in (7, 31))
    assert (called["words inside"], marked["words inside"]) == (1.5, -0.5)


def seam(text: str, left: str, right: str, kind: str = "function") -> Placed:
    start = text.index(left + right)
    return Placed(Seam(len(left), kind, left, right, 0, {}), start, start + len(left + right), start + len(left))


@pytest.mark.parametrize(
    ("text", "left", "right", "told"),
    [
        ("She met Durandon Monday.", "Durand", "on", {"left family name"}),
        ("She met AliceDurand there.", "Alice", "Durand", {"left given name", "right family name"}),
        ("The Upper QuayAvenue is shut.", "Quay", "Avenue", {"name before"}),
        ("It was The QuayAvenue then.", "Quay", "Avenue", set()),
        ("It is shut. TheQuay is old.", "The", "Quay", {"small word begins a sentence"}),
        ("We saw TheQuay there.", "The", "Quay", set()),
    ],
)
def test_names_are_told_by_lists_and_by_what_stands_before(text: str, left: str, right: str, told: set[str]) -> None:
    assert given.said(text, seam(text, left, right), frozenset(("the", "was"))).keys() == told


def test_a_word_that_lost_both_ends_has_a_gap_at_either() -> None:
    text = "They showed sawVarnein May."
    start = text.index("saw")
    first = Placed(Seam(3, "capital", "saw", "Varnein", 503, {}), start, start + 10, start + 3)
    last = Placed(Seam(8, "function", "Varne", "in", 3, {}), start, start + 10, start + 8)
    before, behind = around.amounts(Document(text), [first, last], [0.9, 0.6])
    assert (before.begun, before.ended, behind.begun, behind.ended) == (0.0, 0.6, 0.9, 0.0)
