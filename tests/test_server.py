"""`newslint server`, driven by a real client: what an editor shows while a person writes, and what it can do."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from editor import SERVER, Editor, able, editor, until
from lsprotocol import types

import newslint
from newslint import Linter
from newslint.config.config import Config

pytestmark = pytest.mark.asyncio(loop_scope="module")

FRENCH = "🗞️ Le conseil a voté à à Lyon. 🗞️ Les élus veulent des routes plus largeset des trottoirs .\nPublicité\nFin.\n"
ENGLISH = "The council met at the the hall .\n"
STORY = "The council met on the Monday .\n\nAdvertisement\n\nIt adjourned at the the noon"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ed(home: Path) -> AsyncIterator[Editor]:
    async with editor() as started:
        await started.start(home, able())
        yield started


@pytest.fixture
def folder(home: Path, request: pytest.FixtureRequest) -> Path:
    made = home / str(request.node.name).replace("[", "-").rstrip("]")
    made.mkdir()
    return made


def checked(text: str, **given: Any) -> list[newslint.Finding]:
    return Linter(**given).check(text)


def at(found: Sequence[types.Diagnostic], rule: str) -> types.Diagnostic:
    return next(one for one in found if one.code == rule)


async def test_it_says_what_it_can(tmp_path: Path) -> None:
    async with editor() as ed:
        result = await ed.start(tmp_path, able())
        can = result.capabilities
        assert result.server_info.name == "newslint"
        assert can.position_encoding == "utf-16"
        assert can.hover_provider
        assert set(can.code_action_provider.code_action_kinds) == {"quickfix", "source.fixAll.newslint"}
        assert can.diagnostic_provider.identifier == "newslint"
        await until(lambda: len(ed.registered) == 2)
        assert {one.method for one in ed.registered} == {
            "workspace/didChangeWatchedFiles",
            "workspace/didChangeConfiguration",
        }


async def test_an_open_document_shows_its_findings(ed: Editor, folder: Path) -> None:
    found = await ed.shown(ed.open(folder / "a.txt", STORY))
    wanted = checked(STORY)
    assert [one.code for one in found] == [one.rule for one in wanted]
    assert ed.matches(STORY, found) == [one.match for one in wanted]
    label = at(found, "ad-label")
    assert (label.source, label.message) == ("newslint", "left-over advertisement label")
    assert label.range == types.Range(types.Position(2, 0), types.Position(3, 0))
    assert label.data
    assert (label.data["fix"], label.data["safe"]) == ("", True)
    assert {one.severity for one in found} <= {*types.DiagnosticSeverity}


async def test_a_code_leads_to_the_entry_of_the_rule(ed: Editor, folder: Path) -> None:
    found = await ed.shown(ed.open(folder / "a.txt", STORY))
    for one in found:
        assert one.code_description
        file, _, line = one.code_description.href.removeprefix("file://").partition("#L")
        assert f"name: {one.code}" in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


async def test_severities_are_those_of_the_rules(ed: Editor, folder: Path) -> None:
    found = await ed.shown(ed.open(folder / "a.txt", FRENCH))
    levels = {"error": 1, "warning": 2, "info": 3}
    assert [one.severity for one in found] == [levels[one.severity] for one in checked(FRENCH)]


async def test_typing_shows_the_last_version_only(ed: Editor, folder: Path) -> None:
    uri = ed.open(folder / "a.txt", "One.\n")
    assert await ed.shown(uri) == []
    for version in range(2, 12):
        ed.type(uri, "One.\n" + "Advertisement\n" * version, version)
    assert len(await ed.shown(uri, 11)) == 11
    assert [params.version for params in ed.of(uri)] == [1, 11]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_positions_count_in_the_editors_units(encoding: str, tmp_path: Path) -> None:
    async with editor() as ed:
        await ed.start(tmp_path, able(encoding))
        assert ed.encoding == encoding
        uri = ed.open(tmp_path / "a.txt", FRENCH)
        found = await ed.shown(uri)
        assert ed.matches(FRENCH, found) == [one.match for one in checked(FRENCH)]
        repeated = at(found, "repeated-word")
        units = {"utf-8": 29, "utf-16": 23, "utf-32": 22}
        assert repeated.range.start == types.Position(0, units[encoding])
        (fix, *_) = await ed.actions(uri, repeated.range)
        assert ed.applied(FRENCH, fix.edit, uri) == FRENCH.replace("à à", "à")


async def test_only_line_breaks_end_lines(ed: Editor, folder: Path) -> None:
    text = "One\u2028two\x0cthree\x85four\x0bfive\x1csix.\nThe council met at the the hall.\n"
    found = await ed.shown(ed.open(folder / "a.txt", text))
    assert at(found, "repeated-word").range.start == types.Position(1, 22)
    assert ed.matches(text, found) == [one.match for one in checked(text)]


async def test_line_endings_stay(ed: Editor, folder: Path) -> None:
    text = STORY.replace("\n", "\r\n")
    uri = ed.open(folder / "a.txt", text)
    found = await ed.shown(uri)
    assert at(found, "ad-label").range == types.Range(types.Position(2, 0), types.Position(3, 0))
    (action,) = await ed.actions(uri, found[0].range, "source.fixAll.newslint")
    fixed = ed.applied(text, action.edit, uri)
    assert fixed == Linter().fix(text).text
    assert fixed.count("\n") == fixed.count("\r\n") > 0


async def test_one_quick_fix(ed: Editor, folder: Path) -> None:
    uri = ed.open(folder / "a.txt", FRENCH)
    glued = at(await ed.shown(uri), "glued-words")
    first = (await ed.actions(uri, glued.range))[0]
    assert first.title == "Replace 'largeset' by 'larges et'"
    assert (first.kind, first.is_preferred) == ("quickfix", True)
    assert [one.code for one in first.diagnostics or ()] == ["glued-words"]
    assert ed.applied(FRENCH, first.edit, uri) == FRENCH.replace("largeset", "larges et")
    assert first.edit
    assert first.edit.document_changes
    assert isinstance(first.edit.document_changes[0], types.TextDocumentEdit)
    assert first.edit.document_changes[0].text_document.version == 1


async def test_no_quick_fix_where_nothing_is_wrong(ed: Editor, folder: Path) -> None:
    uri = ed.open(folder / "a.txt", FRENCH)
    assert await ed.actions(uri, types.Range(types.Position(2, 1), types.Position(2, 2))) == []


async def test_all_of_a_rule(ed: Editor, folder: Path) -> None:
    text = "Advertisement\nOne one two .\nAdvertisement\nThree .\n"
    uri = ed.open(folder / "a.txt", text)
    label = at(await ed.shown(uri), "ad-label")
    titles = {action.title: action for action in await ed.actions(uri, label.range)}
    assert ed.applied(text, titles["Fix all 2 of ad-label"].edit, uri) == "One one two .\nThree .\n"
    number = len([one for one in checked(text) if one.safe])
    assert ed.applied(text, titles[f"Make all {number} safe fixes"].edit, uri) == Linter().fix(text).text


async def test_all_that_is_safe_when_saving(ed: Editor, folder: Path) -> None:
    uri = ed.open(folder / "a.txt", STORY)
    await ed.shown(uri)
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    for asked in ("source", "source.fixAll", "source.fixAll.newslint"):
        (action,) = await ed.actions(uri, nowhere, asked)
        assert action.kind == "source.fixAll.newslint"
        assert ed.applied(STORY, action.edit, uri) == Linter().fix(STORY).text
    assert await ed.actions(uri, nowhere, "source.organizeImports") == []
    assert await ed.actions(uri, nowhere, "refactor") == []


async def test_unsafe_fixes_are_marked_and_not_among_the_safe(ed: Editor, folder: Path) -> None:
    text, finding = doubtful()
    uri = ed.open(folder / "a.txt", text)
    shown = at(await ed.shown(uri), finding.rule)
    assert shown.data
    assert shown.data["safe"] is False
    titles = {action.title: action for action in await ed.actions(uri, shown.range, "quickfix")}
    unsafe = next(action for title, action in titles.items() if title.endswith("(unsafe)"))
    assert not unsafe.is_preferred
    assert ed.applied(text, unsafe.edit, uri) != text
    for action in await ed.actions(uri, shown.range, "source.fixAll"):
        assert ed.applied(text, action.edit, uri) == Linter().fix(text).text


def doubtful() -> tuple[str, newslint.Finding]:
    """A text with a finding whose fix is unsafe: an example of a rule that says so."""
    for rule in Linter().rules:
        for example in rule.examples if rule.safety == "unsafe" else ():
            text = example.bad.replace("⟦", "").replace("⟧", "")
            for finding in checked(text):
                if finding.fix is not None and not finding.safe:
                    return text, finding
    raise AssertionError("no rule is unsafe")


async def test_edits_can_wait_until_an_action_is_chosen(tmp_path: Path) -> None:
    async with editor() as ed:
        await ed.start(tmp_path, able(resolves=True, edits=False))
        uri = ed.open(tmp_path / "a.txt", STORY)
        await ed.shown(uri)
        nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
        (offered,) = await ed.actions(uri, nowhere, "source.fixAll")
        assert offered.edit is None
        chosen = await ed.client.code_action_resolve_async(offered)
        assert chosen.edit
        assert chosen.edit.document_changes is None
        assert ed.applied(STORY, chosen.edit, uri) == Linter().fix(STORY).text
        assert offered.data
        offered.data = {name: value for name, value in offered.data.items() if value is not None}
        assert (await ed.client.code_action_resolve_async(offered)).edit
        ready = types.CodeAction("Ready")
        assert await ed.client.code_action_resolve_async(ready) == ready
        ed.type(uri, "Another text.\n", 2)
        assert (await ed.client.code_action_resolve_async(offered)).edit is None


async def test_the_rule_is_explained_under_the_pointer(ed: Editor, folder: Path) -> None:
    uri = ed.open(folder / "a.txt", FRENCH)
    glued = at(await ed.shown(uri), "glued-words")
    hover = await ed.hover(uri, glued.range.start)
    assert hover
    assert hover.range == glued.range
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind == "markdown"
    assert "` largeset ` → ` larges et ` (safe to fix" in hover.contents.value
    assert "# glued-words" in hover.contents.value
    assert "## Silence it" in hover.contents.value
    assert await ed.hover(uri, types.Position(2, 1)) is None


async def test_markup_is_left_alone(ed: Editor, folder: Path) -> None:
    text = "# Title\n\n- One item\n\n```\nat the the hall\n```\n\nThe council met at the the hall.\n"
    found = await ed.shown(ed.open(folder / "a.md", text, "markdown"))
    assert [(one.code, one.range.start.line) for one in found] == [("repeated-word", 8)]


async def test_a_finding_is_ignored_by_a_comment(ed: Editor, folder: Path) -> None:
    text = "# Title\n\nThe council met at the the hall.\n\nIt adjourned at the the noon.\n"
    uri = ed.open(folder / "a.md", text, "markdown")
    found = await ed.shown(uri)
    titles = {action.title: action for action in await ed.actions(uri, found[0].range)}
    ignored = ed.applied(text, titles["Ignore repeated-word on line 3"].edit, uri)
    assert ignored == text.replace("The council", "<!-- newslint: ignore[repeated-word] -->\nThe council")
    ed.type(uri, ignored, 2)
    assert ed.matches(ignored, await ed.shown(uri, 2)) == [" the"]


async def test_where_comments_cannot_be_a_sidecar_says_it(ed: Editor, home: Path, folder: Path) -> None:
    text = ENGLISH + "\r\nIt adjourned at the the noon.\n"
    uri = ed.open(folder / "a [1].txt", text)
    repeated = at(await ed.shown(uri), "repeated-word")
    named = "Ignore this repeated-word in newslint.ignore.yaml"
    (action,) = [one for one in await ed.actions(uri, repeated.range) if one.title == named]
    assert action.edit
    made, _ = action.edit.document_changes or (None, None)
    assert isinstance(made, types.CreateFile)
    assert made.uri == (home / "newslint.ignore.yaml").as_uri()
    sidecar = folder / "newslint.ignore.yaml"
    sidecar.write_text("- path: b.txt")
    ed.type(uri, text, 2)
    await ed.shown(uri, 2)
    (action,) = [one for one in await ed.actions(uri, repeated.range) if one.title == named]
    sidecar.write_text(ed.applied(sidecar.read_text(), action.edit, sidecar.as_uri()))
    ed.type(uri, text, 3)
    assert await ed.rules(uri, 3) == ["space-before-punctuation", "repeated-word"]


async def test_marks_and_halves_of_characters_shift_nothing(ed: Editor, folder: Path) -> None:
    text = "\ufeffA \ud83d b.\n" + ENGLISH
    found = await ed.shown(ed.open(folder / "a.txt", text))
    assert at(found, "repeated-word").range.start == types.Position(1, 22)


@pytest.mark.parametrize(
    ("name", "language", "read"),
    [("a.TXT", "x", True), ("notes", "plaintext", True), ("a.json", "json", False), ("a.weird", "markdown", True)],
)
async def test_what_is_no_article_shows_nothing(ed: Editor, folder: Path, name: str, language: str, read: bool) -> None:
    found = await ed.rules(ed.open(folder / name, ENGLISH, language))
    assert found == (["repeated-word", "space-before-punctuation"] if read else [])


async def test_records_are_no_text_of_the_editor(ed: Editor, folder: Path) -> None:
    text = '{"text": "The council met at the the hall ."}\n'
    for name in ("a.jsonl", "a.json"):
        assert await ed.rules(ed.open(folder / name, text, "plaintext")) == []


async def test_a_document_without_a_file(ed: Editor) -> None:
    uri = ed.open("untitled:Untitled-1", ENGLISH)
    assert await ed.rules(uri) == ["repeated-word", "space-before-punctuation"]


async def test_a_closed_document_shows_nothing(ed: Editor, folder: Path) -> None:
    uri = ed.open(folder / "a.txt", STORY)
    assert await ed.shown(uri)
    ed.close(uri)
    assert await ed.shown(uri, None) == []
    assert await ed.hover(uri, types.Position(0, 30)) is None


async def test_a_configuration_counts_and_its_changes_too(ed: Editor, folder: Path) -> None:
    config = folder / "newslint.toml"
    config.write_text('ignore = ["repeated-word"]\n')
    text = ENGLISH
    uri = ed.open(folder / "a.txt", text)
    assert await ed.rules(uri) == ["space-before-punctuation"]
    config.write_text('ignore = ["layout"]\n')
    ed.touched(config)
    await until(lambda: len(ed.of(uri)) == 2)
    assert await ed.rules(uri) == ["repeated-word"]
    config.unlink()
    ed.type(uri, text + "End.\n", 2)  # an editor that watches no files
    assert await ed.rules(uri, 2) == ["repeated-word", "space-before-punctuation"]


async def test_lists_of_words_and_rules_count_and_their_changes_too(ed: Editor, folder: Path) -> None:
    (folder / "newslint.toml").write_text('accept-files = ["names.txt"]\nextend = "base.toml"\n')
    (folder / "base.toml").write_text('select = ["repeated-word"]\n')
    (folder / "names.txt").write_text("bora\n")
    uri = ed.open(folder / "a.txt", ENGLISH)
    assert await ed.rules(uri) == ["repeated-word"]
    (folder / "names.txt").write_text("bora\nthe\n")
    ed.type(uri, ENGLISH, 2)
    assert await ed.rules(uri, 2) == []
    (folder / "base.toml").write_text('select = ["layout"]\n')
    ed.type(uri, ENGLISH, 3)
    assert await ed.rules(uri, 3) == ["space-before-punctuation"]


async def test_files_that_are_left_out_show_nothing(ed: Editor, folder: Path) -> None:
    (folder / "newslint.toml").write_text('exclude = ["raw/"]\nper-file-ignores = {"old.txt" = ["repeated"]}\n')
    (folder / "raw").mkdir()
    assert await ed.rules(ed.open(folder / "raw" / "a.txt", ENGLISH)) == []
    assert await ed.rules(ed.open(folder / "old.txt", ENGLISH)) == ["space-before-punctuation"]
    assert await ed.rules(ed.open(folder / "new.txt", ENGLISH)) == ["repeated-word", "space-before-punctuation"]


async def test_sidecars_count_and_their_changes_too(ed: Editor, folder: Path) -> None:
    sidecar = folder / "newslint.ignore.yaml"
    sidecar.write_text("- path: a.txt\n  rule: layout\n  reason: as printed\n")
    uri = ed.open(folder / "a.txt", ENGLISH)
    assert await ed.rules(uri) == ["repeated-word"]
    sidecar.write_text("- path: a.txt\n  rule: repeated-word\n  near: at the the hall\n  reason: as said\n")
    ed.type(uri, ENGLISH, 2)
    assert await ed.rules(uri, 2) == ["space-before-punctuation"]
    sidecar.write_text("- path: a.txt\n  rul: layout\n")
    ed.type(uri, ENGLISH, 3)
    (shown,) = await ed.shown(sidecar.as_uri(), None)
    assert (shown.range.start.line, shown.code) == (1, "configuration")
    assert "did you mean 'rule'?" in shown.message
    sidecar.unlink()
    ed.type(uri, ENGLISH, 4)
    assert await ed.rules(uri, 4) == ["repeated-word", "space-before-punctuation"]


BROKEN = {
    "ignore = [": (0, "not valid TOML"),
    'lang = "en"\nignor = []\n': (1, "unknown key 'ignor'; did you mean 'ignore'?"),
    'lang = "en"\nignore = ["repeated-wrd"]\n': (1, "no rule or group is called 'repeated-wrd'"),
    'lang = "en"\n\nrules = ["none.yaml"]\n': (0, "no such rule file"),
}


@pytest.mark.parametrize("number", range(len(BROKEN)))
async def test_a_broken_configuration_is_told_and_survived(ed: Editor, folder: Path, number: int) -> None:
    content, (line, message) = list(BROKEN.items())[number]
    config = folder / "newslint.toml"
    config.write_text('ignore = ["layout"]\n')
    uri = ed.open(folder / "a.txt", ENGLISH)
    assert await ed.rules(uri) == ["repeated-word"]
    config.write_text(content)
    ed.touched(config)
    blamed = folder / "none.yaml" if "none.yaml" in content else config
    (shown,) = await ed.shown(blamed.as_uri(), None)
    assert (shown.code, shown.severity, shown.range.start.line) == ("configuration", 1, line)
    assert message in shown.message
    await until(lambda: any(message in said.message and folder.name in str(config) for said in ed.client.messages))
    assert await ed.rules(uri) == ["repeated-word"]  # by the last configuration that could be used
    said = len(ed.client.messages)
    ed.type(uri, ENGLISH + "It adjourned at the the noon.\n", 2)
    assert await ed.rules(uri, 2) == ["repeated-word", "repeated-word"]
    assert len(ed.client.messages) == said
    config.write_text("")
    ed.touched(config)
    await until(lambda: not ed.of(blamed.as_uri())[-1].diagnostics)
    await until(lambda: "space-before-punctuation" in [one.code for one in ed.of(uri)[-1].diagnostics])


async def test_a_configuration_that_never_could_be_used(ed: Editor, folder: Path) -> None:
    config = folder / "newslint.toml"
    config.write_text('severity = "loud"\n')
    uri = ed.open(folder / "a.txt", ENGLISH)
    assert await ed.rules(uri) == []
    assert len(await ed.shown(config.as_uri(), None)) == 1
    ed.close(uri)
    await until(lambda: not ed.of(config.as_uri())[-1].diagnostics)


async def test_a_word_is_accepted(ed: Editor, folder: Path) -> None:
    config = folder / "newslint.toml"
    config.write_text('# ours\n[per-file-ignores]\n"x.txt" = ["layout"]\n')
    uri = ed.open(folder / "a.txt", FRENCH)
    glued = at(await ed.shown(uri), "glued-words")
    action = (await ed.actions(uri, glued.range))[-1]
    assert action.title == "Accept 'largeset' in newslint.toml"
    config.write_text(ed.applied(config.read_text(), action.edit, config.as_uri()))
    assert Config.of(config).accept == ["largeset"]
    ed.touched(config)
    await until(lambda: len(ed.of(uri)) == 2)
    assert "glued-words" not in await ed.rules(uri)


async def test_a_configuration_is_made_for_the_first_word(ed: Editor, home: Path, folder: Path) -> None:
    uri = ed.open(folder / "a.txt", FRENCH)
    glued = at(await ed.shown(uri), "glued-words")
    action = (await ed.actions(uri, glued.range))[-1]
    assert action.edit
    made, _ = action.edit.document_changes or (None, None)
    assert isinstance(made, types.CreateFile)
    assert made.uri == (home / "newslint.toml").as_uri()
    assert ed.applied("", action.edit, made.uri) == 'accept = ["largeset"]\n'


async def test_settings_of_the_editor(tmp_path: Path) -> None:
    text = ENGLISH
    async with editor() as ed:
        await ed.start(tmp_path, able(), {"ignore": ["layout"]})
        uri = ed.open(tmp_path / "a.txt", text)
        assert await ed.rules(uri) == ["repeated-word"]

        pushed = types.DidChangeConfigurationParams({"newslint": {"select": ["layout"]}})
        ed.client.workspace_did_change_configuration(pushed)
        await until(lambda: len(ed.of(uri)) == 2)
        assert await ed.rules(uri) == ["space-before-punctuation"]

        (tmp_path / "other.toml").write_text('ignore = ["repeated"]\n')
        ed.client.set_configuration({"configuration": "other.toml"}, section="newslint")
        ed.client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
        await until(lambda: len(ed.of(uri)) == 3)
        assert await ed.rules(uri) == ["space-before-punctuation"]
        (tmp_path / "other.toml").write_text("")
        ed.touched(tmp_path / "other.toml")
        await until(lambda: len(ed.of(uri)) == 4)
        assert await ed.rules(uri) == ["repeated-word", "space-before-punctuation"]

        ed.client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"ignored": []}))
        await until(lambda: ed.client.messages)
        assert "`ignored`" in ed.client.messages[-1].message
        await until(lambda: len(ed.of(uri)) == 5)
        assert await ed.rules(uri) == ["repeated-word", "space-before-punctuation"]


async def test_each_workspace_folder_has_its_configuration(ed: Editor, tmp_path: Path) -> None:
    for name, group in (("one", "layout"), ("two", "repeated")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "newslint.toml").write_text(f'ignore = ["{group}"]\n')
        folder = types.WorkspaceFolder((tmp_path / name).as_uri(), name)
        event = types.WorkspaceFoldersChangeEvent([folder], [])
        ed.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    assert await ed.rules(ed.open(tmp_path / "one" / "a.txt", ENGLISH)) == ["repeated-word"]
    assert await ed.rules(ed.open(tmp_path / "two" / "a.txt", ENGLISH)) == ["space-before-punctuation"]


async def test_a_large_document_keeps_no_small_one_waiting(ed: Editor, folder: Path) -> None:
    large = ed.open(folder / "large.txt", FRENCH.splitlines(True)[0] * 8_000)
    small = ed.open(folder / "small.txt", FRENCH)
    assert await ed.shown(small)
    assert await ed.hover(small, types.Position(1, 2))
    assert ed.of(large) == []
    ed.close(large)


async def test_diagnostics_on_request(tmp_path: Path) -> None:
    async with editor() as ed:
        await ed.start(tmp_path, able(pulls=True))
        uri = ed.open(tmp_path / "a.txt", STORY)
        document = types.TextDocumentIdentifier(uri)
        report: Any = await ed.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        assert report.kind == "full"
        assert [one.code for one in report.items] == [one.rule for one in checked(STORY)]
        again: Any = await ed.client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(document, previous_result_id=report.result_id)
        )
        assert (again.kind, again.result_id) == ("unchanged", report.result_id)
        (tmp_path / "newslint.toml").write_text('select = ["layout"]\n')
        ed.touched(tmp_path / "newslint.toml")
        await until(lambda: ed.client.diagnostic_refresh_count)
        later: Any = await ed.client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(document, previous_result_id=report.result_id)
        )
        assert later.kind == "full"
        assert {one.code for one in later.items} <= {one.rule for one in checked(STORY, select=["layout"])}
        assert ed.of(uri) == []


def message(method: str, *, params: object = None, id: int | None = None) -> bytes:
    content = {"jsonrpc": "2.0", "method": method, "params": params, **({} if id is None else {"id": id})}
    body = json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


HELLO = message("initialize", params={"processId": None, "rootUri": None, "capabilities": {}}, id=1)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (HELLO + message("shutdown", id=2) + message("exit"), 0),
        (HELLO + message("exit"), 1),
        (HELLO, 1),
        (b"", 1),
    ],
)
async def test_it_ends_with_its_editor(said: bytes, code: int) -> None:
    process = await asyncio.create_subprocess_exec(
        *SERVER, "--stdio", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    await process.communicate(said)
    assert process.returncode == code


async def test_without_pygls_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['pygls'] = None; from newslint.__main__ import main; sys.exit(main(['server']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "error: the language server needs pygls; pip install 'newslint[lsp]'\n"
