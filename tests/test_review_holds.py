"""What is decided holds: when neighbours are mended, from every folder, however often, in every format."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the review needs Starlette")
pytest.importorskip("tomlkit", reason="the review needs tomlkit")

import tomlkit
from reviews import DOUBLED, TWICE, session, waiting

from newslint.__main__ import main
from newslint.config.project.amending import amended
from newslint.config.sidecar import read
from newslint.model.errors import ConfigError
from newslint.model.languages import OwnPhrase
from newslint.review import learned
from newslint.review.decision import Decision, What, carried, pending, standing
from newslint.review.item import Item
from newslint.review.queue import Filter
from newslint.review.session import Session
from newslint.rules.load import load_path

SIDECAR = Path("newslint.ignore.yaml")

LINE = "She said of of it that the the town met them at at noon.\n"
"""Three doubled words, each within 30 characters of the next."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8", newline="")


def found(one: Session, match: str) -> list[Item]:
    return [item for item in waiting(one) if item.finding.match.strip() == match]


def checked(*said: str) -> int:
    return main(["check", "--lang", "en", "--select", "repeated-word", "--no-cache", "--quiet", *said])


# ---- neighbours that are mended later ----


def test_what_is_rejected_holds_when_its_neighbours_are_mended_in_a_later_round(folder: Path) -> None:
    write("a.txt", LINE)
    one = session()
    one.decide(found(one, "the")[0].id, "reject", why="a chant")
    one.write()
    for match in ("of", "at"):
        one.decide(found(one, match)[0].id, "accept")
        assert one.write().misfits == []
    assert Path("a.txt").read_text(encoding="utf-8") == "She said of it that the the town met them at noon.\n"
    assert waiting(one) == []
    (entry,) = read(SIDECAR)
    assert entry.reason == "a chant"
    assert main(["check", "--lang", "en", "--select", "repeated-word,unused-suppression", "--no-cache", "a.txt"]) == 0


def test_what_is_rejected_holds_when_the_rest_is_mended_without_the_review(folder: Path) -> None:
    write("a.txt", LINE)
    one = session()
    one.decide(found(one, "the")[0].id, "reject")
    one.write()
    assert main(["check", "--fix", "--unsafe-fixes", "--lang", "en", "--select", "repeated-word", "a.txt"]) == 0
    assert Path("a.txt").read_text(encoding="utf-8") == "She said of it that the the town met them at noon.\n"
    assert checked("a.txt") == 0


@pytest.mark.parametrize("wide", [False, True])
def test_what_is_rejected_holds_when_something_in_it_is_mended(folder: Path, *, wide: bool) -> None:
    """The second round mends what stands inside of what the first one rejected."""
    line = "The Gazette keeps the the company"
    write("newslint.toml", f'phrases = ["{line}", "The Gazette keeps the company"]\n')
    write("a.txt", f"The port is open.\n\n{line}\n\nIt rained.\n")
    one = session(select="own-phrase,repeated-word")
    (phrase,) = [item for item in waiting(one) if item.finding.rule == "own-phrase"]
    one.decide(phrase.id, "reject", "like" if wide else "place")
    one.write()
    (inner,) = found(one, "the")
    one.decide(inner.id, "accept")
    one.write()
    assert "keeps the company\n" in Path("a.txt").read_text(encoding="utf-8")
    assert not [item for item in waiting(one) if item.finding.rule == "own-phrase"]


def test_a_decision_that_waits_goes_with_its_text(folder: Path) -> None:
    """Three places that read the same have numbered names; the one that is decided keeps its decision."""
    write("a.txt", f"{DOUBLED}\n{DOUBLED}\n{DOUBLED}")
    one = session()
    first, second, _ = waiting(one)
    one.decide(second.id, "later")
    one.decide(first.id, "accept")
    one.write()
    assert [item.state for item in one.queue.after(0, Filter(), 9)] == ["later", "open"]
    assert [item.state for item in session().queue.after(0, Filter(), 9)] == ["later", "open"]


