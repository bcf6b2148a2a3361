"""Rules and languages: from YAML files to values, with every mistake named by file, line and remedy.

A rule file (`rules/GROUP.yaml`) is a list of entries; its name is the rules' group. `kind: repeated` is the class
`Repeated` of `newslint/kinds/repeated.py`. A language file is `rules/languages/CODE.yaml`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.model.errors import RuleError
from newslint.model.languages import Setting
from newslint.model.members import members
from newslint.model.rules import Rule
from newslint.rules import mistakes
from newslint.rules.home import home, yaml_files
from newslint.rules.languages import languages
from newslint.rules.suggestion import closest, did_you_mean
from newslint.rules.utf8 import MOST_BYTES, read_utf8

if TYPE_CHECKING:
    from newslint.rules.yaml import Node


MOST_FILES = 100
"""Rule files of the user's own, which together may have as many bytes as one."""


@lru_cache(maxsize=1)
def kind_names() -> tuple[str, ...]:
    """The rule kinds there are: the modules of newslint/kinds/."""
    return members(importlib.import_module("newslint.kinds").__path__)


@cache
def kind_class(name: str) -> type[Rule]:
    """The class behind `kind: name`."""
    module = importlib.import_module(f"newslint.kinds.{name}")
    kind: type[Rule] = getattr(module, name.capitalize())
    return kind


def load(extra: Sequence[str | Path] = ()) -> list[Rule]:
    """The built-in rules and those of `extra` (files or folders), which replace built-in ones of the same name.

    Such a rule has the names, too, that the replaced one had. Raises RuleError.
    """
    own = tuple(dict.fromkeys(map(Path, extra)))
    _bounded(own)
    return beside(rule for path in own for rule in load_path(path))


def beside(own: Iterable[Rule]) -> list[Rule]:
    """The built-in rules and a user's own, which replace those before them of the same name."""
    rules = {rule.name: rule for rule in map(_speaking, _builtin())}
    for rule in own:
        rules[rule.name] = _heir(rule, rules.get(rule.name))
    return [_freed(rule, rules.keys()) for rule in rules.values()]


def _heir(rule: Rule, replaced: Rule | None) -> Rule:
    """A rule of the user's own, with the names that the one it replaces had."""
    formerly = dict.fromkeys([*rule.formerly, *(replaced.formerly if replaced else ())])
    return msgspec.structs.replace(rule, users=True, formerly=list(formerly))


def _freed(rule: Rule, taken: Container[str]) -> Rule:
    """The rule without names that it had and another one has now: who writes such a name means the other."""
    formerly = [name for name in rule.formerly if name not in taken]
    return rule if formerly == rule.formerly else msgspec.structs.replace(rule, formerly=formerly)


def sources(extra: Sequence[str | Path] = ()) -> list[Path]:
    """The files that `load` reads. Raises RuleError."""
    own = tuple(dict.fromkeys(map(Path, extra)))
    _bounded(own)
    return [*yaml_files(home()), *(file for path in own for file in _files(path))]


def _files(path: Path) -> list[Path]:
    if not os.path.exists(path):  # noqa: PTH110 - False where one may not look, too
        raise RuleError(f"{path}: no such rule file or folder")
    files = yaml_files(path) if path.is_dir() else [path]
    if len(files) > MOST_FILES:
        raise RuleError(f"{path}: more than {MOST_FILES} rule files; put several rules into one")
    return files


def _bounded(extra: Iterable[Path]) -> None:
    """Raises RuleError for more rules than anybody writes: what they cost grows with all of them."""
    size = 0
    for count, file in enumerate((file for path in extra for file in _files(path)), 1):
        with suppress(OSError):
            size += file.stat().st_size
        if size > MOST_BYTES or count > MOST_FILES:
            bound = f"{MOST_FILES} files" if count > MOST_FILES else f"{MOST_BYTES // 1_000_000} MB"
            raise RuleError(f"{file}: with the rules before it, more than {bound}; leave some out")


def load_path(path: Path) -> list[Rule]:
    """The rules of one file, or of every *.yaml directly in a folder. Raises RuleError."""
    return list(map(_speaking, _written(path)))


def _written(path: Path) -> list[Rule]:
    """The rules as they are written."""
    rules: list[Rule] = []
    errors: list[str] = []
    for file in _files(path):
        try:
            rules += read(file)
        except RuleError as error:
            errors.append(str(error))
    errors += _doubled(rules)
    if errors:
        raise RuleError(mistakes.told(errors))
    return rules


