"""One text to check, and its lines.

Offsets are code points; lines end with a line feed (newlines.py tells of files with others).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

import msgspec

from newslint.model.findings import Finding, Hit

if TYPE_CHECKING:
    from newslint.model.rules import Rule

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


Spared = Callable[[int, int], bool]
"""Is text[start:end] markup, which no rule may judge?"""


Spans = Callable[[str], Iterable[tuple[int, int]]]
"""Where something stands in a text."""


Silent = Callable[["Document", "Hit", "Rule"], bool]
"""Does somebody want nothing to be said of a hit in a document?"""


class View(Protocol):
    """What is to be judged of a text, where that is not the text itself."""

    @property
    def text(self) -> str:
        """What rules see."""
        ...  # pragma: no cover

    def back(self, hit: Hit) -> Hit | None:
        """A hit in what they see as one in the text; None where it may not be judged."""
        ...  # pragma: no cover


class Document:
    """One text to check: a file, or one field of one record. What it derives is computed once, on demand.

    `markup`, for texts that are not plain prose, tells of any text which of its spans are markup: hits there are
    dropped. `comments`, for texts that can hold such, tells where its comments `<!-- -->` stand; they may suppress
    findings, and so does `silent`. `scope` says how much it is. `refuses`, where not any text can be written back, says
    why one can't. `view`, for texts of which something else is judged, makes that of any text; `seen` tells of each
    finding what was judged and where it stands there.
    """

    def __init__(
        self,
        text: str,
        *,
        source: str = "",
        record: int | None = None,
        field: str | None = None,
        id: str | None = None,
        lang: str | None = None,
        markup: Callable[[str], Spared] | None = None,
        comments: Spans | None = None,
        silent: Silent | None = None,
        scope: Scope = "file",
        refuses: Callable[[str], str | None] | None = None,
        view: Callable[[str], View] | None = None,
    ) -> None:
        self.text = text
        self.source = source
        self.record = record
        self.field = field
        self.id = id
        self.lang = lang
        self.markup = markup
        self.comments = comments
        self.silent = silent
        self.scope = scope
        self.refuses = refuses
        self.view = view
        self.seen: dict[Finding, tuple[str, Hit]] = {}
        self._once: dict[str, Any] = {}

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, computed the first time; for analyses that several rules of one setting share."""
        if key not in self._once:
            self._once[key] = make()
        value: T = self._once[key]
        return value

    @property
    def prose(self) -> str:
        """What rules see of the text."""
        view = self.view
        return self.text if view is None else self.once("prose", lambda: view(self.text).text)

    @property
    def place(self) -> str:
        """What it is called: `path`, or in data files `path:record:field`."""
        return ":".join(str(part) for part in (self.source or None, self.record, self.field) if part is not None)

    def again(self, text: str) -> Document:
        """The same document with another text: after a fix, or with other line endings."""
        return Document(
            text,
            source=self.source,
            record=self.record,
            field=self.field,
            id=self.id,
            lang=self.lang,
            markup=self.markup,
            comments=self.comments,
            silent=self.silent,
            scope=self.scope,
            refuses=self.refuses,
            view=self.view,
        )

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
