"""CONTRIBUTING.md is enough: who follows one of its recipes to the letter, and does nothing else, breaks nothing.

A recipe is a section below "Recipes". It writes the files that it shows, makes its diffs, and runs its commands, on a
copy of the repository; what the laws of every module ask is asked of the copy, too.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import record
from house import FLOORS
from modules import files, tree

import newslint

TEXT = (record.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### (.*)\n((?:(?!##).*\n)*)", TEXT[TEXT.index("\n## Recipes\n") :], re.M))
STEP = re.compile(r"^(?:<!-- file: (?P<path>\S+) -->\n)?```(?P<how>\w+)\n(?P<content>(?:.*\n)*?)```$", re.M)
HOME = Path(newslint.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    left = shutil.ignore_patterns(".git", ".venv", "venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis")
    made = Path(shutil.copytree(record.ROOT, tmp_path / "copy", ignore=left))
    compiled = record.ROOT / "build" / "compiled"
    if compiled.is_dir():  # or each recipe compiles the words of every language
        shutil.copytree(compiled, made / "build" / "compiled")
    return made


def follow(recipe: str, folder: Path) -> None:
    for step in STEP.finditer(recipe):
        if step["path"]:
            assert not (folder / step["path"]).exists(), step["path"]
            (folder / step["path"]).write_text(step["content"], encoding="utf-8")
        elif step["how"] == "diff":
            change(step["content"], folder)
        else:
            assert step["how"] == "sh"
            for command in step["content"].splitlines():
                run(command, folder)


def change(diff: str, folder: Path) -> None:
    """Make a diff's change; its lines stand in one place of the file."""
    old, new, *lines = diff.splitlines(keepends=True)
    path = folder / old.removeprefix("--- ").strip()
    assert new == f"+++ {old.removeprefix('--- ')}"
    before, after = ("".join(line[1:] for line in lines if line[0] in f" {sign}") for sign in "-+")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(command: str, folder: Path) -> str:
    program, *rest = shlex.split(command)
    assert program == "python", command
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTEST_ADDOPTS": "-p no:cacheprovider"}
    done = subprocess.run(
        [sys.executable, *rest],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = done.stdout.decode(errors="replace")
    assert done.returncode == 0, f"{command}\n{said}"
    return said


LAWS = "tests/test_architecture.py tests/test_docs.py tests/test_schema.py -k 'newslint_keeps or documented or fresh'"
GUARDS = (f"python -m pytest -q {LAWS}", "python -m ruff check --no-cache newslint")
"""What holds of the whole, whatever is added to it. All tests, run once on a copy with all recipes, say no more."""


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_enough(name: str, copy: Path) -> None:
    follow(RECIPES[name], copy)
    for command in GUARDS:
        run(command, copy)


def test_what_a_recipe_says_beside_the_module_is_needed(copy: Path) -> None:
    without = re.sub(r"^```diff\n(?:.*\n)*?```$", "", RECIPES["Add an output"], flags=re.M)
    with pytest.raises(AssertionError, match="documented"):
        follow(without, copy)


def test_the_recipes_are_these() -> None:
    assert [*RECIPES] == ["Add a rule", "Add a language", "Add a kind", "Add a format", "Add an output"]


def rooms() -> dict[str, str]:
    """The packages in the order of their floors, and the first sentence of what each says of itself."""
    folders = [path.parent.relative_to(HOME).as_posix() for path in files(HOME) if path.name == "__init__.py"][1:]
    folders.sort(key=lambda folder: (FLOORS.index(folder.partition("/")[0]), folder))
    return {folder: first_sentence(HOME / folder / "__init__.py") for folder in folders}


def first_sentence(path: Path) -> str:
    said = " ".join((ast.get_docstring(tree(path)) or "").split())
    return said.partition(". ")[0].removesuffix(".")


def test_the_table_of_the_house_is_what_the_packages_say() -> None:
    rows = re.findall(r"^\| `(\S+)/` \| (.*) \|$", TEXT, re.M)
    assert rows == [*rooms().items()]


@pytest.mark.parametrize("how", ["", " --fix"])
def test_the_way_of_a_file_is_told(how: str) -> None:
    told = run(f"python benchmarks/flow.py seeds/001_english.txt{how}", record.ROOT)
    packages = re.findall(r"^packages: (.*)$", told, re.M)[0].split()
    assert {"cli", "run", "files", "linter", "kinds", "evidence"} <= {*packages}
    assert ("linter.settle" in told) == bool(how)
