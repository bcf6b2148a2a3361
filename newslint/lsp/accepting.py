"""A word for `accept`: does it silence a finding, and how does the configuration file then read?"""

from __future__ import annotations

import json
import re
import sys

from newslint.linter import accepting
from newslint.lsp.checked import Checked
from newslint.model.edits import splice
from newslint.model.findings import Edit, Finding

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - the standard library has it from 3.11 on
    import tomli as tomllib

NAME = "newslint.toml"
"""The file that is made where there is no configuration yet."""

_KEY = re.compile(r"^[ \t]*accept[ \t]*=[ \t]*\[", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_OURS = re.compile(r"^[ \t]*\[tool\.newslint\][^\n]*(?:\n|\Z)", re.MULTILINE)


def word(checked: Checked, finding: Finding) -> str | None:
    """The word that, once accepted, silences the finding; None where no word does."""
    return accepting.word(checked.linter, checked.document, finding, checked.ask) if checked.linter else None


def edit(text: str, accepted: str, *, pyproject: bool) -> Edit | None:
    """What adds a word to the text of a configuration file; None where it can't be told how."""
    start = 0
    if pyproject:
        ours = _OURS.search(text)
        if ours is None:
            return None
        start = ours.end()
    table = _TABLE.search(text, start)
    key = _KEY.search(text, start, table.start() if table else len(text))
    quoted = json.dumps(accepted, ensure_ascii=False)
    made = Edit(key.end(), key.end(), f"{quoted}, ") if key else Edit(start, start, f"accept = [{quoted}]\n")
    return made if accepted in _accepted(splice(text, [made])) else None


def _accepted(text: str) -> list[str]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return []
    listed = table.get("tool", {}).get("newslint", table).get("accept", [])
    return listed if isinstance(listed, list) else []
