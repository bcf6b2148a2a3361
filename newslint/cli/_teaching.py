"""What `newslint rules add` writes: phrases of the user's own, into the configuration of the project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from newslint.config import paths, reading
from newslint.model.errors import ConfigError
from newslint.model.languages import OwnPhrase
from newslint.model.visible import visible

NAME = "newslint.toml"
"""What a configuration is called that is begun here."""


def taught(phrases: Iterable[str], *, site: str | None, safe: bool) -> Iterator[str]:
    """Sentences that say what was written. Raises ConfigError or ReadError; then nothing is."""
    try:
        import tomlkit  # noqa: F401 - what adds to a file needs it
    except ImportError as error:
        raise ConfigError("rules add needs tomlkit; pip install 'newslint[review]'") from error
    from newslint.files import writing
    from newslint.rules.utf8 import read_utf8
    from newslint.run.journal import place

    asked = [OwnPhrase(_line(phrase), _site(site), safe) for phrase in phrases]
    top = place.home(Path.cwd())
    home = _home(top)
    before = now = read_utf8(home, ConfigError) if paths.is_file(home) else ""
    if before:
        reading.found(home)  # what is wrong in it is told before anything is added
    told: list[str] = []
    for phrase in asked:
        last, now = now, _with(now, phrase, home)
        told.append(_told(home, phrase, new=now != last))
    if now != before:
        writing.save(home, [now], within=top)
    yield from told


def _with(text: str, phrase: OwnPhrase, home: Path) -> str:
    from newslint.config.project import amending

    try:
        return amending.amended(text, pyproject=home.name == "pyproject.toml", phrases=[phrase])
    except ConfigError as error:
        raise ConfigError(f"{home}: {error}") from error


def _home(top: Path) -> Path:
    """The configuration of the current folder, or a new one there. Raises ConfigError for one above the project."""
    found = reading.find(Path.cwd())
    if found is None:
        return Path(NAME)
    if not found.resolve().is_relative_to(top.resolve()):
        raise ConfigError(f"{found}: lies outside of this project, for others too; add the phrase to it by hand")
    return Path(os.path.relpath(found))


def _line(phrase: str) -> str:
    """What is asked of a phrase is said before it is written. Raises ConfigError."""
    from newslint.profile.keys import key

    line = phrase.strip()
    if key(line) is None:
        raise ConfigError(f"rules add {phrase!r}: a phrase is a line with words in it")
    if len(line.splitlines()) > 1:
        raise ConfigError(f"rules add {phrase!r}: a phrase is one line; give each line by itself")
    return line


def _site(site: str | None) -> str | None:
    """A site's name. Raises ConfigError."""
    if site is not None and (not site.strip() or "/" in site):
        raise ConfigError(f"--site {site!r}: is the name of a site, as in gazette.example, or of its folder")
    return site and site.strip()


def _told(home: Path, phrase: OwnPhrase, *, new: bool) -> str:
    where = f" on {phrase.site}" if phrase.site else ""
    if not new:
        return visible(f"{home.as_posix()}: {phrase.text!r} is there already.")
    mends = "--fix deletes" if phrase.safe else "--fix --unsafe-fixes deletes"
    return visible(f"{home.as_posix()}: {phrase.text!r} is reported{where} from now on (own-phrase), and {mends} it.")
