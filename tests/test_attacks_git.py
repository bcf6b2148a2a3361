"""A tree tells git what to run in many ways. newslint, asking git, has it run none of them.

Each way is configured as a stranger would, in a repository that comes with its `.git`; it leaves a mark if it is run.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attacks import BAD, write

from newslint.__main__ import main
from newslint.run import git as asked

MARK = "owned"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    (tmp_path / "clone").mkdir()
    monkeypatch.chdir(tmp_path / "clone")
    git("init", "-q")
    write("a.txt", "One.\n")
    write("b.bin", b"\0\1")
    write("c.txt", "Two.\n")
    git("add", "-A")
    commit()
    write("a.txt", BAD)
    write("b.bin", b"\0\2")
    return tmp_path


def git(*args: str) -> None:
    subprocess.run(["git", *args], check=True, capture_output=True)


def commit() -> None:
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x")


def trap(here: Path) -> str:
    """A program that leaves a mark and does nothing else."""
    path = write(here / "trap", f"#!/bin/sh\ntouch '{here / MARK}'\nexit 0\n")
    path.chmod(0o755)
    return str(path)


def attributes(says: str) -> Callable[[str], None]:
    def make(trap: str) -> None:
        write(".gitattributes", f"* {says}\n")
        git("config", f"diff.{MARK}.command", trap)
        git("config", f"diff.{MARK}.textconv", trap)
        for key in ("clean", "smudge", "process"):
            git("config", f"filter.{MARK}.{key}", trap)
            git("config", f"filter.a=b c.{key}", trap)
        git("config", f"filter.{MARK}.required", "true")

    return make


def info(says: str) -> Callable[[str], None]:
    def make(trap: str) -> None:
        attributes(says)(trap)
        Path(".gitattributes").rename(".git/info/attributes")

    return make


def key(*names: str) -> Callable[[str], None]:
    def make(trap: str) -> None:
        for name in names:
            git("config", name, trap)

    return make


def hooks(trap: str) -> None:
    for name in ("post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction", "post-checkout"):
        write(f".git/hooks/{name}", Path(trap).read_text()).chmod(0o755)
    os.utime("c.txt", (1, 1))


def hooks_path(trap: str) -> None:
    for name in ("post-index-change", "reference-transaction"):
        write(f"hooks/{name}", Path(trap).read_text()).chmod(0o755)
    git("config", "core.hooksPath", "hooks")


def included(trap: str) -> None:
    write("more.cfg", f'[core]\n\tfsmonitor = "{trap}"\n')
    git("config", "include.path", "../more.cfg")


def per_worktree(trap: str) -> None:
    git("config", "extensions.worktreeConfig", "true")
    git("config", "--worktree", "core.fsmonitor", trap)


def lacking(trap: str) -> None:
    """A partial clone: what it lacks is fetched, by whatever program the tree names."""
    git("config", "core.repositoryformatversion", "1")
    git("config", "extensions.partialClone", "origin")
    git("config", "remote.origin.promisor", "true")
    git("config", "remote.origin.url", f"ext::{trap}")
    git("config", "protocol.ext.allow", "always")
    git("config", "core.sshCommand", trap)
    said = subprocess.run(["git", "rev-parse", "HEAD:a.txt"], check=True, capture_output=True, text=True).stdout.strip()
    object = Path(".git/objects", said[:2], said[2:])
    object.chmod(0o644)
    object.unlink()


def lacking_by_ssh(trap: str) -> None:
    lacking(trap)
    git("config", "remote.origin.url", "ssh://localhost/x")


def submodule(trap: str) -> None:
    git("init", "-q", "inner")
    write("inner/c.txt", "One.\n")
    git("-C", "inner", "add", "-A")
    git("-C", "inner", "-c", "user.name=a", "-c", "user.email=a", "commit", "-q", "-m", "x")
    git("add", "inner")
    commit()
    git("-C", "inner", "config", "core.fsmonitor", trap)
    git("-C", "inner", "config", "filter.inner.clean", trap)
    write("inner/.gitattributes", "* filter=inner\n")
    write("inner/c.txt", BAD)


WAYS: dict[str, Callable[[str], None]] = {
    "core.fsmonitor": key("core.fsmonitor"),
    "fsmonitor of an include": included,
    "fsmonitor of a worktree": per_worktree,
    "hooks": hooks,
    "core.hooksPath": hooks_path,
    "diff.external": key("diff.external"),
    "diff driver": attributes(f"diff={MARK}"),
    "filter": attributes(f"filter={MARK}"),
    "filter of an odd name": attributes('"filter=a=b c"'),
    "filter of info/attributes": info(f"filter={MARK}"),
    "diff driver of info/attributes": info(f"diff={MARK}"),
    "pager": key("core.pager", "pager.diff", "pager.ls-files", "pager.config", "pager.rev-parse"),
    "aliases": key("alias.diff", "alias.ls-files", "alias.rev-parse", "alias.merge-base"),
    "ssh, askpass, editor": key(
        *("core.sshCommand", "core.askPass", "core.editor", "sequence.editor", "core.gitProxy", "credential.helper"),
        *(
            "gpg.program",
            "core.alternateRefsCommand",
            "uploadpack.packObjectsHook",
            "diff.tool",
            "core.virtualFilesystem",
        ),
    ),
    "partial clone, ext": lacking,
    "partial clone, ssh": lacking_by_ssh,
    "submodule": submodule,
}


@pytest.mark.parametrize("way", WAYS)
def test_git_runs_nothing_that_a_tree_names(way: str, here: Path) -> None:
    WAYS[way](trap(here))
    (here / MARK).unlink(missing_ok=True)  # making it may have run it
    code = main(["check", "-q", "--no-cache", "--lang", "en", "--diff-base", "HEAD", "."])
    assert not (here / MARK).exists()
    assert code == (2 if way.startswith("partial") else 1)


@pytest.mark.parametrize(
    "way", ["core.fsmonitor", "hooks", "diff.external", "diff driver", "filter", "partial clone, ext", "submodule"]
)
def test_the_traps_are_traps(way: str, here: Path) -> None:
    WAYS[way](trap(here))
    (here / MARK).unlink(missing_ok=True)
    time.sleep(0.01)
    os.utime("c.txt", (1, 1))
    subprocess.run(["git", "diff", "HEAD"], check=False, capture_output=True)
    assert (here / MARK).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("diff.orderFile", "../pipe"),
        ("core.attributesFile", "../pipe"),
        ("include.path", "../../pipe"),
        ("core.excludesFile", "../pipe"),
    ],
)
def test_a_git_that_never_ends_is_stopped(name: str, value: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "SECONDS", 2.0)
    git("config", name, value)
    os.mkfifo(here / "pipe")
    begun = time.monotonic()
    assert main(["check", "-q", "--no-cache", "--lang", "en", "--diff-base", "HEAD", "."]) in (1, 2)
    assert time.monotonic() - begun < 30


def test_the_users_own_configuration_still_counts(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where containers run as another user, `safe.directory` stands there."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    args = ["check", "-q", "--no-cache", "--lang", "en", "--diff-base", "HEAD", "."]
    assert main(args) == 2
    write(here / "none", "[safe]\n\tdirectory = *\n")
    assert main(args) == 1


@pytest.mark.parametrize("base", ["--output=x", "--upload-pack=x", "-O../pipe", "HEAD; touch x", "\n", "a..b", ":/x"])
def test_a_base_is_a_name_and_no_option(base: str) -> None:
    assert main(["check", "-q", f"--diff-base={base}", "."]) == 2
    assert not Path("x").exists()
