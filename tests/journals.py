"""Journals as somebody would write them who has the user's key: tampered with, and signed anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newslint.run.journal import key
from newslint.run.journal.signature import SEAL, Signature


def signed_anew(data: bytes, name: str) -> bytes:
    """A journal's bytes with each seal as the key would make it."""
    return b"".join(_lines(data, Signature(key.made(), name)))


def _lines(data: bytes, signature: Signature) -> Iterator[bytes]:
    for line in data.splitlines(keepends=True):
        yield signature.seal() if line.startswith(SEAL) else signature.add(line)


def sign(path: Path) -> None:
    """Sign a journal anew."""
    path.write_bytes(signed_anew(path.read_bytes(), path.name))
