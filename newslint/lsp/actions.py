"""Quick fixes: this one, all of a rule, all that is safe; and what silences a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    CodeActionParams,
    CreateFile,
    CreateFileOptions,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from newslint import suppression
from newslint.lsp import accepting
from newslint.lsp.checked import Checked
from newslint.lsp.diagnostics import diagnostic
from newslint.lsp.positions import Lines
from newslint.model import Edit, Finding
from newslint.visible import visible

FIX_ALL = "source.fixAll.newslint"
"""The kind of the action that editors can run when a file is saved."""

LONGEST = 40
"""Characters of a match that a title shows."""


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """What the editor can do: edit a certain version of a document, make files, ask for an edit only once chosen."""

    versioned: bool = False
    creates: bool = False
    resolves: bool = False


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
    return [*made, *_suppressing(checked, found, client), *_accepting(checked, found, client, base)]


def resolved(checked: Checked, action: CodeAction, todo: Todo, client: Client) -> CodeAction:
    """A chosen action with its edit; without one where the document has changed since it was offered."""
    if checked.version.number == todo.number:
        action.edit = _edit(checked, checked.fixed(todo.rule).edits, client)
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
        edit=_edit(checked, [Edit(finding.start, finding.end, finding.fix or "")], client),
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


def _edit(checked: Checked, edits: Sequence[Edit], client: Client) -> WorkspaceEdit:
    made = [TextEdit(checked.lines.range(edit.start, edit.end), edit.new) for edit in edits]
    version = checked.version
    if not client.versioned:
        return WorkspaceEdit(changes={version.uri: made})
    place = OptionalVersionedTextDocumentIdentifier(version.uri, version.number)
    return WorkspaceEdit(document_changes=[TextDocumentEdit(place, list(made))])


def _suppressing(checked: Checked, found: Iterable[Finding], client: Client) -> Iterator[CodeAction]:
    """For each finding in a document that can hold comments, the action that suppresses it by one."""
    for finding in found:
        edit = suppression.comment(checked.document, finding)
        if edit:
            title = f"Ignore {finding.rule} on line {finding.line}"
            yield CodeAction(title, kind=CodeActionKind.QuickFix, edit=_edit(checked, [edit], client))


def _accepting(checked: Checked, found: Sequence[Finding], client: Client, base: Path) -> Iterator[CodeAction]:
    """For each word that silences a finding, the action that adds it to the configuration."""
    words = dict.fromkeys(accepted for finding in found if (accepted := accepting.word(checked, finding)))
    file = accepting.file(checked, base)
    for accepted in words:
        edit = _accept(file, accepted, checked.version.encoding, client)
        if edit:
            title = f"Accept {_short(accepted)} in {file.name}"
            yield CodeAction(title, kind=CodeActionKind.QuickFix, edit=edit)


def _accept(file: Path, accepted: str, encoding: str, client: Client) -> WorkspaceEdit | None:
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    edit = accepting.edit(text, accepted, pyproject=file.name == "pyproject.toml")
    if edit is None:
        return None
    change = TextEdit(Lines(text, encoding).range(edit.start, edit.end), edit.new)
    uri = file.absolute().as_uri()
    if file.is_file():
        return WorkspaceEdit(changes={uri: [change]})
    if not client.creates:
        return None
    place = OptionalVersionedTextDocumentIdentifier(uri, None)
    made = CreateFile(uri=uri, options=CreateFileOptions(ignore_if_exists=True))
    return WorkspaceEdit(document_changes=[made, TextDocumentEdit(place, [change])])
