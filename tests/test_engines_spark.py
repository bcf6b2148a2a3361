"""Spark, a real one: a cluster of two executors, each a process with a Java of its own, finds what one process finds.

The workers get newslint from an archive, as on machines that do not have it: what they run is not what the test has.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import record

pytest.importorskip("pyspark", reason="needs pyspark (newslint[spark])")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("needs Java 17", allow_module_level=True)

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
from pyspark import cloudpickle
from pyspark.sql import DataFrame, SparkSession, functions

import newslint
from newslint import ConfigError, Linter
from newslint.engines import check_batch, fix_batch, score_batch, spark
from newslint.engines._kernel import LONGEST
from newslint.engines._tables import FINDINGS

SMALL = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss512k"
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]
ROWS = 28


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A cluster of two executors, to which newslint comes as an archive."""
    folder = tmp_path_factory.mktemp("spark")
    shutil.copytree(
        record.ROOT / "newslint", folder / "code" / "newslint", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(record.ROOT / "rules", folder / "code" / "newslint" / "data" / "rules")
    archive = shutil.make_archive(str(folder / "newslint"), "zip", folder / "code")
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("newslint tests")
    settings = {
        "spark.archives": f"{archive}#code",
        "spark.executorEnv.PYTHONPATH": "code",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "512m",
        "spark.driver.extraJavaOptions": SMALL,
        "spark.executor.extraJavaOptions": SMALL,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.log.level": "ERROR",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # else the workers' Python is whatever is called python3
        made = builder.getOrCreate()
        cloudpickle.register_pickle_by_value(sys.modules[__name__])
        yield made
        name = made.sparkContext.applicationId
        made.stop()
    shutil.rmtree(Path(str(pyspark.__file__)).parent / "work" / name, ignore_errors=True)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles as a table in a file."""
    path = tmp_path_factory.mktemp("corpus") / "articles.parquet"
    rows = [
        {"key": number, "url": f"https://p{number % 3}.example/{number}", "body": SEEDS[number % len(SEEDS)], "n": 1.5}
        for number in range(ROWS)
    ]
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


SETTINGS: dict[str, Any] = {"fields": ["body"], "id_field": "key"}


def told(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)


def collected(df: DataFrame) -> list[str]:
    return told([row.asDict(recursive=True) for row in df.collect()])


@pytest.fixture(scope="module")
def expected(corpus: Path) -> list[str]:
    """What one process finds; test_engines.py holds that to be what the command line finds."""
    return told(check_batch(pq.read_table(corpus), **SETTINGS).to_pylist())


def where(_: int) -> tuple[str, str]:
    return str(Path.cwd()), str(newslint.__file__)


def test_the_workers_run_the_newslint_that_was_sent_to_them(session: SparkSession) -> None:
    places = set(session.sparkContext.parallelize(range(8), 8).map(where).collect())
    assert places
    for folder, code in places:
        assert Path(code).resolve().is_relative_to(Path(folder, "code").resolve())
        assert not Path(code).is_relative_to(record.ROOT)


@pytest.mark.parametrize("partitions", [2, 4, 7])
def test_findings_are_those_of_one_process_whatever_the_partitions(
    partitions: int, session: SparkSession, corpus: Path, expected: list[str]
) -> None:
    df = session.read.parquet(str(corpus)).repartition(partitions)
    counters = spark.Counters(session)
    found = spark.check(df, counters=counters, **SETTINGS)
    assert found.columns == FINDINGS.names
    assert collected(found) == expected
    assert counters.values == {"rows": ROWS, "findings": len(expected), "fixed": 0, "unreadable": 0}
    assert all(count > 0 for count in completed(session).values())
    assert len(completed(session)) >= 2


def completed(session: SparkSession) -> dict[str, int]:
    """How many tasks each executor has done."""
    listed = session.sparkContext._jsc.sc().statusStore().executorList(True)
    executors = (listed.apply(number) for number in range(listed.size()))
    return {one.id(): one.completedTasks() for one in executors if one.id() != "driver"}


def test_findings_are_those_of_the_command_line_with_their_fingerprints(
    session: SparkSession, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newslint.__main__ import main

    out = tmp_path / "out.jsonl"
    options = ["--isolated", "--no-cache", "--exit-zero", "--field", "body", "--id-field", "key"]
    monkeypatch.chdir(corpus.parent)
    assert main(["check", *options, "--output-format", "jsonl", "--output-file", str(out), corpus.name]) == 0
    keys = set(FINDINGS.names) - {"site"}
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    expected = told([{key: one[key] for key in keys} for one in lines])
    df = session.read.parquet(str(corpus)).withColumn("file", functions.col("_metadata.file_name"))
    found = spark.check(df, path_field="file", **SETTINGS)
    assert collected(found.drop("site")) == expected


def test_an_executor_that_is_killed_changes_nothing(session: SparkSession, corpus: Path, expected: list[str]) -> None:
    df = session.read.parquet(str(corpus)).repartition(14)
    counters, found = spark.Counters(session), list[str]()
    job = threading.Thread(target=lambda: found.extend(collected(spark.check(df, counters=counters, **SETTINGS))))
    job.start()
    while not counters.values["rows"]:  # until the first of the tasks is done
        assert job.is_alive()
        time.sleep(0.05)
    before = executors()
    os.kill(min(before), signal.SIGKILL)
    assert counters.values["rows"] < ROWS
    job.join()
    assert found == expected
    assert min(before) not in executors()


def executors() -> list[int]:
    """The process ids of the executors of this process's cluster."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    return [pid for pid in parents if _is_executor(pid) and os.getpid() in _above(pid, parents)]


def _is_executor(pid: int) -> bool:
    try:
        return b"CoarseGrainedExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _above(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid in parents:
        pid = parents[pid]
        yield pid


def test_rows_that_are_none_are_told_and_stop_nothing(session: SparkSession, tmp_path: Path) -> None:
    texts = [b"The talks ended .", None, b"caf\xe9 .", b"x" * (LONGEST + 1), b""]
    column = pa.array(texts, pa.binary()).view(pa.string())
    pq.write_table(
        pa.table({"id": ["good", "null", "broken", "huge", "empty"], "text": column}), tmp_path / "a.parquet"
    )
    df = session.read.parquet(str(tmp_path / "a.parquet"))
    found = [(row.id, row.rule) for row in spark.check(df).collect()]
    assert sorted(found) == [
        ("broken", "unreadable-record"),
        ("good", "space-before-punctuation"),
        ("huge", "unreadable-record"),
    ]
    flags = {
        row.id: (row.n, row.newslint_flags) for row in spark.fix(df).selectExpr("*", "octet_length(text) n").collect()
    }
    assert flags["good"] == (16, [])
    assert flags["null"] == (None, [])
    assert flags["broken"] == (6, ["unreadable-record"])
    assert flags["huge"] == (LONGEST + 1, ["unreadable-record"])


def test_it_mends_what_one_process_mends(session: SparkSession, corpus: Path) -> None:
    counters = spark.Counters(session)
    df = spark.fix(session.read.parquet(str(corpus)).repartition(3), unsafe=True, counters=counters, **SETTINGS)
    table = fix_batch(pq.read_table(corpus), unsafe=True, **SETTINGS)
    assert df.columns == table.schema.names
    assert collected(df) == told(table.to_pylist())
    assert counters.values["fixed"] == sum(row["fixed"] for row in table["newslint_scores"].to_pylist()) > ROWS


def test_it_scores_what_one_process_scores(session: SparkSession, corpus: Path) -> None:
    counters = spark.Counters(session)
    df = spark.score(session.read.parquet(str(corpus)).repartition(3), counters=counters, **SETTINGS)
    table = score_batch(pq.read_table(corpus), **SETTINGS)
    assert df.columns == table.schema.names
    assert collected(df) == told(table.to_pylist())
    assert counters.values["rows"] == ROWS


def test_it_learns_what_one_process_learns_to_the_byte(session: SparkSession, corpus: Path, tmp_path: Path) -> None:
    table = pq.read_table(corpus)
    articles = [(f"p{row['key'] % 3}.example", row["body"]) for row in table.to_pylist()]
    newslint.learn(articles, by="host").save(tmp_path / "here")
    df = session.read.parquet(str(corpus)).repartition(5)
    spark.learn(df.union(df.limit(3)), by="host", **SETTINGS).save(tmp_path / "there")
    assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()
    assert newslint.Profile.load(tmp_path / "there").sites == ("p0.example", "p1.example", "p2.example")


RULE = """\
- name: house-label
  kind: pattern
  message: label of the house
  why: It is the house's.
  pattern: ^XYZ$
  examples: [{bad: "⟦XYZ⟧"}]
  clean: [xyz, XY]
"""


def test_the_command_reads_files_and_writes_files(session: SparkSession, tmp_path: Path) -> None:
    source, rules = tmp_path / "a.jsonl", tmp_path / "house.yaml"
    rules.write_text(RULE, encoding="utf-8")
    lines = [
        '{"id": "a", "text": "The talks ended .\\nXYZ\\nThe end.\\n"}',
        '{"id": "b", "te',
        '{"id": "c", "text": null}',
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    spark.main([str(source), str(tmp_path / "found.json"), "--lang", "en", "--rules", str(rules)])
    written = [json.loads(line) for part in (tmp_path / "found.json").glob("*.json") for line in part.open()]
    assert sorted(one["rule"] for one in written) == ["house-label", "space-before-punctuation", "unreadable-record"]
    spark.main([str(source), str(tmp_path / "scored"), "--score", "--lang", "en"])
    scores = {row["id"]: row["newslint_scores"] for row in pq.read_table(tmp_path / "scored").to_pylist()}
    assert (scores["a"]["words"], scores["a"]["gopher"][0], scores["c"]["words"]) == (7, "words", 0)
    spark.main([str(source), str(tmp_path / "mended"), "--fix", "--select", "layout"])
    rows = {row["id"]: row for row in pq.read_table(tmp_path / "mended").to_pylist()}
    assert rows["a"]["text"] == "The talks ended.\nXYZ\nThe end.\n"
    assert rows[None]["newslint_flags"] == ["unreadable-record"]


def test_what_is_wrong_with_the_set_up_is_told_before_any_job(
    session: SparkSession, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    df = session.read.parquet(str(corpus))
    for ask in (spark.check, spark.fix):
        with pytest.raises(ConfigError, match=r"no field is called text, .*Its fields: key, url, b, n"):
            ask(df.withColumnRenamed("body", "b"), Linter("fr"))
    with pytest.raises(SystemExit) as ended:
        spark.main([str(corpus), str(tmp_path / "out"), "--lang", "xx"])
    assert ended.value.code == 2
    assert "lang 'xx': no such language; one of: " in capsys.readouterr().err
