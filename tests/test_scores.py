"""Scores of documents: how much of them stands in damage, what published filters say, whose copies they are."""

from __future__ import annotations

import json
from pathlib import Path

import papers
import pytest

import newslint
from newslint.__main__ import main
from newslint.evidence.scores.filters import MEASURES, Limit, Read, failed, filters
from newslint.linter.scores import score

STOP = frozenset("the be to of and that have with was on it".split())
PROSE = papers.article(papers.PAPERS[0], 3)


def test_every_measure_has_a_limit_and_every_limit_a_measure() -> None:
    assert {name for listed in filters().values() for name in listed} == MEASURES.keys()


def test_a_limit_has_two_sides() -> None:
    limit = Limit(at_least=3, at_most=10)
    assert [limit.fails(value) for value in (2, 3, 10, 11)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("text", "filter", "measure"),
    [
        ("Coast\nWeather\nSport\n", "c4", "sentences in kept lines"),
        (PROSE * 2 + "Lorem ipsum dolor sit amet.\n", "c4", "lorem ipsum"),
        (PROSE + "var x = {};\n", "c4", "curly brackets"),
        ("The council met.\n", "gopher", "words"),
        ("Donaudampfschifffahrt Gesellschaftskapitän " * 60, "gopher", "mean word length"),
        ("#port #mill #school and the #bridge " * 20, "gopher", "hashes per word"),
        ("The port … and the mill … and so on … " * 20, "gopher", "ellipses per word"),
        ("- the port and that\n" * 30, "gopher", "bulleted lines"),
        ("the port and that ...\n" * 30, "gopher", "lines ending in an ellipsis"),
        ("the 12 34 56 and 78 90 that " * 20, "gopher", "words with a letter"),
        ("port mill school bridge " * 20, "gopher", "stop words"),
        ("The port is open.\n" * 9, "gopher", "duplicate lines"),
        ("The port is open.\n" * 9, "fineweb", "characters in duplicate lines"),
        ("The port. " * 60, "gopher", "characters in the commonest 2 words"),
        ("It was on the port that they have met. " * 20, "gopher", "characters in repeated 10 words"),
        ("The port\nThe mill\nThe school\n", "fineweb", "lines ending in punctuation"),
        ("The port is open.\n" * 9, "fineweb", "lines shorter than 30 characters"),
    ],
)
def test_what_a_filter_would_drop_fails_its_measure(text: str, filter: str, measure: str) -> None:
    assert measure in failed(text, STOP)[filter]


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent / "seeds").glob("*.txt")), ids=lambda path: path.stem
)
def test_an_article_fails_nothing(path: Path) -> None:
    found = score(newslint.Document(path.read_text(encoding="utf-8")), newslint.Linter())
    assert (found.c4, found.gopher, found.fineweb) == ([], [], [])


def test_a_text_without_words_fails_all() -> None:
    assert all(failed(" \n", STOP).values())
    assert all(measure(Read("x", STOP)) >= 0 for measure in MEASURES.values())


def test_damage_grows_with_what_is_wrong() -> None:
    linter = newslint.Linter("en")
    texts = [
        PROSE,
        PROSE + "Advertisement\n",
        PROSE + "Advertisement\n" * 3 + "Photo: Ana Ruiz / Reuters\n",
        "Advertisement\n",
    ]
    damages = [score(newslint.Document(text), linter).damage for text in texts]
    assert damages == sorted(damages)
    assert damages[0] <= 0.05
    assert damages[-1] > 0.9
    assert score(newslint.Document(""), linter).damage == 0


def test_scores_tell_copies_and_what_a_profile_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = papers.PAPERS[3]
    rows = [{"url": f"https://{paper.site}/{n}", "text": papers.article(paper, n)} for n in range(12)]
    rows.append({"url": f"https://{paper.site}/12", "text": rows[4]["text"].replace(" the ", " this ", 1)})
    path = tmp_path / "news.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    profile = tmp_path / "news.profile"
    assert main(["learn", "-q", "--isolated", str(path), "-o", str(profile)]) == 0
    scored = []
    for how in ([], ["--profile", str(profile)]):
        assert main(["score", "--isolated", *how, str(path)]) == 0
        scored.append([json.loads(line) for line in capsys.readouterr().out.splitlines()])
    plain, known = scored
    assert [row["copy_of"] for row in plain] == [None] * 12 + [f"{path}:5:text"]
    assert {row["site"] for row in plain} == {paper.site}
    assert all(more["damage"] > less["damage"] for less, more in zip(plain, known, strict=True))
    assert main(["score", "--isolated", str(tmp_path / "none.txt")]) == 2
