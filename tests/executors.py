"""A pipeline of datatrove under one of its executors: `python tests/executors.py local|ray|slurm ARTICLES OUT`.

ARTICLES is a folder of JSON lines. Under OUT stand what the executor's pipeline mended, annotated and dropped, each
in a folder of its own. Slurm takes its job to the partition `debug`, and this waits for it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 200
"""Seconds to wait for a job of Slurm."""


def main() -> None:
    """Run it."""
    kind, articles, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3], sys.argv[1])
    {"local": _local, "ray": _ray, "slurm": _slurm}[kind](steps(articles, out), out)


def steps(articles: Path, out: Path) -> list[Any]:
    """A pipeline that drops, mends and annotates what a folder has."""
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from newslint import Linter
    from newslint.engines.datatrove import NewslintAnnotator, NewslintFilter, NewslintFormatter

    def to(name: str) -> Any:
        return JsonlWriter(str(out / name), output_filename="${rank}.jsonl", compression=None)

    linter = Linter(select=["all"], ignore=["too-short"])
    dropping = NewslintFilter(linter, drop=["error-page"], exclusion_writer=to("dropped"))
    mending = [NewslintFormatter(Linter()), to("mended"), NewslintAnnotator(), to("annotated")]
    return [JsonlReader(str(articles)), dropping, *mending]


def _local(pipeline: list[Any], out: Path) -> None:
    from datatrove.executor import LocalPipelineExecutor

    LocalPipelineExecutor(pipeline, tasks=2, workers=2, logging_dir=str(out / "logs")).run()


def _ray(pipeline: list[Any], out: Path) -> None:
    import ray
    from datatrove.executor.ray import RayPipelineExecutor

    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000)
    RayPipelineExecutor(pipeline, tasks=2, workers=2, mem_per_cpu_gb=0.5, logging_dir=str(out / "logs")).run()
    ray.shutdown()


def _slurm(pipeline: list[Any], out: Path) -> None:
    from datatrove.executor.slurm import SlurmPipelineExecutor

    SlurmPipelineExecutor(
        pipeline,
        tasks=2,
        time="00:10:00",
        partition="debug",
        mem_per_cpu_gb=1,
        venv_path=str(Path(sys.executable).parent / "activate"),
        mail_type="NONE",
        logging_dir=str(out / "logs"),
        slurm_logs_folder=str(out / "slurm"),
    ).run()
    end = time.monotonic() + PATIENCE
    while subprocess.run(["squeue", "-h"], capture_output=True, check=True).stdout.strip() and time.monotonic() < end:
        time.sleep(1)


if __name__ == "__main__":
    main()
