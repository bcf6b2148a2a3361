"""What strangers may write, as prose: sentences made to look like damage, and damage that has one right repair or none.

The texts are data, in tests/hostile/*.yaml, invented for this. Each says what must hold of the safe fixes:

    safe: none      no finding is safe
    fixed: TEXT     the safe fixes give TEXT
    whole: TEXT     each place where TEXT is another stands as there or as it was: mended whole, or not at all
    keeps: [PIECE]  each piece is still there after them
    found: true     and something is reported

It must hold where the text stands alone, among an article's paragraphs (tests/hostile/articles.yaml) and, for lines,
below the last of them. For all but lines, mending the characters first and then the rest gives what mending all at once
does (`first/` in the list). What fails is in tests/hostile/todo.txt: who mends one takes its line out; none goes in.
`python tests/test_hostile_texts.py` prints what fails, and how; with `--prune` it takes out of the list what holds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache, partial
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import pytest
from _pytest.mark import ParameterSet

from newslint import Linter
from newslint.rules.yaml import parse

HOME = Path(__file__).parent / "hostile"
ARTICLES = HOME / "articles.yaml"
TODO = HOME / "todo.txt"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hostile text: `id` is unique in its file and language, `item` the file's name."""

    id: str
    lang: str
    item: Literal["characters", "holes", "lines", "seams", "words"]
    text: str
    safe: Literal["none"] | None = None
    fixed: str | None = None
    whole: str | None = None
    keeps: tuple[str, ...] = ()
    found: bool = False


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: str
    after: str


class Case(NamedTuple):
    """A text and where it stands: alone, among an article's paragraphs, or last in it."""

    text: Text
    place: str

    @property
    def name(self) -> str:
        return f"{self.text.item}/{self.text.id}@{self.place}"


def read(path: Path) -> object:
    return parse(path.read_text(encoding="utf-8"), path.name).plain()


FILES = sorted(set(HOME.glob("*.yaml")) - {ARTICLES})
TEXTS = [text for path in FILES for text in msgspec.convert(read(path), list[Text])]
AROUND = msgspec.convert(read(ARTICLES), dict[str, Article])
CASES = [
    Case(text, place) for text in TEXTS for place in ("alone", "among", *(["last"] if text.item == "lines" else []))
]
CHARACTERS = ["encoding", "invisible", "markup"]
"""The groups that mend characters."""
FAILING = frozenset(TODO.read_text(encoding="utf-8").split())


def around(case: Case) -> tuple[str, str]:
    """What stands before and after the case's text."""
    article = AROUND[case.text.lang]
    before = "" if case.place == "alone" else f"{article.before}\n\n"
    return before, f"\n\n{article.after}\n" if case.place == "among" else "\n"


def placed(text: str, case: Case) -> str:
    """A text where the case has it."""
    before, after = around(case)
    return f"{before}{text}{after}"


@cache
def linter(lang: str) -> Linter:
    return Linter(lang)


@cache
def of_characters(lang: str) -> Linter:
    return Linter(lang, select=CHARACTERS)


def faults(case: Case) -> Iterator[str]:
    """What does not hold of the safe fixes, in words."""
    text, rules = case.text, linter(case.text.lang)
    given = placed(text.text, case)
    findings = rules.check(given)
    if text.found and not findings:
        yield "nothing is reported"
    if text.safe:
        yield from (f"{f.rule} makes {f.match!r} into {f.fix!r}" for f in findings if f.safe)
        return
    left = rules.fix(given).text
    yield from (f"{piece!r} is lost: {left!r}" for piece in text.keeps if piece not in left)
    if not text.keeps and not matches(left, case):
        before, after = around(case)
        yield f"it becomes {left.removeprefix(before).removesuffix(after)!r}"


def matches(left: str, case: Case) -> bool:
    """Is what the safe fixes left one of the texts that the case allows? Blank lines around what goes don't count."""
    text, whole, (before, after) = case.text.text, case.text.whole, around(case)
    if case.text.fixed is not None:
        return left == placed(case.text.fixed, case)
    if not whole:
        return spaced(left) in (spaced(placed("", case)), spaced(placed(text, case)))
    middle = left.removeprefix(before).removesuffix(after)
    return f"{before}{middle}{after}" == left and re.fullmatch(either(text, whole), f"{middle} ") is not None


def spaced(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text.strip())


def either(given: str, whole: str) -> str:
    """A pattern for words, each with a blank after it: where two texts differ they stand as in the one or the other."""
    old, new = ([f"{word} " for word in text.split(" ")] for text in (given, whole))
    pieces = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        one, other = (re.escape("".join(words)) for words in (old[i1:i2], new[j1:j2]))
        pieces.append(one if tag == "equal" else f"(?:{one}|{other})")
    return "".join(pieces)


def first(text: Text) -> Iterator[str]:
    """What comes of mending the characters first, where that is not what comes of mending all at once."""
    rules, given = linter(text.lang), f"{text.text}\n"
    apart, at_once = rules.fix(of_characters(text.lang).fix(given).text).text, rules.fix(given).text
    if apart != at_once:
        yield f"it becomes {at_once!r}, and characters first {apart!r}"


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    **{case.name: partial(faults, case) for case in CASES},
    **{f"first/{text.item}/{text.id}": partial(first, text) for text in TEXTS if text.item != "lines"},
}
"""What tells the faults, by the names in the list."""


def marked(name: str) -> ParameterSet:
    marks = [pytest.mark.xfail(strict=True, reason="in todo.txt")] if name in FAILING else []
    return pytest.param(name, id=name, marks=marks)


@pytest.mark.parametrize("name", [marked(name) for name in CHECKS])
def test_the_safe_fixes_are_right(name: str) -> None:
    assert list(CHECKS[name]()) == []


@pytest.mark.parametrize("lang", AROUND)
def test_nothing_is_found_in_the_article_itself(lang: str) -> None:
    article = AROUND[lang]
    assert linter(lang).check(f"{article.before}\n\n{article.after}\n") == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_language_has_texts_of_every_item(path: Path) -> None:
    mine = [text for text in TEXTS if text.item == path.stem]
    assert {text.lang for text in mine} == AROUND.keys()
    assert len({text.id for text in mine}) == len(mine)
    assert all(sum(map(bool, (t.safe, t.fixed, t.whole is not None, t.keeps))) == 1 for t in mine)


def test_what_is_to_do_is_there() -> None:
    assert FAILING - CHECKS.keys() == set()


def main(prune: bool) -> None:
    """Print what fails, and how; with `prune`, take out of todo.txt what holds."""
    failing = {name: faults for name, check in CHECKS.items() if (faults := list(check()))}
    sys.stdout.writelines(f"{name}: {fault}\n" for name, faults in failing.items() for fault in faults)
    if prune:
        listed = TODO.read_text(encoding="utf-8").split()
        TODO.write_text("".join(f"{name}\n" for name in listed if name in failing), encoding="utf-8")


if __name__ == "__main__":
    main(prune="--prune" in sys.argv)
