"""Laws of capital and small letters, in every language's alphabet; and no range of letters stands in the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import regex
import yaml

import newslint
from newslint import Linter
from newslint.evidence.lines.blocks.talk import is_reply, manners
from newslint.evidence.lines.captions import caption, may_be_caption
from newslint.evidence.lines.credits import credit
from newslint.evidence.lines.names import CAPITALIZED
from newslint.evidence.lines.sheet import sheet
from newslint.evidence.lines.traits import lexis, of_lines
from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.signs.capitals import CAPITAL, SMALL
from newslint.model.documents import Document
from newslint.rules.languages import languages

HOME = Path(newslint.__file__).parent
RULES = HOME.parent / "rules"
OWN = {
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøå",
    "de": "äöü",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋ",
    "es": "áéíóúüñ",
    "fi": "äöåšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hu": "áéíóöőúüű",
    "it": "àèéìòù",
    "nl": "ëïéè",
    "no": "æøå",
    "pl": "ąćęłńóśźż",
    "pt": "ãáâàçéêíõóôú",
    "ro": "ăâîșşțţ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sv": "åäöé",
    "tr": "çğıöşü",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
"""The letters of a language beside A to Z, should the words and phrases of its file have none of them."""

EVERY = pytest.mark.parametrize("code", sorted(languages()))


@lru_cache
def pairs(code: str) -> list[tuple[str, str]]:
    """The small letters that a language writes, each with its capital; ß and its like have none of one letter."""
    language = languages()[code]
    phrases = [phrase for each in language.phrases.values() for phrase in (*each.seen, *each.more)]
    lists = (language.function_words, language.months, language.weekdays, phrases)
    letters = sorted({letter for words in lists for word in words for letter in word.lower()} | set(OWN.get(code, "")))
    found = [(letter, letter.upper()) for letter in letters if letter.islower() and len(letter.upper()) == 1]
    return [(small, capital) for small, capital in found if capital != small]


@pytest.mark.parametrize(("code", "letters"), [("en", 26), ("pl", 32), ("ru", 33), ("uk", 33), ("el", 24)])
def test_an_alphabet_is_whole(code: str, letters: int) -> None:
    assert len(pairs(code)) >= letters


@EVERY
def test_the_pieces_say_what_python_says(code: str) -> None:
    for small, capital in pairs(code):
        told = [bool(regex.fullmatch(piece, letter)) for piece in (CAPITAL, SMALL) for letter in (capital, small)]
        assert told == [True, False, False, True], (small, capital)
        assert (capital.isupper(), small.islower()) == (True, True)


@pytest.mark.parametrize("sign", ["ß", "½", "²", "ª", "1", "_", "-", "中", "ع", "ǅ"])
def test_what_is_no_letter_with_two_cases_is_no_capital(sign: str) -> None:
    assert not regex.fullmatch(CAPITAL, sign)


@EVERY
def test_words_are_counted_by_their_capitals(code: str) -> None:
    language = languages()[code]
    lines = [f"{one}ab {one}ac {one}ad {one}ae" for pair in pairs(code) for one in pair]
    page = sheet(Document("\n".join(lines) + "\n"), language)
    for row, traits in zip(page.rows, of_lines(page, lexis(language)), strict=True):
        assert traits is not None
        told = ("every word a capital" in traits, "few capitals" in traits)
        assert told == ((True, False) if row.text[0].isupper() else (False, True)), row.text


@EVERY
def test_a_name_begins_with_a_capital(code: str) -> None:
    for small, capital in pairs(code):
        assert regex.fullmatch(CAPITALIZED, f"{capital}nna")
        assert not regex.fullmatch(CAPITALIZED, f"{small}nna")


@EVERY
def test_a_credit_that_was_an_element_of_its_own_begins_with_a_capital(code: str) -> None:
    known = vocabulary(languages()[code])
    for small, capital in pairs(code):
        assert may_be_caption(f"The port at dawn.{capital}nna Berg")
        assert not may_be_caption(f"The port at dawn.{small}nna berg")
        assert caption(f"The port at dawn.{capital}nna Berg AFP", known) == ("after a break", "agency")


@EVERY
def test_a_house_writes_itself_with_a_capital_at_its_start_or_inside(code: str) -> None:
    known = vocabulary(languages()[code])
    for small, capital in pairs(code):
        for name in (f"{capital}nna", f"an{capital}nna", f"{small}{capital}nna"):
            assert caption(f"The port at dawn © {name}", known) == ("after a mark", "source"), name
        assert caption(f"The port at dawn © {small}nna", known) is None


@EVERY
def test_an_agency_is_run_into_the_small_end_of_a_name(code: str) -> None:
    known = vocabulary(languages()[code])
    for small, capital in pairs(code):
        found = credit(f"Ilya {capital}itale{small}AFP", known)
        assert found is not None
        assert found.glued, small
        assert credit(f"Ilya Pitale{capital}AFP", known) is None


@EVERY
def test_a_greeting_calls_a_name(code: str) -> None:
    english = languages()["en"]
    for small, capital in pairs(code):
        for name in ("{}nna", "Anna {}erg"):
            lines = [f"Hi {name.format(one)}, well said." for one in (capital, small)]
            page = sheet(Document("\n".join(lines) + "\n"), english)
            assert [is_reply(row, manners(english)) for row in page.rows] == [True, False], lines


ARTICLE = "The port reopened on Tuesday after three days, and the office still asks people to keep away from the coast."


@EVERY
def test_a_biography_is_somebodys(code: str) -> None:
    linter = Linter("en", select=["author-biography"])
    for small, capital in pairs(code):
        for name in (f"{capital}nna Berg", f"Anna {capital}. Berg", f"Anna {capital}erg"):
            assert linter.check(f"{ARTICLE}\n{name} is a reporter for the Port Herald.\n"), name
        for name in (f"{small}nna Berg", f"Anna {small}. Berg", f"Anna {small}xberg"):
            assert not linter.check(f"{ARTICLE}\n{name} is a reporter for the Port Herald.\n"), name


@EVERY
def test_an_office_is_somebodys(code: str) -> None:
    linter = Linter("de", select=["name-and-office"])
    for small, capital in pairs(code):
        for one, is_one in ((capital, True), (small, False)):
            for name in (f"{one}nna Berg", f"Anna {one}. Berg"):
                text = f"Der Hafen bleibt zu.\n{name}, Hafenministerin\nDie Schiffe warten.\n"
                assert bool(linter.check(text)) == is_one, name


def test_a_line_of_small_words_is_no_line_of_capitals() -> None:
    """The words of a Russian or a Polish line were all capitals once."""
    for code, line in (("ru", "что известно к этому часу"), ("pl", "śledź życie łódzkich ławników")):
        language = languages()[code]
        page = sheet(Document(f"{line}\n"), language)
        [traits] = of_lines(page, lexis(language))
        assert traits is not None
        assert "few capitals" in traits


RANGE = re.compile(r"(?<![^\W\d_])[^\W\d_]-[^\W\d_]|[^\W\d_]-[^\W\d_](?![^\W\d_])")
"""A range, with no letter on one side at least: "missing-final" is none."""
SET = re.compile(r"(?<!\\)\[(?:\\.|[^\]\\\n])*\]")
CODE = {
    "evidence/glue/seams/kept.py": "the hexadecimal digits of an address",
    "cli/_baselines.py": "hexadecimal digits of a byte that is no UTF-8",
    "config/baseline.py": "hexadecimal digits of a fingerprint",
    "profile/house.py": "names of rules, which are ASCII",
    "evidence/lines/prose/company.py": "names in programs, in ASCII as a rule",
    "files/writing.py": "names that the standard library makes for temporary files",
    "run/journal/pruning.py": "hexadecimal digits of a run's name",
    "evidence/glue/seams/numbers.py": "the code of a bank, in ASCII by its standard",
    "evidence/lines/blocks/consent.py": "names of cookies, in ASCII by their standard",
    "evidence/lines/captions.py": "the ending of a host",
    "evidence/lines/credits.py": "the ending of a host",
    "evidence/lines/shapes.py": "slugs, hexadecimal digits, hosts and hash tags of agencies",
    "files/formats/_markup.py": "names of tags",
    "files/guess.py": "bytes",
    "files/htmltext.py": "names of tags and of entities",
    "files/jsontext.py": "hexadecimal digits",
    "kinds/encoding.py": "hexadecimal digits",
    "kinds/entity.py": "names of entities and hexadecimal digits",
    "rules/encoding.yaml": "hexadecimal digits",
    "rules/markup.yaml": "names of CSS properties, placeholders and parameters",
    "rules/tracking.yaml": "base64",
}
"""Where code stands in a text, not words: ASCII by its own standard, whatever the language."""


def patterns(path: Path) -> Iterator[str]:
    """The strings of a file that may be patterns: not its docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        yield from _strings(yaml.safe_load(text))
        return
    tree = ast.parse(text)
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in documented:
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("examples", "clean", "misses", "topics", "why", "message"):
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


