"""Findings with everything that an output could trip over, made by the real thing: files, rules for them, and a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

LINE = (
    "\x1b[31mred\x1b[0m ]]> <script>alert(1)</script> &amp; \"double\" 'single' \\ `tick` ``ticks`` | ~~bar~~ "
    "@user #1 [link](https://example.org) ![img](x) www.example.org <img src=x onerror=alert(2)> {0} {{x}} "
    "\U0001d4b3\U0001f469\u200d\U0001f4bb \u202eleft\u202c \x01 \x9b \ufffe a\u0301 zap"
)
"""One line of trouble: escape codes, all kinds of markup, characters outside the BMP, marks that turn text around."""

RULES = """
- name: zap
  kind: pattern
  message: "a | zap, 100% <b>wrong</b> & `more` [x](y)"
  why: "It is <i>wrong</i>, and *that* is why | see ]]> {0}."
  pattern: zap$
  fix: "</td></script>zip | ]]> `z` \\e[0m {0}"
  safety: unsafe
  examples: [{bad: "a ⟦zap⟧", good: "a </td></script>zip | ]]> `z` \\e[0m {0}"}]
  clean: [bar, baz]
- name: trouble-line
  kind: pattern
  message: line of trouble
  why: It is.
  severity: error
  pattern: ^\\x1b.*zap$
  examples: [{bad: "⟦\\x1b zap⟧"}]
  clean: [bar, baz]
- name: two-lines
  kind: pattern
  message: two lines
  why: They are.
  severity: info
  pattern: ^l1\\nl2\\n
  fix: ""
  examples: [{bad: "⟦l1\\nl2\\n⟧", good: ""}]
  clean: [bar, baz]
- name: nothing-there
  kind: pattern
  message: something is missing
  why: It is.
  pattern: (?<=empty)(?=,)
  fix: "\\n"
  examples: [{bad: "empty⟦⟧, x", good: "empty\\n, x"}]
  clean: [bar, baz]
"""

FILES: dict[str, bytes] = {
    "rules.yaml": RULES.replace("\\e", "\\x1b").encode(),
    "plain.txt": "One.\nl1\nl2\nThree, empty, four 日本 zap\n".encode(),
    "windows.txt": b"\xef\xbb\xbfOne.\r\nl1\r\nl2\r\nThree, empty, four zap\r\n",
    "odd/`a` <b> & \"c\" 'd' |e| @f #1 %20 \u202eg\U0001d4b3.txt": f"{LINE}\n{LINE}\n".encode(),
    "clean.txt": b"All is well.\n",
    "records.jsonl": "".join(
        json.dumps(record) + "\n"
        for record in (
            {"id": "a-1", "title": "One zap", "text": "All is well.\nempty, two zap\n"},
            {"id": "<b>|`2`", "title": "Fine\x00", "text": LINE},
            {"id": "a-3", "title": "Fine", "text": "l1\nl2\nempty, l3\n"},
        )
    ).encode(),
}


def make(folder: Path) -> Path:
    """Write the files."""
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def report(folder: Path, *formats: str, args: tuple[str, ...] = ("--unsafe-fixes",)) -> dict[str, str]:
    """What each of the outputs makes of the folder, from one run; exit codes other than 0 and 1 are errors."""
    chosen = [part for name in formats for part in ("--output-format", f"{name}:{folder / f'report.{name}'}")]
    command = ["-m", "newslint", "check", "--quiet", "--isolated", "--rules", "rules.yaml", "--select", "rules"]
    done = subprocess.run(
        [sys.executable, *command, *args, *chosen, "."],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    reports = {name: (folder / f"report.{name}") for name in formats}
    found = {name: path.read_text(encoding="utf-8") for name, path in reports.items()}
    for path in reports.values():
        path.unlink()
    return found
