"""The languages newslint has data for: rules/languages/CODE.yaml, from YAML to values."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.model import Language, RuleError
from newslint.rules.home import home
from newslint.rules.load import _sources
from newslint.rules.utf8 import read_utf8


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """The languages newslint has data for, by code."""
    files = _sources(home() / "languages")
    listed = compiled(
        "languages",
        files,
        lambda: store.pack([_language(file) for file in files]),
        lambda packed: store.unpack(packed, list[Language]),
    )
    return {language.code: language for language in listed}


def _language(file: Path) -> Language:
    from newslint.rules.yaml import build, parse

    root = parse(read_utf8(file, RuleError), str(file))
    language: Language = build(root, Language)
    if language.code != file.stem:
        raise RuleError(
            f"{root.place}: code {language.code!r} differs from the file's name {file.stem!r}; make them equal"
        )
    return language
