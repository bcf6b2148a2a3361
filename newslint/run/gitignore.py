"""What .gitignore files leave out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class _Ignores:
    """The .gitignore files that count in a folder, the deepest first."""

    def __init__(self, specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    @classmethod
    def above(cls, top: Path) -> _Ignores:
        """Those of the folders above `top`, up to the top of its repository; none outside a repository."""
        parents = _upto_repository(_whole(top))
        found = cls()
        for folder in reversed(parents):
            found = found.inside(folder)
        return found

    def inside(self, folder: Path) -> _Ignores:
        """These and the folder's own."""
        file = folder / ".gitignore"
        if not file.is_file():
            return self
        return _Ignores(((_whole(folder), _spec(file)), *self._specs))

    def hide(self, path: str, *, folder: bool = False) -> bool:
        """Is a path ignored?"""
        if not self._specs:
            return False
        whole = _whole(path)
        for root, spec in self._specs:
            inner = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else ""
            verdict = spec.check_file(inner + "/" if folder else inner).include
            if verdict is not None:
                return verdict
        return False


def _whole(path: str | Path) -> Path:
    return Path(os.path.normpath(Path(path).absolute()))


def _upto_repository(top: Path) -> list[Path]:
    above: list[Path] = []
    if (top / ".git").exists():
        return above
    for folder in top.parents:
        above.append(folder)
        if (folder / ".git").exists():
            return above
    return []


def _spec(file: Path) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    lines = file.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    return GitIgnoreSpec.from_lines(line for line in lines if _usable(line))


def _usable(line: str) -> bool:
    """git passes over a pattern that it can't read, and so do we."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
