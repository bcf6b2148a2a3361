"""The decisions file: a line is on the disk before anybody is told that it is decided, and nothing is ever overwritten.

Two people may write at once, in two browsers or two processes: each line is added under a lock, and what others added
since is read first and told. A line that a crash tore is passed over and told; the next begins on a line of its own.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from newslint.model.errors import ConfigError
from newslint.review.decision import Case, Line, decoded, encoded

NAME = "newslint.decisions.jsonl"
"""What the file is called where nobody says it."""

MOST_BYTES = 1_000_000_000
"""A longer file is read no further: a million decisions take half of that."""

_UNREAD = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What a line may raise that is none."""


class Diary:
    """One decisions file. `lines` are those that are known, but for cases; `troubles` tell of what could not be read.

    Raises ConfigError, at the start, for a file that can't be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: list[Line] = []
        self.troubles: list[str] = []
        self._read = 0
        self._number = 0
        self._inode: int | None = None
        if not path.absolute().parent.is_dir():
            raise ConfigError(f"{path}: there is no such folder; make it, or name another file (--decisions)")
        self.catch_up()

    def catch_up(self) -> list[Line]:
        """What others have added since. Raises ConfigError for a file that is another one by now."""
        try:
            with self.path.open("rb") as file:
                _lock(file)  # nobody is in the middle of a line
                return self._news(file)
        except FileNotFoundError:
            if self._inode is not None:
                raise ConfigError(f"{self.path}: is gone; decisions made from now on would be lost") from None
            return []
        except OSError as error:
            raise ConfigError(f"{self.path}: can't be read: {error.strerror or error}") from error

    def add(self, new: Sequence[Line]) -> list[Line]:
        """Put lines on the disk; gives what others have added in between. Raises ConfigError, and then none is known
        here.
        """
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o644)
            with os.fdopen(handle, "r+b", buffering=0) as file:
                _lock(file)
                others = self._news(file)
                self._append(file, b"".join(map(encoded, new)))
        except OSError as error:
            raise ConfigError(f"{self.path}: can't be written: {error.strerror or error}") from error
        self.lines += [line for line in new if not isinstance(line, Case)]
        self._number += len(new)
        return others

    def cases(self) -> Iterator[Case]:
        """The texts on which decisions were carried out; they are read when they are asked for."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            for line in file:
                with suppress(*_UNREAD):
                    one = decoded(line)
                    if isinstance(one, Case):
                        yield one

    def _append(self, file: BinaryIO, data: bytes) -> None:
        """Add bytes at the end; a file that ends in half a line gets a line break first."""
        size = os.fstat(file.fileno()).st_size
        if size:
            file.seek(size - 1)
            data = data if file.read(1) == b"\n" else b"\n" + data
        try:
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(size)  # a full disk takes half a line; what was there stays
            raise
        self._read = size + len(data)

    def _news(self, file: BinaryIO) -> list[Line]:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ConfigError(f"{self.path}: is no regular file; name another one (--decisions)")
        if self._inode not in (None, status.st_ino) or status.st_size < self._read:
            raise ConfigError(
                f"{self.path}: was replaced while the review was open; nothing is overwritten, start anew"
            )
        if status.st_size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise ConfigError(f"{self.path}: has more than {most} MB; name another one (--decisions)")
        self._inode = status.st_ino
        file.seek(self._read)
        data = file.read(status.st_size - self._read)
        whole = data.rpartition(b"\n")[0] + b"\n" if b"\n" in data else b""
        news = self._decoded(whole)
        self._read += len(whole)
        self._torn(data[len(whole) :])
        self.lines += news
        return news

    def _decoded(self, data: bytes) -> list[Line]:
        news = []
        for line in data.splitlines():
            self._number += 1
            if not line.strip():
                continue
            try:
                news.append(decoded(line))
            except _UNREAD as error:
                self.troubles.append(f"{self.path}:{self._number}: is no decision ({error}); passed over")
        return [line for line in news if not isinstance(line, Case)]

    def _torn(self, rest: bytes) -> None:
        """Half a line at the end: somebody is writing it, or was stopped."""
        if rest:
            self.troubles.append(f"{self.path}: ends in half a line, as of a crash; it is passed over")
            self._read += len(rest)


def _lock(file: BinaryIO) -> None:
    """Wait for whoever writes; where there are no such locks (Windows, some network folders), do without."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
