"""Files to findings: which files, what is written and how, one process or many."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.files import writing
from newslint.model.errors import ConfigError, ReadError
from newslint.run import examine, listing, pool, run
from newslint.run.outcome import Outcome, Task
from newslint.run.plan import File, Plan, chunks

CONFIG = Config(select=["missing-final-newline"])
FIX = Task(fix=True, write=True)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: str | bytes = "a") -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def listed(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def plan(paths: Sequence[str] = (".",), *, config: Config = CONFIG, force_exclude: bool = False) -> Plan:
    return listing.plan(paths, Settings(config), force_exclude=force_exclude)


def planned(*paths: str) -> list[str]:
    return [file.path for file in plan(paths or (".",)).files]


def outcomes(task: Task, *paths: str) -> list[Outcome]:
    return list(run.run(plan(paths or (".",)), task))


# --- which files ---


def test_folders_are_searched_in_order() -> None:
    for path in ("b.txt", "a.md", "c.pdf", "x/d.TXT", ".hidden.txt", ".git/e.txt", "x/.venv/f.txt"):
        write(path)
    found = plan()
    assert [file.path for file in found.files] == ["a.md", "b.txt", "x/d.TXT"]
    assert found.skipped == {"hidden": 1, "unsupported": 1}


def test_what_is_named_is_checked() -> None:
    for path in (".hidden.txt", "README", "x.pdf"):
        write(path)
    assert planned(".hidden.txt", "README", "x.pdf") == [".hidden.txt", "README"]


def test_globs_and_doubles() -> None:
    for path in ("a.txt", "x/b.txt", "[odd].txt"):
        write(path)
    Path("link.txt").symlink_to("a.txt")
    assert planned("**/*.txt", "a.txt", "./x/../a.txt", "link.txt") == ["[odd].txt", "a.txt", "x/b.txt"]
    assert planned("[odd].txt") == ["[odd].txt"]


def test_paths_are_shown_as_they_are_given(here: Path) -> None:
    write("x/a.txt")
    assert planned("./x") == ["x/a.txt"]
    assert planned(str(here / "x")) == [(here / "x" / "a.txt").as_posix()]
    os.chdir("x")
    assert planned("../x") == ["../x/a.txt"]


def test_all_missing_paths_are_named() -> None:
    with pytest.raises(ConfigError) as caught:
        plan(["none.txt", "no*.txt"])
    assert str(caught.value) == "none.txt: no such file or folder\nno*.txt: no such file or folder"


@pytest.mark.parametrize("repository", [True, False])
def test_gitignore(repository: bool) -> None:
    if repository:
        Path(".git").mkdir()
    write(".gitignore", "*.txt\n!keep.txt\nbuild/\nbad[\n")
    write("x/.gitignore", "!y.txt\n/z.txt\nkeep.txt\n")
    for path in ("a.txt", "keep.txt", "build/keep.txt", "x/y.txt", "x/z.txt", "x/keep.txt", "x/w/z.md", "x/a.txt"):
        write(path)
    assert planned() == ["keep.txt", "x/y.txt", "x/w/z.md"]
    above = ["x/y.txt", "x/w/z.md"] if repository else ["x/a.txt", "x/y.txt", "x/w/z.md"]
    assert planned("x") == above
    assert planned("a.txt") == ["a.txt"]


def test_exclude_and_force_exclude() -> None:
    write("raw/a.txt")
    write("b.txt")
    write("newslint.toml", 'exclude = ["raw/"]\n')
    settings = Settings()
    assert [file.path for file in listing.plan(["."], settings).files] == ["b.txt"]
    assert [file.path for file in listing.plan(["raw/a.txt"], settings).files] == ["raw/a.txt"]
    assert listing.plan(["raw/a.txt"], settings, force_exclude=True).files == []


def test_the_nearest_configuration_and_per_file_ignores_count() -> None:
    write("newslint.toml", 'select = ["missing-final-newline"]\n[per-file-ignores]\n"old/*" = ["layout"]\n')
    write("sub/newslint.toml", 'select = ["missing-final-newline"]\nseverity = "error"\n')
    for path in ("a.txt", "old/a.txt", "sub/a.txt"):
        write(path)
    found = listing.plan(["."], Settings())
    assert [(o.path, len(o.left)) for o in run.run(found, Task())] == [("a.txt", 1), ("old/a.txt", 0), ("sub/a.txt", 0)]


# --- what is written ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a", b"a\n"),
        (b"\xef\xbb\xbfa", b"\xef\xbb\xbfa\n"),
        (b"a\r\nb", b"a\r\nb\r\n"),
        (b"a\nb\nc\r\nd", b"a\nb\nc\r\nd\n"),
        ("\ufeffaé\r\nb".encode("utf-16-le"), "\ufeffaé\r\nb\r\n".encode("utf-16-le")),
        ("\ufeffa".encode("utf-16-be"), "\ufeffa\n".encode("utf-16-be")),
    ],
)
def test_all_but_the_fix_stays(before: bytes, after: bytes) -> None:
    file = write("a.txt", before)
    (outcome,) = outcomes(FIX)
    assert (len(outcome.fixed), outcome.left, outcome.troubles) == (1, [], [])
    assert file.read_bytes() == after


def test_permissions_and_links_stay() -> None:
    file = write("real/a.txt")
    file.chmod(0o640)
    Path("link.txt").symlink_to("real/a.txt")
    outcomes(FIX, "link.txt")
    assert Path("link.txt").is_symlink()
    assert file.read_text() == "a\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert listed("real") == ["a.txt"]


def test_what_is_right_is_not_written() -> None:
    file = write("a.txt", "a\n")
    before = file.stat()
    outcomes(FIX)
    assert file.stat().st_ino == before.st_ino
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_without_write_nothing_is_written() -> None:
    file = write("a.txt")
    (outcome,) = outcomes(Task(fix=True))
    assert file.read_text() == "a"
    assert outcome.diff == "--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"


def test_a_file_that_somebody_changes_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    file = write("a.txt")
    real = examine.examined

    def meanwhile(*args: object) -> object:
        yield from real(*args)  # type: ignore[arg-type]
        file.write_text("changed")

    monkeypatch.setattr(examine, "examined", meanwhile)
    (outcome,) = outcomes(FIX)
    assert outcome.troubles == ["a.txt: changed while newslint was at work; left as it is, check it again"]
    assert file.read_text() == "changed"
    assert listed() == ["a.txt"]


def test_a_failed_write_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    file = write("a.txt")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (outcome,) = outcomes(FIX)
    assert outcome.troubles == ["a.txt: No space left on device"]
    assert (file.read_text(), listed()) == ("a", ["a.txt"])


def test_trouble_with_one_file_stops_no_other() -> None:
    write("a.txt", b"caf\xe9")
    write("b.txt", b"a\0b")
    write("c.txt")
    Path("d.txt").symlink_to("nowhere")
    found = outcomes(Task(), "a.txt", "b.txt", "c.txt", "d.txt")
    assert [len(outcome.left) for outcome in found] == [0, 0, 1, 0]
    assert [outcome.skipped for outcome in found] == ["unreadable", "unreadable", None, "unreadable"]
    assert found[1].troubles == ["b.txt: holds NUL bytes; it is no text"]
    assert found[0].troubles == ["a.txt:1: not UTF-8: byte 3 is 0xE9; name its encoding, as in --encoding cp1252"]
    assert found[3].troubles == ["d.txt: No such file or directory"]


def test_a_bug_in_a_rule_stops_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt")
    monkeypatch.setattr("newslint.linter.linter.Linter.scan_document", lambda *_: 1 / 0)
    (outcome,) = outcomes(Task())
    (told,) = outcome.troubles
    where = r"newslint/run/examine\.py:\d+"
    assert re.fullmatch(
        rf"a\.txt: newslint failed on it \(ZeroDivisionError: division by zero \({where}\)\); please report this", told
    )


def test_the_encoding_that_is_named() -> None:
    file = write("a.txt", b"caf\xe9")
    outcomes(Task(fix=True, write=True, encoding="cp1252"))
    assert file.read_bytes() == b"caf\xe9\n"


def test_save_replaces_whole_files_only() -> None:
    def failing() -> object:
        yield "half"
        raise KeyboardInterrupt

    file = write("out", "old")
    with pytest.raises(KeyboardInterrupt):
        writing.save(file, failing())  # type: ignore[arg-type]
    assert (file.read_text(), listed()) == ("old", ["out"])
    with pytest.raises(ReadError, match=r"none/out: can't be written"):
        writing.save(Path("none/out"), ["x"])


# --- processes ---


@pytest.mark.parametrize("task", [Task(), FIX])
def test_many_processes_do_what_one_does(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "POOL_BYTES", 0)
    monkeypatch.setattr(run, "CHUNK_BYTES", 3)
    contents: list[str | bytes] = ["a", "b\n", b"\xe9", b"a\0", "c\r\nd"] * 5

    def done(jobs: int) -> tuple[list[Outcome], list[bytes]]:
        for number, content in enumerate(contents):
            write(f"{number:02}.txt", content)
        found = list(run.run(plan(), task, jobs=jobs))
        return found, [file.read_bytes() for file in sorted(Path().iterdir())]

    assert done(1) == done(2)


def test_little_work_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(100):
        write(f"{number}.txt")
    monkeypatch.setattr(pool, "shared", lambda *_: pytest.fail("a pool was started"))
    assert len(list(run.run(plan(), Task(), jobs=2))) == 100


def test_a_configuration_that_cannot_be_used_is_told_before_any_file_is_read() -> None:
    write("a.txt")
    with pytest.raises(ConfigError, match="no rule or group"):
        run.run(plan(config=Config(select=["nope"])), FIX)


def test_chunks_keep_the_order() -> None:
    planned_files = [File(str(number), "txt", number, 0) for number in range(50)]
    parts = list(chunks(planned_files, 100))
    assert [file for part in parts for file in part] == planned_files
    assert Counter(len(part) > 0 for part in parts) == {True: len(parts)}


def test_what_the_guard_refuses_is_told() -> None:
    text = "Publicité\nLe vote .\n" + "Un mot de plus, un autre encore.\n" * 5
    file = write("a.txt", text)
    config = Config(lang="fr", select=["ad-label", "layout"], max_deleted=0.05)
    (outcome,) = run.run(plan(config=config), FIX)
    away = "a.txt: fixes would take away 7% of it, more than max-deleted allows (5%); left as it is"
    assert outcome.troubles == [away]
    assert (file.read_text(), len(outcome.left)) == (text, 2)
