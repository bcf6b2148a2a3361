"""A release: its notes come from the changelog, its workflow is valid and may do no more than it must."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import record
import yaml

from newslint import __version__

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

WORKFLOWS = sorted((record.ROOT / ".github" / "workflows").glob("*.yml"))
RELEASE = record.ROOT / ".github" / "workflows" / "release.yml"


def loaded(path: Path) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return workflow


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notes", record.ROOT / ".ci" / "notes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHANGELOG = """\
# Changelog

## [Unreleased]

## [1.2.0] - 2030-01-31

### Added

- One thing.

## [1.1.0] - 2029-01-31

### Fixed

- Another.
"""


def test_the_notes_are_the_section_of_the_version(script: ModuleType) -> None:
    assert script.notes("v1.2.0", "1.2.0", CHANGELOG) == "### Added\n\n- One thing.\n"
    assert script.notes("v1.1.0", "1.1.0", CHANGELOG) == "### Fixed\n\n- Another.\n"


WRONG = {
    ("v1.2.1", "1.2.0", CHANGELOG): r"tag v1\.2\.1: newslint/__init__\.py says 1\.2\.0",
    ("v1.3.0", "1.3.0", CHANGELOG): r"no section '## \[1\.3\.0\] - YYYY-MM-DD'",
    ("v1.2.0", "1.2.0", CHANGELOG.replace(" - 2030-01-31", "")): "with the day of the release",
    ("v1.2.0", "1.2.0", CHANGELOG.replace("### Added\n\n- One thing.\n", "")): r"section of 1\.2\.0 is empty",
}


@pytest.mark.parametrize(("given", "message"), WRONG.items(), ids=WRONG.values())
def test_a_release_that_would_be_wrong_stops(script: ModuleType, given: tuple[str, str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        script.notes(*given)


def test_the_script_reads_the_version_and_the_changelog() -> None:
    done = subprocess.run(
        [sys.executable, record.ROOT / ".ci" / "notes.py", "v0.0.0"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == f"error: tag v0.0.0: newslint/__init__.py says {__version__}; change one of them\n"


def test_the_changelog_is_kept() -> None:
    text = (record.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## (.*)$", text, re.M)
    assert sections[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", section) for section in sections[1:])
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.*)$", text, re.M)) <= kinds


def test_the_documents_name_this_version() -> None:
    revisions = {
        revision
        for path in [*record.DOCUMENTS, record.ROOT / "CONTRIBUTING.md"]
        for revision in re.findall(r"\brev: v(\d\S*)", path.read_text(encoding="utf-8"))
    }
    assert revisions == {__version__}


SCHEMAS = {"vendor.github-workflows": WORKFLOWS, "vendor.dependabot": [record.ROOT / ".github" / "dependabot.yml"]}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_the_git_host_reads_is_valid(schema: str) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, SCHEMAS[schema])]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_to_commits(path: Path) -> None:
    used = re.findall(r"^ *(?:- )?uses: *(.*)$", path.read_text(encoding="utf-8"), re.M)
    assert used
    for use in used:
        assert re.fullmatch(r"\S+@[0-9a-f]{40} # v[\d.]+|\./\S*", use), use


def test_the_release_may_do_no_more_than_it_must() -> None:
    workflow = loaded(RELEASE)
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "build": {"contents": "read"},
        "test": {},
        "publish": {"id-token": "write"},
        "announce": {"contents": "write"},
    }
    assert [jobs[name].get("needs") for name in ("test", "publish", "announce")] == ["build", "test", "publish"]
    assert jobs["publish"]["if"] == "github.event_name == 'push'"


def test_what_is_declared_is_tested() -> None:
    project = tomllib.loads((record.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (name.removeprefix("Programming Language :: Python :: ") for name in project["classifiers"])
    declared = [name for name in names if re.fullmatch(r"3\.\d+", name)]
    assert project["requires-python"] == f">={declared[0]}"
    for path in (RELEASE, RELEASE.with_name("ci.yml")):
        assert loaded(path)["jobs"]["test"]["strategy"]["matrix"]["python-version"] == declared
