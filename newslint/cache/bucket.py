"""Files of the cache: pieces of data, each sealed, by the digests of the contents that they tell of.

A file begins with the sealed places of its pieces, and the pieces follow. What is damaged is not known, and nothing is
proved but what is asked for. Of most contents there is nothing to tell: their pieces are empty and have no place.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from newslint.cache import store

SIZE = 16
"""Bytes of a digest."""

MOST_BYTES = 1_000_000
"""How large a file may grow; past that, what was learned first goes."""


class Bucket:
    """What a file of the cache holds, or nothing."""

    def __init__(self, places: dict[bytes, int] | None = None, pieces: bytes = b"", name: str = "") -> None:
        self._places = places or {}
        self._pieces = pieces
        self._name = name

    @classmethod
    def read(cls, path: str) -> Bucket:
        """What a file holds; nothing if it is not there or damaged."""
        try:
            content = store.read(path)
            head = _sized(content, 0)
            places = store.unpack(store.unseal(head, name := _named(path)), dict[bytes, int])
            return cls(places, content[store.LENGTH + len(head) :], name)
        except (OSError, ValueError, msgspec.MsgspecError):
            return cls()

    def get(self, digest: bytes) -> bytes | None:
        """The piece of a content; None if it is not known."""
        place = self._places.get(digest)
        if not place:
            return None if place is None else b""
        try:
            return store.unseal(_sized(self._pieces, place), self._name + digest.hex())
        except ValueError:
            return None

    def pieces(self) -> dict[bytes, bytes]:
        """The pieces, by the digests of their contents, in the order in which they were learned."""
        pieces = ((digest, self.get(digest)) for digest in self._places)
        return {digest: piece for digest, piece in pieces if piece is not None}


def _named(path: str) -> str:
    """What a file is called, and its folder, which stands for a set-up: what lay elsewhere tells of something else."""
    return "/".join(path.replace(os.sep, "/").rsplit("/", 2)[-2:])


def write(path: Path, pieces: Mapping[bytes, bytes]) -> None:
    """Make a file of pieces. Raises OSError."""
    name = _named(str(path))
    places, body, at = {}, [b"\0"], 1  # no piece has the place 0
    for digest, piece in pieces.items():
        sealed = store.with_length(store.seal(piece, name + digest.hex())) if piece else b""
        places[digest] = at if piece else 0
        body.append(sealed)
        at += len(sealed)
    store.write(path, b"".join([store.with_length(store.seal(store.pack(places), name)), *body]))


class Shelf:
    """The 256 files of a folder whose names begin alike, by the digests' first byte."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._buckets: dict[int, Bucket] = {}

    def get(self, digest: bytes) -> bytes | None:
        """The piece of a content; None if it is not known."""
        number = digest[0]
        if number not in self._buckets:
            self._buckets[number] = Bucket.read(str(self._file(number)))
        return self._buckets[number].get(digest)

    def add(self, learned: Mapping[bytes, bytes]) -> None:
        """Put more pieces there, beside what other runs have put there since. Raises OSError."""
        buckets: dict[int, dict[bytes, bytes]] = {}
        for digest, piece in learned.items():
            buckets.setdefault(digest[0], {})[digest] = piece
        for number, new in buckets.items():
            self._buckets.pop(number, None)
            known = Bucket.read(str(self._file(number))).pieces()
            if not new.items() <= known.items():
                kept = {**{key: known[key] for key in known if key not in new}, **new}
                write(self._file(number), _newest(kept))

    def _file(self, number: int) -> Path:
        return self._folder / f"{self._name}{number:02x}"


def _newest(pieces: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """The pieces, without those learned first where all are too many; the last one stays."""
    size = sum(map(len, pieces.values())) + SIZE * len(pieces)
    kept = dict(pieces)
    for key in list(pieces)[:-1]:
        if size <= MOST_BYTES:
            break
        size -= SIZE + len(kept.pop(key))
    return kept


def _sized(content: bytes, at: int) -> bytes:
    """What stands at a place behind its length."""
    start = at + store.LENGTH
    return content[start : start + int.from_bytes(content[at:start], "little")]
