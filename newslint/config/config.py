"""Configuration: `newslint.toml`, or `[tool.newslint]` of pyproject.toml; the nearest one above a file wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from newslint.config.globs import matches
from newslint.model.errors import ConfigError
from newslint.model.findings import Severity
from newslint.model.languages import OwnPhrase
from newslint.rules.utf8 import read_utf8

MOST_WORDS = 10_000_000
"""Characters of all lists of accepted words together: a million words."""


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
    phrases: list[str | OwnPhrase] = []
    """lines that are [left over](#your-own-phrases), on all sites or on one"""
    phrase_files: list[str] = []
    """files with such lines; empty ones and those that start with `#` don't count"""
    fields: list[str] = []
    """the fields of a data file that hold text; without it, those of [the usual names](formats.md)"""
    lang_field: str | None = None
    """the field that tells a record's language; without it, `lang` or `language`"""
    site_field: str | None = None
    """the field that names a record's site; without it, `site`, `domain` or `hostname`, or the host of its address"""
    id_field: str | None = None
    """the field that tells which record it is; without it, `id`, `url`, `link`, `guid` or `uri`"""
    profile: str | None = None
    """the file of `newslint learn` that knows [what repeats on each site](how-to-corpus.md)"""
    baseline: str | None = None
    """the file that knows [the findings of old](baseline.md), which are not reported; without it, a
    `newslint-baseline.json` in the current folder or above it in its git repository"""
    severity: Severity = "info"
    """only rules that are at least so severe: `"info"`, `"warning"` or `"error"`"""
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    """only findings at least so sure, from 0 to 1"""
    max_deleted: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.9
    """of a text of which `--fix` would take away more than this share it mends the characters alone, and tells of it"""
    journal: bool = True
    """whether `--fix` writes down what it changes, so that `newslint undo` can take it back"""
    journal_days: Annotated[float, msgspec.Meta(ge=0)] = 30
    """runs older than this are forgotten, at the next run with `--fix`; counts in [your own](#yours-alone) only"""
    journal_megabytes: Annotated[float, msgspec.Meta(ge=0)] = 1000
    """beyond this size of all that is on record, the oldest runs are forgotten, but for those of the last hour; counts
    in [your own](#yours-alone) only"""
    extend: str | None = None
    """another configuration file to start from"""

    @classmethod
    def of(cls, given: Config | str | Path | None) -> Config:
        """The configuration itself, read from a path, or the defaults. Raises ConfigError."""
        if given is None:
            return cls()
        from newslint.config.reading import read

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
        site_field: str | None = None,
        profile: str | None = None,
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
            site_field=site_field or self.site_field,
            profile=profile or self.profile,
        )

    def own_phrases(self) -> tuple[OwnPhrase, ...]:
        """The lines that the user calls left over: `phrases` and the lines of `phrase_files`. Raises ConfigError."""
        listed = [one if isinstance(one, OwnPhrase) else OwnPhrase(one) for one in self.phrases]
        lines = (line for file in dict.fromkeys(self.phrase_files) for line in _words(_listed(file)))
        return tuple(dict.fromkeys([*listed, *map(OwnPhrase, lines)]))

    @property
    def identity(self) -> bytes:
        """What tells it from any other configuration; paths in it need not be Unicode."""
        return repr(self).encode("utf-8", "surrogatepass")

    def accepted_words(self) -> frozenset[str]:
        """Words that are right as they are, in lower case: `accept` and the lines of `accept_files`.

        In such a file, empty lines and lines that start with `#` don't count. Raises ConfigError.
        """
        listed, room = set[str](), MOST_WORDS
        for file in dict.fromkeys(self.accept_files):
            text = read_utf8(Path(file), ConfigError, MOST_WORDS)
            room -= len(text)
            if room < 0:
                most = MOST_WORDS // 1_000_000
                raise ConfigError(f"{file}: with the lists before it, more than {most} MB of words; leave some out")
            listed.update(_words(text))
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


def _listed(file: str) -> str:
    return read_utf8(Path(file), ConfigError, MOST_WORDS)


def _words(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.splitlines())
    return (line for line in lines if line and not line.startswith("#"))
