"""A linter travels, and many texts are shared among processes: what comes back is what one linter says of each."""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import record

import newslint
from newslint import Config, ConfigError, Document, Linter, Origin, check_many, fix_many
from newslint.engines import processes
from newslint.model.errors import ReadError

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]

RULE = """\
- name: house-label
  kind: pattern
  message: label of the house
  why: It is the house's.
  pattern: ^XYZ$
  fix: ""
  examples: [{bad: "⟦XYZ⟧", good: ""}]
  clean: [xyz, XY]
"""

NO_TEXTS = [
    (None, "None; leave out what is missing"),
    (math.nan, "NaN; leave out what is missing"),
    (b"text", "bytes; decode it first"),
    (3, "int"),
    (["text"], "list"),
]


@pytest.mark.parametrize(("value", "said"), NO_TEXTS, ids=repr)
def test_what_is_no_text_is_a_type_error_that_says_what_it_is(value: Any, said: str) -> None:
    linter = Linter("en")
    asked = (newslint.check, newslint.fix, linter.check, linter.fix, Document)
    for ask in (*asked, lambda value: list(check_many([value])), lambda value: list(fix_many([value]))):
        with pytest.raises(TypeError, match=f"a text is a str, not {said}"):
            ask(value)


@pytest.mark.parametrize("lang", ["xx", "Klingon", "frr"])
def test_an_unknown_language_is_an_error_with_the_known_ones(lang: str) -> None:
    for ask in (Linter, lambda lang: Linter(config=Config(lang=lang))):
        with pytest.raises(ConfigError, match=rf"lang '{lang}': no such language; one of: (\w\w, )+fr, "):
            ask(lang)


@pytest.mark.parametrize("lang", ["fr", "FR", "fr-CA", "French"])
def test_a_language_may_be_named_as_data_names_it(lang: str) -> None:
    assert Linter(lang).lang == "fr"
    assert [one.rule for one in newslint.check("Il arrive à 8h. Photo : AFP\n", lang=lang)] == [
        one.rule for one in newslint.check("Il arrive à 8h. Photo : AFP\n", lang="fr")
    ]


def test_a_pickled_linter_finds_the_same() -> None:
    linter = Linter(ignore=["layout"], select=["all"])
    again = pickle.loads(pickle.dumps(linter))
    assert (again.config, again.accept, again.rules) == (linter.config, linter.accept, linter.rules)
    for text in SEEDS:
        assert again.check(text) == linter.check(text)
        assert again.fix(text, unsafe=True) == linter.fix(text, unsafe=True)


def test_its_own_rules_and_words_travel_with_it(tmp_path: Path) -> None:
    rules, words = tmp_path / "house.yaml", tmp_path / "words.txt"
    rules.write_text(RULE, encoding="utf-8")
    words.write_text("Mayorsaid\n", encoding="utf-8")
    config = Config(rules=[str(rules)], accept_files=[str(words)])
    pickled = pickle.dumps(Linter("en", config=config))
    rules.unlink()
    words.unlink()
    linter = pickle.loads(pickled)
    assert [one.rule for one in linter.check("The Mayorsaid no.\nXYZ\nThe end.\n")] == ["house-label"]
    assert "mayorsaid" in linter.accept


def test_equal_linters_are_pickled_alike_in_every_process() -> None:
    make = "import pickle, sys, newslint; sys.stdout.buffer.write(pickle.dumps(newslint.Linter(config=newslint.Config("
    make += "accept=[str(n) for n in range(50)]))))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", make], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_another_version_does_not_unpickle_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pickled = pickle.dumps(Linter("en"))
    monkeypatch.setattr("newslint.linter.linter.__version__", "9.9")
    with pytest.raises(ConfigError, match=r"of newslint 0\.\S+ can't be used by newslint 9\.9; install the same"):
        pickle.loads(pickled)


@pytest.fixture
def in_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work is worth processes, in many chunks."""
    monkeypatch.setattr(processes, "POOL_BYTES", 1)
    monkeypatch.setattr(processes, "CHUNK", 1000)


@pytest.mark.usefixtures("in_two_processes")
def test_processes_say_what_one_says_in_the_order_of_the_texts() -> None:
    linter = Linter()
    texts = [*SEEDS, "The talks ended .\n", "", *SEEDS]
    assert list(check_many(iter(texts), linter=linter, jobs=2)) == list(map(linter.check, texts))
    assert list(fix_many(iter(texts), jobs=2)) == list(map(linter.fix, texts))
    unsafe = list(fix_many(texts, linter=linter, unsafe=True, jobs=2))
    assert unsafe == [linter.fix(text, unsafe=True) for text in texts]


def test_documents_keep_what_they_are() -> None:
    document = Document("The talks ended .", "en", "article", Origin("a.jsonl", 7, "text", "x"))
    for jobs in (0, 1):
        ((found,),) = check_many([document], jobs=jobs)
        assert (found.place, found.id) == ("a.jsonl:7:text:1:16", "x")


def test_texts_are_taken_up_as_they_are_needed() -> None:
    taken: list[int] = []

    def texts() -> Any:
        for number in range(1000):
            taken.append(number)
            yield "The talks ended .\n" * 20_000

    assert next(check_many(texts(), lang="en", jobs=1))
    assert len(taken) < 20


@pytest.mark.usefixtures("in_two_processes")
def test_the_death_of_a_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_check", _die)
    with pytest.raises(ReadError, match="a worker process died"):
        list(check_many(["The talks ended .\n" * 100] * 9, lang="en", jobs=2))


def _die(_linter: Linter, _document: Document) -> None:
    os._exit(1)
