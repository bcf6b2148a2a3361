"""Remembers what contents held, so that a file that nobody changed is not checked again.

For each content, known by a digest of 16 bytes, the findings are kept; most contents have none. They lie in a folder
for each set-up: newslint's own files, the libraries that findings depend on, rules, word lists and configuration. Any
change there means another folder, so nothing is ever stale; folders that nobody used for a month go. In it are 256
files of each sort, by the digests' first byte, so that one file to check costs one small file to read. Two runs at once
may lose what one of them learned, never more: a file is replaced whole.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from newslint import __version__
from newslint.cache import shipped, store
from newslint.cache.bucket import SIZE, Shelf
from newslint.cache.libraries import releases
from newslint.cache.store import blake2b
from newslint.config.config import MOST_WORDS, Config
from newslint.model.errors import ConfigError, NewslintError
from newslint.model.findings import Shown
from newslint.profile.image import sealed
from newslint.rules.home import home
from newslint.rules.utf8 import read_bytes
from newslint.run.outcome import NOTHING, Told

MONTH = 30 * 86_400
"""Seconds after which a set-up that nobody used is forgotten."""

LIBRARIES = (
    *(
        "charset_normalizer",
        "ftfy",
        "marisa_trie",
        "msgspec",
        "pathspec",
        "pyarrow",
        "re2",
        "regex",
        "wcwidth",
        "wordfreq",
    ),
    *("yaml", "zstandard"),
)
"""What decides results, beside newslint and Python: how a file is read, what is found in it, what is kept of that."""


class Piece(msgspec.Struct, frozen=True):
    """What is kept of a content: its findings and, if a report has told them, what it told. Packed; empty for none."""

    found: bytes = b""
    told: bytes | None = None

    @classmethod
    def of(cls, found: list[Shown], told: Told | None = None) -> Piece:
        """The piece of a content with these findings. Raises UnicodeEncodeError for what is no Unicode."""
        if not found:
            return cls(told=b"")
        return cls(store.pack(found), store.pack(told) if told else None)


def findings(found: bytes) -> list[Shown]:
    """The findings in a piece."""
    return store.unpack(found, list[Shown]) if found else []


def tale(told: bytes) -> Told:
    """What was told in a piece."""
    return store.unpack(told, Told) if told else NOTHING


class Known:
    """What contents held by one set-up. What reports tell lies apart: most runs read nothing else."""

    def __init__(self, config: Config) -> None:
        self.folder = store.folder() / f"known-{setup(config)}"
        self._found, self._told = Shelf(self.folder, "found-"), Shelf(self.folder, "told-")

    def found(self, digest: bytes) -> bytes | None:
        """The findings of a content; None if it was not checked yet."""
        return self._found.get(digest)

    def told(self, digest: bytes) -> bytes | None:
        """What a report told of a content; None if that is not known."""
        return self._told.get(digest)

    def add(self, learned: Mapping[bytes, Piece]) -> None:
        """Remember more, by the contents' digests, and that the set-up was used."""
        with suppress(OSError):
            self._found.add({digest: piece.found for digest, piece in learned.items()})
            self._told.add({digest: piece.told for digest, piece in learned.items() if piece.told is not None})
            os.utime(self.folder)
            if learned:
                _forget(self.folder)


def _forget(mine: Path) -> None:
    """Remove the set-ups, and of this one the indexes, that nobody used for a month."""
    import shutil

    for path in (*mine.parent.glob("known-*"), *mine.glob("index-*")):
        if path != mine and time.time() - path.stat().st_mtime > MONTH:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


def digest(content: bytes, *how: str | None) -> bytes:
    """The digest of a file's content and of how it is read."""
    made = blake2b(repr(how).encode(), digest_size=SIZE)
    made.update(content)
    return made.digest()


def setup(config: Config) -> str:
    """What stands for all that findings depend on beside the content."""
    made = blake2b(f"{__version__} {sys.version} {releases(LIBRARIES)}".encode("utf-8", "replace"), digest_size=SIZE)
    made.update("\0".join(shipped.files()).encode(errors="surrogateescape"))
    for path in _code():
        status = os.stat(path)  # noqa: PTH116 - they are hundreds
        made.update(f"\0{path}\0{status.st_size}\0{status.st_mtime_ns}".encode(errors="surrogateescape"))
    for given in _given(config):
        with suppress(NewslintError):  # it is told when it is used
            made.update(f"\0{given}\0".encode(errors="surrogateescape") + read_bytes(given, ConfigError, MOST_WORDS))
    made.update(config.identity)
    if config.profile:
        with suppress(NewslintError):
            made.update(sealed(Path(config.profile)).encode())
    return made.hexdigest()


def _code() -> Iterator[str]:
    """newslint's own files, in an order that is always the same."""
    for top in (Path(__file__).parents[2], home()):
        for folder, folders, names in os.walk(top):
            folders.sort()
            yield from (f"{folder}/{name}" for name in sorted(names) if name.endswith((".py", ".yaml")))


def _given(config: Config) -> Iterator[Path]:
    """The user's own rules and word lists."""
    for path in map(Path, dict.fromkeys([*config.rules, *config.accept_files, *config.phrase_files])):
        yield from sorted(path.glob("*.yaml")) if path.is_dir() else [path]
