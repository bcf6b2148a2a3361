"""pre-commit for real: a damaged article is refused, mended by newslint-fix, accepted. So is the session of its guide.

`python tests/test_precommit.py` records that session anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import record

ROOT = record.ROOT
GUIDE = ROOT / "docs" / "how-to-pre-commit.md"
DAMAGED = "The council met on Monday.\n\nIt adjourned at noon."

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="needs git and a checkout"
)


class Repository:
    """A git repository whose hooks come from this checkout, as it is in the working tree."""

    def __init__(self, folder: Path, hooks: Path, revision: str, hook: str) -> None:
        self.folder = folder
        self.home = Path(hooks).parent / "pre-commit"
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
        environment = {**os.environ, "PRE_COMMIT_HOME": str(self.home), "PRE_COMMIT_COLOR": "never", **IDENTITY}
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


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository of the hooks, and its commit."""
    folder = tmp_path_factory.mktemp("newslint")
    return folder, snapshot(folder)


@pytest.fixture
def repository(hooks: tuple[Path, str], tmp_path: Path) -> Repository:
    return Repository(tmp_path / "articles", *hooks, "newslint")


def test_refused_mended_accepted(repository: Repository) -> None:
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


def test_many_files_are_one_run(repository: Repository) -> None:
    for number in range(300):
        (repository.folder / f"a story with quite a long name, number {number}.txt").write_text(DAMAGED)
    (repository.folder / "data.json").write_text(DAMAGED)
    refused = repository.commit()
    assert refused.returncode == 1
    assert "300 problems in 300 files." in refused.stdout + refused.stderr


def test_only_what_is_staged_is_checked_and_mended(repository: Repository) -> None:
    repository.hook("newslint-fix")
    story, other = repository.folder / "story.txt", repository.folder / "other.txt"
    story.write_text(DAMAGED + "\n")
    other.write_text(DAMAGED)
    repository.run("git", "add", "story.txt", ".pre-commit-config.yaml")
    story.write_text(DAMAGED + "\n\nNot staged")
    accepted = repository.run("git", "commit", "-m", "Add a part")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert story.read_text() == DAMAGED + "\n\nNot staged"
    assert other.read_text() == DAMAGED


def test_it_can_be_tried_without_being_installed(hooks: tuple[Path, str], repository: Repository) -> None:
    (repository.folder / "story.txt").write_text(DAMAGED)
    repository.run("git", "add", "story.txt")
    command = (sys.executable, "-m", "pre_commit", "try-repo", str(hooks[0]), "newslint", "--all-files")
    tried = repository.run(*command)
    assert tried.returncode == 1
    assert "story.txt:3:22: missing-final-newline no newline at the end [*]" in tried.stdout + tried.stderr


def test_the_session_of_the_guide_is_real(repository: Repository) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert recorded(text, repository) == text


def recorded(text: str, repository: Repository) -> str:
    """The guide with its session replayed in a repository, set up as the guide says."""
    there = (repository.folder / ".pre-commit-config.yaml").read_text()
    (configuration,) = re.findall(r"^```yaml\n(repos:.*?)^```$", text, re.M | re.S)
    for key in ("repo", "rev"):
        (wanted,) = re.findall(rf"{key}: (\S+)", there)
        configuration = re.sub(rf"(?<={key}: )\S+.*", wanted, configuration)
    (repository.folder / ".pre-commit-config.yaml").write_text(configuration)
    (repository.folder / "newslint.toml").unlink()
    repository.run("git", "add", "-A")
    repository.run("git", "commit", "-q", "-m", "Set up pre-commit", "--no-verify")
    ((name, story),) = re.findall(r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", text, re.M | re.S)
    (repository.folder / name).write_text(story)
    commands = re.findall(r"^\$ (git .*)$", text, re.M)
    session = "".join(f"$ {command}\n{said(repository, command)}" for command in commands)
    return re.sub(r"(?<=^```console\n)\$ git .*?(?=^```$)", lambda _: session, text, flags=re.M | re.S)


def said(repository: Repository, command: str) -> str:
    """What a command prints; without what pre-commit tells when it first installs hooks."""
    done = repository.run("bash", "-c", f"({command}) 2>&1")
    return "".join(line for line in done.stdout.splitlines(keepends=True) if not line.startswith("[INFO]"))


def main() -> None:
    """Record the guide's session."""
    with tempfile.TemporaryDirectory() as made:
        hooks = Path(made) / "newslint"
        hooks.mkdir()
        repository = Repository(Path(made) / "articles", hooks, snapshot(hooks), "newslint")
        GUIDE.write_text(recorded(GUIDE.read_text(encoding="utf-8"), repository), encoding="utf-8")


if __name__ == "__main__":
    main()
