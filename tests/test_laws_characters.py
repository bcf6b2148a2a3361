"""Laws of the rules on characters, layout, repeats and markup: they never raise and always settle."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import newslint
from newslint.kinds.encoding import suspect
from newslint.linter.asking import Ask
from newslint.linter.linter import Linter

GROUPS = ["layout", "encoding", "invisible", "repeated", "typography", "markup", "document"]

ODD = [
    *"\x00\x02\x0b\x0c\r\n\t \x19\x7f\x80\x92\x9d\xa0\xad",
    *"\u0301\u200b\u200c\u200d\u200e\u2009\u2028\u202e\u202f\u2060\u2800\u3000\ue000\ufeff\ufffc\ufffd",
    *"\ud800\udfff😀👩,.;:!?()[]{}<>«»“”'\"’´`&#\\/|*_=-–•",
]
WORDS = [
    "the", "le", "die", "de", "bon", "voisinage", "été", "Ã©", "â€™", "Ã ", "А", "слово", "ไทย", "می", "12", "000", "a",
    "&amp;", "&eacute;", "&lt;b&gt;", "<b>", "</b>", "<br/>", "<!--", "-->", "\\u00e9", "\\", "https://example.org/?a=1",
    "?utm_source=x", "&utm_medium=y", "[1]", "[b]", "[/b]", "{{ x }}", "![a](b)", "[a](https://b.c)", "window.x = y;",
    "The harbour office said so in a short note on Friday evening, and the baker was glad to hear it at last.",
]  # fmt: skip
MIXED = st.lists(st.sampled_from([*ODD, *WORDS, " ", " ", "\n", "\n\n", "\r\n"]), max_size=40).map("".join)
ANY = st.text(st.characters(), max_size=200)
"""Every code point, lone surrogates too."""


def linter(lang: str | None) -> Linter:
    return newslint.Linter(lang=lang, select=GROUPS)


LINTERS = {lang: linter(lang) for lang in (None, "fr", "en", "de")}
LANGUAGES = st.sampled_from(list(LINTERS))


@settings(max_examples=300, deadline=None)
@given(MIXED | ANY, LANGUAGES)
@example("", None)
@example("\ud800", "fr")
@example("\x00", "en")
@example("\r\r\n\r", "de")
def test_checking_never_raises_and_spans_lie_in_the_text(text: str, lang: str | None) -> None:
    for finding in LINTERS[lang].check(text):
        assert 0 <= finding.start <= finding.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(MIXED | ANY, LANGUAGES, st.booleans())
@example(" ", None, False)
@example("\n\n \n", None, False)
@example("\ufeff\n\n\u200b", "fr", False)
def test_fixing_twice_is_fixing_once(text: str, lang: str | None, unsafe: bool) -> None:
    once = LINTERS[lang].fix(text, unsafe=unsafe)
    assert once.unsettled == ()
    assert LINTERS[lang].fix(once.text, lang=lang, unsafe=unsafe).text == once.text


@settings(max_examples=300, deadline=None)
@given(MIXED | ANY, LANGUAGES)
def test_prefilters_lose_nothing(text: str, lang: str | None) -> None:
    linter = LINTERS[lang]
    assert linter.check_document(newslint.Document(text), Ask(prefilter=False)) == linter.check(text)


SENTENCES = [
    "L’été dernier, la mairie a rénové l’école « à neuf » : coût 12 000 €.",
    "Größere Straßen führen über die schöne Brücke – „endlich“, sagte sie.",
    "El niño volvió mañana; ¿quién lo sabía? Año tras año, más señales.",
    "A Câmara não aprovou a ação; são três milhões de cidadãos.",
    "Łódź i Gdańsk świętują: źródła mówią, że będzie głośno.",
    "Город открыл новый мост, сообщил мэр: «Наконец».",
    "È già martedì: perché la città non può più?",
]
PAGES = ["latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso8859-2", "mac-roman"]


def misread(text: str, page: str) -> str:
    """Text as a program shows it that takes its UTF-8 for another encoding."""
    return "".join(bytes([byte]).decode(page, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_line_that_ftfy_mends_is_held_back(sentence: str, page: str) -> None:
    import ftfy

    half = len(sentence) // 2
    for line in (sentence, misread(sentence, page), sentence[:half] + misread(sentence[half:], page)):
        config = ftfy.TextFixerConfig(unescape_html=False, replace_lossy_sequences=False, normalization=None)
        mended = ftfy.fix_encoding(line, config)
        if mended != line:
            assert suspect().search(line)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_good_text_stays_as_it_is(sentence: str) -> None:
    assert LINTERS[None].fix(sentence + "\n", unsafe=True).text == sentence + "\n"


@pytest.mark.parametrize("sentence", SENTENCES[:4])
def test_mojibake_is_read_back_in_full(sentence: str) -> None:
    assert LINTERS[None].fix(misread(sentence, "cp1252") + "\n").text.split() == (sentence + "\n").split()


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("\n\n", ""),
        (" \n \n", ""),
        ("a", "a\n"),
        ("a\n\n\n\nb\n\n", "a\n\nb\n"),
        ("\n\na \n", "a\n"),
        ("a\r\n\r\n", "a\r\n"),
    ],
)
def test_a_text_ends_with_exactly_one_newline(text: str, fixed: str) -> None:
    assert LINTERS["en"].fix(text).text == fixed
