"""What a run is about: the files to check, each with its configuration, and what was left out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.config.config import Config
from newslint.run.outcome import WHOLE, Scope

if TYPE_CHECKING:
    from newslint.run.changed import Changed


class File(msgspec.Struct, frozen=True, gc=False):
    """A file to check: its path as messages show it, its format, its size, and which configuration is for it.

    `named` says whether the user named it, rather than its folder; `scope` what of it is in question. `abroad`:
    it is a link, found in a folder, that leads out of it; what it leads to is read and never written. `state`, of one
    that was found in a folder, is what is the same while nobody changes it.
    """

    path: str
    format: str
    size: int
    config: int
    named: bool = False
    scope: Scope = WHOLE
    abroad: bool = False
    state: bytes = b""


class Plan(msgspec.Struct, kw_only=True):
    """The files to check, the configurations that they point to, and how many files were left out for which reason.

    `folders` are those that the user named; `troubles` tell of folders that could not be listed; `leftovers` are files
    that a newslint left half-written, or is writing now.
    """

    files: list[File] = []
    configs: list[Config] = []
    skipped: Counter[str] = msgspec.field(default_factory=Counter)
    folders: list[str] = []
    troubles: list[str] = []
    leftovers: list[Path] = []


def narrowed(plan: Plan, changes: Mapping[str, Changed]) -> Plan:
    """A plan of the files that have changes, and of these only what the changes touch."""
    kept = [
        msgspec.structs.replace(file, scope=msgspec.structs.replace(file.scope, changed=changes[file.path]))
        for file in plan.files
        if file.path in changes
    ]
    skipped = plan.skipped + Counter(unchanged=len(plan.files) - len(kept))
    return msgspec.structs.replace(plan, files=kept, skipped=skipped)


def chunks(files: Iterable[File], bytes: int, alone: Callable[[File], bool] = lambda _: False) -> Iterator[list[File]]:
    """The files, in order, in portions of about so many bytes, for processes to share; some go `alone`."""
    batch: list[File] = []
    size = 0
    for file in files:
        apart = alone(file)
        if batch and apart:
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
        if apart or size >= bytes or len(batch) >= 200:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
