"""The baselines of a run: which one is for which file, what they hide, what is said of them at the end."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

if TYPE_CHECKING:
    from newslint.config.baseline import Baseline
    from newslint.run.outcome import Outcome


class Kept:
    """One baseline in use, by the name of its file; `rules` are those of the user's own, which may be renamed, too."""

    def __init__(self, name: str, content: Baseline | None = None, rules: Sequence[str] = ()) -> None:
        from newslint.config import baseline
        from newslint.config.baseline_use import Use
        from newslint.rules.names import had

        self.name = name
        self._folder = Path(name).absolute().parent
        self.use = Use(baseline.read(Path(name)) if content is None else content, self._gone, had(rules))

    def hear(self, outcome: Outcome) -> Outcome:
        """An outcome without what the baseline knows."""
        key = self.key(outcome.path)
        left, articles = self.use.new(key, outcome.left, more=outcome.more), outcome.articles
        if outcome.skipped:
            self.use.skip(key)
        if not outcome.more:
            places = {(one.finding.record, one.finding.field) for one in left if not one.aside}
            articles = [one for one in articles if (one.record, one.field) in places]
        return structs.replace(outcome, left=left, articles=articles)

    def key(self, path: str) -> str:
        """What the baseline calls a file; bytes of its name that are no UTF-8, which JSON can't say, are spelt out."""
        relative = Path(os.path.relpath(Path(path).absolute(), self._folder)).as_posix()
        return relative.encode("utf-8", "backslashreplace").decode()

    def _gone(self, key: str) -> bool:
        name = re.sub(r"\\udc([89a-f][0-9a-f])", lambda byte: chr(0xDC00 + int(byte[1], 16)), key)
        return not (os.path.lexists(self._folder / key) or os.path.lexists(self._folder / name))

    def within(self, paths: Sequence[str]) -> Within:
        """Which of the baseline's files lie in folders that were checked, or were named."""
        return Within([self.key(path) for path in paths])


class Within:
    """Does a file lie in one of some folders, or is it one of them?"""

    def __init__(self, tops: Sequence[str]) -> None:
        self._tops = tops

    def __call__(self, key: str) -> bool:
        return any((top == "." and not key.startswith("../")) or f"{key}/".startswith(f"{top}/") for top in self._tops)


class Baselines:
    """The baselines of a run: `named` says which one a file has, by its path; None for none.

    `checked` are the paths that were checked with everything that the baselines were made with, so that nothing needs
    what is not found there. `rules` are the user's own.
    """

    def __init__(self, named: Mapping[str, str | None], checked: Sequence[str] = (), rules: Sequence[str] = ()) -> None:
        self._named = named
        self._checked = checked
        self._kept = {name: Kept(name, rules=rules) for name in sorted({name for name in named.values() if name})}

    def __bool__(self) -> bool:
        return bool(self._kept)

    def hear(self, outcome: Outcome) -> Outcome:
        """An outcome without what its file's baseline knows."""
        name = self._named.get(outcome.path) if self._kept else None
        return self._kept[name].hear(outcome) if name else outcome

    def sentences(self) -> Iterator[str]:
        """What they hid, and whether some of it is gone by now."""
        for name, kept in self._kept.items():
            if kept.use.hidden:
                yield f"{name} knows {kept.use.hidden} more."
            stale = len(kept.use.stale(kept.within(self._checked))) if self._checked else 0
            if stale:
                needs = "1 entry" if stale == 1 else f"{stale} entries"
                yield f"{name}: nothing needs {needs} any more; 'newslint baseline prune' drops them."
            if outdated := kept.use.outdated():
                names = ", ".join(map(repr, outdated))
                yield f"{name} has rules by names that are no more ({names}); 'newslint baseline update' renames them."
