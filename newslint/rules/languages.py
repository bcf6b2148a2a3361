"""The languages newslint has data for: rules/languages/CODE.yaml, from YAML to values."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.model.errors import RuleError
from newslint.model.languages import Language, Names
from newslint.rules.home import home, yaml_files
from newslint.rules.utf8 import read_utf8


def files() -> list[Path]:
    """The files of the languages."""
    return yaml_files(home() / "languages")


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """The languages newslint has data for, by code."""
    listed = compiled(
        "languages",
        files(),
        lambda: store.pack(list(map(_language, files()))),
        lambda packed: store.unpack(packed, list[Language]),
    )
    return {language.code: language for language in listed}


UNWRITTEN = {
    "ca": Language(code="ca", name="ca", family="Romance", names=Names(inflected=False)),
    "is": Language(code="is", name="is", family="compounding"),
    "nb": Language(code="nb", name="nb", family="compounding"),
}
"""Languages that wordfreq has words of and that have no file yet, with what glue needs to know; a file replaces it."""


def everywhere(name: str) -> frozenset[str]:
    """What the files of all languages list under a key, together: for what may stand in a text whatever its language.

    `name` is a key of `words`, or the way to another ("clock.signs"). Raises RuleError for one under which no language
    has a list. It is put together anew at each call: whoever asks keeps it.

        >>> "uhr" in {word.lower() for word in everywhere("clock.words")}
        True
    """
    found = [language.under(name) for language in languages().values()]
    if not any(isinstance(listed, tuple) for listed in found):
        raise RuleError(f"no language has a list {name!r}; docs/languages.md has the names")
    return frozenset(word for listed in found if isinstance(listed, tuple) for word in listed)


def _language(file: Path) -> Language:
    from newslint.rules.yaml import build, parse

    root = parse(read_utf8(file, RuleError), str(file))
    language: Language = build(root, Language)
    if language.code != file.stem:
        raise RuleError(
            f"{root.place}: code {language.code!r} differs from the file's name {file.stem!r}; make them equal"
        )
    return language
