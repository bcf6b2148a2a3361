"""The key that signs what this user's runs put on record. It lies in a folder of the user's own, never among articles.

A journal lies among articles, and articles are copied, cloned and unpacked: what a journal says is believed only where
this user's key has signed it. Whoever reads the key can forge a journal, so nobody else may read it.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from newslint.model.errors import ConfigError

NAME = "journal.key"
"""What the file is called."""

SIZE = 32
"""Bytes of a key: as many as SHA-256 gives, more would add nothing (RFC 2104)."""

_REMEDY = "set NEWSLINT_STATE_DIR to a folder of your own, or do without a journal (--no-journal)"


def folder() -> Path:
    """Where the key lies: $NEWSLINT_STATE_DIR, or newslint/ in the user's state folder (XDG). Raises ConfigError."""
    told = os.environ.get("NEWSLINT_STATE_DIR")
    if told:
        return _absolute(Path(told))
    base = Path(os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME") or "")
    if base.is_absolute():  # XDG: a relative one is to be ignored
        return base / "newslint"
    try:
        return Path.home() / ".local" / "state" / "newslint"
    except RuntimeError as error:
        raise ConfigError(f"the journal's key: you have no home folder to keep it in; {_REMEDY}") from error


def _absolute(path: Path) -> Path:
    if not path.is_absolute():
        raise ConfigError(f"NEWSLINT_STATE_DIR: {path}: is relative, so every folder would have its own; name it whole")
    return path


def known() -> bytes | None:
    """The user's key; None if there is none yet. Raises ConfigError for one that others may read or have written."""
    path = folder() / NAME
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{path}: the journal's key can't be read: {error.strerror}; {_REMEDY}") from error
    with os.fdopen(handle, "rb") as file:
        _private(path, os.fstat(handle))
        key = file.read(SIZE + 1)
    if len(key) != SIZE:
        raise ConfigError(f"{path}: is no key of {SIZE} bytes; remove it, though nothing on record can be undone then")
    return key


def _private(path: Path, status: os.stat_result) -> None:
    """Raises ConfigError unless the file is the user's own and nobody else's to read."""
    if not stat.S_ISREG(status.st_mode):
        raise ConfigError(f"{path}: the journal's key is no regular file; remove it")
    if not hasattr(os, "geteuid"):  # pragma: no cover - Windows keeps a user's folder from others
        return
    if status.st_uid != os.geteuid():
        raise ConfigError(f"{path}: the journal's key belongs to another user; {_REMEDY}")
    if status.st_mode & 0o077:
        raise ConfigError(f"{path}: others may read the journal's key; 'chmod 600' it, or remove it for a new one")


def made() -> bytes:
    """The user's key, made if there is none yet. Raises ConfigError."""
    return known() or _new()


def _new() -> bytes:
    """A key that is there whole or not at all; of two processes that make one, the first one's counts."""
    path = folder() / NAME
    beside = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_bytes(SIZE))
            out.flush()
            os.fsync(out.fileno())
        _first(beside, path)
    except OSError as error:
        raise ConfigError(f"{path}: the journal's key can't be made: {error.strerror or error}; {_REMEDY}") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return made()


def _first(beside: Path, path: Path) -> None:
    """Give the new file its name, unless there is one of that name by now."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            beside.replace(path)
