"""What files come packed in, opened and packed again as it was. A packing is a module of this folder, named by the last
extension, as in `.jsonl.gz`.

Each has two functions:

`unpacked(file) -> BinaryIO`
    What is in a packed file, read as it goes. Raises ConfigError where a library is missing.
`packing(out, like) -> BinaryIO`
    A file that packs what is written to it, with the settings that a packed file that begins `like` this tells.

What they raise for damaged bytes is listed in `DAMAGE`.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from typing import BinaryIO, Protocol, cast

from newslint.model.errors import ReadError
from newslint.model.members import members

MOST_BYTES = 100_000_000
MOST_RATIO = 200
"""Past so many bytes, what unpacks to more than so many times its packed size is taken for a bomb.

Articles pack to a third or a tenth with gzip, and to a twentieth with zstd where they resemble each other.
"""

_HEAD = 64
"""Bytes of a packed file that tell how it was packed."""

_BUFFER = 128 * 1024
"""Bytes unpacked ahead."""


class Packing(Protocol):
    """What a module of this folder offers."""

    DAMAGE: tuple[type[Exception], ...]

    def unpacked(self, file: BinaryIO) -> BinaryIO:
        """What is in a packed file."""
        ...  # pragma: no cover

    def packing(self, out: BinaryIO, like: bytes) -> BinaryIO:
        """A file that packs what is written to it."""
        ...  # pragma: no cover


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The extensions, without their dots."""
    return members(__path__)


@cache
def get(name: str) -> Packing:
    """The packing called `name`."""
    module: Packing = importlib.import_module(f"newslint.files.packings.{name}")
    return module


def opener(open: Callable[[], BinaryIO], packing: str, name: str) -> Callable[[], BinaryIO]:
    """Opens what is in a packed file; `name` is what messages call it. What it gives raises ReadError, as it is read,
    for damage and for bombs."""
    return partial(_open, open, packing, name)


def _open(open: Callable[[], BinaryIO], packing: str, name: str) -> BinaryIO:
    file = open()
    try:
        how = get(packing)
        return cast("BinaryIO", io.BufferedReader(_Watched(file, how, how.unpacked(file), name), _BUFFER))
    except BaseException:
        file.close()
        raise


class _Watched(io.RawIOBase):
    """What is in a packed file, as long as it is sound and no bomb."""

    def __init__(self, file: BinaryIO, packing: Packing, inner: BinaryIO, name: str) -> None:
        self._file = file
        self._packing = packing
        self._inner = inner
        self._name = name
        self._bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except self._packing.DAMAGE as error:
            raise ReadError(f"{self._name}: can't be unpacked ({error}); it is damaged or cut short") from error
        self._bytes += len(data)
        packed = self._file.tell()
        if self._bytes > MOST_BYTES and self._bytes > MOST_RATIO * packed:
            raise ReadError(
                f"{self._name}: unpacks to more than {MOST_RATIO} times its size; unpack it yourself if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._file.close()
        super().close()


@contextmanager
def written(open: Callable[[], BinaryIO], packing: str, out: BinaryIO) -> Iterator[BinaryIO]:
    """A file to write to, whose content is packed into `out` as the file that `open` opens was."""
    with open() as file:
        like = file.read(_HEAD)
    with get(packing).packing(out, like) as packed:
        yield packed
