"""The leaves of a profile: what it was learned from, so that more can be added and it stays the same set.

>>> blocks = list(put([b"one", b"two"]))
>>> list(leaves(memoryview(b"".join(blocks))))
[b'one', b'two']
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

BLOCK = 1 << 20
"""Bytes of leaves that are packed together."""

_WIDTH = 4
"""Bytes of the length of a leaf, and of a block."""


def put(records: Iterable[bytes]) -> Iterator[bytes]:
    """Leaves in order as packed blocks, each behind its length."""
    held, size = list[bytes](), 0
    for record in records:
        held.append(len(record).to_bytes(_WIDTH, "big") + record)
        size += len(held[-1])
        if size >= BLOCK:
            yield _block(held)
            held, size = [], 0
    if held:
        yield _block(held)


def _block(held: list[bytes]) -> bytes:
    packed = zlib.compress(b"".join(held), 6)
    return len(packed).to_bytes(_WIDTH, "big") + packed


def leaves(section: memoryview) -> Iterator[bytes]:
    """The leaves in packed blocks."""
    for block in _lengthed(section):
        yield from map(bytes, _lengthed(memoryview(zlib.decompress(block))))


def _lengthed(data: memoryview) -> Iterator[memoryview]:
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + _WIDTH], "big")
        yield data[at + _WIDTH : at + _WIDTH + size]
        at += _WIDTH + size
