"""Languages that few pages of were read: what pages say in them is found, and prose that begins like it stays.

A page is made up of the language's prose and its notices, one on a line. That a wording is found says that its list is
read as it is written, in capitals and with other numbers; whether it is a wording of pages is what its source says.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import newslint

NOTICES = yaml.safe_load(Path(__file__).with_name("notices.yaml").read_text("utf-8"))
LANGUAGES = [pytest.param(code if isinstance(code, str) else "no", id=str(code)) for code in NOTICES]


@pytest.fixture(params=LANGUAGES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def known(code: str) -> dict[str, list[str]]:
    """What is written down of a language; plain YAML takes `no` for a truth."""
    listed: dict[str, list[str]] = {("no" if key is False else key): value for key, value in NOTICES.items()}[code]
    return listed


def test_fifty_notices_are_found_below_prose(code: str) -> None:
    notices, clean = known(code)["notices"], known(code)["clean"]
    assert len(notices) == 50
    text = "\n".join([*clean, *notices]) + "\n"
    found = [(f.start, f.end) for f in newslint.Linter(lang=code).check(text) if f.fix == ""]
    missed, at = [], len("\n".join(clean)) + 1
    for notice in notices:
        if not any(start <= at and at + len(notice) <= end for start, end in found):
            missed.append(notice)
        at += len(notice) + 1
    assert not missed


def test_prose_that_begins_like_a_notice_stays(code: str) -> None:
    text = "\n".join(known(code)["clean"]) + "\n"
    assert newslint.Linter(lang=code).fix(text, unsafe=True).text == text
