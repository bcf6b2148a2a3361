"""A word for `accept`: does it silence a finding, and how does the configuration file then read?"""

from __future__ import annotations

import json
import re
import sys

from newslint.evidence import language
from newslint.linter.bindings import bind
from newslint.linter.scan import scan
from newslint.lsp.checked import Checked
from newslint.model.edits import splice
from newslint.model.findings import Edit, Finding
from newslint.model.languages import Setting

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - the standard library has it from 3.11 on
    import tomli as tomllib

NAME = "newslint.toml"
"""The file that is made where there is no configuration yet."""

_EDGES = re.compile(r"^\W+|\W+$")
_KEY = re.compile(r"^[ \t]*accept[ \t]*=[ \t]*\[", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_OURS = re.compile(r"^[ \t]*\[tool\.newslint\][^\n]*(?:\n|\Z)", re.MULTILINE)


def word(checked: Checked, finding: Finding) -> str | None:
    """The word that, once accepted, silences the finding; None where no word does."""
    candidate = _EDGES.sub("", finding.match)
    if not candidate or checked.linter is None or any(character.isspace() for character in candidate):
        return None
    rules = [rule for rule in checked.linter.rules if rule.name == finding.rule]
    code = checked.linter.lang or language.detect(checked.document.text)
    accept = checked.linter.accept | {candidate.lower()}
    accepting = bind(rules, Setting(language=language.get(code), accept=accept))
    left = scan(checked.document, accepting, checked.ask).findings
    same = any((other.start, other.end) == (finding.start, finding.end) for other in left)
    return None if same else candidate


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
