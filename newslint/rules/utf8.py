"""Files that people write for newslint, such as rules, configurations and sidecars: UTF-8, or told why not."""

from __future__ import annotations

from pathlib import Path

from newslint.model.errors import NewslintError


def read_utf8(path: Path, trouble: type[NewslintError]) -> str:
    """The text of a file, without a byte order mark, every line ended by a line feed.

    Raises `trouble` for a file that can't be read or is not UTF-8; it names the byte, counted from 0.
    """
    try:
        return path.read_text(encoding="utf-8").removeprefix("\N{BYTE ORDER MARK}")
    except OSError as error:
        raise trouble(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise trouble(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
