"""The laws on any text: fixing ends and is done once, findings are true of the text, what is kept is untouched.

Texts are of three sorts: any Unicode at all, odd pieces strung together, and the seeds with parts deleted, doubled, run
together, moved and odd pieces put in, which come nearest to what a scraper can do to an article.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import pytest
import record
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newslint import Document, Finding, Linter
from newslint.config.config import Config
from newslint.linter.asking import Ask
from newslint.linter.layers import mends_characters
from newslint.model.edits import splice

EXAMPLES = int(os.environ.get("NEWSLINT_EXAMPLES", "300"))
"""More, to hunt: `NEWSLINT_EXAMPLES=5000 pytest tests/test_laws.py`."""

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
LAW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
FEW = settings(LAW, max_examples=EXAMPLES // 5)

CLEAN = [record.wanted(seed) for seed in record.SEEDS]
SEEDS = [seed.read_text(encoding="utf-8") for seed in record.SEEDS]
PIECES = [
    *"\x00\x02\t\n\r\x0b\x19\x85\x92\xa0\xad\u0301\u200b\u200d\u2028\u202e\u3000\ue000\ufeff\ufffc\ufffd\ud800\udfff😀",
    *("\r\n", "\n\n\n", "  ", " ,", ".A", "a.B", "«", "»", "“", "”", "(", ")", "…", "• ", "    ", "12 000", "3.5"),
    *("&amp;", "&#233;", "<b>", "</p>", "Ã©", "â€™", "\\u00e9", "[+512 chars]", "https://example.org/?utm_source=x"),
    *("Publicité\n", "\nAnzeige\n", "Read more: ", "Photo: Reuters\n", "AFP", "fr-01", "Mehr zum Thema\n", "15h04"),
    *("Mis à jour le 3 mai 2024 à 18h02\n", "\nShare on Facebook\n", " le le ", " the the ", " der der ", "ein ein "),
    *("McCarthy", "YouTube", " que que ", "St.Gallen", "Booking.com", "\nBy Jane Doe\n", "\n— — —\n", "\nfr-01\n"),
]  # fmt: skip

ANY = st.text(st.characters(), max_size=120)
STRUNG = st.lists(st.sampled_from([*PIECES, " ", "\n", "Une phrase entière.", "The harbour was quiet."])).map("".join)
LANGUAGES = st.sampled_from([None, "fr", "en", "de", "es", "it", "pt"])


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A seed, damaged further."""
    text = draw(st.sampled_from([*SEEDS, *CLEAN]))
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 80)))
        match draw(st.sampled_from(["delete", "double", "glue", "insert", "move", "endings"])):
            case "delete":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + text[start:]
            case "glue":
                text = text[:start] + text[start:].replace(" ", "", 1)
            case "insert":
                text = text[:start] + draw(st.sampled_from(PIECES)) + text[start:]
            case "move":
                text = text[end:] + text[start:end] + text[:start]
            case "endings":
                text = text[:start] + re.sub(r"(?<!\r)\n", "\r\n", text[start:])
    return text


TEXTS = ANY | STRUNG | mutated()
LINTER = Linter(config=Config(max_deleted=1.0))
"""It mends also texts that hold nothing but left-over lines."""

ODD = [
    "",
    "\n" * 300,
    " " * 20_000,
    "\r",
    "\r\n\r\r\n\n\r",
    "\x00",
    "\ud800",
    "\udfff\ud800x",
    "\ufeff",
    "a" * 50_000,
    "A. " * 5_000,
    "mot " * 5_000,
    "é" * 20_000,
    "<" * 5_000,
    "&" * 5_000 + "#" * 5_000,
    "(" * 3_000 + ")" * 3_000,
    "«\N{NO-BREAK SPACE}" * 3_000,
    "Ã©" * 3_000,
    "• " * 3_000,
    "1 " * 5_000,
    "\N{COMBINING ACUTE ACCENT}" * 3_000,
    "\t\n" * 3_000,
    "x\x00" * 3_000,
    "https://" * 2_000,
    "[+1 chars] " * 1_000,
    "Read more: x\n" * 1_000,
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: f"{text[:8]!r}x{len(text)}")
@pytest.mark.parametrize("lang", [None, "fr"])
def test_odd_texts_are_checked(text: str, lang: str | None) -> None:
    assert_true_of(text, LINTER.check(text, lang=lang))


@LAW
@given(TEXTS, LANGUAGES)
@example("\r\n\n", None)
@example("a\r\n\r\n\r\nb \r\nthe the\r\n", "en")
@example("Poutinea\r\nPoutinea félicité. Poutine", "fr")
def test_findings_are_true_of_the_text(text: str, lang: str | None) -> None:
    assert_true_of(text, LINTER.check(text, lang=lang))


def assert_true_of(text: str, findings: list[Finding]) -> None:
    assert all(one.start <= other.start for one, other in pairwise(findings))
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.match == plain(text[finding.start : finding.end])
        assert (finding.line, finding.column) == place(text, finding.start)
        if "\n" not in finding.match:
            assert (finding.end_line, finding.end_column) == place(text, finding.end)
        assert 0 <= finding.confidence <= 1
        assert finding.fix is not None or not finding.safe


def plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted the slow way; past the last line break is the end of the last line."""
    before = plain(text[:offset])
    if offset == len(text) and before.endswith("\n"):
        before, extra = before[:-1], 1
    else:
        extra = 0
    line = before.rpartition("\n")[2]
    return before.count("\n") + 1, len(line) + 1 + extra


@LAW
@given(TEXTS, LANGUAGES, st.booleans())
@example("a\r\n", "en", True)
def test_fixing_ends_and_is_done_once(text: str, lang: str | None, unsafe: bool) -> None:
    once = LINTER.fix(text, lang=lang, unsafe=unsafe)
    assert once.unsettled == ()
    assert once.refused == ()
    assert splice(text, once.edits) == once.text
    assert all(left.end <= right.start for left, right in pairwise(once.edits))
    if once.text == text:
        assert once.edits == []
    wanted = (f.fix is not None and (f.safe or unsafe) and f.fix != f.match for f in once.remaining)
    assert not any(wanted)
    assert LINTER.fix(once.text, lang=lang, unsafe=unsafe).edits == []


@LAW
@given(TEXTS, LANGUAGES)
def test_the_prefilter_hides_nothing(text: str, lang: str | None) -> None:
    bare = LINTER.check_document(Document(text, lang=lang), Ask(prefilter=False))
    assert LINTER.check(text, lang=lang) == bare


@FEW
@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_what_was_checked_before_makes_no_difference(before: list[str], text: str) -> None:
    fresh = Linter().check(text)
    for other in before:
        LINTER.check(other)
    assert LINTER.check(text) == fresh
    for other in reversed(before):
        LINTER.fix(other)
    assert LINTER.check(text) == fresh


@FEW
@given(st.sampled_from(CLEAN), st.data())
def test_clean_articles_stay_silent_with_paragraphs_left_out_or_moved(article: str, data: st.DataObject) -> None:
    title, standfirst, *body = article.removesuffix("\n").split("\n\n")
    body = data.draw(st.lists(st.sampled_from(body), min_size=3, unique=True))
    text = "\n\n".join([title, standfirst, *body]) + "\n"
    assert [(f.line, f.column, f.rule, f.match) for f in LINTER.check(text)] == []


# What a safe fix of each group may do to a text; anything else is a loss.

LINES = ["ads", "blocks", "bylines", "captions", "leftover", "navigation", "social", "subscription", "tracking"]
GROUPS = {group: Linter(select=[group]) for group in ("glued", "layout", "invisible", "repeated", *LINES)}


def fixed(group: str, text: str, lang: str | None) -> str:
    return GROUPS[group].fix(text, lang=lang).text


CHARACTERS = Linter(select=[rule.name for rule in Linter().rules if mends_characters(rule)])


def mended(text: str, lang: str | None) -> str:
    """The text with its characters mended, as rules on lines see it: a lone carriage return parts lines, too."""
    return CHARACTERS.fix(text, lang=lang).text


def solid(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def signs(text: str) -> str:
    """The letters, digits, quotation marks and other signs that a reader sees."""
    seen = (character for character in text if unicodedata.category(character)[0] not in "CZ")
    return "".join(seen).replace("\N{OBJECT REPLACEMENT CHARACTER}", "")


def within(parts: Iterable[str], whole: Iterable[str]) -> bool:
    """Are the parts all in the whole, in their order?"""
    left = iter(whole)
    return all(part in left for part in parts)


@LAW
@given(TEXTS, LANGUAGES)
def test_mending_glue_only_puts_white_space_in(text: str, lang: str | None) -> None:
    mended = fixed("glued", text, lang)
    assert solid(mended) == solid(text)
    assert within(text, mended)


@LAW
@given(TEXTS, LANGUAGES)
def test_mending_layout_keeps_every_letter_digit_and_quotation_mark(text: str, lang: str | None) -> None:
    kept = [c for c in text if c.isalnum() or c in "«»“”„‘’\"'"]
    assert [c for c in fixed("layout", text, lang) if c.isalnum() or c in "«»“”„‘’\"'"] == kept


@LAW
@given(TEXTS, LANGUAGES)
def test_removing_the_invisible_keeps_what_is_seen(text: str, lang: str | None) -> None:
    assert within(signs(text), signs(fixed("invisible", text, lang)))


@LAW
@given(TEXTS, LANGUAGES)
def test_what_a_repeat_loses_still_stands(text: str, lang: str | None) -> None:
    found = [finding for finding in GROUPS["repeated"].check(text, lang=lang) if finding.fix is not None]
    assert all(finding.fix == "" for finding in found)
    for finding in found:
        left = letters(mended(text[: finding.start] + "\n" + text[finding.end :], lang))
        assert all(letters(word) in left for word in mended(finding.match, lang).split())


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("group", LINES)
@settings(LAW, max_examples=EXAMPLES // 3)
@given(text=STRUNG | mutated(), lang=LANGUAGES)
def test_left_over_lines_go_whole_and_the_others_stay(group: str, text: str, lang: str | None) -> None:
    lines = [bare_line(line) for line in mended(text, lang).split("\n")]
    kept = [bare_line(line) for line in mended(fixed(group, text, lang), lang).split("\n")]
    assert within([line for line in kept if line], lines)


def bare_line(line: str) -> str:
    """A line without the bullet and the indentation that a nested article brings with it."""
    return re.sub(r"^\s*(?:[•·‣▪▸►■●○◦*–—-]\s+)?", "", line).strip()
