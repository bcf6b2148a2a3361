"""The configuration and the linter of each file. A set-up is renewed when a file that it depends on has changed.

Whether files changed is seen from their size and time at each check, as not every editor tells: Neovim on Linux, for
one, watches no files unless it is told to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from newslint.config import reading, sidecar
from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.config.sidecar import Entry, Sidecars
from newslint.linter.linter import Linter
from newslint.lsp.options import Options
from newslint.model.errors import ConfigError, NewslintError

Stamp = tuple[tuple[str, int, int], ...]
"""Files with their sizes in bytes and their times in nanoseconds."""


class Setup(msgspec.Struct, frozen=True):
    """The linter of a file, None where `exclude` leaves the file out; `file` is the configuration that it follows,
    `sidecar` the nearest one, `entries` what all of them say of it.
    """

    linter: Linter | None
    file: Path | None = None
    sidecar: Path | None = None
    entries: tuple[Entry, ...] = ()


NOTHING = Setup(None)
"""The set-up of what is not to be checked."""


class Setups:
    """Gives every file its set-up. Not for two threads at once."""

    def __init__(self, options: Options, base: Path) -> None:
        self._options = options
        self._base = base
        self._settings: dict[Path, tuple[Stamp, Settings, Sidecars]] = {}
        self._linters: dict[tuple[Stamp, bytes], Linter] = {}
        self._good: dict[Path, Setup] = {}
        self.troubles: dict[Path, tuple[Path | None, NewslintError]] = {}
        """For each folder whose configuration can't be used: its configuration file, and the error."""

    def of(self, path: Path) -> Setup | None:
        """The set-up of a file: the last one that could be used, if what there is now can't; None if none ever could.

        What is wrong then stands in `troubles`.
        """
        try:
            setup = self._made(path)
        except NewslintError as error:
            self._settings.pop(path.parent, None)
            self.troubles[path.parent] = (self._file(path.parent), error)
            return self._good.get(path)
        self.troubles.pop(path.parent, None)
        self._good[path] = setup
        return setup

    def forget(self, path: Path) -> None:
        """A file is no longer open, and none else is of those in `troubles` for its folder."""
        self._good.pop(path, None)
        if not any(other.parent == path.parent for other in list(self._good)):
            self.troubles.pop(path.parent, None)

    def _made(self, path: Path) -> Setup:
        stamp, settings, sidecars = self._current(path.parent)
        config = settings.of(path.parent)
        if config.excludes(path):
            return NOTHING
        config = config.for_file(path)
        key = stamp, config.identity
        if key not in self._linters:
            self._linters[key] = Linter(config=config)
        nearest = next((one.path for one in sidecars.above(path.parent)), None)
        return Setup(self._linters[key], self._file(path.parent), nearest, sidecars.of(str(path)))

    def _current(self, folder: Path) -> tuple[Stamp, Settings, Sidecars]:
        """The settings of a folder, read anew if a file changed. Raises NewslintError."""
        file = self._file(folder)
        known = self._settings.get(folder)
        if known and known[0] == _stamp(_depends(folder, file, known[1].of(folder))):
            return known
        given = Config.of(file) if self._options.configuration else None
        settings = Settings(given, amend=self._options.amend())
        self._settings[folder] = _stamp(_depends(folder, file, settings.of(folder))), settings, Sidecars()
        if known:
            self._linters = {key: linter for key, linter in self._linters.items() if key[0] != known[0]}
        return self._settings[folder]

    def _file(self, folder: Path) -> Path | None:
        """The configuration file for a folder; of a pyproject.toml that can't be read, none."""
        if self._options.configuration:
            return self._base / self._options.configuration
        try:
            return reading.find(folder)
        except ConfigError:
            return None


def _depends(folder: Path, file: Path | None, config: Config) -> Iterator[Path]:
    """The files on which a folder's set-up depends: configuration, what it extends, rules, lists of words, sidecars."""
    yield from (above / sidecar.NAME for above in (folder, *folder.parents))
    while file is not None:
        yield file
        parent = reading.read(file).extend
        file = Path(parent) if parent else None
    for path in map(Path, [*config.rules, *config.accept_files]):
        yield from [path, *sorted(path.glob("*.yaml"))] if path.is_dir() else [path]


def _stamp(paths: Iterable[Path]) -> Stamp:
    return tuple((str(path), *_status(path)) for path in paths)


def _status(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns
