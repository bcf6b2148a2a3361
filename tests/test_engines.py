"""The kernel of all engines: on tables it finds and mends what the command line does, and no value stops it."""

from __future__ import annotations

import json
import math
import pickle
from pathlib import Path
from typing import Any

import pytest
import record
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="needs pyarrow (newslint[arrow])")
pq = pytest.importorskip("pyarrow.parquet")

import newslint  # noqa: E402
from newslint import Config, ConfigError, Linter  # noqa: E402
from newslint.__main__ import main  # noqa: E402
from newslint.engines import _kernel, check_batch, fix_batch, score_batch  # noqa: E402
from newslint.engines._kernel import made  # noqa: E402
from newslint.engines._tables import BESIDE, FINDINGS, SCORED  # noqa: E402
from newslint.model.edits import splice  # noqa: E402
from newslint.model.findings import Edit  # noqa: E402

SEEDS = sorted((record.ROOT / "seeds").glob("*.txt"))
DOCS = (record.ROOT / "docs" / "engines.md").read_text(encoding="utf-8")


def corpus() -> Any:
    """The seeds as a table, each with a title, some with a language, one row without a text."""
    rows: list[dict[str, Any]] = [
        {
            "id": seed.stem,
            "title": f"The  title , number {number}",
            "text": seed.read_text(encoding="utf-8"),
            "lang": seed.stem.rpartition("_")[2] if number % 2 else None,
            "url": f"https://www.paper{number}.example/a",
            "file": "a.parquet",
        }
        for number, seed in enumerate(SEEDS)
    ]
    return pa.Table.from_pylist([*rows, {"id": "none", "title": None, "text": None}, {"id": "empty", "text": ""}])


def told(findings: Any) -> list[str]:
    """The findings as lines of JSON with the keys that the command line's have, too."""
    rows = findings.drop_columns(["site"]).to_pylist()
    return [json.dumps(row, sort_keys=True) for row in rows]


def told_by_command_line(path: Path, out: Path, *options: str) -> list[str]:
    args = ["check", "--isolated", "--no-cache", "--exit-zero", *options, "--output-format", "jsonl"]
    assert main([*args, "--output-file", str(out), str(path)]) == 0
    lines = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    return [json.dumps({k: v for k, v in one.items() if k in FINDINGS.names}, sort_keys=True) for one in lines]


