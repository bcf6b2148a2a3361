"""The way of one file through newslint: `python benchmarks/flow.py FILE` checks it, with `--fix` it mends a copy of it.

It prints the packages and the modules in the order in which they are first entered, how often the way goes from one
package to another, and each way back: a call from a floor to one above it (a value that asks its maker, a loop that
calls what was handed down to it). A call is of the module whose code makes it and of the one whose code is called; what
modules do while they load does not count. What is compiled for good (rules, word lists) is compiled before; nothing is
known of the file.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from house import FLOORS  # noqa: E402 - it lies beside, in no package
from modules import floor_of  # noqa: E402


def package_of(name: str) -> str:
    """The package of a module; the doors are called as they are."""
    return floor_of(name)


class Walk:
    """Watches the calls between modules below a folder, as sys.setprofile tells of them."""

    def __init__(self, home: Path, package: Callable[[str], str]) -> None:
        self.home = f"{home}{os.sep}"
        self.package = package
        self.modules: dict[str, None] = {}
        self.packages: dict[str, None] = {}
        self.steps = 0
        self.back: Counter[tuple[str, str]] = Counter()
        self._at = ""

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        name = self._module(frame)
        if event != "call" or name is None:
            return
        here = self.package(name)
        self.modules[name] = self.packages[here] = None
        self.steps += here != self._at
        self._at = here
        caller = self._caller(frame)
        if caller is not None and self._floor(caller) < self._floor(name):
            self.back[caller, name] += 1

    def _floor(self, name: str) -> int:
        """How high a module stands; the doors stand outside, above all."""
        here = self.package(name)
        return FLOORS.index(here) if here in FLOORS else len(FLOORS)

    def _module(self, frame: FrameType) -> str | None:
        """The module whose code a frame runs; None for others' and for what runs while a module loads."""
        code = frame.f_code
        if not code.co_filename.startswith(self.home) or code.co_name == "<module>" or "__qualname__" in code.co_names:
            return None
        return code.co_filename[len(self.home) :].removesuffix(".py").removesuffix("/__init__").replace(os.sep, ".")

    def _caller(self, frame: FrameType) -> str | None:
        """The module of the house that is nearest above a frame."""
        above = frame.f_back
        while above is not None and not above.f_code.co_filename.startswith(self.home):
            above = above.f_back
        return None if above is None else self._module(above)

    def told(self) -> Iterator[str]:
        """The way as lines."""
        yield f"{len(self.modules)} modules of {len(self.packages)} packages, {self.steps:,} steps between packages"
        yield f"packages: {' '.join(self.packages)}"
        yield f"modules: {' '.join(self.modules)}"
        yield f"ways back: {sum(self.back.values()):,}"
        yield from (f"  {count:>6,}  {low} -> {high}" for (low, high), count in self.back.most_common())


def walked(args: list[str], walk: Walk) -> Walk:
    """The way of a command line."""
    from newslint.__main__ import main

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        sys.setprofile(walk)
        try:
            main(args)
        finally:
            sys.setprofile(None)
    return walk


def main(args: list[str], package: Callable[[str], str] = package_of) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--fix", action="store_true")
    options = parser.parse_args(args)
    import newslint

    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEWSLINT_CACHE_DIR"] = folder
        copy = Path(folder) / options.file.name
        command = ["check", "--isolated", "--no-cache", *(["--fix"] if options.fix else []), str(copy)]
        shutil.copy(options.file, copy)
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-m", "newslint", *command], env=environment, capture_output=True, check=False)
        shutil.copy(options.file, copy)
        print("\n".join(walked(command, Walk(Path(newslint.__file__).parent, package)).told()))


if __name__ == "__main__":
    main(sys.argv[1:])
