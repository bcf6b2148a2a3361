"""Fingerprints: a finding keeps its name while the text around it changes, and no two of a run share one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_outputs import finding

from newslint.config.config import Config
from newslint.config.fingerprint import Fingerprints, identified, place
from newslint.config.project.nearest import Settings
from newslint.model.findings import Shown
from newslint.run import listing, run

SELECT = Config(select=["ad-label", "repeated-word", "space-before-punctuation"], lang="fr")
ARTICLE = "Le conseil de la ville a longuement débattu et voté à à Lyon .\nPublicité\nDeux.\nPublicité\nEt à à Paris.\n"


def names(text: str, name: str = "a.txt", *, newline: str = "\n") -> dict[str, tuple[str, str]]:
    """The fingerprints of a file with this text: what they stand for."""
    Path(name).write_text(text, encoding="utf-8", newline=newline)
    outcomes = run.run(listing.plan([name], Settings(SELECT)), run.Task())
    found = list(identified(one for outcome in outcomes for one in outcome.left))
    assert len({one.fingerprint for one in found}) == len(found)
    return {one.fingerprint: (one.finding.rule, one.finding.match) for one in found}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("Une ligne de plus.\n\n" + ARTICLE, "\n"),
        (ARTICLE + "Une ligne de plus.\n", "\n"),
        (ARTICLE, "\r\n"),
        (ARTICLE.replace("Le conseil", "Mercredi soir le conseil"), "\n"),
        (ARTICLE.replace("Deux.", "Deux et trois."), "\n"),
    ],
    ids=["lines before", "lines after", "CR LF", "far on the line", "another line"],
)
def test_a_change_elsewhere_changes_no_name(text: str, newline: str) -> None:
    assert names(text, newline=newline) == names(ARTICLE)


def test_one_more_of_the_same_is_one_new_name() -> None:
    before, after = names(ARTICLE), names("Publicité\n" + ARTICLE)
    assert len(before) == 5
    assert before.items() <= after.items()
    assert [after[name] for name in after.keys() - before.keys()] == [("ad-label", "Publicité\n")]


def test_one_mended_is_one_name_less() -> None:
    before, after = names(ARTICLE), names(ARTICLE.replace("Et à à", "Et à"))
    assert [before[name] for name in before.keys() - after.keys()] == [("repeated-word", " à")]
    assert after.items() <= before.items()


def test_another_place_is_another_name() -> None:
    assert not names(ARTICLE).keys() & names(ARTICLE, "b.txt").keys()
    assert not names("Il va à à Lyon.\n").keys() & names("Il va à à Nice.\n").keys()


def test_the_name_is_the_same_in_every_version_of_newslint() -> None:
    assert list(names("Publicité\n")) == ["1add708e14ea4257524ab864e8dfe404"]


@pytest.mark.parametrize("path", ["b/a.txt", "./b/a.txt", "b/../b/a.txt", "{}/b/a.txt"])
def test_paths_count_from_the_top_of_the_repository(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (Path("top") / ".git").mkdir(parents=True)
    (Path("top") / "b").mkdir()
    monkeypatch.chdir("top")
    assert place(path.format(Path.cwd())) == "b/a.txt"
    monkeypatch.chdir("b")
    assert place("a.txt") == "b/a.txt"
    assert place("-") == "-"


def test_without_a_repository_paths_count_from_the_current_folder() -> None:
    assert place("c/a.txt") == "c/a.txt"
    assert place(f"..{os.sep}a.txt") == (Path.cwd().parent / "a.txt").as_posix()


@given(st.text(st.characters(exclude_categories=()), max_size=5), st.text("\ud800\x00a \n", max_size=5))
@settings(deadline=None)
def test_any_text_has_a_name(match: str, around: str) -> None:
    first, second = list(identified([Shown(finding(match, None), around, around)] * 2))
    assert len(first.fingerprint) == len(second.fingerprint) == 32
    assert first.fingerprint != second.fingerprint
    assert Fingerprints().of(first) == first.fingerprint
