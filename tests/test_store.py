"""Compiled forms: built once, built again when damaged or outgrown, and done without where nothing can be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newslint.cache import compiled, store


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "cache")
    file = tmp_path / "source.yaml"
    file.write_text("one", encoding="utf-8")
    return file


def load(source: Path, made: list[str]) -> str:
    def make() -> bytes:
        made.append("made")
        return store.pack(source.read_text(encoding="utf-8"))

    return compiled.compiled("form", [source], make, lambda packed: store.unpack(packed, str))


def test_a_form_is_built_once_and_again_when_its_source_changes(source: Path) -> None:
    made: list[str] = []
    assert [load(source, made), load(source, made)] == ["one", "one"]
    assert made == ["made"]
    source.write_text("two", encoding="utf-8")
    assert load(source, made) == "two"
    assert made == ["made", "made"]


@pytest.mark.parametrize("content", [b"", b"short", b"\0" * 100])
def test_a_damaged_form_is_built_again(source: Path, content: bytes) -> None:
    load(source, [])
    (form,) = store.folder().glob("form-*")
    form.write_bytes(content)
    made: list[str] = []
    assert load(source, made) == "one"
    assert made == ["made"]


def test_a_form_that_the_code_no_longer_reads_is_built_again(source: Path) -> None:
    compiled.compiled("form", [source], lambda: store.pack(5), lambda packed: store.unpack(packed, int))
    made: list[str] = []
    assert load(source, made) == "one"
    assert made == ["made"]


def test_without_a_folder_to_write_everything_works(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "folder", lambda: source / "no-folder")
    assert load(source, []) == "one"
    assert compiled.file("words", "key", lambda: b"abc").read_bytes() == b"abc"


@pytest.mark.parametrize("damage", ["cut off", "longer", "gone", "empty", "size gone", "size damaged"])
def test_a_damaged_file_is_built_again(source: Path, damage: str) -> None:
    path = compiled.file("words", "key", lambda: b"abcdef")
    size = path.with_name("words-key.size")
    damages: dict[str, Callable[[], object]] = {
        "cut off": lambda: path.write_bytes(b"abc"),
        "longer": lambda: path.write_bytes(b"abcdefg"),
        "gone": path.unlink,
        "empty": lambda: path.write_bytes(b""),
        "size gone": size.unlink,
        "size damaged": lambda: size.write_bytes(b"\0\0\0\0006"),
    }
    damages[damage]()
    made: list[str] = []

    def make() -> bytes:
        made.append("made")
        return b"abcdef"

    assert compiled.file("words", "key", make).read_bytes() == b"abcdef"
    assert compiled.file("words", "key", make).read_bytes() == b"abcdef"
    assert made == ["made"]
