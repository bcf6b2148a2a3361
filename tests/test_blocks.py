"""The family of blocks: each shape that a rule may name is a file, and each file has the two functions."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from attacks import cloned, write

from newslint import Linter
from newslint.__main__ import main
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
        assert all(part.fix or "\n" not in text[part.start : part.end].rstrip("\n") for part in parts)


@pytest.mark.parametrize("name", blocks.names())
def test_the_kind_tells_of_every_shape(name: str) -> None:
    assert re.search(rf"\b{name}[,:]", Block.__doc__ or "")


SAYS = "The first boats left at dawn&nbsp;, under a thin rain and a low and and heavy sky."
NESTED = f"Port reopens\n\n* Live The storm hour by hour\n* {SAYS}\n\n  {SAYS[:-4]}sea.\n\n  {SAYS[:-4]}bay.\n"


def test_an_article_that_is_nested_in_a_list_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cloned(tmp_path, monkeypatch)
    linter = Linter("en", select=["nested-body"])
    (finding,) = linter.check(NESTED)
    assert (finding.line, finding.column, finding.end_line) == (4, 1, 8)
    fixed = linter.fix(NESTED)
    assert fixed.text == NESTED.replace("* The", "The").replace("\n  ", "\n"), "and nothing else, &nbsp; among it"
    assert [(edit.end - edit.start, edit.new) for edit in fixed.edits] == [(2, "")] * 3
    write("a.txt", NESTED)
    assert main(["check", "--fix", "-q", "--lang", "en", "a.txt"]) == 0
    assert main(["undo", "-q", "--rule", "repeated-word"]) == 0
    assert Path("a.txt").read_text().count("and and") == 3
    assert "  The" not in Path("a.txt").read_text()


PARAGRAPHS = [
    f"The {it} opened again on Tuesday after three days, the prefect's office said in the evening, and the first boats "
    f"left the {it} at dawn, under a thin rain."
    for it in ("port", "quay", "lock", "canal", "dock", "pier")
]
READERS = ["Ana", "2 hours ago", "At last.", "Tom", "3 hours ago", "High time.", "Lia", "5 hours ago", "It will close."]
THREAD = [*READERS, "Dan", "6 hours ago", "I hope not."]
LONG_COMMENT = [f"And the {it} is old." for it in ("crane", "quay", "ramp", "ferry", "light", "gate", "wall", "buoy")]


def _taken(lines: list[str]) -> list[str]:
    """The lines that comment-thread reports."""
    text = "\n".join(lines)
    return [text[one.start : one.end].strip() for one in Linter("en", select=["comment-thread"]).check(text)]


def test_a_thread_goes_on_after_a_long_comment() -> None:
    assert _taken([*PARAGRAPHS, *THREAD, *LONG_COMMENT, "Ada", "8 hours ago", "So it is."]) == [
        *THREAD,
        *LONG_COMMENT,
        "Ada",
        "8 hours ago",
        "So it is.",
    ]


def test_a_thread_does_not_go_on_after_an_article() -> None:
    links = [
        "Ferry late",
        "2 hours ago",
        "Crane stuck",
        "3 hours ago",
        "Light out",
        "5 hours ago",
        "Quay",
        "6 hours ago",
    ]
    assert _taken([*links, *PARAGRAPHS[:5], "Ana", "9 hours ago", "At last."]) == links


@pytest.mark.parametrize(("lines", "taken"), [(15, True), (16, False)])
def test_a_last_comment_is_a_thread_s_unless_it_is_long(lines: int, taken: bool) -> None:
    rest = [f"Number {it} is old." for it in range(lines)]
    assert (_taken([*PARAGRAPHS, *READERS, "Dan", "6 hours ago", "I hope not.", *rest])[-1] == rest[-1]) is taken
    assert _taken([*PARAGRAPHS[:2], *THREAD, *rest])[-1] == "I hope not.", "nothing where no article is above"
