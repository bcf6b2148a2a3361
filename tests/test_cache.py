"""A clean file is not checked twice, and nothing of what is reported depends on that."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import cache, examine, files, run, store
from newslint.cache import Clean, digest
from newslint.config import Config
from newslint.files import Settings
from newslint.formats import Shard
from newslint.outcome import Outcome, Task

CLEAN = "The council met on Monday and voted for the bridge.\n"
DAMAGED = "The council met on Monday .\n\u200b"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a clean file and a damaged one, and a cache of its own."""
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "cache"))
    store.folder.cache_clear()
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "damaged.txt").write_text(DAMAGED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    store.folder.cache_clear()


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really checked."""
    names: list[str] = []
    examined = examine.examined

    def noted(shard: Shard, *rest: object) -> object:
        names.append(shard.name)
        return examined(shard, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(examine, "examined", noted)
    return names


def check(config: Config | None = None, task: Task | None = None) -> list[Outcome]:
    plan = files.plan(["clean.txt", "damaged.txt"], Settings(config or Config()))
    return list(run.run(plan, task or Task(cache=True)))


def reports(outcomes: list[Outcome]) -> list[object]:
    return [(one.path, one.left, one.fixed, one.diff, one.troubles, one.skipped) for one in outcomes]


@pytest.mark.parametrize(
    "task", [Task(cache=True), Task(cache=True, fix=True), Task(cache=True, fix=True, unsafe=True)]
)
def test_a_clean_file_is_checked_once(task: Task, checked: list[str]) -> None:
    first = check(task=task)
    assert reports(check(task=task)) == reports(first)
    assert checked == ["clean.txt", "damaged.txt", "damaged.txt"]


def test_a_file_is_checked_again_when_it_has_changed(here: Path, checked: list[str]) -> None:
    check()
    (here / "clean.txt").write_text(CLEAN + CLEAN.strip(), encoding="utf-8")
    assert [len(one.left) > 0 for one in check()] == [True, True]
    assert checked.count("clean.txt") == 2


def test_what_findings_depend_on_makes_another_cache(here: Path) -> None:
    own = here / "own.yaml"
    own.write_text("[]")
    words = here / "words.txt"
    words.write_text("one")
    config = Config(rules=[str(own)], accept_files=[str(words)])
    setups = [cache.setup(Config()), cache.setup(Config(lang="fr")), cache.setup(config)]
    own.write_text("[]\n")
    setups.append(cache.setup(config))
    words.write_text("two")
    setups.append(cache.setup(config))
    assert len(set(setups)) == len(setups)
    assert cache.setup(config) == setups[-1]


def test_content_and_how_it_is_read_make_the_digest() -> None:
    ways = {
        digest(b"a", "txt", None),
        digest(b"a", "md", None),
        digest(b"a", "txt", "cp1252"),
        digest(b"b", "txt", None),
    }
    assert len(ways) == 4


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 1000])
def test_a_damaged_cache_is_no_cache(damage: bytes, here: Path, checked: list[str]) -> None:
    first = check()
    for path in (here / "cache").glob("clean-*"):
        path.write_bytes(damage)
    assert reports(check()) == reports(first)
    assert checked.count("clean.txt") == 2


def test_a_folder_that_cannot_be_written_is_no_trouble(here: Path, checked: list[str]) -> None:
    check()
    for path in (here / "cache").glob("clean-*"):
        path.unlink()
        path.mkdir()
    assert [one.troubles for one in check()] == [[], []]


def test_runs_at_once_keep_what_each_has_learned() -> None:
    one, other = Clean(Config()), Clean(Config())
    one.add([digest(b"1")])
    other.add([digest(b"2")])
    both = Clean(Config())
    assert len(both) == 2
    assert digest(b"1") in both
    assert digest(b"2") in both


def test_it_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    for number in range(20):
        Clean(Config()).add([digest(bytes([number]))])
        assert digest(bytes([number])) in Clean(Config())
        assert len(Clean(Config())) <= 3


@given(st.lists(st.binary(max_size=3), max_size=20), st.binary(max_size=3))
def test_it_knows_what_it_was_told_and_nothing_else(told: list[bytes], other: bytes) -> None:
    for path in store.folder().glob("clean-*"):
        os.remove(path)  # noqa: PTH107
    Clean(Config()).add(map(digest, told))
    known = Clean(Config())
    assert all(digest(content) in known for content in told)
    assert (digest(other) in known) == (other in told)


def test_many_processes_share_it(monkeypatch: pytest.MonkeyPatch, checked: list[str]) -> None:
    monkeypatch.setattr(run, "POOL_BYTES", 0)
    plan = files.plan(["clean.txt", "damaged.txt"], Settings(Config()))
    first = list(run.run(plan, Task(cache=True), jobs=2))
    monkeypatch.setattr(run, "POOL_BYTES", 1_000_000)
    assert reports(check()) == reports(first)
    assert checked == ["damaged.txt"]
