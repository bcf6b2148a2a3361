"""The review without a browser: what is decided, what is kept, what is written, what is refused."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("starlette", reason="the review needs Starlette")
pytest.importorskip("tomlkit", reason="the review needs tomlkit")

from reviews import DOUBLED, TWICE, session, waiting

from newslint.config.project.amending import amended
from newslint.linter.linter import Linter
from newslint.model.errors import ConfigError
from newslint.review import learned, likeness
from newslint.review.decision import Decision, What, Withdrawn, decoded, encoded, pending, standing
from newslint.review.diary import Diary
from newslint.review.queue import Filter
from newslint.review.session import Session


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_what_is_accepted_is_written_and_only_then(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    (item,) = waiting(one)
    one.decide(item.id, "accept")
    assert Path("a.txt").read_text(encoding="utf-8") == DOUBLED
    report = one.write()
    assert (report.changes, report.files, report.misfits) == (1, 1, [])
    assert Path("a.txt").read_text(encoding="utf-8") == DOUBLED.replace("the the", "the")
    assert waiting(one) == []
    assert one.write().changes == 0


def test_what_is_rejected_does_not_come_back(folder: Path) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    one = session()
    first, second = waiting(one)
    one.decide(first.id, "reject", why="as she said it")
    assert one.write().entries == 1
    assert [item.finding.start for item in waiting(one)] == [second.finding.start]
    assert [item.finding.start for item in waiting(session())] == [second.finding.start]
    assert "as she said it" in Path("newslint.ignore.yaml").read_text(encoding="utf-8")


def test_the_likes_are_decided_together_and_on_their_site_only(folder: Path) -> None:
    for name in ("x/a.txt", "x/b.txt", "y/c.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(DOUBLED, encoding="utf-8")
    one = session()
    item = next(item for item in waiting(one) if item.what.site == "x")
    assert item.alike == 2
    one.decide(item.id, "accept", "like")
    assert [left.what.site for left in waiting(one)] == ["y"]
    assert one.write().files == 2
    assert Path("y/c.txt").read_text(encoding="utf-8") == DOUBLED


def test_a_word_and_a_file_go_into_the_configuration(folder: Path) -> None:
    Path("newslint.toml").write_text('# ours\nlang = "en"\n', encoding="utf-8")
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    Path("b.txt").write_text(TWICE, encoding="utf-8")
    one = session()
    item = next(item for item in waiting(one) if item.finding.path == "b.txt")
    one.decide(item.id, "reject", "file", why="verse")
    assert len(waiting(one)) == 1
    assert one.write().settings == 1
    text = Path("newslint.toml").read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert '"/b.txt" = ["repeated-word"] # verse' in text
    assert [item.finding.path for item in waiting(one)] == ["a.txt"]
    assert 'accept = ["Bora"]' in amended("", pyproject=False, words=["Bora", "Bora"])


def test_a_phrase_of_the_site_goes_into_the_configuration_and_out_of_its_articles(folder: Path) -> None:
    line = "The Gazette keeps you company everywhere"
    for name in ("gazette/a.txt", "gazette/b.txt", "other/c.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(f"{DOUBLED}\n{line}\n", encoding="utf-8")
    Path("newslint.toml").write_text(f'phrases = [{{text = "{line}", safe = false}}]\n', encoding="utf-8")
    one = session(select="own-phrase")
    item = next(item for item in waiting(one) if item.what.site == "gazette")
    Path("newslint.toml").write_text("", encoding="utf-8")
    one.decide(item.id, "accept", "phrase")
    report = one.write()
    assert (report.files, report.settings, report.misfits) == (2, 1, [])
    assert line not in Path("gazette/b.txt").read_text(encoding="utf-8")
    assert line in Path("other/c.txt").read_text(encoding="utf-8")
    said = Path("newslint.toml").read_text(encoding="utf-8")
    assert said == f'phrases = [{{text = "{line}", site = "gazette"}}]\n'
    Path("gazette/d.txt").write_text(f"{DOUBLED}\n{line}\n", encoding="utf-8")
    assert [left.finding.path for left in waiting(session(select="own-phrase"))] == ["gazette/d.txt"]


def test_a_configuration_above_the_project_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "newslint.toml").write_text('lang = "en"\n', encoding="utf-8")
    (folder / ".git").rmdir()
    (folder / "project" / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder / "project")
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    one.decide(waiting(one)[0].id, "reject", "file")
    report = one.write()
    assert report.settings == 0
    assert "lies outside of this project" in report.misfits[0]
    assert (folder / "newslint.toml").read_text(encoding="utf-8") == 'lang = "en"\n'


def test_decisions_that_came_with_the_articles_are_told_by_name(folder: Path) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    theirs = session()
    made = theirs.decide(waiting(theirs)[0].id, "accept")
    line = msgspec.structs.replace(made, id="x", who="mallory")
    Path("d.jsonl").write_bytes(encoded(line))
    assert session().people() == {"mallory": 1}
    with pytest.raises(msgspec.ValidationError):
        decoded(encoded(line).replace(b'"left":0', b'"left":-9'))


def test_an_edit_replaces_whole_words(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    (item,) = waiting(one)
    one.decide(item.id, "edit", text="that")
    one.write()
    assert Path("a.txt").read_text(encoding="utf-8") == DOUBLED.replace("the the", "that")


def test_what_is_written_by_hand_into_a_page_is_text(folder: Path) -> None:
    Path("a.html").write_text(f"<html><body><p>{DOUBLED.strip()}</p></body></html>\n", encoding="utf-8")
    one = session()
    (item,) = waiting(one)
    one.decide(item.id, "edit", text="<script>alert(1)</script>")
    one.write()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; town" in Path("a.html").read_text(encoding="utf-8")


def test_records_of_a_data_file_are_mended_each_by_itself(folder: Path) -> None:
    rows = [{"id": f"https://example.org/{n}", "text": DOUBLED} for n in range(3)]
    Path("a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    one = session()
    items = waiting(one)
    assert {item.what.site for item in items} == {"example.org"}
    one.decide(items[1].id, "accept")
    one.write()
    mended = [json.loads(line)["text"] == DOUBLED for line in Path("a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert mended.count(False) == 1


def test_a_decision_is_taken_back_until_it_is_carried_out(folder: Path) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    one = session()
    first, second = waiting(one)
    early, late = one.decide(first.id, "accept"), one.decide(second.id, "accept")
    one.withdraw(early.id)
    assert [item.id for item in waiting(one)] == [first.id]
    with pytest.raises(ConfigError, match="no such decision"):
        one.withdraw(early.id)
    one.write()
    with pytest.raises(ConfigError, match="undo"):
        one.withdraw(late.id)


def test_a_file_that_was_changed_meanwhile_is_left_alone(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    (item,) = waiting(one)
    one.decide(item.id, "accept")
    Path("a.txt").write_text(f"A new first line.\n{DOUBLED}", encoding="utf-8")
    report = one.write()
    assert report.changes == 0
    assert "changed since it was checked" in report.misfits[0]
    assert Path("a.txt").read_text(encoding="utf-8") == f"A new first line.\n{DOUBLED}"
    assert len(pending(one.diary.lines)) == 1


def test_two_people_see_each_other_and_nothing_is_overwritten(folder: Path) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    mine, yours = session(), session()
    mine.decide(waiting(mine)[0].id, "accept")
    assert yours.news() == 1
    assert len(waiting(yours)) == 1
    yours.decide(waiting(yours)[0].id, "reject")
    mine.decide(waiting(mine)[0].id, "later")  # before it knows
    assert [one.verdict for one in standing(mine.diary.lines)] == ["accept", "later"]
    assert len(Path("d.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    "change", [lambda path: path.unlink(), lambda path: path.write_text(""), lambda path: _swapped(path)]
)
def test_a_decisions_file_that_is_another_one_is_told_and_left_alone(
    folder: Path, change: Callable[[Path], None]
) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    one = session()
    first, second = waiting(one)
    one.decide(first.id, "accept")
    change(Path("d.jsonl"))
    before = Path("d.jsonl").read_bytes() if Path("d.jsonl").exists() else None
    with pytest.raises(ConfigError):
        one.decide(second.id, "accept")
    assert before is None or Path("d.jsonl").read_bytes() == before


def _swapped(path: Path) -> None:
    path.with_suffix(".new").write_bytes(path.read_bytes())
    path.with_suffix(".new").replace(path)


def test_half_a_line_is_passed_over_and_told(folder: Path) -> None:
    what = What(fingerprint="f", rule="ad-label", path="a.txt")
    line = encoded(Decision(id="1", at="", who="ada", what=what, verdict="accept"))
    Path("d.jsonl").write_bytes(line + b"no decision\n" + line[:40])
    diary = Diary(Path("d.jsonl"))
    assert len(diary.lines) == 1
    assert "d.jsonl:2: is no decision" in diary.troubles[0]
    assert "half a line" in diary.troubles[1]
    diary.add([Withdrawn(id="2", at="", who="ada", decision="1")])
    assert decoded(Path("d.jsonl").read_bytes().splitlines()[-1]) == diary.lines[-1]
    assert len(Diary(Path("d.jsonl")).lines) == 2


def test_a_link_is_no_decisions_file(folder: Path) -> None:
    Path("target").write_text("keep", encoding="utf-8")
    Path("d.jsonl").symlink_to("target")
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    with pytest.raises(ConfigError):
        decided(session())
    assert Path("target").read_text(encoding="utf-8") == "keep"


def decided(one: Session) -> Decision:
    return one.decide(waiting(one)[0].id, "accept")


def newslint(*said: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newslint", *said]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_decisions_are_carried_out_on_newer_data(folder: Path) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    one = session(decisions="newslint.decisions.jsonl")
    first, second = waiting(one)
    one.decide(first.id, "accept")
    one.decide(second.id, "accept")
    newer = f"A line that is new.\n\n{TWICE.splitlines()[0]}\n"
    Path("a.txt").write_text(newer, encoding="utf-8")
    done = newslint("review", "--apply", "newslint.decisions.jsonl", "--lang", "en", ".")
    assert done.returncode == 2
    assert "a.txt: repeated-word ' of': fits nothing that is found now" in done.stderr
    assert "Made 1 change in 1 file" in done.stderr
    assert Path("a.txt").read_text(encoding="utf-8") == newer.replace("of of", "of")
    assert newslint("undo").returncode == 0
    assert Path("a.txt").read_text(encoding="utf-8") == newer


def test_a_twin_that_waits_still_waits_when_the_other_is_mended(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED * 2, encoding="utf-8")
    one = session()
    first, second = waiting(one)
    one.decide(second.id, "later")
    one.decide(first.id, "accept")
    one.write()
    assert [item.state for item in one.queue.after(0, Filter(), 9)] == ["later"]


def test_twins_that_nobody_decided_stay_when_decisions_are_carried_out_again(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED * 3, encoding="utf-8")
    one = session(decisions="newslint.decisions.jsonl")
    one.decide(waiting(one)[0].id, "accept")
    one.write()
    mended = Path("a.txt").read_text(encoding="utf-8")
    assert mended.count("the the") == 2
    done = newslint("review", "--apply", "newslint.decisions.jsonl", "--select", "repeated-word", "--lang", "en", ".")
    assert done.returncode == 0, done.stderr
    assert "1 decision is carried out already" in done.stderr
    assert Path("a.txt").read_text(encoding="utf-8") == mended
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    newslint("review", "--apply", "newslint.decisions.jsonl", "--select", "repeated-word", "--lang", "en", ".")
    assert "the the" not in Path("a.txt").read_text(encoding="utf-8")


def test_decided_cases_become_labelled_data(folder: Path) -> None:
    text = "The mayor spoke.Then the council voted.\n\nRead more: A bridge for the harbour\n"
    Path("a.txt").write_text(text, encoding="utf-8")
    one = session(select="all")
    for item in waiting(one, fixable=True):
        one.decide(item.id, "accept")
    assert one.label(Path("labels")) == 1
    glue, lines = (
        json.loads(gzip.decompress(Path(f"labels/{name}.jsonl.gz").read_bytes())) for name in ("glue", "lines")
    )
    assert (glue["punct_glues"], glue["glues"], glue["lang"]) == ([{"offset": text.index("Then")}], [], "en")
    assert ["Read more: A bridge for the harbour", "boiler"] in lines["lines"]


def test_what_decisions_teach() -> None:
    def made(verdict: Any, confidence: float, number: int) -> Decision:
        what = What(fingerprint=str(number), rule="ad-label", path="a", confidence=confidence)
        return Decision(id=str(number), at="", who="", what=what, verdict=verdict)

    agreed = [made("accept", 0.9, number) for number in range(58)] + [made("reject", 0.3, 60 + n) for n in range(2)]
    (score,) = learned.scores(agreed, {"ad-label": 352})
    assert (score.decided, score.accepted, score.open, score.treat) == (60, 58, 352, "accept")
    assert [one.line for one in learned.proposals(agreed)] == []
    mixed = [made("accept", 0.9, n) for n in range(30)] + [made("reject", 0.4, 30 + n) for n in range(30)]
    assert learned.scores(mixed, {"ad-label": 9})[0].treat is None
    assert [one.line for one in learned.proposals(mixed)] == ["min-confidence = 0.90"]
    wrong = [made("reject", 0.9, n) for n in range(20)]
    assert [one.line for one in learned.proposals(wrong)] == ['ignore = ["ad-label"]']


def test_findings_that_differ_in_numbers_are_alike() -> None:
    linter = Linter("en", select=["publication-line"])
    texts = [f"A fire in the harbour\n\nUpdated 3 May 2024 at 14:{m}\n\nNobody was hurt.\n" for m in (10, 25)]
    first, second = (linter.check(text)[0] for text in texts)
    assert likeness.like(first) == likeness.like(second)


def test_the_queue_begins_with_what_is_worth_most(folder: Path) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    Path("b.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    assert [item.alike for item in waiting(one)] == [2, 2, 1]
    assert [item.rank for item in waiting(one)] == [1, 2, 3]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_not_utf8_is_mended_too(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text(DOUBLED, encoding="utf-8")
    one = session()
    one.decide(waiting(one)[0].id, "accept")
    assert one.write().misfits == []
    assert Path(name).read_text(encoding="utf-8") == DOUBLED.replace("the the", "the")


def test_what_could_not_be_written_waits(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(DOUBLED, encoding="utf-8")
    one = session()
    item, other = waiting(one)
    one.decide(item.id, "accept", "like")
    Path(other.finding.path).write_text(f"A new first line.\n{DOUBLED}", encoding="utf-8")
    assert one.write().files == 1
    assert len(pending(one.diary.lines)) == 1
    assert one.write().files == 1
    assert pending(one.diary.lines) == []


@pytest.mark.parametrize(("reach", "name"), [("place", "newslint.ignore.yaml"), ("file", "newslint.toml")])
def test_a_decision_waits_where_its_file_is_in_no_state(folder: Path, reach: Any, name: str) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    one.decide(waiting(one)[0].id, "reject", reach)
    Path(name).write_text("x = [\n", encoding="utf-16")
    report = one.write()
    assert (report.entries, report.settings) == (0, 0)
    assert report.misfits
    assert len(pending(one.diary.lines)) == 1
    assert waiting(one) == []


def test_a_file_that_is_gone_is_told_and_the_others_are_mended(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    Path("b.txt").write_text(TWICE, encoding="utf-8")
    one = session()
    by_path = {item.finding.path: item for item in waiting(one)}
    one.decide(by_path["a.txt"].id, "accept")
    Path("b.txt").unlink()
    one.write()
    one.decide(by_path["b.txt"].id, "accept")
    assert "no longer among what is checked" in one.write().misfits[0]


def test_what_somebody_else_carried_out_does_not_come_back(folder: Path) -> None:
    Path("a.txt").write_text(TWICE, encoding="utf-8")
    mine, yours = session(), session()
    first, second = waiting(mine)
    mine.decide(first.id, "accept")
    mine.write()
    yours.news()
    assert [item.finding.start for item in waiting(yours)] == [second.finding.start]
    yours.write()
    assert yours.queue.total(Filter()) == 1


def test_markup_that_stood_there_stays_markup_in_an_edit(folder: Path) -> None:
    page = "<html><body><p>In caf&eacute; the council of <i>the the</i>&nbsp;city met.</p></body></html>\n"
    Path("a.html").write_text(page, encoding="utf-8")
    one = session()
    one.decide(waiting(one)[0].id, "edit", text="that & <b>")
    one.write()
    assert Path("a.html").read_text(encoding="utf-8") == page.replace("the the", "that &amp; &lt;b&gt;")


def test_a_reason_with_control_characters_leaves_the_configuration_in_order(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    one.decide(waiting(one)[0].id, "reject", "file", why="a\x00b\x1b\x7f\nc")
    assert one.write().misfits == []
    assert '["repeated-word"] # a b c' in Path("newslint.toml").read_text(encoding="utf-8")


def test_a_line_that_is_nested_too_deeply_is_passed_over(folder: Path) -> None:
    Path("d.jsonl").write_bytes(b'{"type":"decision","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n")
    assert "is no decision" in Diary(Path("d.jsonl")).troubles[0]


def test_only_a_whole_line_becomes_a_phrase(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    one = session()
    with pytest.raises(ConfigError, match="whole line"):
        one.decide(waiting(one)[0].id, "accept", "phrase")


def test_what_is_decided_from_another_folder_holds_there_and_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("articles/a.txt", "articles/b.txt", "here/c.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(DOUBLED, encoding="utf-8")
    monkeypatch.chdir("here")
    one = session("../articles")
    first, second = waiting(one)
    one.decide(first.id, "reject")
    one.decide(second.id, "reject", "file")
    one.write()
    assert waiting(one) == []
    monkeypatch.chdir("..")
    assert waiting(session("articles")) == []


def test_a_configuration_that_is_named_is_the_one_that_learns(folder: Path) -> None:
    Path("a.txt").write_text(DOUBLED, encoding="utf-8")
    Path("ours.toml").write_text('lang = "en"\n', encoding="utf-8")
    one = session(decisions="d.jsonl")
    one.decide(waiting(one)[0].id, "reject", "file")
    assert newslint("review", "--apply", "d.jsonl", "--config", "ours.toml", "a.txt").returncode == 0
    assert not Path("newslint.toml").exists()
    assert newslint("check", "--config", "ours.toml", "--select", "repeated-word", "a.txt").returncode == 0


def test_what_is_rejected_stays_so_when_its_neighbours_are_mended(folder: Path) -> None:
    line = "She said of of it that the the town met them at at noon.\n"
    Path("a.txt").write_text(f"{line}\n{line}", encoding="utf-8")
    one = session()
    for item in waiting(one):
        one.decide(item.id, "reject" if item.finding.match == " the" else "accept")
    report = one.write()
    assert (report.changes, report.misfits) == (4, [])
    assert Path("a.txt").read_text(encoding="utf-8").count("of it that the the town met them at noon") == 2
    assert waiting(one) == []


def test_a_line_that_is_written_by_hand_stays_a_line(folder: Path) -> None:
    Path("a.txt").write_text(f"{DOUBLED}\nThe Gazette keeps you company\n{DOUBLED}", encoding="utf-8")
    Path("newslint.toml").write_text('phrases = ["The Gazette keeps you company"]\n', encoding="utf-8")
    one = session(select="own-phrase")
    one.decide(waiting(one)[0].id, "edit", text="So it was.")
    one.write()
    assert Path("a.txt").read_text(encoding="utf-8") == f"{DOUBLED}\nSo it was.\n{DOUBLED}"
