"""What git says of files: which lines differ from another commit. It asks the git that is installed.

The tree is a stranger's, and its `.git` tells git what to run on many occasions. Here git runs nothing: what can be
switched off is, also all filters, by name; hooks have no folder; what a partial clone lacks is not fetched; submodules,
each with a configuration of its own, are not looked into. The user's own configuration counts, but for what is run.
"""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newslint.config.paths import repository
from newslint.model.errors import ConfigError
from newslint.run.changed import Changed, read

_DIFF = (
    *("-c", "core.quotePath=true", "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"),
    *("--no-relative", "--ignore-submodules=all", f"-O{os.devnull}"),
)
"""The configuration of a user may say otherwise on all of it."""

SECONDS = 120.0
"""What git may take to answer; it reads what a configuration names, and that may be a pipe."""

_OFF = {
    "core.fsmonitor": "false",
    "core.useBuiltinFSMonitor": "false",
    "core.virtualFilesystem": "",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.alternateRefsCommand": "",
    "core.pager": "",
    "core.sshCommand": "false",
    "core.askPass": "",
    "core.editor": "false",
    "credential.helper": "",
    "diff.external": "",
    "protocol.allow": "never",
}
"""What git would run or read, or whether it would, and what it is told instead. It goes above all configurations."""

_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",  # the index is not written, so that no hook hears of it
    "GIT_NO_LAZY_FETCH": "1",  # of git 2.45
    "GIT_ALLOW_PROTOCOL": "none",  # and before: there is no such protocol
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
}


def changes(paths: Iterable[str], base: str) -> dict[str, Changed]:
    """What changed in each file since it parted from the commit `base`: committed, staged, and as it stands.

    Files in which nothing changed are left out; those that git does not track are changed as a whole. Raises
    ConfigError.
    """
    found: dict[str, Changed] = {}
    repositories: dict[Path, _Repository] = {}
    for path in paths:
        real = Path(os.path.realpath(path))
        top = repository(real.parent)
        if top is None:
            raise ConfigError(f"{path}: is in no git repository; --diff-base needs one")
        if top not in repositories:
            repositories[top] = _Repository(top, base)
        changed = repositories[top].changed(real)
        if changed is not None:
            found[path] = changed
    return found


class _Repository:
    """One repository, beside one of its commits."""

    def __init__(self, top: Path, base: str) -> None:
        self._top = top
        self._environment = {**os.environ, **_ENVIRONMENT}
        self._environment = _with_settings(self._environment, {**_OFF, **dict(self._filters())})
        parted = self._parted(base)
        try:
            self._tracked = set(_split(self._said("ls-files", "-z")))
            self._changed = dict(self._lines(parted))
            self._changed.update(self._binary(parted))
        except _FailedError as error:
            why = str(error).splitlines()[-1:] or ["no reason given"]
            raise ConfigError(f"{top.as_posix()}: git can't tell what changed: {why[0]}") from error

    def changed(self, path: Path) -> Changed | None:
        """What changed in a file of the repository; None if nothing did."""
        name = os.fsencode(path.relative_to(self._top).as_posix())
        return self._changed.get(name) if name in self._tracked else Changed(whole=True)

    def _parted(self, base: str) -> str:
        """The commit where the present one parted from `base`."""
        try:
            commit = self._said("rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}")
        except _FailedError as error:
            raise ConfigError(
                f"--diff-base {base}: {self._top.as_posix()} has no such commit; fetch it first, or correct the name"
            ) from error
        try:
            return self._said("merge-base", commit.decode().strip(), "HEAD").decode().strip()
        except _FailedError as error:
            raise ConfigError(
                f"--diff-base {base}: it has no commit in common with HEAD in {self._top.as_posix()}; "
                "if this is a shallow clone, fetch more of its history"
            ) from error

    def _lines(self, parted: str) -> Iterator[tuple[bytes, Changed]]:
        patch = ("-U0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/", parted, "--")
        yield from read(io.BytesIO(self._said(*_DIFF, *patch)))

    def _binary(self, parted: str) -> Iterator[tuple[bytes, Changed]]:
        """Files of which git tells no lines: binary to it, as UTF-16 is."""
        words = iter(_split(self._said(*_DIFF, "--numstat", "-z", parted, "--")))
        for word in words:
            added, _, path = word.split(b"\t", 2)
            if not path:  # a renamed file: its old and its new name follow
                _, path = next(words), next(words)
            if added == b"-":
                yield path, Changed(whole=True)

    def _filters(self) -> Iterator[tuple[str, str]]:
        """The settings that switch off every filter there is, by its name: git runs them on what it compares."""
        try:
            names = _split(self._said("config", "-z", "--name-only", "--get-regexp", r"^filter\."))
        except _FailedError:  # there are none
            return
        for name in {os.fsdecode(name).rpartition(".")[0] for name in names}:
            yield from ((f"{name}.{key}", "") for key in ("clean", "smudge", "process"))
            yield f"{name}.required", "false"

    def _said(self, *args: str) -> bytes:
        asked = ["git", "--no-pager", *args]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        try:
            done = subprocess.run(  # noqa: S603
                asked,
                stdin=nothing,
                stdout=pipe,
                stderr=pipe,
                check=False,
                cwd=self._top,
                env=self._environment,
                timeout=SECONDS,
            )
        except FileNotFoundError as error:
            raise ConfigError("--diff-base needs git, and there is none; install it") from error
        except subprocess.TimeoutExpired as error:
            raise ConfigError(f"{self._top.as_posix()}: git has not answered for {SECONDS:.0f} seconds") from error
        if done.returncode:
            raise _FailedError(done.stderr.decode(errors="replace").strip())
        return done.stdout


def _with_settings(environment: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """The environment in which git is told these settings, after those that it has; a name may hold anything."""
    known = environment.get("GIT_CONFIG_COUNT", "")
    count = int(known) if known.isdecimal() else 0
    told = dict(environment)
    for number, (key, value) in enumerate(settings.items(), count):
        told |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return told | {"GIT_CONFIG_COUNT": str(count + len(settings))}


class _FailedError(Exception):
    """git said no."""


def _split(said: bytes) -> list[bytes]:
    return [part for part in said.split(b"\0") if part]
