"""The members of a family: the modules of its folder. A module's name is its registration."""

from __future__ import annotations

import os
from collections.abc import Iterable


def members(folders: Iterable[str]) -> tuple[str, ...]:
    """The names of the modules in the folders of a package, its `__path__`, sorted; `_x` is a part that they share."""
    found: set[str] = set()
    for folder in folders:
        try:
            names = os.listdir(folder)  # noqa: PTH208 - a start does without pathlib and pkgutil
        except OSError:
            return _imported(folders)
        found.update(name.removesuffix(".py") for name in names if _is_module(folder, name))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def _is_module(folder: str, name: str) -> bool:
    return name.endswith(".py") or ("." not in name and os.path.exists(f"{folder}/{name}/__init__.py"))  # noqa: PTH110


def _imported(folders: Iterable[str]) -> tuple[str, ...]:
    """The same where they lie in no folder, as in a zip file."""
    from pkgutil import iter_modules

    return tuple(sorted(name for _, name, _ in iter_modules(folders) if not name.startswith("_")))
