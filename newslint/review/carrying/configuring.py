"""What goes into configurations: words, phrases, rules of one's own, ignores, thresholds. A file is written whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from newslint.config import paths, reading
from newslint.config.project import amending
from newslint.config.sidecar_entry import literal
from newslint.files import writing
from newslint.linter.examples import cases, failures
from newslint.model.errors import ConfigError, NewslintError
from newslint.model.languages import OwnPhrase
from newslint.model.visible import visible
from newslint.profile import house
from newslint.profile.keys import key
from newslint.review.carrying.outcome import Outcome
from newslint.review.item import Item
from newslint.rules.load import load_path
from newslint.rules.utf8 import read_utf8
from newslint.run.journal import place

HOUSE = "house"
"""The folder beside a configuration for rules of one's own."""


class Addition(msgspec.Struct):
    """What is to be added to one configuration file: words, phrases (site, text), ignores (pattern, rule, reason),
    rules (the name of a file in the folder for them, and YAML); rules that shall not run; the least confidence.
    """

    words: dict[str, None] = {}
    phrases: dict[tuple[str, str], None] = {}
    ignores: list[tuple[str, str, str]] = []
    rules: dict[tuple[str, str], None] = {}
    silent: list[str] = []
    least: float | None = None

    def __len__(self) -> int:
        counts = len(self.words), len(self.phrases), len(self.ignores), len(self.rules), len(self.silent)
        return sum(counts) + (self.least is not None)

    def take(self, come: Outcome, path: str, pattern: str) -> None:
        """Add what decisions on a file come to; `pattern` is the file as the configuration would name it."""
        self.words.update(dict.fromkeys(come.words.get(path, ())))
        self.phrases.update(dict.fromkeys(come.phrases.get(path, ())))
        self.ignores.extend((pattern, *one) for one in come.ignores.get(path, ()))

    def make(self, home: Path) -> None:
        """Add it, or begin a file with it. Raises ConfigError or ReadError."""
        before = read_utf8(home, ConfigError) if paths.is_file(home) else ""
        after = amending.amended(
            before,
            pyproject=home.name == "pyproject.toml",
            words=self.words,
            phrases=[OwnPhrase(text, site or None) for site, text in self.phrases],
            ignores=self.ignores,
            rules=[HOUSE] if self.rules else [],
            groups=dict.fromkeys(Path(name).stem for name, _ in self.rules),
            silent=self.silent,
            least=self.least,
        )
        for name in dict.fromkeys(name for name, _ in self.rules):
            _append(home.parent / HOUSE / name, [text for file, text in self.rules if file == name], home.parent)
        if after != before:
            writing.save(home, [after])


def _append(path: Path, rules: Iterable[str], within: Path) -> None:
    """Add rules to a file of them; one that is there already is not added again. No link leads out of a folder."""
    if path.parent.is_symlink():
        raise ConfigError(f"{path.parent}: is a link, so nothing is written there; put a folder in its place")
    before = read_utf8(path, ConfigError) if paths.is_file(path) else ""
    new = [rule for rule in rules if _name(rule) not in before]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        writing.save(
            path, [before, "" if not before or before.endswith("\n\n") else "\n", "\n".join(new)], within=within
        )


def _name(rule: str) -> str:
    return next(line for line in rule.splitlines() if line.startswith("- name: ")) + "\n"


def rule_of(item: Item, text: str | None, why: str) -> tuple[str, str]:
    """The rule that finds lines like a decided one: the name of its file, and itself as YAML. Raises ConfigError."""
    line, digest = item.finding.match.strip(), key(item.finding.match)
    rows = [row.strip() for row in (text or "").split("\n") if row.strip()]
    if digest is None or len(line.splitlines()) != 1 or line not in rows:
        raise ConfigError(f"{item.finding.place}: no rule is made of {line[:60]!r}; it is no line with words in it")
    at, site = rows.index(line), item.what.site
    around = (rows[at - 1] if at else "", line, rows[at + 1] if at + 1 < len(rows) else "")
    seen = house.Seen(*around, item.what.lang)
    about = house.About(house.named(site, digest), site, _said(item), why or "Reviewed: the site prints it.")
    others = [row for number, row in enumerate(rows) if number != at and key(row) != digest]
    made = house.rule(about, seen, others)
    if made is None:
        raise ConfigError(
            f"{item.finding.place}: no rule is made of {line[:60]!r}; its article has too few other lines to show what "
            "it is not; make it a phrase"
        )
    _proved(made, item)
    return house.file_name(site), made


def _proved(made: str, item: Item) -> None:
    """Raises ConfigError for a rule that does not do what its examples say."""
    with tempfile.TemporaryDirectory(prefix="newslint-rule-") as folder:
        path = Path(folder) / "rule.yaml"
        path.write_text(made, encoding="utf-8")
        try:
            wrong = [fault for rule in load_path(path) for case in cases(rule) for fault in failures(case)]
        except NewslintError as error:
            raise ConfigError(f"{item.finding.place}: no rule is made of it: {error}") from error
    if wrong:
        raise ConfigError(f"{item.finding.place}: no rule is made of it: {wrong[0].word}: {wrong[0].detail}")


def _said(item: Item) -> str:
    return f"Decided in a review, of {visible(item.what.path)}"


def configuration(folder: Path, named: str | None) -> Path:
    """The configuration file of a folder: that which is named for all, else the nearest. Raises ConfigError."""
    top = place.home(folder)
    home = (Path(named).absolute() if named else reading.find(folder)) or top / "newslint.toml"
    if not home.resolve().is_relative_to(top.resolve()):
        raise ConfigError(f"{home}: lies outside of this project, for others too; change it by hand")
    return home


def pattern(file: Path, home: Path) -> str:
    """A file as a pattern of a configuration's `per-file-ignores`, from its folder."""
    inner = Path(os.path.relpath(file, home.parent)).as_posix()
    return "/" + literal(inner)
