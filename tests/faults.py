"""What can go wrong while files are mended, done for real, again and again: `python tests/faults.py kill --runs 1000`.

    kill      kill -9 at a random moment, in every second run while several processes share the work
    pool      the same, always with several processes
    disk      a disk that is full after a random number of bytes (a small tmpfs; needs root)
    limit     files that may not grow beyond a random number of bytes (RLIMIT_FSIZE)
    change    somebody else saves an article at a random moment
    twice     two newslints at once in one folder, one of them with other rules
    caches    caches of which some files are damaged: a byte, the end, the middle, or another file in its place

After each run every article must be whole: as it was, or mended, or as somebody else saved it; `newslint undo` must
give back the articles as they were; and the next `newslint check --fix` must mend all and leave nothing else behind.
The table printed at the end counts the runs, what came of the articles, and what was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newslint import Linter
from newslint.__main__ import main as newslint
from newslint.run import run
from newslint.run.journal import history

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
ARTICLES = 12
FULL = ["check", "--fix", "-q", "--no-cache", "."]
PART = ["check", "--fix", "-q", "--no-cache", "--select", "glued,layout", "."]


class LostError(AssertionError):
    """Something was lost."""


class Folder:
    """A folder of damaged articles, and what they are when mended."""

    def __init__(self, path: Path, articles: int = ARTICLES) -> None:
        self.path = path
        linter = Linter()
        self.before: dict[str, bytes] = {}
        self.after: dict[str, bytes] = {}
        for number in range(articles):
            text = f"Article {number}.\n" + SEEDS[number % len(SEEDS)].read_text(encoding="utf-8")
            self.before[f"{number:03}.txt"] = text.encode()
            self.after[f"{number:03}.txt"] = linter.fix(text).text.encode()

    def fill(self) -> None:
        """Put the articles there, and nothing else."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True)
        for name, content in self.before.items():
            (self.path / name).write_bytes(content)

    def now(self) -> dict[str, bytes]:
        return {name: (self.path / name).read_bytes() for name in self.before}

    def count(self, *allowed: dict[str, bytes]) -> Counter[str]:
        """How many articles are as they were, mended, or something else that is allowed."""
        found: Counter[str] = Counter()
        for name, content in self.now().items():
            states = {"as it was": self.before[name], "mended": self.after[name]}
            state = next((state for state, wanted in states.items() if content == wanted), None)
            if state is None and not any(content == other.get(name) for other in allowed):
                raise LostError(f"{name} is neither as it was nor mended: {content[:200]!r}")
            found[state or "other"] += 1
        return found

    def strays(self) -> list[str]:
        """What is there that was not, but for the journal."""
        return [path.name for path in self.path.iterdir() if path.name not in (*self.before, ".newslint")]

    def age(self) -> None:
        """Let half-written files be too old for anybody to be writing them still."""
        for path in self.path.glob(".newslint-*"):
            os.utime(path, (0, 0))


def begin(args: list[str], folder: Path, prepare: Callable[[], None] | None = None) -> int:
    """newslint in a process, and a process group, of its own. The rules are loaded already, so it works at once."""
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        os.chdir(folder)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if prepare:
            prepare()
        os._exit(newslint(args))
    finally:
        os._exit(99)


