"""Configuration files: found, read, and complained of by file and line."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from newslint.config.config import Config
from newslint.config.globs import anchored
from newslint.config.paths import is_file, near, repository, rooted
from newslint.model.errors import ConfigError
from newslint.rules import mistakes
from newslint.rules.home import yaml_files
from newslint.rules.suggestion import closest, did_you_mean
from newslint.rules.utf8 import read_utf8

NAMES = ("newslint.toml", ".newslint.toml", "pyproject.toml")
"""What a configuration file is called; in one folder the first of them wins."""


MOST_EXTENDED = 20
"""Configuration files that one may extend, one by way of the other."""


def find(start: Path) -> Path | None:
    """The nearest configuration file in a folder or above it; of pyproject.toml, only one with [tool.newslint].

    Raises ConfigError for a pyproject.toml that is not TOML.
    """
    here = rooted(start)
    for folder in (here, *here.parents):
        for name in NAMES:
            path = folder / name
            if is_file(path) and (name != "pyproject.toml" or _table(path) is not None):
                return path
    return None


def found(path: Path) -> Config:
    """The configuration in a file that was found above articles, and may be a stranger's: it names no file outside of
    its git repository or, where it is in none, outside of its folder. Raises ConfigError.
    """
    folder = Path(os.path.realpath(path.absolute().parent))
    top = repository(folder)
    mine = Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 - Path.home raises where there is none
    fenced = top is not None and not mine.is_relative_to(top)  # all that is at home is in no one's checkout
    return _read(path, (), top if top is not None and fenced else folder)


def read(path: Path) -> Config:
    """The configuration in a file that somebody named, with what it extends.

    Where a file extends another, its `extend-select`, `ignore`, `rules`, `exclude`, words, phrases and per-file ignores
    add to those of the other; all else that it says replaces what the other says. Raises ConfigError that lists every
    mistake.
    """
    return _read(path, (), None)


def _read(path: Path, above: tuple[Path, ...], home: Path | None) -> Config:
    if path.absolute() in above:
        raise ConfigError(f"{path}: extends itself, by way of {above[-1]}; remove one 'extend'")
    if len(above) > MOST_EXTENDED:
        raise ConfigError(f"{path}: more than {MOST_EXTENDED} files extend each other; write some into one")
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: has no table [tool.newslint]; add one, or name another file")
    said = _valid(table, path)
    for key, file in (("baseline", said.baseline), ("profile", said.profile)):
        if file is not None and not _below(path.absolute().parent, file):
            raise ConfigError(
                f"{_place(path, key)}: {key}: {file} lies outside of this file's folder; "
                f"name it on the command line instead (--{key})"
            )
    config = _placed(said, path.absolute().parent)
    if home is not None:
        _stays_in(home, config, path)
    if config.extend is None:
        return config
    parent = Path(config.extend)
    if not parent.is_file():
        raise ConfigError(f"{_place(path, 'extend')}: extend: no such file: {parent}")
    return _merged(_read(parent, (*above, path.absolute()), home), config, table)


def _stays_in(home: Path, config: Config, path: Path) -> None:
    """Raises ConfigError for a configuration that has a file read outside of a folder, by its path or by a link."""
    files = {
        "rules": [file for rule in config.rules for file in (rule, *_links(Path(rule)))],
        "accept-files": config.accept_files,
        "phrase-files": config.phrase_files,
        "profile": [config.profile] if config.profile else [],
        "extend": [config.extend] if config.extend else [],
    }
    for key, names in files.items():
        for name in names:
            if not Path(os.path.realpath(name)).is_relative_to(home):
                raise ConfigError(
                    f"{_place(path, key)}: {key}: {name} lies outside of {home}; put it there, or name this "
                    "configuration on the command line (--config), if you trust it"
                )


def _links(folder: Path) -> list[str]:
    return [str(file) for file in yaml_files(folder) if file.is_symlink()] if os.path.isdir(folder) else []  # noqa: PTH112


def _below(folder: Path, name: str) -> bool:
    return Path(os.path.normpath(folder / name)).is_relative_to(os.path.normpath(folder))


def _table(path: Path) -> dict[str, Any] | None:
    """The keys of a configuration file; None for a pyproject.toml that says nothing of newslint."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:  # pragma: no cover - the standard library has it from 3.11 on
        import tomli as tomllib
    text = read_utf8(path, ConfigError)
    if path.name == "pyproject.toml" and "newslint" not in text:
        return None
    try:
        content: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    except (RecursionError, ValueError) as error:  # thousands of brackets, or of digits
        raise ConfigError(f"{path}: not a configuration: nested too deeply, or a number too long") from error
    if path.name != "pyproject.toml":
        return dict(content)
    for key in ("tool", "newslint"):
        content = content.get(key) if isinstance(content, dict) else None
    return content if isinstance(content, dict) else None


