"""What the editor can do, and edits in its words: of the open document, and of files beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from lsprotocol.types import (
    CreateFile,
    CreateFileOptions,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from newslint.lsp.checked import Checked
from newslint.lsp.positions import Lines
from newslint.model.findings import Edit


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """What the editor can do: edit a certain version of a document, make files, ask for an edit only once chosen."""

    versioned: bool = False
    creates: bool = False
    resolves: bool = False

    def here(self, checked: Checked, edits: Sequence[Edit]) -> WorkspaceEdit:
        """Edits of an open document."""
        made = [TextEdit(checked.lines.range(edit.start, edit.end), edit.new) for edit in edits]
        version = checked.version
        if not self.versioned:
            return WorkspaceEdit(changes={version.uri: made})
        place = OptionalVersionedTextDocumentIdentifier(version.uri, version.number)
        return WorkspaceEdit(document_changes=[TextDocumentEdit(place, list(made))])

    def there(self, file: Path, text: str, edit: Edit, encoding: str) -> WorkspaceEdit | None:
        """An edit of another file, which now has this text; it is made if it is not there, if the editor can do so."""
        change = TextEdit(Lines(text, encoding).range(edit.start, edit.end), edit.new)
        uri = file.absolute().as_uri()
        if file.is_file():
            return WorkspaceEdit(changes={uri: [change]})
        if not self.creates:
            return None
        place = OptionalVersionedTextDocumentIdentifier(uri, None)
        made = CreateFile(uri=uri, options=CreateFileOptions(ignore_if_exists=True))
        return WorkspaceEdit(document_changes=[made, TextDocumentEdit(place, [change])])
