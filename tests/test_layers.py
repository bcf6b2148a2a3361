"""The layers: rules of words and lines see a text with its characters mended, and tell places in it as given."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint import Config, Document, Linter
from newslint.files.formats.html import HTML
from newslint.linter.layers import Mended, mends_characters
from newslint.model.edits import splice
from newslint.model.findings import Edit, Hit

CODED = st.lists(st.sampled_from(["a", "b", " ", "\n", "{a}", "{b}", "{ab}", "{ }", "{}"]), max_size=12).map("".join)
"""Texts in which braces stand for an entity: `{a}` is shown as `a`, `{}` as nothing."""
_CODE = re.compile(r"\{([^{}]*)\}")


def shown(text: str) -> str:
    return _CODE.sub(r"\1", text)


def coded(text: str) -> Mended:
    return Mended(text, [Edit(match.start(), match.end(), match[1]) for match in _CODE.finditer(text)])


@settings(max_examples=1000, deadline=None)
@given(CODED, st.integers(0, 12), st.integers(0, 6), st.none() | st.text("ab \n", max_size=6))
@example("{}a{}", 0, 1, "")
@example("{ab}", 1, 0, "b")
@example("a{ab}{b}", 2, 1, "aba")
def test_a_fix_of_what_is_shown_does_the_same_to_the_text_as_given(
    text: str, start: int, size: int, fix: str | None
) -> None:
    view = coded(text)
    assert view.text == shown(text)
    start = min(start, len(view.text))
    hit = Hit(start, min(start + size, len(view.text)), fix)
    back = view.back(hit)
    assert 0 <= back.start <= back.end <= len(text)
    if fix is None:
        assert back.fix is None
        assert shown(text[back.start : back.end]).find(view.text[hit.start : hit.end]) >= 0
    else:
        assert shown(splice(text, [Edit(back.start, back.end, back.fix or "")])) == splice(
            view.text, [Edit(hit.start, hit.end, fix)]
        )


def test_what_a_fix_leaves_alone_stays_as_it_is_given() -> None:
    back = coded("x{a}b{b}y").back(Hit(0, 5, "xab by"))
    assert back == Hit(0, 9, "x{a}b {b}y")


WITHOUT_BOUND = Config(max_deleted=1)
"""How much of a text may go is told by its letters as given: of an entity's, too."""


@cache
def linter(lang: str | None) -> Linter:
    return Linter(lang, config=WITHOUT_BOUND)


@cache
def of_characters(lang: str | None) -> Linter:
    rules = [rule.name for rule in linter(lang).rules if mends_characters(rule)]
    return Linter(lang, select=rules, config=WITHOUT_BOUND)


PIECES = [
    "Die B&#252;rgermeisterin", "f&#252;hrt", "caf&eacute;", "&amp;#233;t&amp;eacute;", "don&#x27;t", "&nbsp;",
    "cafÃ©", "lâ€™été", "K√∂nig", "light\u00adhouse", "Mu\u0308hlau", "\\u00e9t\\u00e9", "\\xa0", "<b>bold</b>",
    "<br/>", "\u200b", "\ufeff", "\x92", "the the", "bon bon", "closed.The", "directProgrammes", "Read more",
    "Lire aussi :", "Photo: AFP", "mot , puis", "—", "–",
    "The harbour office said so in a short note on Friday evening.", "Le maire l’a dit vendredi soir.",
]  # fmt: skip
DAMAGED = st.lists(st.sampled_from([*PIECES, " ", " ", ". ", "\n", "\n\n"]), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(DAMAGED, st.sampled_from([None, "en", "fr", "de"]))
def test_mending_the_characters_first_gives_what_mending_all_at_once_does(text: str, lang: str | None) -> None:
    first = of_characters(lang).fix(text, lang=lang or "en")
    assert linter(lang).fix(first.text, lang=lang or "en").text == linter(lang).fix(text, lang=lang or "en").text


@settings(max_examples=200, deadline=None)
@given(DAMAGED, st.sampled_from(["en", "fr", "de"]))
def test_rules_of_words_find_the_same_in_a_text_before_and_after_its_characters_are_mended(
    text: str, lang: str
) -> None:
    mended = of_characters(lang).fix(text).text
    assert [f.rule for f in linter(lang).check(text) if f.group == "glued"] == [
        f.rule for f in linter(lang).check(mended) if f.group == "glued"
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die B&#252;rgermeisterin f&#xfc;hrt durch K&ouml;hlerh&amp;ouml;he.\n"),
        ("en", "The light\u00adhouse keeper of Mu\u0308hlau drank in the cafÃ©.\n"),
        ("pl", "ArtykuÅ\x82 o Å\x82Ã³dce.\n"),
    ],
)
def test_a_rule_alone_sees_the_text_with_its_characters_mended(lang: str, text: str) -> None:
    assert Linter(lang, select=["glued", "torn"]).check(text) == []


def test_a_seam_beside_an_entity_is_told_in_the_text_as_given() -> None:
    text = "Der B&#252;rger gr&#252;&#223;te.Die Stadt schwieg.\n"
    (finding,) = Linter("de", select=["glued"]).check(text)
    assert text[finding.start : finding.end] == finding.match
    assert Linter("de", select=["glued"]).fix(text).text == text.replace(".Die", ". Die")


def test_a_hidden_phrase_is_found() -> None:
    text = "Le maire est parti.\n\nAbonnez-vous &#224; notre newsletter\n"
    (finding,) = Linter("fr", select=["subscription"]).check(text)
    assert finding.match == "Abonnez-vous &#224; notre newsletter\n"


def test_in_html_what_was_escaped_twice_makes_no_seam() -> None:
    page = Document(
        "<p>Die B&amp;#252;rgermeisterin f&amp;#252;hrt.Sie lacht.</p>", lang="de", scope="article", medium=HTML
    )
    fixed = Linter().fix_document(page, lambda finding: finding.safe)
    assert fixed.text == "<p>Die Bürgermeisterin führt. Sie lacht.</p>"
    assert fixed.refused == ()


def test_of_a_text_of_which_too_much_would_go_the_characters_are_mended() -> None:
    text = "Photo: Ana Ruiz/AFP\n" * 40 + "Caf&eacute;\n"
    fixed = Linter("en").fix(text, lang="en")
    assert fixed.text == text.replace("&eacute;", "é")
    assert fixed.refused
    assert Linter("en").fix(fixed.text, lang="en").text == fixed.text


@pytest.mark.parametrize("blank", ["&nbsp;", "&#32;", "&ensp;", "&amp;nbsp;", " ", "&#160; &nbsp;"])
@pytest.mark.parametrize("tag", ["<br/>", "<p>", "</p>\n<p>", "&lt;br/&gt;"])
def test_a_blank_between_a_tag_and_a_word_is_the_same_whatever_is_mended_first(tag: str, blank: str) -> None:
    text = f"Read more{tag}{blank}Die B&#252;rgermeisterin"
    first = of_characters("en").fix(text).text
    assert linter("en").fix(first).text == linter("en").fix(text).text
