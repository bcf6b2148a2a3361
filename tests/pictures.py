"""The pictures of the documents, made of the real thing: `python tests/pictures.py`.

docs/images/terminal.svg    a session in a terminal; tests/record.py holds it up to date
docs/images/report.png      the HTML report of seeds/ in a browser; it takes Chromium and Pillow
docs/images/review-*.png    the page of `newslint review`, at desktop and phone width, light and dark; and Playwright
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import browser

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"

COMMAND = "newslint check --select photo-credit,glued-words,repeated-word,tracking-id seeds/000_fdffce643553be81.txt"

INKS = {"31": "#ff8a80", "32": "#7bd197", "33": "#f0b44c", "34": "#86b8f2"}
WIDE, HIGH, MARGIN = 8.4, 19, 22
"""Pixels of a character, of a line, and around it all."""


def terminal() -> str:
    """A session as a terminal shows it, as SVG."""
    lines = [f"\x1b[32m$\x1b[0m \x1b[1m{COMMAND}\x1b[0m", *_session().splitlines()]
    columns = max(len(re.sub("\x1b\\[[0-9]*m", "", line)) for line in lines)
    width, height = round(columns * WIDE + 2 * MARGIN), len(lines) * HIGH + 2 * MARGIN + 18
    texts = [
        f'<text x="{MARGIN}" y="{MARGIN + 30 + number * HIGH}">{_spans(line)}</text>\n'
        for number, line in enumerate(lines)
        if line
    ]
    lights = "".join(
        f'<circle cx="{MARGIN + 18 * at}" cy="20" r="5.5" fill="{ink}"/>'
        for at, ink in enumerate(("#ff8a80", "#f0b44c", "#7bd197"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="A session of newslint in a terminal">\n'
        f'<rect width="{width}" height="{height}" rx="9" fill="#1f1e1b"/>{lights}\n'
        '<g xml:space="preserve" fill="#ece8df" font-size="14" '
        "font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\">\n"
        f"{''.join(texts)}</g>\n</svg>\n"
    )


def _session() -> str:
    """What the command writes to a terminal, and then what it says at its end; without the progress, which comes and
    goes with the machine's speed."""
    ours, theirs = os.openpty()
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "TERM": "xterm-256color", "NEWSLINT_CACHE_DIR": cache, "COLUMNS": "100"}
        environment.pop("NO_COLOR", None)
        command = [sys.executable, "-m", *COMMAND.split()]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=theirs, stderr=subprocess.PIPE) as process:
            os.close(theirs)
            written = b""
            while part := _read(ours):
                written += part
            written += process.stderr.read() if process.stderr else b""
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""


def _spans(line: str) -> str:
    """A line with its colours; each stretch is placed by its column, whatever the font's widths are."""
    spans, style, column = "", "", 0
    for part in re.split("(\x1b\\[[0-9]*m)", line):
        code = re.fullmatch("\x1b\\[([0-9]*)m", part)
        if code:
            bold = ' font-weight="bold"' if code[1] == "1" else ' opacity=".55"' if code[1] == "2" else ""
            style = f' fill="{INKS[code[1]]}"' if code[1] in INKS else bold
        elif part:
            blanks = len(part) - len(part.lstrip(" "))
            spans += f'<tspan x="{MARGIN + (column + blanks) * WIDE:.1f}"{style}>{escape(part[blanks:])}</tspan>'
            column += len(part)
    return spans


def report(path: Path) -> None:
    """The HTML report of seeds/, in a browser."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder, browser.page() as page:
        file = Path(folder) / "report.html"
        command = [sys.executable, "-m", "newslint", "check", "--quiet", "--output-format", f"html:{file}", "seeds"]
        subprocess.run(command, cwd=ROOT, check=False)
        page.look(width=1280, height=1240)
        page.open(file)
        picture = Image.open(io.BytesIO(page.picture())).convert("RGB")
    picture.quantize(128).save(path, optimize=True)


def review(folder: Path) -> None:
    """The page of the review on seeds/, some of it decided."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        said = ["review", "--no-browser", "--all", "--decisions", f"{place}/decisions.jsonl", "seeds"]
        server = subprocess.Popen(
            [sys.executable, "-m", "newslint", *said], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        told = "".join(server.stderr.readline() for _ in range(2)) if server.stderr else ""
        chromium = driver.chromium.launch(executable_path=browser.PROGRAM, args=list(browser.FLAGS))
        for width, height in ((1280, 900), (390, 844)):
            for scheme in ("light", "dark"):
                page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(told.split()[-1])
                page.wait_for_selector("#current .text")
                if width < 400:
                    page.click("#filters")
                page.select_option("#rule", "glued-words")
                page.wait_for_timeout(500)
                if width < 400:
                    page.click("#filters")
                page.keyboard.press("j")
                page.wait_for_timeout(500)
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                picture.quantize(128).save(folder / f"review-{width}-{scheme}.png", optimize=True)
                page.close()
        server.terminate()
        server.wait()


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / "terminal.svg").write_text(terminal(), encoding="utf-8", newline="\n")
    report(IMAGES / "report.png")
    review(IMAGES)
