"""A profile: what a corpus shows, learned from articles, kept in one file, asked for each line of a document.

>>> profile = learn([("gazette.example", f"The {it} is open.\\nRead on") for it in ("port", "mill")], lang="en")
>>> known = profile.of("gazette.example")
>>> known.articles, known.entry("read on").articles, known.entry("The port is open.")
(2, 2, None)
"""

from __future__ import annotations

import mmap
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import msgspec

from newslint.cache import store
from newslint.evidence import language
from newslint.model.documents import Origin
from newslint.model.errors import ConfigError
from newslint.profile import ledger
from newslint.profile.articles import Article, leaf_of, packed
from newslint.profile.image import LEAVES, Image, mapped, write
from newslint.profile.keys import SIZE, key
from newslint.profile.reduction import ENTRY, Entry, Reduction, Site
from newslint.profile.sites import site_of
from newslint.profile.spill import Spill

ORIGIN = "origin"
"""The section that says how the site of a text was told."""


class Known:
    """What a profile knows of one site, or of all together: a text's line is asked for by what it says."""

    def __init__(self, site: Site, entries: memoryview, texts: memoryview, *, every: bool) -> None:
        self.name, self.articles, self.copies = site.name, site.articles, site.copies
        self.is_all = every
        self._entries = entries[site.start * ENTRY.size : site.stop * ENTRY.size]
        self._texts = texts

    def __len__(self) -> int:
        return len(self._entries) // ENTRY.size

    def entry(self, line: str) -> Entry | None:
        """What is known of a line; None if it stands in no two articles."""
        digest = key(line)
        return None if digest is None else self.get(digest)

    def get(self, digest: bytes) -> Entry | None:
        """What is known by a key; None if nothing is."""
        at = bisect_left(range(len(self)), digest, key=self._digest)
        return self._entry(at) if at < len(self) and self._digest(at) == digest else None

    def __iter__(self) -> Iterator[tuple[bytes, Entry]]:
        """All entries with their keys, in the order of these."""
        return ((self._digest(at), self._entry(at)) for at in range(len(self)))

    def _digest(self, at: int) -> bytes:
        start = at * ENTRY.size
        return bytes(self._entries[start : start + SIZE])

    def _entry(self, at: int) -> Entry:
        fields: tuple[Any, ...] = ENTRY.unpack_from(self._entries, at * ENTRY.size)
        *numbers, offset = fields[1:]
        size = int.from_bytes(self._texts[offset : offset + 2], "big")
        return Entry._make((*numbers, str(self._texts[offset + 2 : offset + 2 + size], "utf-8", "replace")))


