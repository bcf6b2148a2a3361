"""What .gitignore files leave out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config.globs import sound
from newslint.config.paths import is_file, repository, rooted
from newslint.model.errors import ConfigError
from newslint.rules.utf8 import read_bytes

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


MOST_BYTES = 200_000
"""How large a .gitignore may be; each of its patterns may be held against each file."""


class Ignores:
    """The .gitignore files that count in a folder, the deepest first."""

    def __init__(self, specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    @classmethod
    def above(cls, top: Path) -> Ignores:
        """Those of the folders above `top`, up to the top of its repository; none outside a repository."""
        folder, found = rooted(top), cls()
        root = repository(folder)
        inside = [] if root is None else [above for above in folder.parents if above.is_relative_to(root)]
        for above in reversed(inside):
            found = found.inside(above)
        return found

    def inside(self, folder: Path) -> Ignores:
        """These and the folder's own. Raises ConfigError for one that can't be read."""
        file = folder / ".gitignore"
        if not is_file(file):
            return self
        return Ignores(((rooted(folder), _spec(file)), *self._specs))

    def hide(self, path: str, *, folder: bool = False) -> bool:
        """Is a path ignored?"""
        if not self._specs:
            return False
        file = rooted(path)
        for root, spec in self._specs:
            inner = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
            verdict = spec.check_file(sound(inner + "/" if folder else inner)).include
            if verdict is not None:
                return verdict
        return False


def _spec(file: Path) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    lines = read_bytes(file, ConfigError, MOST_BYTES).decode("utf-8", "surrogateescape").splitlines()
    return GitIgnoreSpec.from_lines(line for line in map(sound, lines) if _usable(line))


def _usable(line: str) -> bool:
    """git passes over a pattern that it can't read, and so do we."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except Exception:  # what pathspec builds on (re, RE2) has errors of its own, as for `[z-a]` and `[[:alpha:]]`
        return False
    return True
