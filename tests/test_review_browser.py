"""The review in a real browser: keys alone, files afterwards, two pages at once, strangers, a server that is killed."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browser
import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("starlette", reason="the review needs Starlette")
pytestmark = pytest.mark.skipif(browser.PROGRAM is None, reason="no Chromium")

SEEDS = Path(__file__).parent.parent / "seeds"
AXE = Path(pytest.importorskip("axe_core_python").__file__).parent / "axe.min.js"

CURRENT = "document.querySelector('#queue [aria-current=true]')?.dataset.item ?? null"
"""The number of the finding in hand."""

PRESSED = "event => { document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...event })) }"
"""Presses a key as a keyboard does that Playwright does not have."""

HOSTILE = """A town meets <script>window.hurt = 1</script> in spring

The mayor said that the the square <img src=x onerror="window.hurt = 2"> is open.

</div></body><svg onload="window.hurt=3"> It was was quiet.
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        program = driver.chromium.launch(executable_path=browser.PROGRAM, args=list(browser.FLAGS))
        yield program
        program.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSLINT_STATE_DIR", str(tmp_path.parent / f"{tmp_path.name}-key"))
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / ".git").mkdir()
    return tmp_path


class Served:
    """A review that is being served; `address` is its page's."""

    def __init__(self, *said: str) -> None:
        command = [sys.executable, "-m", "newslint", "review", "--no-browser", *said]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.told = ""
        while "http://" not in self.told:
            line = self.process.stderr.readline() if self.process.stderr else ""
            assert line, self.told
            self.told += line
        self.address = self.told.split()[-1]

    def end(self, how: int = signal.SIGINT) -> None:
        self.process.send_signal(how)
        self.process.wait(30)


@contextlib.contextmanager
def serving(*said: str) -> Iterator[Served]:
    one = Served(*said)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.end()


class Keys:
    """A page that is used by keys alone, and how many were pressed."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)

    def decide(self, key: str) -> None:
        """Press a key that decides, and wait until the next finding is there."""
        before = self.page.evaluate(CURRENT)
        self.press(key)
        until(self.page, f"({CURRENT}) !== {json.dumps(before)} || document.querySelector('.done') !== null")
        settled(self.page)


def opened(chromium: Any, address: str, **how: Any) -> Any:
    page = chromium.new_page(**how)
    page.goto(address)
    settled(page)
    return page


def until(page: Any, condition: str) -> None:
    """Wait for something to be so; the page's policy lets nothing but the browser itself evaluate it."""
    end = time.monotonic() + browser.PATIENCE
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(20)


def settled(page: Any) -> None:
    """What there is to decide is shown, and how much there is, which comes a moment after it."""
    until(page, "document.querySelector('#current .text, #current .done') !== null")
    until(page, "document.querySelector('#progress').textContent !== ''")