class Profile:
    """What a corpus shows. It never changes, can be pickled, and its file is shared by all processes that map it.

    `seal` tells it from any that knows something else; `by` says how the site of a text was told.
    """

    def __init__(self, data: bytes | mmap.mmap, path: Path | None = None) -> None:
        self._data, self._path = data, path
        self._image = Image(data, str(path or "profile"))
        self.seal = self._image.seal
        self.by = str(self._image.section(ORIGIN), "utf-8")
        every, sites = store.unpack(bytes(self._image.section("sites")), tuple[Site, list[Site]])
        self._all = every
        self._sites = {site.name: site for site in sites}
        self._known: dict[str | None, Known] = {}

    @classmethod
    def load(cls, path: str | Path) -> Profile:
        """The profile in a file. Raises ConfigError where there is none, or it is damaged."""
        return cls(mapped(Path(path)), Path(path))

    @classmethod
    def merge(cls, profiles: Iterable[Profile]) -> Profile:
        """What all the articles of several profiles show. Raises ConfigError for one that was saved without them."""
        profiles = list(profiles)
        ways = {profile.by for profile in profiles}
        leaves = Spill(chain.from_iterable(profile.leaves() for profile in profiles))
        return made(leaves, ways.pop() if len(ways) == 1 else "")

    def save(self, path: str | Path, *, compact: bool = False) -> None:
        """Write it into a file, whole or not at all. A `compact` one is smaller, and nothing can be added to it.

        Raises OSError.
        """
        path = Path(path)
        beside = path.with_name(f".{path.name}.new-{os.getpid()}")
        try:
            with beside.open("xb") as out:
                out.writelines([self._without_leaves()] if compact else _pieces(self._data))
                out.flush()
                os.fsync(out.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def _without_leaves(self) -> bytes:
        import io

        out = io.BytesIO()
        write(out, [(name, [bytes(self._image.section(name))]) for name in self._image.names if name != LEAVES])
        return out.getvalue()

    def leaves(self) -> Iterator[bytes]:
        """What it was learned from, packed, in order. Raises ConfigError for a compact one."""
        if LEAVES not in self._image:
            raise ConfigError(f"{self._path or 'profile'}: was saved without its articles; nothing can be added to it")
        return ledger.leaves(self._image.section(LEAVES))

    @property
    def sites(self) -> tuple[str, ...]:
        """The names of the sites, in order."""
        return tuple(self._sites)

    @property
    def articles(self) -> int:
        """How many articles it was learned from; copies count once."""
        return self._all.articles

    @property
    def copies(self) -> int:
        """How many copies of other articles it met beside them."""
        return self._all.copies

    def of_origin(self, origin: Origin) -> Known:
        """What is known of the site that a text is from, told as it was when it was learned."""
        return self.of(site_of(origin, self.by))

    def of(self, site: str | None) -> Known:
        """What is known of a site; of one that is not known, or not said, what is known of all together."""
        mine = site if site in self._sites else None
        if mine not in self._known:
            entries, texts = self._image.section("entries"), self._image.section("texts")
            place = self._all if mine is None else self._sites[mine]
            self._known[mine] = Known(place, entries, texts, every=mine is None and len(self._sites) > 1)
        return self._known[mine]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self.seal == other.seal

    def __hash__(self) -> int:
        return hash(self.seal)

    def __repr__(self) -> str:
        sites = "1 site" if len(self._sites) == 1 else f"{len(self._sites):,} sites"
        return f"<Profile of {self.articles:,} articles of {sites}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """What it knows travels, without what it was learned from: its file need not be where it arrives."""
        return Profile, (self._without_leaves(),)


def _pieces(data: bytes | mmap.mmap) -> Iterator[bytes]:
    """The bytes, piece by piece; what was read of a file gives its memory back."""
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
        if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            data.madvise(mmap.MADV_DONTNEED, start, min(PIECE, len(data) - start))


PIECE = 1 << 22
"""Bytes that are copied at a time."""


def learn(articles: Iterable[tuple[str, str] | Article], *, lang: str | None = None, by: str | None = None) -> Profile:
    """What articles show, each given as its site and its text, or as an `Article`. Any iterable; it is streamed.

    `lang` is the language of all, or None to tell it for each; `by` is noted as how their sites were told.
    """
    return made(Spill(map(packed_leaf(lang), articles)), by or "")


def packed_leaf(lang: str | None = None) -> Callable[[tuple[str, str] | Article], bytes]:
    """What makes a packed leaf of an article: the map that an engine can run elsewhere."""

    def leaf(article: tuple[str, str] | Article) -> bytes:
        one = article if isinstance(article, Article) else Article(article[1], article[0])
        code = language.named(one.lang) or lang or language.detect(one.text)
        return packed(leaf_of(msgspec.structs.replace(one, lang=code), code, language.get(code)))

    return leaf


def made(leaves: Spill, by: str) -> Profile:
    """The profile of packed leaves: the reduction of what engines mapped."""
    sections = chain([(ORIGIN, [by.encode()])], Reduction(leaves).sections(), [(LEAVES, ledger.put(leaves))])
    with TemporaryFile(prefix="newslint-") as out:
        write(out, sections)
        out.flush()
        leaves.close()
        return Profile(mmap.mmap(out.fileno(), 0, access=mmap.ACCESS_READ))
