"""The HTML report as text: nothing in it comes from articles but text, and both of its columns are true."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import nasty
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_outputs import SHOWN, finding, rendered

from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.model.edits import splice
from newslint.model.findings import Edit, Finding, Shown
from newslint.outputs import Look, get
from newslint.outputs.html import MOST, article, charts
from newslint.run import examine, listing, run
from newslint.run.outcome import Article, Outcome

TAGS = set(
    "html head meta title style body script header footer main section form p h1 h2 small span i a b ol ul li dl dt dd "
    "div details summary mark ins button input label output svg rect".split()
)
VOID = {"meta", "input"}
ATTRIBUTES = set(
    "lang charset http-equiv content name id class hidden href title type for role placeholder autocomplete spellcheck "
    "x y width height viewbox preserveaspectratio data-path data-first data-unfold data-rule data-rules data-source "
    "data-site data-month data-severity data-fix aria-label aria-live aria-hidden aria-pressed".split()
)


class Reader(HTMLParser):
    """Reads a page; every element is one of ours, closed where it has to be, and has attributes of ours alone."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.counts: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert tag in TAGS, tag
        assert set(names) <= ATTRIBUTES, names
        assert len(set(names)) == len(names)
        assert dict(attrs).get("href", "#")[:1] == "#"  # type: ignore[index]
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["style"], ["script"]):
            self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert (reader.counts["script"], reader.counts["style"]) == (1, 1)
    return reader


