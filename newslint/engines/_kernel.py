"""What every engine asks: the findings of a value out of somebody's data, or the value mended, with what was taken.

A value may be anything. What is missing (None, NaN) and what is no text comes back as it is. What can't be judged, for
it is no UTF-8, or longer than any article, comes back as it is with a finding that says so, of the rule
`unreadable-record`. No value raises.

    >>> kernel = Kernel(linter=Linter("en"))
    >>> [one.finding.rule for one in kernel.check("The talks ended .")]
    ['space-before-punctuation']
    >>> mended = kernel.mend("The talks ended .")
    >>> mended.text, [(one.start, one.end, one.old, one.new) for one in mended.taken]
    ('The talks ended.', [(15, 16, ' ', '')])
    >>> kernel.check(None), kernel.mend(None).text
    ([], None)
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import msgspec

from newslint.config.fingerprint import Fingerprints
from newslint.evidence.scores.scores import Scores
from newslint.files import beside, parts, records
from newslint.files.beside import Taken
from newslint.files.parts import Fields
from newslint.files.records import Said
from newslint.linter import scores
from newslint.linter.linter import Linter
from newslint.model.documents import Document, Origin
from newslint.model.errors import failure
from newslint.model.findings import Finding, Hit, Shown
from newslint.model.found import Region, found
from newslint.model.shown import shown
from newslint.run.examine import UNREADABLE_RECORD, change

if TYPE_CHECKING:
    from typing_extensions import Unpack

LONGEST = 10_000_000
"""Code points; a longer value is no article, and a check of it would hold up all that come after it. Chosen: a page of
the longest newspapers has some 100,000."""

SHOWN = 40
"""Code points of a value that can't be judged that its finding shows."""


class Mended(msgspec.Struct, frozen=True):
    """A value with its fixes made, or as it is; what was taken; `left`, the findings of what it is now; its scores."""

    text: Any
    taken: list[Taken] = []
    left: list[Shown] = []
    scores: Scores = Scores()

    @property
    def flags(self) -> list[str]:
        """The rules that still find something, each once, by name."""
        return sorted({one.finding.rule for one in self.left})

    @property
    def trace(self) -> dict[str, Any]:
        """What was `taken`, the `flags` and the `scores`, as lists and dictionaries."""
        taken = [msgspec.structs.asdict(one) for one in self.taken]
        return {"taken": taken, "flags": self.flags, "scores": msgspec.structs.asdict(self.scores)}


class Broken(msgspec.Struct, frozen=True):
    """A value that is meant to be a text and can't be read: why, and what of it can be shown."""

    reason: str
    match: str = ""


class Kernel(msgspec.Struct, frozen=True, kw_only=True):
    """A linter for values. `fields` say what the columns are called that hold the texts and say what they are; where
    they don't, those of the usual names are taken; `path` is the one that says which file they are from. With `unsafe`,
    all fixes are made. Values of more than `longest` code points are not judged.

    It can be pickled, as the linter can; a process opens what is pickled alike only once, so that a worker's next task
    finds its rules made ready.
    """

    linter: Linter
    fields: Fields = Fields()
    path: str | None = None
    unsafe: bool = False
    longest: int = LONGEST

    def __reduce__(self) -> tuple[Any, ...]:
        return opened, (pickle.dumps(msgspec.structs.asdict(self)),)

    def check(self, value: Any, field: str = "text", **about: Any) -> list[Shown]:
        """What is wrong with a value of a field, by start; with fingerprints. What is known `about` it is the `path` of
        the file that it is from, and what its record says of `lang`, `id`, `site`, `address` and `day`.
        """
        document = self.document(value, field, **about)
        if not isinstance(document, Document):
            return _identified(document)
        try:
            return _identified(shown(document.text, self.linter.check_document(document)))
        except Exception as error:
            return _identified([_unreadable(_failed(error), document.origin)])

    def mend(self, value: Any, field: str = "text", **about: Any) -> Mended:
        """A value of a field with its fixes made, what was taken, what is left, and its scores."""
        return self._judged(self._mended, value, field, about)

    def score(self, value: Any, field: str = "text", **about: Any) -> Mended:
        """A value of a field as it is, what is wrong with it, and its scores."""
        return self._judged(self._scored, value, field, about)

    def _judged(self, judge: Callable[[Document], Mended], value: Any, field: str, about: dict[str, Any]) -> Mended:
        document = self.document(value, field, **about)
        if not isinstance(document, Document):
            left = _identified(document)
            return Mended(value, left=left, scores=Scores(errors=len(left)))
        try:
            return judge(document)
        except Exception as error:
            left = _identified([_unreadable(_failed(error), document.origin)])
            size, words = len(document.text), len(document.words)
            return Mended(value, left=left, scores=Scores(characters=size, words=words, errors=len(left)))

    def _mended(self, document: Document) -> Mended:
        fixed = self.linter.fix_document(document, self._wants)
        left = _identified(shown(fixed.text, fixed.remaining))
        taken = beside.taken(change(document, fixed))
        return Mended(fixed.text, taken, left, scores.mended(document, fixed, self.linter))

    def _scored(self, document: Document) -> Mended:
        found = self.linter.check_document(document)
        left = _identified(shown(document.text, found))
        return Mended(document.text, left=left, scores=scores.scored(document, found, self.linter))

    def rules(self, names: Iterable[str]) -> frozenset[str]:
        """The rules that somebody means who names them, their groups or what they were called; with the one of what
        can't be read, whose group is `input`.
        """
        meant = frozenset(names)
        return frozenset(rule.name for rule in (*self.linter.rules, UNREADABLE_RECORD) if meant & rule.names)

    def _wants(self, finding: Finding) -> bool:
        return finding.safe or self.unsafe

    def document(self, value: Any, field: str, path: Any = None, **about: Any) -> Document | list[Shown]:
        """The document of a value; or, where there is none, what is to be said."""
        told = Said(**{name: said(what) for name, what in about.items()})
        origin = Origin(said(path) or "", None, field, told.id, told.host, records.day(told.day))
        if isinstance(value, bytes | bytearray):
            try:
                value = value.decode()
            except UnicodeDecodeError as error:
                value = undecodable(bytes(value), error)
        if isinstance(value, Broken):
            return [_unreadable(value, origin)]
        if not isinstance(value, str):
            return []
        if len(value) > self.longest:
            reason = f"{len(value):,} code points are no article; left as it is"
            return [_unreadable(Broken(reason, value[:SHOWN]), origin)]
        brief = field.partition("#")[0].rpartition(".")[2] in parts.BRIEF_FIELDS
        scope: Literal["text", "article"] = "text" if brief else "article"
        return Document(value, lang=told.lang, scope=scope, origin=origin)


