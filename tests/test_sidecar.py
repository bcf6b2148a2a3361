"""newslint.ignore.yaml: what an entry suppresses, in which files, what is said of entries that suppress nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.__main__ import main
from newslint.config import globs
from newslint.config.sidecar import NAME, Entry, read
from newslint.config.sidecar_entry import quoted
from newslint.model.errors import ConfigError
from newslint.rules.yaml import parse

BAD = "The council of of Oldham.\n"

Check = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(content, encoding="utf-8")


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    def checked(*args: str) -> list[str]:
        code = main(["check", "--lang", "en", "--output-format", "concise", *args])
        out, err = capsys.readouterr()
        assert code == int(bool(out)), err
        return [" ".join(line.split(" ")[:2]) for line in out.splitlines()]

    return checked


A, B, C = "a.txt:1:15: repeated-word", "a.txt:2:1: ad-label", "x/b.txt:1:15: repeated-word"


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("path: /a.txt", [C]),
        ("path: '*.txt'", []),
        ("path: [x/, '!*']", [A, B, C]),
        ("path: x", [A, B]),
        ("rule: repeated-word", [B]),
        ("rule: [repeated, ads]", []),
        ("rule: all", []),
        ("{rule: repeated, path: x/*.txt}", [A, B]),
        ('text: " of"', [B]),
        ("text: of", [B]),
        ("text: Advertisement", [A, C]),
        ("text: Advert", [A, B, C]),
        ("near: of Oldham", [B]),
        ("near: Advertisement", [A, C]),
        ("{near: of Oldham, rule: ads}", [A, B, C]),
        ("id: 7", [A, B, C]),
    ],
)
def test_what_an_entry_suppresses(entry: str, left: list[str], check: Check) -> None:
    write("a.txt", BAD + "Advertisement\n")
    write("x/b.txt", BAD)
    write(NAME, f"- {entry if entry.startswith('{') else '{' + entry + '}'}\n")
    assert check("--ignore", "unused-suppression") == left
    assert check("--no-suppressions") == check("--isolated") == [A, B, C]
    Path("x").joinpath("deeper").mkdir()
    os.chdir("x/deeper")
    assert len(check("--ignore", "unused-suppression", "../..")) == len(left)


def test_all_sidecars_above_a_file_count(check: Check) -> None:
    write("a/b/c.txt", BAD + "Advertisement\n")
    write(NAME, "- rule: ad-label\n")
    write("a/b/newslint.ignore.yaml", "- rule: repeated-word\n  path: /c.txt\n")
    assert check() == []
    write("c.txt", BAD)
    assert check() == ["c.txt:1:15: repeated-word"]


def test_records(check: Check) -> None:
    rows = [{"id": "x1", "text": BAD}, {"id": 2, "text": BAD}]
    write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    write(NAME, "- {path: a.jsonl, id: x1, rule: repeated-word}\n")
    assert check() == ["a.jsonl:2:text:1:15: repeated-word"]
    write(NAME, "- id: 2\n")
    assert check() == ["a.jsonl:1:text:1:15: repeated-word"]


def test_the_fingerprint_that_a_report_tells(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", f"{BAD}\r\n\r\nMost of of it.\r\n")
    main(["check", "--lang", "en", "--output-format", "jsonl", "a.txt"])
    prints = [json.loads(line)["fingerprint"] for line in capsys.readouterr().out.splitlines()]
    for number, print in enumerate(prints):
        write(NAME, f"- fingerprint: {print}\n")
        assert len(check()) == len(prints) - 1, number
    write("a.txt", f"Fine.\n{BAD}\r\n\r\nMost of of it.\r\n")
    assert len(check()) == len(prints) - 1, "lines may move"


def test_what_is_suppressed_is_not_mended(check: Check) -> None:
    write("a.txt", BAD + "Advertisement\n")
    write(NAME, "- rule: repeated-word\n")
    assert check("--fix") == []
    assert Path("a.txt").read_text(encoding="utf-8") == BAD


def test_standard_input_has_the_sidecars_of_its_name(check: Check) -> None:
    write("x/newslint.ignore.yaml", "- rule: repeated-word\n")
    command = [sys.executable, "-m", "newslint", "check", "--lang", "en", "-"]
    for name, code in (("x/a.txt", 0), ("a.txt", 1)):
        done = subprocess.run(
            [*command, "--stdin-filename", name], input=BAD, text=True, capture_output=True, check=False
        )
        assert done.returncode == code


# --- what nothing needs ---


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], [2, 5, 8]),
        (["."], [2, 5, 8]),
        (["a.txt"], [5]),
        (["x"], []),
        (["--select", "ads"], []),
        (["--ignore", "unused-suppression"], []),
        (["--severity", "error"], []),
    ],
)
def test_entries_that_suppress_nothing_are_told(
    args: list[str], told: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.txt", BAD)
    write("x/b.txt", "Fine words of the town.\n")
    lines = [
        "- rule: repeated-word",
        "- rule: ad-label",
        "  reason: r",
        "",
        "- path: /a.txt",
        "  rule: ads",
        "",
        "- path: x",
    ]
    write(NAME, "".join(f"{line}\n" for line in lines))
    main(["check", "--output-format", "concise", *args])
    out = capsys.readouterr().out
    assert [int(line.split(":")[1]) for line in out.splitlines() if line.startswith(NAME)] == told
    assert ": unused-suppression suppression that suppresses nothing" in out or not told


def test_unknown_rules_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", "Fine words of the town.\n")
    write(NAME, "# for good\n- {rule: [ad-lable], path: elsewhere.txt}\n")
    assert main(["check", "--output-format", "concise", "a.txt"]) == 1
    said = "suppression of an unknown rule 'ad-lable'; did you mean 'ad-label'?"
    assert capsys.readouterr().out == f"newslint.ignore.yaml:2:1: unused-suppression {said}\n"


def test_what_is_used_is_remembered_as_used(check: Check) -> None:
    """A file in which everything is suppressed is not passed over as clean, or its entries would look unused."""
    write("a.txt", BAD)
    write(NAME, "- rule: repeated-word\n")
    for _ in range(3):
        assert main(["check"]) == 0


def test_many_processes_and_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("newslint.run.run.POOL_BYTES", 0)
    monkeypatch.setattr("newslint.run.run.CHUNK_BYTES", 3)
    for number in range(9):
        write(f"{number}.txt", BAD)
    write(NAME, "- path: ['[0-7].txt']\n- path: 9.txt\n")
    said = []
    for jobs in ("1", "2"):
        main(["check", "--no-cache", "--jobs", jobs, "--output-format", "concise"])
        said.append(capsys.readouterr())
    assert said[0] == said[1]
    assert [line.split(" ")[0] for line in said[0].out.splitlines()] == ["8.txt:1:15:", "newslint.ignore.yaml:2:1:"]


# --- mistakes ---


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ("rule: x\n", [":1:1: is a list of entries; start each with '- path: ...' or '- rule: ...'"]),
        ("- rule: [\n", [":2:1: not valid YAML: "]),
        ("- rul: x\n", [":1:8: unknown key 'rul'; did you mean 'rule'?"]),
        ("- source: x\n- line: 3\n", [":1:11: unknown key 'source'", ":2:9: unknown key 'line'"]),
        ("- rule: 3\n", [":1:9: rule: Expected `str | array`, got `int`"]),
        (
            "- rule: x\n- reason: y\n",
            [":2:3: name a path, rule, id, text, near or fingerprint, or it hides everything"],
        ),
        ("- rule: x\n  rule: y\n", [":2:3: key 'rule' stands twice"]),
        ("- x\n", [":1:3: expected keys and values, got text"]),
    ],
)
def test_mistakes_are_told_by_line(content: str, messages: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    write(NAME, content)
    with pytest.raises(ConfigError) as caught:
        read(Path(NAME))
    for message, line in zip(messages, str(caught.value).splitlines(), strict=True):
        assert line.startswith(NAME + message)
    write("a.txt", BAD)
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith(f"error: {NAME}{messages[0]}")


def test_an_empty_sidecar_is_none() -> None:
    write(NAME, "# nothing yet\n")
    assert read(Path(NAME)) == []


# --- newslint suppress ---


def test_what_is_suppressed_stays_so_when_its_neighbours_are_mended(check: Check) -> None:
    """Of three doubled words on a line, all suppressed, two are mended after all."""
    write("newslint.toml", 'lang = "en"\nselect = ["repeated-word"]\n')
    write("a.txt", "She said of of it that the the town met at at noon.\n")
    assert main(["suppress", "--reason", "x"]) == 0
    Path(NAME).write_text("".join(_said(one) for one in read(Path(NAME)) if one.text == " the"), encoding="utf-8")
    assert main(["check", "--fix", "--unsafe-fixes", "--quiet", "--no-cache"]) == 0
    assert Path("a.txt").read_text(encoding="utf-8") == "She said of it that the the town met at noon.\n"
    assert main(["check", "--no-cache"]) == 0


def _said(entry: Entry) -> str:
    near = f", near: {json.dumps(entry.near)}" if entry.near else ""
    return f"- {{path: {entry.paths[0]}, text: {json.dumps(entry.text)}{near}}}\n"


@pytest.mark.parametrize(
    ("near", "left"),
    [
        ("She said the the word", ["a.txt:1:47:"]),
        ("had the the", ["a.txt:1:13:"]),
        ("had the  the word", ["a.txt:1:13:"]),
        ("the the word", []),
        ("of hers", []),
    ],
)
def test_of_two_that_read_the_same_on_a_line_one_is_meant(check: Check, near: str, left: list[str]) -> None:
    write("a.txt", "She said the the word of hers. And  he had the the word.\n")
    write(NAME, f'- {{path: /a.txt, text: " the", near: "{near}"}}\n')
    assert [one.partition(" ")[0] for one in check("--select", "repeated-word")] == left


def test_one_of_two_on_a_line_is_suppressed_alone(check: Check) -> None:
    write("newslint.toml", 'lang = "en"\n')
    write("a.txt", "She said the the word of hers. And  he had the the word.\n")
    assert main(["suppress", "--reason", "x", "--select", "repeated-word"]) == 0
    for kept, other in ((0, "47"), (1, "13")):
        entries = read(Path(NAME))
        whole = Path(NAME).read_text(encoding="utf-8")
        Path(NAME).write_text(_said(entries[kept]), encoding="utf-8")
        assert [one.partition(" ")[0] for one in check("--select", "repeated-word")] == [f"a.txt:1:{other}:"]
        Path(NAME).write_text(whole, encoding="utf-8")


def test_what_reads_the_same_on_another_line_is_told_apart(check: Check) -> None:
    write("newslint.toml", 'lang = "en"\n')
    write("a.txt", "She said the the word.\n\nHe had the the word.\n")
    assert main(["suppress", "--reason", "x", "--select", "repeated-word"]) == 0
    first, second = read(Path(NAME))
    assert (first.near, second.near) == ("She said the the word.", "He had the the word.")


def test_suppressing_what_is_found(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    write("a [1].txt", BAD + "\nPhoto: Reuters\n\nFine words.  \nOne of of it. \x92\n")
    write("x/b.txt", BAD)
    write("x/newslint.ignore.yaml", "# ours")
    write("r.jsonl", json.dumps({"id": "é\U0001f5de", "text": BAD}) + "\n")
    assert main(["suppress", "--reason", 'it "is" so']) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1].startswith("x/newslint.ignore.yaml: 1 new entry.")
    assert main(["check"]) == 0, capsys.readouterr().out
    assert Path("x/newslint.ignore.yaml").read_text(encoding="utf-8") == (
        '# ours\n- path: "/b.txt"\n  rule: repeated-word\n  text: " of"\n  near: "The council of of Oldham."\n'
        '  reason: "it \\"is\\" so"\n'
    )
    write("x/b.txt", BAD + "Advertisement\n")
    write("a 1.txt", BAD)
    capsys.readouterr()
    assert check("x", "a 1.txt") == ["x/b.txt:2:1: ad-label", "a 1.txt:1:15:"]
    assert main(["suppress", "--reason", "x", "--select", "ads"]) == 0
    assert capsys.readouterr().err == "x/newslint.ignore.yaml: 1 new entry.\n"
    assert main(["suppress", "--reason", "x", "x"]) == 0
    assert capsys.readouterr().err == "Nothing to suppress.\n"


def test_a_reason_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suppress"]) == 2
    assert "--reason" in capsys.readouterr().err


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_can_bequoted(text: str) -> None:
    assert parse(f"- {quoted(text)}", "x").plain() == [text]


@pytest.mark.parametrize(
    "glob",
    [
        "/a.txt",
        r"/a\[1\].txt",
        "/b c/d.txt",
        "/b c",
        "/été.txt",
        "a.txt",
        "/*.txt",
        "/b c/",
        "/x/../a.txt",
        r"/a\ ",
        "/a ",
    ],
)
def test_a_path_that_a_pattern_names_is_what_the_pattern_matches(glob: str, tmp_path: Path) -> None:
    named = globs.exact(glob, tmp_path)
    for name in ("a.txt", "a[1].txt", "b c/d.txt", "b c/e/d.txt", "été.txt", "x.txt", "a ", "a", "x/a.txt"):
        path = tmp_path / name
        if named is not None:
            inside = path.is_relative_to(named)
            assert inside == globs.matches((globs.anchored(glob, tmp_path),), path), name
    assert (named is None) == (glob in ("a.txt", "/*.txt", "/b c/", "/x/../a.txt", r"/a\ ", "/a "))
