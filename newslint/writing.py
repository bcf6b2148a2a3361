"""Files replaced whole or not at all: written beside, synced, renamed; never over what somebody else has changed."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from newslint.model import ReadError


def save(path: Path, chunks: Iterable[str]) -> None:
    """Write text to a file, whole or not at all. Raises ReadError."""
    with saving(path) as write:
        for chunk in chunks:
            write(chunk)


@contextlib.contextmanager
def saving(path: Path) -> Iterator[Callable[[str], object]]:
    """What writes text to a file: all of it, or, if the block is left by an error, nothing. Raises ReadError."""
    ours = True
    try:
        before = path.stat() if path.exists() else None
        regular = before is None or stat.S_ISREG(before.st_mode)
        with replacing(path, before) if regular else path.open("wb") as out:
            ours = False
            yield _Writer(path, out)
            ours = True
    except OSError as error:
        if not ours:
            raise
        raise _unwritten(path, error) from error


class _Writer:
    """Writes text to an open file. Raises ReadError."""

    def __init__(self, path: Path, out: BinaryIO) -> None:
        self._path = path
        self._out = out

    def __call__(self, text: str) -> None:
        try:
            self._out.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise _unwritten(self._path, error) from error


def _unwritten(path: Path, error: OSError) -> ReadError:
    return ReadError(f"{path}: can't be written: {error.strerror or error}")


class Opener:
    """Opens a file again and again, as long as nobody changes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.first: os.stat_result | None = None

    def __call__(self) -> BinaryIO:
        file = self.path.open("rb")
        now = os.fstat(file.fileno())
        if self.first is not None and signature(now) != signature(self.first):
            file.close()
            raise ReadError(_changed(self.path))
        self.first = now
        return file


def signature(status: os.stat_result) -> tuple[int, ...]:
    """What changes when somebody changes a file."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _changed(path: Path) -> str:
    return f"{path.as_posix()}: changed while newslint was at work; left as it is, check it again"


def replace(path: Path, fill: Callable[[BinaryIO], None], before: os.stat_result | None) -> None:
    """Write a file beside it and put it in its place, unless it is no longer what it was `before`.

    Raises ReadError or OSError; the file is then as it was.
    """
    with replacing(path, before) as out:
        fill(out)


@contextlib.contextmanager
def replacing(path: Path, before: os.stat_result | None) -> Iterator[BinaryIO]:
    """A new file to write, which takes the place of the old one at the end of the block, as `replace` says."""
    from tempfile import mkstemp

    handle, beside = mkstemp(dir=path.parent, prefix=".newslint-")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _dress(beside, before)
        if before is not None and signature(path.stat()) != signature(before):
            raise ReadError(_changed(path))
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _dress(beside: str, before: os.stat_result | None) -> None:
    """Give the new file the old one's permissions and, where that is allowed, its owner; else those of any new file."""
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        Path(beside).chmod(0o666 & ~mask)
        return
    owner = (before.st_uid, before.st_gid)
    now = Path(beside).stat()
    if hasattr(os, "chown") and owner != (now.st_uid, now.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(beside, *owner)
    Path(beside).chmod(stat.S_IMODE(before.st_mode))
