"""Work shared among processes, its results in order. Only here are processes started."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from newslint.model.errors import ReadError

if TYPE_CHECKING:
    from concurrent.futures import Future

Key = TypeVar("Key")
Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD = 3
"""Jobs that wait for each process: enough that none is idle while another is slow, few enough to bound memory."""


_worker: Callable[[Any], Any] | None = None


def _start(make: Callable[..., Callable[[Any], Any]], args: tuple[Any, ...]) -> None:
    """Make a worker process ready. Ctrl-C is for the parent, which lets workers end what they are writing."""
    import signal
    from threading import Thread

    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_outlive, daemon=True).start()
    _worker = make(*args)


def _outlive() -> None:
    """End the process when its parent is gone, killed perhaps: it would wait for jobs for ever.

    What is being written then is left as an interrupted run leaves it, whole or not at all.
    """
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(job: Any) -> Any:
    if _worker is None:
        raise RuntimeError("the worker was not started")
    return _worker(job)


def shared(
    jobs: Iterator[tuple[Key, Job | None]], workers: int, make: Callable[..., Callable[[Job], Result]], *args: Any
) -> Iterator[tuple[Key, Result | None]]:
    """The jobs' keys and results, in the jobs' order; None has the result None.

    `make(*args)` makes, in each process, the function that does the jobs. Jobs are taken up as they are needed. Raises
    ReadError when a process dies.
    """
    for key, job in jobs:  # what needs no process starts none
        if job is not None:
            yield from _shared(chain([(key, job)], jobs), workers, make, *args)
            return
        yield key, None


def _shared(
    jobs: Iterable[tuple[Key, Job | None]], workers: int, make: Callable[..., Callable[[Job], Result]], *args: Any
) -> Iterator[tuple[Key, Result | None]]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(workers, initializer=_start, initargs=(make, args))
    waiting: deque[tuple[Key, Future[Any] | None]] = deque()
    try:
        for key, job in jobs:
            waiting.append((key, None if job is None else pool.submit(_do, job)))
            while waiting and (len(waiting) > AHEAD * workers or _done(waiting[0][1])):
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    except BrokenProcessPool as error:
        raise ReadError("a worker process died, perhaps for lack of memory; try fewer with --jobs") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _done(future: Future[Any] | None) -> bool:
    return future is None or future.done()


def _first(waiting: deque[tuple[Key, Future[Any] | None]]) -> tuple[Key, Any]:
    key, future = waiting.popleft()
    return key, None if future is None else future.result()
