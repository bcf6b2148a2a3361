"""Compiled forms: built once, built again when damaged or outgrown, and done without where nothing can be written."""

from __future__ import annotations

import os
import re
import shutil
from binascii import crc32
from collections.abc import Callable
from pathlib import Path

import pytest

from newslint.cache import bucket, compiled, index, libraries, store
from newslint.cache.bucket import Bucket
from newslint.run.memory import known


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


@pytest.mark.parametrize(
    "damage", ["cut off", "longer", "gone", "empty", "zeroed", "another", "proof gone", "proof damaged"]
)
def test_a_damaged_file_is_built_again(source: Path, damage: str) -> None:
    path = compiled.file("words", "key", lambda: b"abcdef")
    proof = path.with_name("words-key.proof")
    damages: dict[str, Callable[[], object]] = {
        "cut off": lambda: path.write_bytes(b"abc"),
        "longer": lambda: path.write_bytes(b"abcdefg"),
        "gone": path.unlink,
        "empty": lambda: path.write_bytes(b""),
        "zeroed": lambda: path.write_bytes(b"ab\0\0ef"),
        "another": lambda: path.write_bytes(b"fedcba"),
        "proof gone": proof.unlink,
        "proof damaged": lambda: proof.write_bytes(b"\0\0\0\0006"),
    }
    damages[damage]()
    made: list[str] = []

    def make() -> bytes:
        made.append("made")
        return b"abcdef"

    assert compiled.file("words", "key", make).read_bytes() == b"abcdef"
    assert compiled.file("words", "key", make).read_bytes() == b"abcdef"
    assert made == ["made"]


def test_a_file_is_read_whole_only_when_it_may_have_changed(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "GRAIN", -1)  # or it would have to lie there for seconds
    path = compiled.file("words", "key", lambda: b"abcdef")
    proved: list[bytes] = []

    def counted(content: bytes) -> int:
        proved.append(content)
        return crc32(content)

    monkeypatch.setattr(compiled, "crc32", counted)
    for _ in range(3):
        assert compiled.file("words", "key", lambda: b"new") == path
    assert proved == [b"abcdef"]
    times = path.stat()
    path.write_bytes(b"abcxyz")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert compiled.file("words", "key", lambda: b"new").read_bytes() == b"new"


def test_what_lay_under_another_name_is_not_taken(source: Path) -> None:
    load(source, [])
    (form,) = store.folder().glob("form-*")
    source.write_text("two", encoding="utf-8")
    load(source, [])
    (other,) = (path for path in store.folder().glob("form-*") if path != form)
    other.write_bytes(form.read_bytes())
    assert load(source, []) == "two"
    pieces = {bytes(range(16)): b"found"}
    bucket.write(store.folder() / "known-a" / "found-00", pieces)
    bucket.write(store.folder() / "known-b" / "found-00", {})
    shutil.copy(store.folder() / "known-a" / "found-00", store.folder() / "known-b" / "found-00")
    assert Bucket.read(str(store.folder() / "known-a" / "found-00")).pieces() == pieces
    assert Bucket.read(str(store.folder() / "known-b" / "found-00")).pieces() == {}


def test_what_is_written_is_on_the_disk_before_it_has_its_name(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    replace = Path.replace

    def renamed(path: Path, to: Path) -> Path:
        done.append("named")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", lambda _: done.append("synced"))
    monkeypatch.setattr(Path, "replace", renamed)
    store.write(store.folder() / "x", b"abc")
    assert done == ["synced", "named"]


def test_a_library_is_told_by_its_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd_one").mkdir()
    (tmp_path / "odd_one" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    told = [libraries.releases(["odd_one"])]
    for version in ("1.0", "1.1"):
        (tmp_path / f"Odd.One-{version}.dist-info").mkdir()
        libraries._release.cache_clear()
        libraries._installed.cache_clear()
        told.append(libraries.releases(["odd_one"]))
        (tmp_path / f"Odd.One-{version}.dist-info").rmdir()
    assert (len(set(told)), told[1], told[2]) == (3, "Odd.One-1.0.dist-info", "Odd.One-1.1.dist-info")
    assert libraries.releases(["no_such_library"]) == ""


@pytest.mark.parametrize("name", ["charset_normalizer", "ftfy", "regex", "wordfreq", "marisa_trie", "re2", "yaml"])
def test_what_decides_results_is_part_of_the_key(name: str) -> None:
    assert name in known.LIBRARIES
    assert re.search(r"-\d", libraries.releases([name])), "its release is known"
