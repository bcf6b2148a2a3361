"""`.gz`: gzip, of one member or several; written as one, with the first one's time."""

from __future__ import annotations

import gzip
import struct
import zlib
from typing import BinaryIO, cast

DAMAGE: tuple[type[Exception], ...] = (EOFError, OSError, zlib.error)


def unpacked(file: BinaryIO) -> BinaryIO:
    """What is in it."""
    return cast("BinaryIO", gzip.GzipFile(fileobj=file, mode="rb"))


def packing(out: BinaryIO, like: bytes) -> BinaryIO:
    """Packs into `out`, with the time of the file that begins `like` this and, as far as that tells, its level."""
    time, effort = struct.unpack("<IB", like[4:9]) if len(like) >= 9 else (0, 0)
    level = {2: 9, 4: 1}.get(effort, 6)  # RFC 1952: the extra flags tell the best and the fastest
    return cast("BinaryIO", gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=level, mtime=time))
