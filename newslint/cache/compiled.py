"""Forms compiled from source files: built once, kept on disk, opened fast ever after.

A form is keyed by the content it was made from and by newslint's version, so it never goes stale. Where no cache folder
can be written, everything works as before, only slower.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint import __version__
from newslint.cache import store
from newslint.cache.store import T, blake2b

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


Opened = Callable[[Path], bytes]
"""What reads a source file."""


def compiled(
    name: str,
    sources: Sequence[Path],
    make: Callable[[], bytes],
    read: Callable[[bytes], T],
    opened: Opened = Path.read_bytes,
) -> T:
    """What `read` makes of the form that `make` builds from the source files; built only if they have changed.

    A form that is damaged (its first bytes are the check sum of the rest), or that `read` can't read because the code
    has changed, is built again.
    """
    path = store.folder() / f"{name}-{content_key(sources, opened)}"
    try:
        return read(store.unseal(path.read_bytes()))
    except (OSError, ValueError, msgspec.MsgspecError):
        content = make()
    with suppress(OSError):
        store.write(path, store.seal(content))
    return read(content)


def content_key(sources: Sequence[Path], opened: Opened = Path.read_bytes) -> str:
    """A key of the files' contents and newslint's version."""
    digest = blake2b(__version__.encode(), digest_size=12)
    for source in sources:
        content = opened(source)
        digest.update(f"\0{source.name}\0{len(content)}\0".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def file(name: str, key: str, make: Callable[[], bytes]) -> Path:
    """A file that holds what `make` builds; built only if it is not there yet, or not as long as it was written.

    It is mapped into memory and never read as a whole, so it has no check sum; what damages caches (a full disk, a lost
    write) cuts them off. Older forms of the same name are left alone: another version or checkout may be using them.
    """
    path = store.folder() / f"{name}-{key}"
    if _is_whole(path):
        return path
    content = make()
    try:
        store.write(path, content)
        store.write(_told(path), store.seal(str(len(content)).encode()))
    except OSError:
        return _fallback(name, key, content)
    return path


def _told(path: Path) -> Path:
    """Where it is told how long a file is."""
    return path.with_name(f"{path.name}.size")


def _is_whole(path: Path) -> bool:
    """Is a file there, and as long as it was written?"""
    try:
        return path.stat().st_size == int(store.unseal(store.read(_told(path))))
    except (OSError, ValueError):
        return False


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
