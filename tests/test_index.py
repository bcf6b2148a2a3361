"""A file that nobody changed is not opened, and whatever anybody changes is seen."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint.cache import index
from newslint.cache.index import Index
from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.outputs import Look, full
from newslint.run import listing, run
from newslint.run.memory import known as cache
from newslint.run.memory import memory
from newslint.run.outcome import Outcome, Task

TEXTS = ("The council met on Monday .\n", "The council met, on Monday.\n", "The  council met on Monday\n")
"""Texts of one length, each with other findings."""

CONFIG = Config(lang="en", select=["space-before-punctuation", "repeated-space"])

SETTINGS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows does not tell when a file's status changed")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, whose files are old when they are read, and a cache of its own."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10 * index.GRAIN)
    monkeypatch.setattr(memory, "INDEXED", 1)
    monkeypatch.setattr(index, "BLOCK", 2)
    articles = tmp_path / "articles"
    articles.mkdir()
    monkeypatch.chdir(articles)
    return articles


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The contents that are read to see whether they are known."""
    contents: list[bytes] = []

    def noted(content: bytes, *how: str | None) -> bytes:
        contents.append(content)
        return cache.digest(content, *how)

    monkeypatch.setattr(memory, "digest", noted)
    return contents


def write(name: str, text: str) -> None:
    """Change a file, at another time than the last change: a file system's clock may tick a hundred times a second."""
    path = Path(name)
    before = path.stat().st_ctime_ns if path.exists() else 0
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    while path.stat().st_ctime_ns == before:
        path.write_text(text, encoding="utf-8")


def check(*, cache: bool = True, task: Task | None = None, config: Config | None = None) -> list[object]:
    plan = listing.plan(["."], Settings(config or CONFIG))
    return reports(run.run(plan, task or Task(cache=cache)))


def reports(outcomes: Iterator[Outcome]) -> list[object]:
    return [(one.path, one.left, one.told, one.fixed, one.diff, one.troubles, one.skipped) for one in outcomes]


def test_a_file_that_nobody_changed_is_not_opened(read: list[bytes]) -> None:
    for number, text in enumerate(TEXTS):
        write(f"{number}.txt", text)
    first = check()
    assert len(read) == 3
    assert check() == first == check(cache=False)
    assert len(read) == 3


def test_a_change_is_seen_that_leaves_size_and_time_as_they_were() -> None:
    write("a.txt", TEXTS[0])
    check()
    before = Path("a.txt").stat()
    write("a.txt", TEXTS[1])
    os.utime("a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Path("a.txt").stat().st_mtime_ns == before.st_mtime_ns
    assert check() == check(cache=False)


def test_another_file_in_its_place_is_seen() -> None:
    write("a.txt", TEXTS[0])
    write("b.tmp", TEXTS[1])
    check()
    before = Path("a.txt").stat()
    os.utime("b.tmp", ns=(before.st_atime_ns, before.st_mtime_ns))
    Path("b.tmp").replace("a.txt")
    assert check() == check(cache=False)


@pytest.mark.parametrize("age", [0, 2])
def test_a_change_within_one_tick_of_a_coarse_clock_is_seen(age: int, monkeypatch: pytest.MonkeyPatch) -> None:
    now, state = int(time.time() * 1e9), index.state
    coarse = now - now % 2_000_000_000

    def rounded(status: os.stat_result) -> bytes:
        fields = list(status)
        return state(os.stat_result(fields, {"st_mtime_ns": coarse, "st_ctime_ns": coarse}))

    monkeypatch.setattr(index, "state", rounded)
    monkeypatch.setattr(time, "time_ns", lambda: now + age * 1_000_000_000)
    write("a.txt", TEXTS[0])
    check()
    write("a.txt", TEXTS[1])
    assert check() == check(cache=False)


def test_what_was_changed_a_moment_ago_is_noted_later(read: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: later() - 10 * index.GRAIN)
    write("a.txt", TEXTS[0])
    check()
    check()
    monkeypatch.setattr(time, "time_ns", later)
    check()
    assert len(read) == 3
    check()
    assert len(read) == 3


def test_how_it_is_read_counts() -> None:
    Path("a.txt").write_bytes(b"It\x92s a caf\xe9 .\n")
    for task in (Task(cache=True, encoding="cp1252"), Task(cache=True, encoding="latin-1"), Task(cache=True)):
        without = Task(encoding=task.encoding)
        assert check(task=task) == check(task=without) == check(task=task)


def test_the_configuration_of_each_file_counts(read: list[bytes]) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, TEXTS[0])
    config = Config(lang="en", select=CONFIG.select, per_file_ignores={"b.txt": ["all"]})
    first = check(config=config)
    assert check(config=config) == first == check(cache=False, config=config)
    assert len(read) == 3
    assert check() == check(cache=False) != first


def test_a_run_that_is_broken_off_leaves_what_was_noted(read: list[bytes], here: Path) -> None:
    for number in range(5):
        write(f"{number}.txt", TEXTS[0])
    check()
    write("0.txt", TEXTS[1])
    outcomes = run.run(listing.plan(["."], Settings(CONFIG)), Task(cache=True))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    read.clear()
    assert check() == check(cache=False)
    assert read == [TEXTS[1].encode()]
    assert not list(here.parent.glob("cache/known-*/.new-*"))


