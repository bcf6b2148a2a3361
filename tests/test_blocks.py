"""The family of blocks: each shape that a rule may name is a file, and each file has the two functions."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from newslint.evidence import language
from newslint.evidence.lines import blocks
from newslint.evidence.lines.blocks import Lists, Part
from newslint.evidence.lines.sheet import sheet
from newslint.kinds.block import Block
from newslint.model.documents import Document
from newslint.model.errors import RuleError
from newslint.rules.load import load, load_path
from newslint.rules.schema import rules as schema

RULES = [rule for rule in load() if isinstance(rule, Block)]
WRONG = """\
- name: x
  kind: block
  message: m
  why: w
  shape: nested-lnks
  examples: [{bad: "⟦a⟧", good: ""}]
  clean: [a, b]
"""


def test_every_shape_has_a_rule() -> None:
    assert {rule.shape for rule in RULES} == set(blocks.names())


def test_the_schema_lists_the_shapes() -> None:
    assert schema()["$defs"]["Block"]["properties"]["shape"] == {"enum": sorted(blocks.names())}


def test_a_rule_with_another_shape_is_refused_where_it_names_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(WRONG, encoding="utf-8")
    with pytest.raises(RuleError, match=r"mine\.yaml:5:\d+: shape: Invalid enum value 'nested-lnks'"):
        load_path(file)


@pytest.mark.parametrize("name", blocks.names())
def test_an_empty_text_and_an_unknown_language_have_no_block(name: str) -> None:
    shape = blocks.get(name)
    for text in ("", "\n", "The port is open."):
        page = sheet(Document(text), language.get("xx"))
        assert list(shape.find(page, Lists(("related_heading",), ("embed_end",), ("comments_on",)))) == []
    assert shape.needles(language.get("en")) != frozenset()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_parts_lie_in_their_lines_from_the_top(rule: Block) -> None:
    lists = Lists(tuple(rule.start), tuple(rule.end), tuple(rule.titled))
    for example in rule.examples:
        text = example.bad.replace("⟦", "").replace("⟧", "")
        page = sheet(Document(text), language.get(example.lang or "en"))
        parts = list(blocks.get(rule.shape).find(page, lists))
        assert parts
        assert all(isinstance(part, Part) and part.names for part in parts)
        assert all(one.end <= other.start for one, other in pairwise(parts))
        assert all("\n" not in text[part.start : part.end].rstrip("\n") for part in parts)


@pytest.mark.parametrize("name", blocks.names())
def test_the_kind_tells_of_every_shape(name: str) -> None:
    assert re.search(rf"\b{name}[,:]", Block.__doc__ or "")
