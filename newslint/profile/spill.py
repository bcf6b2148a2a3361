"""Many records in order, each once, in bounded memory: sorted in pieces, the pieces on disk merged.

>>> spill = Spill(most=16)
>>> spill.extend([b"weather", b"port", b"harbour", b"port"])
>>> list(spill)
[b'harbour', b'port', b'weather']
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby
from tempfile import TemporaryFile
from typing import IO

MOST = 64_000_000
"""Bytes of records in memory; what is more lies in a temporary file."""

COST = 64
"""Bytes that a record takes in memory beside its own."""

PIECES = 64
"""Pieces on disk before they are merged into one: as many files may be open."""

CHUNK = 1 << 20
"""Bytes read of a piece at a time."""


class Spill:
    """Records of bytes. They can be gone through as often as one likes, in order, each once."""

    def __init__(self, records: Iterable[bytes] = (), *, most: int = MOST) -> None:
        self._most = most
        self._held: list[bytes] = []
        self._size = 0
        self._pieces: list[IO[bytes]] = []
        self.extend(records)

    def extend(self, records: Iterable[bytes]) -> None:
        """Add records."""
        for record in records:
            self._held.append(record)
            self._size += len(record) + COST
            if self._size >= self._most:
                self._put()

    def __iter__(self) -> Iterator[bytes]:
        self._held.sort()
        pieces = [_read(piece) for piece in self._pieces]
        merged = heapq.merge(*pieces, self._held) if pieces else iter(self._held)
        return (record for record, _ in groupby(merged))

    def _put(self) -> None:
        """Put what is held on the disk."""
        self._held.sort()
        self._pieces.append(_written(self._held))
        self._held, self._size = [], 0
        if len(self._pieces) >= PIECES:
            whole = _written(iter(self))
            self.close()
            self._pieces = [whole]

    def close(self) -> None:
        """Give the files up."""
        for piece in self._pieces:
            piece.close()
        self._pieces = []


def _written(records: Iterable[bytes]) -> IO[bytes]:
    """A file of records in order; one that stands twice is written once."""
    piece = TemporaryFile(prefix="newslint-")  # noqa: SIM115 - it is gone with the spill
    piece.writelines(part for record, _ in groupby(records) for part in (len(record).to_bytes(4, "big"), record))
    piece.flush()
    return piece


def _read(piece: IO[bytes]) -> Iterator[bytes]:
    """The records of a file. Each reader keeps its own place, so that several may read."""
    place, held, at = 0, b"", 0
    while True:
        if len(held) - at < 4 or len(held) - at - 4 < int.from_bytes(held[at : at + 4], "big"):
            piece.seek(place)
            need = 4 + int.from_bytes(held[at : at + 4], "big") if len(held) - at >= 4 else 0
            more = piece.read(max(CHUNK, need))
            place += len(more)
            held, at = held[at:] + more, 0
            if not more:
                return
            continue
        size = int.from_bytes(held[at : at + 4], "big")
        yield held[at + 4 : at + 4 + size]
        at += 4 + size
