"""What decisions come to, carried out: articles mended, findings suppressed, configurations added to.

Each file is written whole or not at all. What can't be written is told, and stops nothing else; its decisions wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from newslint.config import paths, reading
from newslint.config.project import amending
from newslint.config.sidecar import Sidecars
from newslint.config.sidecar_entry import entry, literal
from newslint.files import writing
from newslint.model.errors import ConfigError, NewslintError, ReadError
from newslint.model.findings import Shown
from newslint.model.languages import OwnPhrase
from newslint.review import mending
from newslint.review import outcome as coming
from newslint.rules.utf8 import read_utf8
from newslint.run import suppressing
from newslint.run.journal import history, journal, place
from newslint.run.outcome import Outcome, Task
from newslint.run.plan import Plan

REASON = "reviewed: right as it is"
"""Why something is suppressed where nobody says why."""


class Part(msgspec.Struct, frozen=True):
    """What came of one kind of thing to write: how many were written, what went wrong, and the articles for which
    nothing was.
    """

    count: int = 0
    troubles: list[str] = []
    failed: set[str] = set()


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What was carried out: changes of `texts` in so many `files` by a `run` of the journal, if any; entries of
    `sidecars`; lines of `settings`.
    """

    texts: Part
    sidecars: Part
    settings: Part
    files: int = 0
    run: str | None = None

    @property
    def troubles(self) -> list[str]:
        """What went wrong."""
        return [*self.texts.troubles, *self.sidecars.troubles, *self.settings.troubles]

    @property
    def failed(self) -> set[tuple[coming.Goal, str]]:
        """What was not written, of which article."""
        parts: dict[coming.Goal, Part] = {"text": self.texts, "sidecar": self.sidecars, "settings": self.settings}
        return {(goal, path) for goal, part in parts.items() for path in part.failed}


class Carrier(msgspec.Struct, frozen=True, kw_only=True):
    """Carries out: with the files of a `plan`, as the `task` says; `said` is what the journal says was run, `config`
    the configuration file that is named for all. `path` gives a file's own path for its name in the queue.
    """

    plan: Plan
    task: Task
    said: Sequence[str]
    path: Callable[[str], str]
    config: str | None = None

    def carry_out(self, come: coming.Outcome) -> Carried:
        """Write everything. Raises ConfigError where the journal is not the user's own, before anything is written."""
        texts, run = self._mended(come.edits)
        changed = {path: edits for path, edits in come.edits.items() if path not in texts.failed}
        return Carried(
            texts=texts,
            sidecars=self._silenced(come.silent, changed),
            settings=self._configured(come),
            files=len(changed),
            run=run if changed else None,
        )

    def _mended(self, wanted: coming.Edits) -> tuple[Part, str | None]:
        """Edit articles, on record; also the name of the run."""
        if not wanted:
            return Part(), None
        root = place.home(Path.cwd())
        place.checked(root)
        begun = journal.begun(self.said, root)
        task = msgspec.structs.replace(self.task, journal=journal.Journal(root, begun))
        files = {file.path: file for file in self.plan.files}
        count, troubles, failed = 0, list[str](), set[str]()
        for name, edits in wanted.items():
            file = files.get(self.path(name))
            if file is None:
                gone = ReadError(f"{name}: is no longer among what is checked; its decisions wait")
                outcome = Outcome(path=self.path(name)).failed(gone)
            else:
                outcome = mending.mend(file, self.plan.configs[file.config], task, edits)
            troubles += outcome.troubles
            if outcome.skipped:
                failed.add(name)
            else:
                count += sum(map(len, edits.values()))
        return Part(count, troubles, failed), begun.id

    def _silenced(self, silent: Iterable[tuple[Shown, str, bool]], made: coming.Edits) -> Part:
        """Write entries of sidecars, for texts in which edits were made."""
        sidecars, new, files = Sidecars(), dict[Path, dict[str, None]](), dict[Path, set[str]]()
        troubles, failed = dict[str, None](), set[str]()
        for found, why, wide in silent:
            finding = found.finding
            edits = made.get(finding.path, {}).get((finding.record, finding.field), ())
            one = coming.around(found, [mended.edit for mended in edits])
            try:
                path = suppressing.sidecar_of(sidecars, Path(self.path(finding.path)).absolute().parent)
            except NewslintError as error:
                troubles[str(error)] = None
                failed.add(finding.path)
                continue
            files.setdefault(path, set()).add(finding.path)
            new.setdefault(path, {})[entry(_wide(one) if wide else one, path, why or REASON)] = None
        count = 0
        for path, entries in new.items():
            try:
                suppressing.append(path, entries)
            except NewslintError as error:
                troubles[str(error)] = None
                failed |= files[path]
            else:
                count += len(entries)
        return Part(count, list(troubles), failed)

    def _configured(self, come: coming.Outcome) -> Part:
        """Add to configuration files."""
        new, files = dict[Path, _Addition](), dict[Path, set[str]]()
        troubles, failed = dict[str, None](), set[str]()
        for path in dict.fromkeys((*come.words, *come.phrases, *come.ignores)):
            real = Path(self.path(path))
            try:
                home = _configuration(real, self.config)
            except NewslintError as error:
                troubles[str(error)] = None
                failed.add(path)
                continue
            files.setdefault(home, set()).add(path)
            addition = new.setdefault(home, _Addition())
            addition.words.update(dict.fromkeys(come.words.get(path, ())))
            addition.phrases.update(dict.fromkeys(come.phrases.get(path, ())))
            addition.ignores.extend((_pattern(real, home), *one) for one in come.ignores.get(path, ()))
        count = 0
        for home, addition in new.items():
            try:
                addition.make(home)
            except NewslintError as error:
                troubles[f"{home}: {error}"] = None
                failed |= files[home]
            else:
                count += len(addition.words) + len(addition.phrases) + len(addition.ignores)
        return Part(count, list(troubles), failed)