def said(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def found() -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "newslint", "check", "seeds", "--output-format", "json", "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    listed: list[dict[str, Any]] = json.loads(done.stdout)
    return listed


def test_sixty_findings_are_decided_by_keys_alone(chromium: Any, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in (folder / "seeds").iterdir()}
    with serving("--all", "seeds") as one:
        keys = Keys(opened(chromium, one.address))
        decided = 0
        while decided < 60:
            fixable = keys.page.evaluate("!document.querySelector('[data-key=a]').disabled")
            keys.decide("r" if not fixable or decided % 10 == 9 else "a")
            decided += 1
        assert keys.pressed <= 1.1 * decided
        assert {path.name: path.read_bytes() for path in (folder / "seeds").iterdir()} == before
        lines = said("newslint.decisions.jsonl")
        assert len(lines) == 60
        assert {line["verdict"] for line in lines} == {"accept", "reject"}
        keys.press("c")
        keys.page.wait_for_selector("#carry")
        keys.press("Enter")
        keys.page.wait_for_selector("#sheet-title:text('Carried out')")
        keys.page.close()
    left = {(one["rule"], one["match"], Path(one["path"]).name) for one in found()}
    rejected = [line["what"] for line in lines if line["verdict"] == "reject"]
    assert rejected
    assert not [what for what in rejected if (what["rule"], what["match"], Path(what["path"]).name) in left]
    accepted = [line["what"] for line in lines if line["verdict"] == "accept" and line["what"]["match"].strip()]
    assert not [what for what in accepted if (what["rule"], what["match"], Path(what["path"]).name) in left]
    assert (folder / "newslint.ignore.yaml").exists()
    undone = subprocess.run([sys.executable, "-m", "newslint", "undo"], capture_output=True, text=True, check=False)
    assert undone.returncode == 0, undone.stderr
    assert {path.name: path.read_bytes() for path in (folder / "seeds").iterdir()} == before


def test_decisions_survive_a_reload_an_undo_in_the_middle_and_a_kill(chromium: Any, folder: Path) -> None:
    with serving("--all", "seeds") as one:
        keys = Keys(opened(chromium, one.address))
        for key in "aral":
            keys.decide(key)
        keys.page.reload()
        settled(keys.page)
        keys.decide("a")
        keys.press("h")
        keys.page.wait_for_selector("[data-withdraw]")
        keys.page.locator("[data-withdraw]").nth(2).click()
        until(keys.page, "document.querySelectorAll('[data-withdraw]').length === 4")
        one.end(signal.SIGKILL)
        keys.page.close()
    lines = said("newslint.decisions.jsonl")
    assert [line["type"] for line in lines] == [*["decision"] * 5, "withdrawn"]
    assert lines[-1]["decision"] == lines[2]["id"]
    with serving("--all", "seeds") as again:
        page = opened(chromium, again.address)
        assert "4 decisions" in page.inner_text("#progress")
        page.close()


def test_two_pages_see_what_each_other_decides(chromium: Any, folder: Path) -> None:
    with serving("--all", "seeds") as one:
        first, second = opened(chromium, one.address), opened(chromium, one.address)
        Keys(first).decide("r")
        until(second, "document.querySelector('#progress').textContent.includes('1 decision')")
        second.wait_for_selector("#queue [data-state=reject]", timeout=15000)
        first.close()
        second.close()


def test_a_hand_written_text_stands_there_afterwards(chromium: Any, folder: Path) -> None:
    Path("one.txt").write_text("The mayor of the the town met the council on Monday.\n", encoding="utf-8")
    with serving("--all", "one.txt") as one:
        keys = Keys(opened(chromium, one.address))
        keys.press("e")
        keys.page.wait_for_selector("#by-hand")
        keys.page.fill("#by-hand", "that")
        keys.decide("Enter")
        keys.press("c")
        keys.page.wait_for_selector("#carry")
        keys.press("Enter")
        keys.page.wait_for_selector("#sheet-title:text('Carried out')")
        keys.page.close()
    assert Path("one.txt").read_text(encoding="utf-8") == "The mayor of that town met the council on Monday.\n"


def test_nothing_of_a_hostile_article_runs(chromium: Any, folder: Path) -> None:
    Path("one.txt").write_text(HOSTILE, encoding="utf-8")
    Path("huge.txt").write_text("The council met met again in the hall. " * 40000, encoding="utf-8")
    with serving("--all", "one.txt", "huge.txt") as one:
        page = chromium.new_page()
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(one.address)
        settled(page)
        keys = Keys(page)
        for _ in range(6):
            keys.press("j")
            page.wait_for_timeout(100)
        assert page.evaluate("window.hurt === undefined")
        assert not errors
        assert asked
        assert all(url.startswith(one.address) for url in asked)
        assert page.locator("#current script, #current img, #current svg[onload]").count() == 0
        page.close()


def _refused(address: str, headers: dict[str, str], data: bytes | None = None) -> int:
    request = urllib.request.Request(address, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_strangers_are_refused(chromium: Any, folder: Path) -> None:
    with serving("--all", "seeds") as one:
        root, write = re.sub(r"/[^/]+/$", "/", one.address), f"{one.address}api/write"
        known = {"X-Newslint-Review": "1", "Content-Type": "application/json"}
        assert _refused(one.address, {}) == 200
        assert _refused(root, {}) == 403
        assert _refused(f"{root}guessed/", {}) == 403
        assert _refused(one.address, {"Host": "rebound.example"}) == 403
        assert _refused(one.address, {"Origin": "http://elsewhere.example"}) == 403
        assert _refused(one.address, {"Sec-Fetch-Site": "cross-site"}) == 403
        assert _refused(write, {"Content-Type": "text/plain"}, b"{}") == 403
        assert _refused(f"{one.address}api/decide", known, b"x" * 2_000_000) == 403
        assert _refused(f"{one.address}../../etc/passwd", {}) in (403, 404)
        assert _refused(f"{one.address}api/decide", known, b"[]") == 400
        page = chromium.new_page()
        page.set_content(f'<iframe src="{one.address}"></iframe><script src="{one.address}main.js"></script>')
        page.wait_for_timeout(500)
        assert len(page.frames) == 1 or "Reject" not in page.frames[1].content()
        page.close()
    assert not Path("newslint.decisions.jsonl").exists()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_everybody_can_use_it(chromium: Any, folder: Path, width: int, scheme: str) -> None:
    with serving("--all", "seeds") as one:
        context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(one.address)
        settled(page)
        page.add_script_tag(path=str(AXE))
        told = page.evaluate(
            "axe.run().then(result => result.violations.map(one => `${one.id}: ${one.nodes[0].html}`))"
        )
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.locator("[data-key=r]").click()
        until(page, "document.querySelector('#progress').textContent.includes('1 decision')")
        context.close()


def test_a_hundred_thousand_findings_are_shown_at_once(chromium: Any, folder: Path) -> None:
    """Not a test of speed: the page must not load what it does not show."""
    records = (json.dumps({"text": f"The mayor of the the town met council {n} on Monday.\n"}) for n in range(3000))
    Path("many.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
    with serving("--all", "--select", "repeated-word", "--lang", "en", "many.jsonl") as one:
        start = time.monotonic()
        page = opened(chromium, one.address)
        assert page.locator("#queue li").count() <= 50
        assert "3,000 wait" in page.inner_text("#progress")
        assert time.monotonic() - start < 60
        page.close()


def test_one_thing_is_called_one(chromium: Any, folder: Path) -> None:
    Path("one.jsonl").write_text(
        json.dumps({"text": "The mayor of the the town met the council on Monday.\n"}) + '\n{"text": "torn\n',
        encoding="utf-8",
    )
    with serving("--all", "--select", "repeated-word", "--lang", "en", "one.jsonl") as one:
        assert "1 finding waits." in one.told
        keys = Keys(opened(chromium, one.address))
        assert keys.page.inner_text("#progress") == "1 waits, 0 decisions"
        assert keys.page.inner_text("[data-key=A]").split() == ["Accept", "all", "like", "this", "A"]
        keys.page.locator("#more").click()
        assert "one.jsonl:2" in keys.page.inner_text("#sheet-body")
        keys.press("Escape")
        keys.decide("a")
        until(keys.page, "document.querySelector('#progress').textContent === '0 wait, 1 decision'")
        keys.press("c")
        keys.page.wait_for_selector("#carry")
        keys.press("Enter")
        keys.page.wait_for_selector("#sheet-title:text('Carried out')")
        told = keys.page.inner_text("#sheet-body")
        assert "1 change in 1 file\n" in told
        assert "0 entries in newslint.ignore.yaml\n0 additions to the configuration" in told
        keys.page.close()


def test_what_is_proposed_is_written_with_one_key(chromium: Any, folder: Path) -> None:
    Path("newslint.toml").write_text('lang = "en"\n', encoding="utf-8")
    for number in range(12):
        Path(f"{number}.txt").write_text("The mayor of the the town met the council.\n", encoding="utf-8")
    with serving("--all", "--select", "repeated-word", *(f"{number}.txt" for number in range(12))) as one:
        keys = Keys(opened(chromium, one.address))
        for _ in range(12):
            keys.decide("r")
        keys.press("s")
        keys.page.wait_for_selector("[data-propose]")
        keys.page.focus("[data-propose]")
        keys.press("Enter")
        keys.page.wait_for_selector("#sheet-title:text('Written')")
        keys.page.close()
    assert 'ignore = ["repeated-word"]' in Path("newslint.toml").read_text(encoding="utf-8")


def test_a_line_becomes_a_rule_of_ones_own(chromium: Any, folder: Path) -> None:
    line = "Printed in the Gazette no. 4711"
    Path("newslint.toml").write_text(f'lang = "en"\nphrases = [{{text = "{line}", safe = false}}]\n', encoding="utf-8")
    Path("gazette").mkdir()
    text = f"The port is open again.\n\nThe council met on Monday.\n\n{line}\n\nThe mill was shut for a year.\n"
    Path("gazette/one.txt").write_text(text, encoding="utf-8")
    with serving("--select", "own-phrase", "gazette") as one:
        keys = Keys(opened(chromium, one.address))
        keys.decide("P")
        keys.press("c")
        keys.page.wait_for_selector("#carry")
        keys.press("Enter")
        keys.page.wait_for_selector("#sheet-title:text('Carried out')")
        keys.page.close()
    assert "kind: pattern" in Path("house/gazette.yaml").read_text(encoding="utf-8")
    assert line not in Path("gazette/one.txt").read_text(encoding="utf-8")
    assert 'rules = ["house"]' in Path("newslint.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["h", "s", "c", "?", "e"])
def test_everybody_can_use_its_sheets(chromium: Any, folder: Path, key: str) -> None:
    with serving("--all", "seeds") as one:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
        page = context.new_page()
        page.goto(one.address)
        settled(page)
        keys = Keys(page)
        keys.decide("r")
        keys.press(key)
        page.wait_for_selector("#by-hand" if key == "e" else "#sheet[open]")
        page.wait_for_timeout(200)
        page.add_script_tag(path=str(AXE))
        told = page.evaluate(
            "axe.run().then(result => result.violations.map(one => `${one.id}: ${one.nodes[0].html}`))"
        )
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        context.close()


def test_what_another_page_had_checked_anew_is_not_mistaken(chromium: Any, folder: Path) -> None:
    """The second page shows findings whose numbers are gone: a key there decides nothing that it does not show."""
    for name in ("a", "b", "c", "d"):
        Path(f"{name}.txt").write_text("The mayor of the the town met the council on Monday.\n", encoding="utf-8")
    Path("newslint.toml").write_text('lang = "en"\n', encoding="utf-8")
    with serving("--all", "--select", "repeated-word", "a.txt", "b.txt", "c.txt", "d.txt") as one:
        first, second = Keys(opened(chromium, one.address)), Keys(opened(chromium, one.address))
        first.decide("f")
        first.press("c")
        first.page.wait_for_selector("#carry")
        first.press("Enter")
        first.page.wait_for_selector("#sheet-title:text('Carried out')")
        second.press("r")
        until(second.page, "document.querySelectorAll('#queue button').length === 3")
        first.page.close()
        second.page.close()
    assert [line["what"]["path"] for line in said("newslint.decisions.jsonl") if line["type"] == "decision"] == [
        "a.txt"
    ]


def test_neither_a_held_key_nor_caps_lock_decides_more_than_one(chromium: Any, folder: Path) -> None:
    for name in ("a", "b", "c"):
        Path(f"{name}.txt").write_text("The mayor of the the town met the council on Monday.\n", encoding="utf-8")
    with serving("--all", "--select", "repeated-word", "--lang", "en", "a.txt", "b.txt", "c.txt") as one:
        page = opened(chromium, one.address)
        page.keyboard.down("r")
        page.keyboard.down("r")  # as often as a key repeats that is held
        page.keyboard.down("r")
        page.keyboard.up("r")
        until(page, "document.querySelector('#progress').textContent === '2 wait, 1 decision'")
        page.evaluate(PRESSED, {"key": "R", "code": "KeyR", "modifierCapsLock": True})
        until(page, "document.querySelector('#progress').textContent === '1 waits, 2 decisions'")
        page.evaluate(PRESSED, {"key": "к", "code": "KeyR"})
        until(page, "document.querySelector('#progress').textContent === '0 wait, 3 decisions'")
        page.close()
    assert {line["reach"] for line in said("newslint.decisions.jsonl")} == {"place"}
