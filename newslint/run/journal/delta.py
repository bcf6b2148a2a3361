"""What makes an old file out of a new one: the stretches of bytes in which they differ. It knows no formats.

Fixes are small and far between, so the files are compared from the front, and at each difference the nearest place is
looked for from which on they agree again. Any result is true, a poor one only large: it is made of bytes that were
compared, and no parts of it are guesses.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import msgspec

MOST_BYTES = 1_000_000
"""Old bytes that a delta may hold; beyond, it pays to keep the old file itself."""

BLOCK = 65_536
"""Bytes compared, or copied, at a time."""

ANCHOR = 24
"""So many equal bytes are taken for a place from which on the files agree; fewer occur by chance."""

REACHES = (256, 4096, 65_536)
"""How far beyond a difference that place is looked for, step by step."""


class Patch(msgspec.Struct, frozen=True, array_like=True):
    """`length` bytes of the new file from `start` on stand where the old file has `old`."""

    start: int
    length: int
    old: bytes


def between(old: BinaryIO, new: BinaryIO, most: int = MOST_BYTES) -> list[Patch] | None:
    """What turns the new file back into the old one; None if that is more than `most` bytes of the old file."""
    patches: list[Patch] = []
    before, after = _bytes(old), _bytes(new)
    at = start = total = 0
    while at < len(before) or start < len(after):
        same = _same(before, at, after, start)
        at, start = at + same, start + same
        if at == len(before) and start == len(after):
            break
        gone, come = _difference(before, at, after, start)
        total += max(gone, 1)  # what was only put in is a patch to be held, too
        if total > most:
            return None
        patches.append(Patch(start, come, bytes(before[at : at + gone])))
        at, start = at + gone, start + come
    return patches


def restore(new: BinaryIO, patches: Sequence[Patch], out: BinaryIO, size: int) -> None:
    """Write the old file, of `size` bytes, made from the new one. Raises ValueError, before anything is written, for
    patches that can't make it.
    """
    if _restored(patches, os.fstat(new.fileno()).st_size) != size:
        raise ValueError("its patches make no file of the old one's size")
    for patch in patches:
        _copy(new, out, patch.start - new.tell())
        out.write(patch.old)
        new.seek(patch.length, os.SEEK_CUR)
    while block := new.read(BLOCK):
        out.write(block)


def _restored(patches: Iterable[Patch], length: int) -> int:
    """How many bytes the patches make of a file of that length. Raises ValueError for patches that `between` never
    makes: that overlap, go back, reach beyond the end, or hold more than it keeps.
    """
    at = put = taken = 0
    for patch in patches:
        if patch.start < at or patch.length < 0 or patch.start + patch.length > length:
            raise ValueError("its patches lie outside of the file, or on top of each other")
        at, taken, put = patch.start + patch.length, taken + patch.length, put + len(patch.old)
        if put > MOST_BYTES:
            raise ValueError("its patches hold more than a delta may")
    return length - taken + put


def _copy(new: BinaryIO, out: BinaryIO, size: int) -> None:
    while size > 0:
        block = new.read(min(size, BLOCK))
        if not block:
            return
        out.write(block)
        size -= len(block)


_Bytes = bytes | mmap.mmap


def _bytes(file: BinaryIO) -> _Bytes:
    """The file's bytes, of which only those that are looked at need be in memory."""
    if not os.fstat(file.fileno()).st_size:
        return b""  # an empty file can't be mapped
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _same(old: _Bytes, at: int, new: _Bytes, start: int) -> int:
    """How many bytes are equal from here on."""
    same, size = 0, BLOCK
    while size:
        left, right = old[at + same : at + same + size], new[start + same : start + same + size]
        if left != right or not left:
            size //= 2
        else:
            same += len(left)
    return same


def _difference(old: _Bytes, at: int, new: _Bytes, start: int) -> tuple[int, int]:
    """How many old and new bytes differ, before the files agree again or end."""
    for reach in REACHES:
        step = reach // 256
        for offset in range(0, reach, step):
            anchor = old[at + offset : at + offset + ANCHOR]
            if len(anchor) < ANCHOR:
                break
            found = new.find(anchor, start, start + reach + ANCHOR)
            if found >= 0:
                return _trimmed(old, at, new, start, (at + offset, found))
    if len(old) - at > REACHES[-1]:
        return len(old) - at, len(new) - start
    return _trimmed(old, at, new, start, (len(old), len(new)))


def _trimmed(old: _Bytes, at: int, new: _Bytes, start: int, ends: Sequence[int]) -> tuple[int, int]:
    """The difference without the equal bytes at its end."""
    end, stop = ends
    while end > at and stop > start and old[end - 1] == new[stop - 1]:
        end, stop = end - 1, stop - 1
    return end - at, stop - start
