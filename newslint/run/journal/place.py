"""Where the journal lies, and whether it is the user's own: what came with somebody's articles is not written to."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from newslint.files.writing import FOLDER
from newslint.model.errors import ConfigError
from newslint.run.journal.tracked import tracked

_REMEDY = "nothing was written; move it away, or do without a journal (--no-journal)"


def folder(root: Path) -> Path:
    """Where the runs' folders are."""
    return root / FOLDER / "journal"


def home(start: Path) -> Path:
    """The folder whose journal counts in `start`: the nearest above with one of the user's own, with a configuration,
    or a repository.

    Raises ConfigError.
    """
    from newslint.config import paths, reading

    here = start.absolute()
    configured = reading.find(here)
    ends = (configured.parent if configured else None, paths.repository(here))
    return next((one for one in (here, *here.parents) if one in ends or _is_own(one)), here)


def _is_own(root: Path) -> bool:
    return folder(root).is_dir() and _fault(root) is None


def checked(root: Path) -> None:
    """Raises ConfigError if what is called `.newslint` is not the user's own: nothing in it is written or removed."""
    fault = _fault(root)
    if fault is None and tracked(root / FOLDER):
        fault = f"{root / FOLDER}: is tracked by git, as if it came with it; 'git rm -r --cached' it if it is yours"
    if fault is not None:
        raise ConfigError(f"{fault}; {_REMEDY}")


def made(root: Path, run: str) -> None:
    """Make a run's folder, where it is not there yet, and have git not see it. Raises ConfigError or OSError."""
    parent = folder(root)
    parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), (root / FOLDER / ".gitignore").open("x", encoding="utf-8") as file:
        file.write("*\n")
    (parent / run).mkdir(exist_ok=True)
    checked(root)  # once more: somebody may have been quicker than mkdir


def _fault(root: Path) -> str | None:
    """Why the journal's folders are not to be used: a part is a link, or somebody else's."""
    for path in _parts(root):
        try:
            status = path.lstat()
        except OSError:
            continue
        if stat.S_ISLNK(status.st_mode):
            return f"{path}: is a link; newslint's own folder holds none"
        if path in (root / FOLDER, folder(root)) and not stat.S_ISDIR(status.st_mode):
            return f"{path}: is no folder, and newslint's own"
        if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
            return f"{path}: belongs to another user"
    return None


def _parts(root: Path) -> Iterator[Path]:
    """`.newslint`, what is in it, and the runs' folders; never what a link leads to."""
    own, journal = root / FOLDER, folder(root)
    yield own
    for above in (own, journal):
        if is_folder(own) and is_folder(above):
            try:
                yield from sorted(above.iterdir())
            except OSError:
                return


def opened(path: Path) -> BinaryIO:
    """A file of the journal; no link to one, and nothing that may never end. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")))
    file = os.fdopen(handle, "rb")
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return file
    file.close()
    raise OSError(f"{path}: is no regular file")


def is_folder(path: Path) -> bool:
    """Is it a folder, and no link to one?"""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False
