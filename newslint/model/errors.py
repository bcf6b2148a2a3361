"""What can be wrong with the set-up: the errors that newslint raises, each told as `place: what, and what to do`."""

from __future__ import annotations


def failure(error: BaseException) -> str:
    """What a mistake of newslint's own is told as: which, what, and where in newslint it came up."""
    where, trace = "", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename.replace("\\", "/")
        if "/newslint/" in name:
            where = f" (newslint/{name.rpartition('/newslint/')[2]}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"{type(error).__name__}: {error}{where}"


class NewslintError(Exception):
    """Trouble in the set-up, told as `place: what, and what to do`.

    ```
    NewslintError
    ├── RuleError       a rule or language file that can't be used
    ├── ConfigError     a configuration file or option that can't be used
    └── ReadError       an input that can't be read, or a file that can't be written
    ```
    """


class RuleError(NewslintError):
    """A rule or language file can't be used."""


class ConfigError(NewslintError):
    """A configuration file or option can't be used."""


class ReadError(NewslintError):
    """An input can't be read or written."""
