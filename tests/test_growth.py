"""Twice the text costs about twice the work. What is counted is calls, so that no busy machine makes it fail."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from newslint import Linter

TEXTS = {
    "lines without prose": "The council met on Monday in the town hall.\nRead also\nShare on Facebook\n",
    "captions": "The port at dawn. Photo: Ana Ruiz/AFP\n",
    "one line of tags": "<b>x</b> &amp; y ",
    "glue": "Poutinea glued.The other ",
    "quotations": '"Quote"he said.',
    "bullets": "• Item one\n",
    "numbers": "1 2 3 4 5\n",
    "doubled words": "the the of of ",
    "mojibake": "cafÃ© Ã© ",
}


def calls(linter: Linter, text: str) -> int:
    """How many functions, those in C too, are called to check a text."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        linter.check(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_twice_the_text_is_about_twice_the_work(text: str) -> None:
    linter = Linter("en")
    linter.check(text * 600)
    assert calls(linter, text * 600) < 2.6 * calls(linter, text * 300)
