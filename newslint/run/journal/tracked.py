"""Does git track what lies in a folder? Git's index says it; git itself is not run, as a tree may tell git what to run.

The index is read as gitformat-index(5) describes it: in versions 2 and 3 each path stands there whole, after two bytes
whose lower twelve bits are its length; in version 4, as what differs from the path before.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from newslint.config.paths import repository, rooted

_LONG = 0xFFF
"""The length that stands for all longer paths."""

_HEAD = 62
"""Bytes of an entry before its path (SHA-1), two more where its flags say so."""

_LONGEST = 65_536
"""Bytes that no path has; an index that says otherwise is none."""

_MOST_BYTES = 1_000_000_000
"""A larger index, of some ten million files, is not looked at."""

_Bytes = bytes | mmap.mmap


def tracked(folder: Path) -> bool:
    """Does a repository around a folder track anything in it?"""
    whole = rooted(folder)
    top = repository(whole.parent)
    if top is None:
        return False
    inside = f"{whole.relative_to(top).as_posix()}/".encode("utf-8", "surrogateescape")
    return any(_names(index, inside) for index in _indexes(top / ".git"))


def _indexes(git: Path) -> Iterator[Path]:
    """The index of a repository or a worktree, and those that it shares."""
    home = git if git.is_dir() else _pointed(git)
    if home is not None:
        yield from (path for path in (home / "index", *sorted(home.glob("sharedindex.*"))) if path.is_file())


def _pointed(git: Path) -> Path | None:
    """The folder that a `.git` file names."""
    try:
        with git.open("rb") as file:
            said = file.read(4096).decode("utf-8", "surrogateescape")
    except OSError:
        return None
    return git.parent / said[len("gitdir:") :].strip() if said.startswith("gitdir:") else None


def _names(index: Path, inside: bytes) -> bool:
    try:
        with index.open("rb") as file:
            size = index.stat().st_size
            if not 12 < size < _MOST_BYTES:
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                if data[:4] != b"DIRC":
                    return False
                packed = int.from_bytes(data[4:8], "big") >= 4
                return _packed(data, inside) if packed else _plain(data, inside)
    except (OSError, ValueError, IndexError):
        return False


def _plain(data: _Bytes, inside: bytes) -> bool:
    """Is there a path that begins so? In upper or lower case, which some file systems take for the same."""
    for found in re.finditer(re.escape(inside), data, re.IGNORECASE):
        start = found.start()
        length = int.from_bytes(data[start - 2 : start], "big") & _LONG
        if length == min(data.find(b"\0", start) - start, _LONG):
            return True
    return False


def _packed(data: _Bytes, inside: bytes) -> bool:
    """The same, where paths are told by what differs from the one before."""
    at, path, wanted = 12, b"", inside.lower()
    for _ in range(int.from_bytes(data[8:12], "big")):
        at += _HEAD + (2 if data[at + _HEAD - 2] & 0x40 else 0)
        dropped, at = _number(data, at)
        end = data.find(b"\0", at)
        if end < 0:
            return False
        path, at = path[: len(path) - dropped] + data[at:end], end + 1
        if path.lower().startswith(wanted) or len(path) > _LONGEST:
            return len(path) <= _LONGEST
    return False


def _number(data: _Bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends; as in pack files, each further byte adds one."""
    value = data[at] & 0x7F
    while data[at] & 0x80:
        at += 1
        value = ((value + 1) << 7) | (data[at] & 0x7F)
    return value, at + 1
