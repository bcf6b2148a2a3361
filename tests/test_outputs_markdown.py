"""The Markdown summary, read by the reader that GitHub uses: it says what is so, and articles put nothing into it."""

from __future__ import annotations

import html
import re

import cmarkgfm
import nasty
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from test_outputs import SHOWN, finding, rendered

from newslint.model.findings import Shown
from newslint.model.visible import visible
from newslint.outputs import Look, get
from newslint.outputs._escaping import cell, code, prose
from newslint.run.outcome import Outcome

OURS = {
    *("h2", "h3", "p", "code", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"),
    *("details", "summary"),
}
ANY = st.text(st.characters(exclude_categories=()), max_size=40) | st.text("`|\\ <a>&*_[]()!#@\n\r\x1b", max_size=20)


def read(markdown: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))


def tags(page: str) -> set[str]:
    return set(re.findall(r"<(\w+)", page))


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> str:
    return nasty.report(nasty.make(tmp_path_factory.mktemp("nasty")), "markdown")["markdown"]


def test_articles_put_nothing_into_it(summary: str) -> None:
    page = read(summary)
    assert tags(page) == OURS - {"h3"}
    assert "alert(1)" in page
    outside = re.sub(r"<code>[^<]*</code>", "", page)
    for word in ("alert", "@user", "example.org", "#1", "img"):
        assert word not in outside, word


@given(shown=st.lists(SHOWN, max_size=3))
@settings(deadline=None)
def test_whatever_is_found_nothing_gets_into_it(shown: list[Shown]) -> None:
    page = read(rendered("markdown", *shown))
    assert tags(page) <= OURS
    assert page.count("<li>") == len(shown)


@given(text=ANY)
@settings(deadline=None)
def test_a_code_span_shows_the_text(text: str) -> None:
    page = read(f"a {code(text)} b")
    shown = visible(text)
    assert tags(page) == {"p"} | ({"code"} if shown else set())
    assert html.unescape(page) == (f"<p>a <code>{shown}</code> b</p>\n" if shown else "<p>a  b</p>\n")


@given(text=ANY)
@settings(deadline=None)
def test_a_cell_stays_one_cell(text: str) -> None:
    page = read(f"| a | b |\n|---|---|\n| {cell(text)} | end |\n")
    cells = re.findall(r"<td>(.*?)</td>", page, re.S)
    assert (len(cells), cells[1]) == (2, "end")
    assert tags(cells[0]) <= {"code"}
    seen = html.unescape(re.sub("</?code>", "", cells[0]))
    assert seen.replace("<U+007C>", "|").split() == visible(text).split()


@given(text=st.text("ab <>&*_[]()!#@`|~\\", max_size=20))
@settings(deadline=None)
def test_our_sentences_stay_sentences(text: str) -> None:
    page = read(f"so: {prose(text)}.")
    assert tags(page) == {"p"}
    assert html.unescape(re.sub("</?p>", "", page)).split() == f"so: {' '.join(text.split())}.".split()


def outcomes(files: int, findings: int) -> list[Outcome]:
    return [Outcome(path=f"{n}.txt", left=[Shown(finding("x" * 99, "y"))] * findings) for n in range(files)]


def test_it_fits_a_comment_however_much_is_found() -> None:
    text = "".join(get("markdown")(outcomes(500, 40), Look()))
    assert len(text) < 60_000
    assert text.startswith("## newslint: 20000 problems in 500 of 500 files\n")
    assert "| 19600 | in 490 more files |" in text
    assert re.search(r"\n\d+ more problems would make this too long\.\n", text)
    assert "<details>" in text


def test_nothing_found() -> None:
    assert "".join(get("markdown")([Outcome(path="a.txt")], Look())) == "## newslint: no problems in 1 file\n"
    trouble = Outcome(path="a.txt", skipped="unreadable", troubles=["a.txt: *is* gone"])
    assert "".join(get("markdown")([trouble], Look())) == (
        "## newslint: no problems in 0 files\n\n### Trouble\n\n- `a.txt: *is* gone`\n"
    )


def test_of_data_files_the_worst_articles_are_named() -> None:
    plain = Shown(finding("the", None))
    many = [replace(plain.finding, path="a.jsonl", record=1 + n % 12, id=f"|*{n % 12}*") for n in range(30)]
    page = read(rendered("markdown", *map(Shown, many), plain))
    rows = re.findall(r"<td align=\"right\">(\d+)</td>\n<td>(.*)</td>", page.split("article</th>")[1])
    assert rows[0] == ("3", "<code>a.jsonl:1</code> <code>|*0*</code>")
    assert [int(count) for count, _ in rows] == [3] * 6 + [2] * 4 + [4]
    assert rows[-1][1] == "in 2 more articles"
    assert "article</th>" not in read(rendered("markdown", plain))