class _Addition(msgspec.Struct):
    """What is to be added to one configuration file: words, phrases (site, text), ignores (pattern, rule, reason)."""

    words: dict[str, None] = {}
    phrases: dict[tuple[str, str], None] = {}
    ignores: list[tuple[str, str, str]] = []

    def make(self, home: Path) -> None:
        """Add it, or begin a file with it."""
        before = read_utf8(home, ConfigError) if paths.is_file(home) else ""
        is_project = home.name == "pyproject.toml"
        own = [OwnPhrase(text, site or None) for site, text in self.phrases]
        after = amending.amended(before, pyproject=is_project, words=self.words, phrases=own, ignores=self.ignores)
        if after != before:
            writing.save(home, [after])


def left(done: Mapping[str, str | None]) -> set[tuple[str, Path]]:
    """Files that still are what a run made of them, of the runs that carried out decisions: each run and file."""
    root, kept, names = place.home(Path.cwd()), set[tuple[str, Path]](), set(done.values())
    for run in history.runs(root):
        if run.id in names:
            kept |= {(run.id, path) for path in _standing(root, run)}
    return kept


def _standing(root: Path, run: journal.Run) -> Iterator[Path]:
    for whole in history.files(root, run, edits=False):
        path = (root / whole.replaced.path).resolve()
        if _holds(path, whole.replaced.after):
            yield path


def _holds(path: Path, digest: str) -> bool:
    """Has a file the content of that digest?"""
    return path.is_file() and journal.digest(lambda: path.open("rb")) == digest


def _wide(one: Shown) -> Shown:
    """The finding without what tells it from others that read the same."""
    return Shown(msgspec.structs.replace(one.finding, id=None))


def _configuration(file: Path, named: str | None) -> Path:
    """The configuration file of an article: that which is named for all, else the nearest. Raises ConfigError."""
    folder = file.absolute().parent
    top = place.home(folder)
    home = (Path(named).absolute() if named else reading.find(folder)) or top / "newslint.toml"
    if not home.resolve().is_relative_to(top.resolve()):
        raise ConfigError(f"{home}: lies outside of this project, for others too; change it by hand")
    return home


def _pattern(file: Path, home: Path) -> str:
    """A file as a pattern of a configuration's `per-file-ignores`, from its folder."""
    inner = Path(os.path.relpath(file, home.parent)).as_posix()
    return "/" + literal(inner)
