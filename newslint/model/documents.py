"""One text to check, and its lines.

Offsets are code points; lines end with a line feed (newlines.py tells of files with others).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from newslint.model.findings import Edit, Hit

T = TypeVar("T")

Scope = Literal["text", "article", "file"]


SCOPES: tuple[Scope, ...] = ("text", "article", "file")
"""How much a document is: any text, such as a title; a whole article; a file of its own, which is an article, too."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line of a document: `text[start:end]` is its content, `text[start:stop]` has the line break too."""

    start: int
    end: int
    stop: int
    text: str


_WORD = re.compile(r"\S+")

Spared = Callable[[int, int], bool]
"""Is text[start:end] markup, which no rule may judge?"""


Spans = Callable[[str], Iterable[tuple[int, int]]]
"""Where something stands in a text."""


def comments(text: str, past: Callable[[int], int | None] = lambda at: None) -> Iterator[tuple[int, int]]:
    """Where comments stand in markup: `<!-- -->`. What opens within one is part of it, and what never closes is none.

    Where `<!--` is none, `past` says from where on to look. However many never end, each place is looked at once.

    >>> [*comments("a<!-- b <!-- c --> d --> <!-- e")]
    [(1, 18)]
    """
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        beyond = past(start)
        if beyond is None:
            close = text.find("-->", start + len("<!--"))
            if close < 0:
                return
            beyond = close + len("-->")
            yield start, beyond
        at = beyond


class View(Protocol):
    """What is to be judged of a text, where that is not the text itself."""

    @property
    def text(self) -> str:
        """What rules see."""
        ...  # pragma: no cover

    def back(self, hit: Hit) -> Hit | None:
        """A hit in what they see as one in the text; None where it may not be judged."""
        ...  # pragma: no cover


class Origin(msgspec.Struct, frozen=True):
    """Where a text is from: the file's `path` and, in a data file, the number of its `record` (from 1), the `field`,
    and the record's own `id`; and the `site` that published it, by which a profile knows it, and the `day` on which it
    did (days since 1970; 0: not known).
    """

    path: str = ""
    record: int | None = None
    field: str | None = None
    id: str | None = None
    site: str | None = None
    day: int = 0

    @property
    def folder(self) -> str:
        """The name of the folder that it lies in; of those that are called by numbers, as years are, the one above.

        >>> Origin("news/courier/2024/05/port.txt").folder, Origin("port.txt").folder
        ('courier', '')
        """
        folders = reversed(self.path.replace("\\", "/").split("/")[:-1])
        return next((name for name in folders if name not in ("", ".", "..") and not name.isdecimal()), "")

    @property
    def place(self) -> str:
        """What it is called: `path`, or in data files `path:record:field`."""
        return ":".join(str(part) for part in (self.path or None, self.record, self.field) if part is not None)


class Medium(msgspec.Struct, frozen=True):
    """What texts of one format are, beside plain prose.

    `markup` tells of what is judged which of its spans are markup: hits there are dropped. `comments`, where a text can
    hold such, tells where its comments `<!-- -->` stand, which may suppress findings. `view`, where something else than
    the text is judged, makes that of any text. `refuses`, where not any text can be written back, says why one can't.
    `emptied`, of a text before its fixes and after them, takes away the markup that they left with nothing in it.
    """

    markup: Callable[[str], Spared] | None = None
    comments: Spans | None = None
    view: Callable[[str], View] | None = None
    refuses: Callable[[str], str | None] | None = None
    emptied: Callable[[str, str], Sequence[Edit]] | None = None


NOWHERE = Origin()
"""The origin of a text that is from no file."""

PROSE = Medium()
"""The medium of plain prose: all of it is judged, and nothing in it is a comment."""


FREE, PER_CHARACTER = 1_000_000, 10
"""Steps that a rule may take on a text: so many, and so many more for each character. That is 5 s, and a tenth of the
speed at which a rule reads news; of 1,650 articles as stored, joined or extracted none took more than a fortieth."""


class Effort:
    """The steps that one rule takes on one text: each place that it looks at is one, of 5 µs; larger work is several.

    They are counted and not timed, for what is found in a text may not depend on how busy a machine is. What several
    rules share is on the bill of the first that needs it.
    """

    __slots__ = ("_most", "_taken")

    def __init__(self, characters: int) -> None:
        self._most = FREE + PER_CHARACTER * characters
        self._taken = 0

    def begin(self) -> None:
        """Another rule starts."""
        self._taken = 0

    def take(self, steps: int = 1) -> None:
        """So many more. Raises TimeoutError where they are too many."""
        self._taken += steps
        if self._taken > self._most:
            raise TimeoutError(f"more than {self._most:,} steps")

    def over(self, places: Iterable[T]) -> Iterator[T]:
        """The places, each of which is a step. Raises TimeoutError where they are too many."""
        for place in places:
            self.take()
            yield place


class Document(msgspec.Struct, frozen=True, dict=True, weakref=True):
    """One text to check: a file, or one field of one record. What it derives is computed once, on demand.

    `lang` is its language's code, None where that is to be detected; `scope` says how much it is.
    """

    text: str
    lang: str | None = None
    scope: Scope = "file"
    origin: Origin = NOWHERE
    medium: Medium = PROSE

    def __post_init__(self) -> None:
        """Raises TypeError where the text is no string: None and NaN are what tables have where one is missing."""
        if not isinstance(self.text, str):
            raise TypeError(f"a text is a str, not {_kind(self.text)}")

    @cached_property
    def effort(self) -> Effort:
        """What the rule that runs has taken of the steps that it may take."""
        return Effort(len(self.text))

    @cached_property
    def _shared(self) -> dict[str, Any]:
        return {}

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, computed the first time; for analyses that several rules of one setting share."""
        shared = self._shared
        if key not in shared:
            shared[key] = make()
        value: T = shared[key]
        return value

    @cached_property
    def prose(self) -> str:
        """What rules see of the text."""
        return self.text if self.medium.view is None else self.medium.view(self.text).text

    def again(self, text: str) -> Document:
        """The same document with another text: after a fix, or with other line endings. It derives all anew."""
        return msgspec.structs.replace(self, text=text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines; the last has no break where the text does not end with one."""
        lines, at = [], 0
        for content in self.text.split("\n"):
            end = at + len(content)
            lines.append(Line(at, end, min(end + 1, len(self.text)), content))
            at = end + 1
        if lines[-1].text == "":
            lines.pop()
        return tuple(lines)

    @cached_property
    def words(self) -> list[str]:
        """What stands between blanks."""
        return self.text.split()

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each of the words begins and ends."""
        return [*map(re.Match.span, _WORD.finditer(self.text))]

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The distinct words."""
        return frozenset(self.words)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The distinct characters of the text."""
        return frozenset(self.text)

    @cached_property
    def folded(self) -> str:
        """The text in lower case, for needles of rules that ignore case."""
        return self.text.lower()


def _kind(value: object) -> str:
    """What a value is that is no text, and what to do with it."""
    if value is None or (isinstance(value, float) and value != value):
        return f"{'None' if value is None else 'NaN'}; leave out what is missing, as newslint.engines does"
    return f"{type(value).__name__}; decode it first" if isinstance(value, bytes | bytearray) else type(value).__name__
