"""What git says of files: which lines differ from another commit. It asks the git that is installed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from newslint.config.paths import repository
from newslint.model.errors import ConfigError
from newslint.run.changed import Changed, read

_DIFF = (
    *("-c", "core.quotePath=true", "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"),
    *("--no-relative", "--submodule=short"),
)
"""The configuration of a user may say otherwise on all of it."""


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
        parted = self._parted(base)
        self._tracked = set(_split(self._said("ls-files", "-z")))
        self._changed = dict(self._lines(parted))
        self._changed.update(self._binary(parted))

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
        patch = self._asked(*_DIFF, "-U0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/", parted, "--")
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(patch, stdout=pipe, stderr=nowhere, cwd=self._top) as process:  # noqa: S603
            assert process.stdout is not None
            yield from read(process.stdout)
        if process.returncode:
            raise ConfigError(f"{self._top.as_posix()}: 'git diff' failed with exit code {process.returncode}")

    def _binary(self, parted: str) -> Iterator[tuple[bytes, Changed]]:
        """Files of which git tells no lines: binary to it, as UTF-16 is."""
        words = iter(_split(self._said(*_DIFF, "--numstat", "-z", parted, "--")))
        for word in words:
            added, _, path = word.split(b"\t", 2)
            if not path:  # a renamed file: its old and its new name follow
                _, path = next(words), next(words)
            if added == b"-":
                yield path, Changed(whole=True)

    def _said(self, *args: str) -> bytes:
        try:
            done = subprocess.run(self._asked(*args), capture_output=True, check=False, cwd=self._top)  # noqa: S603
        except FileNotFoundError as error:
            raise ConfigError("--diff-base needs git, and there is none; install it") from error
        if done.returncode:
            raise _FailedError(done.stderr.decode(errors="replace").strip())
        return done.stdout

    def _asked(self, *args: str) -> list[str]:
        return ["git", *args]


class _FailedError(Exception):
    """git said no."""


def _split(said: bytes) -> list[bytes]:
    return [part for part in said.split(b"\0") if part]
