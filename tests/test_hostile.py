"""What strangers may write: rules, configurations, articles, names and links that are meant to do harm."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from newslint import Linter
from newslint.__main__ import main
from newslint.config import reading
from newslint.kinds import pattern
from newslint.model import documents
from newslint.model.documents import Document
from newslint.model.errors import ConfigError, RuleError
from newslint.rules.load import load_path
from newslint.rules.yaml import parse

DRIVING = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- rule files ---

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{two}: &{two} [{','.join([f'*{one}'] * 9)}]\n" for one, two in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "x:1:4: anchors are not used here; write the value out"),
        ("&a [*a]", "x:1:1: anchors are not used here; write the value out"),
        ("[" * 100_000, "x:1:31: nested more than 30 deep; flatten it"),
        ("\n".join(" " * depth + "a:" for depth in range(1000)), "x:31:31: nested more than 30 deep; flatten it"),
        ("a: !!python/object/apply:os.system [touch owned]", "x:1:4: tag 'tag:yaml.org,2002:python/object/apply:"),
        ("a: !!python/name:os.system", "x:1:4: tag "),
        ("!mine {a: 1}", "x:1:1: tag '!mine' is not allowed; a rule file is data only"),
        ("? [a, b]\n: 1", "x:1:3: a key is a word; write it out"),
        ("a: 1\na: 2", "x:2:1: key 'a' stands twice; keep one"),
        ("--- a\n--- b", "x:2:5: not valid YAML: found another document"),
        ("a: \x00", "x: not valid YAML: unacceptable character #x0000"),
        ("a: \ud800", "x: not valid YAML: half a character at 3; save it as UTF-8"),
    ],
    ids=range(12),
)
def test_yaml_that_grows_or_runs_is_refused(text: str, told: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text, "x")
    assert str(caught.value).startswith(told)
    assert not Path("owned").exists()


def test_huge_numbers_are_words() -> None:
    assert parse("[1e9, 1.0e99, 1.e999, " + "9" * 5000 + ", 12]", "x").plain() == [
        "1e9",
        1e99,
        "1.e999",
        "9" * 5000,
        12,
    ]


RULE = """
- name: own
  kind: pattern
  message: "{message}"
  why: It is a test.
  pattern: {pattern}
  examples:
    - bad: "⟦a⟧"
  clean: ["b", "c"]
