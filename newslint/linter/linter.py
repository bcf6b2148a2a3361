"""The engine as a library: texts in, findings or mended texts out. It reads rules; it never prints or writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from newslint.config.config import Config
from newslint.config.selection import chosen
from newslint.evidence import language
from newslint.linter.guard import Guard
from newslint.linter.scan import Bindings, Costs, bind, scan
from newslint.linter.settle import Fixed, settle
from newslint.model import Document, Edit, Finding, Rule, Setting
from newslint.rules.load import load

if TYPE_CHECKING:
    from newslint.model.touched import Touched


class Linter:
    """Checks and mends texts with one set of rules.

    `lang` is the language of all texts (`"fr"`), or None to detect it for each. `select` and `ignore` name rules or
    groups; `rules` are files or folders of rules beside the built-in ones; `config` is a configuration or the path of a
    configuration file. Raises ConfigError or RuleError for what can't be used, at construction only.

    With `suppressions` off, what articles ask to pass over is found too. For measuring: with `prefilter` off every rule
    runs on every text; where `costs` is a dict, each rule's seconds are added to it. `slow` gathers the rules
    that ran out of time on a text, and found nothing there.
    """

    def __init__(
        self,
        lang: str | None = None,
        *,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] = (),
        rules: Sequence[str | Path] = (),
        config: Config | str | Path | None = None,
    ) -> None:
        self.config = Config.of(config).amended(lang=lang, select=select, ignore=ignore, rules=rules)
        self.lang = self.config.lang
        self._every = load(self.config.rules)
        self.rules: tuple[Rule, ...] = chosen(self._every, self.config)
        self._allows = {rule.name: rule.allows for rule in self.rules}
        self.accept = self.config.accepted_words()
        self.suppressions = True
        self.prefilter = True
        self.costs: Costs | None = None
        self.slow: set[str] = set()
        self._bound: dict[str, Bindings] = {}

    def check(self, text: str, *, lang: str | None = None) -> list[Finding]:
        """What is wrong with a text, by start. Never raises, whatever the string holds."""
        return self.check_document(Document(text, lang=lang))

    def check_document(self, document: Document) -> list[Finding]:
        """What is wrong with a document: a text that knows where it comes from."""
        return self._scan(document, self.bound(self._language(document)))

    def fix(self, text: str, *, lang: str | None = None, unsafe: bool = False) -> Fixed:
        """The text with all safe fixes made, round after round until nothing changes; with `unsafe`, the others too."""
        return self.fix_document(Document(text, lang=lang), lambda f: f.safe or unsafe)

    def fix_document(
        self, document: Document, wanted: Callable[[Finding], bool], touched: Touched | None = None
    ) -> Fixed:
        """A document with those fixes made that `wanted` and the guard allow. Its language is settled before the first.

        Where `touched` says which part of it is in question, nothing is mended elsewhere. Where all fixes together
        would take away more than `max_deleted` of the text, none is made.
        """
        bound = self.bound(self._language(document))
        guard = Guard(self._allows, self.config.max_deleted)
        now = document

        def check(text: str) -> list[Finding]:
            nonlocal now
            now = document.again(text)
            return self._scan(now, bound)

        def made(text: str, finding: Finding) -> bool:
            here = touched is None or touched.holds(finding)
            return (
                here
                and finding.fix is not None
                and wanted(finding)
                and guard.lets(text, finding, now.seen.get(finding))
            )

        def moved(step: Sequence[Edit]) -> None:
            nonlocal touched
            touched = touched and touched.after(step)

        fixed = settle(document.text, check, made, moved=moved)
        if fixed.edits and not guard.agrees(document, fixed):
            fixed = Fixed(document.text, [], check(document.text), [])
        return structs.replace(fixed, refused=tuple(guard.refused)) if guard.refused else fixed

    def _language(self, document: Document) -> str | None:
        return language.named(document.lang) or self.lang or language.detect(document.prose)

    def _scan(self, document: Document, bindings: Bindings) -> list[Finding]:
        return scan(
            document,
            bindings,
            min_confidence=self.config.min_confidence,
            prefilter=self.prefilter,
            suppressions=self.suppressions,
            costs=self.costs,
            slow=self.slow,
        )

    def bound(self, code: str | None) -> Bindings:
        """The rules made ready for a language (None: unknown)."""
        key = code or ""
        if key not in self._bound:
            setting = Setting(language=language.get(code), accept=self.accept)
            self._bound[key] = bind(self.rules, setting, self._every)
        return self._bound[key]
