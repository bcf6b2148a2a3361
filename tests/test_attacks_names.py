"""No name and no byte ends a run or breaks a report: names that are not UTF-8, half characters, folders and disks that
refuse. The rest is done, reports stay valid, and the exit code is 2; 1 always means findings.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

import pytest
from attacks import BAD, ROOT, write

from newslint import outputs
from newslint.__main__ import TRACEBACK, main

LONE = re.compile("[\ud800-\udfff]")
BOUND = "-dac_override,-dac_read_search"
ORDINARY = ["setpriv", f"--bounding-set={BOUND}", f"--inh-caps={BOUND}"] if ROOT else []
"""Begins a program that may do no more with files than their owner may."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "clone"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def apart(*args: str, out: str = "", before: Sequence[str] = (), shell: str = "") -> tuple[int, bytes, str]:
    """The exit code and what is printed, in a process of its own, begun by another command or after a shell's."""
    command = [*before, sys.executable, "-m", "newslint", *args]
    if shell:
        command = ["/bin/sh", "-c", f'{shell}; exec "$@"', "sh", *command]
    with Path(out).open("wb") if out else nullcontext(subprocess.PIPE) as stream:
        done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, check=False, timeout=60)
    return done.returncode, done.stdout or b"", done.stderr.decode("utf-8", "replace")


# --- names and half characters, in every output ---


def a_name() -> None:
    write(os.fsdecode(b"caf\xe9 \xff.txt"), BAD)


def a_folder() -> None:
    write(os.fsdecode(b"caf\xe9/\xe9.txt"), BAD)


def an_identity() -> None:
    write("a.jsonl", '{"id": "a\\ud800", "title": "\\udfffx", "text": "He saw the the mayor."}\n')


def a_text() -> None:
    write("a.jsonl", '{"id": 1, "text": "\\ud800 the the \\udc80mayor \\ud83d\\ude00. x\\udfff the the"}\n')


def a_field() -> None:
    write("a.jsonl", '{"text": "He saw the the mayor.", "caf\\udce9": "He saw the the mayor."}\n')


FIELD = ("--field", os.fsdecode(b"caf\xe9"), "--field", "text")


def a_found_half() -> None:
    write("a.jsonl", '{"id": 1, "text": "x\\ud800 \\ud800\\ud800 .\\n\\n\\n\\nThe the\\udc00\\udc00 ."}\n')


