"""The first law as users meet it: `check --fix` a second time, in a run of its own, changes nothing.

Nobody says the language: what the first run mends may be what tells it.
"""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import msgspec
import pytest

from newslint import Linter
from newslint.__main__ import main
from newslint.files.formats.html import HTML
from newslint.files.formats.md import MARKDOWN
from newslint.linter.asking import Scanned
from newslint.linter.settle import settle
from newslint.model.documents import PROSE, Document, Medium
from newslint.model.findings import Finding

PARTS = (
    *("l' homme", "Il a dit que que le maire", "de Lyonest venu.", "la la mairie", "solideset", "et et", "que que"),
    *("the the mayor", " of Londonis here.", "and and", "year.The", "Poutinea félicité"),
    *("der der Bürgermeister", "war vertLors da.", "derKulturfabrik", "imvergangenen Jahr", "und und"),
    *("El alcalde dijo dijo que", "del del", "Il sindaco ha ha detto", "w w Warszawie", "de de Kamer", "que que ele"),
    *("Publicité\n", "Share\n", "Photo: Reuters\n", "10:30\n", "- ", "# ", "1. ", "\n", "\n\n", "  ", " ."),
    *("&amp;", "&lt;b&gt;", "cafÃ©", "\\u00e9", "\u200b", "wo- rd", "e\u0301", "<b>", "</b>", "<p>", "</p>", "<br>"),
    *("<!-- x -->", "<!-- newslint: ignore-file[glued] -->", "<!-- newslint: ignore[repeated-word] -->", "[a](b .)"),
)
"""Left-overs and damage of several languages, any few of which make a text whose language hangs by a word or two."""

KNOWN = "<b>l' hommeIl a dit que que le maire de Lyonest venu.</b>"
"""English by one word until it is mended, then French."""


def damaged(seed: int) -> str:
    """A text of a few parts."""
    dice = random.Random(seed)
    return "".join(dice.choice(PARTS) + dice.choice(("", "", " ")) for _ in range(dice.randint(2, 14)))


@cache
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("medium", [PROSE, HTML, MARKDOWN], ids=["txt", "html", "md"])
def test_fixing_what_is_fixed_changes_nothing(medium: Medium, unsafe: bool) -> None:
    def fixed(text: str) -> str:
        done = linter().fix_document(Document(text, medium=medium), lambda finding: finding.safe or unsafe)
        assert done.unsettled == ()
        return done.text

    for seed in range(400):
        text = KNOWN if seed == 0 else damaged(seed)
        once = fixed(text)
        assert fixed(once) == once, seed


def test_the_findings_that_remain_are_those_of_the_next_check() -> None:
    for seed in range(200):
        done = linter().fix(damaged(seed))
        assert done.remaining == linter().check(done.text), seed


def _jsonl(texts: Iterable[str]) -> str:
    return "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))


def _csv(texts: Iterable[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "text"])
    writer.writerows([number, text] for number, text in enumerate(texts))
    return out.getvalue()


RECORDS: dict[str, Callable[[Iterable[str]], str]] = {"jsonl": _jsonl, "csv": _csv}


@pytest.mark.parametrize("options", [[], ["--unsafe-fixes"]], ids=["safe", "unsafe"])
@pytest.mark.parametrize("name", [*RECORDS, "html", "md", "txt"])
def test_a_second_run_writes_nothing(
    name: str, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = [KNOWN, *map(damaged, range(1, 100))]
    files = {f"a.{name}": RECORDS[name](texts)} if name in RECORDS else {f"{n}.{name}": t for n, t in enumerate(texts)}
    for file, content in files.items():
        Path(file).write_text(content, encoding="utf-8", newline="")
    seen = []
    for _ in range(2):
        main(["check", "--fix", "-q", "--no-cache", *options, "."])
        seen.append({file: Path(file).read_bytes() for file in files})
    assert seen[0] != {file: content.encode() for file, content in files.items()}
    assert seen[1] == seen[0]


def test_a_second_process_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(KNOWN, encoding="utf-8")
    seen = []
    for _ in range(2):
        subprocess.run([sys.executable, "-m", "newslint", "check", "--fix", "-q", file.name], cwd=tmp_path, check=False)
        seen.append(file.read_text(encoding="utf-8"))
    assert seen[0] != KNOWN
    assert seen[1] == seen[0]


def finding(start: int, end: int, fix: str) -> Finding:
    place = {"line": 1, "column": start + 1, "end_line": 1, "end_column": end + 1, "start": start, "end": end}
    about = {"rule": "made-up", "group": "", "match": "", "message": "", "severity": "warning", "confidence": 1.0}
    return msgspec.convert({**place, **about, "fix": fix, "safe": True}, Finding)


def settled(step: Callable[[str], list[Finding]], text: str) -> tuple[str, int, tuple[str, ...]]:
    """What comes of a text, in how many rounds, and the rules at odds; `step` is what a check finds."""
    fixed = settle(Scanned(text, step(text)), lambda now: Scanned(now, step(now)), lambda now, _: now.findings)
    return fixed.text, fixed.rounds, fixed.unsettled


def test_a_foot_whose_parts_show_one_after_the_other_goes_whole() -> None:
    def last(text: str) -> list[Finding]:
        return [finding(len(text) - 1, len(text), "")] if text != "A" else []

    assert settled(last, "A" + 30 * "b") == ("A", 30, ())


def test_a_text_that_comes_back_is_left_as_it_was_at_once() -> None:
    turned = {"a": "b", "b": "c", "c": "b"}
    assert settled(lambda text: [finding(0, 1, turned[text])], "a") == ("a", 2, ("made-up",))
