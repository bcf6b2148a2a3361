"""`newslint explain TEXT`: why something is flagged, or why not: the evidence, piece by piece."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newslint.cli import _complete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.model.documents import Document
    from newslint.model.findings import Hit
    from newslint.model.languages import Setting
    from newslint.model.rules import Rule

STRONGEST = 8
"""Pieces of evidence shown of each candidate, unless all are asked for."""

SLIGHT = 0.01
"""Candidates below this confidence are not shown, unless all are asked for."""


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--lang", metavar="CODE", shell_complete=_complete.language, help="The text's language; else it is detected."
)
@click.option(
    "--rule",
    "names",
    multiple=True,
    metavar="NAME",
    shell_complete=_complete.selection,
    help="Only this rule or group.",
)
@click.option("--all", "everything", is_flag=True, help="Show every candidate and every piece of evidence.")
def command(text: tuple[str, ...], lang: str | None, names: tuple[str, ...], everything: bool) -> int:
    """Show what speaks for and against each candidate in a text.

    Rules that add up evidence (glued words, left-over lines) weigh many places and flag few. This shows the places,
    the confidence that they come to, and the evidence: positive weights speak for damage, negative ones against it.
    TEXT is read from standard input where it is "-".

    \b
    newslint explain --lang fr "Le maire, Paul Durandta rencontré le préfet."
    newslint explain --rule glued-words --all - < article.txt
    """
    from newslint.cli._names import tell_renamed
    from newslint.evidence import language
    from newslint.linter.linter import Linter
    from newslint.model.documents import Document
    from newslint.model.languages import Setting
    from newslint.model.visible import defused

    given = sys.stdin.read() if text == ("-",) else " ".join(text)
    linter = Linter(lang, select=names or None)
    tell_renamed([linter.config])
    code = lang or language.detect(given)
    document, setting = Document(given, lang=code), Setting(language=language.get(code), accept=linter.accept)
    ways = (way for rule in linter.rules for way in rule.ways())
    lines = [line for way in ways for line in _candidates(way, document, setting, everything)]
    if not lines:
        lines = ["nothing here is weighed"]
    click.echo(defused("\n".join(lines)))
    return 0


def _candidates(rule: Rule, document: Document, setting: Setting, everything: bool) -> Iterator[str]:
    if rule.languages and setting.language.code not in rule.languages:
        return
    document.effort.begin()
    try:
        flagged = {(hit.start, hit.end) for hit in rule.bind(setting)(document)}
        candidates = [*rule.candidates(setting)(document)]
    except TimeoutError:
        yield f"{rule.name} takes too long here and was stopped"
        return
    for hit in candidates:
        if hit.evidence and (everything or hit.confidence >= SLIGHT):
            yield from _candidate(rule, hit, document, _touches(hit, flagged), everything)


def _touches(hit: Hit, flagged: set[tuple[int, int]]) -> bool:
    return any(start < hit.end and hit.start < end for start, end in flagged)


def _candidate(rule: Rule, hit: Hit, document: Document, flagged: bool, everything: bool) -> Iterator[str]:
    from newslint.model.found import is_safe
    from newslint.model.visible import visible

    text = document.text
    line = text.count("\n", 0, hit.start) + 1
    column = hit.start - text.rfind("\n", 0, hit.start)
    verdict = "left alone" if not flagged else "flagged, safe to fix" if is_safe(hit, rule) else "flagged"
    change = "" if not hit.fix else f" -> {visible(hit.fix)!r}"
    yield f"{line}:{column} {rule.name} {visible(text[hit.start : hit.end])!r}{change}"
    yield f"    confidence {hit.confidence:.3f}: {verdict}"
    pieces = sorted((piece for piece in hit.evidence if piece.weight), key=lambda piece: -abs(piece.weight))
    shown = pieces if everything else pieces[:STRONGEST]
    yield from (f"    {piece.weight:+8.2f}  {piece.name}" for piece in shown)
    if len(shown) < len(pieces):
        rest = sum(piece.weight for piece in pieces[len(shown) :])
        yield f"    {rest:+8.2f}  {len(pieces) - len(shown)} smaller pieces (--all shows them)"
