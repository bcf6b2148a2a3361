"""Files that people write are UTF-8; of others it is said what is wrong, whatever they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.__main__ import main
from newslint.model.errors import ConfigError
from newslint.rules.utf8 import read_utf8


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        ("é\n".encode(), "é\n"),
        (b"\xef\xbb\xbf\xc3\xa9", "é"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_the_text(content: bytes, text: str, tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(content)
    assert read_utf8(file, ConfigError) == text


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("newslint.toml", "check"),
        ("own.toml", "check --config own.toml"),
        ("newslint.ignore.yaml", "check a.txt"),
        ("own.yaml", "check --rules own.yaml"),
        ("words.txt", "check --config accepting.toml a.txt"),
    ],
)
def test_what_is_no_utf8_is_named_with_its_byte(
    name: str, args: str, before: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(before + b"# caf\xe9\n")
    assert main(args.split()) == 2
    said = capsys.readouterr().err.replace(f"{folder}/", "")
    assert said == f"error: {name}: not UTF-8 at byte {len(before) + 5}; save it as UTF-8\n"


@pytest.mark.parametrize(
    "args",
    ["check --config nowhere.toml", "check --config accepting.toml a.txt"],
)
def test_what_can_not_be_read_is_named(args: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args.split()) == 2
    name = "nowhere.toml" if "nowhere" in args else "words.txt"
    assert capsys.readouterr().err == f"error: {name}: can't be read: No such file or directory\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("One sentence.\n")
    Path("accepting.toml").write_text('accept-files = ["words.txt"]\n')
    return tmp_path
