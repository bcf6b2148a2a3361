"""Files written anew with what a person decided, each whole or not at all, and on record for `newslint undo`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from newslint.config.config import Config
from newslint.files import formats
from newslint.files.parts import Change, Shard
from newslint.model.documents import Document
from newslint.model.edits import splice
from newslint.model.errors import ReadError
from newslint.model.findings import Edit
from newslint.model.newlines import Newlines
from newslint.review.carrying.outcome import Mended, Place
from newslint.run import work
from newslint.run.outcome import Outcome, Task
from newslint.run.plan import File


def mend(file: File, config: Config, task: Task, edits: Mapping[Place, Sequence[Mended]]) -> Outcome:
    """One file with edits made in its texts; its troubles tell why nothing was written, if so. `task` has the journal.

    An edit counts only where the text still reads as it did when it was decided; else nothing of the file is written.
    """
    split = work.split(file, config, msgspec.structs.replace(task, fix=True, write=True))
    found: set[Place] = set()
    for shard in split.shards():
        outcome, changes = Outcome(path=file.path), list[Change]()
        try:
            changes = list(_changes(shard, file.format, edits, found))
        except Exception as error:  # told with the file's name, as a run does
            outcome = outcome.failed(error)
        split.add(outcome, changes)
    if not split.outcome.skipped and set(edits) - found:
        split.outcome = split.outcome.failed(_moved(file.path))
    return split.end()


def _changes(shard: Shard, format: str, edits: Mapping[Place, Sequence[Mended]], found: set[Place]) -> Iterator[Change]:
    for item in formats.get(format).read(shard):
        place = (item.origin.record, item.origin.field) if isinstance(item, Document) else None
        if place is None or place not in edits or not isinstance(item, Document):
            continue
        found.add(place)
        yield _change(item, edits[place])


def _change(document: Document, wanted: Sequence[Mended]) -> Change:
    """What becomes of a document. Raises ReadError where it reads otherwise by now, or can't say the new text."""
    edits = [_as_there(one, document.text) for one in wanted]
    old = [document.text[edit.start : edit.end] for edit in edits]
    if any(_plain(found) != _plain(one.old) for found, one in zip(old, wanted, strict=True)):
        raise _moved(document.origin.place)
    refuses = document.medium.refuses
    refused = refuses(splice(document.text, edits)) if refuses else None
    if refused:
        raise ReadError(f"{document.origin.place}: left as it is: {refused}")
    origin, causes = document.origin, [[one.cause] for one in wanted]
    return Change(edits=edits, record=origin.record, field=origin.field, old=old, causes=causes)


def _plain(text: str) -> str:
    """A text as findings tell it: a CR LF is one line break."""
    return text.replace("\r\n", "\n")


def _as_there(one: Mended, text: str) -> Edit:
    """An edit; what a person wrote has the line breaks that the text has."""
    return msgspec.structs.replace(one.edit, new=broken(one.edit.new, text)) if one.by_hand else one.edit


def broken(new: str, text: str) -> str:
    """What was written in a browser, with the line breaks that most lines of a text end in.

    >>> broken("a\\nb", "c\\r\\nd\\r\\n"), broken("a\\r\\nb", "c\\nd"), broken("a\\nb", "c\\rd")
    ('a\\r\\nb', 'a\\nb', 'a\\rb')
    """
    plain = _plain(new).replace("\r", "\n")
    alone = "\r" in text and "\n" not in text
    return plain.replace("\n", "\r") if alone else Newlines(text).ending(plain)


def _moved(place: str) -> ReadError:
    return ReadError(f"{place}: changed since it was checked; left as it is, its decisions wait for the next review")
