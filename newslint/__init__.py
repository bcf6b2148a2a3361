"""newslint finds what scrapers leave in articles, says why it is wrong, and mends it.

    >>> import newslint
    >>> linter = newslint.Linter(lang="en")
    >>> linter.fix("The talks ended .\\nAdvertisement\\n").text
    'The talks ended.\\n'

What is imported here loads on first use, so that `import newslint` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.config.config import Config
    from newslint.linter.asking import Ask, Notes, Scanned
    from newslint.linter.linter import Linter
    from newslint.linter.settle import Fixed
    from newslint.model.documents import Document, Medium, Origin
    from newslint.model.errors import ConfigError, NewslintError, ReadError, RuleError
    from newslint.model.findings import Edit, Evidence, Finding
    from newslint.model.rules import Rule

__all__ = [
    "Ask",
    "Config",
    "ConfigError",
    "Document",
    "Edit",
    "Evidence",
    "Finding",
    "Fixed",
    "Linter",
    "Medium",
    "NewslintError",
    "Notes",
    "Origin",
    "ReadError",
    "Rule",
    "RuleError",
    "Scanned",
    "__version__",
    "check",
    "check_many",
    "fix",
    "fix_many",
    "learn",
]

_HOMES = {
    "config.config": ("Config",),
    "linter.asking": ("Ask", "Notes", "Scanned"),
    "linter.linter": ("Linter",),
    "linter.settle": ("Fixed",),
    "model.documents": ("Document", "Medium", "Origin"),
    "model.errors": ("ConfigError", "NewslintError", "ReadError", "RuleError"),
    "model.findings": ("Edit", "Evidence", "Finding"),
    "model.rules": ("Rule",),
    "profile.articles": ("Article",),
    "profile.profile": ("Profile", "learn"),
}
"""Where each of these names is defined."""


def check(text: str, *, lang: str | None = None) -> list[Finding]:
    """What is wrong with a text, by the built-in rules. For many texts, keep a Linter."""
    from newslint.linter.linter import Linter

    return Linter(lang).check(text)


def check_many(
    texts: Iterable[str | Document], *, lang: str | None = None, linter: Linter | None = None, jobs: int = 0
) -> Iterator[list[Finding]]:
    """What is wrong with each of many texts, in their order, worked out by `jobs` processes (0: as many as pay off).

    The texts are taken up as they are needed. `linter` has the rules; without one, the built-in ones are used.
    """
    from newslint.engines import processes
    from newslint.linter.linter import Linter

    return processes.check_many(texts, linter or Linter(lang), jobs=jobs)


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"newslint.{home}"), name)
    raise AttributeError(f"module 'newslint' has no attribute {name!r}")


def fix(text: str, *, lang: str | None = None, unsafe: bool = False) -> Fixed:
    """A text with its safe fixes made (`unsafe`: all), by the built-in rules. For many texts, keep a Linter."""
    from newslint.linter.linter import Linter

    return Linter(lang).fix(text, unsafe=unsafe)


def fix_many(
    texts: Iterable[str | Document],
    *,
    lang: str | None = None,
    unsafe: bool = False,
    linter: Linter | None = None,
    jobs: int = 0,
) -> Iterator[Fixed]:
    """Each of many texts with its safe fixes made (`unsafe`: all), in their order; as `check_many` does it."""
    from newslint.engines import processes
    from newslint.linter.linter import Linter

    return processes.fix_many(texts, linter or Linter(lang), unsafe=unsafe, jobs=jobs)
