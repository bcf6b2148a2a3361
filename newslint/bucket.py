"""A file of the cache: what some contents held, by their digests. What is damaged is not known.

It begins with the sealed places of its pieces, and the pieces follow. A piece has two parts, each sealed for itself:
the findings as a report tells them, and the findings. So a run proves what it needs and no more. Of a content without
findings the piece is empty.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from newslint import store
from newslint.model import Shown
from newslint.outcome import NOTHING, Told

T = TypeVar("T")

_LENGTH = 4
"""Bytes of a number that tells the length of something."""


class Bucket:
    """What a file of the cache holds, or nothing."""

    def __init__(self, places: dict[bytes, int] | None = None, content: bytes = b"") -> None:
        self._places = places or {}
        self._content = content

    @classmethod
    def read(cls, path: Path) -> Bucket:
        """What a file holds; nothing if it is not there or damaged."""
        try:
            content = store.read(path)
            end = _LENGTH + _length(content, 0)
            return cls(store.unpack(store.unseal(content[_LENGTH:end]), dict[bytes, int]), content[end:])
        except (OSError, ValueError, msgspec.MsgspecError):
            return cls()

    def write(self, path: Path) -> None:
        """Make a file that holds this. Raises OSError."""
        head = store.seal(store.pack(self._places))
        store.write(path, _number(len(head)) + head + self._content)

    @classmethod
    def of(cls, pieces: dict[bytes, bytes]) -> Bucket:
        """A bucket of these pieces, by their digests."""
        places, at = {}, _LENGTH  # a place of 0 says that there is no piece
        for digest, piece in pieces.items():
            places[digest] = at if piece else 0
            at += len(piece)
        return cls(places, b"".join([bytes(_LENGTH), *pieces.values()]))

    def get(self, digest: bytes) -> bytes | None:
        """The piece of a content, empty for one without findings; None if it is not known."""
        at = self._places.get(digest)
        if not at:
            return None if at is None else b""
        size = 2 * _LENGTH + _length(self._content, at) + _length(self._content, at + _LENGTH)
        return self._content[at : at + size] or None  # None where the file has been cut off

    def pieces(self) -> dict[bytes, bytes]:
        """The pieces, by the digests of their contents, in the order in which they were learned."""
        pieces = ((digest, self.get(digest)) for digest in self._places)
        return {digest: piece for digest, piece in pieces if piece is not None}


def piece(findings: list[Shown], told: Told | None) -> bytes:
    """Findings as they are kept, and what a report tells of them, if that is known; nothing for none."""
    if not findings:
        return b""
    parts = store.seal(store.pack(told)) if told else b"", store.seal(store.pack(findings))
    return b"".join([*(_number(len(part)) for part in parts), *parts])


def told(piece: bytes) -> Told | None:
    """What a report tells of the findings in a piece; None if that is not in it."""
    return _part(piece[2 * _LENGTH : 2 * _LENGTH + _length(piece, 0)], Told) if piece else NOTHING


def found(piece: bytes) -> list[Shown] | None:
    """The findings in a piece; None if it is damaged."""
    return _part(piece[2 * _LENGTH + _length(piece, 0) :], list[Shown]) if piece else []


def _part(sealed: bytes, type: type[T]) -> T | None:
    try:
        return store.unpack(store.unseal(sealed), type)
    except (ValueError, msgspec.MsgspecError):
        return None


def _length(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + _LENGTH], "little")


def _number(length: int) -> bytes:
    return length.to_bytes(_LENGTH, "little")
