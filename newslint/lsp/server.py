"""The messages between an editor and newslint, over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from newslint import __version__
from newslint.config.reading import NAMES
from newslint.lsp.actions import FIX_ALL, Todo, actions, resolved
from newslint.lsp.checked import Checked, Version
from newslint.lsp.client import Client
from newslint.lsp.desk import Desk
from newslint.lsp.diagnostics import diagnostics, troubles
from newslint.lsp.hover import hover
from newslint.lsp.options import Options
from newslint.lsp.protocol import Protocol
from newslint.model.errors import ConfigError

ACTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True)
PULL = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="newslint")
WATCHED = (*(f"**/{name}" for name in NAMES), "**/*.yaml")
"""Files whose changes the editor is asked to tell of: configurations, rules, suppressions."""


class Server(LanguageServer):
    """One editor's server. It asks for whole texts: pygls applies partial changes by lines that editors don't count."""

    def __init__(self) -> None:
        whole = types.TextDocumentSyncKind.Full
        super().__init__("newslint", __version__, text_document_sync_kind=whole, protocol_cls=Protocol)
        self.desk = Desk(Options(), Path.cwd())
        self.client = Client()
        self.stopped = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: dict[str, list[types.Diagnostic]] = {}

    @property
    def pulls(self) -> bool:
        """Does the editor ask for diagnostics, so that none are sent unasked?"""
        able = self.client_capabilities.text_document
        return bool(able and able.diagnostic)

    def start(self, params: types.InitializeParams) -> None:
        """Learn what the editor can do, where it is and what it sets."""
        able = self.client_capabilities
        edits = able.workspace.workspace_edit if able.workspace else None
        acting = able.text_document.code_action if able.text_document else None
        creates = (edits.resource_operations or ()) if edits else ()
        resolves = acting.resolve_support.properties if acting and acting.resolve_support else ()
        self.client = Client(
            versioned=bool(edits and edits.document_changes),
            creates=types.ResourceOperationKind.Create in creates,
            resolves="edit" in resolves and bool(acting and acting.data_support),
        )
        folders = [folder.uri for folder in params.workspace_folders or ()]
        root = to_fs_path(folders[0] if folders else params.root_uri or "")
        self.desk.base = Path(root or Path.cwd())
        self.set(params.initialization_options)

    def set(self, given: Any) -> None:
        """Take over the editor's settings; what can't be used is told, and the former ones stay."""
        try:
            self.desk.renew(Options.of(given))
        except ConfigError as error:
            self.say(str(error))

    def say(self, message: str) -> None:
        """Show a warning to the user."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    def base(self, path: Path) -> Path:
        """The workspace folder of a document, or its own folder: where a configuration for it would be made."""
        folders = (Path(to_fs_path(folder.uri) or "") for folder in self.workspace.folders.values())
        return max((folder for folder in folders if path.is_relative_to(folder)), default=path.parent, key=_depth)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the messages."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.say(f"newslint failed ({type(error).__name__}: {error}); please report this")

    async def checked(self, uri: str) -> Checked | None:
        """The findings of a document as it is; what is wrong with its configuration is told on the way."""
        checked = await self.desk.checked(uri)
        self._tell()
        return checked

    async def publish(self, uri: str, pause: float = 0.0) -> None:
        """Send a document's diagnostics after a pause, unless it changes meanwhile."""
        version = self.desk.get(uri)
        await asyncio.sleep(pause)
        if version is None or self.desk.get(uri) is not version:
            return
        checked = await self.checked(uri)
        if checked and not self.pulls:
            self._send(uri, diagnostics(checked), version.number)

    def refresh(self) -> None:
        """Check all that is open again."""
        for uri in self.desk.uris:
            self.desk.again(uri)
            self.later(self.publish(uri))
        able = self.client_capabilities.workspace
        if self.pulls and able and able.diagnostics and able.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)

    def clear(self, uri: str) -> None:
        """Forget a document, and what was said of it."""
        self.desk.close(uri)
        if not self.pulls:
            self._send(uri, [])
        self._tell()

    def _send(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _tell(self) -> None:
        """Say what is wrong with configurations, once, and take back what no longer is."""
        found: dict[str, list[types.Diagnostic]] = {}
        messages = []
        for file, error in self.desk.troubles:
            messages.append(str(error))
            for path, listed in troubles(file, error).items():
                found.setdefault(path.as_uri(), listed)
        for uri in {*found, *self._told}:
            if found.get(uri) != self._told.get(uri):
                self._send(uri, found.get(uri, []))
        for message in dict.fromkeys(messages):
            if found != self._told:
                self.say(message)
        self._told = found


def _depth(folder: Path) -> int:
    return len(folder.parts)


def _version(server: Server, uri: str) -> Version:
    document = server.workspace.get_text_document(uri)
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Version(
        uri=uri,
        path=Path(path) if path else server.desk.base / Path(document.path).name,
        number=document.version,
        text=document.source,
        language=document.language_id or "",
        encoding=str(getattr(server.workspace.position_encoding, "value", server.workspace.position_encoding)),
    )


def make() -> Server:
    """A server that knows what to answer."""
    server = Server()
    _documents(server)
    _questions(server)
    _workspace(server)
    return server


def _documents(server: Server) -> None:
    """Opening, typing, saving, closing."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.desk.put(_version(server, params.text_document.uri))
        server.later(server.publish(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.desk.put(_version(server, uri))
        server.later(server.publish(uri, server.desk.pause(uri)))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.desk.again(params.text_document.uri)
        server.later(server.publish(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.clear(params.text_document.uri)


def _questions(server: Server) -> None:
    """What the editor asks about a document."""

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, PULL)
    async def diagnostic(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        checked = await server.checked(params.text_document.uri)
        items = diagnostics(checked) if checked else []
        mark = f"{hash(repr(items)):x}"
        if params.previous_result_id == mark:
            return types.RelatedUnchangedDocumentDiagnosticReport(mark)
        return types.RelatedFullDocumentDiagnosticReport(items, result_id=mark)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        checked = await server.checked(params.text_document.uri)
        return hover(checked, params.position) if checked else None

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, ACTIONS)
    async def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = await server.checked(params.text_document.uri)
        if checked is None:
            return []
        base = server.base(checked.version.path)
        lane = server.desk.lane(checked.version)
        return await lane.run(lambda: actions(checked, params, server.client, base))

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def chosen(params: types.CodeAction) -> types.CodeAction:
        if params.data is None:
            return params
        todo = msgspec.convert(params.data, Todo)
        checked = await server.checked(todo.uri)
        if checked is None:
            return params
        return await server.desk.lane(checked.version).run(lambda: resolved(checked, params, todo, server.client))


def _workspace(server: Server) -> None:
    """Start and end, settings, files that change outside the editor."""

    @server.feature(types.INITIALIZE)
    def start(params: types.InitializeParams) -> None:
        server.start(params)

    @server.feature(types.INITIALIZED)
    async def started(_params: types.InitializedParams) -> None:
        if registrations := _registrations(server.client_capabilities):
            await server.client_register_capability_async(types.RegistrationParams(registrations))

    @server.feature(types.SHUTDOWN)
    def stop(_params: None) -> None:
        server.stopped = True

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_params: types.DidChangeWatchedFilesParams) -> None:
        server.refresh()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: types.DidChangeConfigurationParams) -> None:
        settings = params.settings
        able = server.client_capabilities.workspace
        if not settings and able and able.configuration:
            asked = types.ConfigurationParams([types.ConfigurationItem(section="newslint")])
            (settings,) = await server.workspace_configuration_async(asked)
        server.set(settings)
        server.refresh()


def _registrations(able: types.ClientCapabilities) -> list[types.Registration]:
    """What the editor is asked to tell, as far as it can be asked."""
    space, made = able.workspace, []
    if space and space.did_change_watched_files and space.did_change_watched_files.dynamic_registration:
        watchers = [types.FileSystemWatcher(glob) for glob in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        made.append(types.Registration("newslint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if space and space.did_change_configuration and space.did_change_configuration.dynamic_registration:
        section = types.DidChangeConfigurationRegistrationOptions(section="newslint")
        made.append(types.Registration("newslint-settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    return made


def serve() -> int:
    """Serve one editor until it says goodbye. What anything prints goes to standard error, beside the messages."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        sys.stdout = sys.stderr
        server = make()
        server.start_io(sys.stdin.buffer, out)
    return int(not server.stopped)