"""


def rule(pattern: str, message: str = "own") -> Path:
    path = Path("own.yaml")
    path.write_text(RULE.format(pattern=f"'{pattern}'", message=message), encoding="utf-8")
    return path


@pytest.mark.parametrize("nested", ["(" * 5000 + "a" + ")" * 5000, "[" * 5000, "a{99999999999999999999}", "(?P<x"])
def test_patterns_that_cannot_be_compiled_are_refused(nested: str) -> None:
    with pytest.raises(RuleError, match=r"own\.yaml:2.*own: bad pattern"):
        load_path(rule(nested))


@pytest.mark.parametrize("endless", ["(a+)+$", "(?:a(?R)?)*$|(?R)"])
def test_a_rule_that_takes_too_long_is_stopped_and_the_rest_goes_on(
    endless: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pattern, "TIMEOUT", 0.2)
    Path("a.txt").write_text("a" * 5000 + "! .\n")
    Path("b.txt").write_text("Deux .\n")
    path = str(rule(endless))
    args = ["check", "--rules", path, "--select", "own,space-before-punctuation", "--output-format", "concise"]
    assert main([*args, "a.txt", "b.txt"]) == 2
    out, err = capsys.readouterr()
    assert "a.txt:1:5002: space-before-punctuation" not in out  # a `!` is before it
    assert "b.txt:1:5: space-before-punctuation" in out
    assert "error: a.txt: own takes too long here and was stopped; make its pattern simpler\n" in err


def test_the_library_raises_for_no_text_even_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "TIMEOUT", 0.2)
    linter = Linter(rules=[rule("(a+)+$")], select=["own"])
    text = "a" * 5000 + "!"
    assert linter.check(text) == []
    assert linter.scan_document(Document(text)).notes.slow == {"own"}
    assert linter.fix(text).notes.slow == {"own"}


TOO_MANY = "a1" * 13_000
"""More places where two words may meet than a rule looks at in so short a text (newslint/model/documents.py)."""


def test_a_built_in_rule_that_takes_too_long_is_told_and_the_rest_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(f"Le maire a dit que que la salle est fermée. {TOO_MANY} .\n", encoding="utf-8")
    assert main(["check", "--lang", "fr", "--output-format", "concise", "a.txt"]) == 2
    out, err = capsys.readouterr()
    assert "a.txt:1:19: repeated-word" in out
    assert "error: a.txt: glued-words takes too long here and was stopped; leave it out for such texts" in err


def test_how_much_a_rule_may_take_is_counted_and_not_timed() -> None:
    linter = Linter("fr", select=["glued"])
    told = [
        linter.scan_document(Document(f"Il a dit {chunk} ici.")).notes.slow for chunk in (TOO_MANY[:-6000], TOO_MANY)
    ]
    assert [bool(slow) for slow in told] == [False, True]
    assert linter.check(f"Il a dit {TOO_MANY} ici.") == []
    assert linter.fix(f"Il a dit {TOO_MANY} ici.").notes.slow == told[1]


def test_each_rule_has_its_own_steps() -> None:
    document = Document("a")
    most = documents.FREE + documents.PER_CHARACTER
    document.effort.take(most)
    with pytest.raises(TimeoutError):
        document.effort.take()
    document.effort.begin()
    document.effort.take(most)


@pytest.mark.parametrize(
    "rule", ["left-over-line", "repeated-line", "ad-label", "mojibake", "torn-word", "many-capitals"]
)
def test_every_kind_counts_what_it_looks_at(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "FREE", -1_000_000)
    prose = "The council met on Monday in the hall of the town and said that the port is open again.\n"
    text = "Share\nAdvertisement\nThe mayor said so and wo- rd cafÃ© the\n" * 5 + prose * 20
    assert rule in Linter("en", select=["all"]).scan_document(Document(text)).notes.slow


def test_explaining_a_text_that_takes_too_long_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--lang", "fr", "--rule", "glued-words", TOO_MANY]) == 0
    assert "glued-words takes too long here and was stopped" in capsys.readouterr().out


# --- configurations ---


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "{a=" * 5000,
        "min-confidence = " + "9" * 6000,
        'lang = "fr',
        "\x00",
        "select = [1]",
    ],
)
def test_configurations_that_cannot_be_used_are_errors(text: str) -> None:
    Path("newslint.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"newslint\.toml"):
        reading.read(Path("newslint.toml"))
    assert main(["check", "."]) == 2


# --- names and links ---


def test_links_that_lead_round_in_a_circle(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x").mkdir()
    Path("a.txt").write_text("Un .\n")
    for link, target in (("loop.txt", "loop.txt"), ("x/up", ".."), ("x/b.txt", "../y.txt"), ("y.txt", "x/b.txt")):
        Path(link).symlink_to(target)
    assert main(["check", "--fix", "-q", "."]) == 0
    assert Path("a.txt").read_text() == "Un.\n"
    assert main(["check", "-q", "loop.txt"]) == 2
    assert "loop.txt: Too many levels of symbolic links" in capsys.readouterr().err


def test_links_out_of_the_folder_are_read_and_not_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = here / "outside.txt"
    outside.write_text("Un .\n")
    (here / "articles").mkdir()
    (here / "articles" / "a.txt").symlink_to(outside)
    (here / "articles" / "b.txt").write_text("Deux .\n")
    assert main(["check", "--fix", "articles"]) == 2
    assert (
        "articles/a.txt: is a link that leads out of the folder; left as it is, name it to have it mended"
        in capsys.readouterr().err
    )
    assert (outside.read_text(), (here / "articles" / "b.txt").read_text()) == ("Un .\n", "Deux.\n")
    assert main(["check", "--fix", "-q", "articles/a.txt"]) == 0
    assert outside.read_text() == "Un.\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_pipes_and_devices_in_a_folder_are_passed_over() -> None:
    os.mkfifo("pipe.txt")
    Path("zero.txt").symlink_to("/dev/zero")
    assert main(["check", "-q", "."]) == 0


@pytest.mark.parametrize("glob", ["*a" * 30 + "b", "**/" * 60 + "b", "a**" * 60, "[" + "a" * 500, "\\"])
def test_patterns_of_gitignore_take_no_time(glob: str) -> None:
    Path(".git").mkdir()
    Path(".gitignore").write_text(glob + "\n")
    Path("a" * 200 + ".txt").write_text("Un .\n")
    assert main(["check", "-q", "."]) in (0, 1)


# --- the terminal ---


@pytest.mark.parametrize(
    "args",
    [
        ["check", "."],
        ["check", "--output-format", "concise", "."],
        ["check", "--output-format", "grouped", "."],
        ["check", "--statistics", "."],
        ["check", "--show-files", "."],
        ["check", "--show-settings", "."],
        ["check", "--statistics", "--output-format", "json", "."],
        ["check", "--diff", "."],
        ["check", "--fix", "."],
        ["check", f"none{EVIL}.txt"],
        ["check", "--select", EVIL, "."],
        ["check", f"--none{EVIL}"],
        ["rules", "--rules", "own.yaml"],
        ["rule", "own", "--rules", "own.yaml"],
        ["rule", EVIL],
        ["rules", "test", "own.yaml"],
        ["rules", "test", EVIL],
        ["explain", EVIL],
        ["undo", EVIL],
        ["log", EVIL],
        [EVIL],
    ],
    ids=lambda args: " ".join(args).replace(EVIL, "EVIL"),
)
def test_nothing_that_is_printed_drives_the_terminal(
    args: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    name = EVIL.replace("/", "")
    Path(f"{name}.txt").write_text(f"Un {EVIL} .\nPublicité {EVIL}\n", encoding="utf-8")
    Path(f"{name}2.txt").write_bytes(b"caf\xe9")
    Path("c.jsonl").write_text('{"text": "a .", "id": "\\u001b[2J\\u009b"}\n{"text": "a .", bad \\u001b[2J\n')
    rule("a", message="own \\e[2J\\x9b \\u202e")
    Path("newslint.toml").write_text('rules = ["own.yaml"]\naccept = ["\\u001b[2J\\u009b"]\n')
    main(args)
    out, err = capsys.readouterr()
    assert [ascii(line) for line in (out + err).split("\n") if DRIVING.search(line)] == []


@pytest.mark.parametrize("confidence", ["2", "-0.1", "1.0e9"])
def test_a_confidence_is_no_more_than_sure(confidence: str) -> None:
    path = rule("a")
    path.write_text(path.read_text(encoding="utf-8") + f"  confidence: {confidence}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"own\.yaml:.*confidence: Expected `float`"):
        load_path(path)
