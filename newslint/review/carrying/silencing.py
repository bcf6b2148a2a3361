"""Entries of sidecars for what is right as it is: each says as much as is meant, and once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from newslint.config.sidecar import Sidecars
from newslint.config.sidecar_entry import cut, entry, wide
from newslint.model.documents import Origin
from newslint.model.findings import Finding
from newslint.review.carrying.outcome import Edits, Silent, around
from newslint.run import suppressing

REASON = "reviewed: right as it is"
"""Why something is suppressed where nobody says why."""

Others = Callable[[Silent], set[str]]
"""The files in which something reads the same, by the same rule, of which the decision says nothing."""


class New(msgspec.Struct, frozen=True):
    """An entry for the sidecar at a path, and the articles that it is for, as the queue calls them."""

    path: Path
    text: str
    articles: frozenset[str]


def entries(silent: Iterable[Silent], made: Edits, others: Others, path: Callable[[str], str]) -> Iterator[New]:
    """The entries for findings in texts in which edits were made; `path` gives a file's own path for its name.

    Raises ConfigError for sidecars that can't be read.
    """
    homes, groups = _Homes(path), defaultdict[tuple[str, ...], list[Silent]](list)
    for one in silent:
        finding = one.item.finding
        if one.wide:
            groups[one.decision, one.why, finding.rule, " ".join(finding.match.split())].append(one)
        else:
            yield _narrow(one, made, homes)
    for alike in groups.values():
        foreign = others(alike[0])
        yield from (_narrow(one, made, homes) for one in alike if one.item.finding.path in foreign)
        rest = [one for one in alike if one.item.finding.path not in foreign]
        yield from _once(rest, foreign, homes) if rest else ()


def _once(alike: Sequence[Silent], foreign: set[str], homes: _Homes) -> Iterator[New]:
    """An entry that says it once: for the folder that is the site, else for the files; one for each sidecar."""
    first = alike[0]
    by_home: dict[Path, dict[str, None]] = defaultdict(dict)
    for one in alike:
        by_home[homes.of(one.item.finding.path)][one.item.finding.path] = None
    for home, names in by_home.items():
        folder = _folder(first.item.what.site, [*names], foreign, homes)
        files = [homes.path(name) for name in names]
        shown = msgspec.structs.replace(first.item.shown, finding=homes.real(first.item.finding))
        text = wide(shown, [folder] if folder else files, home, first.why or REASON)
        yield New(home, text, frozenset(names))


def _folder(site: str, names: Sequence[str], foreign: set[str], homes: _Homes) -> str | None:
    """The folder, with a `/` at its end, that is the site of some files, and in which nothing else reads so."""
    folders = {_named(site, homes.path(name)) for name in names}
    if len(folders) != 1 or None in folders:
        return None
    (folder,) = folders
    inside = Path(folder or "").absolute()
    return None if any(Path(homes.path(name)).absolute().is_relative_to(inside) for name in foreign) else folder


def _named(site: str, file: str) -> str | None:
    """The nearest folder above a file that is called as its site is; None where the site is told by something else."""
    whole = Path(file).absolute()
    if not site or Origin(whole.as_posix()).folder != site:
        return None
    return next((f"{folder.as_posix()}/" for folder in whole.parents if folder.name == site), None)


def _narrow(one: Silent, made: Edits, homes: _Homes) -> New:
    """An entry for one finding alone, with what stands around it once its neighbours are mended."""
    finding = one.item.finding
    edits = made.get(finding.path, {}).get((finding.record, finding.field), ())
    shown = around(cut(one.item.shown, one.item.room), [mended.edit for mended in edits])
    home = homes.of(finding.path)
    real = msgspec.structs.replace(shown, finding=homes.real(shown.finding))
    return New(home, entry(real, home, one.why or REASON), frozenset({finding.path}))


class _Homes:
    """Which sidecar is for a file."""

    def __init__(self, path: Callable[[str], str]) -> None:
        self._sidecars = Sidecars()
        self._known: dict[Path, Path] = {}
        self.path = path

    def of(self, name: str) -> Path:
        """The sidecar for a file. Raises ConfigError."""
        folder = Path(self.path(name)).absolute().parent
        if folder not in self._known:
            self._known[folder] = suppressing.sidecar_of(self._sidecars, folder)
        return self._known[folder]

    def real(self, finding: Finding) -> Finding:
        """The finding with its file's own path."""
        return msgspec.structs.replace(finding, path=self.path(finding.path))
