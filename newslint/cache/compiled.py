"""Forms compiled from source files: built once, kept on disk, opened fast ever after.

A form is keyed by the content it was made from and by newslint's version, so it never goes stale. Those of newslint's
own rules and words came with it (shipped.py); what has changed since is built anew, and whoever wants to hear of that
is told. Where no cache folder can be written, everything works as before, only slower.
"""

from __future__ import annotations

import os
import time
from binascii import crc32
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from struct import Struct, error
from typing import TYPE_CHECKING

import msgspec

from newslint import __version__
from newslint.cache import index, shipped, store
from newslint.cache.store import T, blake2b

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


Opened = Callable[[Path], bytes]
"""What reads a source file."""

Listener = Callable[[str], None]
"""What hears the name of each form before it is built."""

_listeners: list[Listener] = []


def hear(listener: Listener | None) -> None:
    """Have someone told of each form that is built, as that may take seconds; whoever was told before no longer is."""
    _listeners[:] = [listener] if listener else []


def _making(name: str) -> None:
    for listener in _listeners:
        listener(name)


def compiled(
    name: str,
    sources: Sequence[Path],
    make: Callable[[], bytes],
    read: Callable[[bytes], T],
    opened: Opened = Path.read_bytes,
) -> T:
    """What `read` makes of the form that `make` builds from the source files; built only if they have changed.

    A form that is damaged (its first bytes are the check sum of its name and the rest), or that `read` can't read
    because the code has changed, is built again.
    """
    path = store.folder() / f"{name}-{content_key(sources, opened)}"
    for place in filter(None, (shipped.files().get(path.name), path)):
        with suppress(OSError, ValueError, ImportError, AttributeError, msgspec.MsgspecError):
            return read(store.unseal(place.read_bytes(), path.name))
    _making(name)
    content = make()
    with suppress(OSError):
        store.write(path, store.seal(content, path.name))
    return read(content)


def content_key(sources: Sequence[Path], opened: Opened = Path.read_bytes) -> str:
    """A key of the files' contents and newslint's version."""
    digest = blake2b(__version__.encode(), digest_size=12)
    for source in sources:
        content = opened(source)
        digest.update(f"\0{source.name}\0{len(content)}\0".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def file(name: str, key: str, make: Callable[[], bytes], *, told: bool = True) -> Path:
    """A file that holds what `make` builds; built only if it is not there yet, or is not what was written. What takes
    but a moment need not be `told`.

    It is mapped into memory, and never read as a whole but to be proved: once, and again when it has changed. Its check
    sum, and the state in which it was proved, lie beside it. Older forms of the same name are left alone: another
    version or checkout may be using them.
    """
    path = store.folder() / f"{name}-{key}"
    if _is_proved(path):
        return path
    if told:
        _making(name)
    content = make()
    try:
        store.write(path, content)
        _note(path, crc32(content))
    except OSError:
        return _fallback(name, key, content)
    return path


_PROOF = Struct("<I40s")
"""A check sum, and the state of the file when it was last found to have it."""


def _proof(path: Path) -> Path:
    """Where a file's proof lies."""
    return path.with_name(f"{path.name}.proof")


def _note(path: Path, sum: int, state: bytes = b"") -> None:
    """Note a file's check sum, and the state in which it was found to have it. Raises OSError."""
    proof = _proof(path)
    store.write(proof, store.seal(_PROOF.pack(sum, state), proof.name))


def _is_proved(path: Path) -> bool:
    """Is a file what was written? It is read only if it may have changed since it was last proved."""
    try:
        proof = _proof(path)
        sum, proved = _PROOF.unpack(store.unseal(store.read(proof), proof.name))
        status, now = path.stat(), time.time_ns()
        current = index.state(status)
        if current == proved:
            return True
        if crc32(path.read_bytes()) != sum:
            return False
    except (OSError, ValueError, error):
        return False
    settled = now - max(status.st_mtime_ns, status.st_ctime_ns) > index.GRAIN and os.name != "nt"
    with suppress(OSError):
        if settled:  # else it might change once more and keep its times
            _note(path, sum, current)
    return True


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
