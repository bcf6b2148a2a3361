"""What newslint reads is bounded: files that never end, that are none, or that were made to cost time and memory.

Each attack is made as a stranger would make it, and run apart, with little memory and little time.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from attacks import BAD, write
from msgspec import structs

from newslint import Linter
from newslint.__main__ import main
from newslint.config import reading, sidecar
from newslint.config.baseline import read as read_baseline
from newslint.config.config import Config
from newslint.config.fingerprint import Fingerprints
from newslint.evidence.references import spelled
from newslint.kinds.pattern import MOST_NAMES
from newslint.linter.asking import Ask
from newslint.model.documents import Document, Origin
from newslint.model.errors import ConfigError, NewslintError, RuleError
from newslint.model.shown import shown
from newslint.rules.expressions import MOST_GROWN, MOST_SIGNS
from newslint.rules.languages import languages
from newslint.rules.load import MOST_FILES, load, load_path
from newslint.rules.utf8 import MOST_BYTES, read_bytes, read_utf8
from newslint.rules.yaml import MAX_NODES, parse

MEMORY, SECONDS = 1 << 31, 60


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write("a.txt", BAD)
    return tmp_path


def apart(*args: str) -> tuple[int, str]:
    """The exit code and what is said, in a process of its own; one that takes too much fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *args],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    return done.returncode, done.stderr.decode()


# --- files that are none ---


def sparse(path: str) -> None:
    with Path(path).open("wb") as file:
        file.truncate(30_000_000_000)


def linked(path: str) -> None:
    Path(path).symlink_to("/dev/zero")


def piped(path: str) -> None:
    os.mkfifo(path)


ENDLESS: dict[str, Callable[[str], None]] = {"sparse": sparse, "device": linked, "pipe": piped}
READ = {
    "newslint.toml": "",
    "pyproject.toml": "",
    "newslint.ignore.yaml": "",
    ".gitignore": "",
    "words": 'accept-files = ["words"]',
    "phrases": 'phrase-files = ["phrases"]',
    "rules.yaml": 'rules = ["rules.yaml"]',
    "baseline": 'baseline = "baseline"',
    "base.toml": 'extend = "base.toml"',
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
@pytest.mark.parametrize("kind", ENDLESS)
@pytest.mark.parametrize("name", READ)
def test_what_is_no_file_or_never_ends_is_not_read(name: str, kind: str) -> None:
    ENDLESS[kind](name)
    if READ[name]:
        write("newslint.toml", READ[name])
    code, said = apart("check", ".")
    assert "Traceback" not in said
    passed_over = kind != "sparse" and not READ[name]  # where nothing names it, what is no file is not there
    assert (code, name in said) == ((1, False) if passed_over else (2, True)), said


@pytest.mark.parametrize("option", ["--config", "--baseline", "--rules"])
@pytest.mark.parametrize("kind", ENDLESS)
def test_nor_if_an_option_names_it(option: str, kind: str) -> None:
    ENDLESS[kind]("x.toml")
    code, said = apart("check", option, "x.toml", ".")
    assert (code, "x.toml: " in said) == (2, True), said


def test_an_article_that_is_named_and_never_ends_is_told_and_the_rest_goes_on() -> None:
    Path("zero.txt").symlink_to("/dev/zero")
    code, said = apart("check", "zero.txt", "a.txt")
    assert (code, "zero.txt: has more than" in said, "1 problem in 1 file" in said) == (2, True, True), said


def test_a_pipe_that_is_named_is_read_once() -> None:
    os.mkfifo("pipe.txt")
    with subprocess.Popen(["/bin/sh", "-c", "cat a.txt > pipe.txt"]):
        code, said = apart("check", "pipe.txt")
    assert (code, "1 problem in 1 file" in said) == (1, True), said


# --- files that are too large, or cost too much ---


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x" * MOST_BYTES, None),
        (b"x" * (MOST_BYTES + 1), "a.txt: has more than 1 MB; split it up"),
        (b"caf\xe9", "a.txt: not UTF-8 at byte 3; save it as UTF-8"),
    ],
    ids=["enough", "too much", "no UTF-8"],
)
def test_a_file_is_read_up_to_its_bound(content: bytes, told: str | None) -> None:
    path = write("a.txt", content)
    if told is None:
        assert len(read_utf8(path, RuleError)) == MOST_BYTES
        return
    with pytest.raises(RuleError) as caught:
        read_utf8(path, RuleError)
    assert str(caught.value) == told


