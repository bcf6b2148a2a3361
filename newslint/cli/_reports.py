"""Where the reports of a run go: `--output-format NAME[:FILE]`, several of them, and `--output-file`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from newslint import outputs
from newslint.model.errors import ConfigError, ReadError

if TYPE_CHECKING:
    from newslint.run.outcome import Outcome


class Target(msgspec.Struct, frozen=True):
    """An output and the file that it goes to; None: standard output.

    `main` is the one that --output-file, --diff and --statistics speak of: the one that names no file itself.
    """

    name: str
    file: str | None = None
    main: bool = True

    @classmethod
    def of(cls, given: str) -> Target:
        """The target that `NAME[:FILE]` names. Raises ConfigError."""
        name, colon, file = given.partition(":")
        if name not in outputs.names():
            raise ConfigError(f"{name!r} is not one of {', '.join(outputs.names())}.")
        if colon and not file:
            raise ConfigError(f"{given!r} names no file after the colon.")
        return cls(name) if file in ("", "-") else cls(name, file, main=False)


FULL = Target("full")


def targets(given: Sequence[Target], output_file: str | None) -> list[Target]:
    """The targets of a command line. Raises ConfigError for two in one place."""
    chosen = list(given) or [FULL]
    main = [target.name for target in chosen if target.main]
    if len(main) > 1:
        raise ConfigError(
            f"--output-format {' and '.join(main)}: only one of them can go to standard output; "
            f"give the others a file, as in {main[-1]}:report.{main[-1]}"
        )
    if output_file and not main:
        raise ConfigError(f"--output-file {output_file}: every --output-format names a file; leave one of the two out")
    placed = [Target(one.name, output_file) if one.main and output_file else one for one in chosen]
    files = [Path(target.file).absolute() for target in placed if target.file]
    for file in files:
        if files.count(file) > 1:
            raise ConfigError(f"{file.name}: two reports can't go to one file; name another one")
    return placed


def needs(targets: Iterable[Target]) -> frozenset[str]:
    """What the outputs want to be given beside the findings."""
    return frozenset().union(*(outputs.needs(target.name) for target in targets))


Render = Callable[["Iterable[Outcome]"], Iterator[str]]


def write(outcomes: Iterable[Outcome], reports: Sequence[tuple[Target, Render]], stream: TextIO) -> list[str]:
    """Write every report of one run, those without a file to `stream`; files whole or not at all.

    One that can't be written stops nothing else; gives what is to be said of such. Raises ReadError for a file that
    can't even be begun, and BrokenPipeError where nobody reads `stream` any more.
    """
    with ExitStack() as stack:
        channels = [stack.enter_context(_Channel(target.file, stream)) for target, _ in reports]
        for number, piece in interleaved(outcomes, [render for _, render in reports]):
            if piece:
                channels[number].write(piece)
    return [trouble for channel in channels for trouble in channel.troubles]


class _Channel:
    """Where a report goes. Once it can't be written, the rest of it is let go."""

    def __init__(self, file: str | None, stream: TextIO) -> None:
        self._file = file
        self._stream = stream
        self._open = ExitStack()
        self._write: Callable[[str], object] = stream.write
        self.troubles: list[str] = []

    def __enter__(self) -> _Channel:
        if self._file:
            from newslint.files import writing

            self._write = self._open.enter_context(writing.saving(Path(self._file)))
        return self

    def write(self, piece: str) -> None:
        if self.troubles:
            return
        try:
            self._write(piece)
        except BrokenPipeError:
            raise
        except (OSError, ReadError) as error:
            self._fail(error)
            with suppress(OSError, ReadError):
                self._open.__exit__(type(error), error, error.__traceback__)

    def __exit__(self, *raised: Any) -> None:
        if self.troubles:
            return
        try:
            self._open.__exit__(*raised)
            if not self._file:
                self._stream.flush()
        except BrokenPipeError:
            raise
        except (OSError, ReadError) as error:
            if raised[0] is not None:
                raise
            self._fail(error)

    def _fail(self, error: OSError | ReadError) -> None:
        if isinstance(error, OSError):
            hush(self._stream)
            self.troubles.append(unwritten(error))
        else:
            self.troubles.append(str(error))


def unwritten(error: OSError) -> str:
    """What is said where standard output takes no more."""
    return f"standard output: can't be written: {error.strerror or error}"


def hush(stream: TextIO) -> None:
    """Let go what a stream still holds and can't write, so that the interpreter does not try again as it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def interleaved(outcomes: Iterable[Outcome], renders: Sequence[Render]) -> Iterator[tuple[int, str]]:
    """The pieces of several reports on one run, each with its report's number.

    It is always the turn of the report that has seen the fewest outcomes, so that hardly any wait in memory.
    """
    if len(renders) == 1:
        yield from ((0, piece) for piece in renders[0](outcomes))
        return
    taps = [_Tap(copy) for copy in tee(outcomes, len(renders))]
    going = {number: render(taps[number]) for number, render in enumerate(renders)}
    while going:
        number = min(going, key=lambda number: taps[number].taken)
        piece = next(going[number], None)
        if piece is None:
            del going[number]
        else:
            yield number, piece


class _Tap:
    """Outcomes, counted as they are taken."""

    def __init__(self, outcomes: Iterator[Outcome]) -> None:
        self._outcomes = outcomes
        self.taken = 0

    def __iter__(self) -> _Tap:
        return self

    def __next__(self) -> Outcome:
        outcome = next(self._outcomes)
        self.taken += 1
        return outcome
