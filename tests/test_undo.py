"""Undo: what `--fix` changed comes back to the byte, by rule, by file; and not where it would overwrite anything."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import journals
import pytest
import record
import test_laws
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint.__main__ import main
from newslint.config import own
from newslint.config.config import Config
from newslint.files import packings
from newslint.files.formats import names
from newslint.run import run
from newslint.run.journal import delta, history, journal, pruning

SEED = record.SEEDS[0].read_text(encoding="utf-8")
FEW = settings(
    max_examples=max(5, test_laws.EXAMPLES // 50),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, *test_laws.SLOW],
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: str | bytes) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def fix(*args: str) -> int:
    return main(["check", "--fix-only", "-q", *(args or (".",))])


def undo(*args: str) -> int:
    return main(["undo", *args])


def runs() -> list[journal.Run]:
    return history.runs(Path())


# --- to the byte, in every format ---


def table(texts: list[str], delimiter: str) -> bytes:
    """Every cell between quotation marks; by hand, as csv writes no NUL before Python 3.11."""
    rows = [("id", "text"), *((str(number), text) for number, text in enumerate(texts))]
    quoted = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "".join(f"{row}\r\n" for row in quoted).encode("utf-8", "replace")


def lines(texts: list[str]) -> bytes:
    """Some with escapes, some without."""
    rows = [
        json.dumps({"id": n, "text": text}, ensure_ascii=n % 2 == 0).encode("utf-8", "replace")
        for n, text in enumerate(texts)
    ]
    return b"\n".join(rows)


def plain(texts: list[str]) -> bytes:
    return "\n".join(texts).encode("utf-8", "replace")


def page(texts: list[str]) -> bytes:
    return "".join(f"<p>{text}</p>\n" for text in texts).encode("utf-8", "replace")


def parquet_table(texts: list[str]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = io.BytesIO()
    clean = [text.encode("utf-8", "replace").decode() for text in texts]
    parquet.write_table(pa.table({"id": list(range(len(texts))), "text": clean}), out)
    return out.getvalue()


MADE: dict[str, Callable[[list[str]], bytes]] = {
    "html": page,
    "htm": page,
    "parquet": parquet_table,
    "txt": plain,
    "md": plain,
    "json": lambda texts: json.dumps([{"text": text} for text in texts]).encode(),
    "jsonl": lines,
    "ndjson": lines,
    "csv": lambda texts: table(texts, ","),
    "tsv": lambda texts: table(texts, "\t"),
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": lambda data: gzip.compress(data, 4),
    ".zst": lambda data: zstandard.compress(data, 2),
}


def test_every_format_and_packing_is_among_them() -> None:
    assert set(MADE) == set(names())
    assert {packing.removeprefix(".") for packing in PACKED} == {"", *packings.names()}


@pytest.mark.parametrize(
    ("format", "packing"),
    [*((name, "") for name in MADE), ("txt", ".gz"), ("jsonl", ".gz"), ("txt", ".zst"), ("csv", ".zst")],
)
@FEW
@given(texts=st.lists(test_laws.STRUNG | test_laws.mutated(), min_size=1, max_size=3), unsafe=st.booleans())
def test_fixing_and_undoing_gives_the_same_bytes(format: str, packing: str, texts: list[str], unsafe: bool) -> None:
    file = Path(f"a.{format}{packing}")
    before = PACKED[packing](MADE[format](["Le vote .\n", *texts]))
    file.write_bytes(before)
    found = fix("--encoding", "utf-8", *(["--unsafe-fixes"] if unsafe else []), str(file))
    if found == 2:
        return
    after = file.read_bytes()
    if after == before:
        return
    assert undo() == 0
    assert file.read_bytes() == before
    assert undo(runs()[-1].id) == 0
    assert file.read_bytes() == after


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffLe vote .\r\n\r\n\r\nFin".encode("utf-16-le"),
        b"\xef\xbb\xbfLe vote .\r\nFin",
        b"Le vote .\n" * 3000,
        ("Publicité\n" + SEED).encode(),
    ],
)
def test_encodings_and_line_endings_come_back(content: bytes) -> None:
    file = write("a.txt", content)
    fix()
    assert file.read_bytes() != content
    assert undo() == 0
    assert file.read_bytes() == content


def test_an_encoding_that_was_named_and_lone_surrogates() -> None:
    old = write("a.txt", "café .".encode("cp1252"))
    data = write("b.jsonl", b'{"text": "\\ud800 caf\\u00e9 ."}\n')
    fix("--encoding", "cp1252", "a.txt")
    fix("b.jsonl")
    assert old.read_bytes() == "café.\n".encode("cp1252")
    assert b"." in data.read_bytes()
    assert undo("--rule", "missing-final-newline", "a.txt") == 0
    assert old.read_bytes() == "café.".encode("cp1252")
    assert undo("b.jsonl") == 0
    assert data.read_bytes() == b'{"text": "\\ud800 caf\\u00e9 ."}\n'


def test_where_the_difference_is_too_big_the_old_file_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delta.between, "__defaults__", (0,))
    file = write("a.txt", SEED)
    fix()
    (whole,) = history.files(Path(), runs()[0])
    assert whole.replaced.delta is None
    assert whole.replaced.original
    assert undo() == 0
    assert file.read_text() == SEED


@given(st.binary(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60), st.binary(max_size=9))))
def test_a_delta_gives_the_old_bytes(old: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    import tempfile

    new = old
    for start, length, put in edits:
        new = new[:start] + put + new[start + length :]
    with tempfile.TemporaryFile() as before, tempfile.TemporaryFile() as after:
        before.write(old)
        after.write(new)
        before.flush()
        after.flush()
        after.seek(0)
        patches = delta.between(before, after)
        out = io.BytesIO()
        assert patches is not None
        delta.restore(after, patches, out, len(old))
    assert out.getvalue() == old


# --- by rule ---


def test_only_what_a_rule_did() -> None:
    file = write("a.txt", "Le  vote .\nFin")
    fix("--unsafe-fixes", "--lang", "fr")
    assert file.read_text() == "Le vote.\nFin\n"
    assert undo("--rule", "missing-final-newline") == 0
    assert file.read_text() == "Le vote.\nFin"
    assert undo(runs()[-1].id) == 0
    assert undo("--rule", "space-before-punctuation,missing-final-newline") == 0
    assert file.read_text() == "Le vote .\nFin" or file.read_text() == "Le  vote .\nFin"


def test_neighbouring_lines_go_back_each_by_its_rule() -> None:
    text = "Un titre assez long pour être un titre\n\n\nPublicité\nPhoto : Jean Dupont/AFP\nLe conseil a voté.\n"
    file = write("a.txt", text)
    fix("--lang", "fr")
    assert "Publicité" not in file.read_text()
    assert "Photo" not in file.read_text()
    assert undo("--rule", "ad-label") == 0
    assert "Publicité" in file.read_text()
    assert "Photo" not in file.read_text()


def test_a_data_file_goes_back_by_rule_and_record() -> None:
    before = b'{"id": 1, "text": "Le vote .\\nPublicit\\u00e9\\n"}\n{bad\n{"id": 3, "text": "Fin ."}\n'
    file = write("a.jsonl", before)
    fix("--lang", "fr")
    assert undo("--rule", "ad-label") == 0
    now = [json.loads(line) for line in file.read_text().splitlines() if line != "{bad"]
    assert [one["text"] for one in now] == ["Le vote.\nPublicité\n", "Fin."]


ENTANGLED = """
- name: first-one
  kind: pattern
  message: one
  why: It makes what the other finds.
  pattern: aaa
  fix: abba
  examples:
    - bad: "⟦aaa⟧"
      good: "abba"
  clean: ["b", "c"]
