"""What newslint writes stays where it was asked for, is what it was meant to be, and belongs to whom it belonged.

Each attack is made as a stranger would make it: by links, names, articles and configurations of a clone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attacks import BAD, GOOD, ROOT, cloned, fix, tree, write

from newslint.__main__ import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cloned(tmp_path, monkeypatch)


# --- what is written stays where it was asked for ---


VICTIM = "export PATH\n"


@pytest.fixture
def victim(here: Path) -> Path:
    return write(here.parent / "home" / ".bash_login", VICTIM)


Made = Callable[[], int]


def baseline(*args: str) -> int:
    return main(["baseline", *args, "-q", "."])


WRITERS: dict[str, tuple[str, Made]] = {
    "baseline create": ("newslint-baseline.json", lambda: baseline("create")),
    "baseline create --force": ("newslint-baseline.json", lambda: baseline("create", "--force")),
    "baseline create --baseline": ("b.json", lambda: baseline("create", "--force", "--baseline", "b.json")),
    "suppress": ("newslint.ignore.yaml", lambda: main(["suppress", "--reason", "x", "a.txt"])),
    "-o": ("report.json", lambda: main(["check", "-o", "report.json", "."])),
    "--output-format": ("report.json", lambda: main(["check", "--output-format", "json:report.json", "."])),
    "init": ("newslint.toml", lambda: main(["init"])),
}


@pytest.mark.parametrize("target", ["there", "nowhere"])
@pytest.mark.parametrize("how", WRITERS)
def test_no_link_is_followed(how: str, target: str, here: Path, victim: Path) -> None:
    write("a.txt", BAD)
    name, run = WRITERS[how]
    aim = victim if target == "there" else victim.with_name("new")
    Path(name).symlink_to(aim)
    if how == "suppress" and target == "there":
        victim.write_text("")
    before = tree(here.parent)
    assert run() == 2
    assert tree(here.parent) == before
    assert Path(name).is_symlink()


@pytest.mark.parametrize(
    ("args", "made"),
    [
        (["check", "-o", "out/report.json", "."], "report.json"),
        (["baseline", "create", "--baseline", "out/b.json", "-q", "."], "b.json"),
        (["baseline", "create", "-q", "."], "b.json"),
    ],
)
def test_no_folder_that_is_a_link_leads_out(args: list[str], made: str, here: Path, victim: Path) -> None:
    write("a.txt", BAD)
    Path("out").symlink_to(victim.parent)
    write("newslint.toml", 'baseline = "out/b.json"\n')
    assert main(args) == 2
    assert sorted(path.name for path in victim.parent.iterdir()) == [".bash_login"]
    named = [arg.replace("out/", f"{victim.parent}/") for arg in args]
    if named != args:
        without = ["--no-baseline"] if args[0] == "check" else []
        assert main([*named, *without]) in (0, 1)
        assert (victim.parent / made).exists()


def test_what_is_called_as_the_system_calls_it_is_written(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write("a.txt", BAD)
    assert main(["check", "-q", "--lang", "en", "--output-format", "concise", "-o", "/dev/stdout", "a.txt"]) == 1
    assert "repeated-word" in capfd.readouterr().out


@pytest.mark.parametrize("named", ["../x.json", "{above}/x.json", "a/../../x.json"])
@pytest.mark.parametrize("command", [["check", "-q", "."], ["baseline", "create", "--force", "-q", "."]])
def test_a_configured_baseline_stays_below_its_configuration(
    named: str, command: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = named.replace("{above}", here.parent.as_posix())
    write("a.txt", BAD)
    write("newslint.toml", f'lang = "en"\nbaseline = "{named}"\n')
    assert main(command) == 2
    assert f"newslint.toml:2: baseline: {named} lies outside" in capsys.readouterr().err
    assert not Path(named).exists()


@pytest.mark.parametrize("content", ["", "export PATH\n", '{"text": "mine"}', "[]"])
@pytest.mark.parametrize("name", ["newslint-baseline.json", "Makefile"])
def test_force_replaces_baselines_alone(
    content: str, name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.txt", BAD)
    write("newslint.toml", f'baseline = "{name}"\n')
    file = write(name, content)
    assert baseline("create", "--force") == 2
    assert "is there already and is no baseline" in capsys.readouterr().err
    assert file.read_text() == content
    write(name, '{"newslint-baseline": 1, "files": {\n<<<<<<< HEAD\n')
    assert baseline("create", "--force") == 0


def test_a_sidecar_above_the_project_is_not_written_to(here: Path) -> None:
    above = write(here.parent / "newslint.ignore.yaml", "")
    write("a.txt", BAD)
    assert main(["suppress", "--reason", "x", "a.txt"]) == 0
    assert above.read_text() == ""
    assert Path("newslint.ignore.yaml").exists()
    write("b/c.txt", BAD)
    os.chdir("b")
    assert main(["suppress", "--reason", "x", "c.txt"]) == 0
    assert [path.name for path in Path().iterdir()] == ["c.txt"]


HOSTILE = [
    "\ud800",
    "\udce9",
    "x\n- rule: all\n  reason: y",
    '"\nrule: all',
    "\x85- a",
    "\u2028- a",
    "#",
    "\0",
    "'",
    "\\",
    "*",
]


@pytest.mark.parametrize("id", HOSTILE)
@pytest.mark.parametrize("text", HOSTILE)
def test_an_article_cannot_write_an_entry_of_its_own(id: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    from newslint.config import sidecar

    write("a.jsonl", json.dumps({"id": id, "text": f"He saw {text} the the mayor. {text}"}) + "\n")
    main(["suppress", "--reason", "x", "--select", "repeated-word", "a.jsonl"])
    (entry,) = sidecar.read(Path("newslint.ignore.yaml"))
    assert (entry.paths, entry.names, entry.reason) == (["/a.jsonl"], ["repeated-word"], "x")
    capsys.readouterr()
    assert main(["check", "--select", "repeated-word", "a.jsonl"]) == 0


def test_a_name_that_is_not_utf8(here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    write(name, BAD)
    assert main(["suppress", "--reason", "x", "."]) == 0
    assert main(["check", "-q", "."]) == 0
    Path("newslint.ignore.yaml").unlink()
    assert baseline("create") == 0
    assert main(["check", "-q", "--baseline", "newslint-baseline.json", "."]) == 0
    assert baseline("check") == 0
    Path(name).unlink()
    assert baseline("check") == 1


# --- formulas ---


@pytest.mark.parametrize("format", ["csv", "tsv"])
@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize(
    "cell",
    [
        "\r\n=1+1 the the",
        "\n\n=1+1 the the",
        " =1+1 the the",
        "\t\t=cmd|' /C calc'!A0 the the",
        "\r\n+1 the the",
        "\u200b-1 the the",
        "\ufeff@SUM(1) the the",
        "&#61;1+1 the the",
        "&equals;1+1 the the",
        "<b>=1+1</b> the the",
        "Advertisement\n=1+1 the the",
        "\r\n＝1+1 the the",
        "&#9;=1+1 the the",
        "&#13;=1 the the",
    ],
)
def test_no_fix_makes_a_formula(cell: str, quoted: bool, format: str) -> None:
    mark = "\t" if format == "tsv" else ","
    if not quoted and re.search(f'[\r\n"{mark}]', cell):
        return
    said = f'"{cell}"' if quoted else cell
    file = write(f"a.{format}", f"id{mark}text\n1{mark}{said}\n2{mark}He saw the the mayor.\n")
    fix("--unsafe-fixes", file.name)
    now = file.read_bytes().decode()
    first, second = now.split(f"\n1{mark}", 1)[1].rsplit("\n2", 1)
    text = first.strip('"')
    assert text[:1] == cell[0] or text[:1] not in tuple("=+-@\t\r＝＋－＠")
    bare, was = (said.lstrip("\ufeff\u200b \t\r\n")[:1] for said in (text, cell))
    assert bare == was or bare not in tuple("=+-@＝＋－＠")
    assert "the the" not in second


@pytest.mark.parametrize("cell", ["=1+1 the the", "- the the point", "+++ the the news", "@news the the", "–1 the the"])
def test_what_began_so_before_is_mended(cell: str) -> None:
    file = write("a.csv", f'id,text\n1,"{cell}"\n')
    fix("--unsafe-fixes", "a.csv")
    assert cell.replace("the the", "the") in file.read_text()


def test_other_formats_have_no_formulas() -> None:
    file = write("a.jsonl", json.dumps({"text": "\r\n=1+1 the the\n"}) + "\n")
    fix("a.jsonl")
    assert json.loads(file.read_text())["text"].startswith("=1+1 the")


# --- owners ---


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody gets to, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.skipif(not ROOT or shutil.which("setpriv") is None, reason="needs root, to be somebody else")
@pytest.mark.parametrize(("uid", "gid", "said"), [(0, 0, "another user"), (12345, 0, "a group that you are not in")])
def test_a_file_whose_owner_cannot_be_kept_is_left_alone(uid: int, gid: int, said: str, shared: Path) -> None:
    clone, state = shared / "clone", shared / "state"
    theirs, mine = write(clone / "theirs.txt", BAD), write(clone / "mine.txt", BAD)
    state.mkdir()
    for path in (clone, state, mine):
        os.chown(path, 12345, 12345)
    theirs.chmod(0o666)
    os.chown(theirs, uid, gid)
    done = somebody_else("check", "--fix", "--no-cache", "--lang", "en", ".", folder=clone, state=state)
    assert done.returncode == 2, done.stderr
    assert f"theirs.txt: belongs to {said}, which can't be kept; left as it is" in done.stderr
    assert (theirs.read_text(), mine.read_text()) == (BAD, GOOD)
    assert (theirs.stat().st_uid, theirs.stat().st_gid) == (uid, gid)
    assert not list(clone.glob(".newslint-*"))


def somebody_else(*args: str, folder: Path, state: Path) -> subprocess.CompletedProcess[str]:
    """A run of newslint by user 12345."""
    who = ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"]
    probe = subprocess.run([*who, sys.executable, "-c", "import newslint.cli"], check=False, cwd=folder)
    if probe.returncode:
        pytest.skip("somebody else can't run newslint here")
    own = dict.fromkeys(["NEWSLINT_STATE_DIR", "NEWSLINT_CONFIG_DIR", "HOME"], str(state))
    environment = {**os.environ, **own, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*who, sys.executable, "-m", "newslint", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
