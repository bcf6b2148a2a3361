"""Globs as a configuration writes them, and which paths they match."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config.paths import rooted
from newslint.model.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def anchored(glob: str, folder: Path) -> str:
    """A .gitignore pattern of `folder` as one of the file system's root."""
    negation, body = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    root = re.sub(r"([\\*?\[\]! #])", r"\\\1", folder.as_posix().strip("/"))
    inner = body.lstrip("/") if "/" in body.rstrip("/") else f"**/{body}"
    return f"{negation}/{root}/{inner}" if root else f"{negation}/{inner}"


def exact(glob: str, folder: Path) -> str | None:
    """The one path that a .gitignore pattern of `folder` means, with all below it; None where it may mean others."""
    plain = _ESCAPED.sub("", glob)
    if not glob.startswith("/") or _SPECIAL.search(plain) or "//" in glob or glob.endswith("/"):
        return None
    parts = _ESCAPED.sub(lambda escape: escape[1], glob).split("/")
    return None if {".", ".."} & {*parts} else str(rooted(folder) / "/".join(parts[1:]))


_ESCAPED = re.compile(r"\\([\\*?\[\]])")
_SPECIAL = re.compile(r"[\\*?\[\]\x00-\x1f\ud800-\udfff]|\s\Z")


def matches(globs: tuple[str, ...], path: str | Path, *, folder: bool = False) -> bool:
    """Does one of the patterns, which are .gitignore patterns of the file system's root, match a path?"""
    inner = rooted(path).as_posix().lstrip("/")
    return _spec(globs).match_file(sound(inner + "/" if folder else inner))


def sound(text: str) -> str:
    """The text without half characters (bytes of a name that are no UTF-8), which patterns can't be held against."""
    return text if text.isascii() else re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)


@lru_cache(maxsize=256)
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(map(sound, globs))
    except Exception as error:  # what pathspec builds on (re, RE2) has errors of its own
        raise ConfigError(f"not a .gitignore pattern: {error}") from error
