"""Remembers which contents were clean, so that a file that nobody changed is not checked again.

What is kept is a digest of 16 bytes for each clean content, sorted, in one file for each set-up: newslint's own files,
the libraries that findings depend on, rules, word lists and configuration. Any change there means another file, so
nothing is ever stale. Two runs at once may lose what one of them learned, never more: the file is replaced whole.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

import msgspec

from newslint import store
from newslint.config import Config
from newslint.rules import home
from newslint.version import __version__

SIZE = 16
"""Bytes of a digest."""

MOST = 100_000
"""Contents that are remembered for one set-up (1.6 MB); past them it starts afresh with the newest."""

LIBRARIES = ("ftfy", "regex", "wordfreq")


class Clean:
    """The contents that one set-up found clean."""

    def __init__(self, config: Config) -> None:
        self._path = store.folder() / f"clean-{setup(config)}"
        self._known = _read(self._path)

    def __len__(self) -> int:
        return len(self._known) // SIZE

    def __contains__(self, digest: bytes) -> bool:
        at = bisect_left(range(len(self)), digest, key=self._at)
        return self._at(at) == digest

    def _at(self, number: int) -> bytes:
        return self._known[number * SIZE : (number + 1) * SIZE]

    def add(self, digests: Iterable[bytes]) -> None:
        """Remember more, beside what other runs have learned since."""
        new = set(digests)
        if not new:
            return
        known = _read(self._path)
        old = {known[at : at + SIZE] for at in range(0, len(known), SIZE)}
        kept = new if len(old | new) > MOST else old | new
        content = b"".join(sorted(kept)[:MOST])
        with suppress(OSError):
            store.write(self._path, store.seal(content))


def digest(content: bytes, *how: str | None) -> bytes:
    """The digest of a file's content and of how it is read."""
    made = blake2b(repr(how).encode(), digest_size=SIZE)
    made.update(content)
    return made.digest()


def setup(config: Config) -> str:
    """What stands for all that findings depend on beside the content."""
    made = blake2b(__version__.encode(), digest_size=SIZE)
    for path in _code():
        status = path.stat()
        made.update(f"\0{path}\0{status.st_size}\0{status.st_mtime_ns}".encode(errors="surrogateescape"))
    for path in _given(config):
        with suppress(OSError):
            made.update(f"\0{path}\0".encode(errors="surrogateescape") + path.read_bytes())
    made.update(msgspec.msgpack.encode(config))
    return made.hexdigest()


def _code() -> Iterator[Path]:
    """newslint's own files and where its libraries begin, in an order that is always the same."""
    for top in (Path(__file__).parent, home()):
        for folder, folders, names in os.walk(top):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names) if name.endswith((".py", ".yaml")))
    for name in LIBRARIES:
        spec = find_spec(name)
        if spec and spec.origin:
            yield Path(spec.origin)


def _given(config: Config) -> Iterator[Path]:
    """The user's own rules and word lists."""
    for path in map(Path, [*config.rules, *config.accept_files]):
        yield from sorted(path.glob("*.yaml")) if path.is_dir() else [path]


def _read(path: Path) -> bytes:
    """The digests in a file; none if it is not there or damaged."""
    try:
        content = store.unseal(path.read_bytes())
    except (OSError, ValueError):
        return b""
    return content if len(content) % SIZE == 0 else b""
