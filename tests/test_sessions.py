"""Recorded command lines: each file of tests/sessions/ is a folder of files and what newslint makes of it.

A session has `files` (their names and contents), and one or more `run`s: `args`, `stdin` if it reads some, and what is
expected of it: `exit`, `stdout`, `stderr` (all exact; left out: 0, empty, empty), and `after`, files as they are then.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from newslint.__main__ import main

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SESSIONS = sorted((Path(__file__).parent / "sessions").glob("*.toml"))


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_session(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    session = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, content in session.get("files", {}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content.encode())
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    for run in session["run"]:
        replay(run, monkeypatch, capsysbinary)


def replay(run: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(run.get("stdin", "").encode())))
    code = main(run["args"])
    out, err = (part.decode() for part in capture.readouterr())
    assert {"args": run["args"], "exit": code, "stdout": out, "stderr": err} == {
        "args": run["args"],
        "exit": run.get("exit", 0),
        "stdout": run.get("stdout", ""),
        "stderr": run.get("stderr", ""),
    }
    for name, content in run.get("after", {}).items():
        assert Path(name).read_bytes().decode() == content, name
