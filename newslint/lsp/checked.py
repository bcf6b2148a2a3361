"""One version of an open document with its findings."""

from __future__ import annotations

from codecs import BOM_UTF8
from functools import cached_property
from pathlib import Path

import msgspec

from newslint.config.sidecar import silencing
from newslint.files import formats
from newslint.files.parts import Shard
from newslint.linter.asking import USUAL, Ask
from newslint.linter.linter import Linter
from newslint.linter.settle import Fixed
from newslint.lsp.positions import Lines
from newslint.lsp.setups import NOTHING, Setup
from newslint.model.documents import Document
from newslint.model.errors import ReadError
from newslint.model.findings import Finding

LANGUAGES = {"plaintext": "txt", "text": "txt", "markdown": "md"}
"""What editors call these formats; it decides where the name of the file does not."""


class Version(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A document at one moment, as the editor has it. `path` is where it lies, or would if it were saved."""

    uri: str
    path: Path
    number: int | None
    text: str
    language: str = ""
    encoding: str = "utf-16"

    @property
    def format(self) -> str | None:
        """The format as which it is checked; None if it is none of ours."""
        named = formats.name_of(self.path)
        return LANGUAGES.get(self.language) if named is None else None if formats.get(named).RECORDS else named

    def document(self) -> Document | None:
        """What the engine checks; None if that is not the whole text, so that no place in it could be shown."""
        if self.format is None:
            return None
        data = BOM_UTF8 + self.text.encode("utf-8", "replace")  # a mark that goes, lest one of the text's own does
        try:
            read = list(formats.get(self.format).read(Shard(name=str(self.path), data=data)))
        except ReadError:
            return None
        found = [one for one in read if isinstance(one, Document) and len(one.text) == len(self.text)]
        return found[0] if len(found) == len(read) == 1 else None


class Checked:
    """A version with its findings; `linter` is None where there was nothing to check."""

    def __init__(self, version: Version, setup: Setup = NOTHING) -> None:
        self.version = version
        self.configuration, self.sidecar = setup.file, setup.sidecar
        document = version.document() if setup.linter else None
        self.linter = setup.linter if document else None
        self.document = document or Document(version.text)
        self.ask = Ask(silent=silencing(setup.entries)) if setup.entries else USUAL
        self.findings: list[Finding] = self.linter.check_document(self.document, self.ask) if self.linter else []
        self._fixed: dict[str | None, Fixed] = {}

    @cached_property
    def lines(self) -> Lines:
        """Its lines, in the editor's units."""
        return Lines(self.version.text, self.version.encoding)

    def touched(self, start: int, end: int) -> list[Finding]:
        """The findings that share a place with text[start:end]; a cursor between two touches both."""
        return [finding for finding in self.findings if finding.start <= end and start <= finding.end]

    def fixable(self, rule: str | None) -> list[Finding]:
        """The findings that a fix of all would mend: the safe ones; of a rule without any, the unsafe ones."""
        mendable = [one for one in self.findings if one.fix is not None and rule in (None, one.rule)]
        safe = [one for one in mendable if one.safe]
        return safe if safe or rule is None else mendable

    def fixed(self, rule: str | None) -> Fixed:
        """The document with all that mended, round after round; computed once."""
        if rule not in self._fixed:
            unsafe = rule is not None and not any(one.safe for one in self.fixable(rule))
            linter = self.linter or Linter(select=[])
            self._fixed[rule] = linter.fix_document(
                self.document, lambda one: rule in (None, one.rule) and (one.safe or unsafe), ask=self.ask
            )
        return self._fixed[rule]