def _valid(table: Mapping[str, Any], path: Path) -> Config:
    fields = {field.name.replace("_", "-"): field for field in msgspec.structs.fields(Config)}
    errors, values = list[str](), dict[str, Any]()
    for key, value in table.items():
        if mistakes.enough(errors):
            break
        if key not in fields:
            hint = did_you_mean(closest(key, fields), f"known keys: {', '.join(sorted(fields))}")
            errors.append(f"{_place(path, key)}: unknown key {key!r}; {hint}")
            continue
        if "\0" in _strings(value):
            errors.append(f"{_place(path, key)}: {key}: holds a NUL, which no name and no word does; take it out")
            continue
        try:
            values[fields[key].name] = msgspec.convert(value, fields[key].type)
        except msgspec.ValidationError as error:
            errors.append(f"{_place(path, key)}: {key}: {_plainly(str(error))}")
    if errors:
        raise ConfigError(mistakes.told(errors))
    return Config(**values)


def _strings(value: object) -> str:
    """All texts in a value of TOML."""
    if isinstance(value, dict):
        return "".join(map(_strings, (*value.keys(), *value.values())))
    return "".join(map(_strings, value)) if isinstance(value, list) else value if isinstance(value, str) else ""


def _place(path: Path, key: str) -> str:
    """The file and, as TOML keeps no places, the first line that sets the key."""
    text = read_utf8(path, ConfigError)
    after = max(text.find("[tool.newslint"), 0) if path.name == "pyproject.toml" else 0
    found = re.compile(rf"""^[ \t]*(?:\[(?:tool\.newslint\.)?)?["']?{re.escape(key)}["']?[ \t]*[]=.]""", re.M)
    match = found.search(text, after)
    return f"{path}:{text.count(chr(10), 0, match.start()) + 1}" if match else str(path)


_WORDS = {
    "str": "text",
    "array": "a list",
    "object": "a table",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
}


def _plainly(message: str) -> str:
    """What msgspec says of a value, in the words of the documents: "expected text, got a number"."""
    message, _, inside = message.partition(" - at ")
    named = re.sub(r"`([^`]*)`", lambda types: " or ".join(dict.fromkeys(_named_types(types[1]))), message)
    return f"{'within it, ' if inside else ''}{named[:1].lower()}{named[1:]}"


def _named_types(types: str) -> Iterator[str]:
    for name in types.split(" | "):
        if name != "null":
            yield _WORDS.get(name, f"`{name}`")


def _placed(config: Config, folder: Path) -> Config:
    """The configuration with its paths and patterns, relative to `folder`, made to mean the same everywhere."""
    return msgspec.structs.replace(
        config,
        rules=[near(folder / rule) for rule in config.rules],
        accept_files=[near(folder / file) for file in config.accept_files],
        phrase_files=[near(folder / file) for file in config.phrase_files],
        exclude=[anchored(glob, folder) for glob in config.exclude],
        per_file_ignores={anchored(glob, folder): names for glob, names in config.per_file_ignores.items()},
        profile=None if config.profile is None else near(folder / config.profile),
        baseline=None if config.baseline is None else near(folder / config.baseline),
        extend=None if config.extend is None else near(folder / config.extend),
    )


_ADDING: tuple[str, ...] = (
    *("extend_select", "ignore", "rules", "exclude", "accept", "accept_files"),
    *("phrases", "phrase_files"),
)


def _merged(parent: Config, child: Config, table: Mapping[str, Any]) -> Config:
    """What the child says on top of what it extends; `table` holds the keys that it really sets."""
    said = {key.replace("-", "_"): getattr(child, key.replace("-", "_")) for key in table}
    sums: dict[str, Callable[[Any, Any], Any]] = dict.fromkeys(_ADDING, lambda old, new: [*old, *new])
    sums["per_file_ignores"] = lambda old, new: {
        glob: [*old.get(glob, ()), *new.get(glob, ())] for glob in {**old, **new}
    }
    values = {name: sums[name](getattr(parent, name), new) if name in sums else new for name, new in said.items()}
    return msgspec.structs.replace(parent, **(values | {"extend": child.extend}))