@pytest.mark.parametrize("linter", [None, Linter("fr", select=["all"])], ids=["usual", "all, French"])
def test_it_finds_what_the_command_line_finds_in_its_order_with_its_fingerprints(
    linter: Linter | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table = corpus()
    pq.write_table(table, "a.parquet")
    options = ["--lang", "fr", "--select", "all"] if linter else []
    expected = told_by_command_line(Path("a.parquet"), tmp_path / "out.jsonl", *options)
    assert told(check_batch(table, linter, path_field="file")) == expected
    assert len(expected) > 100
    monkeypatch.chdir(record.ROOT)
    assert told(check_batch(table, linter, path_field="file")) == expected, "wherever a worker is"


@pytest.mark.parametrize("unsafe", [False, True])
def test_it_mends_what_the_command_line_mends(unsafe: bool, tmp_path: Path) -> None:
    table = corpus()
    pq.write_table(table, tmp_path / "a.parquet")
    options = ["--unsafe-fixes"] if unsafe else []
    assert main(["check", "--isolated", "--no-cache", "--exit-zero", "-q", "--fix", *options, str(tmp_path)]) == 0
    mended = fix_batch(table, unsafe=unsafe)
    assert mended.select(table.schema.names).equals(pq.read_table(tmp_path / "a.parquet"))
    assert mended.schema.equals(pa.schema([*table.schema, *BESIDE]))


def test_what_was_taken_gives_back_what_stood_there_and_what_stands_there_now() -> None:
    table = corpus()
    mended = fix_batch(table, unsafe=True)
    spans = 0
    for before, after in zip(table.to_pylist(), mended.to_pylist(), strict=True):
        for field in ("title", "text"):
            mine = [one for one in after["newslint_taken"] if one["field"] == field]
            for one in mine:
                assert before[field][one["start"] : one["end"]] == one["old"]
                assert one["rules"]
            edits = [Edit(one["start"], one["end"], one["new"]) for one in mine]
            assert (before[field] is None and not edits) or splice(before[field], edits) == after[field]
            spans += len(mine)
        texts = [before[field] or "" for field in ("title", "text")]
        scores = after["newslint_scores"]
        assert scores["characters"] == sum(map(len, texts))
        assert scores["words"] == sum(len(text.split()) for text in texts)
        assert scores["removed"] == scores["characters"] - sum(len(after[field] or "") for field in ("title", "text"))
    assert spans > 50


def test_what_is_left_of_a_mended_table_is_what_a_check_of_it_finds() -> None:
    mended = fix_batch(corpus())
    found = check_batch(mended).to_pylist()
    for row in mended.to_pylist():
        mine = [one for one in found if one["id"] == row["id"]]
        assert row["newslint_flags"] == sorted({one["rule"] for one in mine})
        scores = row["newslint_scores"]
        assert [scores["errors"], scores["warnings"], scores["infos"]] == [
            sum(one["severity"] == severity for one in mine) for severity in ("error", "warning", "info")
        ]
    again = fix_batch(mended)
    assert again.schema.equals(mended.schema)
    assert again.select(["id", "title", "text", "newslint_flags"]) == mended.select(
        ["id", "title", "text", "newslint_flags"]
    )
    assert set(again["newslint_taken"].to_pylist()[0]) == set()


def test_rows_stand_alone() -> None:
    table = corpus()
    whole = check_batch(table)
    for size in (1, 3):
        parts = [check_batch(table.slice(at, size)) for at in range(0, table.num_rows, size)]
        assert pa.concat_tables(parts).equals(whole)
    assert whole.schema.equals(FINDINGS)
    assert pa.concat_tables([fix_batch(table.slice(0, 2)), fix_batch(table.slice(2))]).equals(fix_batch(table))


def test_batches_come_back_as_batches() -> None:
    table = corpus()
    (batch,) = table.combine_chunks().to_batches()
    for ask in (check_batch, fix_batch):
        assert isinstance(ask(batch), pa.RecordBatch)
        assert pa.Table.from_batches([ask(batch)]).equals(ask(table))
        assert ask(batch.slice(0, 0)).num_rows == 0


TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]


@pytest.mark.parametrize("type", TYPES, ids=str)
def test_a_column_keeps_its_type_and_the_other_cells_their_bytes(type: Any) -> None:
    plain = pa.array([b"The talks ended .", None, b"\xff\xfe caf\xe9", b"Right."], pa.binary()).view(pa.string())
    column = plain.dictionary_encode() if pa.types.is_dictionary(type) else plain.cast(type, safe=False)
    mended = fix_batch(pa.table({"text": column}))
    assert mended.schema.field("text").type == column.type
    shown = mended["text"].combine_chunks()
    back = (shown.dictionary_decode() if pa.types.is_dictionary(type) else shown).cast(pa.binary())
    assert back.to_pylist() == [b"The talks ended.", None, b"\xff\xfe caf\xe9", b"Right."]
    assert mended["newslint_flags"].to_pylist() == [[], [], ["unreadable-record"], []]


def test_what_cannot_be_read_is_a_finding() -> None:
    column = pa.array([b"caf\xe9 ."], pa.binary()).view(pa.string())
    (found,) = check_batch(pa.table({"id": ["x"], "body": column})).to_pylist()
    assert (found["id"], found["field"], found["rule"], found["group"]) == ("x", "body", "unreadable-record", "input")
    assert (found["severity"], found["fix"], found["safe"]) == ("error", None, False)
    assert (found["path"], found["start"], found["line"]) == (None, 0, 1)
    assert found["message"] == "the record can't be read: body: not UTF-8"
    assert found["match"] == "\\xe9 ."


