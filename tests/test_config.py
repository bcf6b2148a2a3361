"""Configuration: what is read, what is refused and how, which file counts."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from newslint.cli.init import TEMPLATE
from newslint.config.config import Config
from newslint.config.reading import find, read
from newslint.config.selection import chosen
from newslint.linter.linter import Linter
from newslint.model.errors import ConfigError
from newslint.rules.load import load


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    keys = """
    lang = "fr"
    select = ["layout"]
    extend-select = ["missing-final-newline"]
    ignore = ["layout"]
    accept = ["Über"]
    severity = "warning"
    min-confidence = 1
    """
    config = read(write(tmp_path / "newslint.toml", keys))
    assert config == Config(
        lang="fr",
        select=["layout"],
        extend_select=["missing-final-newline"],
        ignore=["layout"],
        accept=["Über"],
        severity="warning",
        min_confidence=1.0,
    )


def test_pyproject_has_a_table(tmp_path: Path) -> None:
    assert read(write(tmp_path / "pyproject.toml", '[tool.newslint]\nlang = "de"\n')).lang == "de"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lang = 1", "newslint.toml:1: lang: expected text, got a number"),
        ("\nselct = []", "newslint.toml:2: unknown key 'selct'; did you mean 'select'?"),
        ("extend_select = []", "newslint.toml:1: unknown key 'extend_select'; did you mean 'extend-select'?"),
        ("x = 1", "newslint.toml:1: unknown key 'x'; known keys: accept, accept-files,"),
        ("min-confidence = 2", "newslint.toml:1: min-confidence: expected a number <= 1.0"),
        ('severity = "bad"', "newslint.toml:1: severity: invalid enum value 'bad'"),
        ("[per-file-ignores]\na = 1", "newslint.toml:1: per-file-ignores: within it, expected a list, got a number"),
        ("lang = ", "newslint.toml: not valid TOML: "),
        ('extend = "none.toml"', "newslint.toml:1: extend: no such file: "),
        ('extend = "newslint.toml"', "extends itself"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(write(tmp_path / "newslint.toml", text))
    assert message in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read(write(tmp_path / "newslint.toml", "lang = 1\nselct = []\n"))
    assert len(str(caught.value).splitlines()) == 2


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "newslint.toml"
    path.write_bytes(b'lang = "\xe9"')
    with pytest.raises(ConfigError, match="not UTF-8 at byte 8"):
        read(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        read(tmp_path / "none.toml")


def test_the_nearest_counts(tmp_path: Path) -> None:
    top = write(tmp_path / "newslint.toml", "")
    hidden = write(tmp_path / "a" / ".newslint.toml", "")
    write(tmp_path / "a" / "b" / "pyproject.toml", "[tool.ruff]\n")
    table = write(tmp_path / "c" / "pyproject.toml", "[tool.newslint]\n")
    assert find(tmp_path) == top
    assert find(tmp_path / "a" / "b") == hidden
    assert find(tmp_path / "c") == table


def test_extend_adds_lists_and_replaces_the_rest(tmp_path: Path) -> None:
    write(
        tmp_path / "base.toml", 'lang = "fr"\nseverity = "error"\nignore = ["a"]\n[per-file-ignores]\n"*.txt" = ["x"]\n'
    )
    child = 'extend = "../base.toml"\nlang = "de"\nignore = ["b"]\n[per-file-ignores]\n"*.txt" = ["y"]\n'
    config = read(write(tmp_path / "sub" / "newslint.toml", child))
    assert (config.lang, config.severity, config.ignore) == ("de", "error", ["a", "b"])
    assert config.for_file(tmp_path / "sub" / "a.txt").ignore == ["a", "b", "x", "y"]
    assert config.for_file(tmp_path / "a.txt").ignore == ["a", "b", "x"]


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "x/y/a.txt", True),
        ("/a.txt", "a.txt", True),
        ("/a.txt", "x/a.txt", False),
        ("x/*.txt", "x/a.txt", True),
        ("x/*.txt", "y/x/a.txt", False),
        ("raw/", "raw/deep/a.txt", True),
        ("raw/", "x/raw/a.txt", True),
        ("**/z.txt", "x/y/z.txt", True),
        ("*.txt", "../a.txt", False),
    ],
)
@pytest.mark.parametrize("folder", ["plain", "odd [x] #1!", "ünder"])
def test_patterns_are_those_of_gitignore(tmp_path: Path, folder: str, pattern: str, path: str, excluded: bool) -> None:
    config = read(write(tmp_path / folder / "newslint.toml", f'exclude = ["{pattern}"]'))
    assert config.excludes(tmp_path / folder / path) is excluded


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "sub" / "names.txt", "# names\n\nYouTube\nDeSantis \n")
    config = read(
        write(tmp_path / "sub" / "newslint.toml", 'accept = ["iPhone"]\naccept-files = ["names.txt"]\nrules = ["r"]')
    )
    assert config.rules == [str(Path("sub") / "r")]
    assert config.accepted_words() == {"youtube", "desantis", "iphone"}


def test_missing_accept_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.txt: can't be read"):
        Linter(config=Config(accept_files=[str(tmp_path / "none.txt")]))


def test_select_on_top_starts_afresh() -> None:
    config = Config(select=["a"], extend_select=["b"], ignore=["c"])
    assert config.amended(select=["d"], ignore=["e"]) == Config(select=["d"], ignore=["e"])
    assert config.amended(ignore=["e"]).ignore == ["c", "e"]


def test_chosen_rules() -> None:
    rules = load()
    name = "missing-final-newline"
    assert [rule.name for rule in chosen(rules, Config(select=[name]))] == [name]
    assert chosen(rules, Config(select=["layout"], ignore=["all"])) == ()
    assert chosen(rules, Config(select=[name], severity="error")) == ()


@pytest.mark.parametrize(
    "config",
    [Config(select=["mising-final-newline"]), Config(per_file_ignores={"*": ["mising-final-newline"]})],
)
def test_unknown_rule(config: Config) -> None:
    with pytest.raises(ConfigError, match="did you mean 'missing-final-newline'"):
        chosen(load(), config)


def test_the_template_names_every_key_and_can_be_used(tmp_path: Path) -> None:
    active = re.sub(r"^# (?=[\w-]+ = )", "", TEMPLATE, flags=re.M)
    (tmp_path / "names.txt").write_text("DeSantis\n", encoding="utf-8")
    config = read(write(tmp_path / "newslint.toml", active.replace('extend = "../newslint.toml"', "")))
    assert "YouTube" in config.accept
    keys = set(re.findall(r"^# ([\w-]+) = ", TEMPLATE, re.M))
    assert keys == {field.name.replace("_", "-") for field in msgspec.structs.fields(Config)}
    assert set(re.sub(r"^#.*\n", "", TEMPLATE, flags=re.M)) == {"\n"}