- name: second-one
  kind: pattern
  message: two
  why: It changes what the first made.
  pattern: bb
  fix: cc
  examples:
    - bad: "⟦bb⟧"
      good: "cc"
  clean: ["a", "c"]
"""


def test_what_two_rules_did_to_one_place_goes_back_together_or_not_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    write("own.yaml", ENTANGLED)
    file = write("a.txt", "x aaa y bb z\n")
    fix("--rules", "own.yaml", "--select", "first-one,second-one", "a.txt")
    assert file.read_text() == "x acca y cc z\n"
    assert undo("--rule", "second-one") == 2
    assert "a.txt: a change is also the work of first-one; undo them together" in capsys.readouterr().err
    assert file.read_text() == "x acca y bb z\n"
    assert undo(runs()[-1].id) == 0
    assert undo("--rule", "second-one", "--rule", "first-one") == 0
    assert file.read_text() == "x aaa y bb z\n"


# --- what is refused ---


def test_what_has_changed_since_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    changed, gone, other = write("a.txt", "Un ."), write("b.txt", "Deux ."), write("c.txt", "Trois .")
    fix()
    changed.write_text("Un autre.\n")
    gone.unlink()
    assert undo() == 2
    err = capsys.readouterr().err
    assert "error: a.txt: has changed since; left as it is\n" in err
    assert "error: b.txt: No such file or directory\n" in err
    assert "Took back 2 changes in 1 file" in err
    assert (changed.read_text(), gone.exists(), other.read_text()) == ("Un autre.\n", False, "Trois .")


def test_a_later_run_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    file = write("a.txt", "Un .\n\n\n\nDeux")
    fix("--select", "missing-final-newline")
    fix()
    first, second = runs()
    assert undo(first.id) == 2
    assert f"a.txt: has changed since, by run {second.id}: undo that first; left as it is" in capsys.readouterr().err
    assert undo() == undo() == 0
    assert file.read_text() == "Un .\n\n\n\nDeux"
    assert undo() == 2
    assert "nothing is left to undo" in capsys.readouterr().err


def test_a_journal_reaches_no_further_than_its_project(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = here / "project"
    (project / ".git").mkdir(parents=True)
    outside = write(str(here / "outside.txt"), "Un .")
    write(str(project / "in.txt"), "Deux .")
    (project / "link.txt").symlink_to(outside)
    os.chdir(project)
    fix("in.txt", "link.txt", str(outside))
    assert outside.read_text() == "Un.\n"
    assert undo() == 2
    assert "lies outside" in capsys.readouterr().err
    assert outside.read_text() == "Un.\n"
    assert undo(runs()[0].id, str(outside)) == 0
    assert outside.read_text() == "Un ."


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("damage", ["delta", "digest", "line", "folder"])
def test_a_damaged_journal_changes_nothing(damage: str, signed: bool) -> None:
    file = write("a.txt", "Un .\n")
    fix()
    (written,) = Path(".newslint/journal").glob("*/*.jsonl")
    text = written.read_text()
    assert '"delta":[[2,0,"IA=="]]' in text
    if damage == "delta":
        written.write_text(text.replace('[[2,0,"IA=="]]', '[[1,1,"IA=="],[0,9,"IA=="]]'))
    elif damage == "digest":
        written.write_text(text.replace('"before":"', '"before":"00'))
    elif damage == "line":
        written.write_text(text[:-130])  # within the line before the seal
    else:
        written = written.parent.rename(written.parent.with_name("other")) / written.name
    if signed:
        journals.sign(written)
    undo()
    assert file.read_text() == "Un.\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format":"txt"', '"format":"\'txt"'),
        ('"format":"txt"', '"format":"txt.zip"'),
        ('"encoding":null', '"encoding":"no such"'),
        ('"path":"a.txt"', '"path":"a.txt\\u0000"'),
        ('"path":"a.txt"', '"path":"."'),
        ('"start":2', '"start":-7'),
        ('"start":2', '"start":99999999999'),
        ('"field":null', '"field":"text"'),
        ('"delta":[[2,0,"IA=="]]', '"delta":[[-9,-9,"IA=="]]'),
        ('"delta":[[2,0,"IA=="]]', '"delta":null,"original":"../../../a.txt"'),
    ],
)
@pytest.mark.parametrize("rule", ["space-before-punctuation", None])
@pytest.mark.parametrize("signed", [False, True])
def test_what_a_journal_may_hold(old: str, new: str, rule: str | None, signed: bool) -> None:
    file = write("a.txt", "Un .\n")
    other = write("b.txt", "Deux .")
    fix("a.txt", "b.txt")
    (written,) = Path(".newslint/journal").glob("*/*.jsonl")
    text = written.read_text()
    assert old in text
    written.write_text(text.replace(old, new, 1))
    if signed:
        journals.sign(written)
    undo(*(["--rule", rule] if rule else []))
    assert file.read_text() in ("Un.\n", "Un .\n")
    assert other.read_text() in ("Deux.\n", "Deux .\n", "Deux .")


# --- which run, which files ---


def test_undoing_by_file_and_by_run() -> None:
    for name in ("a.txt", "x/b.txt", "x/c.txt"):
        write(name, "Un .\n")
    fix()
    os.chdir("x")
    assert undo("b.txt") == 0
    os.chdir("..")
    assert [Path(name).read_text() for name in ("a.txt", "x/b.txt", "x/c.txt")] == ["Un.\n", "Un .\n", "Un.\n"]
    assert undo(runs()[0].id[-6:], "x") == 0
    assert Path("x/c.txt").read_text() == "Un .\n"
    assert undo("nowhere/at/all") == 2


def test_there_is_nothing_to_undo(capsys: pytest.CaptureFixture[str]) -> None:
    assert undo() == 2
    assert "no run is on record here" in capsys.readouterr().err
    assert main(["log"]) == 0
    assert main(["log", "nope"]) == 2


def test_the_log_tells_what_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    write("a\x1b[31m.txt", "Un\x1b[31m .\n")
    write("b.jsonl", '{"text": "Deux ."}\n')
    fix("--select", "space-before-punctuation")
    capsys.readouterr()
    assert main(["log", runs()[0].id]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "a␛[31m.txt at 7: ' ' -> ''  (space-before-punctuation 1.000)\n" in out
    assert "b.jsonl:1:text at 4: ' ' -> ''  (space-before-punctuation 1.000)\n" in out
    undo()
    assert main(["log"]) == 0
    head, last, first = capsys.readouterr().out.splitlines()
    assert head.split() == ["run", "started", "files", "changes", "command"]
    assert "undo" in last
    assert first.endswith("(undone)")


# --- where and when there is a journal ---


def test_the_journal_is_at_the_top_of_the_project_and_git_does_not_see_it() -> None:
    write("x/y/a.txt", "Un .\n")
    os.chdir("x/y")
    fix()
    os.chdir("../..")
    assert Path(".newslint/.gitignore").read_text() == "*\n"
    assert not Path("x/y/.newslint").exists()
    assert len(runs()) == 1


@pytest.mark.parametrize("how", ["option", "configuration", "nothing to fix", "diff", "standard input"])
def test_there_is_no_journal(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", "Un.\n" if how == "nothing to fix" else "Un .\n")
    if how == "configuration":
        write("newslint.toml", "journal = false\n")
    if how == "standard input":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Un .\n")))
    args = {"option": ["--no-journal", "."], "diff": ["--diff", "."], "standard input": ["-"]}
    fix(*args.get(how, ["."]))
    assert not Path(".newslint").exists()


def test_newslints_own_files_are_no_articles() -> None:
    write("a.txt", "Un .\n")
    write(".newslint-abc.txt", "Half .\n")
    fix()
    (written,) = Path(".newslint/journal").glob("*/*.jsonl")
    before = written.read_bytes()
    fix(".newslint", str(written), ".newslint-abc.txt")
    assert written.read_bytes() == before
    assert Path(".newslint-abc.txt").read_text() == "Half .\n"


def test_each_process_has_its_own_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "POOL_BYTES", 0)
    monkeypatch.setattr(run, "CHUNK_BYTES", 1)
    texts = {f"{number:02}.txt": f"Un {number} ." for number in range(30)}
    for name, text in texts.items():
        write(name, text)
    fix("--jobs", "2")
    assert len(runs()) == 1
    assert sum(1 for _ in history.files(Path(), runs()[0])) == 30
    assert undo() == 0
    assert {path.name: path.read_text() for path in Path().glob("*.txt")} == texts


def test_a_file_that_cannot_be_put_on_record_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    file = write("a.txt", "Un .\n")
    write(".newslint/journal", "a file, no folder")
    assert fix() == 2
    assert file.read_text() == "Un .\n"
    assert "journal: is no folder, and newslint's own; nothing was written" in capsys.readouterr().err


def test_a_file_announced_and_not_replaced_is_not_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    file, other = write("a.txt", "Un .\n"), write("b.txt", "Deux .\n")
    real = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if Path(target).name == "a.txt":
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    assert fix() == 2
    assert [whole.replaced.path for whole in history.files(Path(), runs()[0])] == ["b.txt"]
    assert undo() == 0
    assert (file.read_text(), other.read_text()) == ("Un .\n", "Deux .\n")


def test_journals_are_forgotten_by_age_and_size() -> None:
    for number in range(4):
        write("a.txt", f"Un {number} .\n")
        fix()
    ids = [one.id for one in runs()]
    for days, id in zip((40, 20, 10, 0), ids, strict=True):
        for path in Path(".newslint/journal", id).iterdir():
            os.utime(path, (time.time() - days * 86_400,) * 2)
    assert pruning.prune(Path(), days=30, megabytes=1) == 1
    assert [one.id for one in runs()] == ids[1:]
    size = sum(path.stat().st_size for id in ids[2:] for path in Path(".newslint/journal", id).iterdir())
    assert pruning.prune(Path(), days=30, megabytes=size / 1e6) == 1
    assert [one.id for one in runs()] == ids[2:]
    assert pruning.prune(Path(), days=0, megabytes=0) == 1
    assert [one.id for one in runs()] == ids[3:]


def test_how_long_runs_are_kept_is_for_the_user_to_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of articles that says it is somebody else's, or may be."""
    monkeypatch.setenv("NEWSLINT_CONFIG_DIR", str(tmp_path / "mine"))
    write("a.txt", "Un .\n")
    fix()
    (first,) = [one.id for one in runs()]
    for path in Path(".newslint/journal", first).iterdir():
        os.utime(path, (time.time() - 7200,) * 2)
    write("newslint.toml", "journal-days = 0\njournal-megabytes = 0\n")
    write("a.txt", "Un 4 .\n")
    assert main(["check", "--fix", "."]) == 0
    assert "journal-days and journal-megabytes count in your own newslint.toml only" in capsys.readouterr().err
    assert first in [one.id for one in runs()]
    write("mine/newslint.toml", "journal-days = 0\n")
    write("a.txt", "Un 5 .\n")
    fix()
    assert first not in [one.id for one in runs()]
    assert len(runs()) == 2
    write("mine/newslint.toml", "journal = false\n")
    write("a.txt", "Un 6 .\n")
    fix()
    assert len(runs()) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('accept = ["x"]\n', "newslint.toml:1: 'accept' is not for your own configuration"),
        ('\njournal-days = "x"\n', "newslint.toml:2: journal-days: expected a number"),
        ("journal-days = -1\n", "newslint.toml:1: journal-days: "),
    ],
)
def test_what_the_users_own_configuration_may_say(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSLINT_CONFIG_DIR", str(tmp_path / "mine"))
    write("mine/newslint.toml", text)
    file = write("a.txt", "Un .\n")
    assert fix() == 2
    assert said in capsys.readouterr().err
    assert file.read_text() == "Un .\n"
    assert main(["check", "-q", "a.txt"]) == 1


def test_an_own_configuration_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def locked(self: Path) -> bool:
        if self.parent.name == "mine":
            raise PermissionError(13, "Permission denied")
        return os.path.isfile(self)  # noqa: PTH113 - this is what is_file is here

    monkeypatch.setenv("NEWSLINT_CONFIG_DIR", str(tmp_path / "mine"))
    monkeypatch.setattr(Path, "is_file", locked)
    write("a.txt", "Un .\n")
    assert fix() == 2
    assert "mine/newslint.toml: can't be read: Permission denied" in capsys.readouterr().err


def test_the_defaults_are_those_of_the_documentation() -> None:
    assert (Config().journal, Config().journal_days, Config().journal_megabytes) == (True, 30, 1000)
    assert own.Own() == own.Own(journal=True, journal_days=30, journal_megabytes=1000)
