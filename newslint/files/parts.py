"""What travels between files and documents: sources, shards of them, changes, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Union

import msgspec

from newslint.files.beside import Beside
from newslint.model.findings import Cause, Edit

if TYPE_CHECKING:
    from newslint.model.documents import Document

SHARD_BYTES = 1_000_000
"""About so much of a file of records is in memory, for each process, and is a process's work at a time: a second's."""


BRIEF_FIELDS = ("title", "headline", "subtitle", "summary", "description", "lead", "abstract", "teaser")


TEXT_FIELDS = ("text", "content", "body", "article", "fulltext", "maintext", "paragraphs", *BRIEF_FIELDS)


LANG_FIELDS = ("lang", "language")


ID_FIELDS = ("id", "url", "link", "guid", "uri")
"""What fields are called where nobody says it: the names that scrapers and feeds use. What is brief is no article."""


SITE_FIELDS, ADDRESS_FIELDS = ("site", "domain", "hostname"), ("url", "link", "guid", "uri")
"""What fields are called that name the site; where there is none, the host of an address names it."""


DAY_FIELDS = (
    *("date", "published", "published_at", "date_published", "datePublished", "publish_date", "pub_date", "pubDate"),
    *("date_publish", "publication_date", "datetime", "timestamp", "created_at"),
)
"""What fields are called that tell when an article was published."""


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """Which fields of a record hold its texts, and say its language, identity and site. Empty: the usual names."""

    text: tuple[str, ...] = ()
    lang: str | None = None
    id: str | None = None
    site: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file to read: what messages call it, a way to open it anew, and what the user says of it."""

    name: str
    open: Callable[[], BinaryIO]
    encoding: str | None = None
    fields: Fields = Fields()


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a file: its bytes, the number of its first record, and what the format must know of the whole file.

    `encoding` is the text's, if it is known; `head` is what the file begins with, such as the names of columns.
    """

    name: str
    data: bytes
    first: int = 1
    encoding: str | None = None
    fields: Fields = Fields()
    head: bytes = b""


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """A record that can't be read: why, and what stands there. `column` counts code points from 1."""

    record: int
    reason: str
    column: int = 1
    match: str = ""


class Wordless(msgspec.Struct, frozen=True, kw_only=True):
    """A record without any of the fields that hold texts; `names` are the fields that it has."""

    record: int
    names: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one document: edits of its text, sorted by start, none overlapping.

    For the journal, of each edit: the text that it replaces, and what caused it. `beside` is what else fields beside
    the text tell, where such are asked for.
    """

    edits: list[Edit]
    record: int | None = None
    field: str | None = None
    old: list[str] = []
    causes: list[list[Cause]] = []
    beside: Beside | None = None


Read = Union["Document", Unreadable, Wordless]
