"""The progress line: late, gone whenever something is printed, and true of what has come."""

from __future__ import annotations

import pytest

from newslint.cli import _progress
from newslint.cli._progress import Course, progress
from newslint.run.outcome import Count, Outcome, Told

ERASE = "\r\x1b[K"


def quiet(path: str) -> Outcome:
    return Outcome(path=path, texts=1)


def loud(outcome: Outcome) -> bool:
    return outcome.path == "loud"


def test_it_makes_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(_progress, "PATIENCE", 0)
    monkeypatch.setattr(_progress, "STEP", 0)
    outcomes = [quiet("a"), quiet("loud"), quiet("c")]
    assert list(progress(outcomes, [2000, 1000, 1000], loud, shown=True)) == outcomes
    one, two, three = capsys.readouterr().err.split(f"{ERASE}[")[1:]
    assert one.startswith("########........] 2.0 kB of 4.0 kB, 1 article, 0 findings, ")
    assert one.endswith(f" left{ERASE}")
    assert two.startswith("############....] 3.0 kB of 4.0 kB, 2 articles, 0 findings, ")
    assert three == f"################] 4.0 kB of 4.0 kB, 3 articles, 0 findings{ERASE}"


def test_a_short_run_and_a_pipe_show_none(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [quiet("a"), quiet("b")]
    assert list(progress(outcomes, [1, 1], loud, shown=True)) == outcomes
    assert list(progress(outcomes, [1, 1], loud, shown=False)) == outcomes
    assert capsys.readouterr().err == ""


def test_a_big_file_counts_part_by_part_and_what_is_known_counts_too() -> None:
    told = Told("", [Count("ad-label", "advertisement", 7)])
    course = Course([6_000_000, 2_000_000], began=100.0)
    course.take(Outcome(path="big", texts=900, read=3_000_000, more=True))
    assert course.line(130.0) == "[######..........] 3.0 MB of 8.0 MB, 900 articles, 0 findings, 50 s left"
    course.take(Outcome(path="big", texts=100, read=4_000_000, more=True))  # packed: more than its size
    assert course.line(130.0).startswith("[############....] 6.0 MB of 8.0 MB, 1,000 articles")
    course.take(Outcome(path="big", texts=1000))
    course.take(Outcome(path="small", told=told))
    assert course.line(160.0) == "[################] 8.0 MB of 8.0 MB, 1,001 articles, 7 findings"


@pytest.mark.parametrize(
    ("elapsed", "left"), [(1.0, "1 s"), (80.0, "80 s"), (90.0, "2 min"), (3540.0, "59 min"), (9000.0, "2 h 30 min")]
)
def test_the_time_left_is_told_as_people_tell_it(elapsed: float, left: str) -> None:
    course = Course([500, 500], began=0.0)
    course.take(quiet("a"))
    assert course.line(elapsed).endswith(f", {left} left")


def test_an_empty_file_is_no_trouble() -> None:
    course = Course([0], began=0.0)
    course.take(Outcome(path="a", skipped="binary"))
    assert course.line(1.0) == "[################] 0 B of 0 B, 0 articles, 0 findings"