def end(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def done(args: list[str], folder: Path, prepare: Callable[[], None] | None = None) -> int:
    code = end(begin(args, folder, prepare))
    if code == 99:
        raise LostError(f"newslint {' '.join(args)} broke down")
    return code


def recover(folder: Folder) -> None:
    """Undo gives back what was; mending goes through and leaves nothing behind."""
    done(["undo", "-q"], folder.path)
    if folder.now() != folder.before:
        raise LostError("undo did not give back the articles as they were")
    folder.age()
    done(FULL, folder.path)
    if folder.now() != folder.after:
        raise LostError("the next run did not mend everything")
    if folder.strays():
        raise LostError(f"left behind: {folder.strays()}")
    done(["undo", "-q"], folder.path)
    if folder.now() != folder.before:
        raise LostError("undo did not give back the articles as they were after the next run")


def many_processes() -> None:
    """Two processes share the articles, one at a time."""
    run.POOL_BYTES, run.CHUNK_BYTES = 0, 1


def kill(folder: Folder, chance: random.Random) -> Counter[str]:
    """kill -9, the whole process group, after a part of the time that a run takes."""
    return killed(folder, chance, many_processes if chance.random() < 0.5 else None)


def pool(folder: Folder, chance: random.Random) -> Counter[str]:
    """kill -9 while several processes share the work."""
    return killed(folder, chance, many_processes)


def killed(folder: Folder, chance: random.Random, prepare: Callable[[], None] | None) -> Counter[str]:
    folder.fill()
    started = time.monotonic()
    done(FULL, folder.path, prepare)
    took = time.monotonic() - started
    folder.fill()
    child = begin(FULL, folder.path, prepare)
    time.sleep(chance.uniform(0, took))
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:  # it has no group of its own yet
        os.kill(child, signal.SIGKILL)
    found = Counter({"killed" if end(child) == -signal.SIGKILL else "was done before": 1})
    found["by several processes"] += prepare is not None
    found += folder.count()
    found["half-written beside"] += len(folder.strays())
    recover(folder)
    return found


def limit(folder: Folder, chance: random.Random) -> Counter[str]:
    """No file may grow beyond some bytes."""
    most = chance.randrange(1, 9000)
    folder.fill()
    done(FULL, folder.path, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    found = folder.count()
    if folder.strays():
        raise LostError(f"left behind: {folder.strays()}")
    recover(folder)
    return found


@contextmanager
def small_disk(path: Path, size: int) -> Iterator[None]:
    """A file system of so many bytes. Raises CalledProcessError where it is not allowed to make one."""
    path.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", path], check=True, capture_output=True)


def disk(folder: Folder, chance: random.Random) -> Counter[str]:
    """The disk is full after some bytes more than the articles take."""
    room = sum(-(-len(content) // 4096) * 4096 for content in folder.before.values())
    inner = Folder.__new__(Folder)
    inner.__dict__ |= {**folder.__dict__, "path": folder.path / "disk"}
    shutil.rmtree(folder.path, ignore_errors=True)
    with small_disk(inner.path, room + 4096 * chance.randrange(0, 20)):
        for name, content in inner.before.items():
            (inner.path / name).write_bytes(content)
        done(FULL, inner.path)
        found = inner.count()
        if inner.strays():
            raise LostError(f"left behind: {inner.strays()}")
        subprocess.run(["mount", "-o", "remount,size=8M", inner.path], check=True, capture_output=True)
        recover(inner)
    return found


def change(folder: Folder, chance: random.Random) -> Counter[str]:
    """Somebody saves an article, as editors do: beside, then renamed; it must not be lost."""
    folder.fill()
    name = chance.choice(sorted(folder.before))
    text = f"Saved by somebody else.\n{folder.before[name].decode()}"
    started = time.monotonic()
    done(FULL, folder.path)
    took = time.monotonic() - started
    folder.fill()
    child = begin(FULL, folder.path)
    time.sleep(chance.uniform(0, took))
    beside = folder.path / ".saved"
    beside.write_text(text, encoding="utf-8")
    beside.replace(folder.path / name)
    end(child)
    folder.count({name: text.encode()}, {name: Linter().fix(text).text.encode()})
    if not (folder.path / name).read_bytes().startswith(b"Saved by somebody else."):
        raise LostError(f"{name}: what somebody saved is gone")
    return Counter(
        {"kept": 1, "as saved" if (folder.path / name).read_bytes() == text.encode() else "saved, mended": 1}
    )


def twice(folder: Folder, chance: random.Random) -> Counter[str]:
    """Two newslints at once, one with fewer rules."""
    folder.fill()
    part = {name: Linter(select=["glued", "layout"]).fix(c.decode()).text.encode() for name, c in folder.before.items()}
    children = [begin(args, folder.path) for args in chance.sample([FULL, PART], 2)]
    for child in children:
        if end(child) == 99:
            raise LostError("newslint broke down")
    # What one mended in part, the other may have mended after it.
    both = {name: Linter().fix(content.decode()).text.encode() for name, content in part.items()}
    found = folder.count(part, both)
    if folder.strays():
        raise LostError(f"left behind: {folder.strays()}")
    runs = [one.id for one in history.runs(folder.path)]
    for id in (*runs, *runs):  # what both mended goes back in the order in which they came to it
        done(["undo", "-q", id], folder.path)
    if folder.now() != folder.before:
        raise LostError("undo did not give back the articles as they were")
    return found


def damage(file: Path, others: list[Path], chance: random.Random) -> str:
    """Damage a file as disks do; says how."""
    content, how = bytearray(file.read_bytes()), chance.choice(["a byte", "cut", "zeroed", "another file"])
    at = chance.randrange(len(content)) if content else 0
    if how == "a byte" and content:
        content[at] ^= chance.randrange(1, 256)
    elif how == "cut":
        del content[at:]
    elif how == "zeroed":
        end = min(len(content), at + chance.randrange(1, 100_000))
        content[at:end] = bytes(end - at)
    else:
        content = bytearray(chance.choice(others).read_bytes())
    file.write_bytes(content)
    return how


def caches(folder: Folder, chance: random.Random) -> Counter[str]:
    """Caches with damaged files: what is found is what is found without a cache."""
    cache = folder.path.parent / "cache"
    if not cache.exists():
        folder.fill()
        for output in ("json", "full"):
            found_by(folder, cache, "--output-format", output)
    files = sorted(path for path in cache.rglob("*") if path.is_file())
    groups: dict[str, list[Path]] = {}
    for file in files:
        groups.setdefault(file.name.split("-")[0], []).append(file)
    done: Counter[str] = Counter()
    for _ in range(chance.randrange(1, 4)):
        mine = groups[chance.choice(sorted(groups))]
        done[f"damaged: {damage(chance.choice(mine), chance.choice([mine, files]), chance)}"] += 1
    output = chance.choice(["json", "full", "concise"])
    wanted = found_by(folder, None, "--output-format", output, "--no-cache")
    ways = [[], ["--no-cache"]] if chance.random() < 0.5 else [[], []]
    for way in ways:
        if found_by(folder, cache, "--output-format", output, *way) != wanted:
            raise LostError(f"with damaged caches ({dict(done)}) something else was found")
    return done + Counter({"findings as without": 2})


def found_by(folder: Folder, cache: Path | None, *args: str) -> bytes:
    """What a fresh newslint, with a cache of its own, prints."""
    environment = {**os.environ, **({"NEWSLINT_CACHE_DIR": str(cache)} if cache else {})}
    command = [sys.executable, "-m", "newslint", "check", "-q", *args, "."]
    done = subprocess.run(command, cwd=folder.path, env=environment, capture_output=True, check=False)
    if done.returncode not in (0, 1) or done.stderr:
        raise LostError(f"exit code {done.returncode}: {done.stderr.decode()}")
    return done.stdout


KINDS = {"caches": caches, "kill": kill, "pool": pool, "disk": disk, "limit": limit, "change": change, "twice": twice}


def tried(kind: str, runs: int, seed: int, folder: Path) -> Counter[str]:
    """What came of so many runs. Raises LostError with the seed that repeats it."""
    total: Counter[str] = Counter()
    articles = Folder(folder)
    for number in range(runs):
        try:
            total += KINDS[kind](articles, random.Random(f"{kind} {seed} {number}"))
        except LostError as lost:
            raise LostError(f"{kind}, seed {seed}, run {number}: {lost}") from lost
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="+", choices=sorted(KINDS), metavar="KIND")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for kind in given.kinds:
        with tempfile.TemporaryDirectory() as folder:
            found = tried(kind, given.runs, given.seed, Path(folder) / "articles")
        told = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
        sys.stdout.write(f"{kind}: {given.runs} runs of {ARTICLES} articles: {told}; nothing lost\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
