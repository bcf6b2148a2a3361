"""Where paths lie, and in which repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.config.paths import near, repository, rooted
from newslint.run.journal.place import home


@pytest.mark.parametrize("path", ["a/b.txt", "./a/b.txt", "a/x/../b.txt", "{}/a/b.txt"])
def test_a_path_from_the_root_and_as_short_as_it_can_be(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = rooted(path.format(tmp_path))
    assert whole == tmp_path / "a" / "b.txt"
    assert near(whole) == "a/b.txt"
    assert near(tmp_path.parent / "c.txt") == str(tmp_path.parent / "c.txt")


@pytest.mark.parametrize(
    ("tops", "folder", "found"),
    [
        ((".git/",), "", ""),
        ((".git/",), "a/b", ""),
        ((".git",), "a/b", ""),
        ((".git/", "a/.git"), "a/b", "a"),
        (("a/b/c/.git/",), "a/b", None),
        ((), "a/b", None),
    ],
    ids=["itself", "above", "worktree", "submodule", "below", "none"],
)
def test_the_repository_of_a_folder(tops: tuple[str, ...], folder: str, found: str | None, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for top in tops:
        if top.endswith("/"):
            (tmp_path / top).mkdir(parents=True)
        else:
            (tmp_path / top).touch()
    assert repository(tmp_path / folder) == (None if found is None else tmp_path / found)


@pytest.mark.parametrize(
    ("made", "found"),
    [
        ((), "a/b"),
        ((".git/",), ""),
        ((".git/", "a/newslint.toml"), "a"),
        (("newslint.toml", "a/.git/"), "a"),
        (("newslint.toml", ".git/", "a/b/.newslint/journal/"), "a/b"),
    ],
    ids=["nothing", "repository", "configuration", "repository within", "journal"],
)
def test_the_journal_that_counts_is_the_nearest(made: tuple[str, ...], found: str, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in made:
        if name.endswith("/"):
            (tmp_path / name).mkdir(parents=True)
        else:
            (tmp_path / name).touch()
    assert home(tmp_path / "a" / "b") == tmp_path / found