def test_a_decision_finds_its_text_when_others_mended_beside_it(folder: Path) -> None:
    write("a.txt", LINE)
    one = session()
    one.decide(found(one, "the")[0].id, "accept")
    write("a.txt", LINE.replace("of of", "of"))
    again = session()
    assert found(again, "the") == []
    assert again.write().misfits == []
    assert "the the" not in Path("a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_this_place_only_is_this_place_only(folder: Path, gap: str) -> None:
    """Also where all of an article is one line."""
    write("a.txt", TWICE.replace("\n\n", gap))
    one = session()
    first, second = waiting(one)
    one.decide(first.id, "reject")
    one.write()
    assert [item.finding.start for item in waiting(one)] == [second.finding.start]


def test_entries_that_somebody_wrote_meanwhile_stay(folder: Path) -> None:
    """An entry that says what it says no more goes out, and no other one that stands on its line by now."""
    line = "The Gazette keeps the the company"
    write("newslint.toml", f'phrases = ["{line}", "The Gazette keeps the company"]\n')
    write("a.txt", f"The port is open.\n\n{line}\n\nIt rained.\n")
    one = session(select="own-phrase,repeated-word")
    (phrase,) = [item for item in waiting(one) if item.finding.rule == "own-phrase"]
    one.decide(phrase.id, "reject", why="theirs")
    one.write()
    mine = "- rule: ad-label\n  reason: mine\n"
    write(SIDECAR.name, mine + SIDECAR.read_text(encoding="utf-8"))
    one.decide(found(one, "the")[0].id, "accept")
    one.write()
    assert SIDECAR.read_text(encoding="utf-8").startswith(mine)
    assert not [item for item in waiting(one) if item.finding.rule == "own-phrase"]


# ---- two fixes that overlap ----


def test_an_accepted_fix_that_overlaps_another_is_told_and_waits(folder: Path) -> None:
    write("a.txt", "The mayor of the the\u200b town met on Monday.\n")
    one = session(select="repeated-word,zero-width-space")
    doubled, space = sorted(waiting(one), key=lambda item: item.finding.start)
    one.decide(space.id, "edit", text="the old")
    first = one.decide(doubled.id, "accept")
    report = one.write()
    assert (report.changes, len(report.misfits)) == (1, 1)
    assert "overlaps what is mended before it" in report.misfits[0]
    assert set(carried(one.diary.lines)) == {first.id}
    assert [made.text for made in pending(one.diary.lines)] == ["the old"]
    assert [item.state for item in one.queue.after(0, Filter(), 9)] == ["edit"]
    assert one.write().misfits == []
    assert Path("a.txt").read_text(encoding="utf-8") == "The mayor of the old town met on Monday.\n"


@pytest.mark.parametrize("reach", ["place", "like"])
def test_what_went_with_the_fix_that_it_overlapped_is_asked_for_once(folder: Path, reach: Any) -> None:
    """The edit by hand takes the invisible space away."""
    write("a.txt", "The mayor of the the\u200b town met on Monday.\n")
    one = session(select="repeated-word,zero-width-space")
    doubled, space = sorted(waiting(one), key=lambda item: item.finding.start)
    one.decide(space.id, "accept", reach)
    one.decide(doubled.id, "edit", text="the")
    assert len(one.write().misfits) == 1
    assert Path("a.txt").read_text(encoding="utf-8") == "The mayor of the town met on Monday.\n"
    assert one.write().misfits == []
    assert pending(one.diary.lines) == []


def test_an_edit_of_what_reads_otherwise_by_now_is_decided_again(folder: Path) -> None:
    write("a.txt", "On Monday the council and the mayor of the the")
    one = session(select="repeated-word,missing-final-newline")
    doubled, end = sorted(waiting(one), key=lambda item: item.finding.start)
    one.decide(end.id, "edit", text="the town.")
    one.decide(doubled.id, "edit", text="that")
    assert "decide it again" in one.write().misfits[-1]
    assert [item.state for item in one.queue.after(0, Filter(), 9)] == ["open"]
    assert one.write().misfits == []


# ---- paths, however they are typed ----


@pytest.mark.parametrize("typed", ["./x/a.txt", "{here}/x/a.txt", "x", "../{name}/x/a.txt", "x/../x/a.txt"])
@pytest.mark.parametrize("reach", ["place", "like", "file"])
def test_a_decision_is_found_again_however_the_path_is_typed(folder: Path, typed: str, reach: Any) -> None:
    write("x/a.txt", DOUBLED)
    one = session("x/a.txt")
    one.decide(waiting(one)[0].id, "reject", reach)
    assert waiting(session(typed.format(here=folder, name=folder.name))) == []


@pytest.mark.parametrize("reach", ["place", "like", "file"])
def test_a_decision_is_found_again_from_another_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reach: Any
) -> None:
    write("x/a.txt", DOUBLED)
    write("y/b.txt", DOUBLED)
    monkeypatch.chdir("x")
    one = session("a.txt", decisions="../d.jsonl")
    one.decide(waiting(one)[0].id, "accept" if reach != "file" else "reject", reach)
    monkeypatch.chdir("../y")
    there = session("../x", decisions="../d.jsonl")
    assert waiting(there) == []
    assert there.write().misfits == []


