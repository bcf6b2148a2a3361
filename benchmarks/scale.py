"""What a corpus of gigabytes takes on one machine: time, and memory as it goes.

    python benchmarks/scale.py [--gb 0.1,1,10] [--format jsonl|parquet] [--jobs 2] [--keep FOLDER] [-- OPTION...]

Makes a file of so many gigabytes (10^9 bytes of text), runs `newslint check` on it, and prints now and then, as time
goes on in steps of a half, what is read of a file of JSON lines, the seconds by the clock and of processors, and the
memory of all processes together (what is mapped from files aside).

The texts are the six of seeds/ as an editor mended them and, every tenth, one as it was scraped, over and over; each
ends in its own number, so that no two are the same, but their words are known after some megabytes: what a new word
costs is not in these times (docs/how-to-scale.md has it). What follows `--` goes to newslint; without it, `--select
layout`, as all rules take hours.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from memory import _parquet, _sizes

ROOT = Path(__file__).parents[1]
TICK = os.sysconf("SC_CLK_TCK")


class Used(NamedTuple):
    """What the processes of a session have used: bytes that the first one read, seconds of processors of all, and bytes
    of memory of all now.
    """

    read: int
    seconds: float
    memory: int


def main() -> None:
    """Measure what the arguments ask for."""
    args = _arguments().parse_args()
    options = args.options or ["--select", "layout"]
    print(f"newslint check --jobs {args.jobs} {' '.join(options)}")
    for size in map(float, args.gb.split(",")):
        with tempfile.TemporaryDirectory(prefix="scale-", dir=args.keep) as folder:
            path = Path(folder, f"{size:g}gb.{args.format}")
            {"jsonl": _jsonl, "parquet": _of_parquet}[args.format](path, int(size * 1e9))
            _measure(path, args.jobs, options)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gb", default="0.1,1")
    parser.add_argument("--format", default="jsonl", choices=["jsonl", "parquet"])
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("options", nargs="*")
    return parser


def _texts() -> list[str]:
    """Ten texts, one of them as scraped."""
    scraped = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    mended = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "seeds").glob("*.fixed.txt"))]
    return [text for bad in scraped for text in (*mended, *mended[:3], bad)]


def _of_parquet(path: Path, size: int) -> None:
    _parquet(path, _rows(size))


def _rows(size: int) -> Iterator[tuple[int, str]]:
    texts, made = _texts(), 0
    for number in count():
        text = f"{texts[number % len(texts)]}\nNo. {number}.\n"
        made += len(text.encode("utf-8", "replace"))
        yield number, text
        if made >= size:
            return


def _jsonl(path: Path, size: int) -> None:
    texts = [(json.dumps(text, ensure_ascii=False)[1:-1], len(text.encode())) for text in _texts()]
    made = 0
    with path.open("w", encoding="utf-8") as file:
        for number in count():
            text, length = texts[number % len(texts)]
            file.write(f'{{"id": {number}, "text": "{text}\\nNo. {number}.\\n"}}\n')
            made += length
            if made >= size:
                return


def _measure(path: Path, jobs: str, options: list[str]) -> None:
    whole = path.stat().st_size
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--no-cache", "--quiet", "--jobs", jobs]
    print(f"{path.name}, {whole / 1e9:.2f} GB: read, GB | clock, s | processors, s | memory, MB")
    began, due, peak = time.monotonic(), 5.0, 0
    with subprocess.Popen(
        [*command, "--statistics", *options, str(path)], stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        used = Used(0, 0, 0)
        while process.poll() is None:
            now = _used(process.pid)
            used = Used(*map(max, used[:2], now[:2]), now.memory)
            peak, clock = max(peak, used.memory), time.monotonic() - began
            if clock >= due:
                due *= 1.5
                print(_line(used, clock), flush=True)
            time.sleep(0.5)
    end = f"at the end (exit {process.returncode}); peak {peak / 1e6:.0f} MB"
    print(f"{_line(used, time.monotonic() - began)}  {end}", flush=True)


def _line(used: Used, clock: float) -> str:
    return f"{used.read / 1e9:8.2f} {clock:8.0f} {used.seconds:8.0f} {used.memory / 1e6:8.0f}"


def _used(session: int) -> Used:
    """What the living processes of a session have used (Linux)."""
    read, ticks = 0, 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == session:
                if int(entry.name) == session:  # the others read what it reads, in pipes
                    read = int((entry / "io").read_text().split()[1])
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return Used(read, ticks / TICK, sum(_sizes(session)))


if __name__ == "__main__":
    main()
