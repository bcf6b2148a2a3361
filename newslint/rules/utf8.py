"""Files that people write for newslint, such as rules, configurations and sidecars: UTF-8, or told why not.

Such files come with other people's folders. So nothing is read here but regular files, and none beyond its bound.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from newslint.model.errors import NewslintError

MOST_BYTES = 1_000_000
"""How large such a file may be; the largest of newslint's own has 75,000 bytes."""

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
) | getattr(os, "O_NOCTTY", 0)
"""To open a pipe that nobody writes to must not wait."""


def read_utf8(path: Path, trouble: type[NewslintError], most: int = MOST_BYTES) -> str:
    """The text of a file, without a byte order mark, every line ended by a line feed.

    Raises `trouble` for a file that can't be read, has more than so many bytes or is not UTF-8; it names the byte,
    counted from 0.
    """
    try:
        text = read_bytes(path, trouble, most).decode("utf-8")
    except UnicodeDecodeError as error:
        raise trouble(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\N{BYTE ORDER MARK}")


def read_bytes(path: Path, trouble: type[NewslintError], most: int = MOST_BYTES) -> bytes:
    """What is in a regular file. Raises `trouble` for another one, and for one of more than so many bytes."""
    try:
        handle = os.open(path, _FLAGS)
        try:
            _regular(os.fstat(handle).st_mode)
            with os.fdopen(handle, "rb", closefd=False) as file:
                content = file.read(most + 1)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:  # ValueError: the name holds a NUL
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise trouble(f"{path}: can't be read: {why}") from error
    if len(content) > most:
        raise trouble(f"{path}: has more than {_size(most)}; split it up")
    return content


def _regular(mode: int) -> None:
    """Raises OSError for what is no regular file."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "is no regular file")


def _size(count: int) -> str:
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count // 1000} kB"
