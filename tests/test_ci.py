"""The GitHub action and the GitLab job: their steps, run here as a runner would run them, on damaged articles."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import record
import yaml

from newslint import __version__

ACTION: dict[str, Any] = yaml.safe_load((record.ROOT / "action.yml").read_text(encoding="utf-8"))
GUIDE = (record.ROOT / "docs" / "how-to-ci.md").read_text(encoding="utf-8")
DAMAGED = "The council met at the the hall.\nAdvertisement\n"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("bash"), reason="runs the steps with the bash of Linux and macOS"
)


class Runner:
    """What a GitHub runner does with a composite action: values for expressions, files for outputs, bash for steps."""

    def __init__(self, folder: Path, temp: Path, **given: str) -> None:
        self.folder = folder
        self.files = {
            name: folder.parent / f"{folder.name}-{name}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")
        }
        self.values = {f"inputs.{name}": one.get("default", "") for name, one in ACTION["inputs"].items()}
        self.values |= {f"inputs.{name.replace('_', '-')}": value for name, value in given.items()}
        self.values |= {"github.action_path": str(record.ROOT), "runner.temp": str(temp)}
        self.log = ""
        self.used: list[dict[str, Any]] = []

    def run(self, *, skip: str = "Install newslint") -> int:
        """Run the steps; gives the exit code of the one that fails, or 0."""
        for step in ACTION["runs"]["steps"]:
            if step["name"] == skip or not self._true(step.get("if", "'yes' != ''")):
                continue
            if "uses" in step:
                self.used.append({name: self._filled(value) for name, value in step["with"].items()})
            elif code := self.script(step):
                return code
        return 0

    def script(self, step: dict[str, Any]) -> int:
        """Run one step's script as the runner does."""
        for file in self.files.values():
            file.write_text("")
        script = self.folder.parent / "step.sh"
        script.write_text(step["run"])
        environment = {**os.environ, **{name: str(file) for name, file in self.files.items()}}
        environment |= {name: self._filled(value) for name, value in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.log += done.stdout
        self.summary = self.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8") or getattr(self, "summary", "")
        for line in self.files["GITHUB_OUTPUT"].read_text().splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step.get('id')}.outputs.{name}"] = value
        return done.returncode

    def _filled(self, text: str) -> str:
        return EXPRESSION.sub(lambda match: self.values.get(match[1], ""), str(text))

    def _true(self, condition: str) -> bool:
        return all(self._compared(part) for part in condition.split(" && "))

    def _compared(self, condition: str) -> bool:
        left, how, right = condition.split(" ")
        value = left.strip("'") if left.startswith("'") else self.values.get(left, "")
        return (value == right.strip("'")) == (how == "==")


@pytest.fixture(scope="module")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder for temporary files, in which newslint is installed by the action's own step."""
    temp = tmp_path_factory.mktemp("runner")
    source = tmp_path_factory.mktemp("action")
    for name in ("newslint", "rules", "README.md", "LICENSE", "NOTICE", "pyproject.toml", "hatch_build.py"):
        copy = shutil.copytree if (record.ROOT / name).is_dir() else shutil.copy2
        copy(record.ROOT / name, source / name)
    runner = Runner(source, temp)
    runner.values["github.action_path"] = str(source)
    assert runner.script(ACTION["runs"]["steps"][0]) == 0, runner.log
    assert runner.log.splitlines()[-1].startswith("newslint ")
    return temp


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a story.txt").write_text(DAMAGED)
    (folder / "clean.txt").write_text("The council met at the hall.\n")
    (folder / "raw").mkdir()
    (folder / "raw" / "b.txt").write_text(DAMAGED)
    return folder


def test_findings_are_shown_and_fail_the_job(articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp)
    assert runner.run() == 1
    assert runner.values["steps.check.outputs.exit-code"] == "1"
    assert "::warning title=newslint (repeated-word),file=a story.txt,line=1," in runner.log
    assert "repeated-word" in runner.summary
    assert "raw/b.txt" in runner.summary
    assert runner.used == []


def test_clean_articles_pass(articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp, paths="clean.txt\n")
    assert runner.run() == 0
    assert "::" not in runner.log


def test_paths_stand_on_lines_and_options_between_blanks(articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp, paths="a story.txt\nclean.txt", args="--select  repeated\n--severity warning")
    assert runner.run() == 1
    assert "2 files" in runner.log
    assert "ad-label" not in runner.log


def test_annotations_and_summary_can_be_off(articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp, annotations="false", summary="false", args="--exit-zero")
    assert runner.run() == 0
    assert "::warning" not in runner.log
    assert "raw/b.txt:1:" in runner.log
    assert runner.summary == ""


def test_findings_go_to_code_scanning(articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp, upload_sarif="true")
    assert runner.run() == 1
    (sent,) = runner.used  # before the step that fails
    report = json.loads(Path(sent["sarif_file"]).read_text(encoding="utf-8"))
    assert {one["ruleId"] for one in report["runs"][0]["results"]} >= {"repeated-word", "ad-label"}


