"""Glue that stands alone: an article that lost one link, and nothing else."""

from __future__ import annotations

import pytest

from newslint import Linter

LINTERS = {code: Linter(code, select=["glued"]) for code in ("en", "fr", "de", "pl")}


@pytest.mark.parametrize(
    ("lang", "text", "match", "fix"),
    [
        ("en", "We didn’tknow how people used the site, so we asked them.", "didn’tknow", "didn’t know"),
        ("en", "The town’sharbour was shut in May, the mayor said.", "town’sharbour", "town’s harbour"),
        ("en", "They found that thespecimenswas lost in May.", "thespecimenswas", "the specimens was"),
        ("en", "It was seen in theBritish Museum by a guide.", "theBritish", "the British"),
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
        ("fr", "Elle défend la protection de lenfance."),
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
