"""Configuration: `newslint.toml`, or `[tool.newslint]` of pyproject.toml; the nearest one above a file wins."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from newslint.model import SEVERITIES, ConfigError, Rule, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAMES = ("newslint.toml", ".newslint.toml", "pyproject.toml")
"""What a configuration file is called; in one folder the first of them wins."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What a user may set. Field names, with hyphens for underscores, are the keys of the file.

    What stands below a field is its meaning in the table of docs/configuration.md. Patterns of `exclude` and
    `per_file_ignores` are those of .gitignore. `read` makes them, and the paths, mean the same from every folder.
    """

    lang: str | None = None
    """the articles' language, such as `"fr"`; without it, it is told from each text"""
    select: list[str] | None = None
    """the rules or groups that run, `"all"` for every rule; without it, all but those that are off by default"""
    extend_select: list[str] = []
    """rules or groups that run beside those of `select`"""
    ignore: list[str] = []
    """rules or groups that don't run, whatever selects them"""
    rules: list[str] = []
    """your own rules: YAML files, or folders of them; one with the name of a built-in rule replaces it"""
    exclude: list[str] = []
    """patterns of files and folders to leave out"""
    per_file_ignores: dict[str, list[str]] = {}
    """for each pattern, the rules or groups that are silent in files that match it"""
    accept: list[str] = []
    """words that are right as they are; upper and lower case don't matter"""
    accept_files: list[str] = []
    """files with such words, one a line; empty lines and lines that start with `#` don't count"""
    fields: list[str] = []
    """the fields of a data file that hold text; without it, those of [the usual names](formats.md)"""
    lang_field: str | None = None
    """the field that tells a record's language; without it, `lang` or `language`"""
    id_field: str | None = None
    """the field that tells which record it is; without it, `id`, `url`, `link`, `guid` or `uri`"""
    baseline: str | None = None
    """the file that knows [the findings of old](baseline.md), which are not reported"""
    severity: Severity = "info"
    """only rules that are at least so severe: `"info"`, `"warning"` or `"error"`"""
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    """only findings at least so sure, from 0 to 1"""
    max_deleted: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.9
    """`--fix` leaves a text alone of which it would take away more than this share, and tells of it"""
    journal: bool = True
    """whether `--fix` writes down what it changes, so that `newslint undo` can take it back"""
    journal_days: Annotated[float, msgspec.Meta(ge=0)] = 30
    """runs older than this are forgotten, at the next run with `--fix`"""
    journal_megabytes: Annotated[float, msgspec.Meta(ge=0)] = 1000
    """beyond this size of all that is on record, the oldest runs are forgotten; those of the last hour stay"""
    extend: str | None = None
    """another configuration file to start from"""

    @classmethod
    def of(cls, given: Config | str | Path | None) -> Config:
        """The configuration itself, read from a path, or the defaults. Raises ConfigError."""
        if given is None:
            return cls()
        return given if isinstance(given, Config) else read(Path(given))

    def amended(
        self,
        *,
        lang: str | None = None,
        select: Sequence[str] | None = None,
        extend_select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        rules: Iterable[str | Path] = (),
        severity: Severity | None = None,
        min_confidence: float | None = None,
        fields: Sequence[str] = (),
        lang_field: str | None = None,
        id_field: str | None = None,
    ) -> Config:
        """The configuration with what a call says on top.

        `select` starts afresh: what the configuration selects and ignores no longer counts. `fields`, too, stand in for
        those of the configuration. The others add to it.
        """
        afresh = select is not None
        return msgspec.structs.replace(
            self,
            lang=lang or self.lang,
            select=list(select) if select is not None else self.select,
            extend_select=[*(() if afresh else self.extend_select), *extend_select],
            ignore=[*(() if afresh else self.ignore), *ignore],
            rules=[*self.rules, *map(str, rules)],
            severity=severity or self.severity,
            min_confidence=self.min_confidence if min_confidence is None else min_confidence,
            fields=list(fields) or self.fields,
            lang_field=lang_field or self.lang_field,
            id_field=id_field or self.id_field,
        )

    def accepted_words(self) -> frozenset[str]:
        """Words that are right as they are, in lower case: `accept` and the lines of `accept_files`.

        In such a file, empty lines and lines that start with `#` don't count. Raises ConfigError.
        """
        listed = (word for file in self.accept_files for word in _words(Path(file)))
        return frozenset(word.strip().lower() for word in [*self.accept, *listed])

    def excludes(self, path: str | Path, *, folder: bool = False) -> bool:
        """Is a file, or a folder, left out by `exclude`?"""
        return bool(self.exclude) and matches(tuple(self.exclude), path, folder=folder)

    def for_file(self, path: str | Path) -> Config:
        """The configuration for one file: what `per_file_ignores` says of it is ignored."""
        if not self.per_file_ignores:
            return self
        names = [names for glob, names in self.per_file_ignores.items() if matches((glob,), path)]
        if not names:
            return self
        return msgspec.structs.replace(self, ignore=[*self.ignore, *(name for some in names for name in some)])