@lru_cache(maxsize=8)
def opened(pickled: bytes) -> Kernel:
    """The kernel that was pickled."""
    return Kernel(**pickle.loads(pickled))  # noqa: S301 - it comes inside of a pickle


@lru_cache(maxsize=1)
def usual() -> Linter:
    """The linter of whoever gives none: the built-in rules, each text's language told from it."""
    return Linter()


class Settings(TypedDict, total=False):
    """What every engine takes beside a linter; what is left out is as the linter's configuration has it.

    `fields` are the columns that hold texts, `lang_field`, `id_field` and `site_field` those that say what they are,
    `path_field` the one that says which file they are from; `unsafe` and `longest` are those of Kernel.
    """

    fields: Sequence[str]
    lang_field: str | None
    id_field: str | None
    site_field: str | None
    path_field: str | None
    unsafe: bool
    longest: int


def made(linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> Kernel:
    """The kernel for a linter; without one, for the built-in rules. Or the kernel that is given, and nothing else."""
    if isinstance(linter, Kernel):
        return linter
    unknown = [name for name in settings if name not in Settings.__annotations__]
    if unknown:
        raise TypeError(f"no setting is called {unknown[0]!r}; one of: {', '.join(Settings.__annotations__)}")
    linter = linter or usual()
    fields = Fields(
        text=tuple(settings.get("fields") or linter.config.fields),
        lang=settings.get("lang_field") or linter.config.lang_field,
        id=settings.get("id_field") or linter.config.id_field,
        site=settings.get("site_field") or linter.config.site_field,
    )
    return Kernel(
        linter=linter,
        fields=fields,
        path=settings.get("path_field"),
        unsafe=settings.get("unsafe", False),
        longest=settings.get("longest", LONGEST),
    )


KEYS = (
    *("id", "field", "rule", "group", "start", "end", "line", "column", "end_line", "end_column", "match", "message"),
    *("severity", "confidence", "fix", "safe"),
)
"""What is told of a finding, beside its site, its path and its fingerprint."""


def told(one: Shown) -> dict[str, Any]:
    """A finding as a dictionary; docs/engines.md has the keys."""
    keys = {key: getattr(one.finding, key) for key in KEYS}
    return {"path": one.finding.path or None, **keys, "fingerprint": one.fingerprint}


def said(value: Any) -> str | None:
    """What a cell says; None where it says nothing."""
    return None if is_missing(value) else str(value) or None


def is_missing(value: Any) -> bool:
    """Is a value what stands in tables where there is none: None, NaN, and what pandas has for it?"""
    is_nan = isinstance(value, float) and value != value
    return value is None or is_nan or type(value).__name__ in ("NAType", "NaTType")


def undecodable(data: bytes, error: UnicodeDecodeError) -> Broken:
    """Bytes that are no text."""
    bad = records.undecodable(1, data, error)
    return Broken(bad.reason, bad.match)


def unread(value: str, id: Any = None, path: Any = None) -> list[Shown]:
    """The finding for a whole record that its reader could not read."""
    origin = Origin(said(path) or "", id=said(id))
    return _identified([_unreadable(Broken("not as its reader expects", value[:SHOWN]), origin)])


def _failed(error: Exception) -> Broken:
    return Broken(f"newslint failed on it ({failure(error)}); please report this")


def _unreadable(bad: Broken, origin: Origin) -> Shown:
    field = f"{origin.field}: " if origin.field else ""
    hit = Hit(0, len(bad.match), message=f"{UNREADABLE_RECORD.message}: {field}{bad.reason}")
    at = Region(1, 1, 1, 1 + len(bad.match))
    return Shown(found(hit, UNREADABLE_RECORD, Document("", origin=origin), at=at, match=bad.match))


def _identified(some: Iterable[Shown]) -> list[Shown]:
    names = Fingerprints(called=str)  # a worker is in no folder of the file's
    return [names.identified(one) for one in some]
