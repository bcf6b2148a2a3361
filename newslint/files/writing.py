"""Files replaced whole or not at all: written beside, synced, renamed; never over what somebody else has changed."""

from __future__ import annotations

import contextlib
import io
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from newslint.files import owner
from newslint.model.errors import ReadError

BESIDE = ".newslint-"
"""How the name of a file begins that is being written; what is called so is never an article."""

FOLDER = ".newslint"
"""The folder that newslint keeps for itself in a project; nothing in it is an article."""

HALF = re.compile(r"\.newslint-[a-z0-9_]+\.half")
"""What a file is called that is being written; nobody else calls one so."""

NEWBORN = 10.0
"""Seconds in which a file that is being written may not be locked yet."""


def save(path: Path, chunks: Iterable[str], *, within: Path | None = None) -> None:
    """Write text to a file, whole or not at all. Raises ReadError."""
    with saving(path, within=within) as write:
        for chunk in chunks:
            write(chunk)


@contextlib.contextmanager
def saving(path: Path, *, within: Path | None = None) -> Iterator[Callable[[str], object]]:
    """What writes text to a file: all of it, or, if the block is left by an error, nothing.

    The file is that of this name: no link leads elsewhere, and none leads out of the current folder, or out of the
    folder `within`. Raises ReadError.
    """
    ours = True
    try:
        opened = path.as_posix().startswith(_OPEN)
        if not opened:
            _stays(path, within)
        before = path.lstat() if os.path.lexists(path) else None
        regular = not opened and (before is None or stat.S_ISREG(before.st_mode))
        with replacing(path.parent.resolve() / path.name, before) if regular else path.open("wb") as out:
            ours = False
            yield _Writer(path, out)
            ours = True
    except OSError as error:
        if not ours:
            raise
        raise _unwritten(path, error) from error


_OPEN = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")
"""What the system calls files that are open already; these links are its own."""


def _stays(path: Path, within: Path | None) -> None:
    """Raises ReadError for a file that links lead to; whoever laid them may be a stranger."""
    if path.is_symlink():
        raise ReadError(f"{path}: is a link, so it is not written; name the file that it leads to, or remove it")
    folder = within or Path.cwd()
    inside = Path(os.path.normpath(path.absolute())).is_relative_to(os.path.normpath(folder.absolute()))
    if (inside or within) and not path.parent.resolve().is_relative_to(folder.resolve()):
        raise ReadError(f"{path}: a link leads it out of {folder}; name it by its own path to have it written")


