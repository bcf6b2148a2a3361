"""What a checkout may carry to turn newslint's journal against its user: links, folders of others, forged runs, deltas.

Each attack is made as a stranger would make it. Nothing outside of what was asked for may change.
"""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import subprocess
import sys
import time
from hashlib import blake2b
from pathlib import Path

import journals
import pytest
from attacks import BAD, GOOD, ROOT, cloned, fix, tree, write
from hypothesis import given
from hypothesis import strategies as st

from newslint.__main__ import main
from newslint.model.errors import ConfigError
from newslint.run.journal import delta, history, key, place, pruning
from newslint.run.journal.delta import Patch
from newslint.run.journal.tracked import tracked

OLD = time.time() - 7200


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cloned(tmp_path, monkeypatch)


def digest(content: bytes) -> str:
    return blake2b(content, digest_size=20).hexdigest()


def forged(files: dict[str, tuple[bytes, bytes]], *, id: str = "20990101-000000-abcdef", format: str = "txt") -> Path:
    """A journal by hand, as one would commit it: of each file, the content to restore and the one it now has."""
    lines: list[dict[str, object]] = [
        {"type": "run", "id": id, "started": "2099-01-01T00:00:00Z", "command": ["check"]}
    ]
    for path, (before, after) in files.items():
        patch = [0, len(after), base64.b64encode(before).decode()]
        told = {"type": "file", "path": path, "format": format, "before": digest(before), "after": digest(after)}
        lines.append(told | {"size": len(before), "delta": [patch]})
    seal = {"type": "seal", "mac": "0" * 64}
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in (*lines[:1], seal, *lines[1:], seal))
    return write(f".newslint/journal/{id}/1-1.jsonl", text)


# --- folders that links lead to, or that are not the user's ---