ODD: dict[str, Callable[[], None]] = {
    made.__name__: made for made in (a_name, a_folder, an_identity, a_text, a_field, a_found_half)
}
READERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "sarif": json.loads,
    "gitlab": json.loads,
    "rdjson": json.loads,
    "checkstyle": ElementTree.fromstring,
    "junit": ElementTree.fromstring,
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", outputs.names())
def test_every_report_of_odd_names_is_whole(name: str, odd: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    ODD[odd]()
    args = ["check", "--lang", "en", "--select", "all", *FIELD, "--output-format"]
    assert main([*args, f"{name}:report", "."]) == 1
    assert main([*args, name, "-q", "."]) == 1
    report = Path("report").read_bytes()
    assert report.strip(b"[]\n{} ")
    assert not LONE.search(report.decode("utf-8"))
    READERS.get(name, str)(report.decode("utf-8"))
    out, err = capfdbinary.readouterr()
    assert (b"Traceback" in err, b"report this" in err) == (False, False)
    READERS.get(name, str)(out.decode("utf-8"))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("mode", ["--diff", "--statistics", "--show-files", "--show-settings", "--costs", "--no-cache"])
def test_every_way_to_check_goes_through(mode: str, odd: str) -> None:
    ODD[odd]()
    code, _, said = apart("check", "--lang", "en", *FIELD, mode, ".")
    assert (code in (0, 1), "Traceback" in said, "report" in said) == (True, False, False), said


@pytest.mark.parametrize("odd", ODD)
def test_what_is_found_under_odd_names_can_be_mended_and_undone(odd: str, here: Path) -> None:
    ODD[odd]()
    (file,) = [path for path in here.rglob("*") if path.suffix in (".txt", ".jsonl")]
    before = file.read_bytes()
    assert main(["check", "--fix", "-q", "--lang", "en", *FIELD, "--exit-zero", "."]) == 0
    assert file.read_bytes() != before
    assert main(["log"]) == 0
    assert main(["undo", "-q"]) == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize("odd", ODD)
def test_what_is_found_under_odd_names_can_be_kept_and_suppressed(odd: str) -> None:
    ODD[odd]()
    write("newslint.toml", 'lang = "en"\n')
    args = ["-q", "."]
    assert main(["baseline", "create", *args]) == 0
    assert main(["check", "--baseline", "newslint-baseline.json", *args]) == 0
    assert main(["baseline", "check", *args]) == 0
    Path("newslint-baseline.json").unlink()
    assert main(["suppress", "--reason", "so it is", *args]) == 0
    assert main(["check", *args]) == 0


@pytest.mark.parametrize("odd", ODD)
def test_odd_names_are_checked_in_a_repository(odd: str, here: Path) -> None:
    (here / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a", "commit", "-q", "--allow-empty", "-m", "x"], check=True
    )
    ODD[odd]()
    assert main(["check", "-q", "--lang", "en", *FIELD, "--diff-base", "HEAD", "."]) == 1


# --- folders, disks and streams that refuse ---


@pytest.mark.skipif(not hasattr(os, "geteuid") or (ROOT and not which("setpriv")), reason="every folder may be read")
@pytest.mark.parametrize("mode", [0o000, 0o100, 0o400, 0o600])
def test_a_folder_that_may_not_be_read_is_told_and_the_rest_is_done(mode: int, here: Path) -> None:
    write("x/b.txt", BAD)
    write("y/c.txt", BAD)
    (here / "x").chmod(mode)
    try:
        code, out, said = apart("check", "--no-cache", "--output-format", "json", ".", before=ORDINARY)
    finally:
        (here / "x").chmod(0o755)
    assert (code, "x" in said, "Traceback" in said, len(json.loads(out))) == (2, True, False, 1), said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize(
    "args",
    [
        ["check", "."],
        ["check", "--jobs=1", "."],
        ["rules"],
        ["check", "--diff", "."],
        ["check", "--show-files", "."],
        ["rule", "repeated-word"],
        ["--version"],
        ["--help"],
        ["languages"],
        ["rules", "schema"],
        ["explain", "the the"],
        ["completion", "bash"],
    ],
)
def test_a_full_disk_is_told(args: list[str]) -> None:
    write("a.txt", BAD)
    code, _, said = apart(*args, out="/dev/full")
    told = "error: standard output: can't be written: No space left on device"
    assert (code, told in said.splitlines(), "Traceback" in said) == (2, True, False), said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_report_that_cannot_be_written_stops_neither_the_others_nor_the_mending() -> None:
    for number in range(300):
        write(f"{number}.txt", BAD + "One word thatis glued .\n" * 9)
    formats = ["--output-format", "sarif:/dev/full", "--output-format", "json:report.json"]
    code, _, said = apart("check", "--fix", *formats, "--output-format", "full", ".", out="/dev/full")
    told = ("error: /dev/full: can't be" in said, "error: standard output: can't be" in said)
    assert (code, told) == (2, (True, True)), said
    assert json.loads(Path("report.json").read_bytes())
    assert not [path for path in Path().glob("*.txt") if " ." in path.read_text()]


@pytest.mark.parametrize(
    "args", [["check", "."], ["check", "a.txt"], ["baseline", "create"], ["undo"], ["log"], ["init"]]
)
def test_a_current_folder_that_is_gone_is_told(args: list[str], here: Path) -> None:
    code, _, said = apart(*args, shell="mkdir gone && cd gone && rmdir ../gone")
    assert (code, said) == (2, "error: the current folder is gone; change to one that is there\n")


def test_what_needs_no_folder_works_even_then() -> None:
    for args in (["--version"], ["rules"], ["rule", "repeated-word"]):
        code, out, said = apart(*args, shell="mkdir gone && cd gone && rmdir ../gone")
        assert (code, said, bool(out)) == (0, "", True)


@pytest.mark.parametrize(("args", "code"), [(["rules"], 141), (["check", "--diff", "."], 1), (["check", "."], 1)])
def test_a_closed_pipe_is_no_finding(args: list[str], code: int) -> None:
    for number in range(400):
        write(f"{number}.txt", BAD * 20)
    command = [sys.executable, "-m", "newslint", *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait() == code


# --- what goes wrong in newslint itself ---


@pytest.mark.parametrize("args", [["check", "."], ["check", "--jobs=1", "."], ["rules"]])
def test_an_internal_error_is_told_in_a_sentence(
    args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("no \x1b[31mfoo\udc80")

    monkeypatch.delenv(TRACEBACK, raising=False)
    monkeypatch.setattr("newslint.run.listing.plan", broken)
    monkeypatch.setattr("newslint.rules.load.load", broken)
    assert main(args) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert re.fullmatch(
        r"error: newslint failed: LookupError: no ␛\[31mfoo\\udc80 \(newslint/\S+\.py:\d+\)\n"
        rf"error: please report this as SECURITY\.md says; with {TRACEBACK}=1 newslint shows the traceback\n",
        err,
    )
    monkeypatch.setenv(TRACEBACK, "1")
    with pytest.raises(LookupError):
        main(args)


def test_so_is_running_out_of_memory_or_depth(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def deep(*_: object, **__: object) -> None:
        deep()

    monkeypatch.setattr("newslint.run.listing.plan", deep)
    assert main(["check", "."]) == 2
    assert "error: newslint failed: RecursionError" in capsys.readouterr().err


# --- files that are named ---


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", b"\x89PNG", "a.png: newslint reads no .png; 'newslint check --help' says which kinds there are"),
        ("a.txt", b"a\0b", "a.txt: holds NUL bytes; it is no text"),
        (".newslint-x.txt", BAD, ".newslint-x.txt: is newslint's own, and no article"),
        (".newslint/a.txt", BAD, ".newslint/a.txt: is newslint's own, and no article"),
        ("nowhere.txt", None, "nowhere.txt: no such file or folder"),
    ],
)
def test_a_file_that_is_named_and_cannot_be_checked_is_trouble(
    name: str, content: str | bytes | None, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        write(name, content)
    assert main(["check", "-q", name]) == 2
    assert capsys.readouterr().err == f"error: {told}\n"


@pytest.mark.parametrize("args", [["."], ["--force-exclude", "a.png", "b.txt"], ["*.*"]])
def test_but_not_if_a_folder_another_program_or_a_glob_names_it(args: list[str]) -> None:
    write("a.png", b"\x89PNG")
    write("b.txt", b"a\0b")
    assert main(["check", "-q", *args]) == 0
