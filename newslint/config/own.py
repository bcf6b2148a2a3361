"""The user's own configuration: what folders of articles have no say in, as they may be somebody else's work."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from newslint.config import reading
from newslint.model.errors import ConfigError

NAME = "newslint.toml"
"""What the file is called."""


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """How long this user's runs stay on record, and whether they go there; the keys and defaults of `Config`."""

    journal: bool = True
    journal_days: float = 30
    journal_megabytes: float = 1000


KEYS = tuple(field.name.replace("_", "-") for field in msgspec.structs.fields(Own))
"""What the file may say."""


def folder() -> Path | None:
    """Where it lies: $NEWSLINT_CONFIG_DIR, or newslint/ in the user's configuration folder (XDG); None: no home."""
    general = "APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME"
    for name, below in (("NEWSLINT_CONFIG_DIR", ""), (general, "newslint")):
        told = Path(os.environ.get(name) or "")
        if told.is_absolute():  # a relative one would be another folder in every folder
            return told / below
    try:
        return Path.home() / ".config" / "newslint"
    except RuntimeError:
        return None


def read() -> Own:
    """What the user says, or the defaults. Raises ConfigError."""
    home = folder()
    path = home / NAME if home else None
    try:
        if path is None or not path.is_file():
            return Own()
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    table = reading._table(path) or {}
    for key in table:
        if key not in KEYS:
            raise ConfigError(
                f"{reading._place(path, key)}: {key!r} is not for your own configuration, which says no more than "
                f"{', '.join(KEYS)}; put it into a newslint.toml above the articles"
            )
    config = reading._valid(table, path)
    return Own(journal=config.journal, journal_days=config.journal_days, journal_megabytes=config.journal_megabytes)
