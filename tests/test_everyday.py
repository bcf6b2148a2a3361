"""What stands in nobody's way: a baseline that is found, a bound for CI, a diff that git takes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from attacks import BAD, GOOD, cloned, write

from newslint.__main__ import main
from newslint.files.parts import SHARD_BYTES


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = cloned(tmp_path, monkeypatch)
    write("a.txt", BAD)
    return folder


def test_a_baseline_is_found_by_its_name(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    write("news/b.txt", BAD)
    assert main(["baseline", "create", "."]) == 0
    assert "'newslint check' uses it" in capsys.readouterr().err
    assert main(["check", "."]) == 0
    assert "newslint-baseline.json knows 2 more." in capsys.readouterr().err
    assert main(["check", "--no-baseline", "."]) == 1
    assert main(["check", "--isolated", "."]) == 1
    write("a.txt", BAD + "She saw a a cat.\n")
    assert main(["check", "."]) == 1
    monkeypatch.chdir("news")
    assert main(["check", "."]) == 0
    write("b.txt", GOOD)
    capsys.readouterr()
    assert main(["baseline", "prune", ".."]) == 0
    assert "newslint-baseline.json: 1 finding in 1 file, was 2." in capsys.readouterr().err
    assert not Path("newslint-baseline.json").exists()


def test_one_that_is_a_link_or_lies_above_the_repository_is_not(here: Path) -> None:
    assert main(["baseline", "create", "."]) == 0
    shutil.move("newslint-baseline.json", here.parent / "newslint-baseline.json")
    assert main(["check", "."]) == 1
    Path("newslint-baseline.json").symlink_to(here.parent / "newslint-baseline.json")
    assert main(["check", "."]) == 1


def test_one_that_the_configuration_names_goes_before() -> None:
    assert main(["baseline", "create", "."]) == 0
    write("other.json", '{"newslint-baseline": 1, "files": {\n}}\n')
    write("newslint.toml", 'baseline = "other.json"\n')
    assert main(["check", "."]) == 1


@pytest.mark.parametrize(("most", "code"), [("0", 1), ("1", 1), ("2", 0), ("9", 0)])
def test_no_more_than_so_many_problems(most: str, code: int) -> None:
    write("b.txt", BAD)
    assert main(["check", "--max-problems", most, "."]) == code
    assert main(["check", "--max-problems", most, "--statistics", "-q", "."]) == code


@pytest.mark.parametrize("output", ["full", "concise", "grouped"])
@pytest.mark.parametrize("most", ["1", "3", "4"])
def test_the_first_findings_are_listed_and_all_counted(
    output: str, most: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt").unlink()
    for name in "abcd":
        write(f"{name}.txt", "He saw the the mayor.\nNobody saw saw him.\n")
    args = ["check", "--lang", "en", "--output-format", output, "."]
    assert main([*args, "--max-findings", "0"]) == 1
    whole = capsys.readouterr().out
    for _ in range(2):  # the second run knows the files
        assert main([*args, "--max-findings", most]) == 1
        said = capsys.readouterr()
        assert whole.startswith(said.out.rstrip("\n"))
        assert said.out.count("repeated-word") == int(most)
        assert "8 problems in 4 files." in said.err
        assert "Most often: repeated-word (8)." in said.err
        assert f"{8 - int(most)} are not listed: '--max-findings 0' lists all" in said.err


@pytest.mark.parametrize("args", [["--output-format", "json"], ["--statistics"], ["-o", "all.txt"], []])
def test_what_is_read_by_programs_or_is_no_list_is_whole(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", "He saw the the mayor.\nNobody saw saw him.\n")
    main(["check", "--lang", "en", *args, "a.txt"])
    whole = capsys.readouterr().out
    most = ["--max-findings", "1"] if args else []
    main(["check", "--lang", "en", *args, *most, "a.txt"])
    said = capsys.readouterr()
    assert said.out == whole
    assert "not listed" not in said.err


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
def test_at_a_terminal_a_large_run_ends_in_a_screen() -> None:
    write("a.txt", "He saw the the mayor.\n\n" * 300)
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "newslint", "check", "--lang", "en", "--select", "repeated-word", "a.txt"]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # Linux says so at its end
            while piece := os.read(ours, 65536):
                shown += piece
        assert process.stderr
        said = process.stderr.read().decode()
    os.close(ours)
    assert shown.count(b"repeated-word") == 200
    assert "100 are not listed: '--max-findings 0' lists all" in said


def test_too_many_problems_hide_no_trouble() -> None:
    write("b.txt", b"\x00\x01\x02\xff" * 40)
    assert main(["check", "--max-problems", "9", "b.txt", "c.pdf"]) == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
@pytest.mark.parametrize("name", ["a.txt", "in/a b.md", "c.html", "été.txt"])
def test_git_applies_the_diff(name: str, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(here / ".git")
    subprocess.run(["git", "init", "-q", "."], check=True)
    write(name, f"One line.\r\n{BAD}Three lines\nand no end")
    assert main(["check", "--diff", "-q", "--lang", "en", "--ignore", "layout", name]) == 1
    diff = capfd.readouterr().out
    assert diff.startswith(f"--- a/{name}\n+++ b/{name}\n")
    subprocess.run(["git", "apply", "-"], input=diff.encode(), check=True)
    assert Path(name).read_bytes() == f"One line.\r\n{GOOD}Three lines\nand no end".encode()


def test_since_is_another_name_of_diff_base(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(["check", name, "nowhere", "."]) for name in ("--since", "--diff-base")]
    assert codes == [2, 2]
    one, two = capsys.readouterr().err.splitlines()[:2]
    assert one == two


def test_the_template_for_a_false_alarm_asks_for_what_there_is() -> None:
    from newslint.rules.yaml import parse

    text = (Path(__file__).parent.parent / ".github" / "ISSUE_TEMPLATE" / "false-alarm.yml").read_text(encoding="utf-8")
    body = parse(text, "false-alarm.yml").value["body"].value
    assert [part.value["id"].value for part in body if "id" in part.value] == [
        *("line", "said", "explained", "language", "version", "right")
    ]
    for command in re.findall(r"`newslint ([^`]*)`", text):
        words = command.replace("FILE", "a.txt").replace("CODE", "en").replace('\\"the line\\"', "the-line").split()
        assert main(words) in (0, 1), command


def test_of_many_files_the_worst_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").unlink()
    for number in range(11):
        write(f"{number:02}.txt", BAD * (1 + (3, 8, 5).count(number) * number))
    assert main(["check", "--select", "repeated-word", "."]) == 1
    cold = capsys.readouterr().err.splitlines()
    assert cold[2] == "Most are in 08.txt (9), 05.txt (6), 03.txt (4)."
    assert main(["check", "--select", "repeated-word", "."]) == 1
    assert capsys.readouterr().err.splitlines() == cold, "also where the findings are remembered"
    assert main(["check", "--select", "repeated-word", "--jobs", "2", "--no-cache", "0[0-8].txt"]) == 1
    assert "Most are in" not in capsys.readouterr().err


def test_of_many_problems_it_is_said_how_to_have_them_counted(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", BAD * 1000)
    assert main(["check", "--select", "repeated-word", "-q", "."]) == 1
    assert "--statistics" not in capsys.readouterr().err
    assert main(["check", "--select", "repeated-word", "."]) == 1
    assert "'--statistics' counts them by rule" in capsys.readouterr().err
    assert main(["check", "--select", "repeated-word", "--statistics", "."]) == 1
    assert "'--statistics'" not in capsys.readouterr().err


def test_what_was_fixed_and_what_is_on_record_agree(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", "The firm&nbsp;, she said, grew .\n")
    assert main(["check", "--fix", "--lang", "en", "."]) == 0
    assert capsys.readouterr().err == "Fixed 3 problems in 1 file, by 2 changes.\n"
    assert main(["log"]) == 0
    assert re.search(r" +1 +2  newslint ", capsys.readouterr().out)


def test_fixes_that_too_much_would_go_by_are_counted_as_held_back(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Publicité\nLe vote .\n" + "Un mot de plus, un autre encore.\n" * 5
    write("a.txt", text)
    write("newslint.toml", 'select = ["ad-label", "layout"]\nlang = "fr"\nmax-deleted = 0.05\n')
    for jobs in ("1", "2"):
        for option in ("--fix", "--diff"):
            assert main(["check", option, "--jobs", jobs, "."]) == 2
            err = capsys.readouterr().err
            assert err.endswith("2 fixes held back by max-deleted: too much of a text would go.\n")
            assert "2 problems in 1 file" in err
    write("newslint.toml", 'select = ["ad-label", "layout"]\nlang = "fr"\nmax-deleted = 0.5\n')
    assert main(["check", "--fix", "."]) == 0
    assert capsys.readouterr().err == "Fixed 2 problems in 1 file.\n"


def test_fixes_that_could_not_be_written_are_counted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = here.parent / "outside.txt"
    outside.write_text(BAD + BAD)
    Path("b.txt").symlink_to(outside)
    assert main(["check", "--fix", "--lang", "en", "--select", "repeated-word", "."]) == 2
    err = capsys.readouterr().err
    assert "Fixed 1 problem in 1 file.\n2 fixes not written.\n" in err
    assert outside.read_text() == BAD + BAD


def test_those_of_a_file_in_parts_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    big = here.parent / "outside.jsonl"
    big.write_text(f'{{"text": "{BAD.strip()}", "of": "{"-" * 2 * SHARD_BYTES}"}}\n' * 3)
    Path("b.jsonl").symlink_to(big)
    assert main(["check", "--fix", "--lang", "en", "--select", "repeated-word", "--jobs", "2", "."]) == 2
    assert "Fixed 1 problem in 1 file.\n3 fixes not written.\n" in capsys.readouterr().err


def test_fixes_by_switch_add_up_to_what_could_be_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", "She saw a a cat , the the the dog .\n")
    assert main(["check", "--lang", "en", "."]) == 1
    before = capsys.readouterr().err
    assert main(["check", "--fix", "--lang", "en", "."]) == 1
    after = capsys.readouterr().err
    assert "1 fix needs --unsafe-fixes.\n" in before
    assert "1 problem left in 1 file.\n1 fix needs --unsafe-fixes.\n" in after
    assert main(["check", "--fix", "--unsafe-fixes", "--lang", "en", "."]) == 0
    assert capsys.readouterr().err == "Fixed 1 problem in 1 file.\n"


def test_strictness_adds_what_is_off_by_default_and_takes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    told = {}
    for options in ((), ("--strict",), ("--extend-select", "all"), ("--strict", "--ignore", "too-short")):
        assert main(["check", "-q", "--lang", "en", "--output-format", "concise", *options, "."]) == 1
        told[options] = capsys.readouterr().out.splitlines()
    assert set(told[()]) < set(told["--strict",])
    assert any(" too-short " in line for line in told["--strict",])
    assert told["--strict",] == told["--extend-select", "all"]
    assert not any(" too-short " in line for line in told["--strict", "--ignore", "too-short"])
    assert main(["check", "--strict", "--select", "glued", "."]) == 2
    assert "--strict and --select: choose one" in capsys.readouterr().err


def test_what_the_configuration_asks_for_holds_when_strict(capsys: pytest.CaptureFixture[str]) -> None:
    write("newslint.toml", 'ignore = ["too-short"]\nseverity = "warning"\n')
    assert main(["check", "-q", "--lang", "en", "--output-format", "concise", "."]) == 1
    usual = capsys.readouterr().out
    assert main(["check", "-q", "--lang", "en", "--output-format", "concise", "--strict", "."]) == 1
    assert capsys.readouterr().out == usual
