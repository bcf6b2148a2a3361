"""The findings that wait, in the order in which they are worth deciding, and what is decided of each.

It lives in a temporary database, so that a corpus with a million findings takes no memory; what is decided is in the
decisions file, and this forgets it with the process.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from newslint.config.fingerprint import NEAR, place
from newslint.config.globs import sound
from newslint.config.sidecar_entry import NEAR as LONG
from newslint.config.sidecar_entry import Room
from newslint.model.findings import Finding, Shown
from newslint.review.decision import Decision, What
from newslint.review.item import COLUMNS, READ, Around, Item, State, cells, read
from newslint.run.outcome import Article

# The number of a finding is never given to another one: a page may show what is checked anew by now.
_TABLES = """
CREATE TABLE texts (id INTEGER PRIMARY KEY, path TEXT, record INTEGER, field TEXT, lang TEXT, text TEXT);
CREATE TABLE items (
  id INTEGER PRIMARY KEY AUTOINCREMENT, text INTEGER, path TEXT, place TEXT, record INTEGER, field TEXT, ident TEXT,
  rule TEXT, rule_group TEXT, severity TEXT, start INTEGER, stop INTEGER,
  line INTEGER, col INTEGER, end_line INTEGER, end_col INTEGER,
  match TEXT, before TEXT, after TEXT, message TEXT, fix TEXT, safe INTEGER, confidence REAL, evidence TEXT,
  fingerprint TEXT, alike TEXT, site TEXT, lang TEXT, worth REAL, room_left INTEGER, room_right INTEGER, rank INTEGER,
  state TEXT DEFAULT 'open', decision TEXT
);
"""
_INDICES = """
CREATE INDEX IF NOT EXISTS by_rank ON items(rank);
CREATE INDEX IF NOT EXISTS by_fingerprint ON items(fingerprint);
CREATE INDEX IF NOT EXISTS by_likeness ON items(site, alike);
CREATE INDEX IF NOT EXISTS by_place ON items(place, rule);
CREATE INDEX IF NOT EXISTS by_path ON items(path);
CREATE INDEX IF NOT EXISTS by_match ON items(match);
CREATE INDEX IF NOT EXISTS by_decision ON items(decision);
CREATE INDEX IF NOT EXISTS by_text ON items(text, start);
CREATE INDEX IF NOT EXISTS by_facets ON items(rule, site, lang, state);
"""
_RANKED = """
WITH groups AS (SELECT site, alike, SUM(worth) AS sum FROM items GROUP BY site, alike),
order_of AS (
  SELECT items.id AS id, ROW_NUMBER() OVER (ORDER BY groups.sum DESC, items.site, items.alike, items.id) AS number
  FROM items JOIN groups USING (site, alike)
)
UPDATE items SET rank = (SELECT number FROM order_of WHERE order_of.id = items.id)
"""


_INSERT = f"INSERT INTO items ({', '.join(COLUMNS)}) VALUES ({', '.join('?' for _ in COLUMNS)})"  # noqa: S608
_SELECT = f"SELECT {', '.join(READ)} FROM items"  # noqa: S608

_FACETS = ("rule", "site", "lang", "state")
"""What findings can be chosen by, beside how sure they are."""

TELLING = 8
"""Code points on one side of a finding that tell it from others where the other side reads otherwise by now; chosen."""

_BEFORE = "SUBSTR(before, -:left) = :before"
_AFTER = "SUBSTR(after, 1, :right) = :after"

MOST_VALUES = 200
"""Values of each that the page offers; a corpus has more sites than a list can hold."""


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which findings are wanted; what is not said does not matter. `least` and `most` bound the confidence."""

    rule: str | None = None
    site: str | None = None
    lang: str | None = None
    state: State | None = None
    fixable: bool | None = None
    least: float = 0.0
    most: float = 1.0

    def clause(self) -> tuple[str, list[Any]]:
        """It as SQL, and its values."""
        parts, values = list[str](), list[Any]()
        if (self.least, self.most) != (0.0, 1.0):
            parts.append("confidence BETWEEN ? AND ?")
            values += [self.least, self.most]
        given = {"rule": self.rule, "site": self.site, "lang": self.lang, "state": self.state}
        for name, value in given.items():
            if value is not None:
                parts.append(f"{name} = ?")
                values.append(value)
        if self.fixable is not None:
            parts.append(f"fix IS {'NOT ' if self.fixable else ''}NULL")
        return " AND ".join(parts) or "TRUE", values


