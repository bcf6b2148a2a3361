"""Rows and cells of a CSV text, as places in its bytes, and new text for a cell in the way it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from newslint.files.respelling import Offsets, respelled
from newslint.model.edits import splice
from newslint.model.findings import Edit

DELIMITERS = (b",", b";", b"\t", b"|")

FORMULA = "=+-@＝＋－＠"
"""A cell that begins with one of these is a formula to spreadsheets, the full-width ones in East Asian settings (OWASP,
CSV injection)."""

STRIPPED = "\t\r"
"""What some spreadsheets leave out at the beginning of a cell, so that what comes after it decides (OWASP)."""

_QUOTE = '"'
_PIECE = re.compile(r'[^"]+|""')


class Cell(msgspec.Struct, frozen=True, gc=False):
    """Where a cell stands, its quotation marks included."""

    start: int
    end: int
    quoted: bool = False
    fault: str = ""


class Row(msgspec.Struct, frozen=True, gc=False):
    """A row's cells; where it begins, where its line break begins, and where the next row does."""

    start: int
    end: int
    stop: int
    cells: list[Cell]

    @property
    def blank(self) -> bool:
        """Is there nothing on the line?"""
        return self.start == self.end

    @property
    def whole(self) -> bool:
        """Does a line break end it?"""
        return self.stop > self.end


@lru_cache(maxsize=8)
def _plain(delimiter: bytes) -> re.Pattern[bytes]:
    mark = re.escape(delimiter)
    return re.compile(rb"[^\r\n%b]*(?:\r(?!\n)[^\r\n%b]*)*" % (mark, mark))


def rows(data: bytes, delimiter: bytes, at: int = 0) -> Iterator[Row]:
    """The rows from `at` on. The last one may lack its line break, and a quoted cell in it its end."""
    plain = _plain(delimiter)
    while at < len(data):
        start, cells = at, list[Cell]()
        while True:
            cell = _quoted(data, at, plain) if data.startswith(b'"', at) else _unquoted(data, at, plain)
            cells.append(cell)
            at = cell.end
            if not data.startswith(delimiter, at):
                break
            at += 1
        end = at
        at += 2 if data.startswith(b"\r\n", at) else 1 if at < len(data) else 0
        yield Row(start, end, at, cells)


def _unquoted(data: bytes, at: int, plain: re.Pattern[bytes]) -> Cell:
    match = plain.match(data, at)
    return Cell(at, match.end() if match else at)


def _quoted(data: bytes, start: int, plain: re.Pattern[bytes]) -> Cell:
    at = start + 1
    while True:
        at = data.find(b'"', at)
        if at < 0:
            return Cell(start, len(data), quoted=True, fault="a quotation mark is never closed")
        if not data.startswith(b'""', at):
            break
        at += 2
    rest = plain.match(data, at + 1)
    end = rest.end() if rest else at + 1
    return Cell(start, end, quoted=True, fault="" if end == at + 1 else "something follows a closing quotation mark")


def delimiter(data: bytes, usual: bytes) -> bytes:
    """What stands most often between the names of the first row; `usual` where nothing does."""
    found = {mark: len(next(rows(data, mark)).cells) for mark in DELIMITERS} if data else {}
    best = max(DELIMITERS, key=lambda mark: found.get(mark, 0))
    return best if found.get(best, 0) > 1 else usual


def text(spelled: str, *, quoted: bool) -> str:
    """What a cell says."""
    return spelled[1:-1].replace('""', '"') if quoted else spelled


def edited(spelled: str, edits: Sequence[Edit], delimiter: str, *, quoted: bool, alone: bool = False) -> str:
    """A cell with edits of what it says: quoted if it was, or if it must be. `alone`: no other cell is in the row."""
    if quoted:
        inner = spelled[1:-1]
        return f'"{respelled(inner, Offsets(inner, _PIECE, _QUOTE), edits, _doubled)}"'
    new = splice(spelled, edits)
    must = new.startswith('"') or any(mark in new for mark in (delimiter, "\n", "\r")) or (alone and not new)
    return f'"{_doubled(new)}"' if must else new


def spelled(text: str, delimiter: str) -> str:
    """A new cell: quoted if it must be."""
    must = any(mark in text for mark in (delimiter, _QUOTE, "\n", "\r"))
    return f'"{_doubled(text)}"' if must else text


def _doubled(new: str) -> str:
    return new.replace('"', '""')


def becomes_formula(before: str, after: str) -> bool:
    """Would a spreadsheet compute the new text, or could one, where none computed the old one as that?

    What counts is the character that the cell begins with, and the one that it begins with after white space, which a
    spreadsheet, or whoever tidies the table next, may leave out.
    """
    starts = after.startswith((*FORMULA, *STRIPPED)) and not before.startswith(after[0])
    return starts or (_bare(after).startswith(tuple(FORMULA)) and _bare(before)[:1] != _bare(after)[:1])


def _bare(text: str) -> str:
    return text.lstrip("\ufeff\u200b \t\r\n\v\f\xa0")
