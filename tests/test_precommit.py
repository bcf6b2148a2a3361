"""pre-commit for real: a damaged article is refused, mended by newslint-fix, then accepted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DAMAGED = "The council met on Monday.\n\nIt adjourned at noon."

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="needs git and a checkout"
)


class Repository:
    """A git repository whose hooks come from this checkout, as it is in the working tree."""

    def __init__(self, folder: Path, hooks: str, revision: str, hook: str) -> None:
        self.folder = folder
        folder.mkdir()
        self.run("git", "init", "-q")
        (folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n"
            "    args: [--select, missing-final-newline]\n"
        )
        (folder / "newslint.toml").write_text('exclude = ["raw/"]\n')
        self.run("git", "add", ".")
        self.run(sys.executable, "-m", "pre_commit", "install")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PRE_COMMIT_HOME": str(self.folder.parent / "home"), **IDENTITY}
        for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
            environment.pop(name, None)
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", ".")
        return self.run("git", "commit", "-m", "Add an article")

    def hook(self, hook: str) -> None:
        config = self.folder / ".pre-commit-config.yaml"
        config.write_text(config.read_text().replace("id: newslint\n", f"id: {hook}\n"))


IDENTITY = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "A Tester"), ("EMAIL", "tester@example.org"))
}


def snapshot(folder: Path) -> str:
    """A clone of this checkout with the working tree committed; gives the commit."""

    def git(*args: str) -> str:
        command = ["git", "-C", str(folder), *args]
        environment = {**os.environ, **IDENTITY}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    files = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, files.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git("init", "-q")
    git("add", "-A", "-f")
    git("commit", "-q", "-m", "The working tree")
    return git("rev-parse", "HEAD")


def test_refused_mended_accepted(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    repository = Repository(tmp_path / "articles", str(hooks), snapshot(hooks), "newslint")
    story = repository.folder / "story.txt"
    story.write_text(DAMAGED)

    refused = repository.commit()
    assert refused.returncode == 1
    assert "story.txt:3:22: missing-final-newline no newline at the end [*]" in refused.stdout + refused.stderr
    assert story.read_text() == DAMAGED

    repository.hook("newslint-fix")
    mended = repository.commit()
    assert mended.returncode == 1
    assert "files were modified by this hook" in mended.stdout + mended.stderr
    assert story.read_text() == DAMAGED + "\n"

    (repository.folder / "raw").mkdir()
    (repository.folder / "raw" / "story.md").write_text(DAMAGED)
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert (repository.folder / "raw" / "story.md").read_text() == DAMAGED
