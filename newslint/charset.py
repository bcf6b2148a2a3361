"""Bytes to text and back: UTF-8, UTF-16 and UTF-32 by their byte order marks, other encodings as the user names them.

Nothing is guessed: a wrong guess would damage what it was meant to mend.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence

import msgspec

from newslint.edits import splice
from newslint.model import ConfigError, Edit, ReadError

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer stand before those that they begin with."""


class Decoded(msgspec.Struct, frozen=True):
    """A text, and how its bytes spell it."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Another text, spelled the same way. Raises UnicodeEncodeError."""
        return self.mark + text.encode(self.encoding)


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text in `data`. A byte order mark tells its encoding; else it is `encoding`, or UTF-8.

    Raises ReadError that names the file, the line, the byte and a remedy. `name` is what it calls the file.
    """
    mark, marked = next(((mark, of) for mark, of in MARKS if data.startswith(mark)), (b"", ""))
    chosen = marked or encoding or "utf-8"
    try:
        return Decoded(data[len(mark) :].decode(chosen), chosen, mark)
    except UnicodeError as error:
        offset = len(mark) + getattr(error, "start", 0)
        raise ReadError(_complaint(data, offset, name, chosen)) from error


def is_binary(head: bytes) -> bool:
    """Does a file that begins like this hold something else than text? Text has no NUL, except in UTF-16 and UTF-32."""
    return b"\0" in head and not any(head.startswith(mark) for mark, _ in MARKS)


def edited(data: bytes, name: str, encoding: str | None, edits: Sequence[Edit]) -> bytes:
    """`data` with edits made to its text; all else stays byte for byte. Raises ReadError."""
    if not edits:
        return data
    before = decode(data, name, encoding)
    try:
        if before.encode(before.text) != data:
            raise ReadError(f"{name}: {before.encoding} can't be written back unchanged; convert the file to UTF-8")
        return before.encode(splice(before.text, edits))
    except UnicodeEncodeError as error:
        lost = error.object[error.start : error.end]
        raise ReadError(f"{name}: {before.encoding} has no {lost!a}; convert the file to UTF-8") from error


def checked(encoding: str) -> str:
    """The name of an encoding that Python knows. Raises ConfigError."""
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError, ValueError) as error:
        raise ConfigError(f"no encoding is called {encoding!r}; name one like cp1252, latin-1 or utf-16") from error
    return encoding


def _complaint(data: bytes, offset: int, name: str, encoding: str) -> str:
    line = data.count(b"\n", 0, offset) + 1
    byte = f"byte {offset} is 0x{data[offset]:02X}" if offset < len(data) else "it ends within a character"
    return f"{name}:{line}: not {encoding.upper()}: {byte}; name its encoding, as in --encoding cp1252"
