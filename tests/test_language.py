"""Language detection: right on a sentence of each language, silent where function words do not decide."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import regex
from click.testing import CliRunner

import newslint
from newslint.cli.languages import command as languages_command
from newslint.evidence import clock
from newslint.evidence import language as language_of
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.language import detect, get, named
from newslint.evidence.references import spelled, words
from newslint.evidence.tokens import NUMBER, tokens
from newslint.model.documents import Document
from newslint.model.errors import RuleError
from newslint.model.languages import (
    Clock,
    Elisions,
    Holes,
    Language,
    Limits,
    Names,
    PhraseList,
    Repeats,
    Setting,
    Solid,
)
from newslint.model.rules import Rule
from newslint.model.wordlists import Words
from newslint.rules.home import home
from newslint.rules.languages import UNWRITTEN, languages
from newslint.rules.load import load, load_path

SENTENCES = {code: language.sentence for code, language in languages().items() if language.sentence}


def test_a_language_that_can_be_told_has_a_sentence_to_tell_it_by() -> None:
    assert SENTENCES.keys() == {
        code for code, language in languages().items() if language.function_words or not language.spaced
    }


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_sentence_is_enough(code: str, sentence: str) -> None:
    assert detect(sentence) == code


@pytest.mark.parametrize(
    "text",
    ["", " \n\n", "12:30 2-1 98 %", "Vladivostok", "สภาเมืองตัดสินใจซ่อมสะพานในวันอังคาร", "xkcd qwrt zzzz"],
    ids=["empty", "blank", "numbers", "name", "thai", "noise"],
)
def test_no_words_no_language(text: str) -> None:
    assert detect(text) is None


def test_two_languages_in_equal_parts_are_neither() -> None:
    assert detect("the of and to in that der die und das nicht ist") is None


def test_foreign_names_and_quotes_do_not_tip_the_balance() -> None:
    assert detect(SENTENCES["fr"] + " « The show must go on », dit-il.") == "fr"
    assert detect(SENTENCES["de"] + " El País und The Guardian berichteten.") == "de"


def test_elided_words_count() -> None:
    assert detect("L’homme d’affaires qu’on n’attendait pas s’est présenté.") == "fr"
    assert detect("L'uomo dell'anno è nell'aula.") == "it"


PARTS = (Clock, Elisions, Holes, Limits, Names, PhraseList, Repeats, Solid)
FULL = [code for code, language in languages().items() if language.full_lists]


def test_the_languages_of_full_lists_still_have_them() -> None:
    assert {"fr", "en", "de", "es", "it", "pt", "nl", "pl"} <= set(FULL)


@pytest.mark.parametrize("code", FULL)
def test_full_lists_are_full(code: str) -> None:
    language = get(code)
    assert len(language.function_words) >= 100
    assert len(language.months) >= 12
    assert len(language.weekdays) >= 7
    assert language.time_words
    assert language.repeats.never


@pytest.mark.parametrize("code", languages())
def test_no_phrase_is_but_a_number(code: str) -> None:
    """A comma in an entry parts it: `just 0, 99 €` would list every number."""
    lists = get(code).phrases
    phrases = [p for listed in lists.values() for p in (*listed.seen, *listed.more) if set(tokens(p)) <= {NUMBER}]
    assert phrases == []


@pytest.mark.parametrize("code", languages())
def test_words_stand_once_and_in_lower_case(code: str) -> None:
    language = get(code)
    assert not set(language.repeats.allowed) & set(language.repeats.never)
    for listed in (language.function_words, language.months, language.weekdays, language.time_words):
        assert len(listed) == len(set(listed))
        assert all(word == word.lower() for word in listed)


def test_what_is_known_of_languages_without_a_file_goes_when_they_get_one() -> None:
    assert not UNWRITTEN.keys() & languages().keys()
    assert get("ca") == Language(code="ca", name="ca", family="Romance", names=Names(inflected=False))
    assert get("nb").family == get("no").family == "compounding"
    assert get("xy") == Language(code="xy", name="xy")


SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for folder, pattern in (("newslint", "**/*.py"), ("rules", "*.yaml"))
    for path in (home().parent / folder).glob(pattern)
    if path.name not in ("languages.py", "wordlists.py")
)


RULES = "measure: {0}\n|languages_with: {0}\n|lists: \\[{0}]|{{{0}}}|{{(?:any|wordings)\\.{0}}}"
"""How a rule names a list."""


def keys(struct: type[msgspec.Struct]) -> set[str]:
    return {field.name for field in msgspec.structs.fields(struct)}


@pytest.mark.parametrize("name", sorted(keys(Words)))
def test_every_list_of_words_is_used_by_something(name: str) -> None:
    assert re.search(rf"\bwords\.{name}\b|\"{name}\"|{RULES.format(name)}", SOURCES)


@pytest.mark.parametrize("name", sorted({k for each in (Language, *PARTS) for k in keys(each)} - {"sentence"}))
def test_every_key_is_used_by_something(name: str) -> None:
    assert re.search(rf"\.{name}\b|{RULES.format(name)}", SOURCES)


def test_every_list_of_phrases_is_used_by_something() -> None:
    names = {name for language in languages().values() for name in (*language.phrases, *language.formulas)}
    unused = [name for name in names if not re.search(rf"\"{name}\"|[\[ ]{name}[\],]", SOURCES)]
    assert unused == []


@pytest.mark.parametrize("struct", [Language, Words])
def test_some_language_has_something_under_every_key(struct: type[msgspec.Struct]) -> None:
    known = [language if struct is Language else language.words for language in languages().values()]
    empty = {field.name for field in msgspec.structs.fields(struct) if not any(getattr(x, field.name) for x in known)}
    assert empty == set()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the languages' files, which are read for the test."""
    shutil.copytree(home() / "languages", tmp_path / "languages")
    monkeypatch.setattr("newslint.rules.languages.home", lambda: tmp_path)
    kept = (languages, language_of._owners, solid, clock.clock, clock.hour, clock.first_clock)
    for made in kept:
        made.cache_clear()
    yield tmp_path / "languages"
    for made in kept:
        made.cache_clear()