def test_a_sarif_report_may_be_kept(articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp, sarif="report.sarif")
    assert runner.run() == 1
    assert (articles / "report.sarif").exists()
    assert runner.values["steps.check.outputs.sarif"] == "report.sarif"


def test_trouble_fails_the_job_with_its_own_code(articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp, paths="none.txt", upload_sarif="true")
    assert runner.run() == 2
    assert "none.txt: no such file or folder" in runner.log
    assert runner.used == []


HOSTILE = ['"; touch pwned; $(touch pwned) "', "'; touch pwned; `touch pwned` && touch pwned '"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["paths", "args", "sarif", "annotations", "summary", "upload_sarif"])
def test_nothing_in_an_input_is_run(name: str, value: str, articles: Path, temp: Path) -> None:
    runner = Runner(articles, temp, **{name: value})
    runner.run()
    assert not list(articles.rglob("pwned"))
    assert not (articles.parent / "pwned").exists()


def test_a_version_is_a_version(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    pip = tmp_path / "bin" / "python3"
    pip.parent.mkdir()
    pip.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\nprintf \'#!/bin/sh\\necho "[$@]"\\n\' > "$3/bin/python"\n'
        'cp "$3/bin/python" "$3/bin/newslint"\nchmod +x "$3/bin/"*\n'
    )
    pip.chmod(0o755)
    runner = Runner(folder, tmp_path, version="0.1.0; touch pwned")
    step = ACTION["runs"]["steps"][0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{pip.parent}{os.pathsep}{os.environ['PATH']}")
        assert runner.script(step) == 0
    assert "newslint==0.1.0; touch pwned]" in runner.log
    assert not (folder / "pwned").exists()


def test_no_script_holds_an_expression() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_action_is_valid_and_its_inputs_are_documented() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run([*check, str(record.ROOT / "action.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) ?\|", GUIDE, re.M))
    defaults = {name: str(one["default"]) for name, one in ACTION["inputs"].items()}
    assert {name: default.strip("`") for name, default in rows.items()} == defaults
    assert all(f"`{name}`" in GUIDE for name in ACTION["outputs"])


def blocks(first: str) -> list[str]:
    return [block for block in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.M | re.S) if block.startswith(first)]


def test_the_workflow_of_the_guide_is_valid(tmp_path: Path) -> None:
    (workflow,) = blocks("name: ")
    (tmp_path / "articles.yml").write_text(workflow)
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*check, str(tmp_path / "articles.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    given = yaml.safe_load(workflow)["jobs"]["newslint"]["steps"][1]["with"]
    assert given.keys() <= ACTION["inputs"].keys()


def test_the_job_of_gitlab_is_valid_and_reports(tmp_path: Path, articles: Path) -> None:
    (text,) = blocks("newslint:")
    (tmp_path / ".gitlab-ci.yml").write_text(text)
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    done = subprocess.run([*check, str(tmp_path / ".gitlab-ci.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    job = yaml.safe_load(text)["newslint"]
    assert [f"{path.rstrip('/')}/bin" for path in job["cache"]["paths"]] == [".newslint-venv/bin"]
    installed(articles.parent / ".newslint-venv")
    ran = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
        cwd=articles.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "articles/raw/b.txt" in ran.stdout
    report = json.loads((articles.parent / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert {one["check_name"] for one in report} >= {"repeated-word", "ad-label"}


def installed(folder: Path) -> None:
    """Put newslint where a job looks for it before it installs anything."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "newslint").symlink_to(Path(sys.executable).parent / "newslint")


def test_the_steps_of_a_workflow_without_the_action_are_valid_and_report(tmp_path: Path, articles: Path) -> None:
    (text,) = blocks("      - uses: actions/setup-python")
    job = {"runs-on": "ubuntu-latest", "steps": yaml.safe_load(text)}
    (tmp_path / "articles.yml").write_text(yaml.safe_dump({"on": "push", "jobs": {"newslint": job}}))
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*check, str(tmp_path / "articles.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    _, cached, install, last = job["steps"]
    assert install["if"] == f"steps.{cached['id']}.outputs.cache-hit != 'true'"
    assert install["run"].startswith(f"python -m venv {cached['with']['path']} && {cached['with']['path']}/bin/pip ")
    installed(tmp_path / "newslint")
    summary = tmp_path / "summary.md"
    ran = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", last["run"]],
        cwd=articles.parent,
        env={**os.environ, "HOME": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert "::warning" in ran.stdout
    assert "a story.txt" in summary.read_text(encoding="utf-8")


def test_what_is_cached_is_what_is_installed() -> None:
    """A cache is named by the revision that is in it, or it would be that of another."""
    revisions = re.findall(r"newslint@(v[\d.]+)|key: newslint-(v[\d.]+)", GUIDE)
    assert {one or other for one, other in revisions} == {f"v{__version__}"}
