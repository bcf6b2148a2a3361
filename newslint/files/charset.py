"""Bytes to text and back: UTF-8, UTF-16 and UTF-32 by their byte order marks, other encodings as the user names them.

An encoding is guessed only where the words of the text leave no doubt: a wrong guess would damage what it was meant to
mend.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import BinaryIO, Protocol

import msgspec

from newslint.model.edits import splice
from newslint.model.errors import ConfigError, ReadError
from newslint.model.findings import Edit

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
    """The text in `data`. A byte order mark tells its encoding; else it is `encoding`, UTF-8, or what its words tell.

    Raises ReadError that names the file, the line, the byte and a remedy. `name` is what it calls the file.
    """
    mark, marked = next(((mark, of) for mark, of in MARKS if data.startswith(mark)), (b"", ""))
    chosen = marked or encoding or _unsaid(data)
    try:
        return Decoded(data[len(mark) :].decode(chosen), chosen, mark)
    except UnicodeError as error:
        offset = len(mark) + getattr(error, "start", 0)
        raise ReadError(_complaint(data, offset, name, chosen)) from error


def _unsaid(data: bytes) -> str:
    """The encoding of a text that says nothing of it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        from newslint.files import guess

        return guess.encoding(data) or "utf-8"
    return "utf-8"


def is_binary(head: bytes) -> bool:
    """Does a file that begins like this hold something else than text? Text has no NUL, except in UTF-16 and UTF-32."""
    return b"\0" in head and not any(head.startswith(mark) for mark, _ in MARKS)


def is_mostly_nul(head: bytes) -> bool:
    """Is a file that begins like this no file of records? A stray NUL spoils a record, not the file."""
    return 10 * head.count(0) > len(head) and not any(head.startswith(mark) for mark, _ in MARKS)


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


class Spelling(msgspec.Struct, frozen=True):
    """How a file of records spells its text: `encoding` is that of the bytes that formats see.

    Formats look for quotation marks, commas and line breaks among bytes. Of a `wide` encoding (UTF-16, UTF-32), in
    which these are no single bytes, they see UTF-8.
    """

    encoding: str
    wide: str | None = None

    @classmethod
    def of(cls, head: bytes, encoding: str | None) -> Spelling:
        """By the byte order mark, else what the user says, else what the head tells.

        A head in which letters are UTF-8 is UTF-8, whatever else is in it: then some records are damaged.
        """
        marked = next((of for mark, of in MARKS if head.startswith(mark)), None)
        name = codecs.lookup(marked or encoding or _of_records(head)).name.removesuffix("-sig")
        if name.startswith(("utf-16", "utf-32")):
            return cls("utf-8", name if name.endswith("e") else f"{name}-le")
        return cls(name)

    def reading(self, file: BinaryIO, name: str) -> Readable:
        """The file as formats see it; `name` is what messages call it."""
        return file if self.wide is None else _Narrowed(file, name, self.wide)

    def writing(self, out: BinaryIO) -> Writable:
        """Where formats write to."""
        return out if self.wide is None else _Widened(out, self.wide)

    def decode(self, data: bytes) -> str:
        """Raises UnicodeDecodeError for what is no text, and for what could not be written back as it was."""
        text = data.decode(self.encoding)
        if self.encoding != "utf-8" and text.encode(self.encoding) != data:
            raise UnicodeDecodeError(self.encoding, data, 0, len(data), "can't be written back unchanged")
        return text

    def lack(self, text: str) -> str | None:
        """Why a text can't be written in the encoding."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError as error:
            return f"{self.encoding} has no {error.object[error.start : error.end]!a}; convert the file to UTF-8"
        return None


_UTF_8 = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}(?![\x80-\xbf])")


def _of_records(head: bytes) -> str:
    whole = head[: head.rfind(b"\n") + 1] or head
    return "utf-8" if whole.isascii() or _UTF_8.search(whole) else _unsaid(whole)


class Readable(Protocol):
    """What can be read."""

    def read(self, size: int = ..., /) -> bytes:
        """So many bytes at most; none at the end only."""
        ...  # pragma: no cover


class Writable(Protocol):
    """What can be written to."""

    def write(self, data: bytes, /) -> object:
        """Write all of it."""
        ...  # pragma: no cover


class _Narrowed:
    """A wide file read as UTF-8. Halves of surrogate pairs stay, as bytes that are no UTF-8."""

    def __init__(self, file: BinaryIO, name: str, wide: str) -> None:
        self._file = file
        self._name = name
        self._wide = wide
        self._decoder = codecs.getincrementaldecoder(wide)("surrogatepass")

    def read(self, size: int = -1, /) -> bytes:
        """Raises ReadError where the file ends within a character."""
        while True:
            data = self._file.read(size)
            try:
                text = self._decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                raise ReadError(f"{self._name}: not {self._wide.upper()}: {error.reason}") from error
            if text or not data:
                return text.encode("utf-8", "surrogatepass")


class _Widened:
    """Takes UTF-8 and writes a wide encoding."""

    def __init__(self, out: BinaryIO, wide: str) -> None:
        self._out = out
        self._wide = wide
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")

    def write(self, data: bytes, /) -> object:
        return self._out.write(self._decoder.decode(data).encode(self._wide, "surrogatepass"))


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
