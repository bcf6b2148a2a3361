"""Rules made ready for one setting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newslint.linter.layers import mends_characters
from newslint.linter.prefilter import Prefilter
from newslint.model.documents import SCOPES, Document
from newslint.model.languages import Setting
from newslint.model.rules import Afterwards, Matcher, Rule


class Bound:
    """A rule for one setting. It is made ready when it first runs: most never do, and patterns are slow to compile.

    One that is not `told` only mends what others see; what it finds is not reported. `scope` is the rule's, by its
    number in SCOPES.
    """

    __slots__ = ("_matcher", "_setting", "mending", "rule", "scope", "told")

    def __init__(self, rule: Rule, setting: Setting, *, told: bool = True) -> None:
        self.rule = rule
        self.told = told
        self.mending = mends_characters(rule)
        self.scope = SCOPES.index(rule.scope)
        self._setting = setting
        self._matcher: Matcher | None = None

    @property
    def matcher(self) -> Matcher:
        """What finds the rule's hits."""
        if self._matcher is None:
            self._matcher = self.rule.bind(self._setting)
        return self._matcher


class Bindings:
    """Rules for one setting, and what tells which of them can fire on a document.

    `language` is the setting's. `last` are those that have something to say once it is known what all others found, and
    how they say it.
    """

    def __init__(
        self, bound: Sequence[Bound], setting: Setting, running: Sequence[Rule], every: Sequence[Rule]
    ) -> None:
        self.bound = tuple(bound)
        self.language = setting.language
        told = ((one.rule, one.rule.afterwards(every, running)) for one in bound)
        self.last: tuple[tuple[Rule, Afterwards], ...] = tuple((rule, then) for rule, then in told if then)
        self._prefilter = Prefilter(one.rule.needles(setting) for one in bound)

    def alive(self, document: Document) -> list[Bound]:
        """The rules that can fire on the document."""
        return [self.bound[index] for index in self._prefilter(document)]


def bind(rules: Iterable[Rule], setting: Setting, every: Iterable[Rule] = ()) -> Bindings:
    """The rules that speak of the setting's language, for it, each in all its ways. `every` are the rules that there
    are, running or not.
    """
    rules, every = tuple(rules), tuple(every)
    mending = _beside(rules, every)
    bound = [
        Bound(way, setting, told=told)
        for told, some in ((False, mending), (True, rules))
        for rule in some
        if not rule.languages or setting.language.code in rule.languages
        for way in rule.ways()
    ]
    return Bindings(bound, setting, rules, every or rules)


def _beside(rules: Iterable[Rule], every: Iterable[Rule]) -> list[Rule]:
    """The rules that are not selected, but mend the characters that others see."""
    selected = {rule.name for rule in rules}
    return [rule for rule in every if rule.default and rule.name not in selected and mends_characters(rule)]
