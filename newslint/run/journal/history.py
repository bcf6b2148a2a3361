"""What journals tell: the runs there were, what each changed. Only what this user's key has signed is believed."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import takewhile
from pathlib import Path

import msgspec

from newslint.run.journal import key
from newslint.run.journal.journal import Edited, Entry, Replaced, Run, Void
from newslint.run.journal.place import folder, is_folder, opened
from newslint.run.journal.signature import SEAL, signed

HEAD_BYTES = 16_000_000
"""The first line holds the command, of which systems allow some 2 MB, spelt out at six bytes a character at most. Of a
journal that nobody has signed, no line may be longer.
"""


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A file as a run left it: how it was replaced, and the edits of its texts."""

    replaced: Replaced
    edits: list[Edited]


class Stranger(msgspec.Struct, frozen=True, kw_only=True):
    """A run that is not believed, and why."""

    run: Run
    why: str


def runs(root: Path) -> list[Run]:
    """This user's runs in this folder, the oldest first: by the time that each was signed with, whatever others say.

    Raises ConfigError for a key that can't be used.
    """
    return [run for run, why in heads(root) if not why]


def strangers(root: Path) -> list[Stranger]:
    """The runs that somebody else's journals tell of, or journals of another folder. Raises ConfigError."""
    return [Stranger(run=run, why=why) for run, why in heads(root) if why]


def heads(root: Path) -> list[tuple[Run, str]]:
    """Every run that there is a journal of, and why it is not believed. What is no journal is passed over.

    Raises ConfigError.
    """
    secret, found = key.known(), list[tuple[Run, str]]()
    for entry in _folders(root):
        parts = journals(entry)
        own = next((run for part in parts for run in _first(_signed(part, secret), entry.name)), None)
        told = own or next((run for part in parts for run in _first(_lines(part), entry.name)), None)
        if told is not None:
            found.append((told, _doubt(root, told) if own else "not signed by you on this machine"))
    return sorted(found, key=lambda one: (one[0].started, one[0].id))


def _folders(root: Path) -> list[Path]:
    parent = folder(root)
    with suppress(OSError):
        if is_folder(parent.parent) and is_folder(parent):
            return sorted(entry for entry in parent.iterdir() if is_folder(entry))
    return []


def _first(lines: Iterator[bytes], id: str) -> Iterator[Run]:
    """The run that a journal begins with, if it is called so."""
    line = next(lines, b"")
    entry = _entry(line) if len(line) < HEAD_BYTES else None
    if isinstance(entry, Run) and entry.id == id:
        yield entry


def _doubt(root: Path, run: Run) -> str:
    """Why a run that is signed is not one of this folder. One that was moved keeps its number."""
    real = root.resolve()
    if run.root == real.as_posix() or run.inode == real.stat().st_ino:
        return ""
    return f"made in {run.root}, of which this is a copy"


def files(root: Path, run: Run, *, edits: bool = True) -> Iterator[Whole]:
    """The files that one of this user's runs replaced; without `edits`, faster and without them. Raises ConfigError."""
    secret = key.known()
    for part in journals(folder(root) / run.id):
        lines = _signed(part, secret, edits=edits)
        if list(_first(lines, run.id)):
            yield from _wholes(map(_entry, lines), edits=edits)


def claimed(root: Path, run: Run) -> Iterator[Whole]:
    """The files that a run replaced, as a journal says that nobody has signed: to be read, not to be acted on."""
    for part in journals(folder(root) / run.id):
        yield from _wholes((_entry(line) for line in _lines(part) if not line.startswith(SEAL)), edits=True)


def _wholes(entries: Iterable[Entry | None], *, edits: bool) -> Iterator[Whole]:
    pending: list[Edited] = []
    last: Whole | None = None
    for entry in entries:
        if isinstance(entry, Edited):
            pending.append(entry)
        elif isinstance(entry, Void):
            last = None
        elif isinstance(entry, Replaced):
            if last is not None:
                yield last
            first = max(len(pending) - entry.edits, 0) if edits else 0  # before it, those of a file given up
            own = pending[first:]
            last, pending = Whole(replaced=entry, edits=own), []
    if last is not None:
        yield last


def journals(folder: Path) -> list[Path]:
    """The journals of a run's folder."""
    with suppress(OSError):
        return sorted(path for path in folder.glob("*.jsonl") if _is_file(path))
    return []


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _signed(file: Path, secret: bytes | None, *, edits: bool = True) -> Iterator[bytes]:
    """The lines that the user has signed; without `edits`, none of those."""
    if secret is None:
        return iter(())
    return signed(
        _lines(file, signed=True), secret, file.name, lambda line: edits or not line.startswith(b'{"type":"edit"')
    )


def _lines(file: Path, *, signed: bool = False) -> Iterator[bytes]:
    """The lines of a file, up to one that is too long to be one; where they are `signed`, only the first is asked."""
    with suppress(OSError), opened(file) as lines:
        first = lines.readline(HEAD_BYTES)
        if len(first) < HEAD_BYTES:
            yield first
            yield from lines if signed else takewhile(_ends, iter(partial(lines.readline, HEAD_BYTES), b""))


def _ends(line: bytes) -> bool:
    return line.endswith(b"\n")


def _entry(line: bytes) -> Entry | None:
    """The entry of a line. The last one may be cut off by a crash: what it was to announce never came to be."""
    try:
        entry: Entry = msgspec.convert(json.loads(line), Entry)
        return entry
    except (ValueError, RecursionError, msgspec.ValidationError):
        return None
