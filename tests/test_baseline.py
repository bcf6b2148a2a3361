"""Baselines: what was found hides exactly that, one more is exactly one, and pruning and updating come to rest."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.config import baseline
from newslint.config.baseline import Baseline
from newslint.config.baseline_use import Use
from newslint.model.errors import ConfigError
from newslint.model.findings import Finding, Shown

Files = dict[str, list[Shown]]


def shown(
    rule: str, match: str, before: str = "", line: int = 1, record: int | None = None, id: str | None = None
) -> Shown:
    finding = Finding(
        rule=rule,
        group="g",
        record=record,
        id=id,
        line=line,
        column=1,
        end_line=line,
        end_column=2,
        start=line * 100,
        end=line * 100 + 1,
        match=match,
        message="m",
        severity="info",
        confidence=1.0,
        fix=None,
        safe=False,
    )
    return Shown(finding, before)


def gone(files: Files) -> Callable[[str], bool]:
    return lambda path: path not in files


def run(known: Baseline, files: Files, parts: int = 1) -> tuple[Use, dict[str, list[Shown]]]:
    """What is new in files, each given in so many parts."""
    use, new = Use(known, gone(files)), dict[str, list[Shown]]()
    for path, found in files.items():
        cuts = [len(found) * part // parts for part in range(parts + 1)]
        for number, (low, high) in enumerate(pairwise(cuts)):
            new.setdefault(path, []).extend(use.new(path, found[low:high], more=number < parts - 1))
    return use, new


def everywhere(path: str) -> bool:
    return True


def of(files: Files) -> Baseline:
    return run(Baseline(), files)[0].updated(everywhere)


FOUND = st.builds(
    shown,
    st.sampled_from(["glued-words", "ad-label", "space"]),
    st.sampled_from(["", " ", "Durandtold", "Advertisement\n"]),
    st.sampled_from(["", "Paul", "the mayor"]),
    st.integers(1, 5),
)
FILES = st.dictionaries(st.sampled_from(["a.txt", "b/a.txt", "b/c.txt", 'é "\n.txt']), st.lists(FOUND, max_size=8))


@given(FILES, st.integers(1, 3))
def test_it_hides_exactly_what_it_was_made_of(files: Files, parts: int) -> None:
    use, new = run(of(files), files, parts)
    assert not any(new.values())
    assert use.hidden == len(of(files)) == sum(map(len, files.values()))
    assert use.stale(everywhere) == Baseline()


@given(FILES, st.sampled_from(["a.txt", "b/c.txt"]), FOUND, st.integers(1, 3))
def test_one_more_is_one_new(files: Files, path: str, more: Shown, parts: int) -> None:
    known = of(files)
    found = sorted([*files.get(path, []), more], key=lambda one: one.finding.start)
    use, new = run(known, {**files, path: found}, parts)
    (told,) = [one for some in new.values() for one in some]
    assert baseline.key(told)[:2] == baseline.key(more)[:2]
    assert use.hidden == len(known)
    if baseline.key(more) not in [baseline.key(one) for one in files.get(path, [])]:
        assert told == more, "the one whose surroundings nobody knows is the new one"


@given(FILES, st.data())
def test_what_is_mended_is_stale_and_hides_nothing_else(files: Files, data: st.DataObject) -> None:
    known = of(files)
    full = [path for path, found in files.items() if found]
    if not full:
        return
    path = data.draw(st.sampled_from(full))
    index = data.draw(st.integers(0, len(files[path]) - 1))
    rest = {**files, path: files[path][:index] + files[path][index + 1 :]}
    use, new = run(known, rest)
    assert not any(new.values())
    stale = use.stale(everywhere)
    assert (list(stale.files), len(stale)) == ([path], 1)
    assert run(use.pruned(everywhere), rest)[0].stale(everywhere) == Baseline()
    assert len(run(use.pruned(everywhere), files)[1][path]) == 1, "after pruning, the same damage is new"


@given(FILES, FILES)
def test_updating_and_pruning_come_to_rest(before: Files, now: Files) -> None:
    known = of(before)
    pruned = run(known, now)[0].pruned(everywhere)
    assert run(pruned, now)[0].pruned(everywhere) == pruned
    updated = run(known, now)[0].updated(everywhere)
    assert run(pruned, now)[0].updated(everywhere) == updated == of(now)
    assert run(updated, now)[0].updated(everywhere) == run(updated, now)[0].pruned(everywhere) == updated
    new = Counter(baseline.key(one)[:2] for some in run(known, now)[1].values() for one in some)
    assert new == Counter(baseline.key(one)[:2] for some in run(pruned, now)[1].values() for one in some)


@given(FILES, FILES, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(before: Files, now: Files, chance: random.Random) -> None:
    """Files of one name in several folders apart: which of them was moved is a guess, and the first may have it."""
    now = {path: found for path, found in now.items() if path in before}
    shuffled = list(now.items())
    chance.shuffle(shuffled)
    (one, told), (other, retold) = run(of(before), now), run(of(before), dict(shuffled))
    assert told == {path: retold[path] for path in told}
    assert one.updated(everywhere) == other.updated(everywhere)


@given(files=FILES)
def test_the_file_says_what_the_baseline_says(files: Files, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    content = "".join(baseline.lines(of(files)))
    path.write_text(content, encoding="utf-8")
    assert baseline.read(path) == of(files)
    shuffled = dict(reversed(files.items()))
    assert "".join(baseline.lines(of({path: found[::-1] for path, found in shuffled.items()}))) == content


def test_lines_move_surroundings_change_and_records_are_told_apart() -> None:
    known = of({"a": [shown("r", "x", "left"), shown("r", "x", "right"), shown("r", "y", id="1")]})
    moved = [shown("r", "x", "left", line=9), shown("r", "x", "edited", line=12), shown("r", "y", id="1", record=7)]
    assert run(known, {"a": moved})[1] == {"a": []}
    assert run(known, {"a": [shown("r", "y", id="2")]})[1]["a"] != []
    new = shown("r", "x", "new", line=1)
    assert run(known, {"a": [new, *moved[:1], shown("r", "x", "right")]})[1]["a"] == [new]


def test_a_file_that_moves_takes_its_entries_along() -> None:
    some = [shown("r", "x", "left"), shown("r", "y", "right"), shown("s", "z")]
    known = of({"old/a.txt": some})
    use, new = run(known, {"new/a.txt": [*some[:2], shown("r", "new")]})
    assert [one.finding.match for one in new["new/a.txt"]] == ["new"]
    assert list(use.pruned(everywhere).files) == ["new/a.txt"]
    assert len(use.stale(everywhere)) == 1
    for files in (
        {"new/a.txt": some, "old/a.txt": some},  # a copy
        {"old/b.txt": some},  # another name
        {"new/a.txt": [*some[:1], *(shown("r", str(number)) for number in range(2))]},  # another article of that name
    ):
        path = next(path for path in files if path != "old/a.txt")
        assert run(known, files)[1][path] == files[path]


def test_only_what_was_checked_is_judged() -> None:
    known = of({"a.txt": [shown("r", "x")], "b/a.txt": [shown("r", "x")], "b/c.txt": [shown("r", "x")]})
    use = Use(known, lambda _: False)
    use.new("a.txt", [])
    use.new("b/a.txt", [])
    use.skip("b/a.txt")
    assert list(use.stale(lambda _: False).files) == ["a.txt"]
    assert list(use.stale(lambda path: path.startswith("b/")).files) == ["a.txt", "b/c.txt"]
    assert list(use.updated(lambda _: False).files) == ["b/a.txt", "b/c.txt"]


def test_it_is_small(tmp_path: Path) -> None:
    """100,000 findings in 10,000 files, ten a file: the hex digits, their quotes and the names take some 3 MB."""
    files = {
        f"articles/2024/{number:05}.txt": [shown("glued-words", f"{number} {place}") for place in range(10)]
        for number in range(10_000)
    }
    size = sum(map(len, baseline.lines(of(files))))
    assert 2_000_000 < size < 3_000_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is no baseline: "),
        ("[]", "is no baseline: "),
        ('{"files": {}}', "is no baseline: "),
        ('{"newslint-baseline": 1, "files": {"a": {"r": {"x": 0}}}}', "is no baseline: "),
        ('{"newslint-baseline": 2, "files": {}}', "is a baseline of version 2, and this newslint knows version 1"),
    ],
)
def test_what_is_no_baseline_is_refused(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        baseline.read(path)
    assert str(caught.value).startswith(f"{path}: {message}")


# --- at the command line ---


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "a": "The mayor of of the town.\nAdvertisement\n",
        "b": "Fine.\n",
        "c/d": "The council of of Oldham.\nAdvertisement\n",
    }.items():
        Path(f"{name}.txt").parent.mkdir(exist_ok=True)
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def newslint(*args: str, code: int = 0) -> tuple[str, str]:
    done = subprocess.run([sys.executable, "-m", "newslint", *args], capture_output=True, text=True, check=False)
    assert done.returncode == code, (args, done.stdout, done.stderr)
    return done.stdout, done.stderr


def concise(*args: str, code: int) -> list[str]:
    out, _ = newslint("check", "--output-format", "concise", *args, code=code)
    return [line.split(" ")[0] + " " + line.split(" ")[1] for line in out.splitlines()]


def test_adopting(here: Path) -> None:
    before = concise(code=1)
    assert len(before) == 4
    _, told = newslint("baseline", "create")
    assert told == (
        "newslint-baseline.json: 4 findings in 2 files.\n"
        "'newslint check' uses it in this folder and below; --no-baseline does without.\n"
    )
    newslint("baseline", "create", code=2)
    assert concise(code=0) == concise("--isolated", "--baseline", "newslint-baseline.json", code=0) == []
    assert concise("--isolated", code=1) == before
    assert concise("--baseline", "newslint-baseline.json", code=0) == []
    Path("newslint.toml").write_text('baseline = "newslint-baseline.json"\n', encoding="utf-8")
    assert newslint("check")[1].splitlines() == ["No problems in 3 files.", "newslint-baseline.json knows 4 more."]
    assert concise("--no-baseline", code=1) == before
    Path("b.txt").write_text("Fine.\nAdvertisement\n", encoding="utf-8")
    assert concise(code=1) == ["b.txt:2:1: ad-label"]
    assert concise(str(here / "c"), code=0) == concise(str(here / "a.txt"), code=0) == []
    os.chdir("c")
    assert concise(".", code=0) == []
    assert concise("..", code=1) == ["../b.txt:2:1: ad-label"]


def test_mending_pruning_and_updating(here: Path) -> None:
    Path("newslint.toml").write_text('baseline = "known/base.json"\n', encoding="utf-8")
    Path("known").mkdir()
    newslint("baseline", "create", "-q")
    stored = Path("known/base.json").read_bytes()
    assert list(json.loads(stored)["files"]) == ["../a.txt", "../c/d.txt"]
    assert newslint("baseline", "check") == ("", "known/base.json: 4 findings, all needed.\n")
    out, told = newslint("check", "--fix", "--select", "ad-label", "a.txt")
    assert (out, told.splitlines()) == ("", ["Fixed 1 problem in 1 file."])
    assert Path("a.txt").read_text(encoding="utf-8") == "The mayor of of the town.\n", "what is known is mended, too"
    out, told = newslint("check")
    assert told.splitlines()[1:] == [
        "known/base.json knows 3 more.",
        "known/base.json: nothing needs 1 entry any more; 'newslint baseline prune' drops them.",
    ]
    assert newslint("baseline", "check", code=1) == (
        "../a.txt: ad-label 1\n",
        "known/base.json: 1 finding that nothing needs; 'newslint baseline prune' drops them.\n",
    )
    assert newslint("baseline", "prune", "c")[1] == "known/base.json: 4 findings in 2 files, was 4.\n"
    assert Path("known/base.json").read_bytes() == stored
    assert newslint("baseline", "prune")[1] == "known/base.json: 3 findings in 2 files, was 4.\n"
    Path("b.txt").write_text("Fine.\nAdvertisement\n", encoding="utf-8")
    Path("c/d.txt").unlink()
    assert newslint("baseline", "update")[1] == "known/base.json: 2 findings in 2 files, was 3.\n"
    assert newslint("check")[1].splitlines()[1:] == ["known/base.json knows 2 more."]


def test_it_is_no_article_and_replaced_whole(here: Path) -> None:
    newslint("baseline", "create")
    first = Path("newslint-baseline.json").stat()
    assert newslint("baseline", "update")[1] == "newslint-baseline.json: 4 findings in 2 files, was 4.\n"
    assert Path("newslint-baseline.json").stat().st_ino == first.st_ino, "what says the same is not written"
    assert "Skipped" not in newslint("check")[1]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["check", "--baseline", "none.json"], "none.json: no such baseline; 'newslint baseline create' writes it"),
        (["check", "--baseline", "x", "--no-baseline"], "--baseline and --no-baseline: choose one"),
        (["baseline", "prune"], "newslint-baseline.json: no such baseline; 'newslint baseline create' writes it"),
        (["baseline", "create", "none"], "none: no such file or folder"),
    ],
)
def test_trouble(args: list[str], message: str, here: Path) -> None:
    assert newslint(*args, code=2) == ("", f"error: {message}\n")


def test_what_cannot_be_read_keeps_its_entries(here: Path) -> None:
    newslint("baseline", "create")
    Path("a.txt").write_bytes(b"caf\xe9")
    assert newslint("baseline", "prune", code=2)[1].splitlines()[-1] == (
        "newslint-baseline.json: 4 findings in 2 files, was 4."
    )


def test_a_part_of_the_rules_calls_nothing_stale(here: Path) -> None:
    newslint("baseline", "create")
    Path("newslint.toml").write_text('baseline = "newslint-baseline.json"\n', encoding="utf-8")
    for args in (["--select", "glued"], ["--ignore", "ad-label"], ["--severity", "error"], ["--diff"]):
        assert "any more" not in newslint("check", *args, code=int("--diff" in args))[1]


def test_standard_input(here: Path) -> None:
    newslint("baseline", "create")
    command = [sys.executable, "-m", "newslint", "check", "--baseline", "newslint-baseline.json", "-"]
    for name, code in (("a.txt", 0), ("x.txt", 1)):
        text = Path("a.txt").read_text(encoding="utf-8")
        done = subprocess.run(
            [*command, "--stdin-filename", name], input=text, text=True, capture_output=True, check=False
        )
        assert done.returncode == code
