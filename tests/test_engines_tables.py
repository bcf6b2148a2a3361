"""Polars, pandas, DuckDB and Hugging Face datasets: each gives what the kernel finds and mends, in its own terms."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import record

pa = pytest.importorskip("pyarrow", reason="needs pyarrow (newslint[arrow])")

from newslint import Linter  # noqa: E402
from newslint.engines import check_batch, fix_batch, score_batch  # noqa: E402

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]
TEXTS = [*SEEDS, None, "", "The talks ended .", "🙂 The talks ended ."]
KEYS = ["rule", "start", "end", "match", "fix", "safe", "fingerprint"]
UNSAFE: dict[str, Any] = {"linter": Linter(ignore=["layout"]), "unsafe": True}


def table() -> Any:
    return pa.table({"id": list(map(str, range(len(TEXTS)))), "text": TEXTS})


def found() -> list[dict[str, Any]]:
    return [{key: row[key] for key in KEYS if key != "fingerprint"} for row in check_batch(table()).to_pylist()]


def picked(rows: Any) -> list[dict[str, Any]]:
    return [{key: row[key] for key in KEYS if key != "fingerprint"} for row in rows]


def mended(**settings: Any) -> list[dict[str, Any]]:
    rows = fix_batch(table(), **settings).to_pylist()
    return [{name.removeprefix("newslint_"): row[name] for name in row if name != "id"} for row in rows]


def scored() -> list[dict[str, Any]]:
    rows = score_batch(table()).to_pylist()
    return [{"flags": row["newslint_flags"], "scores": row["newslint_scores"]} for row in rows]


def test_polars() -> None:
    pl = pytest.importorskip("polars", reason="needs polars (newslint[polars])")
    import newslint.engines.polars  # noqa: F401 - registers

    series = pl.Series("body", TEXTS)
    assert picked(finding for some in series.newslint.check().to_list() for finding in some) == found()
    assert series.newslint.fix().to_list() == mended()
    assert series.newslint.fix(**UNSAFE).to_list() == mended(**UNSAFE)
    assert series.newslint.score().to_list() == scored()
    frame = pl.DataFrame({"text": TEXTS, "kind": pl.Series(TEXTS, dtype=pl.Categorical)}).lazy()
    lazy = frame.select(
        pl.col("text").newslint.fix(), pl.col("kind").newslint.fix(), n=pl.col("text").newslint.check().list.len()
    )
    assert lazy.collect_schema() == lazy.collect().schema
    assert lazy.collect()["text"].to_list() == lazy.collect()["kind"].to_list() == mended()
    assert lazy.collect()["n"].sum() == len(found())
    assert frame.select(pl.col("text").newslint.score()).collect()["text"].to_list() == scored()
    assert frame.filter(pl.col("text") == "none").select(pl.col("text").newslint.check()).collect().height == 0


def test_pandas() -> None:
    pd = pytest.importorskip("pandas", reason="needs pandas (newslint[pandas])")
    import newslint.engines.pandas  # noqa: F401 - registers

    index = pd.Index([f"row{number}" for number in range(len(TEXTS))], name="key")
    series = pd.Series(TEXTS, index)
    findings = series.newslint.check()
    rows = [
        {key: None if value != value else value for key, value in row.items()} for row in findings.to_dict("records")
    ]
    assert picked(rows) == found()
    assert findings.index.name == "key"
    assert findings.loc[[f"row{len(TEXTS) - 2}"], "rule"].tolist() == ["space-before-punctuation"]
    frame = series.newslint.fix()
    assert frame.index.equals(index)
    assert [None if pd.isna(text) else text for text in frame["text"]] == [row["text"] for row in mended()]
    assert frame["taken"].tolist() == [row["taken"] for row in mended()]
    assert frame["fixed"].sum() == sum(row["scores"]["fixed"] for row in mended())
    scores = series.newslint.score()
    assert scores.index.equals(index)
    assert scores["flags"].tolist() == [row["flags"] for row in scored()]
    for name in scored()[0]["scores"]:
        assert scores[name].tolist() == [row["scores"][name] for row in scored()]


def test_pandas_with_what_is_no_text() -> None:
    pd = pytest.importorskip("pandas", reason="needs pandas (newslint[pandas])")
    import newslint.engines.pandas  # noqa: F401 - registers

    values = [None, math.nan, pd.NA, pd.NaT, 3, ["a ."], b"caf\xe9 .", "\ud800 the end .", "The end ."]
    series = pd.Series(values, dtype=object)
    frame = series.newslint.fix()
    assert all(before is after for before, after in zip(values[:-2], frame["text"], strict=False))
    assert frame["text"].tolist()[-2:] == ["\ud800 the end.", "The end."]
    assert frame["flags"].tolist()[6] == ["unreadable-record"]
    assert pd.Series(["The end .", None], dtype="string").newslint.fix()["text"].dtype == "string"
    assert list(pd.Series([], dtype="string").newslint.check().columns[:2]) == ["rule", "group"]
    assert len(pd.Series([], dtype="string").newslint.fix()) == 0


def test_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs duckdb (newslint[duckdb])")
    from newslint.engines.duckdb import register

    connection = register(duckdb.connect())
    articles = table()
    connection.register("articles", articles)
    rows = connection.sql("select unnest(newslint_check(text), recursive := true) from articles").to_arrow_table()
    assert sorted(map(str, picked(rows.to_pylist()))) == sorted(map(str, found()))
    rows = connection.sql("select unnest(newslint_fix(text)) from articles order by id::int").to_arrow_table()
    assert rows.to_pylist() == mended()
    rows = connection.sql("select unnest(newslint_score(text)) from articles order by id::int").to_arrow_table()
    assert rows.to_pylist() == scored()
    (left,) = connection.sql("select count(*) from articles where 'ad-label' in newslint_fix(text).flags").fetchall()
    assert left == (0,)


def test_datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    datasets = pytest.importorskip("datasets", reason="needs datasets (newslint[datasets])")
    from newslint.engines.datasets import check, fix, score

    articles = datasets.Dataset(table())
    assert picked(check(articles, map_args={"batch_size": 2})) == found()
    done = fix(articles, map_args={"num_proc": 2, "batch_size": 3})
    assert list(done) == fix_batch(table()).to_pylist()
    assert list(fix(articles.to_iterable_dataset())) == fix_batch(table()).to_pylist()
    assert list(score(articles, map_args={"batch_size": 3})) == score_batch(table()).to_pylist()
    assert fix(articles, Linter("en"))._fingerprint == fix(articles, Linter("en"))._fingerprint
    assert fix(articles, Linter("en"))._fingerprint != fix(articles, Linter("fr"))._fingerprint
    assert check(done.select([0]), Linter("en", select=["ads"])).num_rows == 0
