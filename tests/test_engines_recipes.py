"""The recipes of docs/pipelines.md, as they stand there, in the pipelines that they are for: those that are installed.

None is an extra of newslint; each of these pipelines wants a virtual environment of its own.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import record

pa = pytest.importorskip("pyarrow", reason="needs pyarrow (newslint[arrow])")
pq = pytest.importorskip("pyarrow.parquet")

PAGE = (record.ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
TEXTS = ["The talks ended .\nAdvertisement\n", "It rained.\n"]
MENDED = ["The talks ended.\n", "It rained.\n"]
OLD = [" ", "Advertisement\n"]


def recipe(pipeline: str) -> list[str]:
    """The code of a section."""
    section = PAGE.partition(f"\n## {pipeline}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```text\n(.*?)^```$", section, re.M | re.S)


def run(code: str) -> dict[str, Any]:
    """What the code of a recipe defines."""
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(code, names)
    return names


def test_each_pipeline_has_its_recipe() -> None:
    for pipeline in ("NeMo Curator", "Data-Juicer", "data-prep-kit", "Dolma", "Dask and Daft"):
        for code in recipe(pipeline):
            compile(code, pipeline, "exec")
        assert recipe(pipeline)


PIPELINE = """
import ray
from nemo_recipe import NewslintFilter, NewslintModifier
from nemo_curator.backends.ray_data import RayDataExecutor
from nemo_curator.pipeline import Pipeline
from nemo_curator.stages.text.filters import ScoreFilter
from nemo_curator.stages.text.io.reader import JsonlReader
from nemo_curator.stages.text.io.writer import JsonlWriter
from nemo_curator.stages.text.modifiers import Modify

ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000, log_to_driver=False)
steps = [ScoreFilter(NewslintFilter(most=0.5)), Modify(NewslintModifier())]
Pipeline(name="newslint", stages=[JsonlReader("in"), *steps, JsonlWriter("out")]).run(RayDataExecutor())
"""


def test_nemo_curator(tmp_path: Path) -> None:
    pytest.importorskip("nemo_curator.pipeline", reason="needs nemo-curator")
    (tmp_path / "nemo_recipe.py").write_text(recipe("NeMo Curator")[0], encoding="utf-8")
    (tmp_path / "job.py").write_text(PIPELINE, encoding="utf-8")
    (tmp_path / "in").mkdir()
    rows = [{"text": text} for text in (*TEXTS, "404 Not Found\n")]
    (tmp_path / "in" / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(record.ROOT)])
    quiet = {"PYTHONPATH": path, "RAY_USAGE_STATS_ENABLED": "0"}
    subprocess.run([sys.executable, "job.py"], cwd=tmp_path, env={**os.environ, **quiet}, check=True)
    done = [json.loads(line) for part in (tmp_path / "out").glob("*.jsonl") for line in part.open(encoding="utf-8")]
    assert [row["text"] for row in done] == MENDED


def test_data_juicer() -> None:
    pytest.importorskip("data_juicer", reason="needs py-data-juicer")
    from data_juicer.core.data import NestedDataset

    mapper = run(recipe("Data-Juicer")[0])["NewslintMapper"](lang="en")
    done = NestedDataset.from_dict({"text": TEXTS}).process([mapper]).to_list()
    assert [row["text"] for row in done] == MENDED
    assert [one["old"] for one in done[0]["newslint"]["taken"]] == OLD


def test_data_prep_kit_under_its_launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("data_processing", reason="needs data-prep-toolkit")
    from data_processing.runtime.pure_python import PythonTransformLauncher
    from data_processing.runtime.pure_python.runtime_configuration import PythonTransformRuntimeConfiguration
    from data_processing.transform import TransformConfiguration

    transform = run(recipe("data-prep-kit")[0])["NewslintTransform"]

    class Configuration(TransformConfiguration):
        def __init__(self) -> None:
            super().__init__("newslint", transform)

        def add_input_params(self, parser: Any) -> None:
            """It has none."""

        def apply_input_params(self, args: Any) -> bool:
            return True

    folders = {"input_folder": str(tmp_path / "in"), "output_folder": str(tmp_path / "out")}
    for folder in folders.values():
        Path(folder).mkdir()
    pq.write_table(pa.table({"contents": TEXTS}), tmp_path / "in" / "a.parquet")
    monkeypatch.setattr(sys, "argv", ["job", "--data_local_config", str(folders)])
    assert PythonTransformLauncher(PythonTransformRuntimeConfiguration(transform_config=Configuration())).launch() == 0
    done = pq.read_table(tmp_path / "out" / "a.parquet").to_pylist()
    assert [row["contents"] for row in done] == MENDED
    assert [one["old"] for one in done[0]["newslint_taken"]] == OLD
    told = json.loads((tmp_path / "out" / "metadata.json").read_text(encoding="utf-8"))
    assert told["job_output_stats"]["newslint_fixed"] == 2


def test_dolma_tags(tmp_path: Path) -> None:
    pytest.importorskip("dolma.core", reason="needs dolma")
    (tmp_path / "documents").mkdir()
    (tmp_path / "tagger.py").write_text(recipe("Dolma")[0], encoding="utf-8")
    lines = [json.dumps({"id": str(at), "source": "x", "text": text}) for at, text in enumerate(TEXTS)]
    (tmp_path / "documents" / "0.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    dolma = shutil.which("dolma", path=str(Path(sys.executable).parent)) or "dolma"
    command = [dolma, "tag", "--documents", "documents/*.gz", "--taggers", "newslint_v1", "--tagger_modules", "tagger"]
    path = os.pathsep.join([str(tmp_path), str(record.ROOT)])
    subprocess.run([*command, "--processes", "1"], cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, check=True)
    (written,) = (tmp_path / "attributes").rglob("*.gz")
    first, second = map(json.loads, gzip.decompress(written.read_bytes()).splitlines())
    spans = {name.rpartition("__")[2]: span for name, ((*span, _),) in first["attributes"].items()}
    assert spans == {"space_before_punctuation": [15, 16], "ad_label": [18, 32]}
    assert second["attributes"] == {}


@pytest.mark.parametrize("number", [0, 1], ids=["Dask", "Daft"])
def test_dask_and_daft(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(["dask.dataframe", "daft"][number], reason=f"needs {['dask[dataframe]', 'daft'][number]}")
    pytest.importorskip("pandas", reason="needs pandas (newslint[pandas])")
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    pq.write_table(pa.table({"text": TEXTS}), "articles/a.parquet")
    names = run(recipe("Dask and Daft")[number].replace('"articles/"', '"articles/*.parquet"'))
    if number == 0:
        assert names["mended"].compute().to_list() == MENDED
    else:
        assert pq.read_table("mended")["text"].to_pylist() == MENDED
