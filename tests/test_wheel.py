"""The wheel by itself: in an empty environment, away from the checkout, it finds what the checkout finds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import record


def run(*command: str | Path, folder: Path, code: int = 0) -> str:
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["NEWSLINT_CACHE_DIR"] = str(folder / "cache")
    environment["NO_COLOR"] = "1"
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "-q", "--no-deps", "--wheel-dir", tmp_path / "wheels", record.ROOT, folder=tmp_path)
    (wheel,) = (tmp_path / "wheels").glob("newslint-*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(*pip, "--python", python, "install", "-q", wheel, folder=tmp_path)

    shutil.copytree(record.ROOT / "seeds", tmp_path / "seeds")
    found = run(python.with_name("newslint"), "check", "seeds/", code=1, folder=tmp_path)
    assert found == (record.HERE / "findings.txt").read_text(encoding="utf-8")
    origins = run(python, "-c", "import newslint.rules; print(newslint.rules.home())", folder=tmp_path)
    assert Path(origins.strip()).is_relative_to(home)
    assert run(python, "-m", "newslint", "rules", folder=tmp_path) == record.newslint("rules", record.ROOT, err=False)
