"""Workers end with the command that started them, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SECONDS = 30
"""Within which workers have started, or are gone."""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_command(how: signal.Signals, tmp_path: Path) -> None:
    text = "The port was opened again on Monday, the harbour office said. "
    for number in range(400):
        lines = (f"{text}It was number {number} of {line}." for line in range(60))
        (tmp_path / f"{number}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--no-cache", "--quiet", "--jobs", "2", "."]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        children = _until(lambda: [] if len(_children(run.pid)) < 2 else _children(run.pid))
        assert len(children) >= 2, "no workers were started"
        run.send_signal(how)
        run.wait(SECONDS)
    assert _until(lambda: [True] if not any(map(_lives, children)) else []), "workers are left"


def _until(found: object) -> list[int]:
    assert callable(found)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if said := found():
            return list(said)
        time.sleep(0.05)
    return []


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text(encoding="ascii").split()] if path.exists() else []


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
