"""Remembers what contents held, so that a file that nobody changed is not checked again.

For each content, known by a digest of 16 bytes, the findings are kept; most contents have none. They lie in a folder
for each set-up: newslint's own files, the libraries that findings depend on, rules, word lists and configuration. Any
change there means another folder, so nothing is ever stale; folders that nobody used for a month go. In it are 256
files, by the digests' first byte, so that one file to check costs one small file to read. Two runs at once may lose
what one of them learned, never more: a file is replaced whole.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import msgspec

from newslint import store
from newslint.bucket import Bucket
from newslint.config import Config
from newslint.rules import home
from newslint.store import blake2b
from newslint.version import __version__

SIZE = 16
"""Bytes of a digest."""

MOST_BYTES = 1_000_000
"""How large one of the 256 files may grow; past that, what was learned first goes."""

MONTH = 30 * 86_400
"""Seconds after which a set-up that nobody used is forgotten."""

LIBRARIES = ("ftfy", "regex", "wordfreq")


class Known:
    """What contents held by one set-up."""

    def __init__(self, config: Config) -> None:
        self.folder = store.folder() / f"known-{setup(config)}"
        self._buckets: dict[int, Bucket] = {}

    def get(self, digest: bytes) -> bytes | None:
        """The piece that was learned of a content; None if it was not checked yet."""
        number = digest[0]
        if number not in self._buckets:
            self._buckets[number] = Bucket.read(self._file(number))
        return self._buckets[number].get(digest)

    def add(self, learned: Mapping[bytes, bytes]) -> None:
        """Remember more pieces, by their contents' digests, beside what other runs have learned since."""
        buckets: dict[int, dict[bytes, bytes]] = {}
        for digest, piece in learned.items():
            buckets.setdefault(digest[0], {})[digest] = piece
        with suppress(OSError):
            for number, new in buckets.items():
                self._buckets.pop(number, None)
                known = Bucket.read(self._file(number)).pieces()
                if not new.items() <= known.items():
                    kept = {**{key: known[key] for key in known if key not in new}, **new}
                    Bucket.of(_newest(kept)).write(self._file(number))
            if buckets:
                os.utime(self.folder)
                _forget(self.folder)

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:02x}"


def _newest(pieces: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """The pieces, without those learned first where all are too many; the last one stays."""
    size = sum(map(len, pieces.values())) + SIZE * len(pieces)
    kept = dict(pieces)
    for key in list(pieces)[:-1]:
        if size <= MOST_BYTES:
            break
        size -= SIZE + len(kept.pop(key))
    return kept


def _forget(mine: Path) -> None:
    """Remove the set-ups that nobody used for a month."""
    import shutil

    for folder in mine.parent.glob("known-*"):
        if folder != mine and time.time() - folder.stat().st_mtime > MONTH:
            shutil.rmtree(folder, ignore_errors=True)


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
