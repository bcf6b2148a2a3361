"""The engine as a library: texts in, findings or mended texts out. It reads rules; it never prints or writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from newslint import __version__
from newslint.config.config import Config
from newslint.config.selection import chosen
from newslint.evidence import language
from newslint.linter.asking import USUAL, Ask, Scanned
from newslint.linter.bindings import Bindings, bind
from newslint.linter.collector import resting
from newslint.linter.guard import Guard
from newslint.linter.layers import mends_characters
from newslint.linter.scan import scan
from newslint.linter.settle import Fixed, Step, settle
from newslint.model.documents import NOWHERE, Document, Origin
from newslint.model.errors import ConfigError
from newslint.model.findings import Finding
from newslint.model.languages import OwnPhrase, Setting
from newslint.model.rules import ALL, Rule
from newslint.model.touched import Touched
from newslint.rules.languages import languages
from newslint.rules.load import beside, load, packed, unpacked

if TYPE_CHECKING:
    from newslint.profile.profile import Profile


class Given(NamedTuple):
    """What a linter is given beside rules: words that are right, lines that are left over, what a corpus shows."""

    accept: frozenset[str]
    phrases: tuple[OwnPhrase, ...]
    profile: Profile | None


class Linter:
    """Checks and mends texts with one set of rules.

    `lang` is the language of all texts (`"fr"`), or None to detect it for each. `select` and `ignore` name rules or
    groups; `rules` are files or folders of rules beside the built-in ones; `config` is a configuration or the path of a
    configuration file; `profile` is what `newslint.learn` made of a corpus, or the path of a file of it. Raises
    ConfigError or RuleError for what can't be used, at construction only.

    It never changes: how one document is to be checked is said with it (`Ask`), and what is told beside the findings
    comes with them (`Notes`). It can be pickled: what it was made of travels with it, and none of these files need be
    where it arrives.
    """

    def __init__(
        self,
        lang: str | None = None,
        *,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] = (),
        rules: Sequence[str | Path] = (),
        config: Config | str | Path | None = None,
        profile: Profile | str | Path | None = None,
    ) -> None:
        whole = Config.of(config).amended(lang=lang, select=select, ignore=ignore, rules=rules)
        given = Given(whole.accepted_words(), whole.own_phrases(), _profile(profile or whole.profile))
        self._make(whole, load(whole.rules), given)

    def _make(self, config: Config, every: list[Rule], given: Given) -> None:
        """The linter of a configuration, every rule that there is, and what else is given."""
        self.config = config
        self.profile = given.profile
        self.phrases = given.phrases
        self.lang = _known(config.lang)
        self.every = every
        self.rules: tuple[Rule, ...] = chosen(every, config)
        self._allows = {rule.name: rule.allows for rule in self.rules}
        self._mending = frozenset(rule.name for rule in self.rules if mends_characters(rule))
        self.accept = given.accept
        self._bound: dict[str, Bindings] = {}
        self._low: dict[str, Bindings] = {}

    def __getstate__(self) -> dict[str, Any]:
        """What makes the same linter elsewhere; equal linters have equal states, so that it can name them."""
        own = packed(rule for rule in self.every if rule.users)
        state = {"version": __version__, "config": self.config, "own": own, "accept": sorted(self.accept)}
        return state | {"phrases": self.phrases, "profile": self.profile}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Raises ConfigError where another version of newslint has pickled it, whose findings may differ."""
        if state["version"] != __version__:
            raise ConfigError(
                f"a linter of newslint {state['version']} can't be used by newslint {__version__}; "
                "install the same version on all machines"
            )
        given = Given(frozenset(state["accept"]), state["phrases"], state["profile"])
        self._make(state["config"], beside(unpacked(state["own"])), given)

    def check(self, text: str, *, lang: str | None = None, site: str | None = None) -> list[Finding]:
        """What is wrong with a text, by start. Never raises, whatever the string holds; what is none is a TypeError.

        `site` is the site that published it, as the profile calls it; without one, what the profile knows of all sites
        together counts.
        """
        return self.check_document(_of(text, lang, site))

    def check_document(self, document: Document, ask: Ask = USUAL) -> list[Finding]:
        """What is wrong with a document: a text that knows where it comes from."""
        return self.scan_document(document, ask).findings

    def scan_document(self, document: Document, ask: Ask = USUAL) -> Scanned:
        """What is wrong with a document, with all that is told beside the findings."""
        return self._scan(document, self.bound(self.language(document)), ask)

    def fix(self, text: str, *, lang: str | None = None, site: str | None = None, unsafe: bool = False) -> Fixed:
        """The text with all safe fixes made, round after round until nothing changes; with `unsafe`, the others too."""
        return self.fix_document(_of(text, lang, site), lambda f: f.safe or unsafe)

    def fix_document(
        self,
        document: Document,
        wanted: Callable[[Finding], bool],
        touched: Touched | None = None,
        ask: Ask = USUAL,
    ) -> Fixed:
        """A document with those fixes made that `wanted` and the guard allow, until another run would make none.

        So its language, where nobody says it, is told anew after each round: what one round mends can be what tells it.
        Characters are mended first, and nothing else as long as there are some to mend.

        Where `touched` says which part of it is in question, nothing is mended elsewhere. Where all fixes together
        would take away more than `max_deleted` of the text, its characters are mended and nothing else is.
        """
        guard = Guard(self._allows, self.config.max_deleted)

        def check(text: str) -> Scanned:
            return self.scan_document(document.again(text), ask)

        def some(now: Scanned, steps: Sequence[Step]) -> list[Finding]:
            here = touched and reduce(Touched.after, steps, touched)
            near = (one for one in now.findings if here is None or here.holds(one))
            return [one for one in near if _changes(one, now.text) and wanted(one) and guard.lets(now, one)]

        def wished(now: Scanned, steps: Sequence[Step]) -> list[Finding]:
            if any(one.fix == "" for one in now.findings):  # what goes hides what is wrong with its characters
                return some(self._characters(document.again(now.text), ask), steps) or some(now, steps)
            found = some(now, steps)
            return [one for one in found if one.rule in self._mending] or found

        first = check(document.text)
        emptied = document.medium.emptied
        fixed = settle(first, check, wished, emptied)
        if fixed.edits and not guard.agrees(document, fixed):
            fixed = settle(first, check, lambda *now: [one for one in wished(*now) if one.rule in self._mending])
        if fixed.edits and not guard.agrees(document, fixed):
            fixed = Fixed(first.text, [], first.findings, [], notes=fixed.notes, found=first.findings)
        return structs.replace(fixed, refused=tuple(guard.refused), held=guard.held) if guard.refused else fixed

    def _characters(self, document: Document, ask: Ask) -> Scanned:
        """What the rules find that mend characters, as if no others ran."""
        if not self._mending:
            return Scanned(document.text, [])
        code = self.language(document) or ""
        if code not in self._low:
            rules = [rule for rule in self.rules if rule.name in self._mending]
            self._low[code] = bind(rules, self.setting(code or None), self.every)
        return self._scan(document, self._low[code], ask)

    def language(self, document: Document) -> str | None:
        """The code of a document's language: as it says, as the linter was told, or as its words tell."""
        return language.named(document.lang) or self.lang or language.detect(document.prose)

    def _scan(self, document: Document, bindings: Bindings, ask: Ask) -> Scanned:
        with resting():
            return scan(document, bindings, ask, min_confidence=self.config.min_confidence)

    def everything(self) -> Linter:
        """A linter that runs every rule that there is, however unsure, whatever words are right and rules ignored."""
        told: dict[str, Any] = {"select": [ALL], "extend_select": [], "ignore": [], "per_file_ignores": {}}
        config = structs.replace(self.config, **told, severity="info", min_confidence=0.0)
        linter = Linter.__new__(Linter)
        linter._make(config, self.every, Given(frozenset(), self.phrases, self.profile))
        return linter

    def bound(self, code: str | None) -> Bindings:
        """The rules made ready for a language (None: unknown)."""
        key = code or ""
        if key not in self._bound:
            self._bound[key] = bind(self.rules, self.setting(code), self.every)
        return self._bound[key]

    def setting(self, code: str | None) -> Setting:
        """What rules are made ready for: a language (None: unknown), and all that is given."""
        return Setting(
            language=language.get(code),
            accept=self.accept,
            phrases=self.phrases,
            profile=self.profile,
        )


def _known(lang: str | None) -> str | None:
    """The code of a language that somebody names. Raises ConfigError for one that newslint has no data for."""
    code = language.named(lang)
    if lang is not None and code not in languages():
        raise ConfigError(f"lang {lang!r}: no such language; one of: {', '.join(sorted(languages()))}")
    return code


def _changes(finding: Finding, text: str) -> bool:
    """Does it have a fix that is not what stands there?"""
    return finding.fix is not None and finding.fix != text[finding.start : finding.end]


def _of(text: str, lang: str | None, site: str | None) -> Document:
    """A text of a site as a document."""
    return Document(text, lang=lang, origin=Origin(site=site) if site else NOWHERE)


def _profile(given: Profile | str | Path | None) -> Profile | None:
    """A profile itself, or from its file. Raises ConfigError."""
    if not isinstance(given, str | Path):
        return given
    from newslint.profile.profile import Profile

    return Profile.load(given)
