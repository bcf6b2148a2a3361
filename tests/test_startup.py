"""Starting costs little, as pre-commit does it at every commit; and nothing that is fed to it ends in a traceback."""

from __future__ import annotations

import importlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint import cli
from newslint.__main__ import main
from newslint.cli import _checking, _plain, check
from newslint.cli._options import Options
from newslint.cli._sections import COMMON, OTHERS, SECTIONS
from newslint.model.members import members

HEAVY = {
    *("rich", "asyncio", "pyarrow", "numpy", "wordfreq", "concurrent.futures", "multiprocessing", "ftfy"),
    *("requests", "ssl", "jsonschema", "pydantic", "pygls", "lsprotocol"),
}
LEARNED = {"click", "regex", "re2", "yaml", "hashlib", "pkgutil", "newslint.linter.linter", "newslint.run.examine"}
FEATHERLIGHT = HEAVY | {"click", "msgspec", "regex", "yaml", "pathspec", "newslint.model"}
SHOW = "import sys; from newslint.__main__ import main; code = main(sys.argv[1:]); print(*sys.modules); sys.exit(code)"


def loaded(*args: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", SHOW, *args], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_version_loads_next_to_nothing() -> None:
    assert loaded("--version") & FEATHERLIGHT == set()


@pytest.mark.parametrize("article", ["One sentence.\n", "Le président a parlé à la foule.\n"])
def test_checking_an_article_loads_nothing_heavy(article: str, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(article, encoding="utf-8")
    loaded("check", str(file))  # the first start may compile rules and words
    assert loaded("check", str(file)) & HEAVY == set()


@pytest.mark.parametrize("named", [[], ["--ignore", "ads,ad-slot"]])
def test_what_is_known_is_told_without_click_and_without_the_engine(named: list[str], tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("Le président a parlé à la foule .\n", encoding="utf-8")
    args = ("check", "--isolated", "--exit-zero", "--jobs", "2", *named, str(file))
    loaded(*args)
    assert loaded(*args) & (HEAVY | LEARNED) == set()


ARGUMENTS = st.sampled_from(
    [
        *("--quiet", "-q", "--fix", "--isolated", "--no-cache", "--show-files", "--no-suppressions", "--unsafe-fixes"),
        *("--jobs", "-j", "2", "+2", "x", "٢", "-j2", "--jobs=2", "-qj2", "9" * 5000, "-o", "--output-file", "a.txt"),
        *("--select", "glued", "glued,ads", "--lang", "fr", "--output-format", "json", "full:a", "nope", "full:", "-"),
        *("--severity", "error", "--min-confidence", "0.5", "--no", "--quie", "--", "", "--paths", "--no_cache", "-x"),
        *("--field", "text", "--rules", "--config", "--encoding", "cp1252", "--baseline", "-é", "--help", "--version"),
    ]
)


@given(st.lists(ARGUMENTS, max_size=6))
@settings(max_examples=500)
def test_a_command_line_that_is_read_without_click_comes_to_the_same(args: list[str]) -> None:
    options = _plain.read(args)
    if options is not None:
        params = check.command.make_context("check", list(args)).params
        assert options == Options(**{**params, "paths": params["paths"] or (".",)})


@pytest.mark.parametrize("args", [["check", "."], ["check", "--jobs=1", "."]], ids=["plain", "click"])
def test_ctrl_c_ends_a_check_on_a_line_of_its_own(
    args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(options: Options) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(_checking, "checked", interrupted)
    monkeypatch.setattr(check, "checked", interrupted)
    assert main(args) == 130
    assert capsys.readouterr() == ("", "\n")


@pytest.mark.parametrize("args", [["check", "nowhere"], ["check", "--jobs=1", "nowhere"]], ids=["plain", "click"])
def test_trouble_is_told_alike(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    assert capsys.readouterr() == ("", "error: nowhere: no such file or folder\n")


def test_most_command_lines_are_read_without_click() -> None:
    for line in (
        "",
        "a b",
        "--fix a",
        "--quiet --jobs 2 --select glued,ads --ignore x a",
        "--output-format json -o b a",
    ):
        assert _plain.read(line.split()) is not None
    for name in Options.__struct_fields__:
        option = f"--{name.replace('_', '-')}"
        given = [_plain.read([option]), _plain.read([option, "2"]), _plain.read([option, "full"])]
        assert any(given) or name in ("paths", "severity", "min_confidence")


def test_importing_the_package_loads_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, newslint; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) & FEATHERLIGHT == set()


@given(data=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "-"])
def test_any_bytes_give_a_message_and_no_traceback(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / name if name != "-" else None
    if path:
        path.write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["check", "--fix", "--isolated", str(path or "-")]) in (0, 1, 2)
    err = capsysbinary.readouterr().err.decode()
    assert "Traceback" not in err
    assert "please report" not in err


@pytest.mark.parametrize(
    "args", [["--nope"], ["nope"], ["check", "--nope"], ["check", "--jobs", "x"], ["rules", "nope"]]
)
def test_a_wrong_command_line_exits_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    assert "Error: " in capsys.readouterr().err


def commands() -> list[str]:
    """Every command, and what stands under it."""
    named = [(name, importlib.import_module(f"newslint.cli.{name}").command) for name in members(cli.__path__)]
    below = [f"{name} {one}" for name, command in named if isinstance(command, click.Group) for one in command.commands]
    return ["", *(name for name, _ in named), *below]


SCREEN = 50
"""Lines of 80 columns."""


@pytest.mark.parametrize("command", commands())
def test_help_fits_a_screen_and_has_an_example(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*command.split(), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= SCREEN
    assert any(line.startswith(f"  newslint {command}".rstrip()) for line in lines)


def test_every_option_of_check_stands_under_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    options = {param.name for param in check.command.params if isinstance(param, click.Option)}
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(options), "newslint/cli/_sections.py lists them"
    for option, headings in (("--help", COMMON), ("--help-all", SECTIONS)):
        assert main(["check", option]) == 0
        shown = capsys.readouterr().out
        assert [line for line in shown.splitlines() if line and not line.startswith((" ", "Usage"))] == [
            *(f"{heading}:" for heading in (*headings, OTHERS)),
        ]
        given = {name for names in headings.values() for name in names}
        named = set(re.findall(r" --[a-z-]+", shown))
        for param in check.command.params[1:]:
            assert (f" {max(param.opts, key=len)}" in named) == (param.name in given), param.name


def test_all_of_the_help_is_shown_before_anything_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere", "--help-all"]) == 0
    assert "--no-journal" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert f"_NEWSLINT_COMPLETE={shell}_complete" in capsys.readouterr().out


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text("x" * 300)
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--select", "missing-final-newline", "."]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait() == 1


def test_any_terminal_encoding_will_do(tmp_path: Path) -> None:
    (tmp_path / "é.txt").write_text("é ą", encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--select", "missing-final-newline", "."]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert (done.returncode, "é.txt:1:4" in done.stdout.decode()) == (1, True)