@pytest.mark.parametrize("at", [".newslint", ".newslint/journal", ".newslint/journal/20200101-000000-aaaaaa"])
@pytest.mark.parametrize("command", [["check", "--fix", "-q", "."], ["check", "--fix-only", "-q", "."], ["undo", "-q"]])
def test_a_link_in_place_of_the_journal_is_refused(
    at: str, command: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    victim = here.parent / "victim"
    for name in ("journal/data/train.jsonl", "data/sub/train.jsonl", "data/train.jsonl", "train.jsonl"):
        os.utime(write(victim / name, "1\n"), (OLD, OLD))
    Path(at).parent.mkdir(parents=True, exist_ok=True)
    Path(at).symlink_to(victim)
    write("newslint.toml", "journal-days = 0\n")
    write("a.txt", BAD)
    before = tree(here.parent)
    assert main(command) == 2
    assert f"{here / at}: is a link" in capsys.readouterr().err
    assert tree(here.parent) == before
    assert main(["check", "-q", "--lang", "en", "."]) == 1
    assert main(["check", "--fix-only", "-q", "--no-journal", "--lang", "en", "."]) == 0
    assert Path("a.txt").read_text() == GOOD
    assert tree(victim) == {name.removeprefix("victim/"): data for name, data in before.items() if "victim/" in name}


def test_a_link_planted_in_a_shared_parent_is_not_the_journal(here: Path) -> None:
    shutil.rmtree(".git")
    victim = here.parent / "victim"
    os.utime(write(victim / "data" / "train.jsonl", "1\n"), (OLD - 40 * 86_400,) * 2)
    (here.parent / ".newslint").mkdir()
    (here.parent / ".newslint" / "journal").symlink_to(victim)
    write("a.txt", BAD)
    assert fix() == 0
    assert tree(victim) == {"data/train.jsonl": b"1\n"}
    assert (here / ".newslint" / "journal").is_dir()


@pytest.mark.skipif(not ROOT, reason="only root may give files away")
@pytest.mark.parametrize("part", ["", "journal", "journal/20200101-000000-aaaaaa"])
def test_somebody_elses_journal_is_refused(part: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = here / ".newslint" / part
    folder.mkdir(parents=True)
    os.chown(folder, 12345, 12345)
    write("a.txt", BAD)
    assert fix() == 2
    assert f"{folder}: belongs to another user" in capsys.readouterr().err
    assert Path("a.txt").read_text() == BAD
    assert main(["check", "-q", "--lang", "en", "."]) == 1


@pytest.mark.parametrize("version", ["2", "3", "4"])
@pytest.mark.parametrize("inner", ["", "sub/"])
def test_a_journal_that_git_tracks_is_refused(
    version: str, inner: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(here, "init", "-q", ".")
    write(f"{inner}newslint.toml", "")
    for name in (".aaa", ".newer", "b.txt", "x.newslint/y", *(f"many/{n}.txt" for n in range(9))):
        write(f"{inner}{name}", GOOD)
    git(here, "add", "-A")
    git(here, "update-index", "--index-version", version)
    root = here / inner
    assert not tracked(root / ".newslint")
    write(f"{inner}.newslint/journal/20990101-000000-abcdef/1-1.jsonl", "{}\n")
    git(here, "add", "-f", "-A")
    if version == "3":
        git(here, "update-index", "--skip-worktree", f"{inner}b.txt", f"{inner}.aaa")
    assert tracked(root / ".newslint")
    file = write(root / "a.txt", BAD)
    os.chdir(root)
    assert fix() == 2
    assert f"{root / '.newslint'}: is tracked by git" in capsys.readouterr().err
    assert file.read_text() == BAD
    git(here, "rm", "-rq", "--cached", f"{inner}.newslint")
    assert fix() == 0


def git(folder: Path, *args: str) -> str:
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    own = ["-c", "user.name=x", "-c", "user.email=x@x", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *own, *args], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_a_worktree_and_what_is_no_index(here: Path) -> None:
    shutil.rmtree(".git")
    git(here, "init", "-q", ".")
    write(".newslint/x", "1")
    git(here, "add", "-f", "-A")
    git(here, "commit", "-qm", "x")
    git(here, "worktree", "add", "-q", str(here.parent / "tree"))
    assert tracked(here.parent / "tree" / ".newslint")
    for content in (b"", b"DIRC", b"DIRC\0\0\0\4\xff\xff\xff\xff" + b"\xff" * 90, b"DIRC\0\0\0\2" + b".newslint/" * 9):
        write(".git/index", content)
        assert not tracked(here / ".newslint")


# --- what is removed ---


def test_only_what_is_the_journals_own_is_forgotten(here: Path) -> None:
    write("a.txt", BAD)
    fix()
    (run,) = history.runs(here)
    journal = place.folder(here)
    strange = {
        "data/train.jsonl": '{"type":"run","id":"data","started":"1"}\n',
        "20200101-000000-aaaaaa/train.jsonl": '{"text": "1"}\n',
        "20200101-000000-bbbbbb/1-1.jsonl": '{"type":"run","id":"20200101-000000-cccccc","started":"1"}\n',
        f"{run.id}/notes.txt": "mine\n",
        f"{run.id}/9-9.original": "no process of the run kept it\n",
        f"{run.id}/sub/1-1.jsonl": "mine\n",
    }
    for name, text in strange.items():
        write(journal / name, text)
    for path in journal.rglob("*"):
        os.utime(path, (OLD, OLD))
    assert pruning.prune(here, days=0, megabytes=0) == 1
    assert tree(journal) == {name: text.encode() for name, text in strange.items()}


def test_a_whole_run_is_forgotten_with_what_it_kept(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delta.between, "__defaults__", (0,))
    write("a.txt", BAD)
    fix()
    journal = place.folder(here)
    assert [path.suffix for path in sorted(journal.glob("*/*"))] == [".jsonl", ".original"]
    for path in journal.rglob("*"):
        os.utime(path, (OLD, OLD))
    assert pruning.prune(here, days=0, megabytes=1) == 1
    assert list(journal.iterdir()) == []


# --- journals that strangers wrote ---


@pytest.mark.parametrize("own_run", [False, True])
def test_a_committed_journal_does_not_write_gits_configuration(
    own_run: bool, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = b"[core]\n\tbare = false\n"
    config = write(".git/config", now)
    hooked = now + b'\tfsmonitor = "touch pwned"\n'
    forged({".git/config": (hooked, now), "a.txt": (b"theirs\n", GOOD.encode())})
    write("a.txt", BAD)
    if own_run:
        assert fix() == 0
    assert main(["undo", "-q"]) == (0 if own_run else 2)
    assert config.read_bytes() == now
    assert Path("a.txt").read_text() == BAD
    assert main(["undo", "-q", "20990101-000000-abcdef"]) == 2
    assert "is not signed by you on this machine, so it is not undone" in capsys.readouterr().err
    assert main(["undo", "-q", "20990101-000000-abcdef", ".git/config"]) == 2
    assert config.read_bytes() == now


def test_the_log_marks_what_is_not_signed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forged({"a\x1b[31m.txt": (b"1", b"2")})
    write(".newslint/journal/20990101-000000-abcdee/1-1.jsonl", b'{"type":"run","id":[[[' + b"[" * 100_000)
    write(".newslint/journal/20990101-000000-abcded/1-1.jsonl", b"\xff\0" * 99)
    write("a.txt", BAD)
    fix()
    assert main(["log"]) == 0
    out = capsys.readouterr().out
    _, own, stranger = out.splitlines()
    assert not own.endswith(")")
    assert stranger.startswith("20990101-000000-abcdef")
    assert stranger.endswith("(not signed by you on this machine)")
    assert main(["log", "abcdef"]) == 0
    assert "This run is not signed by you on this machine" in capsys.readouterr().out
    Path(".newslint/journal/link").symlink_to("20990101-000000-abcdef")
    assert main(["log"]) == 2
    assert "is a link" in capsys.readouterr().err


def test_the_log_reads_no_line_without_end(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = forged({"a.txt": (b"1", b"2")})
    with file.open("ab") as out:
        out.truncate(file.stat().st_size + 30 * 1024**3)
    (place.folder(here) / "20990101-000000-abcdee").mkdir()
    with (place.folder(here) / "20990101-000000-abcdee" / "1-1.jsonl").open("wb") as out:
        out.truncate(30 * 1024**3)
    os.mkfifo(place.folder(here) / "20990101-000000-abcdef" / "2-1.jsonl")
    started = time.monotonic()
    assert main(["log"]) == main(["log", "abcdef"]) == 0
    assert main(["undo"]) == 2
    assert time.monotonic() - started < 20
    assert "20990101-000000-abcdef" in capsys.readouterr().out


SIGNED = pytest.mark.parametrize("signed", [False, True])


@SIGNED
@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (".git/config", b"x", b"[core]\n"),
        (".newslint/.gitignore", b"x", b"*\n"),
        (".hidden.txt", b"x", b"1\n"),
        (".github/b.txt", b"x", b"1\n"),
        ("sub/../a.txt", b"x", GOOD.encode()),
        ("Makefile", b"x", b"1\n"),
        ("run.sh", b"x", b"1\n"),
        ("data.csv", b"x", b"1\n"),
        ("link/b.txt", b"x", b"1\n"),
        ("../outside.txt", b"x", b"1\n"),
    ],
)
def test_undo_touches_articles_alone(path: str, before: bytes, after: bytes, signed: bool, here: Path) -> None:
    """Not even where the key has signed it: all that a run never mends unasked stays as it is."""
    (here.parent / "away").mkdir()
    Path("link").symlink_to(here.parent / "away")
    Path("sub").mkdir()
    write("a.txt", BAD)
    fix()
    (run,) = history.runs(here)
    Path(path).parent.mkdir(exist_ok=True)
    if path != ".newslint/.gitignore" and not path.endswith("a.txt"):
        write(path, after)
    (part,) = place.folder(here).glob("*/*.jsonl")
    own = part.read_bytes()
    add = forged({path: (before, after)}, id=run.id).read_bytes().splitlines(keepends=True)[2:]
    Path(".newslint/journal", run.id, "1-1.jsonl").unlink()
    part.write_bytes(own.splitlines(keepends=True)[0] + own.splitlines(keepends=True)[1] + b"".join(add))
    if signed:
        journals.sign(part)
    before_undo = tree(here.parent / "away") | {path: Path(path).read_bytes()}
    main(["undo", "-q"])
    assert Path(path).read_bytes() == before_undo[path] == after


def test_what_is_named_is_undone_even_if_it_is_hidden(here: Path) -> None:
    hidden, folder = write(".hidden.txt", BAD), write(".drafts/b.txt", BAD)
    odd = write("story.text-of-1999", BAD)
    Path("link.txt").symlink_to(odd.name)
    fix(".hidden.txt", ".drafts", "link.txt")
    assert main(["undo", "-q"]) == 2
    assert [file.read_text() for file in (hidden, folder, odd)] == [GOOD] * 3
    assert main(["undo", "-q", ".hidden.txt", ".drafts", odd.name]) == 0
    assert [file.read_text() for file in (hidden, folder, odd)] == [BAD] * 3


def test_a_file_that_has_become_a_link_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("x/a.txt", BAD)
    fix()
    away = here.parent / "away"
    shutil.move("x", away)
    Path("x").symlink_to(away)
    assert main(["undo", "-q"]) == 2
    assert "x/a.txt: is by now reached through a link" in capsys.readouterr().err
    assert (away / "a.txt").read_text() == GOOD


def test_a_journal_of_another_folder_is_not_undone_and_of_a_moved_one_is(here: Path) -> None:
    write("a.txt", BAD)
    fix()
    copy, moved = here.parent / "copy", here.parent / "moved"
    shutil.copytree(here, copy)
    os.chdir(copy)
    assert main(["undo", "-q"]) == 2
    assert Path("a.txt").read_text() == GOOD
    os.chdir(here.parent)
    here.rename(moved)
    os.chdir(moved)
    assert main(["undo", "-q"]) == 0
    assert Path("a.txt").read_text() == BAD


@pytest.mark.parametrize("damage", ["added", "changed", "cut", "swapped", "renamed"])
def test_from_what_is_not_signed_on_nothing_counts(damage: str, here: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, BAD)
    fix()
    (part,) = place.folder(here).glob("*/*.jsonl")
    lines = part.read_bytes().splitlines(keepends=True)
    at = [number for number, line in enumerate(lines) if line.startswith(b'{"type":"file"')]
    if damage == "added":
        lines[at[1] : at[1]] = forged({"a.txt": (b"x", GOOD.encode())}).read_bytes().splitlines(keepends=True)[2:]
        shutil.rmtree(".newslint/journal/20990101-000000-abcdef")
    elif damage == "changed":
        lines[at[1]] = lines[at[1]].replace(b"b.txt", b"a.txt")
    elif damage == "cut":
        lines = [*lines[: at[1]], lines[at[1]][:-9]]
    elif damage == "swapped":
        lines[at[1]], lines[at[2]] = lines[at[2]], lines[at[1]]
    part.write_bytes(b"".join(lines))
    if damage == "renamed":
        part.rename(part.with_name("7-7.jsonl"))
    main(["undo", "-q"])
    wanted = [GOOD] * 3 if damage == "renamed" else [BAD, GOOD, GOOD]
    assert [Path(name).read_text() for name in ("a.txt", "b.txt", "c.txt")] == wanted


def test_the_order_of_runs_is_that_of_signed_times(here: Path) -> None:
    forged({"a.txt": (b"x", b"y")}, id="20990101-000000-abcdef")
    for text in (BAD, "We saw the the king.\n"):
        write("a.txt", text)
        fix()
    first, second = history.runs(here)
    for id, at in ((first.id, time.time()), (second.id, OLD)):
        for path in place.folder(here).glob(f"{id}/*"):
            os.utime(path, (at, at))
    assert main(["undo", "-q"]) == 0
    assert Path("a.txt").read_text() == "We saw the the king.\n"


# --- the key ---


def test_the_key_is_the_users_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-q", "."]) == 0
    assert key.known() is None
    write("a.txt", BAD)
    fix()
    path = key.folder() / key.NAME
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert path.stat().st_size == key.SIZE
    assert [entry.name for entry in path.parent.iterdir()] == [key.NAME]
    path.chmod(0o644)
    write("a.txt", BAD)
    assert fix() == 2
    assert "others may read the journal's key" in capsys.readouterr().err
    assert Path("a.txt").read_text() == BAD
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(ConfigError, match="is no key"):
        key.known()
    path.unlink()
    path.symlink_to(write(here.parent / "theirs", b"x" * key.SIZE))
    with pytest.raises(ConfigError, match="can't be read"):
        key.known()


def test_without_the_key_nothing_is_undone_and_it_is_said_why(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", BAD)
    fix()
    (key.folder() / key.NAME).unlink()
    assert main(["undo"]) == 2
    assert "is not signed by you on this machine, so it is not undone; 'newslint log" in capsys.readouterr().err
    assert Path("a.txt").read_text() == GOOD


@pytest.mark.parametrize("where", ["relative", "/dev/null/state"])
def test_a_state_folder_that_can_hold_no_key(
    where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSLINT_STATE_DIR", where)
    write("a.txt", BAD)
    assert fix() == 2
    assert "NEWSLINT_STATE_DIR" in capsys.readouterr().err
    assert Path("a.txt").read_text() == BAD
    assert fix("--no-journal") == 0


def test_many_processes_make_one_key(here: Path) -> None:
    code = "from newslint.run.journal import key; print(key.made().hex())"
    made = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(6)]
    assert {process.communicate()[0] for process in made} == {key.made().hex().encode() + b"\n"}


# --- deltas ---


@pytest.mark.parametrize(
    "patches",
    [
        [Patch(1_000_000, -1_000_000, b"")] * 700,
        [Patch(0, -1, b"")],
        [Patch(-1, 1, b"")],
        [Patch(5, 2, b""), Patch(6, 1, b"")],
        [Patch(5, 0, b""), Patch(4, 1, b"")],
        [Patch(99, 2, b"")],
        [Patch(0, 2**70, b"")],
        [Patch(0, 0, b"x" * 1000)] * 1001,
        [Patch(0, 1, b"xx")],
    ],
)
def test_a_delta_is_checked_before_anything_is_written(patches: list[Patch]) -> None:
    import tempfile

    with tempfile.TemporaryFile() as new:
        new.write(b"x" * 100)
        new.seek(0)
        out = io.BytesIO()
        with pytest.raises(ValueError, match="its patches"):
            delta.restore(new, patches, out, 100)
    assert out.getvalue() == b""


@given(st.binary(max_size=60), st.lists(st.tuples(st.integers(-9, 70), st.integers(-9, 70), st.binary(max_size=9))))
def test_a_delta_makes_a_file_of_the_size_that_is_told_or_none(new: bytes, told: list[tuple[int, int, bytes]]) -> None:
    import tempfile

    for size in {len(new), len(new) + sum(len(old) - length for _, length, old in told)}:
        with tempfile.TemporaryFile() as file:
            file.write(new)
            file.seek(0)
            out = io.BytesIO()
            try:
                delta.restore(file, [Patch(*one) for one in told], out, size)
            except ValueError:
                assert out.getvalue() == b""
            else:
                assert len(out.getvalue()) == size


@pytest.mark.parametrize("name", [".newslint", ".newslint/journal"])
def test_a_file_in_place_of_the_journal_is_told_once_and_stays(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(name, "mine\n")
    for article in ("a.txt", "b.txt"):
        write(article, BAD)
    assert main(["check", "--fix", "."]) == 2
    assert capsys.readouterr().err.count("is no folder") == 1
    assert (Path(name).read_text(encoding="utf-8"), Path("a.txt").read_text(encoding="utf-8")) == ("mine\n", BAD)
    assert main(["check", "--fix", "--no-journal", "."]) == 0
