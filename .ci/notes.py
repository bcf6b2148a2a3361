"""The notes of a release, cut from CHANGELOG.md: `python .ci/notes.py v1.2.3` prints them.

It stops where a release would be wrong: the tag is not the version in newslint/__init__.py, or the changelog has no
dated section with something in it for that version.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def notes(tag: str, version: str, changelog: str) -> str:
    """The changelog's section of the version. Raises ValueError that says what to mend before the release."""
    if tag != f"v{version}":
        raise ValueError(f"tag {tag}: newslint/__init__.py says {version}; change one of them")
    section = re.search(rf"^## \[{re.escape(version)}\](.*)\n((?:(?!## ).*\n?)*)", changelog, re.M)
    if section is None:
        raise ValueError(f"CHANGELOG.md: no section '## [{version}] - YYYY-MM-DD'; name the one of [Unreleased] so")
    if not re.fullmatch(r" - \d{4}-\d{2}-\d{2}", section[1].rstrip()):
        raise ValueError(f"CHANGELOG.md: write '## [{version}] - YYYY-MM-DD', with the day of the release")
    if not section[2].strip():
        raise ValueError(f"CHANGELOG.md: the section of {version} is empty; say what changes for users")
    return section[2].strip() + "\n"


def main(tag: str) -> int:
    """Print the notes for a tag. Gives the exit code."""
    said = (ROOT / "newslint" / "__init__.py").read_text(encoding="utf-8")
    version = re.search(r'__version__ = "(.+)"', said)
    try:
        sys.stdout.write(
            notes(tag, version[1] if version else "?", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
        )
    except ValueError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
