"""Spark as a cluster of its own: a master, two workers, and `spark-submit` from another folder, as docs/spark.md shows.

Workers get newslint from the archive that is submitted: they were started elsewhere, before there was any job.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import record

pytest.importorskip("pyspark", reason="needs pyspark (newslint[spark])")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("needs Java 17", allow_module_level=True)

import pyspark

from newslint.__main__ import main

SPARK = Path(str(pyspark.__file__)).parent
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]
JOB = "from newslint.engines.spark import main\nmain()\n"
UP = 90
"""Seconds that a daemon may take to say that it is up."""


def environment(folder: Path) -> dict[str, str]:
    small = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss512k"
    spark = {"SPARK_HOME": str(SPARK), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(folder / "work")}
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        **spark,
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": small,
        "PYSPARK_PYTHON": sys.executable,
    }


def daemon(folder: Path, name: str, *args: str, up: str) -> subprocess.Popen[bytes]:
    """A daemon of Spark, once it has said that it is up."""
    log, package = folder / f"{name}.log", f"org.apache.spark.deploy.{name.rstrip('12').lower()}"
    command = [str(SPARK / "bin" / "spark-class"), f"{package}.{name.rstrip('12')}", "--webui-port", "0", *args]
    with log.open("wb") as out:
        started = subprocess.Popen(command, cwd="/", env=environment(folder), stdout=out, stderr=out)
    end = time.monotonic() + UP
    while up not in log.read_text(encoding="utf-8", errors="replace"):
        assert started.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        assert time.monotonic() < end, f"{name} does not come up"
        time.sleep(0.2)
    return started


@pytest.fixture
def master(tmp_path: Path) -> Iterator[str]:
    """The address of a master with two workers of one core each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    daemons = [daemon(tmp_path, "Master", "--host", "127.0.0.1", "--port", str(port), up="New state: ALIVE")]
    try:
        for name in ("Worker1", "Worker2"):
            up = "Successfully registered with master"
            daemons.append(daemon(tmp_path, name, "-c", "1", "-m", "1g", address, up=up))
        yield address
    finally:
        for one in reversed(daemons):
            one.terminate()
        for one in daemons:
            one.wait(timeout=UP)


def test_a_job_submitted_to_a_cluster_of_its_own_finds_what_the_command_line_finds(
    master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    for part in range(4):
        lines = [{"id": f"{part}-{n}", "file": f"articles/{part}.jsonl", "text": SEEDS[(part + n) % 6]} for n in (0, 1)]
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        (tmp_path / f"articles/{part}.jsonl").write_text(text, encoding="utf-8")
    code = tmp_path / "code"
    shutil.copytree(record.ROOT / "newslint", code / "newslint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(record.ROOT / "rules", code / "newslint" / "data" / "rules")
    archive = shutil.make_archive(str(tmp_path / "newslint"), "zip", code)
    (tmp_path / "job.py").write_text(JOB, encoding="utf-8")
    settings = {
        "spark.executorEnv.PYTHONPATH": "code",
        "spark.executor.memory": "512m",
        "spark.driver.memory": "512m",
        "spark.ui.enabled": "false",
        "spark.sql.files.openCostInBytes": str(2**26),  # a task for every file or two
    }
    told = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    submit = [str(SPARK / "bin" / "spark-submit"), "--master", master, "--archives", f"{archive}#code", *told]
    args = ["job.py", "articles/", "found.json", "--input-format", "json", "--id-field", "id", "--path-field", "file"]
    done = subprocess.run(
        [*submit, *args], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    monkeypatch.chdir(tmp_path)
    options = ["--isolated", "--no-cache", "--exit-zero", "--id-field", "id", "--output-format", "jsonl"]
    assert main(["check", *options, "--output-file", "found.jsonl", "articles"]) == 0
    expected = [json.loads(line) for line in Path("found.jsonl").read_text("utf-8").splitlines()]
    found = [json.loads(line) for part in Path("found.json").glob("*.json") for line in part.open(encoding="utf-8")]
    assert f"8 rows, {len(expected)} findings, 0 fixed, 0 unreadable" in done.stdout + done.stderr
    assert sorted(map(compared, found)) == sorted(map(compared, expected))
    for worker in ("Worker1", "Worker2"):
        assert "Asked to launch executor" in (tmp_path / f"{worker}.log").read_text(encoding="utf-8")
    for executor in ("executor 0", "executor 1"):
        assert [line for line in done.stderr.splitlines() if "Finished task" in line and executor in line]


def compared(finding: dict[str, object]) -> str:
    """A finding without what only one of both tells; what Spark writes leaves out what is null."""
    kept = {key: value for key, value in finding.items() if key not in ("site", "record") and value is not None}
    return json.dumps(kept, sort_keys=True)
