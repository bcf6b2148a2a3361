"""What is published: the sdist and the wheel are whole and sound, and the wheel works away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
import record

from newslint import __version__
from newslint.evidence.lexicon import FORMAT, known

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def run(*command: str | Path, folder: Path, code: int = 0) -> str:
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["NEWSLINT_CACHE_DIR"] = str(folder / "cache")
    environment["NO_COLOR"] = "1"
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def direct(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the working tree gives."""
    folder = tmp_path_factory.mktemp("direct")
    run(*PIP, "wheel", "-q", "--no-deps", "--wheel-dir", folder, record.ROOT, folder=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory, direct: Path) -> Path:
    """A folder with the sdist of the working tree and the wheel that the sdist gives."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--outdir", folder / "dist", record.ROOT, folder=folder)
    return folder / "dist"


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (wheel,) = dist.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def sdist(dist: Path) -> Path:
    (sdist,) = dist.glob("*.tar.gz")
    return sdist


def contents(wheel: Path) -> dict[str, bytes]:
    """What a wheel installs, by path."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def metadata(wheel: Path) -> Message:
    (raw,) = (content for name, content in contents(wheel).items() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(raw.decode())


def test_the_index_would_take_them(dist: Path, sdist: Path, wheel: Path) -> None:
    run(sys.executable, "-m", "twine", "check", "--strict", sdist, wheel, folder=dist)


def test_one_place_states_the_version(wheel: Path, sdist: Path) -> None:
    assert wheel.name == f"newslint-{__version__}-py3-none-any.whl"
    assert sdist.name == f"newslint-{__version__}.tar.gz"
    assert metadata(wheel)["Version"] == __version__
    assert f'version = "{__version__}"' not in (record.ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_sdist_gives_the_wheel_that_the_tree_gives(wheel: Path, direct: Path) -> None:
    assert contents(direct) == contents(wheel)


def test_the_wheel_holds_the_package_and_the_rules_alone(wheel: Path) -> None:
    files = {name for name in contents(wheel) if ".dist-info/" not in name and "/data/compiled/" not in name}
    ours = (
        path for path in (record.ROOT / "newslint").rglob("*") if path.suffix in (".py", ".css", ".js", ".html", ".svg")
    )
    package = {path.relative_to(record.ROOT).as_posix() for path in ours}
    rules = {path.relative_to(record.ROOT).as_posix() for path in (record.ROOT / "rules").rglob("*.yaml")}
    assert files == package | {f"newslint/data/{name}" for name in rules} | {"newslint/py.typed"}


def test_the_wheel_holds_what_it_needs_compiled(wheel: Path) -> None:
    forms = {name.removeprefix("newslint/data/compiled/") for name in contents(wheel) if "/data/compiled/" in name}
    words = {f"words-{code}-{FORMAT}" for code in known()}
    kinds = {"builtin", "languages", "phrases", "formulas", "names", "glue", "given", "neighbours"}
    assert {form.rpartition("-")[0] for form in forms} == kinds | words
    assert wheel.stat().st_size < 60_000_000  # the package index takes 100 MB


@pytest.mark.skipif(not (record.ROOT / ".git").exists() or not shutil.which("git"), reason="needs git and a checkout")
def test_the_sdist_holds_all_that_is_kept(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    kept = run("git", "-C", record.ROOT, "ls-files", "-z", "--cached", folder=sdist.parent).split("\0")
    assert {name for name in kept if name and (record.ROOT / name).exists()} <= held
    assert not {name for name in held if name.startswith((".git/", ".venv/", "build/", "dist/"))}


def test_the_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(*PIP, "--python", python, "install", "-q", wheel, folder=tmp_path)

    shutil.copytree(record.ROOT / "seeds", tmp_path / "seeds")
    found = run(python.with_name("newslint"), "check", "seeds/", code=1, folder=tmp_path)
    assert found == (record.HERE / "findings.txt").read_text(encoding="utf-8")
    kinds = {path.name.partition("-")[0] for path in (tmp_path / "cache").iterdir()}
    assert kinds == {"known", "places"}  # nothing was compiled: there is no wordfreq
    assert (
        run(python, "-c", "from importlib.util import find_spec as f; print(f('wordfreq'))", folder=tmp_path)
        == "None\n"
    )
    run(python.with_name("newslint"), "check", "--output-format", "html:report.html", "seeds", code=1, folder=tmp_path)
    assert "<main" in (tmp_path / "report.html").read_text(encoding="utf-8")
    origins = run(python, "-c", "import newslint.rules.home; print(newslint.rules.home.home())", folder=tmp_path)
    assert Path(origins.strip()).is_relative_to(home)
    assert run(python, "-m", "newslint", "rules", folder=tmp_path) == record.newslint("rules", record.ROOT, err=False)
    assert run(python, "-m", "newslint", "--version", folder=tmp_path) == f"newslint {__version__}\n"
