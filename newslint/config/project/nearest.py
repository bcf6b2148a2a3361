"""Which configuration is in force for a file: the nearest one above it."""

from __future__ import annotations

from pathlib import Path

from newslint.config import reading
from newslint.config.config import Config


class Settings:
    """Which configuration a file has: the one given, or the nearest above it; `amend` puts the command line on top."""

    def __init__(self, given: Config | None = None, *, amend: dict[str, object] | None = None) -> None:
        self._given = given
        self._amend = amend or {}
        self._folders: dict[Path, Config] = {}
        self._files: dict[Path, Config] = {}

    def of(self, folder: str | Path) -> Config:
        """The configuration of the files of a folder. Raises ConfigError."""
        key = Path(folder).absolute() if self._given is None else Path()
        if key not in self._folders:
            self._folders[key] = self._amended(self._given or self._nearest(key))
        return self._folders[key]

    def _nearest(self, folder: Path) -> Config:
        path = reading.find(folder)
        if path is None:
            return Config()
        if path not in self._files:
            self._files[path] = reading.found(path)
        return self._files[path]

    def _amended(self, config: Config) -> Config:
        return config.amended(**self._amend)  # type: ignore[arg-type]
