"""Data files through the whole of a run: shards and processes, packed files, what is told and what is written."""

from __future__ import annotations

import gzip
import io
import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from newslint.__main__ import main
from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.files import formats, packings
from newslint.files.formats import csv, jsonl
from newslint.run import listing, run
from newslint.run.outcome import Outcome, Task

CONFIG = Config(select=["space-before-punctuation", "ad-label", "missing-final-newline"], lang="en")
FIX = Task(fix=True, write=True)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(count: int, damaged: int = 7) -> bytes:
    rows = []
    for number in range(count):
        text = f"The council met on day {number}" + (" .\nAdvertisement\n" if number % damaged == 0 else ".")
        rows.append(json.dumps({"id": number, "text": text, "n": 1.0}) + "\n" if number % 11 else "{bad\n")
    return "".join(rows).encode()


def rows(count: int) -> bytes:
    return b"id;text\r\n" + b"".join(
        f'{number};"The ""council""\r\nmet on day {number}{" ." if number % 5 == 0 else "."}"\r\n'.encode()
        for number in range(count)
    )


def outcomes(task: Task, *paths: str, config: Config = CONFIG, jobs: int = 1) -> list[Outcome]:
    return list(run.run(listing.plan(paths or ["."], Settings(config)), task, jobs=jobs))


