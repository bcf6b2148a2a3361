"""`newslint`, and `python -m newslint`: runs a command and turns what happens into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from newslint import __version__

if TYPE_CHECKING:
    from newslint.cli._options import Options

INTERRUPTED = 130
"""What shells say of a program that Ctrl-C ended: 128 and the signal's number, 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run newslint with the arguments; gives 0 (nothing left to report), 1 (findings) or 2 (trouble)."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        _ready(stream)
    if args in (["--version"], ["-V"]):
        sys.stdout.write(f"newslint {__version__}\n")
        return 0
    try:
        code = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the exit's own flush stays quiet
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    gc.freeze()  # or the interpreter collects once more at its end: 13 of 165 ms for one file
    return code


def _ready(stream: TextIO) -> None:
    """Let any text be written: what a terminal's encoding lacks is escaped; pipes and files get UTF-8."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace", **({} if stream.isatty() else {"encoding": "utf-8"}))


def _run(args: list[str]) -> int:
    """Run a command; what can be read without click is."""
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
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # as click does, so that the shell's prompt begins a line
        raise


def _clicked(args: list[str]) -> int:
    import click

    from newslint.cli._commands import newslint
    from newslint.model.errors import NewslintError

    try:
        code = newslint.main(args, prog_name="newslint", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return 2
    except NewslintError as error:
        from newslint.cli import complain

        complain(str(error))
        return 2
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
