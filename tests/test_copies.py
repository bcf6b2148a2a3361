"""`--output-dir`: mended copies, of every format, and originals that stay as they are."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from attacks import BAD, GOOD, cloned, tree, write

from newslint.__main__ import main
from newslint.files import writing
from newslint.model.errors import ReadError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cloned(tmp_path, monkeypatch)


def copied(*args: str) -> int:
    return main(["check", "--fix", "--lang", "en", "--select", "repeated-word", "--output-dir", "out", *args])


FILES = {
    "a.txt": BAD,
    "in/b.md": BAD,
    "in/é c.html": f"<p>{BAD.strip()}</p>\n",
    "d.json": json.dumps({"text": BAD}),
    "e.jsonl": json.dumps({"text": BAD}) + "\n",
    "f.csv": f"id,text\n1,{BAD}",
    "g.tsv": f"id\ttext\n1\t{BAD}",
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_mended_is_copied_and_the_originals_stay(
    jobs: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in FILES.items():
        write(name, content)
    write("h.txt.gz", gzip.compress(BAD.encode()))
    write("clean.txt", GOOD)
    before = tree(here)
    assert copied("--jobs", jobs, ".") == 0
    err = capsys.readouterr().err
    assert "Fixed 8 problems in 8 files.\nThe mended copies are in out; the originals are as they were.\n" in err
    for name, content in FILES.items():
        assert (Path("out") / name).read_bytes() == content.replace("the the", "the").encode(), name
    assert gzip.decompress(Path("out/h.txt.gz").read_bytes()) == GOOD.encode()
    after = tree(here)
    assert {name: after[name] for name in before} == before
    assert {name for name in after if not name.startswith("out/")} == set(before), "nothing is on record"
    assert "out/clean.txt" not in after


def test_the_exit_code_is_that_of_fix() -> None:
    write("a.txt", BAD + "He saw the the the mayor.\n")
    assert copied(".") == main(["check", "--fix", "--lang", "en", "--select", "repeated-word", "."]) == 1
    assert Path("out/a.txt").read_bytes() == Path("a.txt").read_bytes()


@pytest.mark.parametrize("kind", ["file", "full", "link", "here"])
def test_a_folder_that_is_not_new_or_empty_is_refused(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, elsewhere = write("a.txt", BAD), here.parent / "elsewhere"
    elsewhere.mkdir()
    if kind == "file":
        write("out", "x")
    elif kind == "full":
        write("out/a.txt", "mine")
    elif kind == "link":
        Path("out").symlink_to(elsewhere)
    code = copied("a.txt") if kind != "here" else main(["check", "--fix", "--output-dir", ".", "a.txt"])
    assert code == 2
    assert "new or empty" in capsys.readouterr().err
    assert file.read_text() == BAD
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize(
    "args", [["a.txt"], ["--diff", "a.txt"], ["--fix", "--diff", "a.txt"], ["--fix", "-"]], ids=" ".join
)
def test_it_goes_with_fix(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output-dir", "out", *args]) == 2
    assert "--output-dir is for the mended copies of files that --fix makes" in capsys.readouterr().err


def test_a_file_outside_of_the_folder_has_no_place_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = write(here.parent / "b.txt", BAD)
    Path("c.txt").symlink_to(outside)
    write("d.txt", BAD)
    for path in ("../b.txt", str(outside)):
        assert copied(path) == 2
        assert "lies outside of the current folder" in capsys.readouterr().err
    assert copied(".") == 2
    assert tree(Path("out")) == {"d.txt": GOOD.encode()}
    assert outside.read_text() == BAD


def test_no_link_on_the_way_to_the_folder_leads_elsewhere(here: Path) -> None:
    write("a.txt", BAD)
    elsewhere = here.parent / "elsewhere"
    elsewhere.mkdir()
    Path("link").symlink_to(elsewhere)
    assert main(["check", "--fix", "--lang", "en", "--output-dir", "link/out", "a.txt"]) == 2
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("inner", ["link/a.txt", "a.txt", "there.txt"])
def test_nothing_is_written_through_links_or_over_files(inner: str, here: Path) -> None:
    elsewhere = here.parent / "elsewhere"
    elsewhere.mkdir()
    folder = Path("out")
    folder.mkdir()
    (folder / "link").symlink_to(elsewhere)
    (folder / "a.txt").symlink_to(elsewhere / "a.txt")
    write("out/there.txt", "mine")
    with pytest.raises(ReadError):
        writing.begin(folder, Path(inner), lambda _: None)
    assert not list(elsewhere.iterdir())
    assert Path("out/there.txt").read_text() == "mine"
