"""Which files to check: folders and globs to files, without those that are ignored, hidden or of no known format.

It lists and never reads an article. `.gitignore` counts as it does for git: the deepest file that says something of a
path decides, up to the top of the repository.
"""

from __future__ import annotations

import glob as globbing
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cache import index
from newslint.config.config import Config
from newslint.config.paths import rooted
from newslint.config.project.nearest import Settings
from newslint.files import formats
from newslint.files.writing import BESIDE, FOLDER
from newslint.model.errors import ConfigError
from newslint.run.gitignore import Ignores
from newslint.run.outcome import WHOLE, Scope
from newslint.run.plan import File, Plan

if TYPE_CHECKING:
    from newslint.config.sidecar import Sidecars


OWN = ("newslint.toml", ".newslint.toml", "newslint-baseline.json", "newslint.ignore.yaml", "newslint.decisions.jsonl")
"""Files of newslint's own that lie among articles; of another name they are told by the configuration."""


def plan(
    paths: Sequence[str], settings: Settings, *, force_exclude: bool = False, sidecars: Sidecars | None = None
) -> Plan:
    """What to check for the paths that a user gives: files, folders, globs.

    A file that is named is checked even if it is hidden or ignored; `exclude` holds for it with `force_exclude` only.
    That one can't be checked is trouble, unless another program named it (`force_exclude`) or a glob did. Raises
    ConfigError for a path that does not exist, and for what can't be used in a configuration.
    """
    planned = _Planner(settings, sidecars)
    for path, named in _expanded(paths):
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where one may not look
            planned.folder(path)
        else:
            planned.file(path, named=named and not force_exclude, force_exclude=force_exclude)
    return planned.plan


def _expanded(paths: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The paths that are there, and whether they were named: not those that a glob finds. Raises ConfigError."""
    missing = []
    for path in paths:
        if os.path.lexists(path):
            yield path, True
            continue
        found = sorted(globbing.glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not found:
            missing.append(path)
        yield from ((one, False) for one in found)
    if missing:
        raise ConfigError("\n".join(f"{path}: no such file or folder" for path in missing))


class _Planner:
    def __init__(self, settings: Settings, sidecars: Sidecars | None) -> None:
        self.plan = Plan()
        self._sidecars = sidecars
        self._settings = settings
        self._seen: set[str] = set()
        self._numbers: dict[bytes, int] = {}

    def file(self, path: str, *, named: bool, force_exclude: bool) -> None:
        """Plan a file that is no folder's; `named`: by the user."""
        config = self._settings.of(Path(path).parent)
        if force_exclude and config.excludes(path):
            self.plan.skipped["excluded"] += 1
            return
        format, real = formats.name_of(path) or (None if Path(path).suffix else formats.PLAIN), os.path.realpath(path)
        wrong = _wrong(path, real, format) if named else ""
        if wrong:
            self.plan.troubles.append(wrong)
            return
        self._add(path, real, config, format, _status(Path(path)), named=named)

    def folder(self, top: str) -> None:
        """Plan what a folder holds, at any depth, in the order of the paths."""
        self.plan.folders.append(top)
        stack = [(os.path.normpath(top), Ignores.above(Path(top)))]
        while stack:
            folder, outer = stack.pop()
            looked = self._looked(folder, outer)
            if looked is None:
                continue
            entries, ignores = looked
            config = self._settings.of(folder)
            folders, real = [], os.path.realpath(folder)
            prefix = "" if folder == os.curdir else f"{folder}/"
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if not (_hidden(entry) or ignores.hide(path, folder=True) or config.excludes(path, folder=True)):
                        folders.append((path, ignores))
                elif _is_file(entry):
                    self._walked(top, real, path, entry, config, ignores)
            stack += reversed(folders)

    def _looked(self, folder: str, outer: Ignores) -> tuple[list[os.DirEntry[str]], Ignores] | None:
        """What a folder holds, and what is ignored there; None where that can't be told, and so all is left alone."""
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name), outer.inside(Path(folder))
        except OSError as error:
            self.plan.troubles.append(f"{folder}: can't be listed: {error.strerror}")
        except ConfigError as error:
            self.plan.troubles.append(f"{error}; its folder is left out")
        return None

    def _walked(
        self, top: str, folder: str, path: str, entry: os.DirEntry[str], config: Config, ignores: Ignores
    ) -> None:
        """Plan a file of the folder whose real path is `folder`. A large corpus has many: this makes no Path."""
        if entry.name in OWN or (config.baseline and rooted(path) == rooted(config.baseline)):
            return
        if entry.name.startswith(BESIDE):
            self.plan.leftovers.append(Path(path))
        elif _hidden(entry):
            self.plan.skipped["hidden"] += 1
        elif ignores.hide(path):
            self.plan.skipped["ignored"] += 1
        elif config.excludes(path):
            self.plan.skipped["excluded"] += 1
        else:
            linked = entry.is_symlink()
            real = os.path.realpath(path) if linked else f"{folder}{os.sep}{entry.name}"
            abroad = linked and _leaves(path, top)
            status = _status(entry)
            state = index.state(status) if status else b""
            self._add(path, real, config, formats.name_of(entry.name), status, abroad=abroad, state=state)

    def _add(
        self,
        path: str,
        real: str,
        config: Config,
        format: str | None,
        status: os.stat_result | None,
        *,
        named: bool = False,
        abroad: bool = False,
        state: bytes = b"",
    ) -> None:
        if real in self._seen:
            return
        self._seen.add(real)
        if _own(real):
            self.plan.skipped["hidden"] += 1
            return
        if format is None:
            self.plan.skipped["unsupported"] += 1
            return
        number = self._number(config.for_file(path))
        entries = self._sidecars.of(path) if self._sidecars else ()
        scope = Scope(entries=entries) if entries else WHOLE
        size = status.st_size if status else 0
        self.plan.files.append(File(path.replace(os.sep, "/"), format, size, number, named, scope, abroad, state))

    def _number(self, config: Config) -> int:
        if self.plan.configs and config is self.plan.configs[-1]:
            return len(self.plan.configs) - 1
        key = config.identity
        if key not in self._numbers:
            self._numbers[key] = len(self.plan.configs)
            self.plan.configs.append(config)
        return self._numbers[key]


def _wrong(path: str, real: str, format: str | None) -> str:
    """Why a file that the user names can't be checked; empty if it can."""
    if _own(real):
        return f"{path}: is newslint's own, and no article"
    if format is None:
        return f"{path}: newslint reads no {Path(path).suffix}; 'newslint check --help' says which kinds there are"
    return ""


def _own(real: str) -> bool:
    """Is it newslint's own: a journal, or a file that is being written?"""
    if FOLDER not in real:
        return False
    *folders, name = real.split(os.sep)  # noqa: PTH206 - of a large corpus, a Path for each file is felt
    return name.startswith(BESIDE) or FOLDER in folders


def _status(file: Path | os.DirEntry[str]) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None  # what is wrong is told when it is read


def _leaves(path: str, folder: str) -> bool:
    """Does a link lead out of a folder?"""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Is it a file, or a link to one? A link that leads round in a circle is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _hidden(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".")
