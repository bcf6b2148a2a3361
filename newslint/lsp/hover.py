"""What is shown of a finding under the pointer: the change that would be made, and the page of its rule."""

from __future__ import annotations

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from newslint.linter import page as explain
from newslint.lsp.checked import Checked
from newslint.model.findings import Finding
from newslint.model.visible import visible

LONGEST = 200
"""Characters shown of a match and of its fix."""


def hover(checked: Checked, position: Position) -> Hover | None:
    """All findings at a position, the narrowest first; None if there is none."""
    at = checked.lines.offset(position)
    found = sorted(checked.touched(at, at), key=lambda finding: finding.end - finding.start)
    if not found or checked.linter is None:
        return None
    rules = {rule.name: rule for rule in checked.linter.rules}
    parts = [_change(finding) for finding in found]
    parts += [explain.page(rules[name]) for name in dict.fromkeys(finding.rule for finding in found)]
    return Hover(
        MarkupContent(MarkupKind.Markdown, "\n\n".join(parts)),
        checked.lines.range(found[0].start, found[0].end),
    )


def _change(finding: Finding) -> str:
    sure = f"confidence {finding.confidence:.2f}"
    if finding.fix is None:
        return f"Takes a person ({sure})."
    safety = "safe to fix" if finding.safe else "the fix may be wrong"
    if not finding.fix:
        return f"To delete: {_code(finding.match)} ({safety}, {sure})"
    return f"{_code(finding.match)} → {_code(finding.fix)} ({safety}, {sure})"


def _code(text: str) -> str:
    """Text as inline code, what can't be seen in it named; an empty one as a word."""
    if not text:
        return "nothing"
    shown = visible(text[:LONGEST]) + ("…" if len(text) > LONGEST else "")
    fence = "``" if "`" in shown else "`"
    return f"{fence} {shown} {fence}"