class Queue:
    """The findings of a review."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="newslint-review-")
        self._odd: dict[str, str] = {}
        self._base = sqlite3.connect(Path(self._folder.name) / "queue.sqlite", check_same_thread=False)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.executescript(_TABLES)

    def close(self) -> None:
        """Forget all."""
        self._base.close()
        self._folder.cleanup()

    def add(self, found: Iterable[tuple[Shown, Room]], articles: Iterable[Article]) -> None:
        """Findings of one file, each with the room around it, and the texts that they are of."""
        texts = {(one.record, one.field): one for one in articles}
        numbers: dict[tuple[int | None, str | None], int] = {}
        places: dict[str, str] = {}
        for one, room in found:
            key, path = (one.finding.record, one.finding.field), one.finding.path
            if path not in places:
                places[path] = place(path)
                self._odd.update({sound(path): path} if sound(path) != path else {})
            if key not in numbers:
                numbers[key] = self._text(one.finding, texts.get(key))
            self._base.execute(_INSERT, cells(one, Around(numbers[key], texts.get(key), places[path], room)))

    def _text(self, finding: Finding, article: Article | None) -> int:
        row = (finding.path, finding.record, finding.field, article and article.lang, article and sound(article.text))
        number = self._base.execute(
            "INSERT INTO texts (path, record, field, lang, text) VALUES (?, ?, ?, ?, ?)", (sound(row[0]), *row[1:])
        ).lastrowid
        return number or 0

    def arrange(self) -> None:
        """Put all into the order in which they are worth deciding; when all have been added."""
        self._base.executescript(_INDICES)
        self._base.execute(_RANKED)
        self._base.commit()

    def drop(self, paths: Iterable[str]) -> None:
        """Forget the findings of some files."""
        for path in map(sound, paths):
            self._base.execute("DELETE FROM texts WHERE path = ?", (path,))
            self._base.execute("DELETE FROM items WHERE path = ?", (path,))

    def clear(self) -> None:
        """Forget all findings."""
        self._base.execute("DELETE FROM texts")
        self._base.execute("DELETE FROM items")

    def decide(self, decisions: Iterable[Decision]) -> int:
        """What is decided counts, in this order; how many findings that is said of."""
        count = 0
        for one in decisions:
            where, values = _covers(one)
            query = f"UPDATE items SET state = ?, decision = ? WHERE {where}"  # noqa: S608 - fixed text
            count += self._base.execute(query, (one.verdict, one.id, *values)).rowcount
        return count

    def reconsider(self, decisions: Iterable[Decision]) -> None:
        """Only these decisions count."""
        self._base.execute("UPDATE items SET state = 'open', decision = NULL WHERE decision IS NOT NULL")
        self.decide(decisions)

    def covered(self, decision: Decision) -> int:
        """How many findings a decision speaks of, decided already or not."""
        where, values = _covers(decision)
        return self._count(where, values)

    def total(self, wanted: Filter) -> int:
        """How many findings there are of a kind."""
        return self._count(*wanted.clause())

    def _count(self, where: str, values: Sequence[Any]) -> int:
        found: int = self._base.execute(f"SELECT COUNT(*) FROM items WHERE {where}", values).fetchone()[0]  # noqa: S608
        return found

    def facets(self, wanted: Filter) -> dict[str, list[tuple[str, int]]]:
        """For rules, sites, languages and states: how many findings there are of each, were only that not chosen."""
        chosen = {name: getattr(wanted, name) for name in _FACETS}
        where, values = msgspec.structs.replace(wanted, **dict.fromkeys(_FACETS)).clause()
        names = ", ".join(_FACETS)
        query = f"SELECT {names}, COUNT(*) FROM items WHERE {where} GROUP BY {names}"  # noqa: S608 - fixed text
        counts: dict[str, Counter[str]] = {name: Counter() for name in _FACETS}
        for *told, count in self._base.execute(query, values):
            found = [value or "" for value in told]
            other = [name for name, value in zip(_FACETS, found, strict=True) if chosen[name] not in (None, value)]
            for name, value in zip(_FACETS, found, strict=True):
                if not other or other == [name]:
                    counts[name][value] += count
        return {name: counted.most_common(MOST_VALUES) for name, counted in counts.items()}

    def open(self) -> dict[str, int]:
        """How many findings of each rule are not decided."""
        return dict(self._base.execute("SELECT rule, COUNT(*) FROM items WHERE state = 'open' GROUP BY rule"))

    def after(self, rank: int, wanted: Filter, most: int, *, back: bool = False) -> list[Item]:
        """The next findings of a kind from a place in the order on, or the last ones before it."""
        where, values = wanted.clause()
        sign, way = ("<", "DESC") if back else (">", "ASC")
        query = f"{_SELECT} WHERE rank {sign} ? AND {where} ORDER BY rank {way} LIMIT ?"
        found = [read(row) for row in self._base.execute(query, (rank, *values, most)).fetchall()]
        alike = {(one.what.site, one.what.like): 0 for one in found}
        alike.update({group: self._count("site = ? AND alike = ?", group) for group in alike})
        return [msgspec.structs.replace(one, alike=alike[one.what.site, one.what.like]) for one in found]

    def item(self, number: int) -> Item | None:
        """One finding by its number."""
        row = self._base.execute(f"{_SELECT} WHERE id = ?", (number,)).fetchone()
        return self._item(row) if row else None

    def text(self, number: int) -> str | None:
        """A text by its number; None where it is too long to be kept."""
        row = self._base.execute("SELECT text FROM texts WHERE id = ?", (number,)).fetchone()
        return row[0] if row else None

    def decided(self, *states: State) -> Iterator[Item]:
        """The findings that are decided so, by file, text and place."""
        marks = ", ".join("?" for _ in states)
        query = f"{_SELECT} WHERE state IN ({marks}) ORDER BY path, record, field, start, stop"
        for row in self._base.execute(query, states).fetchall():
            yield read(row)

    def spoken(self, decision: Decision) -> list[Item]:
        """The findings that a decision speaks of."""
        where, values = _covers(decision)
        return [read(row) for row in self._base.execute(f"{_SELECT} WHERE {where}", values).fetchall()]

    def of(self, path: str) -> list[Item]:
        """The findings of a file."""
        return [read(row) for row in self._base.execute(f"{_SELECT} WHERE path = ?", (sound(path),)).fetchall()]

    def beside(self, item: Item) -> list[Item]:
        """The findings of a finding's text."""
        rows = self._base.execute(f"{_SELECT} WHERE text = ? ORDER BY start", (item.text,)).fetchall()
        return [read(row) for row in rows]

    def others(self, item: Item, decision: str) -> set[str]:
        """The files in which a finding of the same rule reads the same, of which a decision says nothing."""
        match, far = item.finding.match, 2 * LONG
        same, values = ("match = ?", [match]) if len(match) <= far else (f"SUBSTR(match, 1, {far}) = ?", [match[:far]])
        query = f"SELECT DISTINCT path FROM items WHERE {same} AND rule = ? AND decision IS NOT ?"  # noqa: S608
        return {row[0] for row in self._base.execute(query, (*values, item.finding.rule, decision))}

    def fitting(self, decision: Decision) -> Decision | None:
        """The decision as it fits what is found now; None where it fits nothing.

        One on a single finding that has another name by now fits the only one that reads the same: its file was moved,
        its record got another id. Where one of its neighbours was mended, it fits the only one in its text around which
        one side still reads the same.
        """
        if self.covered(decision):
            return decision
        if decision.reach != "place":
            return None
        what = decision.what
        before, after = what.before[-NEAR:], what.after[:NEAR]
        sides = [side for side, text in ((_BEFORE, before), (_AFTER, after)) if len(text.strip()) >= TELLING]
        here = "place = ? AND ident IS ? AND field IS ?"
        found = self._named(f"{_BEFORE} AND {_AFTER}", what, ()) or (
            self._named(f"({' OR '.join(sides)}) AND {here}", what, (what.path, what.id, what.field)) if sides else None
        )
        if not found:
            return None
        return msgspec.structs.replace(decision, what=msgspec.structs.replace(what, fingerprint=found))

    def _named(self, where: str, what: What, more: Sequence[Any]) -> str | None:
        """The name of the only finding of the same rule and text of which something is so."""
        before, after = what.before[-NEAR:], what.after[:NEAR]
        around = {"before": before, "left": max(len(before), 1), "after": after, "right": len(after)}
        told = {f"more{number}": value for number, value in enumerate(more)}
        for name in told:
            where = where.replace("?", f":{name}", 1)
        query = f"SELECT fingerprint FROM items WHERE match = :match AND rule = :rule AND {where} LIMIT 2"  # noqa: S608
        found = self._base.execute(query, {"match": what.match, "rule": what.rule, **around, **told}).fetchall()
        return found[0][0] if len(found) == 1 else None

    def file(self, place: str) -> Path:
        """Where the file at a place lies: that of some finding, else as from the current folder."""
        row = self._base.execute("SELECT path FROM items WHERE place = ? LIMIT 1", (sound(place),)).fetchone()
        return Path(self.path(row[0]) if row else place).resolve()

    def path(self, name: str) -> str:
        """A file's own path; a name that is not UTF-8 is held by another."""
        return self._odd.get(name, name)

    def _item(self, row: sqlite3.Row) -> Item:
        one = read(row)
        alike = self._count("site = ? AND alike = ?", (one.what.site, one.what.like))
        return msgspec.structs.replace(one, alike=alike)


def _covers(decision: Decision) -> tuple[str, list[Any]]:
    """Which findings a decision speaks of, as SQL."""
    what = decision.what
    if decision.reach in ("like", "phrase", "rule"):
        return "site = ? AND alike = ?", [what.site, what.like]
    if decision.reach == "word":
        return "match = ? AND rule = ?", [what.match, what.rule]
    if decision.reach == "file":
        return "place = ? AND rule = ?", [what.path, what.rule]
    return "fingerprint = ?", [what.fingerprint]
