"""Texts, files, rules, configurations and journals that nobody would write: `python tests/fuzz.py --minutes 10`.

    check      the linter finds what is there, raises for no text, and mends as the laws say (tests/test_laws.py)
    formats    every reader reads any bytes or says why not; without changes the bytes stay
    files      mending any file, then undoing it, gives the same bytes
    rules      a rule file is read or refused with its place; a rule that is read can be used
    config     a configuration is read or refused with its place
    hostile    a tree whose configuration, rules, sidecar, word lists and ignore files are anything: nothing breaks down
    names      files and records of any names: reports are whole, and what is mended is undone
    journal    with a damaged journal, undoing gives the file as it was or leaves it as it is, and touches nothing else;
               where its seals are not made anew, it counts as far as it is undamaged
    delta      patches make a file of the size that is told, or nothing at all
    sidecar    a sidecar is used or refused; what is suppressed then reads back, whatever an article holds
    baseline   a baseline is used or refused with its name; making, mending and pruning one writes nothing else

Each target runs so many minutes, in rounds; a failure is told with the round that repeats it (`--round`).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import journals
import test_laws
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from newslint import Linter, outputs
from newslint.__main__ import main as newslint
from newslint.config import reading
from newslint.evidence import language
from newslint.files import formats, packings
from newslint.files.parts import Source
from newslint.kinds import pattern
from newslint.model.documents import Document
from newslint.model.errors import ConfigError, ReadError, RuleError
from newslint.model.languages import Setting
from newslint.rules.home import home
from newslint.rules.load import load_path
from newslint.run.journal import delta

os.environ.setdefault("NEWSLINT_STATE_DIR", tempfile.mkdtemp(prefix="newslint-key-"))

ROUND = 200
"""Examples of a round."""

PIECES = [
    *(b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n", b"\n", b'"', b"'", b"\\", b"\\u00e9", b"\\ud800"),
    *(b"{", b"}", b"[", b"]", b":", b"- ", b"  ", b"#", b"|", b">", b"&a", b"*a", b"!!str ", b"---\n", b"'''", b'"""'),
    *(b"null", b"true", b"1e999", b"-0", b"NaN", b"9" * 30, b"text", b"name", b"(a+)+$", b"\\g<0>", b"(?R)"),
    *(b"<p>", b"</p>", b"<!--", b"&amp;", b"&#0;", b" .", "Publicité\n".encode(), "Ã©".encode(), b"the the "),
    *(b",", b"\t", b"{months}", b"```\n"),
]  # fmt: skip

SAMPLES: dict[str, list[bytes]] = {
    "txt": [b"", b"Le vote .\r\nFin", "\ufeffa .\n".encode("utf-16-le"), b"caf\xe9 ."],
    "md": [b"# Title\n\n- a .\n\n```\nb .\n```\n[c](d .)\n", b"---\nlang: fr\n---\nUn .\n"],
    "html": [b"<p>Un .</p>\n<!-- b . --><script>c .</script>&amp;<p title='d .'>the the</p>"],
    "json": [b'{"text": "a .", "n": [1, 2.0, {"title": "b ."}]}', b'[{"text": "caf\\u00e9 ."}, 3, null]\n'],
    "jsonl": [b'{"id": 1, "text": "a ."}\n{bad\n\n{"text": "\\ud83d\\ude00 .", "text": "b ."}\r\n'],
    "csv": [b'id;text\r\n1;"a ""b"" ."\r\n2;c .\r\n', b"id,title,text\n1,a .,b .\n2,c\n"],
    "tsv": [b"id\ttext\n1\ta .\n"],
}


def packed_tables() -> Iterator[bytes]:
    """A Parquet file, where it can be written."""
    with contextlib.suppress(ImportError):
        import pyarrow as pa
        from pyarrow import parquet

        out = io.BytesIO()
        parquet.write_table(pa.table({"id": [1, 2, 3], "text": ["a .", None, "the the"]}), out)
        yield out.getvalue()


SAMPLES |= {"parquet": tables} if (tables := [*packed_tables()]) else {}


