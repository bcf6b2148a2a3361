"""An editor for the tests of the language server: a real client of the protocol, over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, LanguageClient, register_lsp_features

SERVER = [sys.executable, "-m", "newslint", "server"]

PATIENCE = 60
"""Seconds after which a test gives up; a machine that is busy with other work needs some."""

UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""How each position encoding spells text in Python, and the bytes of its unit."""


def able(*encodings: str, pulls: bool = False, resolves: bool = False, edits: bool = True) -> types.ClientCapabilities:
    """The capabilities of an editor."""
    actions = types.ClientCodeActionResolveOptions(["edit"])
    versioned = types.WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
    )
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
        text_document=types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities() if pulls else None,
            code_action=types.CodeActionClientCapabilities(
                data_support=resolves, resolve_support=actions if resolves else None
            ),
        ),
        workspace=types.WorkspaceClientCapabilities(
            configuration=True,
            workspace_edit=versioned if edits else None,
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=pulls),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            did_change_configuration=types.DidChangeConfigurationClientCapabilities(dynamic_registration=True),
        ),
    )


class Editor:
    """What a person does in an editor, and what the server then shows."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.published: list[types.PublishDiagnosticsParams] = []
        self.registered: list[types.Registration] = []
        self.encoding = "utf-16"

    async def start(self, folder: Path, capabilities: types.ClientCapabilities, settings: Any = None) -> Any:
        """Shake hands with the server."""
        result = await self.client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities,
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
                initialization_options=settings,
            )
        )
        self.encoding = result.capabilities.position_encoding or "utf-16"
        return result

    def open(self, path: Path | str, text: str, language: str = "plaintext") -> str:
        """Open a document; gives its URI."""
        uri = path if isinstance(path, str) else path.as_uri()
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, text: str, version: int) -> None:
        """Change a document."""
        change = types.TextDocumentContentChangeWholeDocument(text)
        document = types.VersionedTextDocumentIdentifier(version, uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def close(self, uri: str) -> None:
        """Close a document."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def touched(self, path: Path) -> None:
        """Tell the server that a file changed on disk."""
        event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    def of(self, uri: str) -> list[types.PublishDiagnosticsParams]:
        """What was published of a document."""
        return [params for params in self.published if params.uri == uri]

    async def shown(self, uri: str, version: int | None = 1, *, after: int = 0) -> list[types.Diagnostic]:
        """The diagnostics of a version, once they are there; of those published after so many others."""

        def there() -> bool:
            return any(params.version == version for params in self.of(uri)[after:])

        await until(there)
        return list(self.of(uri)[-1].diagnostics)

    async def rules(self, uri: str, version: int | None = 1, *, after: int = 0) -> list[Any]:
        """The names of the rules that are shown."""
        return [one.code for one in await self.shown(uri, version, after=after)]

    async def actions(self, uri: str, range: types.Range, *only: str) -> list[types.CodeAction]:
        """What is offered for a range."""
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range, context)
        offered = await self.client.text_document_code_action_async(params)
        return [action for action in offered or () if isinstance(action, types.CodeAction)]

    async def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """What is shown under the pointer."""
        params = types.HoverParams(types.TextDocumentIdentifier(uri), position)
        return await self.client.text_document_hover_async(params)

    def applied(self, text: str, edit: types.WorkspaceEdit | None, uri: str) -> str:
        """The text after an edit, as an editor makes it."""
        assert edit
        made: list[Any] = list((edit.changes or {}).get(uri, ()))
        for change in edit.document_changes or ():
            if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == uri:
                made += change.edits
        for one in sorted(made, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
            start, end = (self.offset(text, place) for place in (one.range.start, one.range.end))
            text = text[:start] + one.new_text + text[end:]
        return text

    def offset(self, text: str, position: types.Position) -> int:
        """The code point of a position."""
        codec, size = UNITS[self.encoding]
        lines = text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n") if "\r" not in text else None
        start = sum(len(line) + 1 for line in lines[: position.line]) if lines else _start(text, position.line)
        return start + len(text[start:].encode(codec)[: position.character * size].decode(codec))

    def matches(self, text: str, found: Sequence[types.Diagnostic]) -> list[str]:
        """What the diagnostics mark."""
        return [text[self.offset(text, one.range.start) : self.offset(text, one.range.end)] for one in found]


def _start(text: str, line: int) -> int:
    """Where a line starts in a text whose lines end with CR LF, LF or CR."""
    at = 0
    for _ in range(line):
        while text[at] not in "\r\n":
            at += 1
        at += 2 if text[at : at + 2] == "\r\n" else 1
    return at


async def until(there: Callable[[], object]) -> None:
    """Wait until something is so."""
    for _ in range(PATIENCE * 100):
        if there():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"not so within {PATIENCE} seconds")


@asynccontextmanager
async def editor() -> AsyncIterator[Editor]:
    """An editor with a server of its own, which ends with it."""
    client = LanguageClient(converter_factory=default_converter)
    mine = Editor(client)

    def published(params: types.PublishDiagnosticsParams) -> None:
        mine.published.append(params)

    def registered(params: types.RegistrationParams) -> None:
        mine.registered += params.registrations

    features = {
        **DEFAULT_CLIENT_FEATURES,
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published,
        types.CLIENT_REGISTER_CAPABILITY: registered,
    }
    register_lsp_features(client, features)
    await client.start_io(*SERVER)
    try:
        yield mine
    finally:
        await client.shutdown_session()
        await client.stop()  # type: ignore[no-untyped-call]
