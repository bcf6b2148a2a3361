"""Quick fixes: this one, all of a rule, all that is safe; and what silences a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from lsprotocol.types import CodeAction, CodeActionKind, CodeActionParams, WorkspaceEdit

from newslint.config import sidecar, sidecar_entry, suppressions
from newslint.lsp import accepting
from newslint.lsp.checked import Checked
from newslint.lsp.client import Client
from newslint.lsp.diagnostics import diagnostic
from newslint.model import shown as showing
from newslint.model.errors import ConfigError
from newslint.model.findings import Edit, Finding
from newslint.model.visible import visible
from newslint.rules.utf8 import read_utf8

FIX_ALL = "source.fixAll.newslint"
"""The kind of the action that editors can run when a file is saved."""

REASON = "right as it is"
"""The reason that an entry of a sidecar gives until the user writes a better one."""

LONGEST = 40
"""Characters of a match that a title shows."""


class Todo(msgspec.Struct, frozen=True, kw_only=True):
    """What a fix of all is to mend, kept in an action until it is chosen: of one rule, or (None) all that is safe.

    Neovim leaves out what is null.
    """

    uri: str
    number: int | None = None
    rule: str | None = None


def actions(checked: Checked, params: CodeActionParams, client: Client, base: Path) -> list[CodeAction]:
    """What can be done about the findings that a selection touches. New files go into `base`."""
    only = params.context.only
    if only and not _wanted(CodeActionKind.QuickFix.value, only):
        return _fix_all(checked, FIX_ALL, None, client) if _wanted(FIX_ALL, only) else []
    found = checked.touched(*checked.lines.span(params.range))
    made = [_fix(checked, finding, client) for finding in found if finding.fix is not None]
    for rule in dict.fromkeys(finding.rule for finding in found):
        if len(checked.fixable(rule)) > 1:
            made += _fix_all(checked, CodeActionKind.QuickFix, rule, client)
    if found and len(checked.fixable(None)) > 1:
        made += _fix_all(checked, CodeActionKind.QuickFix, None, client)
    return [*made, *_suppressing(checked, found, client, base), *_accepting(checked, found, client, base)]


def resolved(checked: Checked, action: CodeAction, todo: Todo, client: Client) -> CodeAction:
    """A chosen action with its edit; without one where the document has changed since it was offered."""
    if checked.version.number == todo.number:
        action.edit = client.here(checked, checked.fixed(todo.rule).edits)
    return action


def _wanted(kind: str, only: Iterable[str | CodeActionKind]) -> bool:
    """Is an action of this kind asked for? A kind stands for those below it, too."""
    asked = (one.value if isinstance(one, CodeActionKind) else one for one in only)
    return any(f"{kind}.".startswith(f"{one}.") for one in asked)


def _fix(checked: Checked, finding: Finding, client: Client) -> CodeAction:
    rules = {rule.name: rule for rule in checked.linter.rules} if checked.linter else {}
    return CodeAction(
        _title(finding) + ("" if finding.safe else " (unsafe)"),
        kind=CodeActionKind.QuickFix,
        diagnostics=[diagnostic(checked, finding, rules)],
        is_preferred=finding.safe or None,
        edit=client.here(checked, [Edit(finding.start, finding.end, finding.fix or "")]),
    )


def _title(finding: Finding) -> str:
    if not finding.fix:
        return f"Delete {_short(finding.match)}"
    if not finding.match:
        return f"Insert {_short(finding.fix)}"
    return f"Replace {_short(finding.match)} by {_short(finding.fix)}"


def _short(text: str) -> str:
    shown = visible(text.removesuffix("\n") or text)
    return f"'{shown if len(shown) <= LONGEST else shown[:LONGEST] + '…'}'"


def _fix_all(checked: Checked, kind: str, rule: str | None, client: Client) -> list[CodeAction]:
    mendable = checked.fixable(rule)
    if not mendable:
        return []
    what = "safe fixes" if rule is None else f"of {rule}"
    unsafe = "" if mendable[0].safe else " (unsafe)"
    title = f"Make all {len(mendable)} {what}" if rule is None else f"Fix all {len(mendable)} {what}{unsafe}"
    action = CodeAction(title, kind=kind)
    todo = Todo(uri=checked.version.uri, number=checked.version.number, rule=rule)
    if client.resolves:
        action.data = msgspec.to_builtins(todo)
        return [action]
    return [resolved(checked, action, todo, client)]


def _suppressing(checked: Checked, found: Iterable[Finding], client: Client, base: Path) -> Iterator[CodeAction]:
    """For each finding the action that suppresses it: by a comment, or in a sidecar where there can be none."""
    for finding in found:
        comment = suppressions.comment(checked.document, finding)
        if comment:
            title = f"Ignore {finding.rule} on line {finding.line}"
            yield CodeAction(title, kind=CodeActionKind.QuickFix, edit=client.here(checked, [comment]))
        elif edit := _exempted(checked, finding, client, base):
            title = f"Ignore this {finding.rule} in {sidecar.NAME}"
            yield CodeAction(title, kind=CodeActionKind.QuickFix, edit=edit)


def _exempted(checked: Checked, finding: Finding, client: Client, base: Path) -> WorkspaceEdit | None:
    file = checked.sidecar or base / sidecar.NAME
    if file.is_symlink():  # an editor would write to what it leads to
        return None
    text = _text(file)
    (one,) = showing.shown(checked.document.text, [finding])
    new = ("\n" if text and not text.endswith("\n") else "") + sidecar_entry.entry(one, file, REASON)
    return client.there(file, text, Edit(len(text), len(text), new), checked.version.encoding)


def _accepting(checked: Checked, found: Sequence[Finding], client: Client, base: Path) -> Iterator[CodeAction]:
    """For each word that silences a finding, the action that adds it to the configuration."""
    words = dict.fromkeys(accepted for finding in found if (accepted := accepting.word(checked, finding)))
    file = checked.configuration or base / accepting.NAME
    for accepted in words if not file.is_symlink() else ():
        text = _text(file)
        edit = accepting.edit(text, accepted, pyproject=file.name == "pyproject.toml")
        made = client.there(file, text, edit, checked.version.encoding) if edit else None
        if made:
            title = f"Accept {_short(accepted)} in {file.name}"
            yield CodeAction(title, kind=CodeActionKind.QuickFix, edit=made)


def _text(file: Path) -> str:
    """A file's text; empty where it is not there. A byte order mark is not part of it, as in editors."""
    return read_utf8(file, ConfigError) if file.is_file() else ""