@st.composite
def mutated(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """A sample with parts left out, doubled, moved and put in; or any bytes at all."""
    data = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        put = draw(st.sampled_from([*PIECES, data[start:end], b"", b""]) | st.binary(max_size=6))
        data = data[:start] + put + data[draw(st.sampled_from([start, end])) :]
    return data


def format_and_data() -> st.SearchStrategy[tuple[str, bytes]]:
    known = [name for name in formats.names() if name in SAMPLES]
    return st.sampled_from(known).flatmap(lambda name: st.tuples(st.just(name), mutated(SAMPLES[name])))


@contextlib.contextmanager
def silent_folder() -> Iterator[Path]:
    """A project of its own to work in, and nothing printed."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as made, contextlib.redirect_stderr(io.StringIO()):
        os.chdir(made)
        (Path(made) / ".git").mkdir()
        try:
            with contextlib.redirect_stdout(
                io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
            ):
                yield Path(made)
        finally:
            os.chdir(here)


def check(text: str, lang: str | None, unsafe: bool) -> None:
    scanned = test_laws.LINTER.scan_document(Document(text, lang=lang))
    test_laws.assert_true_of(text, scanned.findings)
    once = test_laws.LINTER.fix(text, lang=lang, unsafe=unsafe)
    assert once.unsettled == ()
    assert once.refused == ()
    assert (scanned.notes + once.notes).slow == set()
    assert test_laws.LINTER.fix(once.text, lang=lang, unsafe=unsafe).edits == []


def read(case: tuple[str, bytes], encoding: str | None) -> None:
    name, data = case
    reader, out = formats.get(name), io.BytesIO()
    source = Source(name="a", open=lambda: io.BytesIO(data), encoding=encoding)
    try:
        for shard in reader.shards(source):
            for item in reader.read(shard):
                assert not isinstance(item, Document) or isinstance(item.text, str)
    except ReadError as error:
        assert str(error).startswith("a")  # noqa: PT017 - it may not be raised
    with contextlib.suppress(ReadError):
        reader.rewrite(source, out, [])
        assert out.getvalue() == data


def mend(case: tuple[str, bytes], packing: str, unsafe: bool) -> None:
    name, data = case
    if packing:
        import gzip

        assert packings.names()
        data = gzip.compress(data, 1)
    with silent_folder() as folder:
        file = folder / f"a.{name}{packing}"
        file.write_bytes(data)
        newslint(["check", "--fix", "-q", "--no-cache", *(["--unsafe-fixes"] if unsafe else []), file.name])
        after = file.read_bytes()
        if after != data:
            assert newslint(["undo", "-q"]) == 0
            assert file.read_bytes() == data
        assert {path.name for path in folder.iterdir()} <= {file.name, ".git", ".newslint"}


RULES = [file.read_bytes() for file in sorted(home().glob("*.yaml"))]
ENTRIES = [b"- name: " + entry for rules in RULES for entry in rules.split(b"- name: ")[1:]]


def load(data: bytes, text: str) -> None:
    with silent_folder() as folder:
        file = folder / "own.yaml"
        file.write_bytes(data)
        try:
            rules = load_path(file)
        except RuleError as error:
            assert str(error).startswith(str(file))  # noqa: PT017 - it may not be raised
            return
        linter = Linter(rules=[file], select=[rule.name for rule in rules] or None)
        linter.check(text, lang="fr")
        linter.fix(text, lang="fr")
        for rule in rules:
            rule.needles(Setting(language=language.get("fr")))


CONFIGS = [
    b'lang = "fr"\nselect = ["glued"]\nexclude = ["*.txt"]\naccept = ["a"]\n[per-file-ignores]\n"x/*" = ["layout"]\n',
    b'min-confidence = 0.5\nmax-deleted = 0.5\njournal = false\njournal-days = 3\nextend = "other.toml"\n',
]


def configure(data: bytes) -> None:
    with silent_folder() as folder:
        file = folder / "newslint.toml"
        file.write_bytes(data)
        (folder / "other.toml").write_text('lang = "de"\n')
        (folder / "a.txt").write_text("Un .\n")
        try:
            found = reading.read(file)
        except ConfigError as error:
            assert "newslint.toml" in str(error)  # noqa: PT017 - it may not be raised
            found = None
        assert newslint(["check", "-q", "--no-cache", "."]) in ((2,) if found is None else (0, 1, 2))


TREES = [
    b'rules = ["x"]\naccept-files = ["y", "../y"]\nextend = "x.toml"\nexclude = ["[", "**"]\nselect = ["all"]\n',
    b'baseline = "x"\nfields = ["*"]\nrules = ["/dev/zero", "."]\n[per-file-ignores]\n"*" = ["all"]\n',
    b"- name: own\n  kind: pattern\n  message: m\n  why: w\n  pattern: '{months}'\n  examples: []\n  clean: []\n",
    b"- path: ['*', '!a.txt', '[']\n  near: the\n  fingerprint: '0'\n",
    b"*\n!a.txt\n[\n/x/**\n",
]
PARTS = ("newslint.toml", "pyproject.toml", "x.toml", "newslint.ignore.yaml", ".gitignore", "x", "y", "x/.gitignore")


def settle_in(parts: dict[str, bytes]) -> None:
    with silent_folder() as folder:
        for name, data in sorted(parts.items(), reverse=True):
            if name.startswith("x/"):
                (folder / "x").mkdir()
            if not (folder / name).is_dir():
                (folder / name).write_bytes(data)
        article = folder / "a.txt"
        article.write_bytes(b"He saw the the mayor.\n")
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            assert newslint(["check", "--fix", "--no-cache", "--no-journal", "."]) in (0, 1, 2)
        assert "newslint failed" not in said.getvalue()
        assert article.read_bytes() in (b"He saw the the mayor.\n", b"He saw the mayor.\n")


OUTPUTS = st.sampled_from(outputs.names())
NAMES = st.binary(min_size=1, max_size=12).filter(
    lambda name: not set(name) & set(b"/\0") and name not in (b".", b"..")
)


def named(name: bytes, id: str, field: str, output: str) -> None:
    with silent_folder() as folder:
        article, records = folder / os.fsdecode(name + b".txt"), folder / os.fsdecode(name + b".jsonl")
        article.write_bytes(b"He saw the the mayor.\n")
        records.write_bytes(json.dumps({"id": id, field: "He saw the the mayor.", "text": "The the ."}).encode())
        before = [article.read_bytes(), records.read_bytes()]
        paths = [f"./{path.name}" for path in (article, records)]
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            newslint(["check", "--no-cache", "--lang", "en", "--output-format", f"{output}:report", *paths])
            report = (folder / "report").read_bytes().decode("utf-8")
            newslint(["check", "--fix", "-q", "--no-cache", "--lang", "en", *paths])
            newslint(["undo", "-q", *paths])
        assert "newslint failed" not in said.getvalue()
        assert "please report" not in said.getvalue()
        assert [article.read_bytes(), records.read_bytes()] == before
        if output in ("json", "sarif", "gitlab", "rdjson"):
            json.loads(report)
        if output in ("junit", "checkstyle"):
            ElementTree.fromstring(report)


def journalled() -> tuple[bytes, bytes, bytes]:
    """A text, what it is mended to, and the journal."""
    text = "Publicité\nLe vote  .\n\n\nFin".encode()
    with silent_folder() as folder:
        (folder / "a.txt").write_bytes(text)
        newslint(["check", "--fix", "-q", "--no-cache", "a.txt"])
        (written,) = folder.glob(".newslint/journal/*/*.jsonl")
        return text, (folder / "a.txt").read_bytes(), written.read_bytes().replace(*_elsewhere(folder))


def _elsewhere(folder: Path) -> tuple[bytes, bytes]:
    """What a journal says of the folder it was made in, and what stands for that until it is used in another."""
    return f'"root":"{folder.resolve().as_posix()}"'.encode(), b'"root":"HERE"'


JOURNALLED = journalled()


def tamper(data: bytes, by_rule: bool, signed: bool) -> None:
    before, after, _ = JOURNALLED
    with silent_folder() as folder:
        id = JOURNALLED[2].split(b'"id":"')[1].split(b'"')[0].decode()
        there, here = _elsewhere(folder)
        data = data.replace(here, there)
        (folder / ".newslint" / "journal" / id).mkdir(parents=True)
        journal = folder / ".newslint" / "journal" / id / "1-1.jsonl"
        journal.write_bytes(journals.signed_anew(data, journal.name) if signed else data)
        (folder / "a.txt").write_bytes(after)
        newslint(["log"])
        newslint(["log", id])
        newslint(["undo", "-q", id, *(["--rule", "missing-final-newline"] if by_rule else [])])
        now = (folder / "a.txt").read_bytes()
        assert now in (before, after) or by_rule
        assert {path.name for path in folder.iterdir()} == {"a.txt", ".git", ".newslint"}
        assert list((folder / ".git").iterdir()) == []


NUMBERS = st.integers(-9, 80) | st.integers(-(2**70), 2**70)


def patch(new: bytes, told: list[tuple[int, int, bytes]], size: int) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(new)
        file.seek(0)
        for wanted in (size, len(new) + sum(len(old) - length for _, length, old in told)):
            out = io.BytesIO()
            file.seek(0)
            try:
                delta.restore(file, [delta.Patch(*one) for one in told], out, wanted)
            except ValueError:
                assert out.getvalue() == b""
            else:
                assert len(out.getvalue()) == wanted


SIDECARS = [
    b"- path: /a.jsonl\n  rule: repeated-word\n  reason: x\n- id: 1\n  near: 'the the'\n",
    b"- rule: [repeated]\n  path: ['*.txt', '!b.txt']\n",
    b'- fingerprint: "0123"\n- text: "\\x85the\\u2028"\n  path: "/caf?.txt"\n',
]
ANY = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["x\n- rule: all", '"', "\ud800", "\x85- a", "\u2028", "\0"]
)


def suppress(data: bytes | None, id: str, text: str) -> None:
    with silent_folder() as folder:
        sidecar, article = folder / "newslint.ignore.yaml", folder / "a.jsonl"
        if data is not None:
            sidecar.write_bytes(data)
        article.write_bytes(json.dumps({"id": id, "text": f"{text} He saw the the mayor. {text}"}).encode())
        only = ["--select", "repeated-word", "a.jsonl"]
        usable = newslint(["check", "-q", "--no-cache", "--lang", "en", *only]) != 2
        code = newslint(["suppress", "-q", "--no-cache", "--reason", text, *only])
        assert code == 0 if usable else code == 2
        assert usable or sidecar.read_bytes() == data
        assert not usable or newslint(["check", "-q", "--no-cache", *only]) == 0
        assert {path.name for path in folder.iterdir()} <= {"a.jsonl", ".git", sidecar.name}


BASELINES = [
    b'{"newslint-baseline": 1, "files": {\n"a.txt": {\n "repeated-word": {\n  "0123456789ab": 2}}\n}}\n',
    b'{"newslint-baseline": 1, "files": {\n"../b.txt": {\n "x": {\n  "01": 1}},\n"\\udce9": {}\n}}\n',
]


def remember(data: bytes, command: str) -> None:
    with silent_folder() as folder:
        file, article = folder / "newslint-baseline.json", folder / "a.txt"
        file.write_bytes(data)
        article.write_bytes(b"He saw the the mayor.\n")
        (folder / "newslint.toml").write_text('baseline = "newslint-baseline.json"\n')
        names = {path.name for path in folder.iterdir()}
        usable = newslint(["check", "-q", "--no-cache", "."]) != 2
        code = newslint(["baseline", *command.split(), "-q", "--no-cache", "."])
        assert code in (0, 1) if usable and "create" not in command else code in (0, 1, 2)
        assert usable or "create" in command or file.read_bytes() == data
        assert data.startswith(b'{"newslint-baseline":') or usable or file.read_bytes() == data
        assert article.read_bytes() == b"He saw the the mayor.\n"
        assert {path.name for path in folder.iterdir()} == names


TARGETS: dict[str, tuple[Any, ...]] = {
    "check": (check, test_laws.TEXTS, test_laws.LANGUAGES, st.booleans()),
    "formats": (read, format_and_data(), st.sampled_from([None, None, "utf-8", "cp1252", "utf-16"])),
    "files": (mend, format_and_data(), st.sampled_from(["", "", ".gz"]), st.booleans()),
    "rules": (load, mutated(ENTRIES), st.sampled_from(["", "a .\nthe the\n", "Publicité\nÃ©&amp;\u200b"])),
    "config": (configure, mutated(CONFIGS)),
    "hostile": (settle_in, st.dictionaries(st.sampled_from(PARTS), mutated(TREES), min_size=1)),
    "names": (named, NAMES, st.text(st.characters(), max_size=8), st.text(st.characters(), max_size=8), OUTPUTS),
    "journal": (tamper, mutated([JOURNALLED[2]]), st.booleans(), st.booleans()),
    "delta": (patch, st.binary(max_size=80), st.lists(st.tuples(NUMBERS, NUMBERS, st.binary(max_size=9))), NUMBERS),
    "sidecar": (suppress, st.none() | mutated(SIDECARS), ANY, ANY),
    "baseline": (
        remember,
        mutated(BASELINES),
        st.sampled_from(["create --force", "create", "update", "prune", "check"]),
    ),
}


def run(target: str, examples: int, number: int) -> None:
    """A round of a target; the same number gives the same examples."""
    pattern.TIMEOUT = 2.0
    chosen = settings(test_laws.LAW, max_examples=examples, database=None)
    function, *made = TARGETS[target]
    test: Callable[[], None] = seed(number)(chosen(given(*made)(function)))  # type: ignore[no-untyped-call]
    test()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="default: all")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--round", type=int, help="only this round")
    told = parser.parse_args()
    for target in told.targets or TARGETS:
        rounds = [told.round] if told.round is not None else range(1, 1_000_000)
        until, done = time.monotonic() + 60 * told.minutes, 0
        for number in rounds:
            try:
                run(target, ROUND, number)
            except BaseException:
                sys.stdout.write(f"{target}: round {number} failed; `python tests/fuzz.py {target} --round {number}`\n")
                raise
            done += 1
            if time.monotonic() > until:
                break
        sys.stdout.write(f"{target}: {done * ROUND} examples in {told.minutes:g} minutes, none wrong\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