def test_what_is_longer_than_any_article_is_a_finding_and_stays() -> None:
    long = "The talks ended . " * (_kernel.LONGEST // 18 + 1)
    table = pa.table({"text": [long, "The talks ended ."]})
    assert [one["rule"] for one in check_batch(table).to_pylist()] == ["unreadable-record", "space-before-punctuation"]
    mended = fix_batch(table)
    assert mended["text"].to_pylist() == [long, "The talks ended."]
    assert check_batch(table, longest=5)["rule"].to_pylist() == ["unreadable-record"] * 2


def test_what_a_reader_could_not_read_is_a_finding() -> None:
    table = pa.table({"id": ["a", None], "text": ["The end.", None], "_corrupt_record": [None, '{"text": "The e']})
    (found,) = check_batch(table).to_pylist()
    assert (found["rule"], found["match"], found["field"]) == ("unreadable-record", '{"text": "The e', None)
    assert fix_batch(table)["newslint_flags"].to_pylist() == [[], ["unreadable-record"]]


def test_a_mistake_of_its_own_is_a_finding_that_asks_for_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(Linter, "check_document", fails)
    monkeypatch.setattr(Linter, "fix_document", fails)
    table = pa.table({"text": ["The end."]})
    (found,) = check_batch(table).to_pylist()
    assert "newslint failed on it (ZeroDivisionError: oh" in found["message"]
    assert fix_batch(table).select(["text"]) == table


class Missing:
    """As pandas has it: neither equal to itself nor unequal."""

    def __eq__(self, other: object) -> Any:
        raise TypeError("boolean value of NA is ambiguous")

    __ne__, __hash__ = __eq__, None  # type: ignore[assignment]


Missing.__name__ = "NAType"

VALUES = st.one_of(
    *(st.none(), st.just(math.nan), st.integers(), st.floats(), st.binary(), st.booleans(), st.lists(st.text())),
    *(st.text(), st.text(st.characters(categories=["Cs", "Lu", "Zs"])), st.just(Missing())),
)


@given(value=VALUES, lang=VALUES, id=VALUES)
def test_no_value_raises_and_what_is_no_text_stays_as_it_is(value: Any, lang: Any, id: Any) -> None:
    kernel = made()
    found, mended = kernel.check(value, lang=lang, id=id), kernel.mend(value, lang=lang, id=id)
    assert [one.finding.rule for one in mended.left if not mended.taken] == [
        one.finding.rule for one in found if not mended.taken
    ]
    if not isinstance(value, str | bytes):
        assert mended.text is value
        assert not found


def test_a_kernel_travels() -> None:
    kernel = made(Linter("fr", select=["layout"]), fields=["body"], id_field="key", unsafe=True)
    again = pickle.loads(pickle.dumps(kernel))
    table = pa.table({"key": [1], "body": ["Le maire, Paul Durandta rencontré le préfet , hier."]})
    assert check_batch(table, again) == check_batch(table, kernel)
    assert check_batch(table, again)["id"].to_pylist() == ["1"]


def test_columns_are_those_of_the_settings_or_of_the_configuration() -> None:
    table = pa.table({"k": ["a"], "words": ["The talks ended ."], "text": ["Ready ."], "l": ["fr"], "paper": ["x.org"]})
    settings: dict[str, Any] = {"fields": ["words"], "id_field": "k", "lang_field": "l", "site_field": "paper"}
    (found,) = check_batch(table, **settings).to_pylist()
    assert (found["id"], found["field"], found["site"]) == ("a", "words", "x.org")
    config = Config(fields=["words"], id_field="k", lang_field="l")
    assert check_batch(table, Linter(config=config))["field"].to_pylist() == ["words"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"fields": ["a"], "path_field": "p"}, "no column is called p; it has a, b"),
        ({}, "no field is called text, content, .*Its fields: a, b"),
        ({"fields": ["c"]}, "no field is called c; name those .* with fields"),
        ({"fields": ["a"], "id_field": "key"}, "no column is called key; it has a, b"),
        ({"fields": ["a", "z"]}, "no column is called z; it has a, b"),
    ],
)
def test_a_table_without_what_is_asked_for_is_refused(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        check_batch(pa.table({"a": ["x"], "b": [1]}), **settings)


def test_a_setting_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="no setting is called 'field'; one of: fields, lang_field"):
        check_batch(pa.table({"text": ["x"]}), field="text")  # type: ignore[call-arg]


SAID: list[tuple[dict[str, Any], str | None]] = [
    ({"url": "https://www.Example.org/a"}, "example.org"),
    ({"url": "https://www.example.org/a", "site": "The Paper"}, "The Paper"),
    ({"link": "no address"}, None),
    ({"guid": None, "domain": "paper.example"}, "paper.example"),
    ({}, None),
]


@pytest.mark.parametrize(("row", "site"), SAID, ids=str)
def test_the_site_is_what_the_row_calls_so_or_the_host_of_its_address(row: dict[str, Any], site: str | None) -> None:
    table = pa.Table.from_pylist([{"text": "The talks ended .", **row}])
    assert check_batch(table)["site"].to_pylist() == [site]


