"""What can go wrong while files are mended, done for real: some runs of each kind of tests/faults.py, and odd files."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="it starts processes by fork, and limits them")
import faults

from newslint.__main__ import main

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(scope="module")
def folder() -> Iterator[faults.Folder]:
    with tempfile.TemporaryDirectory() as made:
        yield faults.Folder(Path(made) / "articles", articles=6)


def mounts() -> bool:
    if not (ROOT and sys.platform == "linux"):
        return False
    try:
        with tempfile.TemporaryDirectory() as made, faults.small_disk(Path(made) / "disk", 65536):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@pytest.mark.parametrize("kind", [kind for kind in faults.KINDS if kind != "disk"])
def test_nothing_is_lost(kind: str, folder: faults.Folder) -> None:
    for number in range(3):
        faults.KINDS[kind](folder, random.Random(f"test {kind} {number}"))


@pytest.mark.skipif(not mounts(), reason="a small disk can be mounted by root alone")
def test_nothing_is_lost_on_a_full_disk(folder: faults.Folder) -> None:
    for number in range(3):
        faults.disk(folder, random.Random(f"test disk {number}"))


def newslint(*args: str, folder: Path, plain: bool = False) -> subprocess.CompletedProcess[str]:
    """A run of newslint; a `plain` one minds permissions, which by themselves mean nothing to root."""
    without = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if plain and ROOT else []
    if without and shutil.which("setpriv") is None:
        pytest.skip("root minds no permissions, and there is no setpriv")
    return subprocess.run(
        [*without, sys.executable, "-m", "newslint", *args], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_read_only_folder(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    file = articles / "a.txt"
    file.write_text("Un .\n")
    file.chmod(0o666)
    articles.chmod(0o555)
    found = newslint("check", "--fix", "--no-journal", str(articles), folder=tmp_path, plain=True)
    articles.chmod(0o755)
    assert found.returncode == 2, found.stderr
    assert "a.txt: its folder is read-only, so it can't be replaced whole; not written" in found.stderr
    assert (file.read_text(), [path.name for path in articles.iterdir()]) == ("Un .\n", ["a.txt"])


def test_a_read_only_file_and_somebody_elses_journal(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    articles.chmod(0o777)
    for name, mode in (("a.txt", 0o444), ("b.txt", 0o666)):
        (articles / name).write_text("Un .\n")
        (articles / name).chmod(mode)
    (articles / ".newslint").mkdir(mode=0o755)
    (articles / ".newslint").chmod(0o555)
    found = newslint("check", "--fix", ".", folder=articles, plain=True)
    (articles / ".newslint").chmod(0o755)
    assert found.returncode == 2
    assert "a.txt: is read-only; not written" in found.stderr
    assert "b.txt: the journal in" in found.stderr
    assert {path.read_text() for path in articles.glob("*.txt")} == {"Un .\n"}


def test_a_folder_that_nothing_may_be_added_to(tmp_path: Path) -> None:
    """For root too: `chattr +i`."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("Un .\n")
    if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", articles], check=False).returncode:
        pytest.skip("chattr +i is not possible here")
    try:
        found = newslint("check", "--fix", "--no-journal", str(articles), folder=tmp_path)
    finally:
        subprocess.run(["chattr", "-i", articles], check=True)
    assert found.returncode == 2
    assert "a.txt: its folder is read-only" in found.stderr
    assert (articles / "a.txt").read_text() == "Un .\n"


@pytest.mark.skipif(not ROOT, reason="only root may give files away")
def test_owner_permissions_and_attributes_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.txt"
    file.write_text("Un .\n")
    os.chown(file, 12345, 23456)
    file.chmod(0o2640)
    try:
        os.setxattr(file, "user.origin", b"https://example.org/1")
        marked = True
    except OSError:
        marked = False
    assert main(["check", "--fix", "-q", "a.txt"]) == 0
    status = file.stat()
    assert (file.read_text(), status.st_uid, status.st_gid) == ("Un.\n", 12345, 23456)
    assert stat.S_IMODE(status.st_mode) == 0o2640
    if marked:
        assert os.getxattr(file, "user.origin") == b"https://example.org/1"


def test_links_and_links_to_links_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("Un .\n")
    (tmp_path / "one.txt").symlink_to("real/a.txt")
    (tmp_path / "two.txt").symlink_to("one.txt")
    assert main(["check", "--fix", "-q", "two.txt"]) == 0
    assert (tmp_path / "two.txt").is_symlink()
    assert (tmp_path / "one.txt").is_symlink()
    assert (tmp_path / "real" / "a.txt").read_text() == "Un.\n"
    assert main(["undo", "-q"]) == 0
    assert (tmp_path / "two.txt").read_text() == "Un .\n"


def test_half_written_files_of_a_killed_run_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.chdir(tmp_path)
    made = [f".newslint-{name}.half" for name in ("old", "busy", "new")]
    others = [".newslint-notes.txt", ".newslint-old", ".newslint-old.half.txt"]
    for name in (*made, *others, "a.txt"):
        (tmp_path / name).write_text("Un .\n")
    for name in (*made[:2], *others):
        os.utime(tmp_path / name, (0, 0))
    with (tmp_path / made[1]).open() as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        assert main(["check", "-q", "."]) == 1
        assert (tmp_path / made[0]).exists()
        assert main(["check", "--fix", "-q", "."]) == 0
    found = {path.name for path in tmp_path.iterdir()}
    assert found == {".newslint", *made[1:], *others, "a.txt"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_report_that_finds_no_room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Un .\n")
    assert main(["check", "-q", "--output-file", "/dev/full", str(tmp_path)]) == 2
    assert "error: /dev/full: can't be written: No space left on device\n" in capsys.readouterr().err