def test_articles_are_text_and_nothing_else(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = nasty.report(nasty.make(tmp_path_factory.mktemp("nasty")), "html")["html"]
    reader = read(report)
    text = "".join(reader.text)
    assert "<script>alert(1)</script>" in text
    assert "</td></script>zip" in text
    assert reader.counts["details"] >= 3


@given(shown=st.lists(SHOWN, max_size=3))
@settings(deadline=None)
def test_whatever_is_found_nothing_gets_into_the_page(shown: list[Shown]) -> None:
    read(rendered("html", *shown))


@given(text=st.text("ab<&\x1b\u202e\ud800 \n\r", max_size=30), data=st.data())
@settings(deadline=None)
def test_any_text_with_any_findings_is_shown(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    found = [placed(text, min(place), max(place), "x") for place in sorted(places)]
    outcome = Outcome(path="a.txt", left=[Shown(one) for one in found], articles=[Article(text=text)])
    read("".join(get("html")([outcome], Look())))


def placed(text: str, start: int, end: int, fix: str | None) -> Finding:
    line = text.count("\n", 0, start) + 1
    last = text.count("\n", 0, max(start, end - 1)) + 1
    where = {"start": start, "end": end, "line": line, "end_line": last, "column": 1, "end_column": 1}
    return msgspec.structs.replace(finding(text[start:end], fix), **where)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """A text, and findings whose fixes don't overlap."""
    text = draw(st.text("ab \n", max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    fixes = st.sampled_from([None, "", "x", "y\n", "\n", "p\nq"])
    return text, [placed(text, start, end, draw(fixes)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


def columns(page: str) -> Iterator[tuple[int, int, str, str]]:
    """Of each row: its first and last line, what was found there, and what would stand there."""
    pattern = r'class="line">(\d+)(?:–(\d+))?</span><div class="found">(.*?)</div><div class="fixed">(.*?)</div><ul'
    for first, last, left, right in re.findall(pattern, page, re.S):
        yield int(first), int(last or first), plain(left), plain(right)


def plain(cell: str) -> str:
    """A cell's text; a line break at its end, which no browser shows, does not count."""
    return html.unescape(re.sub("<[^>]*>", "", cell)).replace("⏎", "").replace("‸", "").rstrip("\n")


@given(case=edited())
@settings(deadline=None)
def test_the_columns_are_the_text_and_the_mended_text(case: tuple[str, list[Finding]]) -> None:
    text, found = case
    lines = re.findall(r".*\n|.+$", text) or [""]
    seen = []
    for first, last, left, right in columns("".join(article.rows(text, found, Look()))):
        start, stop = len("".join(lines[: first - 1])), len("".join(lines[:last]))
        inside = [one for one in found if start <= one.start < max(stop, start + 1) or one.start == stop == len(text)]
        edits = [Edit(one.start - start, one.end - start, one.fix) for one in inside if one.fix is not None]
        assert left == text[start:stop].rstrip("\n")
        if not edits:
            assert right == "takes a person"
        elif right not in ("the line goes", "the lines go"):
            assert right == splice(text[start:stop], edits).rstrip("\n")
        else:
            assert not splice(text[start:stop], edits).strip("\n")
        seen += inside
    assert {id(one) for one in found} <= {id(one) for one in seen}


def test_what_a_fix_joins_is_one_row() -> None:
    text = "one \ntwo\nthree\n"
    assert [row[:2] for row in columns("".join(article.rows(text, [placed(text, 3, 5, " ")], Look())))] == [(1, 2)]
    assert [row[:2] for row in columns("".join(article.rows(text, [placed(text, 5, 9, "")], Look())))] == [(2, 2)]


def test_long_articles_and_long_lines_are_cut() -> None:
    text = "".join(f"line {number}\n" for number in range(1000)) + "x" * 10_000 + "damaged" + "y" * 10_000 + "\n"
    start = text.index("damaged")
    page = "".join(article.rows(text, [placed(text, start, start + 7, "mended")], Look()))
    assert len(page) < 3000
    assert "999 lines without a problem" in page
    assert ((first := next(columns(page)))[0], "xdamagedy" in first[2], "xmendedy" in first[3]) == (1001, True, True)


def test_a_text_that_is_not_at_hand_is_shown_by_its_surroundings() -> None:
    page = rendered("html", Shown(finding("bb", "b"), "aa <", "> cc"))
    assert list(columns(page)) == [(7, 7, "aa <bb> cc", "aa <b> cc")]


def many(files: int, each: int) -> Iterator[Outcome]:
    for number in range(files):
        text = "".join(f"Line {line} has a flaw.\n" for line in range(each))
        places = [match.start() for match in re.finditer("flaw", text)]
        left = [Shown(placed(text, at, at + 4, "gem")) for at in places]
        path = f"source{number % 7}/{number}.txt"
        named = [Shown(msgspec.structs.replace(one.finding, path=path)) for one in left]
        yield Outcome(path=path, left=named, articles=[Article(text=text)])


def test_more_than_can_be_shown_is_counted() -> None:
    page = "".join(get("html")(many(250, 100), Look()))
    assert "25,000 problems in 250 of 250 files" in page
    assert f"{25_000 - MOST:,} more problems counted above and not shown here" in page


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a.txt", "b.txt"], {"a.txt": 1, "b.txt": 1}),
        ([f"x/{n}.txt" for n in range(99)] + ["y.txt"], {"x/": 99, "y.txt": 1}),
        ([f"x/{n % 3}/{n}.txt" for n in range(99)], {"x/0/": 33, "x/1/": 33, "x/2/": 33}),
        ([f"/abs/{n}.txt" for n in range(99)], {"/abs/": 99}),
    ],
)
def test_sources_are_as_fine_as_fits(paths: Sequence[str], expected: dict[str, int]) -> None:
    assert charts.sources(dict.fromkeys(paths, 1)) == expected


def test_sites_and_months_are_shown_where_records_tell_them(tmp_path: Path) -> None:
    select = Settings(Config(select=["space-before-punctuation"]))

    def page() -> str:
        plan = listing.plan([str(tmp_path)], select)
        return "".join(get("html")(list(run.run(plan, run.Task(articles=True))), Look()))

    (tmp_path / "a.txt").write_text("The council met .\n", encoding="utf-8")
    assert "By site" not in page()
    assert "By month" not in page()
    rows = '{"site": "a&b", "date": "2024-05-14", "text": "It ended ."}\n{"site": "c", "text": "It ended ."}\n'
    (tmp_path / "b.jsonl").write_text(rows, encoding="utf-8")
    found = page()
    read(found)
    assert 'data-site="a&amp;b"' in found
    months = re.findall('data-month="([^"]+)"><span', found)
    assert months == ["no date", "2024-05"]


def test_nothing_found() -> None:
    reader = read("".join(get("html")([Outcome(path="a.txt")], Look())))
    assert "No problems in 1 file" in "".join(reader.text)
    trouble = Outcome(path="a.txt", skipped="unreadable", troubles=["a.txt: <gone>"])
    assert "a.txt: <gone>" in "".join(read("".join(get("html")([trouble], Look()))).text)


@pytest.mark.parametrize(("most", "kept"), [(100, 1), (10, 0)])
def test_texts_come_along_unless_they_are_very_long(
    most: int, kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examine, "ARTICLE", most)
    (tmp_path / "a.txt").write_text("The council met .\n", encoding="utf-8")
    (tmp_path / "clean.txt").write_text("The council met.\n", encoding="utf-8")
    plan = listing.plan([str(tmp_path)], Settings(Config(select=["space-before-punctuation"])))
    outcomes = list(run.run(plan, run.Task(articles=True)))
    assert [len(outcome.articles) for outcome in outcomes] == [kept, 0]
    assert "council met<" in "".join(get("html")(outcomes, Look()))
    assert [outcome.articles for outcome in run.run(plan, run.Task())] == [[], []]