def ranges(path: Path) -> list[str]:
    """The sets of a file's patterns that hold a range of letters."""
    return [one for pattern in patterns(path) for one in SET.findall(pattern) if RANGE.search(_bare(one))]


def _bare(pattern: str) -> str:
    """A set without its classes and named characters: `\\w-z` is no range."""
    return re.sub(r"\\N\{+[^}]*\}+|\\.", " ", pattern)


SOURCES = [*sorted(HOME.rglob("*.py")), *sorted(RULES.glob("*.yaml")), *sorted(RULES.glob("*/*.yaml"))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOME.parent)))
def test_no_range_of_letters_is_spelt_by_hand(path: Path) -> None:
    name = str(path.relative_to(HOME if path.suffix == ".py" else HOME.parent))
    found = ranges(path)
    assert all(one.isascii() for one in found), "a capital is evidence.signs.capitals.CAPITAL, and \\p{Lu} in YAML"
    assert bool(found) == (name in CODE), found or "no longer needed here"


@pytest.mark.parametrize("pattern", ["[a-z]", r"[^\W\d_a-zß-ÿ]", "[A-ZÀ-Þ]", r"x[\w.а-я-]+", r"[\N{BULLET}A-Z]"])
def test_a_range_is_seen(pattern: str, tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text(f"X = {pattern!r}\n", encoding="utf-8")
    assert len(ranges(file)) == 1


@pytest.mark.parametrize("pattern", [r"[\w-z]", "[–—-]", r"[\N{NO-BREAK SPACE}]", r"[0-9]", r"[\p{Lu}\d-]", r"\[a-z"])
def test_what_is_no_range_of_letters(pattern: str, tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text(f"X = {pattern!r}\n", encoding="utf-8")
    assert ranges(file) == []
