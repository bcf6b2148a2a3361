"""The law of the prefilter: with it or without, one needle after the other or all at once, the same findings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newslint
from newslint.evidence import language
from newslint.linter import prefilter
from newslint.linter.asking import Ask
from newslint.linter.linter import Linter
from newslint.linter.prefilter import Prefilter
from newslint.model.documents import Document
from newslint.model.findings import Finding
from newslint.model.languages import Setting
from newslint.model.needles import Folded, Needle, holds, required

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
ARTICLES = [path.read_text(encoding="utf-8") for path in SEEDS]
LANGUAGES = ("fr", "en", "de", None)


@cache
def linter(lang: str | None) -> Linter:
    return Linter(lang, select=["all"])


def bare(text: str, lang: str | None) -> list[Finding]:
    return linter(lang).check_document(Document(text), Ask(prefilter=False))


@cache
def needles() -> list[str]:
    """Every needle of every rule; of a range, its ends."""
    setting = Setting(language=language.get("en"))
    found = {needle for rule in linter("en").rules for needle in rule.needles(setting) or ()}
    return sorted(text for needle in found for text in _texts(needle))


def _texts(needle: Needle) -> Iterator[str]:
    if isinstance(needle, str):
        yield needle
    else:
        yield from (chr(needle.start), chr(needle.stop - 1))


@pytest.fixture(params=["plainly", "all at once"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search plainly, or with RE2 from the first text on."""
    if request.param == "plainly":
        monkeypatch.setattr(prefilter, "has_re2", lambda: False)
    else:
        pytest.importorskip("re2")
        monkeypatch.setattr(prefilter, "PATIENCE", -1)
    linter.cache_clear()


def pieces() -> st.SearchStrategy[str]:
    words = st.sampled_from(sorted({word for article in ARTICLES for word in article.split()}))
    return st.sampled_from(needles()) | words | st.text(st.characters(), max_size=3) | st.sampled_from([" ", "\n", "."])


@pytest.mark.usefixtures("way")
@settings(max_examples=60, deadline=None)
@given(data=st.data(), lang=st.sampled_from(LANGUAGES))
def test_with_or_without_it_the_findings_are_the_same(data: st.DataObject, lang: str | None) -> None:
    text = "".join(data.draw(st.lists(pieces(), max_size=30)))
    assert linter(lang).check(text) == bare(text, lang)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("article", ARTICLES, ids=[path.stem for path in SEEDS])
def test_on_articles_too(article: str, lang: str | None) -> None:
    findings = newslint.Linter(lang).check(article)
    assert linter(lang).check(article) == bare(article, lang)
    assert findings


NEEDLES = st.text(st.characters(), max_size=3) | st.integers(0, 0x10FFFA).map(lambda code: range(code, code + 5))


@settings(max_examples=200, deadline=None)
@given(
    sets=st.lists(st.none() | st.frozensets(NEEDLES, max_size=4), max_size=6),
    text=st.text(st.characters(), max_size=20),
    also=st.text(max_size=3),
)
def test_both_ways_tell_what_can_fire(sets: list[frozenset[Needle] | None], text: str, also: str) -> None:
    pytest.importorskip("re2")
    document = Document(text + also)
    expected = [number for number, mine in enumerate(sets) if mine is None or holds(document, mine)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prefilter, "PATIENCE", -1)
        told = Prefilter(sets)(document)
    assert set(told) >= set(expected)
    assert [number for number in told if sets[number]] == [number for number in expected if sets[number]]
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("cookie", "COOKIES for all", True),
        ("cookie", "Cookies for all", True),
        ("cookie", "Cook, I said", False),
        ("Anna", "anna", False),
        ("Anna", "Anna", True),
        ("i.v.a", "P. I.V.A 1", True),
        ("öffnet", "ÖFFNET", True),
        (" ,", "one , two", True),
        ("affili", "an affilİ", True),
    ],
)
@pytest.mark.usefixtures("way")
def test_a_requirement_in_lower_case_is_met_in_any_case(written: str, text: str, found: bool) -> None:
    assert Prefilter([frozenset({required(written)})])(Document(text)) == [0] * found
    assert holds(Document(text), [required(written)]) == found


def test_what_has_no_case_is_searched_for_as_it_is() -> None:
    assert [isinstance(required(written), Folded) for written in ("a", "A", "10.", " ,")] == [True, False, False, False]


@settings(max_examples=200, deadline=None)
@given(needle=st.text(st.characters(), min_size=1, max_size=3).map(str.lower).map(Folded), text=st.text(max_size=20))
def test_whatever_is_in_the_text_in_lower_case_all_at_once_finds_too(needle: Folded, text: str) -> None:
    pytest.importorskip("re2")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prefilter, "PATIENCE", -1)
        assert Prefilter([frozenset({needle})])(Document(needle.upper() + text)) or not holds(
            Document(needle.upper() + text), [needle]
        )