@pytest.mark.parametrize("name", ["nowhere", ".", "a\0b", "x" * 5000])
def test_what_cannot_be_opened_is_told(name: str) -> None:
    with pytest.raises(ConfigError, match=r"can't be read: "):
        read_bytes(Path(name), ConfigError)


def test_line_ends_are_one_and_the_byte_order_mark_is_gone() -> None:
    assert read_utf8(write("x", b"\xef\xbb\xbfa\r\nb\rc\n"), ConfigError) == "a\nb\nc\n"


@pytest.mark.parametrize("shape", ["[],", "{},", "a,", "[a],"])
def test_yaml_of_many_small_things_is_refused(shape: str) -> None:
    with pytest.raises(RuleError, match=rf"x:1:\d+: more than {MAX_NODES:,} values; split the file up"):
        parse("[" + shape * 500_000 + "]", "x")


def test_yaml_directives_which_cost_the_square_of_their_number_are_refused() -> None:
    tags = "".join(f"%TAG !a{number}! x\n" for number in range(30_000))
    with pytest.raises(RuleError, match=r"x:1: directives \(%\) are not used here; remove them"):
        parse(f"{tags}--- a\n", "x")


RULE = """
- name: own
  kind: pattern
  message: own
  why: It is a test.
  pattern: {pattern}
  topics: [{topics}]
  examples:
    - bad: "⟦a⟧"
  clean: ["b", "c"]
"""


@pytest.mark.parametrize("key", ["pattern", "unless", "topics"])
def test_a_pattern_that_takes_minutes_to_compile_is_refused_with_its_place(key: str) -> None:
    long = "|".join(f"word{number}" for number in range(MOST_SIGNS))[: MOST_BYTES - 1000]
    values = {"pattern": "a", "topics": ""} | ({key: long} if key != "unless" else {})
    text = RULE.format(**values) + (f"  unless: {long}\n" if key == "unless" else "")
    with pytest.raises(RuleError, match=r"own\.yaml:2:.*own: bad pattern: has more than [18]0,000 signs"):
        load_path(write("own.yaml", text))


def test_a_pattern_that_grows_by_the_words_of_a_language_is_refused() -> None:
    path = write("own.yaml", RULE.format(pattern=f"'a{'{function_words}' * 500}|a'", topics=""))
    with pytest.raises(RuleError, match=r"own\.yaml:2:.*own: bad pattern: has more than 5 lists of words in braces"):
        load_path(path)


def test_no_pattern_that_is_accepted_can_grow_too_long() -> None:
    longest = 0
    for language in languages().values():
        names = [*structs.asdict(language), *structs.asdict(language.words), *language.phrases]
        for way in (f"{{{where}{name}}}" for name in names for where in ("", "any.", "wordings.")):
            with suppress(RuleError, TypeError):  # of what is no list of words
                longest = max(longest, len(spelled(way, language)))
    assert 1000 < MOST_SIGNS + MOST_NAMES * longest <= MOST_GROWN


def test_many_rule_files_are_refused_before_they_are_read() -> None:
    for number in range(MOST_FILES + 1):
        write(f"rules/{number}.yaml", "[]")
    with pytest.raises(RuleError, match=f"rules: more than {MOST_FILES} rule files"):
        load([Path("rules")])


