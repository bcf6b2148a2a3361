"""What a file held is not looked for twice, and nothing of what is reported depends on that."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Linter
from newslint.__main__ import main
from newslint.cache import bucket, store
from newslint.cache.bucket import Bucket
from newslint.cli._baselines import Baselines
from newslint.cli._tally import Tally
from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.files.parts import Shard
from newslint.model.documents import Document, Origin
from newslint.model.shown import shown
from newslint.outputs import Look, full
from newslint.run import examine, listing, pool, run
from newslint.run.memory import known, memory
from newslint.run.memory.known import Known, Piece, digest
from newslint.run.outcome import Outcome, Task

CLEAN = "The council met on Monday and voted for the bridge.\n"
DAMAGED = "The council met on Monday .\n\u200b"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a clean file and a damaged one, and a cache of its own."""
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "damaged.txt").write_text(DAMAGED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really checked."""
    names: list[str] = []
    examined = examine.examined

    def noted(shard: Shard, *rest: object) -> object:
        names.append(shard.name)
        return examined(shard, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(examine, "examined", noted)
    return names


def check(config: Config | None = None, task: Task | None = None) -> list[Outcome]:
    plan = listing.plan(["clean.txt", "damaged.txt"], Settings(config or Config()))
    return list(run.run(plan, task or Task(cache=True)))


def reports(outcomes: list[Outcome]) -> list[object]:
    return [(one.path, one.left, one.fixed, one.diff, one.troubles, one.skipped) for one in outcomes]


def test_a_file_is_checked_once(checked: list[str]) -> None:
    first = check()
    assert first[1].left
    assert reports(check()) == reports(first)
    assert checked == ["clean.txt", "damaged.txt"]


@pytest.mark.parametrize("task", [Task(cache=True, fix=True), Task(cache=True, fix=True, unsafe=True)])
def test_a_file_is_checked_again_where_there_is_something_to_fix(task: Task, checked: list[str]) -> None:
    first = check(task=task)
    assert first[1].fixed
    assert reports(check(task=task)) == reports(first)
    assert checked == ["clean.txt", "damaged.txt", "damaged.txt"]


def test_what_cannot_be_fixed_is_known_to_a_fixing_run(here: Path, checked: list[str]) -> None:
    (here / "damaged.txt").write_text("It explains to .\n", encoding="utf-8")
    config, task = Config(lang="en", select=["lost-text"]), Task(cache=True, fix=True)
    first = check(config, task)
    assert first[1].left
    assert reports(check(config, task)) == reports(check(config)) == reports(first)
    assert checked == ["clean.txt", "damaged.txt"]


def test_a_report_that_needs_the_text_reads_it_again(checked: list[str]) -> None:
    check()
    assert check(task=Task(cache=True, articles=True))[1].articles
    assert checked == ["clean.txt", "damaged.txt", "damaged.txt"]


def test_the_same_content_elsewhere_is_reported_there(here: Path, checked: list[str]) -> None:
    check()
    (here / "clean.txt").write_text(DAMAGED, encoding="utf-8")
    one, other = check()
    assert {shown.finding.path for shown in one.left} == {"clean.txt"}
    assert [shown.finding.start for shown in one.left] == [shown.finding.start for shown in other.left]
    assert checked == ["clean.txt", "damaged.txt"]


def test_a_content_that_stands_twice_is_checked_once(
    here: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHUNK_BYTES", 1)
    (here / "clean.txt").write_text(DAMAGED, encoding="utf-8")
    one, other = check()
    assert [shown.finding.start for shown in one.left] == [shown.finding.start for shown in other.left] != []
    assert {shown.finding.path for shown in other.left} == {"damaged.txt"}
    assert checked == ["clean.txt"]


def test_a_file_is_checked_again_when_it_has_changed(here: Path, checked: list[str]) -> None:
    check()
    (here / "clean.txt").write_text(CLEAN + CLEAN.strip(), encoding="utf-8")
    assert [len(one.left) > 0 for one in check()] == [True, True]
    assert checked.count("clean.txt") == 2


def test_what_findings_depend_on_makes_another_cache(here: Path) -> None:
    own = here / "own.yaml"
    own.write_text("[]")
    words = here / "words.txt"
    words.write_text("one")
    config = Config(rules=[str(own)], accept_files=[str(words)])
    setups = [known.setup(Config()), known.setup(Config(lang="fr")), known.setup(config)]
    own.write_text("[]\n")
    setups.append(known.setup(config))
    words.write_text("two")
    setups.append(known.setup(config))
    assert len(set(setups)) == len(setups)
    assert known.setup(config) == setups[-1]


def test_content_and_how_it_is_read_make_the_digest() -> None:
    ways = {
        digest(b"a", "txt", None),
        digest(b"a", "md", None),
        digest(b"a", "txt", "cp1252"),
        digest(b"b", "txt", None),
    }
    assert len(ways) == 4


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 1000])
def test_a_damaged_cache_is_no_cache(damage: bytes, here: Path, checked: list[str]) -> None:
    first = check()
    for path in (here / "cache").glob("known-*/*"):
        path.write_bytes(damage)
    assert reports(check()) == reports(first)
    assert checked.count("clean.txt") == 2


@pytest.mark.parametrize("name", ["\udcff.txt", "a.json"])
def test_what_is_no_unicode_is_no_trouble(name: str, here: Path) -> None:
    try:
        (here / name).write_text(
            r'{"text": "The \ud800 met on Monday ."}' if name == "a.json" else DAMAGED, encoding="utf-8"
        )
    except OSError:
        pytest.skip("no such names here")
    plan = listing.plan([name], Settings(Config()))
    first = reports(list(run.run(plan, Task(cache=True))))
    assert next(run.run(plan, Task())).left
    assert reports(list(run.run(plan, Task(cache=True)))) == first == reports(list(run.run(plan, Task())))


def damaged(content: bytes) -> Iterator[bytes]:
    """A content cut off at each byte, and with each byte another one."""
    for at, byte in enumerate(content):
        yield content[:at]
        yield content[:at] + bytes([byte ^ 0x41]) + content[at + 1 :]


def test_a_damaged_bucket_knows_less_and_nothing_else(tmp_path: Path) -> None:
    pieces = {b"1" * 16: b"", b"2" * 16: b"something", b"3" * 16: b"", b"4" * 16: b"something else"}
    path = tmp_path / "bucket"
    bucket.write(path, pieces)
    assert Bucket.read(str(path)).pieces() == pieces
    for content in damaged(path.read_bytes()):
        path.write_bytes(content)
        assert Bucket.read(str(path)).pieces().items() <= pieces.items()


def test_a_folder_that_cannot_be_written_is_no_trouble(here: Path, checked: list[str]) -> None:
    check()
    for path in (here / "cache").glob("known-*/*"):
        path.unlink()
        path.mkdir()
    assert [one.troubles for one in check()] == [[], []]


def knows(content: bytes) -> bool:
    return Known(Config()).found(digest(content)) is not None


def test_runs_at_once_keep_what_each_has_learned() -> None:
    one, other = Known(Config()), Known(Config())
    one.add({digest(b"1"): Piece()})
    other.add({digest(b"2"): Piece()})
    assert knows(b"1")
    assert knows(b"2")


def test_what_was_found_for_another_report_is_told_from_the_second_time_on() -> None:
    check()
    plan = listing.plan(["damaged.txt"], Settings(Config()))
    one, other = (next(run.run(plan, Task(cache=True, told=True), tell=full.tell)) for _ in range(2))
    assert (bool(one.left), bool(one.told)) == (True, False)
    assert (other.left, other.told) == ([], full.tell(one.left))


def test_it_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setattr(bucket, "MOST_BYTES", 300)
    found = Piece.of(check()[1].left)
    for number in range(5):
        mine = b"\0" * 15 + bytes([number])
        Known(Config()).add({mine: found})
        assert Known(Config()).found(mine)
    assert Known(Config()).found(b"\0" * 16) is None


def test_set_ups_that_nobody_uses_are_forgotten(here: Path) -> None:
    old, recent = here / "cache" / "known-old", here / "cache" / "known-recent"
    for folder, age in ((old, known.MONTH + 100), (recent, known.MONTH - 100)):
        folder.mkdir(parents=True)
        (folder / "00").write_bytes(b"x")
        os.utime(folder, (time.time() - age,) * 2)
    check()
    assert recent.exists()
    assert not old.exists()


def test_a_set_up_that_is_used_is_not_forgotten(here: Path) -> None:
    check()
    (mine,) = (here / "cache").glob("known-*")
    os.utime(mine, (time.time() - known.MONTH - 100,) * 2)
    check()
    check(Config(lang="fr"))
    assert mine.exists()


@given(st.lists(st.binary(max_size=3), max_size=20), st.binary(max_size=3))
def test_it_knows_what_it_was_told_and_nothing_else(told: list[bytes], other: bytes) -> None:
    for path in store.folder().glob("known-*/*"):
        os.remove(path)  # noqa: PTH107
    Known(Config()).add({digest(content): Piece() for content in told})
    assert all(map(knows, told))
    assert knows(other) == (other in told)


def test_what_was_learned_goes_into_the_cache_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "LEARNED_BYTES", 1)
    plan = listing.plan(["clean.txt", "damaged.txt"], Settings(Config()))
    outcomes = run.run(plan, Task(cache=True))
    next(outcomes)
    assert len(list(store.folder().glob("known-*/found-*"))) == 1


def test_many_processes_share_it(monkeypatch: pytest.MonkeyPatch, checked: list[str]) -> None:
    monkeypatch.setattr(run, "POOL_BYTES", 0)
    plan = listing.plan(["clean.txt", "damaged.txt"], Settings(Config()))
    first = list(run.run(plan, Task(cache=True), jobs=2))
    monkeypatch.setattr(run, "POOL_BYTES", 1_000_000)
    assert reports(check()) == reports(first)
    assert checked == []


def test_what_is_known_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    first = check()
    monkeypatch.setattr(run, "POOL_BYTES", 0)
    monkeypatch.setattr(pool, "_shared", None)
    plan = listing.plan(["clean.txt", "damaged.txt"], Settings(Config()))
    assert reports(list(run.run(plan, Task(cache=True), jobs=2))) == reports(first)


def test_a_file_that_changes_while_it_is_checked_is_not_remembered(here: Path, checked: list[str]) -> None:
    plan = listing.plan(["clean.txt", "damaged.txt"], Settings(Config()))
    outcomes = run.run(plan, Task(cache=True))
    next(outcomes)
    (here / "damaged.txt").write_text(CLEAN * 2, encoding="utf-8")
    list(outcomes)
    (here / "damaged.txt").write_text(DAMAGED, encoding="utf-8")
    checked.clear()
    assert [bool(one.left) for one in check()] == [False, True]
    assert checked == ["damaged.txt"]


WAYS: tuple[list[str], ...] = (
    [],
    ["--unsafe-fixes"],
    ["--statistics"],
    ["--diff"],
    ["--no-suppressions"],
    ["--severity", "error"],
    ["--output-format", "concise"],
    ["--output-format", "json"],
    ["--output-format", "json", "--statistics"],
    ["--output-format", "full", "--output-format", "jsonl:report"],
    ["--output-format", "full:report", "--output-format", "concise"],
)


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_report_of_what_is_known_is_the_same_to_the_byte(
    way: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = here / "articles\x1b[31m"
    folder.mkdir()
    for number, text in enumerate(
        [CLEAN, DAMAGED, CLEAN, "It is is \tan \x9b31m old \u3000 word .\r\nPhoto: 漢字\r\n", ""]
    ):
        (folder / f"{number}\n{number}.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "data.jsonl").write_text('{"id": "x\\u001by", "text": "One  two ."}\n' * 2, encoding="utf-8")

    def said(*more: str) -> tuple[int, str, str, bytes]:
        code = main(["check", "--isolated", *way, *more, folder.name])
        out = capsys.readouterr()
        return code, out.out, out.err, (here / "report").read_bytes() if (here / "report").exists() else b""

    first = said("--no-cache")
    assert said() == said() == first
    main(["check", "--isolated", "--output-format", "json", folder.name])
    capsys.readouterr()
    assert said() == first


TEXTS = st.lists(st.text("ab é.,;\t\n漢\u200b\x1b\ud800 ", max_size=30), max_size=4)


@given(TEXTS, st.sampled_from(["a.txt", "\x1b[31m\n.txt", "漢.txt"]))
def test_what_is_told_is_what_the_findings_say(texts: list[str], path: str) -> None:
    linter = Linter("en", select=["all"])
    found = [one for text in texts for one in shown(text, linter.check_document(Document(text, origin=Origin(path))))]
    told = full.tell(found)
    (text,) = full.render([Outcome(path=path, told=told)], Look())
    assert text == "".join(full.render([Outcome(path=path, left=found)], Look()))
    for look in (Look(), Look(unsafe=True)):
        one, other = (
            tally(outcome, look) for outcome in (Outcome(path=path, left=found), Outcome(path=path, told=told))
        )
        assert one == other


def tally(outcome: Outcome, look: Look) -> object:
    made = Tally(look, Task(), Baselines({}))
    made.add(outcome)
    return list(made.summary()), list(made.statistics()), made.left, made.damaged, made.fixable, made.unsafe
