"""What decisions come to, carried out: articles mended, findings suppressed, configurations added to.

Each file is written whole or not at all. What can't be written is told, and stops nothing else; its decisions wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from newslint.model.errors import NewslintError, ReadError
from newslint.review.carrying import configuring, mending, silencing
from newslint.review.carrying import outcome as coming
from newslint.review.carrying.configuring import Addition
from newslint.review.item import Item
from newslint.run import suppressing
from newslint.run.journal import history, journal, place
from newslint.run.outcome import Outcome, Task
from newslint.run.plan import File, Plan


class Part(msgspec.Struct, frozen=True):
    """What came of one kind of thing to write: how many were written, what went wrong, and the articles for which
    nothing was.
    """

    count: int = 0
    troubles: list[str] = []
    failed: set[str] = set()


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What was carried out: changes of `texts`, which are the `edits`, by a `run` of the journal, if any; entries of
    `sidecars`; lines of `settings`.
    """

    texts: Part
    sidecars: Part
    settings: Part
    edits: coming.Edits = {}
    run: str | None = None

    @property
    def files(self) -> int:
        """How many articles were changed."""
        return len(self.edits)

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
    the configuration file that is named for all. `path` gives a file's own path for its name in the queue, `text` an
    article by its number there, and `others` the files in which something that is not decided reads the same.
    """

    plan: Plan
    task: Task
    said: Sequence[str]
    path: Callable[[str], str]
    text: Callable[[int], str | None]
    others: silencing.Others
    config: str | None = None

    def carry_out(self, come: coming.Outcome) -> Carried:
        """Write everything. Raises ConfigError where the journal is not the user's own, before anything is written."""
        texts, run = self._mended(come.edits)
        changed = {path: edits for path, edits in come.edits.items() if path not in texts.failed}
        return Carried(
            texts=texts,
            sidecars=self.silenced(come.silent, changed),
            settings=self._configured(come),
            edits=changed,
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

    def silenced(
        self, silent: Iterable[coming.Silent], made: coming.Edits, stale: Iterable[tuple[str, int]] = ()
    ) -> Part:
        """Write entries of sidecars, for texts in which edits were made; those that are `stale`, by file and line, go
        out.
        """
        new, out = dict[Path, dict[str, None]](), dict[Path, set[int]]()
        files, troubles, failed = dict[Path, set[str]](), dict[str, None](), set[str]()
        for source, line in stale:
            out.setdefault(Path(source).absolute(), set()).add(line)
        silent = list(silent)
        try:
            for one in silencing.entries(silent, made, self.others, self.path):
                new.setdefault(one.path, {})[one.text] = None
                files.setdefault(one.path, set()).update(one.articles)
        except NewslintError as error:
            return Part(0, [str(error)], {one.item.finding.path for one in silent})
        count = 0
        for path, entries in new.items():
            try:
                suppressing.append(path, entries, without=out.get(path.absolute(), ()))
            except NewslintError as error:
                troubles[str(error)] = None
                failed |= files[path]
            else:
                count += len(entries)
        return Part(count, list(troubles), failed)

    def file(self, name: str) -> File | None:
        """An article's file, if it is among those that are checked."""
        return next((file for file in self.plan.files if file.path == self.path(name)), None)

    def _configured(self, come: coming.Outcome) -> Part:
        """Add to configuration files."""
        new, files = dict[Path, Addition](), dict[Path, set[str]]()
        troubles, failed = dict[str, None](), set[str]()
        nearest = cache(lambda folder: configuring.configuration(folder, self.config))
        for path in dict.fromkeys((*come.words, *come.phrases, *come.ignores, *come.rules)):
            real = Path(self.path(path))
            try:
                home = nearest(real.absolute().parent)
                rules = self._rules(come.rules.get(path, ()))
            except NewslintError as error:
                troubles[str(error)] = None
                failed.add(path)
                continue
            files.setdefault(home, set()).add(path)
            addition = new.setdefault(home, Addition())
            addition.take(come, path, configuring.pattern(real, home))
            addition.rules.update(dict.fromkeys(rules))
        count = 0
        for home, addition in new.items():
            try:
                addition.make(home)
            except NewslintError as error:
                troubles[f"{home}: {error}"] = None
                failed |= files[home]
            else:
                count += len(addition)
        return Part(count, list(troubles), failed)

    def _rules(self, told: Iterable[tuple[Item, str]]) -> list[tuple[str, str]]:
        """A rule for each line that reads otherwise, numbers aside. Raises ConfigError."""
        alike = {item.what.like: (item, why) for item, why in told}
        return [configuring.rule_of(item, self.text(item.text), why) for item, why in alike.values()]


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
