"""What a rule is: an entry of YAML as a value, with its examples; each kind adds its own fields and what finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, Protocol, TypeVar

import msgspec

from newslint.model.documents import Document, Scope
from newslint.model.findings import SAFE_CONFIDENCE, Allows, Hit, Safety, Severity
from newslint.model.languages import Setting
from newslint.model.needles import Needle


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Damage and its repair. In `bad`, ⟦ and ⟧ hold exactly what must be flagged.

    `site` are other texts of its site, for rules that ask a profile: it is learned from them. `phrases` are what the
    user's configuration calls left over.
    """

    bad: str
    good: str | None = None
    lang: str | None = None
    source: str | None = None
    safe: bool | None = None
    site: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class Clean(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Good text that looks like damage and must stay silent. `site` and `phrases` are as in examples."""

    text: str
    lang: str | None = None
    site: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


Matcher = Callable[[Document], Iterable[Hit]]
"""A rule made ready for one setting."""


ALL = "all"
"""The name that stands for every rule."""

R = TypeVar("R", bound="Rule")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One check. Each kind (a module of kinds/) adds its own fields, which are the keys of its YAML entries.

    A kind has two methods: `needles`, what must be in a text for the rule to fire at all, and `bind`, the rule made
    ready for one setting. Few have more to say: a `rank`, and `afterwards`.
    """

    name: str
    formerly: list[str] = []
    """What it was called. Whoever names it so still means it."""
    message: str
    why: str
    kind: str = ""
    group: str = ""
    origin: str = ""
    severity: Severity = "warning"
    safety: Safety = "safe"
    languages: list[str] = []
    languages_with: str | None = None
    """The key of a language's file that must say something: then these are the languages."""
    scope: Scope = "text"
    """How much a document must be for the rule to make sense: a title has no newline at its end."""
    default: bool = True
    """Does it run where nothing is selected? Else only where it, its group or `all` is named."""
    examples: list[Example]
    clean: list[str | Clean]
    misses: list[str | Clean] = []
    also: list[dict[str, Any]] = []
    """Other ways to find the same: for each, those keys of the kind that are not as above."""

    users: bool = False
    """Is it one of the user's own? It is shown the text as given, too."""

    computed: ClassVar[frozenset[str]] = frozenset({"kind", "group", "origin", "users"})
    """Fields that the loader fills in; they are not keys of an entry (`kind` is read before the others)."""

    rank: ClassVar[int] = 0
    """0 for a kind that names what it finds. Above it: one that finds what no rule names, so that of two hits at the
    same place the one of the lower rank is the better, and the surer for the other."""

    @property
    def whole(self) -> bool:
        """Do the lines that it finds go together? Then what another rule says of one makes it no surer."""
        return False

    def ways(self: R) -> Iterator[R]:
        """The rule as it stands, then the other ways to find the same. Of two that find one place the first counts."""
        yield self
        plain = msgspec.to_builtins(self) | {"also": []} if self.also else {}
        yield from (msgspec.convert(plain | keys, type(self)) for keys in self.also)

    @classmethod
    def own(cls) -> tuple[str, ...]:
        """The keys that are its kind's and not every rule's."""
        return tuple(name for name in cls.__struct_fields__ if name not in Rule.__struct_fields__)

    @property
    def names(self) -> frozenset[str]:
        """What a user may write who means it: its name, those that it had, its group's, `all`."""
        return frozenset({self.name, *self.formerly, self.group, ALL})

    @property
    def safe_from(self) -> float:
        """The confidence from which on a fix may be applied unasked."""
        return SAFE_CONFIDENCE

    @property
    def allows(self) -> Allows:
        """What its fixes may change. A kind that can promise more than nothing says so."""
        return "text"

    @property
    def lighter(self) -> str:
        """What can be done where it takes too long on a text."""
        return "leave it out for such texts (per-file-ignores)"

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

    def afterwards(self, every: Sequence[Rule], running: Sequence[Rule]) -> Afterwards | None:
        """What it has to say when the others are done, of `every` rule that there is, and those `running`; most kinds
        have nothing. It is asked where suppressions count.
        """
        return None


Afterwards = Callable[[Document, Sequence[tuple[Hit, Rule]]], Iterable[Hit]]
"""What a rule finds in a document, given what all rules found there, suppressed or not."""


class Silence(Protocol):
    """What else asks for silence about hits in a document."""

    @property
    def used(self) -> frozenset[tuple[str, int]]:
        """The entries that silenced any hit so far, by file and line."""
        ...  # pragma: no cover

    def __call__(self, hit: Hit, rule: Rule) -> bool:
        """Is a hit to be passed over?"""
        ...  # pragma: no cover


Silent = Callable[[Document], Silence]
"""What makes that for a document."""
