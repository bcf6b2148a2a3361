"""The journal: what newslint changed in which file, so that it can be undone to the byte.

A run is a folder of `.newslint/journal/`, in it a file for each process that wrote: lines of JSON, the first of which
says what was run. The changes of a text file come as edits, then as a `Replaced` with what makes the old file out of
the new one. That line, and the seal that signs it with the user's key, is on the disk before the file is replaced: of a
run that is killed in between, the files that still are what they were need no undoing. Edits without a `Replaced` after
them are of a file that never was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import msgspec

from newslint import __version__
from newslint.files import writing
from newslint.files.parts import Change, Fields, Source
from newslint.model.errors import ReadError
from newslint.model.findings import Cause
from newslint.run.journal import delta, key, place
from newslint.run.journal.delta import Patch
from newslint.run.journal.place import folder
from newslint.run.journal.signature import Signature


class Run(msgspec.Struct, frozen=True, kw_only=True, tag="run"):
    """What was run, when, in which folder. `undoes` names the run that this one undid, `rules` which of its rules;
    `part`: not all. `inode` is the folder's number, which stays when the folder is moved.
    """

    id: str
    started: str
    root: str = ""
    inode: int = 0
    command: list[str] = []
    newslint: str = __version__
    undoes: str | None = None
    rules: list[str] = []
    part: bool = False


class Edited(msgspec.Struct, frozen=True, kw_only=True, tag="edit"):
    """A change of one text: its characters from `start` on were `old` and are `new` now; offsets of the old text."""

    record: int | None = None
    field: str | None = None
    start: int
    old: str
    new: str
    causes: list[Cause] = []


class Replaced(msgspec.Struct, frozen=True, kw_only=True, tag="file"):
    """A file that was replaced; the edits before it are its own. `before` and `after` are digests of its content.

    `size` is how many bytes the old content has. `delta` makes it of the new one; where that is too much, `original` is
    the old file, in the run's folder. `adds`: its texts are as they were and got fields beside them, by no edits.
    """

    path: str
    format: str
    encoding: str | None = None
    fields: Fields = Fields()
    before: str = ""
    after: str = ""
    edits: int = 0
    size: int = 0
    delta: list[Patch] | None = None
    original: str | None = None
    adds: bool = False


class Void(msgspec.Struct, frozen=True, kw_only=True, tag="void"):
    """The file announced last was not replaced after all."""


Entry = Run | Edited | Replaced | Void


def begun(
    command: Sequence[str], root: Path, *, undoes: str | None = None, rules: Sequence[str] = (), part: bool = False
) -> Run:
    """A run that begins now in a folder, with an id that no other has."""
    now, real = datetime.now(timezone.utc), root.resolve()
    return Run(
        id=f"{now:%Y%m%d-%H%M%S}-{os.urandom(3).hex()}",
        started=f"{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        root=real.as_posix(),
        inode=real.stat().st_ino,
        command=list(command),
        undoes=undoes,
        rules=list(rules),
        part=part,
    )


class Journal:
    """Writes a run's journal, in a file for each process. The run's folder is made when there is something to say."""

    def __init__(self, root: Path, run: Run) -> None:
        self.root = root
        self.run = run
        self._process: int | None = None
        self._file: BinaryIO | None = None
        self._signature: Signature | None = None
        self._parts = self._kept = 0
        self._sealed: Path | None = None

    def __reduce__(self) -> tuple[type[Journal], tuple[Path, Run]]:
        return Journal, (self.root, self.run)

    @property
    def folder(self) -> Path:
        """The run's folder."""
        return folder(self.root) / self.run.id

    def seal(
        self, source: Source, format: str, path: Path, new: Path, changes: Iterable[Change], *, adds: bool = False
    ) -> None:
        """Put on the disk what makes the old content of `path`, which `source` opens, of `new`; which `adds` fields, or
        has the changes made. Raises ReadError.
        """
        told = Replaced(
            path=_within(self.root, path), format=format, encoding=source.encoding, fields=source.fields, adds=adds
        )
        try:
            self._seal(told, source.open, path, new, edited(() if adds else changes))
        except OSError as error:
            self._abandon()
            raise ReadError(
                f"{source.name}: the journal in {self.folder} can't be written: {error.strerror or error}; "
                "left as it was (--no-journal does without)"
            ) from error

    def _seal(
        self, told: Replaced, old: Callable[[], BinaryIO], path: Path, new: Path, edits: Iterable[Edited]
    ) -> None:
        self._sealed = None
        count = self._add(edits)
        with old() as before, new.open("rb") as after:
            patches, size = delta.between(before, after), os.fstat(before.fileno()).st_size
        told = msgspec.structs.replace(
            told,
            before=digest(old),
            after=digest(lambda: new.open("rb")),
            edits=count,
            size=size,
            delta=patches,
            original=None if patches is not None else self._keep(path),
        )
        self._add([told])
        self._sign()
        self._sealed = path

    def void(self, path: Path) -> None:
        """Tell that a file was not replaced after all, if it has been announced."""
        if self._sealed != path:
            return
        with suppress(OSError):
            self._add([Void()])
            self._sign()

    def _add(self, entries: Iterable[Entry]) -> int:
        out, signature = self._open()
        count = 0
        for entry in entries:
            out.write(signature.add(_line(entry)))
            count += 1
        return count

    def _sign(self) -> None:
        """Sign what has been added, and have it on the disk."""
        out, signature = self._open()
        out.write(signature.seal())
        out.flush()
        os.fsync(out.fileno())

    def _open(self) -> tuple[BinaryIO, Signature]:
        if self._file is None or self._signature is None or self._process != os.getpid():
            self._process, self._parts = os.getpid(), self._parts + 1
            secret = key.made()
            place.made(self.root, self.run.id)
            path = self.folder / f"{self._process}-{self._parts}.jsonl"
            self._file, self._signature = path.open("xb"), Signature(secret, path.name)
            self._file.write(self._signature.add(_line(self.run)))
            self._file.write(self._signature.seal())
            writing.sync(self.folder)
            writing.sync(self.folder.parent)
        return self._file, self._signature

    def _abandon(self) -> None:
        """Go on in a new file: the end of this one may be half a line."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()

    def _keep(self, path: Path) -> str:
        """Keep the old file: by another name for it, which costs nothing, else by a copy."""
        self._kept += 1
        name = f"{os.getpid()}-{self._kept}.original"
        try:
            os.link(path, self.folder / name)
        except OSError:
            shutil.copyfile(path, self.folder / name)
        writing.sync(self.folder)
        return name


def edited(changes: Iterable[Change]) -> Iterator[Edited]:
    """A file's changes as the journal has them."""
    for change in changes:
        for edit, old, causes in zip(change.edits, change.old, change.causes, strict=True):
            yield Edited(
                record=change.record, field=change.field, start=edit.start, old=old, new=edit.new, causes=causes
            )


def digest(open: Callable[[], BinaryIO]) -> str:
    """A digest of a file's content."""
    found = blake2b(digest_size=20)
    with open() as file:
        while block := file.read(delta.BLOCK):
            found.update(block)
    return found.hexdigest()


def _within(root: Path, path: Path) -> str:
    """A path as the journal has it: relative to the journal's root where it is below, else whole."""
    root = root.resolve()
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _line(entry: Entry) -> bytes:
    """An entry as a line. By the standard library, as texts may hold lone surrogates, which msgspec does not write."""
    return json.dumps(msgspec.to_builtins(entry), separators=(",", ":")).encode("ascii") + b"\n"
