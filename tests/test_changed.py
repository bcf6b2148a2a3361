"""Only what a change touches, by real git: which lines, which files, and nothing beside them is mended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import Linter
from newslint.model.documents import Document
from newslint.model.edits import splice
from newslint.model.findings import Edit
from newslint.run.changed import Changed, read, unquoted

BAD = "The council of of Oldham.\n"
"""A line with one finding, repeated-word, that is safe to mend."""

GOOD = "The council of Oldham.\n"

SHOWN = ("--output-format", "concise", "--select", "repeated-word")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, `base`; its configuration is as odd as git allows."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path.parent / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git("init", "-q", "-b", "main")
    odd = {"user.name": "A", "user.email": "a@example.org", "diff.noprefix": "true", "color.ui": "always"}
    odd |= {"diff.external": "false", "diff.context": "9", "diff.interHunkContext": "9", "core.quotePath": "false"}
    odd |= {"diff.renames": "false", "diff.relative": "true", "commit.gpgsign": "false", "core.autocrlf": "false"}
    for key, value in odd.items():
        git("config", key, value)
    write("a.txt", BAD + GOOD + BAD)
    write("b.txt", BAD)
    commit("base")
    git("tag", "base")
    return tmp_path


def git(*args: str) -> None:
    subprocess.run(["git", *args], check=True, capture_output=True)


def commit(message: str = "more") -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def write(name: str, content: str | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)


def newslint(*args: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "newslint", "check", "--lang", "en", *SHOWN, *args]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def found(*args: str, base: str = "base") -> list[str]:
    """The places that are reported."""
    code, out, err = newslint("--diff-base", base, *args)
    assert code == int(bool(out)), err
    return [line.split(": ")[0] for line in out.splitlines()]


def test_what_nobody_touched_is_passed_over(here: Path) -> None:
    code, out, err = newslint("--diff-base", "base")
    assert (code, out, err) == (0, "", "No changed files to check.\nSkipped 2 files: 2 unchanged.\n")


def test_lines_that_are_added_edited_and_beside_it(here: Path) -> None:
    write("a.txt", "New. " + BAD + GOOD + BAD)
    assert found() == ["a.txt:1:20"]
    write("a.txt", "Hello.\n" + BAD + GOOD + BAD)
    assert found() == [], "what stands beside a new line does not count"
    write("a.txt", BAD + BAD + GOOD + GOOD + BAD + "And of of more.\n")
    assert found() == ["a.txt:2:15", "a.txt:6:7"]


def test_lines_that_are_gone(here: Path) -> None:
    write("a.txt", BAD + BAD)
    assert found() == []
    write("c.txt", "Fine.\n\n\nGone.\n\n\nFine.\n")
    commit()
    write("c.txt", "Fine.\n\n\n\n\nFine.\n")
    assert found("--select", "blank-lines", base="HEAD") == ["c.txt:3:1"], "it reaches across the seam"


def test_committed_staged_unstaged_and_untracked(here: Path) -> None:
    write("committed.txt", BAD)
    commit()
    write("staged.txt", BAD)
    git("add", "staged.txt")
    write("b.txt", BAD + BAD)
    write("folder/untracked.txt", BAD)
    write(".gitignore", "named.txt\n")
    write("named.txt", BAD)
    everything = ["b.txt:2:15", "committed.txt:1:15", "staged.txt:1:15", "folder/untracked.txt:1:15"]
    assert found() == everything
    assert found("named.txt") == ["named.txt:1:15"], "git tracks it not: all of it is new"
    assert found(base="HEAD") == [place for place in everything if "committed" not in place]


def test_the_branch_is_what_counts_and_not_what_the_base_did_since(here: Path) -> None:
    git("checkout", "-q", "-b", "branch")
    write("mine.txt", BAD)
    commit()
    git("checkout", "-q", "main")
    write("a.txt", BAD + GOOD)
    commit()
    git("checkout", "-q", "branch")
    assert found(base="main") == ["mine.txt:1:15"]


def test_renamed_files_have_only_their_new_lines(here: Path) -> None:
    write("long.txt", BAD + GOOD * 9)
    commit()
    git("mv", "long.txt", "moved name.txt")
    assert found(base="HEAD") == []
    write("moved name.txt", BAD + GOOD * 9 + BAD)
    git("add", "-A")
    assert found(base="HEAD") == ["moved name.txt:11:15"]


@pytest.mark.parametrize(
    "name",
    [
        "two words.txt",
        "é.txt",
        'tab\tquote".txt',
        "back\\slash.txt",
        " .txt",
        "a b/b/c.txt",
        "--x.txt",
        "line\nbreak.txt",
    ],
)
def test_odd_names(name: str, here: Path) -> None:
    write(name, BAD + GOOD)
    commit()
    write(name, BAD + BAD)
    code, out, _ = newslint("--diff-base", "HEAD")
    assert (code, out.count("repeated-word")) == (1, 1)
    assert ":2:15: repeated-word" in out


def test_names_that_are_not_utf8(here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    write(name, BAD)
    commit()
    write(name, BAD + BAD)
    code, out, _ = newslint("--diff-base", "HEAD")
    assert (code, out.count(":2:15: repeated-word")) == (1, 1)


def test_line_endings_and_files_without_an_end(here: Path) -> None:
    write("a.txt", (BAD + GOOD + "Fine.").replace("\n", "\r\n"))
    commit()
    write("a.txt", (BAD + GOOD + "Fine.\n" + BAD + "+++ b/x.txt").replace("\n", "\r\n"))
    assert found("--select", "repeated-word", base="HEAD") == ["a.txt:4:15"]


def test_what_git_calls_binary_counts_whole(here: Path) -> None:
    write("wide.txt", (BAD + GOOD).encode("utf-16"))
    commit()
    assert found(base="HEAD") == []
    write("wide.txt", (BAD + GOOD + GOOD).encode("utf-16"))
    assert found(base="HEAD") == ["wide.txt:1:15"]
    Path("b.txt").chmod(0o755)
    assert found("b.txt", base="HEAD") == [], "a mode is no line"


def test_from_within_a_folder_and_by_whole_paths(here: Path) -> None:
    write("x/y.txt", BAD)
    os.chdir("x")
    assert found() == ["y.txt:1:15"]
    assert found(str(here / "x")) == [f"{here}/x/y.txt:1:15"]
    assert found("..") == ["../x/y.txt:1:15"]


def test_only_what_is_touched_is_mended(here: Path) -> None:
    write("a.txt", BAD + "New: most of of it.\n" + GOOD + "Advertisement\n" + BAD)
    code, out, err = newslint("--diff-base", "base", "--fix", "--extend-select", "ad-label")
    assert (code, out) == (0, ""), err
    assert Path("a.txt").read_text() == BAD + "New: most of it.\n" + GOOD + BAD
    write("a.txt", BAD + BAD + GOOD + BAD)
    code, out, _ = newslint("--diff-base", "base", "--diff")
    assert (code, out.count("\n-"), out.count("\n+")) == (1, 1, 2)  # a line that goes, +++ and the line that comes


def test_lines_of_jsonl_are_records(here: Path) -> None:
    def record(text: str) -> str:
        return f'{{"id": "{len(text)}", "text": "{text.strip()}"}}\n'

    write("a.jsonl", record(BAD) + record(GOOD) + record(BAD))
    commit()
    write("a.jsonl", record(BAD) + record("Well. " + BAD) + record(BAD))
    assert found(base="HEAD") == ["a.jsonl:2:text:1:21"]
    write("a.jsonl", record(BAD) + record("Well. " + BAD) + record(BAD) + '{"broken\n')
    assert found(base="HEAD") == ["a.jsonl:2:text:1:21", "a.jsonl:4:1:2"]


def test_with_a_baseline_the_old_uses_up_what_is_known(here: Path) -> None:
    """The baseline knows one; a second of the same kind on a new line is new, though only it is in question."""
    subprocess.run([sys.executable, "-m", "newslint", "baseline", "create", "-q"], check=True)
    write("b.txt", BAD + BAD)
    assert found("--baseline", "newslint-baseline.json") == ["b.txt:2:15"]
    write("b.txt", BAD + GOOD)
    assert found("--baseline", "newslint-baseline.json") == []


def test_what_is_remembered_of_a_file_is_all_of_it(here: Path) -> None:
    write("b.txt", BAD + GOOD)
    for _ in range(2):
        assert found() == []
        assert newslint("b.txt")[0] == 1


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("nowhere", "--diff-base nowhere: HERE has no such commit; fetch it first, or correct the name"),
        ("--help", "--diff-base --help: HERE has no such commit; fetch it first, or correct the name"),
        ("HEAD:a.txt", "--diff-base HEAD:a.txt: HERE has no such commit; fetch it first, or correct the name"),
    ],
)
def test_a_commit_that_is_not_there(base: str, message: str, here: Path) -> None:
    code, out, err = newslint(f"--diff-base={base}")
    assert (code, out, err) == (2, "", f"error: {message.replace('HERE', here.as_posix())}\n")


def test_no_common_commit(here: Path) -> None:
    git("checkout", "-q", "--orphan", "other")
    commit()
    code, _, err = newslint("--diff-base", "base")
    assert code == 2
    assert err.startswith("error: --diff-base base: it has no commit in common with HEAD in ")


def test_outside_a_repository_and_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.txt", BAD)
    assert newslint("--diff-base", "HEAD")[::2] == (
        2,
        "error: a.txt: is in no git repository; --diff-base needs one\n",
    )
    Path(".git").mkdir()
    monkeypatch.setenv("PATH", "")
    assert newslint("--diff-base", "HEAD")[::2] == (2, "error: --diff-base needs git, and there is none; install it\n")
    assert newslint("--diff-base", "HEAD", "-")[::2] == (
        2,
        "error: --diff-base needs files; what comes from standard input has no past\n",
    )


# --- the laws ---


LINES = st.lists(st.sampled_from(["a of of b", "fine", "", "Advertisement", "of of of of c"]), max_size=8)


@given(LINES, st.sets(st.integers(1, 8)))
@settings(deadline=None)
def test_mending_what_is_touched_leaves_every_other_line(lines: list[str], chosen: set[int]) -> None:
    linter = Linter("en", select=["repeated-word", "ad-label"])
    document = Document("".join(f"{line}\n" for line in lines))
    picked = {number for number in chosen if number <= len(lines)}
    touched = Changed(tuple((number, number) for number in sorted(picked))).touches(document, "txt")
    assert touched is not None
    fixed = linter.fix_document(document, lambda _: True, touched)
    assert splice(document.text, fixed.edits) == fixed.text
    kept = [line for number, line in enumerate(lines, start=1) if number not in picked]
    left = iter(fixed.text.splitlines())
    assert all(line in left for line in kept), "in their order, all lines that nobody touched"
    if len(picked) == len(lines):
        assert fixed.text == linter.fix_document(document, lambda _: True).text


@given(st.text("ab\n", max_size=20), st.data())
def test_what_is_touched_moves_with_the_text(text: str, data: st.DataObject) -> None:
    """A mark put round each touched line before an edit elsewhere stands round the same line after it."""
    document = Document(text)
    count = text.count("\n") + 1
    line = data.draw(st.integers(1, count))
    touched = Changed(((line, line),)).touches(document, "txt")
    assert touched is not None
    ((low, high),) = touched.spans
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, len(text)))
    edit = Edit(at, end, data.draw(st.text("xy\n", max_size=3)))
    ((start, stop),) = touched.after([edit]).spans
    after = splice(text, [edit])
    if edit.end <= low and edit.start < low:
        assert after[start:stop] == text[low:high]
    if edit.start >= high:
        assert after[start:stop] == text[low:high]


def test_reading_a_patch() -> None:
    patch = b"""diff --git a/x b/x
