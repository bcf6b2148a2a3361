"""Where a path lies: from the file system's root, from the current folder, in which git repository."""

from __future__ import annotations

import os
from pathlib import Path


def rooted(path: str | Path) -> Path:
    """A path from the file system's root, without `.` and `..`; links in it stay as they are."""
    return Path(os.path.normpath(Path(path).absolute()))


def near(path: Path) -> str:
    """A path as short as messages want it: relative where it lies below the current folder."""
    whole = Path(os.path.normpath(path))
    return str(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole)


def repository(folder: Path) -> Path | None:
    """The top of the git repository that a folder lies in: the nearest above it that holds `.git`; None outside of any.

    The folder is given from the root. In a worktree and in a submodule `.git` is a file.
    """
    return next((above for above in (folder, *folder.parents) if os.path.exists(above / ".git")), None)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Is there such a file, a link to one among them, as far as one may look?"""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises where one may not look
