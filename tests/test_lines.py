"""Laws of the phrasebook and of the kinds that judge lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newslint import Linter
from newslint.evidence.lines.sheet import sheet
from newslint.evidence.lines.traits import lexis, of_lines
from newslint.evidence.phrases import book
from newslint.evidence.tokens import tokens
from newslint.kinds.leftover import Leftover
from newslint.linter.overlaps import unmasked
from newslint.model.documents import Document
from newslint.model.evidence import confidence, log_odds
from newslint.model.findings import Hit
from newslint.model.found import is_safe
from newslint.model.languages import Setting
from newslint.rules.languages import languages
from newslint.rules.load import load

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


PROSE = (
    "The council met on Monday and voted for the new budget after a long debate about the harbour.",
    "The mayor said that the town would build a new school near the river before the end of the year.",
    "Nobody in the old quarter had asked for it, and the parents of the pupils were divided about the plan.",
    "A survey in the spring had shown that most people would rather have a larger library and a park.",
)


def test_what_two_rules_find_is_surer_than_either() -> None:
    text = "\n".join((*PROSE, "Anna Berg in the harbour © Karl Holm", "Newsletter", "Sign up")) + "\n"
    found = {
        names: next(f for f in Linter("en", select=names).check(text) if f.match.startswith("Anna"))
        for names in (("caption-credit",), ("left-over-line",), ("caption-credit", "left-over-line"))
    }
    alone, last, both = found.values()
    assert not alone.safe
    assert both.rule == "caption-credit"
    assert both.safe
    assert both.confidence > max(alone.confidence, last.confidence)
    assert both.evidence[-1].name == "left-over-line finds it, too"
    assert confidence(both.evidence) == pytest.approx(both.confidence, abs=1e-3)


RULES = {rule.name: rule for rule in load()}


@pytest.mark.parametrize(
    ("name", "known", "last", "kept", "safe"),
    [
        ("caption-credit", 0.9, 0.95, "caption-credit", True),
        ("caption-credit", 0.6, 0.7, "caption-credit", False),
        ("caption-credit", 0.6, 0.99, "caption-credit", True),
        ("repeated-line", 0.9, 0.99, "left-over-line", True),
        ("repeated-line", 0.9, 0.95, "repeated-line", False),
        ("separator-line", 1.0, 0.9, "separator-line", False),
    ],
)
def test_one_finding_is_left_of_what_two_rules_find(
    name: str, known: float, last: float, kept: str, safe: bool
) -> None:
    pairs = [(Hit(0, 9, "", known), RULES[name]), (Hit(0, 9, "", last), RULES["left-over-line"])]
    left = unmasked(pairs, "left over")
    assert [(rule.name, is_safe(hit, rule)) for hit, rule in left] == [(kept, safe)]
    assert left[0][0].confidence >= max(known, last)


def test_a_refrain_is_no_neighbour() -> None:
    """Between the paragraphs stands the same phrase again and again: a sub-heading still stands above its paragraph."""
    english = languages()["en"]
    lines = [PROSE[0], "A school near the river", *PROSE[1:3], "What people would rather have", PROSE[3]]
    plain = of_lines(sheet(Document("\n".join(lines)), english), lexis(english))
    broken = "\n".join(part for line in lines for part in (line, "Article content"))
    told = of_lines(sheet(Document(broken), english), lexis(english))
    around = {"before it", "after it", "two before it", "two after it"}
    for i in (1, 4):
        mine, again = (
            {t for t in traits[n] or () if t.split(":")[0] in around} for traits, n in ((plain, i), (told, 2 * i))
        )
        assert mine == again
    assert [bool(traits) for traits in told[1::2]] == [True] * len(lines)


LEFTOVER = next(rule for rule in load() if isinstance(rule, Leftover))


def _line(length: int) -> str:
    return "A" + "".join("bcdef "[i % 6] for i in range(length - 2)) + "x"


@pytest.mark.parametrize(
    ("code", "length", "listed", "rows", "above", "least"),
    [
        ("en", 40, False, 20, True, LEFTOVER.least[0]),
        ("en", 40, False, 20, False, LEFTOVER.least[0]),
        ("en", 80, False, 20, True, LEFTOVER.least[1]),
        ("en", 180, False, 20, True, LEFTOVER.least[2]),
        ("de", 40, False, 20, True, LEFTOVER.least[0]),
        ("de", 40, False, 20, False, languages()["de"].limits.left_over),
        ("de", 180, False, 20, False, LEFTOVER.least[2]),
        ("de", 40, True, 20, False, LEFTOVER.least_in_short_lists[0]),
        ("en", 80, True, 20, False, LEFTOVER.least_in_short_lists[1]),
        ("en", 80, True, 200, False, LEFTOVER.least_in_lists[1]),
        ("en", 180, True, 200, False, LEFTOVER.least_in_lists[2]),
    ],
)
def test_what_a_line_takes_to_be_reported(
    code: str, length: int, listed: bool, rows: int, above: bool, least: float
) -> None:
    """Only the line in the middle counts: its sum is set just above the bound, then just below."""
    other = "." if listed else f" {_line(100)}."
    lines = [_line(60) + other for _ in range(rows)]
    lines[rows // 2] = _line(length)
    if not above:
        lines[rows // 2 + 1] = _line(30)
    text = "\n".join(lines)
    found = []
    for odds in (log_odds(least) + 0.01, log_odds(least) - 0.01):
        rule = replace(LEFTOVER, weights={"any line": odds})
        hits = rule.bind(Setting(language=languages()[code]))(Document(text))
        found.append([hit for hit in hits if text[hit.start : hit.end].strip() == lines[rows // 2]])
    assert [len(hits) for hits in found] == [1, 0]


@pytest.mark.parametrize(("code", "name"), [("de", "in German"), ("pl", "in Polish")])
def test_the_language_counts_in_articles_and_not_in_lists(code: str, name: str) -> None:
    language = languages()[code]
    for prose, told in ((3, True), (0, False)):
        text = "\n".join([*[f"{_line(150)}."] * prose, *[_line(20)] * 5])
        traits = of_lines(sheet(Document(text), language), lexis(language))
        assert [name in mine for mine in traits if mine] == [told] * 5
