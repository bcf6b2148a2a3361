"""The HTML report in a real browser: it works offline, from a file, for everybody, and runs its own script alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import axe_core_python
import browser
import nasty
import pytest
import record
from test_outputs_html import many

from newslint.outputs import Look, get

pytestmark = pytest.mark.skipif(browser.PROGRAM is None, reason="no Chromium here (apt-get install chromium)")

SHOWN = "document.getElementById('count').textContent"
TYPE = """new Promise(done => {
    const find = document.getElementById('find');
    find.value = %r; find.dispatchEvent(new Event('input')); setTimeout(() => done(%s), 400);
})"""
PAINTED = ".article { content-visibility: visible !important }"
"""What is not painted has no background that axe-core could see."""

CLICK = "(document.querySelector(%r).click(), new Promise(done => setTimeout(() => done(%s), 50)))"


@pytest.fixture(scope="module")
def page() -> Iterator[browser.Page]:
    with browser.page() as one:
        one.look()
        yield one


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("seeds") / "report.html"
    record.newslint(f"check --quiet --isolated --output-format html:{file} seeds", record.ROOT)
    return file


def quiet(page: browser.Page, file: Path) -> bool:
    """Was nothing thrown, logged or asked for but the file itself?"""
    loud = [event for event in page.events if event["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")]
    asked = [e["params"]["request"]["url"] for e in page.events if e["method"] == "Network.requestWillBeSent"]
    return (loud, asked) == ([], [file.as_uri()])


def test_it_runs_and_asks_for_nothing(page: browser.Page, seeds: Path) -> None:
    page.open(seeds)
    assert quiet(page, seeds)
    assert "problems in 6 articles" in page.ask(SHOWN)
    assert page.ask("document.querySelectorAll('.article[open]').length") == 3


def test_articles_run_nothing(page: browser.Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(nasty.report(nasty.make(tmp_path / "nasty"), "html")["html"], encoding="utf-8")
    page.open(file)
    assert quiet(page, file)
    assert page.ask("document.querySelectorAll('script, img, iframe, link, object').length") == 1
    assert page.ask("[...document.links].every(link => link.getAttribute('href').startsWith('#'))")


def test_the_policy_lets_nothing_else_run(page: browser.Page, seeds: Path) -> None:
    page.open(seeds)
    page.ask(
        "(() => { const own = document.createElement('script'); own.textContent = 'window.hit = 1';"
        " document.body.append(own); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"hit=1\">');"
        " return new Promise(done => setTimeout(done, 200)) })()"
    )
    assert page.ask("typeof window.hit") == "undefined"


def test_search(page: browser.Page, seeds: Path) -> None:
    page.open(seeds)
    everything = page.ask(SHOWN)
    assert page.ask(TYPE % ("Poutinea", SHOWN)).endswith("in 1 article")
    assert page.ask("document.querySelectorAll('.article:not([hidden])').length") == 1
    found = (record.ROOT / "tests/seeds/findings.txt").read_text(encoding="utf-8").count("\nseeds/002_german")
    assert page.ask(TYPE % ("002_german", SHOWN)) == f"{found} problems in 1 article"
    assert page.ask(TYPE % ("nothing of the kind", SHOWN)) == "0 problems in 0 articles"
    assert page.ask(CLICK % ("#clear", SHOWN)) == everything
    assert page.ask("document.querySelectorAll('.article:not([hidden])').length") == 6


def test_charts_filter(page: browser.Page, seeds: Path) -> None:
    page.open(seeds)
    everything = page.ask(SHOWN)
    rule = "[data-rule=mojibake][aria-pressed]"
    count = page.ask(f"document.querySelector({rule!r}).querySelector('.count').textContent")
    assert page.ask(CLICK % (rule, SHOWN)).startswith(f"{count} problems in ")
    assert page.ask(f"document.querySelector({rule!r}).ariaPressed") == "true"
    visible = "[...document.querySelectorAll('.chip')].filter(chip => chip.checkVisibility())"
    assert page.ask(CLICK % ("#unfold", f"[...new Set({visible}.map(chip => chip.dataset.rule))]")) == ["mojibake"]
    other = "[data-source*='001_']"  # an article that has none of them
    assert page.ask(CLICK % (other, SHOWN)).startswith("0 problems")
    assert page.ask(CLICK % (other, SHOWN)).startswith(f"{count} problems")
    assert page.ask(CLICK % (rule, SHOWN)) == everything
    unsafe = (record.ROOT / "tests/seeds/findings.txt").read_text(encoding="utf-8").count("[unsafe fix]")
    assert page.ask(CLICK % ("button[data-fix=unsafe]", SHOWN)).startswith(f"{unsafe} problem")


def test_sites_and_months_filter(page: browser.Page, tmp_path: Path) -> None:
    rows = [
        {
            "url": f"https://www.p{number % 2}.example/{number}",
            "date": f"2024-0{4 + number // 4}-02",
            "text": "It ended .",
        }
        for number in range(8)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    file = tmp_path / "report.html"
    select = "--select space-before-punctuation"
    record.newslint(f"check --quiet --isolated {select} --output-format html:{file} {tmp_path}/a.jsonl", record.ROOT)
    page.open(file)
    assert quiet(page, file)
    months = "[...document.querySelectorAll('button[data-month]')].map(one => one.dataset.month)"
    assert page.ask(months) == ["2024-05", "2024-04"]
    assert page.ask(CLICK % ("button[data-site='p1.example']", SHOWN)) == "4 problems in 4 articles"
    assert page.ask(CLICK % ("button[data-month='2024-05']", SHOWN)) == "2 problems in 2 articles"
    assert page.ask(CLICK % ("#clear", SHOWN)) == "8 problems in 8 articles"


def test_it_is_used_without_a_mouse(page: browser.Page, seeds: Path) -> None:
    page.open(seeds)
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="/", text="/" if kind == "keyDown" else "")
    assert page.ask("document.activeElement.id") == "find"
    page.call("Input.insertText", text="Poutinea")
    assert page.ask(f"new Promise(done => setTimeout(() => done({SHOWN}), 400))").endswith("in 1 article")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Escape")
    assert page.ask("document.getElementById('find').value") == ""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_read_it(dark: bool, page: browser.Page, seeds: Path) -> None:
    """axe-core finds no fault: names, roles, landmarks, contrast."""
    page.look(dark=dark)
    page.open(seeds)
    page.ask("document.querySelectorAll('.article').forEach(article => { article.open = true })")
    page.ask(f"document.styleSheets[0].insertRule({PAINTED!r}, document.styleSheets[0].cssRules.length)")
    page.ask((Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8") + "; 1")
    faults = page.ask(
        "axe.run().then(({violations}) => violations.map(one => "
        "one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + node.failureSummary).join(' | ')))"
    )
    page.look()
    assert faults == []


def test_narrow_screens_need_no_scrolling_aside(page: browser.Page, seeds: Path) -> None:
    page.look(width=360)
    page.open(seeds)
    assert page.ask("document.documentElement.scrollWidth") <= 360
    page.look()


def test_thousands_of_findings(page: browser.Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("".join(get("html")(many(1500, 6), Look())), encoding="utf-8")
    page.open(file)
    assert quiet(page, file)
    assert page.ask(SHOWN) == "9,000 problems in 1,500 articles"
    assert page.ask("document.querySelectorAll('[open]').length") == 0
    assert page.ask(CLICK % ("[data-source='source3/']", SHOWN)) == "1,284 problems in 214 articles"
    assert page.ask(TYPE % ("source3/10.txt", SHOWN)) == "6 problems in 1 article"