--- a/x
+++ b/x
@@ -1 +1,2 @@ of
-one
++++ b/none
+@@ -9 +9 @@
\\ No newline at end of file
@@ -7,2 +8,0 @@
-a
-diff --git a/y b/y
diff --git a/gone b/gone
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-a
diff --git "a/q\\"\\303\\251" "b/q\\"\\303\\251"
new file mode 100644
--- /dev/null
+++ "b/q\\"\\303\\251"
@@ -0,0 +1 @@
+a
diff --git a/two words b/two words
--- a/two words\t
+++ b/two words\t
@@ -3 +3 @@
-a
+b
* Unmerged path "f\\tg"
"""
    assert list(read(patch.splitlines(keepends=True))) == [
        (b"x", Changed(((1, 2),), (8,))),
        ('q"é'.encode(), Changed(((1, 1),))),
        (b"f\tg", Changed(whole=True)),
        (b"two words", Changed(((3, 3),))),
    ]


@pytest.mark.parametrize(
    ("shown", "name"),
    [(b"a", b"a"), (b'"a\\"b\\\\c"', b'a"b\\c'), (b'"\\a\\b\\t\\n\\v\\f\\r\\001"', b"\a\b\t\n\v\f\r\x01")],
)
def test_quoted_names(shown: bytes, name: bytes) -> None:
    assert unquoted(shown) == name