SEEDS = sorted((home().parent / "seeds").glob("*.txt"))


def test_a_code_and_a_name_are_a_language(files: Path) -> None:
    (files / "xx.yaml").write_text("code: xx\nname: Example\n", encoding="utf-8")
    assert languages()["xx"] == Language(code="xx", name="Example")
    linter, unknown = newslint.Linter("xx", select=["all"]), newslint.Linter(select=["all"])
    for seed in SEEDS:
        text = seed.read_text(encoding="utf-8")
        assert linter.check(text) == unknown.check(text, lang="xy")
        assert linter.fix(text, unsafe=True).text == unknown.fix(text, lang="xy", unsafe=True).text
    assert named("Example") == "xx"
    assert all(detect(sentence) == code for code, sentence in SENTENCES.items())


def test_what_a_new_file_lists_counts_in_every_language_where_it_should(files: Path) -> None:
    listed = "code: xx\nname: Example\nclock: {words: [Hodin]}\nsolid: {titles: [pan], after_numbers: [krat]}\n"
    (files / "xx.yaml").write_text(listed, encoding="utf-8")
    assert clock.clock().search("15.30 hodin")
    assert "pan" in solid().titles & solid().abbreviations
    assert {"krat", "hodin"} <= solid().after_numbers


def test_a_new_file_brings_its_language_to_the_rules_that_ask_for_what_it_has(files: Path) -> None:
    (files / "xx.yaml").write_text('code: xx\nname: Example\ntight_marks: ["?"]\n', encoding="utf-8")
    rules = {rule.name: rule for rule in load()}
    assert "xx" in rules["space-before-mark"].languages
    assert "fr" not in rules["space-before-mark"].languages
    assert "xx" not in rules["few-stop-words"].languages
    assert rules["name-and-office"].languages == ["de"]
    found = newslint.check("Aaa bbb ? Ccc ddd !\n", lang="xx")
    assert [finding.start for finding in found if finding.rule == "space-before-mark"] == [7]


RULE = """\
- name: house-rule
  kind: {kind}
  message: damage
  why: It is damage.
  examples: [{{bad: ⟦a⟧}}]
  clean: [a, b]
  {keys}
"""


def house(folder: Path, kind: str, keys: str) -> Rule:
    (folder / "house.yaml").write_text(RULE.format(kind=kind, keys=keys), encoding="utf-8")
    (rule,) = load_path(folder / "house.yaml")
    return rule


