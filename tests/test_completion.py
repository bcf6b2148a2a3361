"""Completion in real shells: what `newslint completion SHELL` prints, evaluated there, completes commands and names."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

HOME = Path(sys.executable).parent
CASES = {
    "newslint che": "check",
    "newslint check --unsafe-f": "--unsafe-fixes",
    "newslint check --output-format gith": "github",
    "newslint check --select glued-w": "glued-words",
    "newslint check --select layout,glued-w": "layout,glued-words",
    "newslint check --lang h": "hu",
    "newslint rule photo-c": "photo-credit",
    "newslint rules tes": "test",
}


@pytest.fixture
def environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{HOME}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"needs {shell}")


@needs("bash")
@pytest.mark.parametrize("line", CASES)
def test_bash(line: str, environment: dict[str, str]) -> None:
    words = line.split()
    script = (
        'eval "$(newslint completion bash)"\n'
        f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _newslint_completion newslint\n"
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert CASES[line] in output(["bash", "--norc", "-c", script], environment)


@needs("fish")
@pytest.mark.parametrize(
    "line", [line for line in CASES if "," not in line]
)  # click's script for fish splits at commas
def test_fish(line: str, environment: dict[str, str], tmp_path: Path) -> None:
    environment |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    environment |= {"NEWSLINT_CACHE_DIR": str(tmp_path / "cache")}
    script = f"newslint completion fish | source; complete -C {line!r}"
    found = [entry.split("\t")[0] for entry in output(["fish", "--no-config", "-c", script], environment)]
    assert CASES[line] in found


@needs("zsh")
@pytest.mark.parametrize("line", CASES)
def test_zsh(line: str, environment: dict[str, str], tmp_path: Path) -> None:
    ready, shown = tmp_path / "ready", tmp_path / "shown"
    (tmp_path / ".zshrc").write_text(
        "autoload -Uz compinit && compinit -u -D\n"
        'eval "$(newslint completion zsh)"\n'
        f"show() {{ zle expand-or-complete; print -r -- $BUFFER > {shown}; exit }}\n"
        "zle -N show && bindkey '^T' show\n"
        f"precmd() {{ : > {ready} }}\n"
    )
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the shell
        os.execvpe("zsh", ["zsh", "-i"], environment | {"ZDOTDIR": str(tmp_path), "HISTFILE": ""})
    wait_for(ready, terminal)
    os.write(terminal, f"{line}\x14".encode())
    wait_for(shown, terminal)
    os.close(terminal)
    os.waitpid(child, 0)
    assert shown.read_text().split()[-1] == CASES[line]


def wait_for(file: Path, terminal: int) -> None:
    """Read what a shell prints until it has written a file."""
    until = time.monotonic() + 60
    while not (file.exists() and (file.name == "ready" or file.stat().st_size)):
        assert time.monotonic() < until, file.name
        if select.select([terminal], [], [], 0.05)[0]:
            with suppress(OSError):
                os.read(terminal, 4096)


def output(command: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.splitlines()
