"""The way between code points and an editor's positions loses nothing, in any text and any unit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from newslint.lsp.positions import Lines

TEXTS = st.text(st.sampled_from("ab\r\n\u2028\x0c\x85é€🗞\ud83d"), max_size=30)
ENCODINGS = ("utf-8", "utf-16", "utf-32")
BYTES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, data=st.data())
def test_there_and_back(encoding: str, text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = Lines(text, encoding)
    position = lines.position(offset)
    if text[max(offset - 1, 0) : offset + 1] != "\r\n":
        assert lines.offset(position) == offset
    before = re.split(r"\r\n|\r|\n", text[:offset])
    codec, size = BYTES[encoding]
    if not text[:offset].endswith("\r"):
        assert position.line == len(before) - 1
        assert position.character == len(before[-1].encode(codec, "surrogatepass")) // size


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, line=st.integers(0, 10), character=st.integers(0, 40))
def test_a_position_beyond_a_line_is_its_end(encoding: str, text: str, line: int, character: int) -> None:
    lines = re.split(r"\r\n|\r|\n", text)
    offset = Lines(text, encoding).offset(Position(line, character))
    if line >= len(lines):
        assert offset == len(text)
    else:
        start = Lines(text, encoding).offset(Position(line, 0))
        assert start <= offset <= start + len(lines[line])


def test_a_position_within_a_character_is_before_it() -> None:
    assert Lines("a🗞b", "utf-16").offset(Position(0, 2)) == 1
    assert Lines("aéb", "utf-8").offset(Position(0, 2)) == 1