def test_what_a_profile_knows_of_the_site_counts() -> None:
    articles = [("p.example", f"{seed.read_text(encoding='utf-8')}\nLa Gazette vous suit partout.\n") for seed in SEEDS]
    linter = Linter("fr", profile=newslint.learn(articles, lang="fr"))
    text = articles[0][1]
    for site in ("p.example", "q.example"):
        rows = check_batch(pa.table({"text": [text], "site": [site]}), linter).to_pylist()
        found = linter.check_document(newslint.Document(text, scope="article", origin=newslint.Origin(site=site)))
        assert [(row["rule"], row["start"], row["confidence"]) for row in rows] == [
            (one.rule, one.start, one.confidence) for one in found
        ]


def test_findings_have_the_same_fingerprints_in_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, seen = pa.table({"text": ["The talks ended . And they ended ."]}), set()
    for folder in (tmp_path, record.ROOT, record.ROOT / "docs"):
        monkeypatch.chdir(folder)
        seen.add(tuple(check_batch(table)["fingerprint"].to_pylist()))
    assert len(seen) == 1
    assert len(set(*seen)) == 2


def test_scores_stand_beside_a_table_that_stays_as_it_is() -> None:
    table = corpus()
    scored = score_batch(table)
    assert scored.schema.equals(pa.schema([*table.schema, *SCORED]))
    assert scored.select(table.schema.names).equals(table)
    found = check_batch(table).to_pylist()
    for row in scored.to_pylist():
        mine = [one for one in found if one["id"] == row["id"]]
        assert row["newslint_flags"] == sorted({one["rule"] for one in mine})
        scores = row["newslint_scores"]
        assert scores["errors"] + scores["warnings"] + scores["infos"] == len(mine)
        assert (scores["removed"], scores["fixed"]) == (0, 0)


def test_scores_are_those_of_newslint_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = pa.table(
        {"id": [seed.stem for seed in SEEDS], "text": [seed.read_text(encoding="utf-8") for seed in SEEDS]}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert main(["score", "--isolated", str(tmp_path / "a.parquet")]) == 0
    told = {one["id"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert len(told) == len(SEEDS)
    for row in score_batch(table).to_pylist():
        scores = {name: value for name, value in row["newslint_scores"].items() if name not in ("removed", "fixed")}
        assert scores == {name: told[row["id"]][name] for name in scores}


def test_damage_is_that_of_the_text_as_given_and_filters_look_at_what_is_left() -> None:
    text = "The council met on Monday and the mayor spoke of the bridge.\n" * 3 + "Advertisement { }\n\nAdvertisement\n"
    table = pa.table({"text": [text, None]})
    before, after = (ask(table)["newslint_scores"].to_pylist() for ask in (score_batch, fix_batch))
    assert before[0]["damage"] == after[0]["damage"] > 0.1
    assert after[0]["removed"] > 0
    assert score_batch(fix_batch(table))["newslint_scores"].to_pylist()[0]["damage"] < before[0]["damage"]
    assert "characters in duplicate lines" in before[0]["fineweb"]
    assert "characters in duplicate lines" not in after[0]["fineweb"]
    assert (before[1]["damage"], before[1]["gopher"]) == (0.0, [])


def test_a_title_is_measured_by_no_filter_and_weighs_as_much_as_it_has_characters() -> None:
    article = SEEDS[0].read_text(encoding="utf-8")
    alone, title, both = (
        score_batch(pa.table(columns))["newslint_scores"].to_pylist()[0]
        for columns in (
            {"text": [article]},
            {"title": ["Advertisement"]},
            {"title": ["Advertisement"], "text": [article]},
        )
    )
    assert title["c4"] == title["gopher"] == title["fineweb"] == []
    assert [both[name] for name in ("c4", "gopher", "fineweb")] == [alone[name] for name in ("c4", "gopher", "fineweb")]
    weighed = (title["damage"] * 13 + alone["damage"] * len(article)) / (13 + len(article))
    assert both["damage"] == pytest.approx(weighed, abs=0.001)


@pytest.mark.parametrize("schema", [FINDINGS, BESIDE])
def test_the_page_documents_each_column(schema: Any) -> None:
    for column in schema:
        kind = {"double": "float"}.get(str(column.type), str(column.type).partition("<")[0])
        assert f"| `{column.name}` | {kind} |" in DOCS
