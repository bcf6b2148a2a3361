"""Whose a file is, who may read it and what is noted on it: all that a file keeps when it is replaced."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from newslint.model.errors import ReadError

ACCESS = "system.posix_acl_access"
"""What Linux calls a file's access list."""


def dress(handle: int, beside: str, path: Path, before: os.stat_result | None) -> None:
    """Give the new file the old one's owner, access list and permissions; without an old one, those of any new file.

    Raises ReadError where that is not allowed: a file must not become another user's by being mended.
    """
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        Path(beside).chmod(0o666 & ~mask)
        return
    whose = (before.st_uid, before.st_gid)
    now = os.fstat(handle)
    if hasattr(os, "chown") and whose != (now.st_uid, now.st_gid):
        _give(beside, path, whose)
    if hasattr(os, "listxattr"):  # access lists, labels, what users note on a file
        _mark(beside, path)
    Path(beside).chmod(stat.S_IMODE(before.st_mode))


def _give(beside: str, path: Path, owner: tuple[int, int]) -> None:
    try:
        os.chown(beside, *owner)
    except OSError as error:
        whose = "another user" if owner[0] != os.geteuid() else "a group that you are not in"
        raise ReadError(f"{path.as_posix()}: belongs to {whose}, which can't be kept; left as it is") from error


def _mark(beside: str, path: Path) -> None:
    """Note on the new file what is noted on the old one, as far as that is allowed; of who may read it, all."""
    with contextlib.suppress(OSError):
        names = os.listxattr(path)
        for name in names:
            try:
                os.setxattr(beside, name, os.getxattr(path, name))
            except OSError as error:
                if name == ACCESS:
                    raise ReadError(f"{path.as_posix()}: its access list can't be kept; left as it is") from error
