"""How much memory newslint takes for files of growing size: it should not grow with them.

    python benchmarks/memory.py [--data FILE...] [--sizes 10,100,1000] [--format jsonl|csv|parquet|jsonl.gz]
                                [--jobs 1,2] [--keep FOLDER] [-- OPTION...]

Makes a file of articles of each size (megabytes), checks it and mends a copy of it, and prints the peak of the memory
that all its processes took together, sampled ten times a second, and that of the largest one. Pages of files that are
mapped don't count, as the system may drop them: the journal compares the old file with the new one so. FILEs have
articles as JSON lines with a `text`; without any, articles are drawn from seeds/. What follows `--` goes to newslint,
such as `--select layout`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"


def main() -> None:
    """Measure what the arguments ask for."""
    args = _arguments().parse_args()
    texts = list(_texts(args.data))
    print(f"{'file':>24} {'command':>16} {'jobs':>4} {'all, MB':>8} {'largest, MB':>11} {'exit':>4}")
    with tempfile.TemporaryDirectory(prefix="memory-", dir=args.keep) as folder:
        for size in map(int, args.sizes.split(",")):
            path = Path(folder, f"{size}mb.{args.format}")
            _make(path, texts, size)
            for jobs in args.jobs.split(","):
                for fix in (False, True):
                    _measure(path, jobs, args.options, fix=fix)
            path.unlink()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--sizes", default="10,100", metavar="MB,MB")
    parser.add_argument("--format", default="jsonl", choices=["jsonl", "jsonl.gz", "csv", "parquet"])
    parser.add_argument("--jobs", default="1", metavar="N,N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to make the files")
    parser.add_argument("options", nargs="*", help="options of newslint check, after --")
    return parser


def _texts(files: list[Path]) -> Iterator[str]:
    for file in files:
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        yield from (json.loads(line)["text"] for line in data.splitlines())
    if not files:
        yield from (seed.read_text(encoding="utf-8") for seed in sorted(SEEDS.glob("*.txt")))


def _make(path: Path, texts: list[str], megabytes: int) -> None:
    """A file of about so many megabytes of text, the texts over and over; each has a number, so that none repeats."""
    size = 0

    def rows() -> Iterator[tuple[int, str]]:
        nonlocal size
        for number, text in enumerate(cycle(texts)):
            if size >= megabytes * 1_000_000:
                return
            row = f"{text}\nNo. {number} .\n"
            size += len(row.encode("utf-8", "replace"))
            yield number, row

    {"jsonl": _jsonl, "jsonl.gz": _jsonl, "csv": _csv, "parquet": _parquet}[path.name.partition(".")[2]](path, rows())


def _jsonl(path: Path, rows: Iterator[tuple[int, str]]) -> None:
    lines = (json.dumps({"id": id, "text": text}).encode() + b"\n" for id, text in rows)
    with path.open("wb") as file:
        if path.suffix != ".gz":
            file.writelines(lines)
            return
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1) as packed:
            packed.writelines(lines)


def _csv(path: Path, rows: Iterator[tuple[int, str]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "text"))
        writer.writerows(rows)


def _parquet(path: Path, rows: Iterator[tuple[int, str]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("id", pa.int64()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        while group := [row for _, row in zip(range(10_000), rows, strict=False)]:
            ids, texts = zip(*group, strict=True)
            writer.write_table(pa.table([ids, [t.encode("utf-8", "replace").decode() for t in texts]], schema=schema))


def _measure(path: Path, jobs: str, options: list[str], *, fix: bool) -> None:
    target = path
    if fix:
        target = path.with_name(f"fixed-{path.name}")
        shutil.copyfile(path, target)
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--quiet", "--jobs", jobs, "--statistics"]
    command += [*(["--fix-only"] if fix else []), *options, str(target)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        most = largest = 0
        while process.poll() is None:
            sizes = _sizes(process.pid)
            most, largest = max(most, sum(sizes)), max([largest, *sizes])
            time.sleep(0.1)
    name, what = f"{path.name} ({path.stat().st_size >> 20} MiB)", "check --fix" if fix else "check"
    print(f"{name:>24} {what:>16} {jobs:>4} {most / 1e6:8.0f} {largest / 1e6:11.0f} {process.returncode:4}", flush=True)
    if fix:
        target.unlink()


def _sizes(session: int) -> list[int]:
    """What the processes of a session hold in memory that is in no file, in bytes (Linux)."""
    sizes = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == session:
                resident, shared = map(int, (entry / "statm").read_text().split()[1:3])
                sizes.append((resident - shared) * os.sysconf("SC_PAGE_SIZE"))
        except OSError:
            continue
    return sizes


if __name__ == "__main__":
    main()