def test_one_file_named_many_times_is_read_once() -> None:
    write("words", "mayor\n" * 150_000)
    names = ", ".join(f'"{"./" * (number % 7)}words"' for number in range(20_000))
    assert Config.of(write("newslint.toml", f"accept-files = [{names}]")).accepted_words() == {"mayor"}


def test_lists_of_words_have_a_bound_together() -> None:
    for number in range(12):
        write(f"words/{number}", "a\n" * 499_999)
    config = Config(accept_files=[f"words/{number}" for number in range(12)])
    with pytest.raises(ConfigError, match=r"words/10: with the lists before it, more than 10 MB of words"):
        config.accepted_words()


def test_a_baseline_names_findings_by_their_digits() -> None:
    path = write("b.json", '{"newslint-baseline": 1, "files": {"a": {"b": {"1": 1}}}}')
    with pytest.raises(ConfigError, match=r"b\.json: is no baseline"):
        read_baseline(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("newslint.toml", "".join(f"k{number} = 1\n" for number in range(60_000))),
        ("newslint.ignore.yaml", "".join(f"- k{number}: 1\n" for number in range(30_000))),
        ("own.yaml", "".join(f"- k{number}: 1\n" for number in range(30_000))),
        ("newslint.ignore.yaml", "- {" + ", ".join(f"k{number}: 1" for number in range(30_000)) + "}\n"),
    ],
    ids=["toml", "sidecar", "rules", "one entry"],
)
def test_of_many_mistakes_some_are_told(name: str, content: str) -> None:
    write(name, content)
    read = {"newslint.toml": lambda path: Config.of(path), "own.yaml": load_path}.get(name, sidecar.read)
    with pytest.raises(NewslintError) as caught:
        read(Path(name))
    told = str(caught.value).splitlines()
    assert (len(told), "more" in told[-1]) == (21, True)


def test_unused_entries_of_a_large_sidecar_cost_no_square() -> None:
    write("newslint.ignore.yaml", "".join(f"- text: nowhere {number}\n" for number in range(12_000)))
    code, said = apart("check", "-q", "--output-format", "concise", ".")
    assert (code, said) == (1, "")


def test_a_gitignore_of_many_patterns_is_refused_and_its_folder_left_out() -> None:
    write("x/.gitignore", "".join(f"a{number}*b\n" for number in range(40_000)))
    write("x/b.txt", BAD)
    code, said = apart("check", ".")
    assert (code, "x/.gitignore: has more than" in said, "1 problem in 1 file" in said) == (2, True, True), said


