"""One record of JSON with fields put beside its texts: nothing that is there is spelled anew, but such fields."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from newslint.files import beside, jsonrecord, jsontext
from newslint.files.jsontext import Member, Path, Value
from newslint.files.parts import Change
from newslint.files.records import Wanted
from newslint.model.edits import splice
from newslint.model.findings import Edit


def edits(
    text: str, at: int, found: Sequence[Value], wanted: Wanted, changes: Mapping[str, Change], *, ascii: bool
) -> list[Edit]:
    """What puts fields beside the texts of the record at `at`, in which the values were `found`; sorted.

    A list of texts gets a list beside it. What is said once of a record stands at its end; of a record that is a list,
    at the end of the object that holds its first text. New letters beyond ASCII are escaped where the record escapes
    its own, and with `ascii`.
    """
    page = _Page.of(text, at)
    mended = list(jsonrecord.edits(text, found, wanted, changes, ascii=ascii))
    holders = page.holders(value for _, value in jsonrecord.texts(found, wanted))
    if not holders:
        return []
    escape = ascii or (page.raw.isascii() and "\\u" in page.raw)
    made = [edit for member in holders for edit in page.put(member, _copy(text, member, mended))]
    told = beside.record(list(changes.values()))
    home = page.home(holders[0])
    spaced = page.spaced(home)
    said = ((name, _spelled(value, ascii=escape, spaced=spaced)) for name, value in told.items())
    return sorted([*made, *page.close(home, said)], key=lambda edit: edit.start)


def _copy(text: str, member: Member, edits: Iterable[Edit]) -> str:
    """The value of a member with the edits in it made."""
    inside = (edit for edit in edits if member.start <= edit.start and edit.end <= member.end)
    moved = [Edit(edit.start - member.start, edit.end - member.start, edit.new) for edit in inside]
    return splice(text[member.start : member.end], moved)


def _spelled(value: Any, *, ascii: bool, spaced: bool) -> str:
    said = json.dumps(value, ensure_ascii=ascii, separators=(", ", ": ") if spaced else (",", ":"))
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", said)


_SURROGATE = re.compile("[\ud800-\udfff]")


class _Page(msgspec.Struct, frozen=True):
    """A record's text, where it begins, and the members of each of its objects in the order in which they stand."""

    text: str
    start: int
    objects: dict[int, list[Member]]
    paths: dict[Path, list[Member]]

    @classmethod
    def of(cls, text: str, at: int) -> _Page:
        """The record at `at`."""
        page = cls(text, at, {}, {})
        for member in sorted(jsontext.members(text, at), key=lambda member: member.key):
            page.objects.setdefault(member.object, []).append(member)
            page.paths.setdefault(member.path, []).append(member)
        return page

    @property
    def raw(self) -> str:
        """The text of its members."""
        ends = (members[-1].end for members in self.objects.values())
        return self.text[self.start : max(ends, default=self.start)]

    def holders(self, values: Iterable[Value]) -> list[Member]:
        """The members whose values are texts, or lists of them, in their order."""
        found: dict[int, Member] = {}
        for value in values:
            path = value.path
            while isinstance(path[-1], int):
                path = path[:-1]
            same = self.paths[path]
            member = same[bisect_right([one.start for one in same], value.start) - 1]
            found[member.key] = member
        return list(found.values())

    def home(self, holder: Member) -> list[Member]:
        """The members of the record; of one that is a list, those beside its first text."""
        return self.objects.get(jsontext.space(self.text, self.start)) or self.objects[holder.object]

    def put(self, member: Member, raw: str) -> Iterator[Edit]:
        """The member's value, mended, beside it, or where it was put before."""
        siblings = self.objects[member.object]
        name = beside.mended(str(member.path[-1]))
        turn = [one.key for one in siblings if one.path == member.path].index(member.key)
        there = [one for one in siblings if one.path[-1] == name]
        if turn < len(there):
            yield Edit(there[turn].start, there[turn].end, raw)
        else:
            yield Edit(member.end, member.end, self._member(siblings, name, raw))

    def close(self, members: Sequence[Member], said: Iterable[tuple[str, str]]) -> Iterator[Edit]:
        """What is said of the record, where it was said before, or at the end of an object."""
        there = {member.path[-1]: member for member in members}
        for name, raw in said:
            known = there.get(name)
            if known:
                yield Edit(known.start, known.end, raw)
            else:
                end = members[-1].end
                yield Edit(end, end, self._member(members, name, raw))

    def spaced(self, members: Sequence[Member]) -> bool:
        """Does a blank follow the colons of an object?"""
        return self.text[members[0].colon : members[0].start].endswith(" ")

    def _member(self, siblings: Sequence[Member], name: str, raw: str) -> str:
        """A new member as it is written behind another one: as the object writes its own."""
        first = siblings[0]
        blank = self._before(siblings[1] if len(siblings) > 1 else first)
        if len(siblings) == 1 and "\n" not in blank:
            blank = " " if self.spaced(siblings) else ""
        return f",{blank}{json.dumps(name)}{self.text[first.colon : first.start]}{raw}"

    def _before(self, member: Member) -> str:
        at = member.key
        while self.text[at - 1] in " \t\n\r":
            at -= 1
        return self.text[at : member.key]
