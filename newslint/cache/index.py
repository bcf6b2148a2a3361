"""Which digest the content of each file of a run had when it was last read, so that what nobody changed is not opened.

A file is unchanged while its state is the same: device, inode, size, the times of its last change and of the last
change of its status, in nanoseconds. Setting a time back changes its status, so that shows, too. A file that was
changed a moment before it was read is not noted, as it might change once more and its times stay (git calls that racily
clean); nor is one whose size is not what was read. Windows has no time of the last change of status, so nothing is
noted there.

It lies on the disk in blocks, in the order of the run, each sealed; two of them are in memory at a time. It is written
anew, from the first block on that is no longer right, when all files have passed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from struct import Struct

import msgspec

from newslint.cache import store

GRAIN = 2_500_000_000
"""Nanoseconds; within less than that, times of change need not differ. FAT counts in two seconds, others finer."""

BLOCK = 1000
"""Files in a block."""

MOST_FILES = 1_000_000
"""Files beyond that are read each time."""

_STATE = Struct("<QQQqq")
_WORD = (1 << 64) - 1  # what the Q of _STATE holds

Block = dict[str, bytes]


def state(status: os.stat_result) -> bytes:
    """What is the same while nobody changes a file."""
    device, inode = status.st_dev & _WORD, status.st_ino & _WORD
    return _STATE.pack(device, inode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


class Index:
    """The digests of a run's files, which are asked for in the order of the run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = _blocks(path)
        self._now, self._next = next(self._old, {}), next(self._old, {})
        self._block: Block = {}
        self._same = 0
        self._count = 0
        self._new: _New | None = None
        self._changed = False

    def digest(self, path: str, state: bytes) -> bytes | None:
        """The digest that a file's content had in this state; None if it is not known."""
        entry = self._now.pop(path, None) or self._later(path)
        if entry is None:
            return None
        if not entry.startswith(state):
            self._changed = True
            return None
        self._put(path, entry)
        return entry[_STATE.size :]

    def _later(self, path: str) -> bytes | None:
        """The entry of a file that is not in the block at hand."""
        entry = self._next.pop(path, None)
        if entry is not None:
            self._changed = self._changed or bool(self._now)
            self._now, self._next = self._next, next(self._old, {})
        return entry

    def note(self, path: str, status: os.stat_result, content: bytes, digest: bytes, now: int) -> None:
        """Note the digest of what was read of a file, which had this status at the time `now`, before it was read."""
        recent = now - max(status.st_mtime_ns, status.st_ctime_ns) < GRAIN
        odd = not content or len(content) != status.st_size
        if recent or odd or self._count >= MOST_FILES or os.name == "nt":
            return
        with suppress(UnicodeEncodeError):
            path.encode()
            self._changed = True
            self._put(path, state(status) + digest)

    def _put(self, path: str, entry: bytes) -> None:
        self._block[path] = entry
        if len(self._block) == BLOCK:
            self._end()

    def _end(self) -> None:
        """End a block; those that are as on the disk are only counted."""
        block, self._block = self._block, {}
        self._count += len(block)
        if not self._changed:
            self._same += 1
            return
        with suppress(OSError):
            if self._new is None:
                self._new = _New(self._path, self._same)
            self._new.add(block)

    def keep(self) -> None:
        """All files have passed: put what was noted on the disk, if that is not what is there."""
        self._changed = self._changed or bool(self._now or self._next)
        if self._changed:
            self._end()
        if self._new is not None:
            self._new.keep()
            return
        with suppress(OSError):
            os.utime(self._path)  # what nobody uses is forgotten

    def drop(self) -> None:
        """Leave what is on the disk as it is."""
        if self._new is not None:
            self._new.drop()


class _New:
    """An index that is being written beside the old one, whose first blocks it begins with. Raises OSError."""

    def __init__(self, path: Path, same: int) -> None:
        from tempfile import mkstemp

        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        handle, self._beside = mkstemp(dir=path.parent, prefix=".new-")
        self._out = os.fdopen(handle, "wb")
        for block in islice(_sealed(path), same):
            self._write(block)

    def add(self, block: Block) -> None:
        """Write a block more."""
        self._write(store.seal(store.pack(block), self._path.name))

    def _write(self, sealed: bytes) -> None:
        self._out.write(store.with_length(sealed))

    def keep(self) -> None:
        """Take the old one's place."""
        with suppress(OSError):
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()
            Path(self._beside).replace(self._path)
        self.drop()

    def drop(self) -> None:
        """Go, if it has not taken the old one's place."""
        with suppress(OSError):
            self._out.close()
        Path(self._beside).unlink(missing_ok=True)


def _blocks(path: Path) -> Iterator[Block]:
    """The blocks of an index; what follows a damaged one is not read."""
    for sealed in _sealed(path):
        try:
            yield store.unpack(store.unseal(sealed, path.name), Block)
        except (ValueError, msgspec.MsgspecError):
            return


def _sealed(path: Path) -> Iterator[bytes]:
    """The blocks as they lie on the disk."""
    with suppress(OSError), path.open("rb") as file:
        while length := file.read(store.LENGTH):
            yield file.read(int.from_bytes(length, "little"))
