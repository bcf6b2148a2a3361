"""What people ask of newslint costs as much as it is long, too: comments, sidecars, baselines, lists of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import growing
import pytest

from newslint import Config, Linter
from newslint.config import baseline
from newslint.config.baseline_use import Use
from newslint.config.sidecar import Entry, Sidecar, silencing
from newslint.files.formats.html import HTML
from newslint.files.formats.md import MARKDOWN
from newslint.linter.asking import USUAL, Ask
from newslint.model.documents import Document, Medium, Origin
from newslint.model.findings import Shown
from newslint.model.shown import shown

MOST = 2.6
"""What is quadratic takes four times as long."""

LINTER = Linter("en", select=["repeated-word", "unused-suppression"])

IGNORE = "<!-- newslint: ignore[repeated-word] -->"
START = "<!-- newslint: ignore-start[repeated-word] -->\nThe the mayor.\n"


def word(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")


COMMENTS: Mapping[str, Callable[[int], str]] = {
    "beside": lambda n: f"The the mayor. {IGNORE}\n" * n,
    "above": lambda n: f"{IGNORE}\nThe the mayor.\n" * n,
    "above nothing": lambda n: f"{IGNORE}\nThe mayor.\n" * n,
    "on one line": lambda n: f"the the {IGNORE} " * n,
    "on one line, alone": lambda n: f"{IGNORE}" * n + "\nThe the mayor.\n",
    "one after the other": lambda n: f"{IGNORE}\n\n" * n,
    "for the file": lambda n: "<!-- newslint: ignore-file[repeated] -->\nThe the mayor.\n" * n,
    "started": lambda n: START * n,
    "ended": lambda n: f"{START}<!-- newslint: ignore-end -->\n" * n,
    "ended otherwise": lambda n: START * n + "<!-- newslint: ignore-end[glued] -->\n" * n,
    "of many rules": lambda n: f"<!-- newslint: ignore[{','.join(map(word, range(n)))}] -->\n" + "The the mayor.\n" * n,
    "of one rule": lambda n: f"<!-- newslint: ignore-file[{'repeated,' * n}] -->\n" + "The the mayor.\n" * n,
    "never closed": lambda n: "<!-- newslint: ignore[repeated\n" * n,
    "in YAML": lambda n: f"---\nnewslint: {{ignore: [{'repeated,' * n}]}}\n---\n" + "The the mayor.\n" * n,
    "in TOML": lambda n: "+++\nnewslint.ignore = [{}]\n+++\n".format('"repeated",' * n) + "The the mayor.\n" * n,
}

ENTRIES: Mapping[str, Callable[[int], Entry]] = {
    "near": lambda i: Entry(near=f"{word(i)} the the", source="s", line=i),
    "text and near": lambda i: Entry(text=" the", near=f"{word(i)} the the mayor", source="s", line=i),
    "other texts": lambda i: Entry(text=f"{word(i)} {word(i)}", source="s", line=i),
    "other records": lambda i: Entry(id=i, source="s", line=i),
    "the same rule": lambda i: Entry(rule="repeated-word", source="s", line=i),
    "fingerprints": lambda i: Entry(fingerprint=f"{i:032x}", source="s", line=i),
}


def growth(work: Callable[[int], Callable[[], object]], size: int = 60) -> float:
    """How many times as many steps twice the work takes."""
    work(8)()
    less, more = (growing.steps(work(times * size)) for times in (1, 2))
    return more / (less + 500)


@pytest.mark.parametrize("medium", [MARKDOWN, HTML], ids=["md", "html"])
@pytest.mark.parametrize("name", COMMENTS)
def test_twice_the_comments_and_findings_are_twice_the_work(name: str, medium: Medium) -> None:
    def work(size: int) -> Callable[[], object]:
        document = Document(COMMENTS[name](size), lang="en", medium=medium)
        return lambda: LINTER.scan_document(document, USUAL)

    assert growth(work) < MOST


@pytest.mark.parametrize("text", ["<!-- ", "<!-- newslint: ignore[a\n", "`<!-- newslint` ", "[a](<!--"])
@pytest.mark.parametrize("medium", [MARKDOWN, HTML], ids=["md", "html"])
def test_what_looks_for_comments_reads_each_place_once(text: str, medium: Medium) -> None:
    """Steps don't show what a search reads, so this is the time of the thread, with a wide bound."""
    less, more = (
        growing.seconds(lambda size=size: LINTER.scan_document(Document(text * size, medium=medium)))  # type: ignore[misc]
        for size in (4000, 16000)
    )
    assert more < 8 * less + 0.5


@pytest.mark.parametrize("name", ENTRIES)
def test_twice_the_entries_and_findings_are_twice_the_work(name: str) -> None:
    def work(size: int) -> Callable[[], object]:
        ask = Ask(silent=silencing([ENTRIES[name](number) for number in range(size)]))
        document = Document("".join(f"{word(i)} the the mayor\n" for i in range(size)), lang="en")
        return lambda: LINTER.scan_document(document, ask)

    assert growth(work) < MOST


def test_twice_the_entries_on_one_line_are_twice_the_work() -> None:
    def work(size: int) -> Callable[[], object]:
        ask = Ask(silent=silencing([Entry(near="mayor", source="s", line=number) for number in range(size)]))
        return lambda: LINTER.scan_document(Document("the the mayor " * size, lang="en"), ask)

    assert growth(work) < MOST


def test_twice_the_files_and_entries_that_name_them_are_twice_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from newslint.config import sidecar

    def work(size: int) -> Callable[[], object]:
        entries = [Entry(path=rf"/a/{number}\[x\].txt", rule="all", source="s", line=number) for number in range(size)]
        monkeypatch.setattr(sidecar, "read", lambda path: entries)
        mine = Sidecar(Path("s.yaml"))
        return lambda: [[*mine.of(f"a/{number}[x].txt")] for number in range(size)]

    assert growth(work) < MOST


def _found(lines: int, form: str = "{} the the mayor\n") -> list[Shown]:
    text = "".join(form.format(word(number)) for number in range(lines))
    return [*shown(text, LINTER.check_document(Document(text, lang="en", origin=Origin("a"))))]


def test_twice_the_findings_that_a_baseline_knows_elsewhere_are_twice_the_work() -> None:
    def work(size: int) -> Callable[[], object]:
        known = Counter(map(baseline.key, _found(size, "{} then the the major\n")))
        now = _found(size)
        return lambda: Use(baseline.Baseline({"a": known}), lambda path: True).new("a", now)

    assert growth(work) < MOST


def test_twice_the_files_that_were_moved_are_twice_the_work() -> None:
    def work(size: int) -> Callable[[], object]:
        found = _found(size)
        known = {f"{number}/a": {baseline.key(one): 1} for number, one in enumerate(found)}

        def moved() -> None:
            use = Use(baseline.Baseline(known), lambda path: True)
            assert [use.new(f"new/{number}/a", [one]) for number, one in enumerate(found)] == [[]] * size

        return moved

    assert growth(work) < MOST


def test_accepted_words_cost_a_text_nothing() -> None:
    def work(size: int) -> Callable[[], object]:
        linter = Linter("en", config=Config(accept=[f"{word(number)}x" for number in range(size)]))
        linter.check("The mayor said so.")
        text = "".join(f"{word(number)}Poutinea glued.\n" for number in range(size))
        return lambda: linter.check(text)

    assert growth(work) < MOST
