"""Records what newslint makes of the seeds and of the documents' examples today: `python tests/record.py`.

Nothing here says what is right: the texts of seeds/*.fixed.txt do, and they are written by hand. What differs from them
today stands in two lists, so that every change to a rule shows its effect as a diff of this folder.

    tests/seeds/findings.txt    `newslint check seeds/`
    tests/seeds/misses.txt      what is not found in the seeds, or found though it is right; what `--fix` gets wrong
    tests/seeds/variants.txt    what `--fix` gets wrong in variants of the mission's article
    README.md, docs/*.md        the output of the newslint commands in their console blocks, and the table of settings
    docs/rules.schema.json      `newslint rules schema`
    docs/images/terminal.svg    a session in a terminal (pictures.py)
    tests/reports/              what every output makes of nasty.py's files
"""

from __future__ import annotations

import ast
import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from pathlib import Path

import msgspec
import nasty
import papers
import pictures

from newslint import Finding, Linter, outputs
from newslint.config.config import Config

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
HERE = ROOT / "tests" / "seeds"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

BLOCK = re.compile(
    r"(?<=^```console\n)(?P<console>(?:.*\n)*?)(?=^```$)"
    r"|^<!-- file: (?P<name>\S+) -->\n```\w*\n(?P<content>(?:.*\n)*?)^```$",
    re.M,
)
"""A session, or a file that a document shows, named in a comment above it: later sessions find it there."""

TABLE = re.compile(r"(?<=^<!-- settings -->\n\n)(?:\|.*\n)*", re.M)
"""The table of newslint.toml's keys, in the document with this comment."""

STORY = "The council met.\nIt adjourned"
"""story.txt of the documents' sessions."""


def wanted(seed: Path) -> str:
    """The text that an editor would make of a seed."""
    return (HERE / f"{seed.stem}.fixed.txt").read_text(encoding="utf-8")


def findings() -> str:
    return newslint("check seeds/", ROOT, err=False)


def misses() -> str:
    linter, lines = Linter(), list[str]()
    for seed in SEEDS:
        text = seed.read_text(encoding="utf-8")
        lines += [f"# {seed.name}", *amiss(text, wanted(seed), linter.check(text))]
    for unsafe in (False, True):
        for seed in SEEDS:
            fixed = linter.fix(seed.read_text(encoding="utf-8"), unsafe=unsafe).text
            lines.append(f"# {seed.name} {'--fix --unsafe-fixes' if unsafe else '--fix'}")
            lines += differences(fixed, wanted(seed))
    return "".join(f"{line}\n" for line in lines)


def amiss(text: str, wanted: str, found: list[Finding]) -> Iterator[str]:
    """What an editor changes and no finding touches (missing), and what is found where an editor changes nothing."""
    old, new = (re.findall(r"\S+|\n|[^\S\n]+", side) for side in (text, wanted))
    starts = [0, *accumulate(map(len, old))]
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    places = [(starts[start], starts[end]) for how, start, end, _, _ in codes if how != "equal"]
    spans = [(finding.start, finding.end) for finding in found]
    for start, end in places:
        if text[start:end].strip() and not touched(start, end, spans):
            yield f"  missing: {text[start:end]!r}"
    for finding in found:
        if not touched(finding.start, finding.end, places):
            yield f"  noisy: {finding.rule}: {finding.match!r}"


