"""Compiled forms on disk: rules, languages and word lists, built once and opened fast ever after.

A form is keyed by the content it was made from and by newslint's version, so it never goes stale. It is written beside
its name and renamed, so that many processes may build and read at once. Where no cache folder can be written,
everything works as before, only slower.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from newslint.version import __version__

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

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


def compiled(name: str, sources: Sequence[Path], make: Callable[[], bytes], read: Callable[[bytes], T]) -> T:
    """What `read` makes of the form that `make` builds from the source files; built only if they have changed.

    A form that is damaged (its first bytes are the check sum of the rest), or that `read` can't read because the code
    has changed, is built again.
    """
    path = folder() / f"{name}-{content_key(sources)}"
    try:
        return read(unseal(path.read_bytes()))
    except (OSError, ValueError, msgspec.MsgspecError):
        content = make()
    with suppress(OSError):
        write(path, seal(content))
    return read(content)


_SEAL = 4


def seal(content: bytes) -> bytes:
    """The content behind its check sum, so that damage shows; nobody is kept from forging it."""
    return crc32(content).to_bytes(_SEAL, "little") + content


def unseal(sealed: bytes) -> bytes:
    """What `seal` sealed. Raises ValueError if it is damaged."""
    content = sealed[_SEAL:]
    if len(sealed) < _SEAL or crc32(content) != int.from_bytes(sealed[:_SEAL], "little"):
        raise ValueError("damaged")
    return content


LENGTH = 4
"""Bytes of a number that tells how long something is."""


def with_length(content: bytes) -> bytes:
    """The content behind its length, so that more may follow."""
    return len(content).to_bytes(LENGTH, "little") + content


def content_key(sources: Sequence[Path]) -> str:
    """A key of the files' contents and newslint's version."""
    digest = blake2b(__version__.encode(), digest_size=12)
    for source in sources:
        content = source.read_bytes()
        digest.update(f"\0{source.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def file(name: str, key: str, make: Callable[[], bytes]) -> Path:
    """A file that holds what `make` builds; built only if it is not there yet, or not as long as it was written.

    It is mapped into memory and never read as a whole, so it has no check sum; what damages caches (a full disk, a lost
    write) cuts them off. Older forms of the same name are left alone: another version or checkout may be using them.
    """
    path = folder() / f"{name}-{key}"
    if _is_whole(path):
        return path
    content = make()
    try:
        write(path, content)
        write(_told(path), seal(str(len(content)).encode()))
    except OSError:
        return _fallback(name, key, content)
    return path


def _told(path: Path) -> Path:
    """Where it is told how long a file is."""
    return path.with_name(f"{path.name}.size")


def _is_whole(path: Path) -> bool:
    """Is a file there, and as long as it was written?"""
    try:
        return path.stat().st_size == int(unseal(read(_told(path))))
    except (OSError, ValueError):
        return False


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
    """Write a file whole or not at all."""
    from tempfile import mkstemp

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink()
        raise


@lru_cache(maxsize=1)
def _private() -> TemporaryDirectory[str]:
    """A folder of this process, for when the cache folder can't be written; gone when the process ends."""
    from tempfile import TemporaryDirectory

    return TemporaryDirectory(prefix="newslint-")


def _fallback(name: str, key: str, content: bytes) -> Path:
    path = Path(_private().name) / f"{name}-{key}"
    if not path.is_file():
        path.write_bytes(content)
    return path
