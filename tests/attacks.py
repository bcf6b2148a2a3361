"""What attacks on newslint need: a clone to make them in, and what is there afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newslint.__main__ import main

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
BAD, GOOD = "He saw the the mayor.\n", "He saw the mayor.\n"


def write(path: str | Path, content: str | bytes) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def cloned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone to work in, and a user's folders outside of it."""
    folder = tmp_path / "clone"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NEWSLINT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("NEWSLINT_CONFIG_DIR", str(tmp_path / "config"))
    return folder


def fix(*args: str) -> int:
    return main(["check", "--fix", "-q", "--lang", "en", *(args or (".",))])


def tree(top: Path) -> dict[str, bytes]:
    """Everything below a folder, without following links."""
    paths = (path for path in sorted(top.rglob("*")) if path.is_file() or path.is_symlink())
    return {str(path.relative_to(top)): path.read_bytes() if path.is_file() else b"" for path in paths}