# ---- what can't be decided ----


def test_a_record_that_cannot_be_read_is_told_and_does_not_wait(folder: Path) -> None:
    rows = [json.dumps({"text": DOUBLED}), '{"text": "torn']
    write("a.jsonl", "\n".join(rows) + "\n")
    one = session(select="repeated-word")
    assert {item.finding.rule for item in waiting(one)} == {"repeated-word"}
    assert any("a.jsonl:2" in told and "not in the queue" in told for told in one.troubles)


MESSES = {
    "txt": f"{DOUBLED}\nRead more: A bridge for the harbour\n\nSpoke.Then the the council voted .\n",
    "md": f"# A bridge\n\n{DOUBLED}\n<!-- newslint: ignore[ad-label] -->\nAdvertisement\n\nSpoke.Then it voted .\n",
    "html": f"<html><body><p>{DOUBLED.strip()}</p><p>Spoke.Then it voted .</p></body></html>\n",
    "jsonl": f"{json.dumps({'text': DOUBLED})}\n{json.dumps({'id': 'x', 'text': LINE})}\n" + '{"text": "torn\n',
    "csv": f'id,text\n1,"{DOUBLED.strip()}"\n2,"{LINE.strip()}"\n',
}


@pytest.mark.parametrize("format", MESSES)
@pytest.mark.parametrize("reach", ["place", "like", "file"])
def test_what_is_rejected_is_silent_in_every_format(folder: Path, format: str, reach: Any) -> None:
    write(f"a.{format}", MESSES[format])
    one = session(select="all")
    assert waiting(one)
    for _ in range(5):  # what a suppressed line hid is found in the next round
        while waiting(one):
            one.decide(waiting(one)[0].id, "reject", reach)
        assert one.write().misfits == []
        if not waiting(one):
            break
    assert waiting(session(select="all", decisions="other.jsonl")) == []


# ---- line breaks that are written by hand ----


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("kind", ["txt", "jsonl"])
def test_a_line_break_that_is_written_by_hand_is_as_in_the_file(folder: Path, end: str, kind: str) -> None:
    text = "The mayor of the the town met.\nIt rained.\n".replace("\n", end)
    write(f"a.{kind}", text if kind == "txt" else json.dumps({"text": text}) + "\n")
    one = session()
    one.decide(waiting(one)[0].id, "edit", text="the\nold")
    one.write()
    now = Path(f"a.{kind}").read_bytes().decode()
    now = now if kind == "txt" else json.loads(now)["text"]
    assert now == "The mayor of the\nold town met.\nIt rained.\n".replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_is_taken_out_whatever_it_ends_in(folder: Path, end: str) -> None:
    text = f"{DOUBLED}\nRead more: A bridge for the harbour\n\nIt rained.\n".replace("\n", end)
    write("a.txt", text)
    one = session(select="related-link")
    one.decide(waiting(one)[0].id, "accept")
    assert one.write().misfits == []
    assert Path("a.txt").read_bytes().decode() == text.replace(f"Read more: A bridge for the harbour{end}", "")
    assert main(["undo"]) == 0
    assert Path("a.txt").read_bytes().decode() == text


def test_what_is_rejected_holds_in_a_file_of_carriage_returns(folder: Path) -> None:
    line = "The Gazette keeps the the company"
    write("newslint.toml", f'phrases = ["{line}", "The Gazette keeps the company"]\n')
    write("a.txt", f"The port is open.\n\n{line}\n\nIt rained.\n".replace("\n", "\r\n"))
    one = session(select="own-phrase,repeated-word")
    (phrase,) = [item for item in waiting(one) if item.finding.rule == "own-phrase"]
    one.decide(phrase.id, "reject")
    one.write()
    one.decide(found(one, "the")[0].id, "accept")
    assert one.write().misfits == []
    assert waiting(one) == []


# ---- reasons ----


