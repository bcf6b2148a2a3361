"""How fast newslint is beside its peers: the same texts, in one run, in turns.

    python benchmarks/speed.py [--data FOLDER] [--corpus clean|damaged] [--jobs 2] [--grow 100]

FOLDER has articles as JSON lines with a `text`: `clean.jsonl`, and `glue.jsonl.gz` for damaged ones. Without it a
corpus is made from the sentences of seeds/, as they are or, for clean ones, as newslint mends them.

Tables: whole commands over the texts as files, as their users run them; what goes over all texts in one process that is
warm; a cold start with one file of 3 kB; with `--scaling`, two processes beside one; with `--growth 1,10,100`, time and
memory for so many megabytes. With `--quick`, whole commands only, without those that take long. `--grow` repeats the
texts up to so many megabytes first: then most of them are known by their contents. Each figure is the median of the
rounds or, with `--least`, the least; slow peers get a part of the texts, of `--part` megabytes. Take the ratios, not
the times; where the machine has other things to do, those of processor time, and mind that typos shares its own out
among all cores, while what newslint knows is told by one process.
Peers: pip install typos codespell proselint ftfy clean-text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from newslint import Linter

SEEDS = Path(__file__).parents[1] / "seeds"
FILES = {"clean": "clean.jsonl", "damaged": "glue.jsonl.gz"}
SLOW = ("newslint --no-cache", "proselint")
BASE = "decode + split"
START = "python -c 'import regex, yaml'"
T = TypeVar("T")
Row = dict[str, Any]
Pass = tuple[float, Callable[[], object]]
"""Megabytes, and what goes over them."""


def main() -> None:
    """Measure what the arguments ask for."""
    args = _arguments().parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: max(args.jobs, 1)])
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled once
    texts = list(_texts(args.data, args.corpus, args.megabytes))
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        whole, part = Path(folder, "all"), Path(folder, "part")
        _write(_grown(texts, args.grow or _size(texts)), whole)
        _write(_first(texts, args.part), part)
        tables = {f"whole command, {args.jobs} core(s)": _commands(whole, part, args)}
        if not args.quick:
            tables["warm, one process"] = _warm(texts, args)
            tables["cold, one file of 3 kB"] = _cold(Path(folder), texts, args)
        if args.scaling:
            tables["two processes"] = _scaling(whole, args)
        if args.growth:
            tables["growth"] = _growth(Path(folder), texts, args)
    for name, rows in tables.items():
        print(f"\n{name} ({args.corpus}, {_size(texts):.1f} MB, {args.rounds} rounds)\n{_table(rows)}")
    if args.json:
        Path(args.json).write_text(json.dumps(tables, indent=2) + "\n", encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="FOLDER")
    parser.add_argument("--corpus", choices=sorted(FILES), default="clean")
    parser.add_argument("--megabytes", type=float, default=6.0, help="at most so much text")
    parser.add_argument("--part", type=float, default=0.3, help="megabytes for slow peers")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--least", dest="figure", action="store_const", const=min, default=median)
    parser.add_argument("--quick", action="store_true", help="whole commands only, without the slow ones")
    parser.add_argument("--grow", type=float, default=0.0, metavar="100", help="repeat the texts to so many megabytes")
    parser.add_argument("--scaling", action="store_true", help="measure two processes beside one")
    parser.add_argument("--growth", default="", metavar="1,10,100")
    parser.add_argument("--json", metavar="FILE")
    return parser


def _texts(data: Path | None, corpus: str, megabytes: float) -> Iterator[str]:
    """The corpus, in an order that is always the same and does not depend on the file's."""
    made = _read(data / FILES[corpus]) if data else list(_made(corpus, megabytes))
    random.Random(1).shuffle(made)
    yield from _first(made, megabytes)


def _read(path: Path) -> list[str]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line)["text"] for line in data.splitlines()]


def _made(corpus: str, megabytes: float) -> Iterator[str]:
    """Articles of sentences drawn from one seed each, ten lines of four."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    if corpus == "clean":
        linter = Linter()
        seeds = [linter.fix(seed, unsafe=True).text for seed in seeds]
    drawn = random.Random(2)
    sentences = [[s for s in re.split(r"(?<=[.!?»”])\s+|\n+", seed) if s] for seed in seeds]
    for _ in range(int(megabytes * 500)):
        mine = drawn.choice(sentences)
        yield "\n".join(" ".join(drawn.choices(mine, k=4)) for _ in range(10)) + "\n"


def _first(texts: Iterable[str], megabytes: float) -> Iterator[str]:
    size = 0
    for text in texts:
        if size > megabytes * 1e6:
            return
        size += len(text.encode("utf-8", "replace"))
        yield text


def _grown(texts: Sequence[str], megabytes: float) -> Iterator[str]:
    """The texts, again and again where they are fewer than that."""
    copies = int(megabytes / _size(texts)) + 1
    return _first((text for _ in range(copies) for text in texts), megabytes)


def _size(texts: Iterable[str]) -> float:
    return sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6


def _write(texts: Iterable[str], folder: Path) -> None:
    """The texts as files, each with a newline at its end."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text.rstrip("\n") + "\n", encoding="utf-8", errors="replace")


def _warm(texts: Sequence[str], args: argparse.Namespace) -> list[Row]:
    """What has been started and goes over all texts once more."""
    part = list(_first(texts, args.part))
    raw = [text.encode("utf-8", "replace") for text in texts]
    linter = Linter()
    passes: dict[str, Pass] = {
        "newslint": (_size(texts), partial(_each, linter.check, texts)),
        BASE: (_size(texts), partial(_each, _decoded, raw)),
    }
    for name, function in _functions():
        passes[name] = (_size(part), partial(_each, function, part))
    return _rows(passes, args, BASE)


