"""What each engine costs beside the bare linter: processor time to mend the same articles, in one run.

    pip install -e '.[engines]'
    python benchmarks/engines.py [--rows 300] [--data FILE.jsonl] [--only polars,ray]

Without `--data` the articles are made from the sentences of seeds/. What is measured is the processor time of this
process and of all below it, for one pass after a first one that makes everything ready; of Ray and Spark the start is
told apart. On a machine that others use, processor time is what can be compared, and the clock is not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from newslint import Linter, fix_many
from newslint.engines import fix_batch, kernel

Run = Callable[[], object]


def spent() -> float:
    """Seconds of processor time of this process and of all that it started, and these, living or waited for."""
    tick = os.sysconf("SC_CLK_TCK")
    times, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], times[pid] = int(fields[1]), sum(map(int, fields[11:15])) / tick
    mine = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in mine} - mine:
        mine |= more
    return sum(times.get(pid, 0.0) for pid in mine)


def made(rows: int) -> list[str]:
    """Articles of the sentences of seeds/."""
    seeds = Path(__file__).parents[1] / "seeds"
    lines = [line for path in sorted(seeds.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line]
    draw = random.Random(7)
    return ["\n".join(draw.sample(lines, 14)) + "\n" for _ in range(rows)]


def engines(texts: list[str], folder: str) -> Iterator[tuple[str, Run]]:
    """The engines by name, each with what mends all texts. What it needs is imported and started before."""
    table, linter, ask = pa.table({"text": texts}), Linter(), kernel()
    yield "Linter.fix", lambda: [linter.fix(text) for text in texts]
    yield "kernel", lambda: [ask.mend(text) for text in texts]
    yield "fix_batch", lambda: fix_batch(table)
    yield "fix_many, 2 processes", lambda: list(fix_many(texts, linter=linter, jobs=2))
    import polars as pl

    import newslint.engines.pandas
    import newslint.engines.polars  # noqa: F401 - registers, as the one before

    yield "polars", lambda: pl.Series(texts).newslint.fix()
    import pandas as pd

    yield "pandas", lambda: pd.Series(texts).newslint.fix()
    import duckdb

    from newslint.engines.duckdb import register

    connection = register(duckdb.connect()).register("articles", table)
    yield "duckdb", lambda: connection.execute("select newslint_fix(text) from articles").fetchall()
    from newslint.engines.datatrove import NewslintFormatter

    yield "datatrove, the step alone", lambda: list(NewslintFormatter().run(_documents(texts)))
    import datasets

    from newslint.engines import datasets as of_datasets

    datasets.disable_caching()
    datasets.disable_progress_bars()
    articles = datasets.Dataset(table)
    yield "datasets", lambda: of_datasets.fix(articles)
    yield from _clusters(table, folder)


def _documents(texts: list[str]) -> Iterator[Any]:
    from datatrove.data import Document

    return (Document(text, str(number)) for number, text in enumerate(texts))


def _clusters(table: pa.Table, folder: str) -> Iterator[tuple[str, Run]]:
    import ray

    from newslint.engines import ray as of_ray

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    before = spent()
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200_000_000)
    print(f"{'ray, its start':<28}{spent() - before:8.1f} s", flush=True)
    dataset = ray.data.from_arrow(table).repartition(4).materialize()
    yield "ray, 2 processes", lambda: of_ray.fix(dataset).materialize()
    ray.shutdown()
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession

    from newslint.engines import spark as of_spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    before = spent()
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.host", "127.0.0.1").config("spark.log.level", "ERROR").getOrCreate()
    spark.range(1).count()
    print(f"{'spark, its start':<28}{spent() - before:8.1f} s", flush=True)
    pq.write_table(table, f"{folder}/articles.parquet")
    df = spark.read.parquet(f"{folder}/articles.parquet").repartition(4).cache()
    df.count()
    yield "spark, local[2]", lambda: of_spark.fix(df).write.format("noop").mode("overwrite").save()
    spark.stop()


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--data")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    texts = made(given.rows)
    if given.data:
        texts = [json.loads(line)["text"] for line in Path(given.data).read_text("utf-8").splitlines()][: given.rows]
    print(f"{len(texts):,} articles, {sum(map(len, texts)) / 1e6:.2f} million characters; seconds of processor time")
    least = None
    with TemporaryDirectory() as folder:
        for name, run in engines(texts, folder):
            if given.only and least and not any(part in name for part in given.only.split(",")):
                continue
            run()
            before, began = spent(), time.perf_counter()
            run()
            took = spent() - before
            least = least or took
            clock = time.perf_counter() - began
            print(f"{name:<28}{took:8.2f} s  {took / least:6.2f} times  {clock:8.2f} s by the clock", flush=True)


if __name__ == "__main__":
    main()