def read(file: Path) -> list[Rule]:
    """The rules of one file. Raises RuleError that lists all that is wrong with it."""
    from newslint.rules.yaml import parse

    root = parse(read_utf8(file, RuleError), str(file))
    if root.value is None:
        return []
    if not isinstance(root.value, list):
        raise RuleError(f"{root.place}: a rule file is a list of rules; start each with '- name: ...'")
    rules, errors = [], []
    for entry in root.value:
        try:
            rules.append(_rule(entry, file.stem))
        except RuleError as error:
            errors += str(error).splitlines()
        if mistakes.enough(errors):
            break
    if errors:
        raise RuleError(mistakes.told(errors))
    return rules


def _rule(entry: Node, group: str) -> Rule:
    from newslint.rules.yaml import build

    if not isinstance(entry.value, dict):
        raise RuleError(f"{entry.place}: a rule is a mapping; start it with '- name: ...'")
    kind = entry.value.get("kind")
    if kind is None:
        raise RuleError(f"{entry.place}: missing key 'kind'; one of: {', '.join(kind_names())}")
    if kind.value not in kind_names():
        meant = did_you_mean(closest(str(kind.value), kind_names()), f"one of: {', '.join(kind_names())}")
        raise RuleError(f"{kind.place}: unknown kind {kind.value!r}; {meant}")
    origin = f"{entry.place.path}:{entry.place.line}"
    given = {"kind": kind.value, "group": group, "origin": origin}
    rule: Rule = build(entry, kind_class(kind.value), frozenset({"kind"}), **given)
    for way in entry.value["also"].value if rule.also else ():
        _check_way(entry, way, type(rule))
    errors = [f"{entry.place}: {rule.name}: {problem}" for problem in _complaints(rule)]
    if errors:
        raise RuleError("\n".join(errors))
    return rule


def _check_way(entry: Node, way: Node, kind: type[Rule]) -> None:
    """Is another way to find the same such as the kind allows? Raises RuleError."""
    from newslint.rules.yaml import Node, build

    wrong = [key for key in way.value if key in Rule.__struct_fields__]
    if wrong:
        raise RuleError(f"{way.value[wrong[0]].place}: also: {wrong[0]!r} is the whole rule's; write it above")
    whole = {key: node for key, node in entry.value.items() if key != "also"} | way.value
    build(Node(way.place, whole), kind, frozenset({"kind"}))


def _complaints(rule: Rule) -> Iterator[str]:
    """What a rule that fits its schema can still get wrong."""
    if not rule.name.replace("-", "").isalnum() or rule.name != rule.name.lower():
        yield "a name is lower-case words joined by hyphens"
    if not any("⟦" in example.bad for example in rule.examples):
        yield "no example marks damage; put ⟦ and ⟧ around what must be flagged"
    if len(rule.clean) < 2:
        yield "needs at least two clean texts that look like the damage and are right"
    if rule.languages and rule.languages_with:
        yield "languages and languages_with exclude each other; keep one"
    if rule.languages_with and not any(language.under(rule.languages_with) for language in languages().values()):
        yield f"languages_with: no language has {rule.languages_with!r}; docs/languages.md has the keys"
    for way in rule.ways():
        if way.allows != rule.allows:
            yield f"'also' allows {way.allows!r} and not {rule.allows!r}; make it a rule of its own"
        try:
            way.bind(Setting())
        except RuleError as error:
            yield str(error)


def _speaking(rule: Rule) -> Rule:
    """A rule with the languages that it speaks of, where it says what these have; not compiled, as files may change."""
    if rule.languages_with is None:
        return rule
    codes = [code for code, language in languages().items() if language.under(rule.languages_with)]
    return msgspec.structs.replace(rule, languages=codes)


def _doubled(rules: Iterable[Rule]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for rule in rules:
        for name in (rule.name, *rule.formerly):
            if name in seen:
                yield f"{rule.origin}: rule {name!r} is also at {seen[name]}; rename one"
            seen[name] = rule.origin


def _builtin() -> list[Rule]:
    return compiled("builtin", yaml_files(home()), lambda: packed(map(_housed, _written(home()))), unpacked)


def _housed(rule: Rule) -> Rule:
    """A built-in rule whose origin, `rules/FILE:LINE`, is true of every checkout that shares the compiled form."""
    return msgspec.structs.replace(rule, origin=(Path("rules") / Path(rule.origin).relative_to(home())).as_posix())


def packed(rules: Iterable[Rule]) -> bytes:
    """Rules as bytes, with the names of their kinds."""
    return store.pack([(rule.kind, store.pack(rule)) for rule in rules])


def unpacked(packed: bytes) -> list[Rule]:
    """The rules that `packed` packed."""
    return [store.unpack(raw, kind_class(kind)) for kind, raw in store.unpack(packed, list[tuple[str, bytes]])]
