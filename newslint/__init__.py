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
    from newslint.config.config import Config
    from newslint.linter.asking import Ask, Notes, Scanned
    from newslint.linter.linter import Linter
    from newslint.linter.settle import Fixed
    from newslint.model import (
        ConfigError,
        Document,
        Edit,
        Evidence,
        Finding,
        Medium,
        NewslintError,
        Origin,
        ReadError,
        Rule,
        RuleError,
    )

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
    "fix",
]

_HOMES = {
    "Ask": "linter.asking",
    "Config": "config.config",
    "Fixed": "linter.settle",
    "Linter": "linter.linter",
    "Notes": "linter.asking",
    "Scanned": "linter.asking",
}


def check(text: str, *, lang: str | None = None) -> list[Finding]:
    """What is wrong with a text, by the built-in rules. For many texts, keep a Linter."""
    from newslint.linter.linter import Linter

    return Linter(lang).check(text)


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(importlib.import_module(f"newslint.{_HOMES.get(name, 'model')}"), name)
    raise AttributeError(f"module 'newslint' has no attribute {name!r}")


def fix(text: str, *, lang: str | None = None, unsafe: bool = False) -> Fixed:
    """A text with its safe fixes made (`unsafe`: all), by the built-in rules. For many texts, keep a Linter."""
    from newslint.linter.linter import Linter

    return Linter(lang).fix(text, unsafe=unsafe)