def test_an_index_that_nobody_uses_is_forgotten(here: Path) -> None:
    write("a.txt", TEXTS[0])
    check()
    (mine,) = here.parent.glob("cache/known-*/index-*")
    for age, stays in ((cache.MONTH - 100, True), (cache.MONTH + 100, True), (cache.MONTH + 100, False)):
        os.utime(mine, (time.time() - age,) * 2)
        if stays:
            check()
        write("../new.txt", f"{age} {stays}\n")
        list(run.run(listing.plan(["../new.txt"], Settings(CONFIG)), Task(cache=True)))
        assert mine.exists() == stays


def test_without_a_cache_nothing_is_noted(here: Path) -> None:
    write("a.txt", TEXTS[0])
    check(cache=False)
    assert not list(here.parent.glob("cache/known-*"))


def test_few_files_are_read(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setattr(memory, "INDEXED", 2)
    write("a.txt", TEXTS[0])
    check()
    assert not list(here.parent.glob("cache/known-*/index-*"))


STEPS = st.tuples(st.sampled_from("abcde"), st.sampled_from([0, 1, 2, "gone", "back", "over"]), st.booleans())


@given(steps=st.lists(STEPS, max_size=12))
@SETTINGS
def test_whatever_is_changed_is_seen(steps: list[tuple[str, int | str, bool]]) -> None:
    with tempfile.TemporaryDirectory(dir=".") as folder:
        for letter, step, checked in steps:
            path = Path(f"{folder}/{letter}/{letter}.txt" if letter in "de" else f"{folder}/{letter}.txt")
            if isinstance(step, int):
                write(str(path), TEXTS[step])
            elif step == "gone":
                path.unlink(missing_ok=True)
            elif step == "back" and path.exists():
                os.utime(path, (1e9, 1e9))
            elif step == "over" and path.exists():
                path.replace(f"{folder}/a.txt")
            if checked:
                assert check() == check(cache=False)
        assert check() == check(cache=False)


FILES = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 1)), unique_by=lambda file: file[0])


@given(runs=st.lists(FILES, min_size=1).flatmap(lambda runs: st.permutations([*runs, *runs])))
@SETTINGS
def test_an_index_gives_what_was_noted_or_nothing(runs: list[list[tuple[str, int]]]) -> None:
    before: list[tuple[str, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        for files in runs:
            now = Index(Path(folder, "index"))
            found = {file: now.digest(file[0], index.state(status(file[1]))) for file in files}
            missing = [file for file, digest in found.items() if digest is None]
            assert all(digest in (None, bytes([file[1]])) for file, digest in found.items())
            assert files != before or not missing
            now.drop()
            again = Index(Path(folder, "index"))
            for file in files:
                assert again.digest(file[0], index.state(status(file[1]))) == found[file]
                if found[file] is None:
                    note(again, *file)
            again.keep()
            before = files


def test_a_damaged_index_gives_less_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "index"
    noting = Index(path)
    for name in "abc":
        note(noting, name, ord(name))
    noting.keep()
    content = path.read_bytes()
    for at, byte in enumerate(content):
        for damaged in (content[:at], content[:at] + bytes([byte ^ 0x41]) + content[at + 1 :]):
            path.write_bytes(damaged)
            known = Index(path)
            for name in "abc":
                assert known.digest(name, index.state(status(ord(name)))) in (None, name.encode())


def status(time: int) -> os.stat_result:
    """The status of a file of one byte that was changed at that time."""
    fields = {"st_dev": 1, "st_ino": 1, "st_size": 1, "st_mtime_ns": time, "st_ctime_ns": time}
    return cast("os.stat_result", SimpleNamespace(**fields))


def note(noting: Index, name: str, time: int) -> None:
    noting.note(name, status(time), b"1", bytes([time]), 10 * index.GRAIN)


@given(which=st.integers(0, 99), where=st.floats(0, 0.999), flip=st.integers(0, 255), told=st.booleans())
@SETTINGS
def test_damage_is_no_trouble(which: int, where: float, flip: int, told: bool, here: Path) -> None:
    for number, text in enumerate(TEXTS):
        if not Path(f"{number}.txt").exists():
            write(f"{number}.txt", text)
    first = report(told=told)
    parts = sorted(here.parent.glob("cache/known-*/*"))
    path = parts[which % len(parts)]
    content = bytearray(path.read_bytes())
    at = int(where * len(content))
    content[at:] = bytes([content[at] ^ flip]) + content[at + 1 :] if flip and content else b""
    path.write_bytes(content)
    assert report(told=told) == first
    assert report(told=told) == first


def report(*, told: bool) -> str:
    outcomes = run.run(listing.plan(["."], Settings(CONFIG)), Task(cache=True, told=told), tell=full.tell)
    return "".join(full.render(outcomes, Look()))


def test_runs_at_once_each_leave_a_whole_index(tmp_path: Path) -> None:
    one, other = Index(tmp_path / "index"), Index(tmp_path / "index")
    for name in "abc":
        note(one, name, 1)
    one.keep()
    note(other, "c", 2)
    other.keep()
    last = Index(tmp_path / "index")
    assert [last.digest(name, index.state(status(2))) for name in "abc"] == [None, None, b"\2"]


@pytest.mark.parametrize("name", ["\udcff.txt", "\x1b[31m.txt", "a\nb.txt", "é.txt"])
def test_any_name_will_do(name: str) -> None:
    try:
        write(name, TEXTS[0])
    except OSError:
        pytest.skip("no name here")
    assert check() == check() == check(cache=False)
