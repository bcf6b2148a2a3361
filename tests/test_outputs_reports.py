"""Several reports of one run: each where it belongs, all from one pass, files whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from weakref import WeakValueDictionary

import pytest

from newslint.__main__ import main
from newslint.cli._reports import Target, interleaved, targets
from newslint.files import writing
from newslint.model.errors import ConfigError, ReadError
from newslint.run.outcome import Outcome

FULL, JSON = Target("full"), Target("json")
TO_FILE = Target("json", "a.json", main=False)


@pytest.mark.parametrize(
    ("given", "output_file", "expected"),
    [
        ([], None, [FULL]),
        ([], "out.txt", [Target("full", "out.txt")]),
        ([JSON], "out.json", [Target("json", "out.json")]),
        ([TO_FILE], None, [TO_FILE]),
        ([TO_FILE, FULL], None, [TO_FILE, FULL]),
        ([TO_FILE, FULL], "out.txt", [TO_FILE, Target("full", "out.txt")]),
    ],
)
def test_targets(given: list[Target], output_file: str | None, expected: list[Target]) -> None:
    assert targets(given, output_file) == expected


@pytest.mark.parametrize(
    ("given", "output_file", "message"),
    [
        ([FULL, JSON], None, "only one of them can go to standard output; give the others a file, as in json:report"),
        ([TO_FILE], "out.txt", "every --output-format names a file; leave one of the two out"),
        ([TO_FILE, Target("full", "./a.json", main=False)], None, "a.json: two reports can't go to one file"),
        ([TO_FILE, FULL], "a.json", "a.json: two reports can't go to one file"),
    ],
)
def test_targets_at_odds(given: list[Target], output_file: str | None, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        targets(given, output_file)
    assert message in str(error.value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("One .\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Two", encoding="utf-8")
    return tmp_path


def check(*args: str) -> int:
    return main(["check", "--quiet", "--isolated", *args])


def test_several_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = ["jsonl:out/a.jsonl", "json:out/a.json", "concise"]
    (folder / "out").mkdir()
    assert check(*(part for name in formats for part in ("--output-format", name)), "a.txt", "b.txt") == 1
    lines = [json.loads(line) for line in (folder / "out" / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines == json.loads((folder / "out" / "a.json").read_text(encoding="utf-8"))
    assert [entry["path"] for entry in lines] == ["a.txt", "b.txt"]
    assert len({entry["fingerprint"] for entry in lines} - {""}) == 2
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["a.txt", "b.txt"]


def test_files_alone_leave_standard_output_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--output-format", "concise:out.txt", ".") == 1
    assert capsys.readouterr().out == ""
    assert (folder / "out.txt").read_text(encoding="utf-8").count("\n") == 2


@pytest.mark.parametrize("option", ["--diff", "--statistics"])
def test_reports_go_beside_a_diff_and_statistics(option: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--quiet", "--isolated", option, "."])
    alone = capsys.readouterr().out
    check(option, "--output-format", "concise:left.txt", ".")
    assert capsys.readouterr().out == alone != ""
    left = (folder / "left.txt").read_text(encoding="utf-8")
    assert bool(left) == (option == "--statistics")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("nope", "'nope' is not one of"),
        ("json:", "names no file after the colon"),
        ("nope:a.json", "'nope' is not one"),
    ],
)
def test_a_wrong_format_exits_2(value: str, message: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--output-format", value, ".") == 2
    assert message in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--output-format", "json:none/a.json", "--output-format", "concise", ".") == 2
    assert "none/a.json: can't be written: No such file" in capsys.readouterr().err


def broken_off(file: Path) -> None:
    with writing.saving(file) as write:
        write("half of")
        raise BrokenPipeError


def test_a_report_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("before", encoding="utf-8")
    with pytest.raises(BrokenPipeError):
        broken_off(file)
    assert (file.read_text(encoding="utf-8"), len(list(tmp_path.iterdir()))) == ("before", 1)
    with writing.saving(file) as write:
        write("all of it \ud800")
    assert file.read_text(encoding="utf-8") == "all of it \\ud800"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_named() -> None:
    with (
        pytest.raises(ReadError, match="/dev/full: can't be written: No space"),
        writing.saving(Path("/dev/full")) as w,
    ):
        w("x" * 100_000)


def each(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A report that says something of every outcome, in two pieces."""
    for outcome in outcomes:
        yield outcome.path
        yield "!"


def total(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A report that says nothing until the end."""
    count = 0
    for _ in outcomes:
        count += 1
        yield ""
    yield str(count)


class Watched(Outcome, frozen=True, weakref=True):
    """An outcome that can be seen to go."""


def test_several_reports_hold_few_outcomes_in_memory() -> None:
    """itertools.tee keeps blocks of 57 items: that is the bound, however many there are."""
    alive: WeakValueDictionary[int, Watched] = WeakValueDictionary()
    most = 0

    def outcomes() -> Iterator[Outcome]:
        nonlocal most
        for number in range(2000):
            alive[number] = outcome = Watched(path=str(number))
            most = max(most, len(alive))
            yield outcome

    pieces = list(interleaved(outcomes(), [each, total, each]))
    assert [sum(index == number for index, _ in pieces) for number in range(3)] == [4000, 2001, 4000]
    assert "".join(piece for index, piece in pieces if index == 1) == "2000"
    assert most <= 2 * 57
