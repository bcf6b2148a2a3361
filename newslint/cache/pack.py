"""Several pieces in one file, which is mapped into memory: what nobody asks for is not read.

The places of the pieces come first, and each piece begins at a multiple of eight bytes, as tables of numbers want it.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "two")
    >>> _ = path.write_bytes(packed({"words": b"abc", "places": b"defg"}))
    >>> {name: bytes(piece) for name, piece in opened(path).items()}
    {'words': b'abc', 'places': b'defg'}
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from pathlib import Path

from newslint.cache import store

EACH = 8
"""Bytes of which each piece begins at a multiple."""

Places = dict[str, tuple[int, int]]
"""Where each piece begins behind the places, and how many bytes it has."""


def packed(pieces: Mapping[str, bytes]) -> bytes:
    """The file that holds these pieces."""
    places, size, body = Places(), 0, []
    for name, piece in pieces.items():
        places[name] = size, len(piece)
        body.append(_filled(piece))
        size += len(body[-1])
    return b"".join([_filled(store.with_length(store.pack(places))), *body])


def _filled(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % EACH)


def opened(path: Path) -> Mapping[str, memoryview]:
    """The pieces of a file, mapped. Raises OSError, ValueError and msgspec.MsgspecError."""
    with path.open("rb") as file:
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    length = int.from_bytes(content[: store.LENGTH], "little")
    places = store.unpack(bytes(content[store.LENGTH : store.LENGTH + length]), Places)
    body = content[-(-(store.LENGTH + length) // EACH) * EACH :]
    return {name: body[start : start + size] for name, (start, size) in places.items()}