def begin(folder: Path, inner: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Write a new file below a folder, with the folders that it needs: through no link, over nothing that is there.

    Raises ReadError, or what `fill` raises; then the file is not there.
    """
    path = folder / inner
    try:
        _stays(folder, None)
        for above in (*reversed(path.relative_to(folder).parents),):
            (folder / above).mkdir(parents=above == Path(), exist_ok=True)
            if (folder / above).is_symlink():
                raise ReadError(f"{folder / above}: is a link, so nothing is written below it")
        _stays(path, folder)
        if os.path.lexists(path):
            raise ReadError(f"{path}: is there already; left as it is")
        replace(path.parent.resolve() / path.name, fill, None)
    except OSError as error:
        raise _unwritten(path, error) from error


class _Writer:
    """Writes text to an open file. Raises ReadError."""

    def __init__(self, path: Path, out: BinaryIO) -> None:
        self._path = path
        self._out = out

    def __call__(self, text: str) -> None:
        try:
            self._out.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise _unwritten(self._path, error) from error


def _unwritten(path: Path, error: OSError) -> ReadError:
    return ReadError(f"{path}: can't be written: {error.strerror or error}")


MOST_STREAMED = 256_000_000
"""Bytes that are taken from a pipe or a device that the user names; it is read once, into memory."""


class Opener:
    """Opens a file again and again, as long as nobody changes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.first: os.stat_result | None = None
        self._streamed: bytes | None = None

    def __call__(self) -> BinaryIO:
        if self._streamed is not None:
            return io.BytesIO(self._streamed)
        file = self.path.open("rb")
        now = os.fstat(file.fileno())
        if not stat.S_ISREG(now.st_mode):
            self.first = now
            self._streamed = self._all(file)
            return io.BytesIO(self._streamed)
        if self.first is not None and signature(now) != signature(self.first):
            file.close()
            raise ReadError(_changed(self.path))
        self.first = now
        return file

    def _all(self, file: BinaryIO) -> bytes:
        """All that comes out of a pipe or a device, which can't be read twice. Raises ReadError."""
        with file:
            content = file.read(MOST_STREAMED + 1)
        if len(content) > MOST_STREAMED:
            most = MOST_STREAMED // 1_000_000
            raise ReadError(f"{self.path.as_posix()}: has more than {most} MB and is no regular file; put it into one")
        return content


def signature(status: os.stat_result) -> tuple[int, ...]:
    """What changes when somebody changes a file."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _changed(path: Path) -> str:
    return f"{path.as_posix()}: changed while newslint was at work; left as it is, check it again"


def writable(path: Path, name: str) -> None:
    """May a file be replaced? Raises ReadError that says what is in the way; `name` is what messages call the file."""
    if not os.access(path, os.W_OK):
        raise ReadError(f"{name}: is read-only; not written")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ReadError(f"{name}: its folder is read-only, so it can't be replaced whole; not written")


def replace(
    path: Path,
    fill: Callable[[BinaryIO], None],
    before: os.stat_result | None,
    seal: Callable[[Path], None] | None = None,
) -> None:
    """Write a file beside it and put it in its place, unless it is no longer what it was `before`.

    `seal` sees the new file when all of it is on the disk and it is not yet in place. Raises ReadError, OSError, or
    what `fill` and `seal` raise; the file is then as it was.
    """
    with replacing(path, before, seal) as out:
        fill(out)


@contextlib.contextmanager
def replacing(
    path: Path, before: os.stat_result | None, seal: Callable[[Path], None] | None = None
) -> Iterator[BinaryIO]:
    """A new file to write, which takes the place of `path` at the end of the block; see `replace`."""
    from tempfile import mkstemp

    handle, beside = mkstemp(dir=path.parent, prefix=BESIDE, suffix=".half")
    try:
        with os.fdopen(handle, "wb") as out:
            _lock(out, wait=False)
            yield out
            out.flush()
            owner.dress(out.fileno(), beside, path, before)
            os.fsync(out.fileno())
            if seal is not None:
                seal(Path(beside))
        with _alone(path, before):
            Path(beside).replace(path)
        sync(path.parent)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _alone(path: Path, before: os.stat_result | None) -> Iterator[None]:
    """The moment in which a file is replaced: no other newslint replaces it, and nobody has changed it since."""
    if before is None:
        yield
        return
    with path.open("rb") if os.name != "nt" else contextlib.nullcontext() as old:  # Windows replaces no open file
        if old is not None:
            _lock(old, wait=True)
        if signature(path.stat()) != signature(before):
            raise ReadError(_changed(path))
        yield


def _lock(file: BinaryIO, *, wait: bool) -> bool:
    """Lock a file against other processes of newslint until it is closed; does it work?

    Where there are no such locks (Windows, some network folders), they are done without.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        return False
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def sync(folder: Path) -> None:
    """Have the disk know the names in a folder, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(leftovers: Iterable[Path]) -> int:
    """Remove files that a killed newslint left half-written beside articles; how many there were.

    Whoever is still writing one has locked it.
    """
    count = 0
    for path in leftovers:
        if not HALF.fullmatch(path.name) or path.is_symlink():
            continue
        with contextlib.suppress(OSError), path.open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > NEWBORN and _lock(file, wait=False):
                path.unlink()
                count += 1
    return count
