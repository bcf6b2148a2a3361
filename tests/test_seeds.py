"""What newslint makes of the seeds, against what an editor would; and recorded outputs that are those of today.

A stale record is no failure of a rule: run `python tests/record.py` and read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import record

from newslint import Linter

LINTER = Linter()


@pytest.mark.parametrize("path", record.SNAPSHOTS, ids=lambda path: str(path.relative_to(record.ROOT)))
def test_the_record_is_of_today(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == record.SNAPSHOTS[path](), "run: python tests/record.py"


@pytest.mark.parametrize("seed", record.SEEDS, ids=lambda seed: seed.stem)
def test_an_editors_text_stays_as_it_is(seed: Path) -> None:
    text = record.wanted(seed)
    assert [(f.line, f.column, f.rule, f.match) for f in LINTER.check(text)] == []


@pytest.mark.parametrize("seed", record.SEEDS, ids=lambda seed: seed.stem)
def test_nothing_is_found_where_an_editor_changes_nothing(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    lines = record.amiss(text, record.wanted(seed), LINTER.check(text))
    assert [line for line in lines if "noisy" in line] == []


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("seed", record.SEEDS, ids=lambda seed: seed.stem)
def test_a_fix_makes_no_word_up(seed: Path, unsafe: bool) -> None:
    """Whatever a fix misses: each word it leaves is the seed's or the editor's."""
    text = seed.read_text(encoding="utf-8")
    assert set(LINTER.fix(text, unsafe=unsafe).text.split()) <= {*text.split(), *record.wanted(seed).split()}


@pytest.mark.parametrize("seed", record.SEEDS, ids=lambda seed: seed.stem)
def test_nothing_that_an_editor_keeps_is_lost(seed: Path) -> None:
    """Letters, numbers and signs of the editor's text all survive the fix, in their order."""
    kept = iter(letters(LINTER.fix(seed.read_text(encoding="utf-8")).text))
    assert all(letter in kept for letter in letters(record.wanted(seed)))


def letters(text: str) -> str:
    return "".join(text.split())