def _each(function: Callable[[T], object], items: Iterable[T]) -> None:
    for item in items:
        function(item)


def _decoded(data: bytes) -> list[str]:
    return data.decode().split()


def _functions() -> Iterator[tuple[str, Callable[[str], object]]]:
    try:
        import ftfy

        yield "ftfy", ftfy.fix_text
    except ImportError:
        pass
    try:
        import cleantext

        yield "clean-text", cleantext.clean
    except ImportError:
        pass


def _commands(whole: Path, part: Path, args: argparse.Namespace) -> list[Row]:
    """Commands as they are typed, with their caches as the run before left them."""
    jobs = ["--jobs", str(args.jobs)]
    lines: list[tuple[str, Path, list[str]]] = [
        ("newslint", whole, [*_newslint(), "check", "--isolated", "--quiet", *jobs, str(whole)]),
        (
            "newslint --no-cache",
            whole,
            [*_newslint(), "check", "--isolated", "--quiet", "--no-cache", *jobs, str(whole)],
        ),
        ("typos", whole, [_found("typos"), str(whole)]),
        ("codespell", whole, [_found("codespell"), str(whole)]),
        ("proselint", part, [_found("proselint"), "check", str(part)]),
    ]
    sizes = {folder: sum(path.stat().st_size for path in folder.iterdir()) / 1e6 for folder in (whole, part)}
    passes: dict[str, Pass] = {
        name: (sizes[folder], partial(_call, command))
        for name, folder, command in lines
        if command[0] and not (args.quick and name in SLOW)
        if not (args.grow and "--no-cache" in command)  # texts repeated are no test of that
    }
    return _rows(passes, args, "newslint")


def _scaling(whole: Path, args: argparse.Namespace) -> list[Row]:
    """Two processes on two cores beside one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    size = sum(path.stat().st_size for path in whole.iterdir()) / 1e6
    check = [*_newslint(), "check", "--isolated", "--quiet", "--no-cache", str(whole)]
    passes: dict[str, Pass] = {
        f"--jobs {jobs}": (size, partial(_call, [*check, "--jobs", str(jobs)])) for jobs in (1, 2)
    }
    return _rows(passes, args, "--jobs 1")


def _newslint() -> list[str]:
    return [sys.executable, "-m", "newslint"]


def _found(name: str) -> str:
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name) or ""


def _call(command: Sequence[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Run by a small process: a child's peak counts what its parent held when it was forked."""


def _peak(command: Sequence[str]) -> float:
    """Run a command; gives the peak of its largest process in megabytes."""
    done = subprocess.run([sys.executable, "-c", WATCH, *command], capture_output=True, text=True, check=True)
    return int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


def _cold(folder: Path, texts: Sequence[str], args: argparse.Namespace) -> list[Row]:
    """What one file costs, imports and all."""
    one = folder / "one.txt"
    text = next((text for text in texts if len(text) > 2500), "".join(texts))
    one.write_text(text[:3000], encoding="utf-8", errors="replace")
    commands = {
        "newslint check one.txt": [*_newslint(), "check", "--isolated", str(one)],
        "newslint check --no-cache one.txt": [*_newslint(), "check", "--isolated", "--no-cache", str(one)],
        "newslint --version": [*_newslint(), "--version"],
        START: [sys.executable, "-c", "import regex, yaml"],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    passes: dict[str, Pass] = {name: (0.0, partial(_call, command)) for name, command in commands.items()}
    return _rows(passes, args, START, least=9)


def _growth(folder: Path, texts: Sequence[str], args: argparse.Namespace) -> list[Row]:
    """The texts again and again, up to so many megabytes."""
    rows = []
    for megabytes in map(float, args.growth.split(",")):
        here = folder / f"grown-{megabytes:g}"
        _write(_grown(texts, megabytes), here)
        start = time.perf_counter()
        peak = _peak(
            [*_newslint(), "check", "--isolated", "--quiet", "--no-cache", "--jobs", str(args.jobs), str(here)]
        )
        seconds = time.perf_counter() - start
        speed = megabytes / seconds
        rows.append({"what": f"{megabytes:g} MB", "seconds": seconds, "MB/s": speed, "peak MB": peak})
        shutil.rmtree(here)
    return rows


def _rows(passes: dict[str, Pass], args: argparse.Namespace, base: str, least: int = 1) -> list[Row]:
    """The figures of all passes, made in turns, after a turn that does not count; ratios to the base."""
    taken: dict[str, list[float]] = {name: [] for name in passes}
    worked: dict[str, list[float]] = {name: [] for name in passes}
    for turn in range(max(args.rounds, least) + 1):
        for name, (_, run) in passes.items():
            start, before = time.perf_counter(), _processor()
            run()
            if turn:
                taken[name].append(time.perf_counter() - start)
                worked[name].append(_processor() - before)
    seconds = {name: args.figure(times) for name, times in taken.items()}
    rows = []
    for name, (size, _) in passes.items():
        speed = size / seconds[name]
        against = passes[base][0] / seconds[base]
        ratio = speed / against if size else seconds[name] / seconds[base]
        rows.append(
            {
                "what": name,
                "seconds": seconds[name],
                "processor": args.figure(worked[name]),
                "MB/s": speed or None,
                f"against {base}": ratio,
            }
        )
    return rows


def _processor() -> float:
    """The seconds of processor time that this process and its children have had."""
    import resource

    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _table(rows: Sequence[Row]) -> str:
    heads = list(rows[0])
    lines = [heads, ["---"] * len(heads), *([_shown(row[head]) for head in heads] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _shown(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else "" if value is None else str(value)


if __name__ == "__main__":
    main()
