"""datatrove, Ray and Scrapy, each as it is used: two workers, and a crawl of a small site that the test serves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import executors
import pytest
import record

pa = pytest.importorskip("pyarrow", reason="needs pyarrow (newslint[arrow])")

from newslint import Linter  # noqa: E402
from newslint.engines import check_batch, fix_batch, score_batch  # noqa: E402

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Articles in two files of JSON Lines."""
    folder = tmp_path / "articles"
    folder.mkdir()
    texts = [*SEEDS, "The talks ended .", "404 Not Found\n"]
    for half in (0, 1):
        lines = [{"id": str(number), "text": text} for number, text in enumerate(texts) if number % 2 == half]
        (folder / f"{half}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return folder


def written(folder: Path) -> dict[str, dict[str, Any]]:
    lines = [
        json.loads(line) for path in sorted(folder.rglob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    return {line["id"]: line for line in lines}


def test_datatrove_under_its_local_executor_with_two_workers(articles: Path, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs datatrove (newslint[datatrove])")
    from datatrove.executor import LocalPipelineExecutor

    from newslint.engines.datatrove import NewslintFormatter

    pipeline = executors.steps(articles, tmp_path)
    stats = LocalPipelineExecutor(pipeline, tasks=2, workers=2, logging_dir=str(tmp_path / "logs")).run()
    before, mended, annotated = written(articles), written(tmp_path / "mended"), written(tmp_path / "annotated")
    (dropped,) = written(tmp_path / "dropped").values()
    assert (dropped["text"], dropped["metadata"]["filter_reason"]) == ("404 Not Found\n", "no-article")
    assert set(mended) == set(before) - {dropped["id"]}
    for id, row in mended.items():
        fixed = fix_batch(pa.table({"text": [before[id]["text"]]})).to_pylist()[0]
        assert (row["text"], row["metadata"]["newslint"]["taken"]) == (fixed["text"], fixed["newslint_taken"])
        alone = pa.table({"id": [id], "text": [row["text"]]})
        told, scored = annotated[id]["metadata"]["newslint"], score_batch(alone).to_pylist()[0]
        assert told["findings"] == check_batch(alone).drop_columns("site").to_pylist()
        assert (told["flags"], told["scores"]) == (scored["newslint_flags"], scored["newslint_scores"])
    counted = {step["name"]: step["stats"] for step in json.loads(stats.to_json())}
    assert counted["✂️ - FORMAT: 🧹 newslint"]["total"] == len(mended)
    assert NewslintFormatter().format("The talks ended .") == "The talks ended."


@pytest.mark.parametrize("kind", ["ray", "slurm"])
def test_datatrove_under_its_other_executors_writes_the_same(kind: str, articles: Path, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs datatrove (newslint[datatrove])")
    if kind == "ray":
        pytest.importorskip("ray", reason="needs ray (newslint[ray])")
    elif shutil.which("sbatch") is None or subprocess.run(["sinfo"], capture_output=True, check=False).returncode:
        pytest.skip("needs a Slurm that takes jobs")
    for name in ("local", kind):
        done = subprocess.run(
            [sys.executable, str(record.ROOT / "tests" / "executors.py"), name, str(articles), str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-2000:]
    for step in ("mended", "annotated", "dropped"):
        local, other = written(tmp_path / "local" / step), written(tmp_path / kind / step)
        assert local == other
        assert local


def test_datatrove_filters_by_damage_and_by_published_measures() -> None:
    pytest.importorskip("datatrove", reason="needs datatrove (newslint[datatrove])")
    from datatrove.data import Document

    from newslint.engines.datatrove import NewslintAnnotator, NewslintFilter

    damaged, short = "Advertisement\n" * 3 + SEEDS[0][:400], "The talks ended.\n"

    def reason(text: str, **asked: Any) -> Any:
        return NewslintFilter(drop=[], **asked).filter(Document(text, "a"))

    assert reason(damaged) is True
    assert reason(damaged, damage=0.05) == (False, "damage")
    assert reason(SEEDS[1], damage=0.5, filters=["c4", "gopher", "fineweb"]) is True
    assert reason(short, filters=["gopher"]) == (False, "gopher: words")
    with pytest.raises(ValueError, match="no filter is called 'c5'; one of: c4, gopher, fineweb"):
        NewslintFilter(filters=["c5"])
    (told,) = NewslintAnnotator(path_field="file_path").run(
        [Document("It ended .", "a", metadata={"file_path": "a.jsonl"})]
    )
    assert [one["path"] for one in told.metadata["newslint"]["findings"]] == ["a.jsonl"]


def test_ray_with_two_workers(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray.data", reason="needs ray (newslint[ray])")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    from newslint.engines.ray import check, fix, score

    table = pa.Table.from_pylist(list(written(articles).values()))
    table = pa.concat_tables([table] * 4)
    seen = tmp_path / "seen"
    seen.mkdir()

    def noted(batch: Any) -> Any:
        (seen / str(os.getpid())).touch()
        return batch

    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000, log_to_driver=False)
    try:
        dataset = ray.data.from_arrow(table).repartition(6)
        mended = fix(dataset, batch_size=3).map_batches(noted, batch_format="pyarrow").take_all()
        assert sorted(map(str, mended)) == sorted(map(str, fix_batch(table).to_pylist()))
        assert sorted(map(str, score(dataset).take_all())) == sorted(map(str, score_batch(table).to_pylist()))
        found = check(dataset, Linter(ignore=["layout"]), ray_args={"num_cpus": 0.5}).take_all()
        assert sorted(map(str, found)) == sorted(map(str, check_batch(table, Linter(ignore=["layout"])).to_pylist()))
    finally:
        ray.shutdown()
    assert len(list(seen.iterdir())) >= 2


PAGES = {
    "/": '<a href="/1">1</a> <a href="/2">2</a> <a href="/3">3</a>',
    "/1": "<article>The talks ended .\nAdvertisement\n</article>",
    "/2": "<article>The council met on Monday and heard the mayor speak for an hour.\n</article>",
    "/3": "<article>404 Not Found\n</article>",
}

SPIDER = """
import json, sys, scrapy
from scrapy.crawler import CrawlerProcess

class Paper(scrapy.Spider):
    name = "paper"
    start_urls = [sys.argv[1]]
    def parse(self, response):
        yield from response.follow_all(css="a", callback=self.article)
    def article(self, response):
        text = response.css("article::text").get()
        yield {"url": response.url, "title": "A  title", "text": text, "body": None}

settings = {**json.loads(sys.argv[2]), "LOG_LEVEL": "INFO", "TELNETCONSOLE_ENABLED": False}
process = CrawlerProcess(settings | {"FEEDS": {sys.argv[3]: {"format": "jsonl"}}})
crawler = process.create_crawler(Paper)
process.crawl(crawler)
process.start()
print(json.dumps({k: v for k, v in crawler.stats.get_stats().items() if k.startswith(("newslint", "item_"))}))
"""


@pytest.fixture
def site() -> Iterator[str]:
    """A small newspaper on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = PAGES.get(self.path)
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def crawled(site: str, out: Path, **settings: Any) -> tuple[dict[str, dict[str, Any]], dict[str, int], str]:
    """The items by the last part of their address, the stats, and the log."""
    given = {"ITEM_PIPELINES": {"newslint.engines.scrapy.NewslintPipeline": 300}, "NEWSLINT_LANG": "en", **settings}
    spider = out.with_suffix(".py")
    spider.write_text(SPIDER, encoding="utf-8")
    args = [sys.executable, "-W", "error::DeprecationWarning:newslint", str(spider), site, json.dumps(given), str(out)]
    done = subprocess.run(args, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    items = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return {item["url"].rpartition("/")[2]: item for item in items}, json.loads(done.stdout), done.stderr


def test_scrapy_mends_and_drops_items_of_a_crawl(site: str, tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="needs scrapy (newslint[scrapy])")
    asked: dict[str, Any] = {
        "NEWSLINT_ACTION": "drop",
        "NEWSLINT_DROP": ["no-article"],
        "NEWSLINT_TRACE_FIELD": "newslint",
    }
    items, stats, log = crawled(site, tmp_path / "a.jsonl", **asked)
    assert {name: item["text"] for name, item in items.items()} == {"1": "The talks ended.\n", "2": PAGES["/2"][9:-10]}
    assert [one["old"] for one in items["1"]["newslint"]["text"]["taken"]] == [" ", "Advertisement\n"]
    assert items["2"]["title"] == "A title"
    assert items["2"]["body"] is None
    assert (stats["newslint/rule/ad-label"], stats["newslint/dropped"], stats["item_dropped_count"]) == (1, 1, 1)
    assert "newslint: no-article: " in log
    assert "deprecat" not in log.lower()


def test_scrapy_only_tells_where_nothing_else_is_asked(site: str, tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="needs scrapy (newslint[scrapy])")
    items, stats, log = crawled(site, tmp_path / "a.jsonl", NEWSLINT_FIELDS=["text"])
    assert items["1"]["text"] == PAGES["/1"][9:-10]
    assert len(items) == 3
    assert stats["newslint/rule/space-before-punctuation"] == 1
    assert "newslint/rule/repeated-space" not in stats
    assert "/1: text:1:16: space-before-punctuation ' '" in log


def test_scrapy_without_an_action_that_is_one_is_told_so(site: str, tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="needs scrapy (newslint[scrapy])")
    _, stats, log = crawled(site, tmp_path / "a.jsonl", NEWSLINT_ACTION="mend")
    assert "NEWSLINT_ACTION 'mend': one of: check, fix, drop" in log
    assert not [name for name in stats if name.startswith("newslint")]
