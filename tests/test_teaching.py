"""`newslint rules add`: a phrase of the user's own is written where it counts, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import cloned, write

from newslint.__main__ import main

pytest.importorskip("tomlkit", reason="what adds to a configuration needs tomlkit")

LINE = "The Courier keeps you company"
TEXT = f"The bridge was opened on Monday.\n{LINE}\nThe ferry went on.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cloned(tmp_path, monkeypatch)


def found(*paths: str) -> bool:
    return main(["check", "-q", "--lang", "en", "--select", "own-phrase", *paths]) == 1


def test_a_phrase_is_added_told_and_found(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", TEXT)
    assert not found(".")
    assert main(["rules", "add", LINE]) == 0
    assert capsys.readouterr().err == (
        f"newslint.toml: '{LINE}' is reported from now on (own-phrase), and --fix deletes it.\n"
    )
    assert Path("newslint.toml").read_text() == f'phrases = ["{LINE}"]\n'
    assert found(".")
    assert main(["rules", "add", LINE]) == 0
    assert capsys.readouterr().err.endswith(f"newslint.toml: '{LINE}' is there already.\n")
    assert Path("newslint.toml").read_text() == f'phrases = ["{LINE}"]\n'
    assert main(["check", "--fix", "-q", "--lang", "en", "."]) == 0
    assert LINE not in Path("a.txt").read_text()


def test_one_of_a_site_is_found_there_only(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("courier.example/a.txt", "other.example/a.txt"):
        write(name, TEXT)
    assert main(["rules", "add", LINE, "--site", "courier.example"]) == 0
    assert "is reported on courier.example from now on" in capsys.readouterr().err
    assert found("courier.example")
    assert not found("other.example")
    assert main(["rules", "add", LINE, "--site", "other.example"]) == 0
    assert found("other.example")


def test_an_unsafe_one_is_mended_on_request() -> None:
    file = write("a.txt", TEXT)
    assert main(["rules", "add", "--unsafe", LINE]) == 0
    assert main(["check", "--fix", "-q", "--lang", "en", "."]) == 1
    assert LINE in file.read_text()
    assert main(["check", "--fix", "--unsafe-fixes", "-q", "--lang", "en", "."]) == 0
    assert LINE not in file.read_text()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("newslint.toml", '# ours\nlang = "en" # yes\n', f'# ours\nlang = "en" # yes\nphrases = ["{LINE}"]\n'),
        ("newslint.toml", 'phrases = ["One line"]\n', f'phrases = ["One line", "{LINE}"]\n'),
        (
            "newslint.toml",
            '[[phrases]]\ntext = "One line"\n',
            f'[[phrases]]\ntext = "One line"\n[[phrases]]\ntext = "{LINE}"\n',
        ),
        (
            "pyproject.toml",
            '[tool.newslint]\nlang = "en"\n\n[tool.ruff]\n',
            f'[tool.newslint]\nlang = "en"\nphrases = ["{LINE}"]\n\n[tool.ruff]\n',
        ),
    ],
    ids=["comments", "beside others", "tables", "pyproject"],
)
def test_what_stands_there_stays(name: str, before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(name, before)
    write("below/a.txt", TEXT)
    monkeypatch.chdir("below")
    assert main(["rules", "add", LINE]) == 0
    assert (Path("..") / name).read_text() == after
    assert found(".")


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (["***"], "a phrase is a line with words in it"),
        (["One line\nand another one"], "a phrase is one line"),
        ([LINE, "--site", "https://courier.example/"], "is the name of a site"),
        ([LINE, "--site", " "], "is the name of a site"),
    ],
)
def test_what_is_asked_of_a_phrase_is_said(args: list[str], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "add", *args]) == 2
    assert what in capsys.readouterr().err
    assert not Path("newslint.toml").exists()


def test_a_file_with_mistakes_or_of_another_project_is_left_alone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("newslint.toml", "nonsense = 1\n")
    assert main(["rules", "add", LINE]) == 2
    assert file.read_text() == "nonsense = 1\n"
    file.unlink()
    above = write(here.parent / "newslint.toml", 'lang = "en"\n')
    assert main(["rules", "add", LINE]) == 2
    assert "lies outside of this project" in capsys.readouterr().err
    assert above.read_text() == 'lang = "en"\n'


def test_it_goes_through_no_link(here: Path) -> None:
    outside = write(here.parent / "theirs.toml", 'lang = "en"\n')
    Path("newslint.toml").symlink_to(outside)
    assert main(["rules", "add", LINE]) == 2
    assert outside.read_text() == 'lang = "en"\n'
