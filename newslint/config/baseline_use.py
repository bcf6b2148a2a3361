"""Which findings a baseline knows, which are new, and which of its entries nothing needs any more. Pure.

A finding is known if the baseline has one more of its kind for the file; among several of a kind those go first that
stand in the same surroundings. So damage may move and its surroundings may be edited, but one more of a kind is one new
finding: the one in surroundings that nobody knows, else the last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import PurePosixPath

from newslint.config.baseline import Baseline, Entries, Key, key
from newslint.model.findings import Shown
from newslint.model.shown import called

MOST_TRIED = 200
"""Files that may be the one that a file was before it was moved: so many are looked at."""

Keys = tuple[Key, ...]
"""What a finding is known by: as its rule is called, then as it was called once."""


class Rest:
    """What is left of one file's entries while findings use them up."""

    def __init__(self, known: Entries) -> None:
        self._kinds: dict[tuple[str, str], dict[str, int]] = {}
        for (rule, kind, around), count in sorted(known.items()):
            self._kinds.setdefault((rule, kind), {})[around] = count

    def take(self, keys: Keys) -> Key | None:
        """Use up an entry for just this."""
        return next((self._use(key) for key in keys if key.around in self._kinds.get(key[:2], ())), None)

    def take_alike(self, keys: Keys) -> Key | None:
        """Use up an entry for this kind, in whatever surroundings."""
        found = (key for key in keys if key[:2] in self._kinds)
        return next((self._use(key._replace(around=self._last(key))) for key in found), None)

    def _last(self, key: Key) -> str:
        """The last surroundings in which a kind is known: to ask for the first takes longer the more are gone."""
        places = self._kinds[key[:2]]
        around, count = places.popitem()
        places[around] = count
        return around

    def has(self, keys: Keys) -> bool:
        """Is there an entry for this kind?"""
        return any(key[:2] in self._kinds for key in keys)

    def _use(self, key: Key) -> Key:
        places = self._kinds[key[:2]]
        places[key.around] -= 1
        if not places[key.around]:
            del places[key.around]
        if not places:
            del self._kinds[key[:2]]
        return key


class Use:
    """A baseline at work in one run: what is new, what was known, which entries nothing needs.

    The entries of a file that is `gone` go to one of the same name that has none, in another folder, if at least half
    of what each has the other has too: it was moved. `former` are the names that rules had, by those that they have.
    """

    def __init__(
        self, baseline: Baseline, gone: Callable[[str], bool], former: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.baseline = baseline
        self._former = former or {}
        self.hidden = 0
        """How many findings were known."""
        self._gone = gone
        self._rest: dict[str, Rest] = {}
        self._found: dict[str, Counter[Key]] = {}
        self._used: dict[str, Counter[Key]] = {}
        self._moved: dict[str, str] = {}
        self._lost: dict[str, bool] = {}
        self._skipped: set[str] = set()
        self._waiting: list[tuple[Keys, Shown]] = []

    def new(self, path: str, left: Sequence[Shown], *, more: bool = False) -> list[Shown]:
        """What a file, or the next part of one that has `more`, holds that the baseline does not know."""
        named = [(self._keys(one), one) for one in left]
        if path not in self._rest:
            self._rest[path] = Rest(self.baseline.files.get(self._source(path, [keys for keys, _ in named]), {}))
            self._found[path], self._used[path] = Counter(), Counter()
        rest = self._rest[path]
        self._found[path].update(keys[0] for keys, _ in named)
        unknown = [(keys, one) for keys, one in named if not self._use(path, rest.take(keys))]
        if more:
            self._waiting += [(keys, one) for keys, one in unknown if rest.has(keys)]
            return [one for keys, one in unknown if not rest.has(keys)]
        waiting, self._waiting = [*self._waiting, *unknown], []
        return [one for keys, one in waiting if not self._use(path, rest.take_alike(keys))]

    def _keys(self, one: Shown) -> Keys:
        old = (key(called(one, name)) for name in self._former.get(one.finding.rule, ()))
        return (key(one), *old)

    def _use(self, path: str, key: Key | None) -> bool:
        if key is not None:
            self._used[path][key] += 1
            self.hidden += 1
        return key is not None

    def _source(self, path: str, found: Sequence[Keys]) -> str:
        """The path under which the baseline knows a file."""
        if path in self.baseline.files or not found:
            return path
        for old in islice(self._alike(PurePosixPath(path).name, found), MOST_TRIED):
            known = Counter(self.baseline.files[old])
            mine = Counter(next((key for key in keys if key in known), keys[0]) for keys in found)
            if 2 * (known & mine).total() >= max(known.total(), mine.total()):
                self._moved[old] = path
                return old
        return path

    def _alike(self, name: str, found: Sequence[Keys]) -> Iterator[str]:
        """The files of a name that are gone and not found again, of those that have half of what is found: such a file
        has one of the rarest of its kinds, of which half of them are.
        """
        counted, left = Counter(found), len(found) // 2
        lists = {keys: [some for key in keys if (some := self._having.get((name, key)))] for keys in counted}
        for keys in sorted(counted, key=lambda keys: sum(map(len, lists[keys]))):
            for some in lists[keys]:
                while some and not self._is_lost(some[-1]):
                    some.pop()
                yield from (old for old in reversed(some) if self._is_lost(old))
            left -= counted[keys]
            if left < 0:
                return

    def _is_lost(self, old: str) -> bool:
        if old not in self._lost:
            self._lost[old] = self._gone(old)
        return self._lost[old] and old not in self._moved

    @cached_property
    def _having(self) -> dict[tuple[str, Key], list[str]]:
        """The files in which something is known, by their names and that; the last first."""
        having: dict[tuple[str, Key], list[str]] = {}
        for path in sorted(self.baseline.files, reverse=True):
            name = PurePosixPath(path).name
            for known in self.baseline.files[path]:
                having.setdefault((name, known), []).append(path)
        return having

    def outdated(self) -> list[str]:
        """Names by which it knew findings and which their rules no longer have."""
        former = {name for names in self._former.values() for name in names}
        return sorted({key.rule for used in self._used.values() for key in used} & former)

    def skip(self, path: str) -> None:
        """Of this file nothing is known, or not all: what the baseline says of it stays."""
        self._skipped.add(path)

    def stale(self, within: Callable[[str], bool]) -> Baseline:
        """The entries that nothing needs: of files that were checked, and of those that lie `within` what was checked
        and are gone, or no articles any more.
        """
        rest = ((path, Counter(known) - self._needed(path, known, within)) for path, known in self._baseline())
        return Baseline({path: known for path, known in rest if known})

    def pruned(self, within: Callable[[str], bool]) -> Baseline:
        """The baseline without stale entries; what was moved is where it is now."""
        kept = ((self._moved.get(path, path), self._needed(path, known, within)) for path, known in self._baseline())
        return Baseline({path: known for path, known in kept if known})

    def updated(self, within: Callable[[str], bool]) -> Baseline:
        """The baseline with everything that was found and no stale entries."""
        found = {path: known for path, known in self._found.items() if known and path not in self._skipped}
        return Baseline({**self.pruned(within).files, **found})

    def _baseline(self) -> Iterator[tuple[str, Entries]]:
        return iter(self.baseline.files.items())

    def _needed(self, path: str, known: Entries, within: Callable[[str], bool]) -> Counter[Key]:
        now = self._moved.get(path, path)
        if path in self._skipped or now in self._skipped:
            return Counter(known)
        if now in self._used:
            return self._used[now]
        return Counter() if within(path) else Counter(known)
