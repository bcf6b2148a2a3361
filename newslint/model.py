"""The values that travel through newslint: documents, hits, findings, rules, languages.

Everything here is immutable after it is built and knows nothing of files, YAML or printing.
Offsets are code points into `Document.text`; lines end with a line feed (see newlines.py for files with others).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Protocol, TypeVar

import msgspec

T = TypeVar("T")

SAFE_CONFIDENCE = 0.99
"""A fix may be applied unasked from this confidence on: right 99 times in 100 (benchmarks/ checks the calibration)."""

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""A part of a whole, or a confidence."""

Severity = Literal["error", "warning", "info"]
Safety = Literal["safe", "unsafe"]
Allows = Literal["gaps", "space", "signs", "letters", "lines", "repeat", "text"]
"""What a rule's fixes may change; guard.py holds them to it.

gaps: white space is put in. space: white space comes, goes or changes. signs: so do punctuation and what nobody sees,
while letters and digits stay. letters: beyond ASCII, so do letters. lines: whole lines go. repeat: what goes still
stands in the text. text: anything.
"""

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


Scope = Literal["text", "article", "file"]
SCOPES: tuple[Scope, ...] = ("text", "article", "file")
"""How much a document is: any text, such as a title; a whole article; a file of its own, which is an article, too."""


class NewslintError(Exception):
    """Trouble in the set-up, told as `place: what, and what to do`.

    ```
    NewslintError
    ├── RuleError       a rule or language file that can't be used
    ├── ConfigError     a configuration file or option that can't be used
    └── ReadError       an input that can't be read, or a file that can't be written
    ```
    """


class RuleError(NewslintError):
    """A rule or language file can't be used."""


class ConfigError(NewslintError):
    """A configuration file or option can't be used."""


class ReadError(NewslintError):
    """An input can't be read or written."""


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One named piece of evidence and its weight in log-odds; the sum of all gives a hit's confidence."""

    name: str
    weight: float


class Hit(msgspec.Struct, frozen=True, gc=False):
    """Where a rule says something is wrong. `fix` replaces `text[start:end]`; None when only a person can mend it."""

    start: int
    end: int
    fix: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    message: str | None = None
    """What to say in place of the rule's message, where that depends on the place."""


LINE_PER_RECORD = frozenset({"jsonl", "ndjson"})
"""Formats in which a record is a line, and its number that of the line."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A hit with its rule's name and its place: what leaves the engine and is shown.

    `line`, `column`, `end_line`, `end_column` are 1-based and count code points; `end` and `end_column` are exclusive.
    `record` (from 1), `field` and the record's own `id` say which text of a data file it is. `safe` is True when the
    fix may be applied without asking.
    """

    rule: str
    group: str
    path: str = ""
    record: int | None = None
    field: str | None = None
    id: str | None = None
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    match: str
    message: str
    severity: Severity
    confidence: float
    fix: str | None
    safe: bool
    evidence: tuple[Evidence, ...] = ()

    @property
    def place(self) -> str:
        """`path:line:column`; in data files `path:record:field:line:column`."""
        parts = (self.path or None, self.record, self.field, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


class Shown(msgspec.Struct, frozen=True):
    """A finding with what stands on its line before it and after it, for showing; of long lines only the near part.

    `fingerprint` is its name for good (fingerprint.py), where something asks for it. What is `aside` lies outside of
    what the run is about: it is known of, but not reported.
    """

    finding: Finding
    before: str = ""
    after: str = ""
    fingerprint: str = ""
    aside: bool = False


class Edit(msgspec.Struct, frozen=True, gc=False):
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


class Cause(msgspec.Struct, frozen=True, gc=False):
    """What an edit goes back to: a rule, and how sure it was."""

    rule: str
    confidence: float


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


class PhraseList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases of one kind in one language.

    `seen` were met on real pages; `more` are known to be used but have no page behind them: no safe fix rests on them.
    """

    seen: list[str] = []
    more: list[str] = []


class Repeats(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which words may stand twice in a row (`allowed`), and which never do (`never`): there the second may go."""

    allowed: list[str] = []
    never: list[str] = []


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What newslint knows of one language: data only, one file of rules/languages/ each."""

    code: str
    name: str
    function_words: list[str] = []
    months: list[str] = []
    weekdays: list[str] = []
    time_words: list[str] = []
    auxiliaries: list[str] = []
    participle_endings: list[str] = []
    enclitics: list[str] = []
    closing_quotes: list[str] = []
    repeats: Repeats = Repeats()
    words: dict[str, list[str]] = {}
    phrases: dict[str, PhraseList] = {}
    formulas: dict[str, PhraseList] = {}


UNKNOWN = Language(code="und", name="unknown")


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule is made ready for: a language, and the words that the user calls right (in lower case)."""

    language: Language = UNKNOWN
    accept: frozenset[str] = frozenset()


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Damage and its repair. In `bad`, ⟦ and ⟧ hold exactly what must be flagged."""

    bad: str
    good: str | None = None
    lang: str | None = None
    source: str | None = None
    safe: bool | None = None


class Clean(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Good text that looks like damage and must stay silent."""

    text: str
    lang: str | None = None


class Folded(str):
    """A needle in lower case that is in a text if it is in `text.lower()`."""

    __slots__ = ()


Needle = str | range
"""A string, perhaps a Folded one, or a range of code points of which any character counts."""

Matcher = Callable[[Document], Iterable[Hit]]
"""A rule made ready for one setting."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One check. Each kind (a module of kinds/) adds its own fields, which are the keys of its YAML entries.

    A kind has two methods: `needles`, what must be in a text for the rule to fire at all, and `bind`, the rule made
    ready for one setting.
    """

    name: str
    message: str
    why: str
    kind: str = ""
    group: str = ""
    origin: str = ""
    severity: Severity = "warning"
    safety: Safety = "safe"
    languages: list[str] = []
    scope: Scope = "text"
    """How much a document must be for the rule to make sense: a title has no newline at its end."""
    default: bool = True
    """Does it run where nothing is selected? Else only where it, its group or `all` is named."""
    examples: list[Example]
    clean: list[str | Clean]
    misses: list[str | Clean] = []

    computed: ClassVar[frozenset[str]] = frozenset({"kind", "group", "origin"})
    """Fields that the loader fills in; they are not keys of an entry (`kind` is read before the others)."""

    @property
    def safe_from(self) -> float:
        """The confidence from which on a fix may be applied unasked."""
        return SAFE_CONFIDENCE

    @property
    def allows(self) -> Allows:
        """What its fixes may change. A kind that can promise more than nothing says so."""
        return "text"

    @property
    def last_resort(self) -> bool:
        """Does it find what no rule names, so that any other rule's finding at the same place is the better one?"""
        return False

    @property
    def judges_suppressions(self) -> bool:
        """Does it judge what suppresses findings, once it is known what all other rules found?"""
        return False

    @property
    def fixable(self) -> bool:
        """Can it mend what it finds? True if an example says how."""
        return any(example.good is not None for example in self.examples)

    def needles(self, setting: Setting) -> frozenset[Needle] | None:
        """Needles of which at least one is in every text where the rule can fire; None if it must always run."""
        return None

    def bind(self, setting: Setting) -> Matcher:
        """The rule made ready for one setting."""
        raise NotImplementedError(self.kind)  # pragma: no cover - every kind defines it

    def candidates(self, setting: Setting) -> Matcher:
        """Everything the rule weighs, also what it lets pass: what `newslint explain` shows. Most weigh nothing."""
        return self.bind(setting)
