"""`newslint`, and `python -m newslint`: runs a command and turns what happens into an exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from newslint import __version__

if TYPE_CHECKING:
    from newslint.cli._options import Options

INTERRUPTED, CLOSED = 130, 141
"""What a shell says of programs that Ctrl-C, or a pipe that nobody reads any more, has ended."""

TRACEBACK = "NEWSLINT_TRACEBACK"
"""With this environment variable a mistake of newslint's own is not told in a sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run newslint with the arguments; gives 0 (nothing left to report), 1 (findings) or 2 (trouble)."""
    args = list(sys.argv[1:] if argv is None else argv)
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        _ready(stream)
    try:
        code = _flushed(_run(args))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _hush()
        return CLOSED
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        return _failed(error)
    gc.freeze()  # or the interpreter collects once more at its end: 13 of 165 ms for one file
    return code


def _open_streams() -> None:
    """Give streams that the caller has closed somewhere to go."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open till the end
        sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _flushed(code: int) -> int:
    """The exit code, once all is written. Raises OSError."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _hush()
    return code


def _hush() -> None:
    """Let go what can't be written, so that the interpreter does not try again as it ends."""
    from newslint.cli._reports import hush

    hush(sys.stdout)


def _failed(error: Exception) -> int:
    """Tell of what nobody foresaw: the system's troubles as what they are, the rest as a mistake of newslint's own."""
    from newslint.cli import complain
    from newslint.cli._reports import unwritten
    from newslint.model.errors import failure

    if isinstance(error, OSError) and _gone():
        complain(_gone())
    elif isinstance(error, OSError) and error.filename is not None:
        complain(f"{error.filename}: {error.strerror or error}")
    elif isinstance(error, OSError) and error.errno in FULL:
        _hush()
        complain(unwritten(error))
    else:
        complain(f"newslint failed: {failure(error)}")
        complain(f"please report this as SECURITY.md says; with {TRACEBACK}=1 newslint shows the traceback")
    return 2


FULL = (errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC))
"""What the system says where nothing more can be written; a file is named with it, standard output is not."""


def _gone() -> str:
    """What is said where the current folder is gone; empty where it is there."""
    try:
        os.getcwd()  # noqa: PTH109 - Path.cwd says the same, and takes an import
    except OSError:
        return "the current folder is gone; change to one that is there"
    return ""


def _ready(stream: TextIO) -> None:
    """Let any text be written: what a terminal's encoding lacks is escaped; pipes and files get UTF-8."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace", **({} if stream.isatty() else {"encoding": "utf-8"}))


def _run(args: list[str]) -> int:
    """Run a command; what can be read without click is."""
    if args in (["--version"], ["-V"]):
        sys.stdout.write(f"newslint {__version__}\n")
        return 0
    options = None
    if args[:1] == ["check"] and "_NEWSLINT_COMPLETE" not in os.environ:
        from newslint.cli import _plain

        options = _plain.read(args[1:])
    return _clicked(args) if options is None else _checked(options)


def _checked(options: Options) -> int:
    from newslint.cli import complain
    from newslint.cli._checking import checked
    from newslint.model.errors import NewslintError

    try:
        return checked(options)
    except NewslintError as error:
        complain(_gone() or str(error))
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # as click does, so that the shell's prompt begins a line
        raise


def _clicked(args: list[str]) -> int:
    import click

    from newslint.cli._commands import newslint
    from newslint.model.errors import NewslintError

    stream = sys.stdout
    if sys.stderr.isatty():
        from newslint.cli._compiling import watch

        watch()
    try:
        code = newslint.main(args, prog_name="newslint", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return 2
    except SystemExit:
        if sys.stdout is stream:
            raise
        sys.stdout = stream  # that nobody reads any more, click takes for a failure and hides
        raise BrokenPipeError from None
    except NewslintError as error:
        from newslint.cli import complain

        complain(_gone() or str(error))
        return 2
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