def find(start: Path) -> Path | None:
    """The nearest configuration file in a folder or above it; of pyproject.toml, only one with [tool.newslint].

    Raises ConfigError for a pyproject.toml that is not TOML.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _table(path) is not None):
                return path
    return None


def read(path: Path) -> Config:
    """The configuration in a file, with what it extends.

    Where a file extends another, its `lang`, `select`, `severity`, `min-confidence`, `fields`, `lang-field` and
    `id-field` replace those of the other; its other lists and its per-file ignores add to them. Raises ConfigError that
    lists every mistake.
    """
    return _read(path, ())


def _read(path: Path, above: tuple[Path, ...]) -> Config:
    if path.absolute() in above:
        raise ConfigError(f"{path}: extends itself, by way of {above[-1]}; remove one 'extend'")
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: has no table [tool.newslint]; add one, or name another file")
    config = _placed(_valid(table, path), path.absolute().parent)
    if config.extend is None:
        return config
    parent = Path(config.extend)
    if not parent.is_file():
        raise ConfigError(f"{_place(path, 'extend')}: extend: no such file: {parent}")
    return _merged(_read(parent, (*above, path.absolute())), config, table)


def _table(path: Path) -> dict[str, Any] | None:
    """The keys of a configuration file; None for a pyproject.toml that says nothing of newslint."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:  # pragma: no cover - the standard library has it from 3.11 on
        import tomli as tomllib
    text = _text(path)
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


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _valid(table: Mapping[str, Any], path: Path) -> Config:
    fields = {field.name.replace("_", "-"): field for field in msgspec.structs.fields(Config)}
    errors, values = [], {}
    for key, value in table.items():
        if key not in fields:
            from difflib import get_close_matches

            close = get_close_matches(key, fields, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(sorted(fields))}"
            errors.append(f"{_place(path, key)}: unknown key {key!r}; {hint}")
            continue
        try:
            values[fields[key].name] = msgspec.convert(value, fields[key].type)
        except msgspec.ValidationError as error:
            errors.append(f"{_place(path, key)}: {key}: {_plainly(str(error))}")
    if errors:
        raise ConfigError("\n".join(errors))
    return Config(**values)


def _place(path: Path, key: str) -> str:
    """The file and, as TOML keeps no places, the first line that sets the key."""
    text = _text(path)
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
        exclude=[anchored(glob, folder) for glob in config.exclude],
        per_file_ignores={anchored(glob, folder): names for glob, names in config.per_file_ignores.items()},
        baseline=None if config.baseline is None else near(folder / config.baseline),
        extend=None if config.extend is None else near(folder / config.extend),
    )


def near(path: Path) -> str:
    """A path as short as messages want it: relative where it lies below the current folder."""
    whole = Path(os.path.normpath(path))
    return str(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole)


def anchored(glob: str, folder: Path) -> str:
    """A .gitignore pattern of `folder` as one of the file system's root."""
    negation, body = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    root = re.sub(r"([\\*?\[\]! #])", r"\\\1", folder.as_posix().strip("/"))
    inner = body.lstrip("/") if "/" in body.rstrip("/") else f"**/{body}"
    return f"{negation}/{root}/{inner}" if root else f"{negation}/{inner}"


def matches(globs: tuple[str, ...], path: str | Path, *, folder: bool = False) -> bool:
    """Does one of the patterns, which are .gitignore patterns of the file system's root, match a path?"""
    whole = Path(os.path.normpath(Path(path).absolute())).as_posix().lstrip("/")
    return _spec(globs).match_file(whole + "/" if folder else whole)


@lru_cache(maxsize=256)
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(globs)
    except ValueError as error:
        raise ConfigError(f"not a .gitignore pattern: {error}") from error


_ADDING: tuple[str, ...] = ("extend_select", "ignore", "rules", "exclude", "accept", "accept_files")


def _merged(parent: Config, child: Config, table: Mapping[str, Any]) -> Config:
    """What the child says on top of what it extends; `table` holds the keys that it really sets."""
    said = {key.replace("-", "_"): getattr(child, key.replace("-", "_")) for key in table}
    sums: dict[str, Callable[[Any, Any], Any]] = dict.fromkeys(_ADDING, lambda old, new: [*old, *new])
    sums["per_file_ignores"] = lambda old, new: {
        glob: [*old.get(glob, ()), *new.get(glob, ())] for glob in {**old, **new}
    }
    values = {name: sums[name](getattr(parent, name), new) if name in sums else new for name, new in said.items()}
    return msgspec.structs.replace(parent, **(values | {"extend": child.extend}))


def _words(file: Path) -> list[str]:
    lines = (line.strip() for line in _text(file).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def chosen(rules: Sequence[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules that the configuration selects, in their order, and that are severe enough.

    Raises ConfigError for an unknown name.
    """
    known = {rule.name for rule in rules} | {rule.group for rule in rules} | {"all"}
    per_file = (name for names in config.per_file_ignores.values() for name in names)
    for name in [*(config.select or ()), *config.extend_select, *config.ignore, *per_file]:
        if name not in known:
            from difflib import get_close_matches

            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else "'newslint rules' lists them"
            raise ConfigError(f"no rule or group is called {name!r}; {hint}")
    usual = [rule.name for rule in rules if rule.default]
    wanted = {*(config.select if config.select is not None else usual), *config.extend_select}
    severe = SEVERITIES[SEVERITIES.index(config.severity) :]
    picked = (rule for rule in rules if _named(rule, wanted) and not _named(rule, set(config.ignore)))
    return tuple(rule for rule in picked if rule.severity in severe)


def _named(rule: Rule, names: set[str]) -> bool:
    return bool(names & {rule.name, rule.group, "all"})
