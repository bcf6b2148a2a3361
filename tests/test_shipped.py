"""What was compiled when newslint was built is read where it lies; what changed since is compiled, told and kept."""

from __future__ import annotations

import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping
from itertools import product
from math import log10
from pathlib import Path

import pytest
import record
from hypothesis import given
from hypothesis import strategies as st

from newslint.__main__ import main
from newslint.cache import compiled, pack, shipped, store
from newslint.cli._compiling import watch
from newslint.evidence import lexicon as lists
from newslint.evidence.letters import EDGE, LOG_STEP, MOST, ORDER, letter_model
from newslint.model.errors import NewslintError


@pytest.fixture
def built(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that came with newslint, empty, beside an empty cache."""
    folder = tmp_path / "built"
    folder.mkdir()
    monkeypatch.setattr(shipped, "folder", lambda: folder)
    shipped.files.cache_clear()
    yield folder
    shipped.files.cache_clear()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the forms that are built."""
    names: list[str] = []
    monkeypatch.setattr(compiled, "_listeners", [names.append])
    return names


def load(source: Path) -> str:
    def make() -> bytes:
        return store.pack(source.read_text(encoding="utf-8"))

    return compiled.compiled("form", [source], make, lambda packed: store.unpack(packed, str))


def test_a_form_that_came_is_read_until_its_source_changes(built: Path, tmp_path: Path, heard: list[str]) -> None:
    source = tmp_path / "source.yaml"
    source.write_text("one", encoding="utf-8")
    assert load(source) == "one"
    assert heard == ["form"]
    (form,) = store.folder().glob("form-*")
    shutil.move(form, built / form.name)
    shipped.files.cache_clear()
    assert load(source) == "one"
    assert heard == ["form"]
    assert not list(store.folder().glob("form-*"))
    source.write_text("two", encoding="utf-8")
    assert [load(source), load(source)] == ["two", "two"]
    assert heard == ["form", "form"]


def test_a_damaged_form_that_came_is_built_in_the_cache(built: Path, tmp_path: Path, heard: list[str]) -> None:
    source = tmp_path / "source.yaml"
    source.write_text("one", encoding="utf-8")
    (built / f"form-{compiled.content_key([source])}").write_bytes(b"damaged")
    assert [load(source), load(source)] == ["one", "one"]
    assert heard == ["form"]


@pytest.fixture
def asked() -> Iterator[None]:
    """Word lists are asked for anew."""
    lists.lexicon.cache_clear()
    yield
    lists.lexicon.cache_clear()


@pytest.mark.usefixtures("asked")
def test_a_list_that_came_needs_no_wordfreq(built: Path, heard: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"words-en-{lists.FORMAT}-00000000"
    lists.build("id", built / name)  # a small list
    shipped.files.cache_clear()
    monkeypatch.setattr(lists, "find_spec", lambda _: None)
    words = lists.lexicon("en")
    assert words is not None
    assert words.zipf("dan") > 6
    assert [path.name for path in sorted(store.folder().glob("*"))] == [f"places-{name}", f"places-{name}.proof"]
    assert heard == []


@pytest.mark.usefixtures("asked", "built")
def test_without_a_list_and_wordfreq_there_are_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "find_spec", lambda _: None)
    assert lists.lexicon("bg") is None
    assert lists.lexicon("xx") is None
    with pytest.raises(NewslintError, match="pip install -e"):
        lists.lexicon("fr")


def test_every_language_with_a_file_has_its_list() -> None:
    files = {path.stem for path in (record.ROOT / "rules" / "languages").glob("*.yaml")}
    assert {lists.SAME.get(code, code) for code in files} - lists.UNPARTED <= set(lists.known())
    assert files >= lists.UNPARTED
    assert lists.UNPARTED.isdisjoint(lists.known())


def test_a_list_holds_what_it_was_made_of(tmp_path: Path) -> None:
    lists.build("id", tmp_path / "id")
    pieces = pack.opened(tmp_path / "id")
    words = lists.Table(pieces["words"], pieces["words values"])
    assert words.get("dan") * lists.ZIPF_STEP == pytest.approx(7.4, abs=0.3)
    assert all(piece.nbytes for piece in pieces.values())
    assert len(zlib.decompress(pieces["places"])) == 4 * MOST + 2 * len(letters(pieces)) ** ORDER


def letters(pieces: Mapping[str, memoryview]) -> str:
    return zlib.decompress(pieces["places"])[: 4 * MOST].decode("utf-32-le").rstrip("\0")


def counted(words: list[tuple[str, float]]) -> dict[str, int]:
    """What letter_model gives, by its definition."""
    counts: dict[str, float] = {}
    for word, weight in words:
        text = EDGE * (ORDER - 1) + word + EDGE
        for at, length in product(range(ORDER - 1, len(text)), range(1, ORDER + 1)):
            sequence = text[at + 1 - length : at + 1]
            counts[sequence] = counts.get(sequence, 0.0) + weight
    contexts: dict[str, float] = {}
    for sequence, count in counts.items():
        contexts[sequence[:-1]] = contexts.get(sequence[:-1], 0.0) + count
    return {one: min(255, round(-log10(count / contexts[one[:-1]]) / LOG_STEP)) for one, count in counts.items()}


@given(st.lists(st.tuples(st.text("abcé", min_size=1, max_size=6), st.sampled_from([2.0, 3.5, 7.0])), min_size=1))
def test_the_letter_model_counts_each_sequence_of_each_word(words: list[tuple[str, float]]) -> None:
    model, expected = letter_model(words), counted(words)
    assert model.keys() == expected.keys()
    assert all(abs(model[one] - expected[one]) <= 1 for one in model)  # a half may be rounded either way


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "command", ["check --isolated --no-cache --select ads", "explain --lang en", "score --lang en"]
)
def test_what_is_compiled_is_told_at_a_terminal(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("One sentence.\n", encoding="utf-8")
    monkeypatch.setattr(compiled, "_listeners", [])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.chdir(tmp_path)
    assert main([*command.split(), "one.txt"]) == 0
    assert "Compiling builtin, which is kept ..." in capsys.readouterr().err


def test_whoever_wants_no_words_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_listeners", [print])
    watch(quiet=True)
    assert compiled._listeners == []