@pytest.mark.parametrize("glob", ["[r-f]", "[z-a]*", "[\\d-a]", "[", "[!", "[[:alpha:]", "a[\\"])
def test_a_pattern_that_nobody_can_read_is_passed_over_or_told(glob: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(".gitignore", f"{glob}\n")
    assert main(["check", "-q", "."]) == 1
    config = Config(exclude=[f"/{glob}"])
    try:
        assert config.excludes("a.txt") in (True, False)
    except ConfigError as error:
        assert "not a .gitignore pattern" in str(error)  # noqa: PT017 - it may not be raised
    assert capsys.readouterr().err == ""


def test_fingerprints_are_looked_up_not_made_for_each_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[object]()

    def possible(*one: object) -> Iterator[str]:
        made.append(one)
        return iter(())

    monkeypatch.setattr(sidecar, "possible", possible)
    write("s.yaml", "".join(f"- fingerprint: {'0' * 20}{number:012x}\n" for number in range(200)))
    entries = sidecar.Sidecar(Path("s.yaml")).entries
    document = Document("He saw the the mayor. " * 20, origin=Origin("a.txt"))
    linter = Linter("en", select=["repeated-word"])
    found = linter.check_document(document, Ask(silent=sidecar.silencing(entries)))
    assert (len(found), len(made)) == (20, 20)


def test_entries_still_suppress_by_fingerprint_text_and_surroundings() -> None:
    document = Document("He saw the the mayor. She saw a a cat.", origin=Origin("a.txt"))
    linter = Linter("en", select=["repeated-word"])
    one, two = linter.check_document(document)
    (name,) = [Fingerprints().of(one) for one in shown(document.text, [one])]
    for entry in (f"fingerprint: {name}", "text: ' the'", "near: 'saw the the mayor', text: ' the'"):
        entries = sidecar.read(write("s.yaml", f"- {{{entry}}}\n"))
        left = linter.check_document(document, Ask(silent=sidecar.silencing(entries)))
        assert [finding.start for finding in left] == [two.start], entry


@pytest.mark.parametrize("front", ["---\nnewslint: {}{}\n---\n", "+++\nnewslint = {}{}\n+++\n"])
@pytest.mark.parametrize(("begin", "end"), [("[" * 5000, ""), ("[", "[]," * 200_000 + "]"), ("{a=" * 5000, "")])
def test_front_matter_of_an_article_is_bounded(front: str, begin: str, end: str) -> None:
    write("b.md", front.format(begin, end) + "He saw the mayor.\n")
    code, said = apart("check", "-q", "--no-cache", "--lang", "en", "b.md")
    assert (code, said) == (1, "")


def test_a_set_up_for_the_cache_reads_no_more() -> None:
    Path("zero").symlink_to("/dev/zero")
    assert main(["check", "-q", "--rules", "zero", "."]) == 2


OUTSIDE = {
    "extend": 'extend = "{}/other.toml"\n',
    "rules": 'rules = ["{}/own.yaml"]\n',
    "a folder of rules": 'rules = ["{}"]\n',
    "accept-files": 'accept-files = ["{}/words.txt"]\n',
    "phrase-files": 'phrase-files = ["{}/words.txt"]\n',
}


@pytest.fixture
def neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout, and beside it what is none of its business."""
    (tmp_path / "other.toml").write_text('ignore = ["repeated-word"]\n')
    (tmp_path / "own.yaml").write_text("[]\n")
    (tmp_path / "words.txt").write_text("mayor\n")
    checkout = tmp_path / "checkout"
    (checkout / "news").mkdir(parents=True)
    (checkout / ".git").mkdir()
    (checkout / "news" / "a.txt").write_text("He saw the the mayor.\n")
    monkeypatch.chdir(checkout / "news")
    return checkout


@pytest.mark.parametrize("said", OUTSIDE.values(), ids=OUTSIDE)
@pytest.mark.parametrize("git", [True, False])
def test_a_configuration_among_articles_reads_nothing_outside(
    said: str, git: bool, neighbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not git:
        (neighbours / ".git").rmdir()
        (neighbours.parent / ".git").rmdir()
    for above in ("../..", str(neighbours.parent)):
        (neighbours / "news" / "newslint.toml").write_text(said.format(above))
        assert main(["check", "."]) == 2
        assert "newslint.toml:1: " in (err := capsys.readouterr().err)
        assert "lies outside of" in err
    assert main(["check", "--config", "newslint.toml", "."]) in (0, 1)


def test_every_key_that_names_a_file_is_held_to_that() -> None:
    """`exclude` has patterns, and what a baseline is has tests of its own, as it is written, too."""
    said: dict[str, Any] = {"list[str]": ["x"], "str | None": "x"}
    given = {name: said[kind] for name, kind in Config.__annotations__.items() if kind in said}
    named = {
        name.replace("_", "-")
        for name, value in given.items()
        if getattr(reading._placed(Config(**{name: value}), Path("/far")), name) != value
    }
    assert {"rules", "extend", "profile"} <= named
    for name in named - {"exclude", "baseline"}:
        field = name.replace("-", "_")
        far: dict[str, Any] = {field: "/far/x" if isinstance(given[field], str) else ["/far/x"]}
        with pytest.raises(ConfigError, match="lies outside"):
            reading._stays_in(Path("/near"), Config(**far), write("newslint.toml", ""))


@pytest.mark.parametrize("said", OUTSIDE.values(), ids=OUTSIDE)
def test_nor_does_one_by_a_link(said: str, neighbours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (neighbours / "news" / "newslint.toml").write_text(said.format("in"))
    (neighbours / "news" / "in").symlink_to(neighbours.parent)
    assert main(["check", "."]) == 2
    assert "lies outside of" in capsys.readouterr().err


def test_nor_by_links_in_a_folder_of_rules(neighbours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (neighbours / "news" / "newslint.toml").write_text('rules = ["mine"]\n')
    (neighbours / "news" / "mine").mkdir()
    assert main(["check", "."]) == 1
    (neighbours / "news" / "mine" / "x.yaml").symlink_to(neighbours.parent / "own.yaml")
    assert main(["check", "."]) == 2
    assert "lies outside of" in capsys.readouterr().err


def test_nor_by_way_of_what_it_extends(neighbours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (neighbours / "news" / "newslint.toml").write_text('extend = "../newslint.toml"\n')
    (neighbours / "newslint.toml").write_text('extend = "../other.toml"\n')
    assert main(["check", "."]) == 2
    assert "newslint.toml:1: extend: " in capsys.readouterr().err


def test_a_configuration_may_share_what_is_in_its_repository(neighbours: Path) -> None:
    (neighbours / "news" / "newslint.toml").write_text('extend = "../newslint.toml"\n')
    (neighbours / "newslint.toml").write_text('ignore = ["repeated-word"]\naccept-files = ["words/ours.txt"]\n')
    (neighbours / "words").mkdir()
    (neighbours / "words" / "ours.txt").write_text("mayor\n")
    assert main(["check", "."]) == 0


def test_a_repository_that_holds_the_home_folder_is_no_fence(
    neighbours: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (neighbours / ".git").rmdir()
    monkeypatch.setenv("HOME", str(neighbours.parent))
    (neighbours / "news" / "newslint.toml").write_text('accept-files = ["../../words.txt"]\n')
    assert main(["check", "."]) == 2
    assert "lies outside of" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["txt", "md", "html", "json"])
@pytest.mark.parametrize("packing", ["", ".gz"])
def test_a_file_that_is_read_whole_has_a_bound(
    format: str, packing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import gzip

    from newslint.files import formats

    monkeypatch.setattr(formats, "MOST_WHOLE", 200)
    text = json.dumps({"text": BAD + "x " * 200}) if format == "json" else BAD + "x " * 200
    data = gzip.compress(text.encode()) if packing else text.encode()
    Path(f"big.{format}{packing}").write_bytes(data)
    assert main(["check", "--fix", f"big.{format}{packing}", "a.txt"]) == 2
    assert f"big.{format}{packing}: has more than" in capsys.readouterr().err
    assert Path(f"big.{format}{packing}").read_bytes() == data
    assert Path("a.txt").read_text(encoding="utf-8") != BAD


@pytest.mark.parametrize(
    "key", ["rules", "accept-files", "phrase-files", "extend", "baseline", "profile", "exclude", "per-file-ignores"]
)
@pytest.mark.parametrize("command", ["check", "baseline create", "suppress --reason x"])
def test_a_name_with_a_nul_is_told_with_its_place(key: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    value = {"per-file-ignores": '{"a\\u0000" = ["all"]}'}.get(
        key, '"a\\u0000b"' if key in ("extend", "baseline", "profile") else '["a\\u0000b"]'
    )
    write("newslint.toml", f"{key} = {value}\n")
    assert main([*command.split(), "."]) == 2
    assert f"newslint.toml:1: {key}: holds a NUL" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_profile_that_is_a_pipe_is_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("p")
    write("newslint.toml", 'profile = "p"\n')
    assert main(["check", "."]) == 2
    assert "p: is no regular file" in capsys.readouterr().err
