"""What docstrings show is true: their examples run, their rules pass, and each kind's tells of its keys."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest
from modules import files, module_of

import newslint
from newslint.linter.examples import cases, failures
from newslint.model.rules import Rule
from newslint.rules.load import kind_class, kind_names, read

HOME = Path(newslint.__file__).parent
MODULES = ["newslint", *(f"newslint.{module_of(path.relative_to(HOME).as_posix())}" for path in files(HOME)[1:])]
ENTRY = re.compile(r"^    - name: .*\n(?:(?:    .*)?\n)*", re.M)
"""A rule that a docstring shows: a list of one entry, indented."""

SHOWING = [
    name
    for name in MODULES
    if (name.startswith(("newslint.evidence.glue.", "newslint.evidence.lines.")) and "._" not in name)
    or name in ("newslint.linter.settle", "newslint.linter.guard", "newslint.linter.prefilter")
]
"""Modules whose idea is best seen at work: they have an example."""


def shown_by(name: str) -> list[doctest.DocTest]:
    """The examples of a module, docstring by docstring. An engine is skipped where what it is for is not installed."""
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if not name.startswith("newslint.engines."):
            raise
        pytest.skip(f"needs {error.name}")
    return doctest.DocTestFinder(exclude_empty=True).find(module, name)


@pytest.mark.parametrize("name", MODULES)
def test_its_examples_run(name: str) -> None:
    said: list[str] = []
    for test in shown_by(name):
        doctest.DocTestRunner().run(test, out=said.append)
    assert "".join(said) == ""


@pytest.mark.parametrize("name", SHOWING)
def test_it_shows_what_it_does(name: str) -> None:
    assert any(test.examples for test in shown_by(name))


def shown(kind: str) -> list[str]:
    """The rules that a kind's docstring shows."""
    return ENTRY.findall(f"{import_module(f'newslint.kinds.{kind}').__doc__}\n")


@pytest.mark.parametrize("kind", kind_names())
def test_the_rule_that_a_kind_shows_passes(kind: str, tmp_path: Path) -> None:
    (entry,) = shown(kind)
    file = tmp_path / "shown.yaml"
    file.write_text(dedent(entry), encoding="utf-8")
    (rule,) = read(file)
    assert rule.kind == kind
    assert [f"{case.id} {failure.word}: {failure.detail}" for case in cases(rule) for failure in failures(case)] == []


@pytest.mark.parametrize("kind", kind_names())
def test_a_kind_tells_of_its_keys(kind: str) -> None:
    struct = kind_class(kind)
    told = f"{import_module(struct.__module__).__doc__}\n{struct.__doc__}"
    own = {*struct.__struct_fields__} - {*Rule.__struct_fields__}
    assert {key for key in own if not re.search(rf"`{key}`|^ +{key}:", told, re.M)} == set()
