"""`.zst`: Zstandard, by the standard library from Python 3.14 on, else by zstandard; written as one frame."""

from __future__ import annotations

import io
import sys
from typing import Any, BinaryIO, cast

from newslint.model.errors import ConfigError

CHUNK = 1024
"""Bytes unpacked at a time: a few can stand for 128 kB, so that more would let a bomb into memory."""

if sys.version_info >= (3, 14):  # pragma: no cover - older ones have it not
    from compression.zstd import CompressionParameter, ZstdError, ZstdFile

    DAMAGE: tuple[type[Exception], ...] = (EOFError, ZstdError)

    def unpacked(file: BinaryIO) -> BinaryIO:
        """What is in it."""
        return cast("BinaryIO", ZstdFile(file))

    def packing(out: BinaryIO, like: bytes) -> BinaryIO:
        """Packs into `out`, with a checksum if the file that begins `like` this has one."""
        options = {CompressionParameter.checksum_flag: int(has_checksum(like))}
        return cast("BinaryIO", ZstdFile(out, "w", options=options))

else:
    DAMAGE: tuple[type[Exception], ...] = (EOFError, ValueError)

    def unpacked(file: BinaryIO) -> BinaryIO:
        """What is in it. Raises ConfigError where zstandard is missing."""
        return cast("BinaryIO", io.BufferedReader(_Frames(file)))

    def packing(out: BinaryIO, like: bytes) -> BinaryIO:
        """Packs into `out`, with a checksum if the file that begins `like` this has one."""
        compressor = _zstandard().ZstdCompressor(write_checksum=has_checksum(like))
        return cast("BinaryIO", compressor.stream_writer(out, closefd=False))

    class _Frames(io.RawIOBase):
        """One frame after the other. The library's own reader takes a file that is cut short for a whole one."""

        def __init__(self, file: BinaryIO) -> None:
            self._library = _zstandard()
            self._file = file
            self._frame: Any = None
            self._packed = self._ready = b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any, /) -> int:
            while not self._ready and self._more():
                self._unpack()
            size = min(len(buffer), len(self._ready))
            buffer[:size], self._ready = self._ready[:size], self._ready[size:]
            return size

        def _more(self) -> bool:
            self._packed = self._packed or self._file.read(CHUNK)
            if not self._packed and self._frame:
                raise EOFError("it ends within a frame")
            return bool(self._packed)

        def _unpack(self) -> None:
            self._frame = self._frame or self._library.ZstdDecompressor(max_window_size=1 << 31).decompressobj()
            try:
                self._ready, self._packed = self._frame.decompress(self._packed), b""
            except self._library.ZstdError as error:
                raise ValueError(str(error)) from error
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None


def has_checksum(head: bytes) -> bool:
    """Does a file that begins like this carry a checksum? RFC 8878: bit 2 of what follows the magic number."""
    return len(head) > 4 and bool(head[4] & 4)


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise ConfigError("to read .zst files: pip install 'newslint[zst]'") from error
    return zstandard
