"""The open documents: which version is to be checked, when, and in which thread.

The engine runs in threads, so that messages are answered meanwhile, one thread at a time in each lane. Large documents
have a lane of their own, so that no small one waits for them. A version that is no longer current when its turn comes
is passed over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any, TypeVar

import msgspec

from newslint.lsp.checked import Checked, Version
from newslint.lsp.options import Options
from newslint.lsp.setups import Setups
from newslint.model.errors import NewslintError

T = TypeVar("T")

PAUSE = 0.15
"""Seconds without a change after which a document is checked; longer for one that took longer to check."""

LARGE = 200_000
"""Code points from which a document waits with other large ones: about 30 long articles."""


class Lane:
    """Work on documents, one at a time, with set-ups that no other thread uses."""

    def __init__(self, options: Options, base: Path) -> None:
        self.setups = Setups(options, base)
        self._free = asyncio.Lock()

    async def run(self, work: Callable[[], T]) -> T:
        """What the work gives, done in a thread, for which nobody waits when the editor goes."""
        async with self._free:
            loop = asyncio.get_running_loop()
            done: asyncio.Future[T] = loop.create_future()
            Thread(target=_do, args=(work, done, loop), daemon=True).start()
            return await asyncio.shield(done)


def _do(work: Callable[[], T], done: asyncio.Future[T], loop: asyncio.AbstractEventLoop) -> None:
    try:
        result = work()
    except Exception as error:
        _call(loop, done.set_exception, error)
    else:
        _call(loop, done.set_result, result)


def _call(loop: asyncio.AbstractEventLoop, callback: Callable[[Any], None], given: object) -> None:
    with suppress(RuntimeError):  # the loop is closed: the editor is gone
        loop.call_soon_threadsafe(callback, given)


class Desk:
    """What is open, and what is known of it."""

    def __init__(self, options: Options, base: Path) -> None:
        self._versions: dict[str, Version] = {}
        self._checks: dict[str, asyncio.Task[Checked]] = {}
        self._took: dict[str, float] = {}
        self.base = base
        self.renew(options)

    def renew(self, options: Options) -> None:
        """Other settings: every document is to be checked again."""
        self._lanes = Lane(options, self.base), Lane(options, self.base)
        self._checks.clear()

    @property
    def uris(self) -> list[str]:
        """The documents that are open."""
        return list(self._versions)

    def put(self, version: Version) -> None:
        """A document was opened or changed."""
        self._versions[version.uri] = version
        self._checks.pop(version.uri, None)

    def get(self, uri: str) -> Version | None:
        """The current version of a document."""
        return self._versions.get(uri)

    def again(self, uri: str) -> None:
        """Something that a document's findings depend on may have changed."""
        if version := self._versions.get(uri):
            self.put(msgspec.structs.replace(version))

    def close(self, uri: str) -> None:
        """A document was closed."""
        version = self._versions.pop(uri, None)
        self._checks.pop(uri, None)
        self._took.pop(uri, None)
        if version:
            for lane in self._lanes:
                lane.setups.forget(version.path)

    def pause(self, uri: str) -> float:
        """Seconds to wait for the next change before a document is checked."""
        return max(PAUSE, self._took.get(uri, 0.0))

    async def checked(self, uri: str) -> Checked | None:
        """The findings of the current version; None if it is closed, or changed before its turn came.

        Everyone who asks for one version waits for one check, which goes on if one of them is called off.
        """
        version = self._versions.get(uri)
        if version is None:
            return None
        if uri not in self._checks:
            self._checks[uri] = asyncio.create_task(self.lane(version).run(lambda: self._check(version)))
        checked = await asyncio.shield(self._checks[uri])
        return checked if self._versions.get(uri) is version else None

    def lane(self, version: Version) -> Lane:
        """Where a version waits."""
        return self._lanes[len(version.text) >= LARGE]

    def _check(self, version: Version) -> Checked:
        if self._versions.get(version.uri) is not version or version.format is None:
            return Checked(version)
        setup = self.lane(version).setups.of(version.path)
        if setup is None:
            return Checked(version)
        start = perf_counter()
        checked = Checked(version, setup)
        self._took[version.uri] = perf_counter() - start
        return checked

    @property
    def troubles(self) -> list[tuple[Path | None, NewslintError]]:
        """What is wrong with configurations: their files, and the errors."""
        return [trouble for lane in self._lanes for trouble in list(lane.setups.troubles.values())]