@pytest.mark.parametrize(
    ("kind", "keys", "text", "found"),
    [
        ("hole", "severity: info", "Er ging zum , dann.", True),
        ("hole", "bound: {de: [zur]}", "Er ging zum , dann.", False),
        ("hole", "bound: {de: [zur]}", "Er ging zur , dann.", True),
        ("hole", "bound: {en: [the]}", "Er ging zur , dann.", False),
        ("torn", "unit: word", "Die Zeit ung ist da, sagt er.", True),
        ("torn", "unit: word\n  endings: {de: [keit]}", "Die Zeit ung ist da.", False),
        ("measure", "measure: worded\n  at_least: 0.9", "a b c 1", True),
        ("measure", "measure: worded\n  at_least: 0.9\n  measured: true", "a b c d e f g h 1 2", False),
        ("measure", "measure: worded\n  at_least: 0.9\n  by_language: {de: 0.5}", "a b 1", False),
        ("measure", "measure: worded\n  measured: true\n  at_least: 0.1\n  by_language: {de: 0.9}", "a b c 1", True),
        ("article", "reason: an error\n  lists: [error_page]", "Page introuvable", True),
    ],
)
def test_what_a_rule_says_of_a_language_stands_in_place_of_what_its_file_says(
    kind: str, keys: str, text: str, found: bool, tmp_path: Path
) -> None:
    rule = house(tmp_path, kind, keys)
    assert bool(list(rule.bind(Setting(language=get("de")))(Document(text)))) == found


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("pattern: a\n  languages_with: tight_mark", "languages_with: no language has 'tight_mark'"),
        ("pattern: a\n  languages: [de]\n  languages_with: tight_marks", "exclude each other"),
        ("pattern: '{any.edit_link}'", "no language has a list 'edit_link'"),
        ("pattern: a\n  topics: ['{any.topics}']", "no language has a list 'topics'"),
    ],
)
def test_a_rule_that_names_what_no_language_has_is_told(keys: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=told):
        house(tmp_path, "pattern", keys)


@pytest.mark.parametrize(
    ("pattern", "matches", "lacks"),
    [
        (r"\[{any.edit_links}\]", ["[edit]", "[modifier le code]", "[Bearbeiten]"], ["[Edit]", "[]"]),
        (r"\({wordings.window_notes}\)", ["(OPENS in new Tab)", "(nouvel onglet)"], ["(opens in new TAB)"]),
        (r"^{months}$", ["mai", "jänner"], ["may", ""]),
        (r"^{tight_marks}$", ["!"], ["."]),
        (r"^{nothing}$", [], [""]),
    ],
)
def test_a_pattern_names_lists(pattern: str, matches: list[str], lacks: list[str]) -> None:
    found = regex.compile(spelled(pattern, get("de")), regex.VERBOSE | regex.VERSION1)
    assert [text for text in (*matches, *lacks) if found.search(text)] == matches


def test_needles_and_topics_name_lists() -> None:
    assert {"[at]", "[ät]", "@"} == set(words(["[{any.at_words}]", "@"]))
    assert {"Tab)", "tab)", "nueva ventana)", "oknie)"} <= set(words(["{wordings.window_notes})"]))
    assert list(words(["{at}"])) == ["{at}"]


@pytest.mark.parametrize("name", ["edit_link", "name", "repeats"])
def test_a_list_that_no_language_has_is_told(name: str) -> None:
    with pytest.raises(RuleError, match=f"no language has a list '{name}'"):
        spelled(f"{{any.{name}}}", get("de"))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("word: {}", "unknown key 'word'; did you mean 'words'?"),
        ("words: {agencys: [AP]}", "words: Object contains unknown field `agencys`"),
        ("months: januar", "months: Expected `array`, got `str`"),
        ("family: romance", "family: Invalid enum value 'romance'"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(files: Path, written: str, told: str) -> None:
    (files / "xx.yaml").write_text(f"code: xx\nname: Example\n{written}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=re.escape(told)) as error:
        languages()
    assert str(error.value).startswith(f"{files / 'xx.yaml'}:3:")


def test_languages_are_listed_with_what_they_know_and_were_measured_on() -> None:
    listed = CliRunner().invoke(languages_command).output.splitlines()
    assert len(listed) == len(languages())
    danish = next(line for line in listed if line.startswith("da "))
    assert re.fullmatch(r"da  Danish: \d+ phrases, 0 formulas; lines: a made-up page of fifty notices, .*", danish)
    assert any(line.startswith("fr  French: ") and "glued words: fitted" in line for line in listed)
