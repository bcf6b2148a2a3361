"""Twice the text costs about twice the work, for every rule: counted in steps, so that no busy machine fails it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import growing
import pytest

from newslint import Linter
from newslint.evidence.glue.judge import place
from newslint.evidence.language import get
from newslint.model.documents import Document
from newslint.model.languages import Setting

LANGUAGES = ("fr", "en", "de", "es", "it", "pl", "cs", "ru")
"""Each shape is tried in one of them, in turn."""

SIZE = 500
"""Characters of the smallest text of a shape."""

MOST = 2.6
"""What is quadratic takes four times as long."""

NAMES = [name for name, _ in growing.texts(1)]


@cache
def linter(code: str) -> Linter:
    made = Linter(code)
    made.check("The mayor said so. Poutinea glued.The end cafÃ©\nPhoto: Reuters\n10:30\n")
    return made


def text(name: str, size: int) -> str:
    return dict(growing.texts(size))[name]


def grown(code: str, name: str, size: int) -> Iterator[str]:
    """The rules, and all together, that grow faster than a text from `size` characters on, to the double."""
    less, more = (growing.costs(linter(code), code, text(name, size * times), growing.steps) for times in (1, 2))
    yield from (rule for rule in more if more[rule] > MOST * less.get(rule, 0) + 500)
    if sum(more.values()) > MOST * sum(less.values()) + 500:
        yield "all rules"


@pytest.mark.parametrize(("number", "name"), [*enumerate(NAMES)], ids=NAMES)
def test_twice_the_text_is_about_twice_the_work(number: int, name: str) -> None:
    code = LANGUAGES[number % len(LANGUAGES)]
    rules = set(grown(code, name, SIZE))
    for size in (2 * SIZE, 4 * SIZE):  # a limit that is passed once, such as that of a long line, is no growth
        if rules:
            rules &= set(grown(code, name, size))
    assert rules == set()


@pytest.mark.parametrize("end", growing.ENDS)
@pytest.mark.parametrize("name", [*growing.SHAPES])
def test_what_calls_in_c_read_grows_as_the_text(name: str, end: str) -> None:
    """Steps don't show what one search reads. The bound is wide: it is the time of this thread, on any machine."""
    code = LANGUAGES[len(name) % len(LANGUAGES)]
    less, more = (
        growing.seconds(lambda size=size: linter(code).check(text(name, size) + end))  # type: ignore[misc]
        for size in (1500, 6000)
    )
    assert more < 8 * less + 0.5


@pytest.mark.parametrize("chunk", ["a1", "l'", "a.b@c.", "&amp;", "word.Next", "\\u00e9", "(a)b."])
def test_no_seam_of_a_long_chunk_is_left_out(chunk: str) -> None:
    setting = Setting(language=get("fr"))
    near, far = (place(Document(f"Le maire {chunk * times} est venu."), setting) for times in (50, 500))
    assert len(far) >= 9 * len(near)