@pytest.mark.parametrize(
    ("before", "comment"),
    [
        ("", "verse; song"),
        ('[per-file-ignores]\n"/a.txt" = ["ad-label"] # ours\n', "ours; verse; song"),
        ('per-file-ignores = {"/a.txt" = ["repeated-word"]}\n', "verse; song"),
    ],
)
def test_every_reason_for_a_file_is_kept(before: str, comment: str) -> None:
    ignores = [("/a.txt", rule, why) for rule in ("repeated-word", "repeated-line") for why in ("verse", "song", "")]
    after = amended(before, pyproject=False, ignores=ignores)
    assert after.count(f"# {comment}") == 1
    assert amended(after, pyproject=False, ignores=ignores) == after
    table: Any = tomlkit.parse(after)["per-file-ignores"]
    assert {"repeated-word", "repeated-line"} <= set(table["/a.txt"])


# ---- all that are alike, said once ----


def test_all_that_are_alike_on_a_site_are_one_entry_for_its_folder(folder: Path) -> None:
    for name in ("gazette/a.txt", "gazette/2024/b.txt", "other/c.txt"):
        write(name, DOUBLED)
    one = session()
    one.decide(next(item for item in waiting(one) if item.what.site == "gazette").id, "reject", "like", why="motto")
    assert one.write().entries == 1
    (entry,) = read(SIDECAR)
    assert (entry.paths, entry.text, entry.near, entry.reason) == (["/gazette/"], " the", None, "motto")
    assert [item.finding.path for item in waiting(session(decisions="x.jsonl"))] == ["other/c.txt"]
    write("gazette/new.txt", TWICE + DOUBLED)
    assert {item.finding.match for item in waiting(session(decisions="x.jsonl"))} == {" of", " the"}
    assert [item.finding.path for item in found(session(decisions="x.jsonl"), "the")] == ["other/c.txt"]


