"""What comes of each document is one value; a file's outcome is what they add up to, and is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint import Linter
from newslint.config.config import Config
from newslint.config.sidecar import Entry
from newslint.files.formats import jsonl
from newslint.files.parts import Change, Read, Shard
from newslint.model.findings import Cause
from newslint.run import work
from newslint.run.examine import Examined, added, examined
from newslint.run.outcome import UNREADABLE, Outcome, Scope, Task
from newslint.run.plan import File

LINES = b'{"text": "One of of them."}\n{"text": 1}\n{\n{"text": "Fine words."}\n'
SHARD = Shard(name="a.jsonl", data=LINES)
LINTER = Linter("en", select=["repeated-word"])
FIX = Task(fix=True)


def each(task: Task, scope: Scope | None = None) -> list[Examined]:
    return list(examined(SHARD, "jsonl", LINTER, task, scope or Scope()))


def test_each_document_has_one_value_and_so_has_a_record_without() -> None:
    bad, wordless, broken, fine = each(Task(articles=True))
    assert [(one.finding.rule, one.finding.place) for one in bad.left] == [("repeated-word", "a.jsonl:1:text:1:7")]
    assert (bad.article and bad.article.record, bad.texts, bad.change) == (1, 1, None)
    assert wordless.wordless.startswith("a.jsonl: no field is called text")
    assert [one.finding.rule for one in broken.left] == ["unreadable-record"]
    assert fine == Examined(texts=1)


def test_what_is_mended_comes_with_how() -> None:
    mended, *others = each(FIX)
    assert mended.left == []
    assert [one.rule for one in mended.fixed] == ["repeated-word"]
    edits = mended.change.edits if mended.change else []
    cause = Cause("repeated-word", mended.fixed[0].confidence)
    assert mended.change == Change(edits=edits, record=1, field="text", old=[" of"], causes=[[cause]])
    assert len(edits) == 1
    assert mended.diff.startswith("--- a.jsonl:1:text\n")
    assert [one.change for one in others] == [None, None, None]


def test_an_outcome_is_what_they_add_up_to() -> None:
    entry = Entry(rule="repeated-word", id=None, source="s", line=2)
    parts = each(Task(costs=True), Scope(entries=(entry,)))
    outcome = added("a.jsonl", parts, Task(fix=True))
    assert (outcome.texts, outcome.used, outcome.wordless) == (2, [("s", 2)], parts[1].wordless)
    assert [one.finding.rule for one in outcome.left] == ["unreadable-record"]
    assert outcome.costs.keys() == {"repeated-word"}


@pytest.mark.parametrize("name", Outcome.__struct_fields__)
def test_no_outcome_is_changed(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(Outcome(path="a"), name, None)


def test_what_comes_before_an_error_is_told_and_nothing_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One of of them."}\n{"text": "One of of them, who waits ."}\n')
    read, rules = jsonl.read, ["repeated-word", "space-before-punctuation"]

    def broken(shard: Shard) -> Iterator[Read]:
        yield from read(shard)
        raise RuntimeError("bang")

    monkeypatch.setattr(jsonl, "read", broken)
    task = Task(fix=True, write=True)
    (outcome,) = work.Worker([Config(lang="en", select=rules)], task)([File(str(path), "jsonl", 1, 0)]).outcomes
    assert (outcome.skipped, outcome.fixed, outcome.diff, outcome.texts) == (UNREADABLE, [], "", 2)
    (told,) = outcome.troubles
    assert told.startswith(f"{path}: newslint failed on it (RuntimeError: bang (newslint/run/examine.py:")
    assert told.endswith(")); please report this")
    assert b"of of" in path.read_bytes()


def test_parts_of_a_file_add_up_in_order() -> None:
    first = Outcome(path="a", diff="1", troubles=["x"], costs={"r": 1.0}, texts=2, used=[("s", 1)], held={"guard": 1})
    second = Outcome(path="a", diff="2", costs={"r": 0.5}, texts=1, wordless="none", changes=2)
    whole = Outcome(path="a").with_part(first).with_part(second)
    assert (whole.diff, whole.troubles, whole.costs, whole.texts) == ("12", ["x"], {"r": 1.5}, 3)
    assert (whole.wordless, whole.used, whole.skipped) == ("none", [("s", 1)], None)
    assert (whole.held["guard"], whole.changes) == (1, 2)
    void = whole.with_part(second.failed(ValueError("bang")))
    assert (void.diff, void.skipped, len(void.troubles), void.changes) == ("", UNREADABLE, 2, 0)
