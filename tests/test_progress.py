"""The progress line: late, and gone whenever something is printed."""

from __future__ import annotations

import pytest

from newslint.cli import _progress
from newslint.cli._progress import progress


def test_it_makes_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(_progress, "PATIENCE", 0)
    monkeypatch.setattr(_progress, "STEP", 0)
    assert list(progress("aXa", 3, str.isupper, shown=True)) == ["a", "X", "a"]
    erase, bar = "\r\x1b[K", "\r\x1b[K[{}] {}/3 files"
    one, two, three = ("#" * done + "." * (24 - done) for done in (8, 16, 24))
    drawn = [bar.format(one, 1), erase, bar.format(two, 2), bar.format(three, 3), erase]
    assert capsys.readouterr().err == "".join(drawn)


def test_a_short_run_and_a_pipe_show_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress("ab", 2, str.isupper, shown=True)) == ["a", "b"]
    assert list(progress("ab", 2, str.isupper, shown=False)) == ["a", "b"]
    assert capsys.readouterr().err == ""