def places(found: list[Outcome]) -> list[tuple[str, str]]:
    return [(one.finding.place, one.finding.rule) for outcome in found for one in outcome.left]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few kilobytes are big."""
    for module in (run, jsonl, csv):
        monkeypatch.setattr(module, "SHARD_BYTES", 500)
    monkeypatch.setattr(run, "POOL_BYTES", 0)


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", lines(300)), ("a.csv", rows(300))])
@pytest.mark.parametrize("packed", [bytes, gzip.compress, zstandard.compress])
def test_shards_and_processes_change_nothing(
    name: str, content: bytes, packed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(
        name + {"bytes": "", "compress": ".gz"}.get(packed.__name__, ".zst")
        if packed is not zstandard.compress
        else name + ".zst"
    )
    before = packed(content)
    path.write_bytes(before)
    whole = outcomes(Task(fix=True), str(path))
    assert len(whole) == 1
    assert len(whole[0].fixed) > 40
    for module in (run, jsonl, csv):
        monkeypatch.setattr(module, "SHARD_BYTES", 500)
    monkeypatch.setattr(run, "POOL_BYTES", 0)
    for jobs in (1, 2):
        parts = outcomes(Task(fix=True), str(path), jobs=jobs)
        assert len(parts) > 10
        assert [part.more for part in parts] == [True] * (len(parts) - 1) + [False]
        assert places(parts) == places(whole)
        assert [one for part in parts for one in part.fixed] == whole[0].fixed
        assert "".join(part.diff for part in parts) == whole[0].diff
    assert path.read_bytes() == before


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("name", "content"), [("a.jsonl", lines(300)), ("a.csv", rows(300))])
@pytest.mark.usefixtures("small")
def test_a_big_file_is_mended_in_shards(name: str, content: bytes, jobs: int) -> None:
    path = Path(name)
    path.write_bytes(content)
    outcomes(FIX, name, jobs=jobs)
    assert path.read_bytes() == content.replace(b" .\\nAdvertisement", b".").replace(b' ."', b'."')
    again = outcomes(FIX, name, jobs=jobs)
    assert [outcome.fixed for outcome in again if outcome.fixed] == []


@pytest.mark.usefixtures("small")
def test_what_goes_wrong_half_way_is_told_and_nothing_is_written() -> None:
    content = gzip.compress(lines(300))[:-200]
    path = Path("a.jsonl.gz")
    path.write_bytes(content)
    found = outcomes(FIX, str(path), jobs=2)
    assert found[-1].skipped == "unreadable"
    (trouble,) = found[-1].troubles
    assert trouble.startswith("a.jsonl.gz: can't be unpacked (")
    assert path.read_bytes() == content


def test_a_packed_file_stays_packed_as_it_was() -> None:
    members = gzip.compress(lines(50), 9, mtime=1234) + gzip.compress(lines(50), 9, mtime=5)
    Path("a.jsonl.gz").write_bytes(members)
    frames = zstandard.ZstdCompressor(write_checksum=True).compress(lines(50)) + zstandard.compress(lines(50))
    Path("b.jsonl.zst").write_bytes(frames)
    outcomes(FIX)
    packed = Path("a.jsonl.gz").read_bytes()
    assert packed[4:9] == members[4:9]
    wanted = (lines(50) * 2).replace(b" .\\nAdvertisement", b".")
    assert gzip.decompress(packed) == wanted
    after = Path("b.jsonl.zst").read_bytes()
    assert zstandard.get_frame_parameters(after).has_checksum
    assert zstandard.ZstdDecompressor().stream_reader(io.BytesIO(after)).read() == wanted
    before = (packed, after)
    outcomes(FIX)
    assert (Path("a.jsonl.gz").read_bytes(), Path("b.jsonl.zst").read_bytes()) == before


DAMAGED: dict[str, bytes] = {
    "cut.jsonl.gz": gzip.compress(lines(200))[:-100],
    "tail.jsonl.gz": gzip.compress(lines(20)) + b"rubbish",
    "no.jsonl.gz": b"no gzip",
    "sum.jsonl.gz": gzip.compress(lines(20))[:-8] + bytes(8),
    "cut.jsonl.zst": zstandard.compress(random.Random(1).randbytes(2000) + lines(200))[:-100],
    "no.jsonl.zst": b"no zstd, whatever it says",
    "zlib.jsonl.gz": zlib.compress(lines(20)),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_packings(name: str) -> None:
    Path(name).write_bytes(DAMAGED[name])
    (outcome,) = outcomes(FIX, name)
    assert outcome.skipped == "unreadable"
    (trouble,) = outcome.troubles
    assert trouble.startswith(f"{name}: can't be unpacked (")
    assert Path(name).read_bytes() == DAMAGED[name]


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("name", ["bomb.txt", "bomb.jsonl", "bomb.csv"])
def test_bombs(name: str, packed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packings, "MOST_BYTES", 1_000_000)
    path = Path(f"{name}.{'gz' if packed is gzip.compress else 'zst'}")
    path.write_bytes(packed(b"text\n" + b"\n" * 5_000_000))
    (outcome,) = outcomes(Task(), str(path))
    assert outcome.troubles == [f"{path}: unpacks to more than 200 times its size; unpack it yourself if you trust it"]


def test_articles_are_no_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packings, "MOST_BYTES", 1000)
    Path("a.jsonl.zst").write_bytes(zstandard.compress(lines(2000)))
    (outcome,) = outcomes(Task())
    assert (outcome.troubles, len(outcome.left) > 100) == ([], True)


def test_zstandard_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt.zst").write_bytes(zstandard.compress(b"a"))
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    (outcome,) = outcomes(Task())
    assert outcome.troubles == ["a.txt.zst: to read .zst files: pip install 'newslint[zst]'"]


def test_every_bad_record_is_reported_by_every_output(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.jsonl").write_bytes(b'{"text": "Good.\\n"}\n{"text": "caf\xe9"}\n{bad}\n')
    from newslint import outputs

    for name in outputs.names():
        assert main(["check", "--isolated", "--no-cache", "--output-format", name, "a.jsonl"]) == 1
        out, err = capsys.readouterr()
        assert out.count("unreadable-record") >= 2, name
        assert "2 problems in 1 file." in err
    assert main(["check", "--isolated", "--fix", "--quiet", "a.jsonl"]) == 1
    assert main(["check", "--isolated", "--statistics", "a.jsonl"]) == 1
    assert capsys.readouterr().out.count("1        0  unreadable-record") == 2


def test_data_of_others_is_passed_over_and_named_files_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.json").write_text('{"port": 1}')
    Path("t.csv").write_text("x,y\n1,2\n")
    assert main(["check", "--isolated", "."]) == 0
    assert "Skipped 2 files: 2 without texts." in capsys.readouterr().err
    assert main(["check", "--isolated", "config.json", "t.csv"]) == 2
    err = capsys.readouterr().err
    assert "error: config.json: no field is called text, content, " in err
    assert "name those that hold text with --field. Its fields: port\n" in err
    assert "Its fields: x, y\n" in err
    assert main(["check", "--isolated", "--field", "nope", "."]) == 2


def test_the_options_name_the_fields(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.csv").write_text("key,sprache,inhalt\nk1,de,Der Rat tagte . Er stimmte ab.\n", encoding="utf-8")
    options = ["--field", "inhalt", "--lang-field", "sprache", "--id-field", "key"]
    assert main(["check", "--isolated", "--output-format", "concise", *options, "a.csv"]) == 1
    assert capsys.readouterr().out.startswith("a.csv:1:inhalt:1:14: space-before-punctuation")
    Path("newslint.toml").write_text('fields = ["inhalt"]\nlang-field = "sprache"\nid-field = "key"\n')
    assert main(["check", "--output-format", "json", "a.csv"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["record"], finding["field"], finding["id"]) == (1, "inhalt", "k1")


def test_a_title_is_no_file_and_no_article() -> None:
    Path("a.jsonl").write_text('{"title": "Short", "text": "Short text"}\n')
    (outcome,) = outcomes(Task(), config=Config(select=["too-short", "missing-final-newline"], lang="en"))
    assert [(one.finding.field, one.finding.rule) for one in outcome.left] == [("text", "too-short")]


@pytest.mark.parametrize("lang", ["fr-FR", "FR_ca", "French", "fr"])
def test_languages_are_understood(lang: str) -> None:
    Path("a.jsonl").write_text(json.dumps({"text": "Il a parlé de de la paix .\n", "lang": lang}) + "\n")
    config = Config(select=["repeated-word"])
    assert places(outcomes(Task(), config=config)) == [("a.jsonl:1:text:1:14", "repeated-word")]


@pytest.mark.parametrize("lang", ["", "Klingon", "xx", "?", "und", "x" * 1000, "\ud800"])
def test_odd_languages_break_nothing(lang: str) -> None:
    Path("a.jsonl").write_text(json.dumps({"text": "The council met .\n", "lang": lang}) + "\n")
    assert places(outcomes(Task(), config=Config(select=["space-before-punctuation"]))) == [
        ("a.jsonl:1:text:1:16", "space-before-punctuation")
    ]


def test_a_fix_that_makes_a_formula_is_not_made() -> None:
    Path("a.csv").write_text("text\n\u200b=SUM(A1)\nThe council met .\n", encoding="utf-8")
    config = Config(select=["zero-width-space", "space-before-punctuation"], lang="en")
    (outcome,) = outcomes(Task(fix=True, write=True, unsafe=True), config=config)
    (trouble,) = outcome.troubles
    assert trouble == "a.csv:1:text: left as it is: a cell that begins with '=' is a formula to a spreadsheet"
    assert places([outcome]) == [("a.csv:1:text:1:1", "zero-width-space")]
    assert Path("a.csv").read_text(encoding="utf-8") == "text\n\u200b=SUM(A1)\nThe council met.\n"


def test_standard_input_may_be_data(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(lines(20)))))
    assert main(["check", "--isolated", "--fix", "--stdin-filename", "x.jsonl.gz", "-"]) == 1
    assert gzip.decompress(capsysbinary.readouterr().out).count(b" .") == 0


def test_names_of_formats() -> None:
    names = ["a.JSONL", "a.jsonl.gz", "a.b.csv.ZST", "a.gz", ".jsonl.gz", "jsonl.gz", "a.jsonl.gz.gz", "gz", "a.pdf.gz"]
    found = [formats.name_of(name) for name in names]
    assert found == ["jsonl", "jsonl.gz", "csv.zst", None, None, None, None, None, None]
