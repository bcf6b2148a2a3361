"""Laws of the phrasebook and of the kinds that judge lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Linter
from newslint.model import Document, Setting
from newslint.phrases import book, tokens
from newslint.rules import languages, load
from newslint.sheet import sheet

GROUPS = [
    "ads", "blocks", "bylines", "captions", "leftover", "navigation", "social", "subscription", "tracking", "truncation"
]  # fmt: skip
DRESSES = ["{}", "• {}", "» {} »", "{}:", "  {}…", "→ {} →", "**{}**", "{}\N{NO-BREAK SPACE}:"]
LINE_KINDS = ("line", "block", "leftover")


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_phrase_is_found_in_any_dress(code: str) -> None:
    language = languages()[code]
    known = book(language)
    for name, phrases in language.phrases.items():
        for phrase in (*phrases.seen, *phrases.more):
            for written in (phrase, phrase.upper(), phrase.replace("'", "’"), phrase.capitalize()):
                for dress in DRESSES:
                    line = tokens(dress.format(written))
                    marks = [mark for mark in known.marks(line) if mark.length == len(line)]
                    assert name in [mark.list for mark in marks], (name, dress.format(written))


@pytest.mark.parametrize("code", sorted(languages()))
def test_every_phrase_has_words(code: str) -> None:
    for name, phrases in languages()[code].phrases.items():
        assert all(tokens(phrase) for phrase in (*phrases.seen, *phrases.more)), name


LINTER = Linter("fr", select=GROUPS)
PARTS = [
    "Lire aussi :",
    "Publicité",
    "• ",
    "    ",
    "AFP",
    "Photo : A / AFP",
    "\n",
    "\n\n",
    "1/2",
    "© ",
    "le 3 mai 2024",
    "?",
    "İ",
    "…",
]


@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=20)), max_size=20).map("".join))
def test_any_string_is_checked_and_fixed_once(text: str) -> None:
    fixed = LINTER.fix(text)
    assert fixed.unsettled == ()
    assert LINTER.fix(fixed.text).text == fixed.text


def test_deletions_are_whole_lines() -> None:
    text = "Un.\nPublicité\nDeux.\nLire aussi : Le port rouvre\nTrois.\n"
    starts = {line.start: line.stop for line in Document(text).lines}
    found = [f for f in LINTER.check(text) if f.fix == ""]
    assert found
    assert all(starts.get(f.start) == f.end for f in found)


def test_every_line_weighed_is_a_candidate() -> None:
    rules = [rule for rule in load() if rule.kind in LINE_KINDS]
    setting = Setting(language=languages()["fr"])
    text = "Le port rouvre\nPublicité\nPar Anna Berg\nLe trafic reprend lentement dans le port.\n" * 5
    for rule in rules:
        kept = {(hit.start, hit.end) for hit in rule.bind(setting)(Document(text))}
        weighed = {(hit.start, hit.end) for hit in rule.candidates(setting)(Document(text))}
        assert kept <= weighed, rule.name


def test_one_sheet_for_all_rules() -> None:
    document = Document("Un.\nPublicité\n")
    assert sheet(document, languages()["fr"]) is sheet(document, languages()["fr"])
