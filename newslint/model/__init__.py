"""The values that travel through newslint, and pure arithmetic on them. It may import nothing of newslint.

Everything here is immutable after it is built and knows nothing of files, YAML or printing.
Offsets are code points into `Document.text`; lines end with a line feed (see newlines.py for files with others).
"""

from __future__ import annotations

from newslint.model.documents import NOWHERE, PROSE, SCOPES, Document, Line, Medium, Origin, Scope, Spans, Spared, View
from newslint.model.errors import ConfigError, NewslintError, ReadError, RuleError
from newslint.model.findings import (
    LINE_PER_RECORD,
    SAFE_CONFIDENCE,
    SEVERITIES,
    Allows,
    Cause,
    Edit,
    Evidence,
    Finding,
    Hit,
    Safety,
    Severity,
    Share,
    Shown,
)
from newslint.model.languages import UNKNOWN, Holes, Language, Names, PhraseList, Repeats, Setting
from newslint.model.needles import Folded, Needle
from newslint.model.rules import ALL, Afterwards, Clean, Example, Matcher, Rule, Silent

__all__ = [
    "ALL",
    "LINE_PER_RECORD",
    "NOWHERE",
    "PROSE",
    "SAFE_CONFIDENCE",
    "SCOPES",
    "SEVERITIES",
    "UNKNOWN",
    "Afterwards",
    "Allows",
    "Cause",
    "Clean",
    "ConfigError",
    "Document",
    "Edit",
    "Evidence",
    "Example",
    "Finding",
    "Folded",
    "Hit",
    "Holes",
    "Language",
    "Line",
    "Matcher",
    "Medium",
    "Names",
    "Needle",
    "NewslintError",
    "Origin",
    "PhraseList",
    "ReadError",
    "Repeats",
    "Rule",
    "RuleError",
    "Safety",
    "Scope",
    "Setting",
    "Severity",
    "Share",
    "Shown",
    "Silent",
    "Spans",
    "Spared",
    "View",
]