def test_all_that_are_alike_without_a_folder_are_one_entry_for_their_files(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(name, DOUBLED)
    one = session()
    one.decide(waiting(one)[0].id, "reject", "like")
    assert one.write().entries == 1
    assert [entry.paths for entry in read(SIDECAR)] == [["/a.txt", "/b.txt"]]
    assert waiting(one) == []


def test_what_others_say_the_same_is_left_out_of_such_an_entry(folder: Path) -> None:
    """Records of two sites in one file: only those of the one that was decided are silent."""
    rows = [{"id": f"https://{site}.example/{n}", "text": DOUBLED} for site in ("a", "b") for n in range(2)]
    write("many.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    one = session()
    one.decide(next(item for item in waiting(one) if item.what.site == "a.example").id, "reject", "like")
    assert one.write().entries == 2
    assert {item.what.site for item in waiting(session(decisions="x.jsonl"))} == {"b.example"}


# ---- a rule of one's own ----


ARTICLE = "The port is open again.\n\nThe council met on Monday.\n\n{}\n\nThe mill was shut for a year.\n"


def test_a_line_becomes_a_rule_that_finds_it_whatever_its_numbers(folder: Path) -> None:
    line = "Printed in the Gazette no. 4711"
    write("newslint.toml", f'lang = "en"\nphrases = [{{text = "{line}", safe = false}}]\n')
    write("gazette/a.txt", ARTICLE.format(line))
    one = session(select="own-phrase")
    write("newslint.toml", 'lang = "en"\n')
    one.decide(waiting(one)[0].id, "accept", "rule", why="it is on every page")
    report = one.write()
    assert (report.files, report.settings, report.misfits) == (1, 1, [])
    assert line not in Path("gazette/a.txt").read_text(encoding="utf-8")
    assert tomlkit.parse(Path("newslint.toml").read_text(encoding="utf-8"))["rules"] == ["house"]
    assert "it is on every page" in Path("house/gazette.yaml").read_text(encoding="utf-8")
    assert main(["rules", "test", "house"]) == 0
    write("gazette/b.txt", ARTICLE.format("Printed in the Gazette no. 12"))
    assert main(["check", "--no-cache", "--select", "gazette", "gazette/b.txt"]) == 1
    assert main(["check", "--no-cache", "--select", "gazette", "gazette/a.txt"]) == 0


def test_what_can_be_no_rule_is_told_at_once(folder: Path) -> None:
    write("newslint.toml", 'phrases = [{text = "Printed in the Gazette", safe = false}]\n')
    write("gazette/a.txt", "The port is open.\n\nPrinted in the Gazette\n")
    one = session(select="own-phrase")
    with pytest.raises(ConfigError, match="too few other lines"):
        one.decide(waiting(one)[0].id, "accept", "rule")
    assert standing(one.diary.lines) == []


@pytest.mark.parametrize(
    ("select", "extended"),
    [
        ('select = ["repeated-word"]\n', ["own-phrase", "gazette"]),
        ('select = ["corpus"]\n', ["gazette"]),
        ('select = ["all"]\n', None),
        ("", None),
        ('extend-select = ["capitals"]\n', ["capitals"]),
    ],
)
def test_what_finds_the_new_lines_is_selected(select: str, extended: list[str] | None) -> None:
    after = amended(select, pyproject=False, phrases=[OwnPhrase("Read us")], rules=["house"], groups=["gazette"])
    assert tomlkit.parse(after).get("extend-select") == extended
    assert amended(after, pyproject=False, phrases=[OwnPhrase("Read us")], groups=["gazette"]) == after


# ---- labels ----


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_labels_outlive_what_is_carried_out(folder: Path, end: str) -> None:
    plain = "It rained.\n\nThe mayor spoke.Then the council voted.\n\nRead more: A bridge for the harbour\n"
    text = plain.replace("\n", end)
    write("gazette/a.txt", text)
    one = session(select="all")
    for item in waiting(one, fixable=True):
        one.decide(item.id, "accept")
    before = one.label(Path("before"))
    one.write()
    assert Path("gazette/a.txt").read_text(encoding="utf-8") != text
    Path("gazette/a.txt").unlink()
    assert session(select="all").label(Path("after")) == before == 1
    for name in ("lines.jsonl.gz", "glue.jsonl.gz"):
        assert gzip.decompress(Path("after", name).read_bytes()) == gzip.decompress(Path("before", name).read_bytes())
    glue = json.loads(gzip.decompress(Path("after/glue.jsonl.gz").read_bytes()))
    assert (glue["text"], glue["punct_glues"]) == (plain, [{"offset": plain.index("Then")}])
    with pytest.raises(ConfigError, match="is there already"):
        one.label(Path("after"))


@pytest.mark.parametrize("script", ["fit_glue", "fit_lines"])
def test_labels_are_what_the_scripts_read(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    pytest.importorskip("sklearn", reason="fitting needs scikit-learn")
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    fitting: Any = __import__(script)
    write(
        "gazette/a.txt", f"{DOUBLED}\nThe mayor spoke.Then the council voted.\n\nRead more: A bridge for the harbour\n"
    )
    one = session(select="all")
    for item in waiting(one, fixable=True):
        one.decide(item.id, "accept")
    one.write()
    one.label(Path("labels"))
    if script == "fit_glue":
        (text,) = fitting.read(Path("labels"), ("en",))
        assert 1 in text.truth
    else:
        (text,) = list(fitting.texts(Path("labels")))
        assert "boiler" in text[4]


def test_the_decisions_file_is_no_data_file(folder: Path) -> None:
    write("a.txt", DOUBLED)
    one = session(decisions="newslint.decisions.jsonl")
    one.decide(waiting(one)[0].id, "edit", text="that that")
    one.write()
    assert {item.finding.path for item in waiting(session(decisions="x.jsonl"))} <= {"a.txt"}


# ---- thresholds ----


def test_what_is_proposed_is_written_into_the_configuration(folder: Path) -> None:
    write("newslint.toml", '# ours\nlang = "en"\n')
    for number in range(20):
        write(f"{number}.txt", DOUBLED)
    one = session()
    for item in waiting(one):
        one.decide(item.id, "reject")
    (proposal,) = one.proposals()
    assert one.configure(proposal.line) == ["newslint.toml"]
    assert Path("newslint.toml").read_text(encoding="utf-8").startswith("# ours\n")
    assert tomlkit.parse(Path("newslint.toml").read_text(encoding="utf-8"))["ignore"] == ["repeated-word"]
    assert main(["check", "--no-cache", "."]) == 0
    with pytest.raises(ConfigError, match="not proposed"):
        one.configure("severity = 'error'")


def test_a_proposal_says_what_it_is() -> None:
    def made(verdict: Any, confidence: float, number: int) -> Decision:
        what = What(fingerprint=str(number), rule="ad-label", path="a", confidence=confidence)
        return Decision(id=str(number), at="", who="", what=what, verdict=verdict)

    mixed = [made("accept", 0.9, n) for n in range(30)] + [made("reject", 0.4, 30 + n) for n in range(30)]
    assert [(one.least, one.rule) for one in learned.proposals(mixed)] == [(0.9, None)]
    once = [made("accept", 0.9, 0), *(made("reject", 0.9, n) for n in range(1, 20))]
    assert [one.why for one in learned.proposals(once)] == ["ad-label was right once in 20 here"]


def test_what_is_carried_out_is_on_record(folder: Path) -> None:
    write("a.txt", DOUBLED)
    one = session()
    made = one.decide(waiting(one)[0].id, "accept")
    one.write()
    assert set(carried(one.diary.lines)) == {made.id}


# ---- words ----


def test_a_word_is_silent_wherever_it_stands(folder: Path) -> None:
    write("newslint.toml", 'lang = "en"\n')
    write("a.txt", DOUBLED)
    write("b.txt", "He saw the the mill.\n")
    one = session()
    one.decide(waiting(one)[0].id, "reject", "word")
    assert waiting(one) == []
    assert one.write().settings == 1
    assert tomlkit.parse(Path("newslint.toml").read_text(encoding="utf-8"))["accept"] == ["the"]
    assert waiting(session(decisions="x.jsonl")) == []


def test_what_no_word_silences_is_no_word(folder: Path) -> None:
    """It would come back at the next check."""
    write("a.txt", f"{DOUBLED}\nAdvertisement\n\n{DOUBLED}")
    one = session(select="ad-label")
    with pytest.raises(ConfigError, match="no word silences"):
        one.decide(waiting(one)[0].id, "reject", "word")
    assert standing(one.diary.lines) == []


# ---- what a stranger may have laid there ----


@pytest.mark.parametrize("link", ["house", "house/gazette.yaml"])
def test_no_rule_is_written_through_a_link(folder: Path, tmp_path_factory: Any, link: str) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    target = elsewhere if link == "house" else elsewhere / "kept.yaml"
    (elsewhere / "kept.yaml").write_text("", encoding="utf-8")
    line = "Printed in the Gazette no. 4711"
    write("newslint.toml", f'lang = "en"\nphrases = [{{text = "{line}", safe = false}}]\n')
    write("gazette/a.txt", ARTICLE.format(line))
    one = session(select="own-phrase")
    Path(link).parent.mkdir(exist_ok=True)
    Path(link).symlink_to(target)
    one.decide(waiting(one)[0].id, "accept", "rule")
    assert "is a link" in one.write().misfits[0]
    assert [path.read_text(encoding="utf-8") for path in elsewhere.iterdir()] == [""]
    assert "house" not in tomlkit.parse(Path("newslint.toml").read_text(encoding="utf-8")).get("rules", [])


def test_a_rule_holds_nothing_but_what_it_says(folder: Path) -> None:
    """The names of files and sites, and the reason, are anybody's."""
    line = "Printed in the ''Gazette'' \"no.\" #4711: {x} [y] %z"
    name = "b\n- name: mine\n  kind: pattern\n  pattern: ."
    rows = [{"site": name, "text": ARTICLE.format(line)}]
    Path("newslint.toml").write_text(
        tomlkit.dumps({"lang": "en", "phrases": [{"text": line, "safe": False}]}), encoding="utf-8"
    )
    write(f"{name.replace('/', '')}.jsonl", json.dumps(rows[0]) + "\n")
    one = session(select="own-phrase")
    one.decide(waiting(one)[0].id, "accept", "rule", why="x\n- name: yours\x85\u2028\x00")
    assert one.write().misfits == []
    (file,) = Path("house").iterdir()
    assert len(load_path(file)) == 1


# ---- what pages may ask ----


def test_a_number_is_never_given_to_another_finding(folder: Path) -> None:
    """A page may show what another page had checked anew."""
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, DOUBLED)
    one = session()
    first, *others = waiting(one)
    one.decide(first.id, "reject", "file")
    one.write()
    assert {item.id for item in waiting(one)}.isdisjoint({first.id, *(item.id for item in others)})
    with pytest.raises(ConfigError, match="no longer there"):
        one.decide(others[0].id, "accept")


def test_all_that_are_treated_alike_are_taken_back_at_once(folder: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, DOUBLED)
    one = session()
    made = one.treat("repeated-word", "accept")
    assert waiting(one) == []
    one.withdraw(*(decision.id for decision in made))
    assert len(waiting(one)) == 3


def test_a_decisions_file_in_no_folder_is_told_before_anything_is_decided(folder: Path) -> None:
    write("a.txt", DOUBLED)
    with pytest.raises(ConfigError, match="no such folder"):
        session(decisions="nowhere/d.jsonl")


def test_where_nothing_is_decided_no_labels_are_written(folder: Path) -> None:
    write("a.txt", DOUBLED)
    assert session().label(Path("labels")) == 0
    assert not Path("labels").exists()