def touched(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(low <= end and start <= high for low, high in spans)


def differences(text: str, wanted: str) -> Iterator[str]:
    """What is there and what should be, with a word before and after: `Vladimir {Poutinea → Poutine a} félicité`."""
    old, new = (re.findall(r"\n|[^ \n]+ ?", side) for side in (text, wanted))
    for how, start, end, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            change = f"{''.join(old[start:end])} → {''.join(new[low:high])}"
            shown = f"{''.join(old[max(0, start - 1) : start])}{{{change}}}{''.join(old[end : end + 1])}"
            yield "  " + shown.replace("\n", "⏎")


def variants() -> str:
    import test_mission

    failing = {id: lines for id in test_mission.VARIANTS if (lines := test_mission.wrong(id))}
    return "".join(f"{line}\n" for id, lines in failing.items() for line in (f"# {id}", *lines))


def document(path: Path) -> str:
    """A document with its sessions replayed: what follows `$ newslint ...`, up to the next `$` or the block's end."""
    text = TABLE.sub(lambda _: settings(), path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        for seed in folder.glob("seeds/*"):
            seed.chmod(0o644)
        (folder / "story.txt").write_text(STORY, encoding="utf-8")
        if "papers/" in text:
            papers.write(folder / "papers")
        return BLOCK.sub(lambda block: step(block, folder), text)


def step(block: re.Match[str], folder: Path) -> str:
    """A block of a document after its turn has come: a file is written, a session is replayed."""
    if block["console"] is not None:
        return session(block["console"], folder)
    (folder / block["name"]).parent.mkdir(parents=True, exist_ok=True)
    (folder / block["name"]).write_text(block["content"], encoding="utf-8")
    return block[0]


def settings() -> str:
    """The keys of newslint.toml as a table: what each means stands below its field in newslint/config/config.py."""
    (struct,) = (node for node in ast.walk(ast.parse(inspect.getsource(Config))) if isinstance(node, ast.ClassDef))
    meanings = {
        field.target.id: below.value.value
        for field, below in pairwise(struct.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
    }
    fields = msgspec.structs.fields(Config)
    if missing := [field.name for field in fields if field.name not in meanings]:
        raise RuntimeError(f"newslint/config/config.py: say below the field what it means: {', '.join(missing)}")
    rows = [setting(field, str(meanings[field.name])) for field in fields]
    return "".join(["| key | type | default | meaning |\n|---|---|---|---|\n", *rows])


def setting(field: msgspec.structs.FieldInfo, meaning: str) -> str:
    value = getattr(Config(), field.name)
    types = {list: "list", dict: "table", float: "number", bool: "true or false", str: "text", int: "number"}
    kind = types[type(value)] if value is not None else "list" if "list" in str(field.type) else "text"
    default = "none" if value is None else f"`{msgspec.json.encode(value).decode()}`"
    return f"| `{field.name.replace('_', '-')}` | {kind} | {default} | {' '.join(meaning.split())} |\n"


def session(block: str, folder: Path) -> str:
    commands = re.findall(r"^\$ newslint (.*)$", block, re.M)
    return "\n".join(f"$ newslint {command}\n{newslint(command, folder)}" for command in commands) or block


def newslint(arguments: str, folder: Path, *, err: bool = True) -> str:
    """What a command prints in a folder; standard error after standard output, as a terminal shows it."""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *shlex.split(arguments)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if err else subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"newslint {arguments}: exit {done.returncode}: {done.stdout.decode()}")
    return done.stdout.decode()


REPORTS = ROOT / "tests" / "reports"


@lru_cache(maxsize=1)
def reports() -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        return nasty.report(nasty.make(Path(folder)), *outputs.names())


def report(name: str) -> str:
    """The report; of a page, what is not the same for every page."""
    made = reports()[name]
    if name != "html":
        return made
    return re.sub(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|sha256-[^']*", "", made, flags=re.S)


SNAPSHOTS: dict[Path, Callable[[], str]] = {
    HERE / "findings.txt": findings,
    HERE / "misses.txt": misses,
    HERE / "variants.txt": variants,
    ROOT / "docs" / "rules.schema.json": partial(newslint, "rules schema", ROOT),
    ROOT / "docs" / "images" / "terminal.svg": pictures.terminal,
    **{REPORTS / f"nasty.{name}": partial(report, name) for name in outputs.names()},
    **{path: partial(document, path) for path in DOCUMENTS},
}


def main(below: Sequence[str]) -> None:
    """Record what lies below some paths of the repository; where none is given, everything."""
    names = {path: path.relative_to(ROOT).as_posix() for path in SNAPSHOTS}
    wanted = [
        path
        for path, name in names.items()
        if not below or f"{name}/".startswith(tuple(f"{one.rstrip('/')}/" for one in below))
    ]
    made = {path: SNAPSHOTS[path]() for path in wanted}
    for path, content in made.items():
        path.write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
