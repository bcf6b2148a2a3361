"""How an entry of `newslint.ignore.yaml` is written: as YAML that reads well and says exactly what is meant. Pure."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from newslint.model.findings import Shown

NEAR = 30
"""Characters before and after a finding that tell it from others like it."""

_HALF = re.compile(r"[\ud800-\udfff]")
"""Half a character, which YAML can't say: of a surrogate pair, or a byte of a name that is not UTF-8."""


def entry(one: Shown, path: Path, reason: str) -> str:
    """The entry, in the sidecar `path`, that suppresses a finding, and no other that reads otherwise."""
    return "".join(_lines(one, path, reason))


def _lines(one: Shown, path: Path, reason: str) -> Iterator[str]:
    finding = one.finding
    inner = Path(os.path.relpath(Path(finding.path).absolute(), path.absolute().parent)).as_posix()
    yield f"- path: {quoted('/' + literal(inner))}\n"
    if finding.id is not None and not _HALF.search(finding.id):
        yield f"  id: {quoted(finding.id)}\n"
    yield f"  rule: {finding.rule}\n"
    if len(finding.match) <= 2 * NEAR and not _HALF.search(finding.match):
        yield f"  text: {quoted(finding.match)}\n"
    around = " ".join(f"{one.before[-NEAR:]}{finding.match[: 2 * NEAR]}{one.after[:NEAR]}".split())
    near = max((part.strip() for part in _HALF.split(around)), key=len)
    if near:
        yield f"  near: {quoted(near)}\n"
    said = _HALF.sub("\N{REPLACEMENT CHARACTER}", reason)
    yield f"  reason: {quoted(said)}\n"


def literal(path: str) -> str:
    """A path as a pattern that matches nothing else; only a byte that is no UTF-8 has to be told as any character."""
    return _HALF.sub("?", re.sub(r"([\\*?\[\]]|\s$)", r"\\\1", path))


def quoted(text: str) -> str:
    """A text as YAML in double quotes; what can't be seen is spelt out."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
