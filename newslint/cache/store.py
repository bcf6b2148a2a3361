"""Compiled forms on disk: rules, languages and word lists, built once and opened fast ever after.

A form is keyed by the content it was made from and by newslint's version, so it never goes stale. It is written beside
its name and renamed, so that many processes may build and read at once. Where no cache folder can be written,
everything works as before, only slower.
"""

from __future__ import annotations

import os
from binascii import crc32
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

try:
    from _blake2 import blake2b as blake2b
except ImportError:  # pragma: no cover - hashlib loads OpenSSL first, which takes as long as a tenth of a start
    from hashlib import blake2b as blake2b

T = TypeVar("T")


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where compiled forms live: $NEWSLINT_CACHE_DIR, or newslint/ in the user's cache folder (XDG)."""
    told = os.environ.get("NEWSLINT_CACHE_DIR")
    if told:
        return Path(told)
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return Path(base or Path.home() / ".cache") / "newslint"


def pack(value: Any) -> bytes:
    """A struct, or lists and tuples of them, as MessagePack."""
    return msgspec.msgpack.encode(value)


def unpack(data: bytes, type: type[T]) -> T:
    """The value that `pack` packed."""
    return msgspec.msgpack.decode(data, type=type)


_SEAL = 4
"""Bytes of the check sum, a CRC-32."""


def seal(content: bytes, name: str = "") -> bytes:
    """The content behind its check sum, so that damage shows, and that it is what lay under that name; nobody is kept
    from forging it.
    """
    return _sum(content, name).to_bytes(_SEAL, "little") + content


def _sum(content: bytes, name: str) -> int:
    return crc32(content, crc32(name.encode("utf-8", "surrogateescape"))) if name else crc32(content)


def unseal(sealed: bytes, name: str = "") -> bytes:
    """What `seal` sealed under a name. Raises ValueError if it is damaged, or lay under another one."""
    content = sealed[_SEAL:]
    if len(sealed) < _SEAL or _sum(content, name) != int.from_bytes(sealed[:_SEAL], "little"):
        raise ValueError("damaged")
    return content


LENGTH = 4
"""Bytes of a number that tells how long something is."""


def with_length(content: bytes) -> bytes:
    """The content behind its length, so that more may follow."""
    return len(content).to_bytes(LENGTH, "little") + content


def read(path: str | Path) -> bytes:
    """What is in a file. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # a run reads many: half the time of Path's way
    try:
        size = os.fstat(handle).st_size
        content = os.read(handle, size + 1)
        if len(content) != size:
            raise OSError(f"{path}: changed while it was read")
        return content
    finally:
        os.close(handle)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: it is on the disk before it has its name. Raises OSError."""
    from tempfile import mkstemp

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
