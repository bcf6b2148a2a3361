"""Spark in a notebook: a kernel of Jupyter runs the cells that docs/spark.md shows, on Spark in two threads."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

for needed in ("pyspark", "nbclient", "ipykernel"):
    pytest.importorskip(needed, reason=f"needs {needed} (newslint[engines])")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("needs Java 17", allow_module_level=True)

import nbclient  # noqa: E402
import nbformat  # noqa: E402

CELLS = (
    """
    from pyspark.sql import SparkSession
    builder = SparkSession.builder.master("local[2]").config("spark.driver.host", "127.0.0.1")
    spark = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
    rows = [("a", "The talks ended .\\nAdvertisement\\n"), ("b", None), ("c", "It rained.\\n")]
    articles = spark.createDataFrame(rows, "id string, text string")
    """,
    """
    from newslint import Linter
    from newslint.engines import spark as newslint_spark
    linter = Linter("en")
    sorted(map(tuple, newslint_spark.check(articles, linter).groupBy("rule").count().collect()))
    """,
    """
    mended = newslint_spark.fix(articles, linter).select("id", "text", "newslint_flags")
    [tuple(row) for row in mended.orderBy("id").collect()]
    """,
    """
    scored = newslint_spark.score(articles, linter).where("newslint_scores.damage < 0.1")
    [row.id for row in scored.orderBy("id").collect()]
    """,
    "spark.stop()",
)


def test_the_cells_of_a_notebook_check_mend_and_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    cells = [nbformat.v4.new_code_cell("\n".join(line.strip() for line in cell.splitlines())) for cell in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    shown = [out["data"]["text/plain"] for cell in notebook.cells for out in cell.outputs if "data" in out]
    assert shown == [
        "[('ad-label', 1), ('space-before-punctuation', 1)]",
        "[('a', 'The talks ended.\\n', []), ('b', None, []), ('c', 'It rained.\\n', [])]",
        "['b', 'c']",
    ]
