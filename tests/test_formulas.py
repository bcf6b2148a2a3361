"""Laws of formulas: what a formula says is found however it is worded, and nothing else is."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence.formulas import GAP, Formulary, formula, plain, shelf
from newslint.evidence.lines.sheet import sheet
from newslint.evidence.phrases import book
from newslint.evidence.tokens import tokens
from newslint.model.documents import Document
from newslint.model.languages import Language
from newslint.rules.languages import languages

FORMS = [
    (language, name, written)
    for language in languages().values()
    for name, listed in language.formulas.items()
    for written in (*listed.seen, *listed.more)
]
IDS = [f"{language.code}-{name}-{written[:40]}" for language, name, written in FORMS]


def stands(written: str, text: str) -> bool:
    return formula(written).is_in(plain(text))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("by submitting|pressing .. you agree", "By pressing Send, you agree to this."),
        ("by submitting|pressing .. you agree", "• BY SUBMITTING YOU AGREE"),
        ("your e-mail|email address? is", "Your email is safe"),
        ("your e-mail|email address? is", "Your e-mail address is safe"),
        ("sign-up|subscribe today", "Come and sign up today!"),
        ("subscri* today", "We are subscribing today"),
        ("*newsletter abonnieren", "Hafennewsletter abonnieren"),
        ("^ send us", "The port is open. Send us mail."),
        ("^ send us", "“Send us mail”"),
        ("^ got .. tip .. ^ .. call us", "Got a good tip for the port? You may call us."),
        ("read our rules", "Read our rules"),
        ("you and us", "For you. And us."),
        ("über 3 euro", "UBER 20 Euro"),
    ],
)
def test_what_a_formula_says_is_found(written: str, text: str) -> None:
    assert stands(written, text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("by submitting|pressing .. you agree", "By pressing Send you send it. They say you agree."),
        ("by submitting|pressing .. you agree", "By pressing " + "word " * (GAP + 1) + "you agree"),
        ("your e-mail|email address? is", "Your email post is"),
        ("sign-up|subscribe today", "The signs up there today"),
        ("sign-up|subscribe today", "Sign today"),
        ("subscri* today", "We unsubscribe today"),
        ("*newsletter abonnieren", "Newsletters abonnieren"),
        ("^ send us", "They send us mail."),
        ("^ got .. tip .. ^ .. call us", "Got a tip and call us"),
        ("read our rules", "Bread our rules"),
    ],
)
def test_what_it_does_not_say_is_not(written: str, text: str) -> None:
    assert not stands(written, text)


def worded(written: str, pick: st.DataObject) -> str:
    """A line that says a formula: with one of each word's ways, and gaps of any words."""
    said = ""
    for sign in written.split():
        if sign == "^":
            said += ". " if said else ""
        elif sign == "..":
            said += pick.draw(st.sampled_from(["", " the port", " the port of call and two ships more"]))
        elif not (sign.endswith("?") and tokens(sign) and pick.draw(st.booleans())):
            way = pick.draw(st.sampled_from(sign.rstrip("?").split("|")))
            said += " " + way.replace("*", "").replace("-", pick.draw(st.sampled_from(" -")))
    return said.strip()


@given(st.sampled_from(FORMS), st.data())
def test_any_wording_is_found_in_a_text(form: tuple[Language, str, str], pick: st.DataObject) -> None:
    language, name, written = form
    line = worded(written, pick)
    dressed = pick.draw(st.sampled_from([line, line.upper(), f"• {line}!", f"“{line}”", f"  {line} "]))
    document = Document(f"The port is open.\n{dressed}\nTraffic is slow.\n")
    page = sheet(document, language)
    assert [row.number for row, _ in page.containing(Formulary(language, (name,)))] == [1], (written, dressed)


@pytest.mark.parametrize("said", ["AUSSCHLIESSLICH ZU INFORMATIONSZWECKEN", "Ausschliesslich zu Informationszwecken"])
def test_a_sharp_s_is_found_as_two(said: str) -> None:
    german = languages()["de"]
    page = sheet(Document(f"Der Hafen ist offen.\n{said}\n"), german)
    assert [row.number for row, _ in page.containing(Formulary(german, ("disclaimer",)))] == [1]


@pytest.mark.parametrize(("language", "name", "written"), FORMS, ids=IDS)
def test_a_formula_has_a_word_to_look_for_and_no_gap_at_its_ends(language: Language, name: str, written: str) -> None:
    signs = written.split()
    assert formula(written).words, written
    assert ".." not in (signs[0], signs[-1])
    assert signs[-1] != "^"
    assert not signs[-1].endswith("?")
    assert not any("?" in sign[:-1] for sign in signs)
    assert len(signs) > 1
    assert all(tokens(way) for sign in signs if sign not in ("..", "^") for way in sign.rstrip("?").split("|")), written


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_formula_is_looked_for_by_all_ways_of_one_of_its_words(code: str) -> None:
    language = languages()[code]
    sought = {(each.written, word) for word, formulas in shelf(language).by_word.items() for each in formulas}
    for each in (each for formulas in shelf(language).by_word.values() for each in formulas):
        assert any(all((each.written, way) in sought for way in ways) for ways in each.words), each.written


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_list_is_looked_for_by_the_words_of_all_its_formulas(code: str) -> None:
    language = languages()[code]
    for name in (*language.phrases, *language.formulas):
        listed = [one for formulas in shelf(language).by_word.values() for one in formulas if name in one.lists]
        words = Formulary(language, (name,)).words
        assert all(any(words.issuperset(ways) for ways in one.words) for one in listed), name


@pytest.mark.parametrize("code", sorted(languages()))
def test_formulas_are_written_in_small_letters_and_once(code: str) -> None:
    for name, listed in languages()[code].formulas.items():
        all_of_them = [*listed.seen, *listed.more]
        assert len(all_of_them) == len(set(all_of_them)), name
        assert all(written == written.lower() for written in all_of_them)
        assert not any(re.search(r"\|\||\*\*|\?\?|\|\s|\s\|", written) for written in all_of_them)


def test_a_formula_with_a_page_behind_it_weighs_more() -> None:
    english = languages()["en"]
    seen, more = (listed[0] for listed in (english.formulas["offer"].seen, english.formulas["offer"].more))
    offer = Formulary(english, ("offer",))
    found = {one.written: one for formulas in shelf(english).by_word.values() for one in formulas}
    assert offer.saw(found[seen])
    assert not offer.saw(found[more])


@pytest.mark.parametrize("code", sorted(languages()))
def test_what_is_compiled_of_a_language_is_what_is_made_of_its_data(code: str) -> None:
    language = languages()[code]
    same = msgspec.structs.replace(language)  # nothing is compiled of it
    assert shelf(same) == shelf(language)
    assert book(same) == book(language)
