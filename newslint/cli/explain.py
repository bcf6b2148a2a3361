"""`newslint explain`: why something is flagged in a text or a file, or why not: the evidence, piece by piece."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newslint.cli import _complete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.linter.account import Account
    from newslint.linter.asking import Ask
    from newslint.linter.linter import Linter
    from newslint.model.documents import Document

STRONGEST = 8
"""Pieces of evidence shown of each place, unless all are asked for."""

_PLACED = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?:?")
"""A place as findings are told: story.txt:12:5."""


@click.command()
@click.argument("text", nargs=-1, required=True, metavar="TEXT|FILE[:LINE[:COLUMN]]")
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
@click.option("--profile", metavar="FILE", help="What 'newslint learn' made of the sites' articles.")
@click.option("--all", "everything", is_flag=True, help="Show every place and every piece of evidence.")
def command(
    text: tuple[str, ...], lang: str | None, names: tuple[str, ...], profile: str | None, everything: bool
) -> int:
    """Show what speaks for and against each place in a text, and why something is not flagged.

    Of a file, each finding is shown with its evidence; at a line of it, or at a column of that, also what was not
    flagged: what is suppressed, which rules do not run there, and what was weighed and found to be too little. Rules
    that add up evidence (glued words, left-over lines) weigh many places and flag few: positive weights speak for
    damage, negative ones against it. Of a text, and of "-", which is standard input, all that was weighed is shown.

    \b
    newslint explain story.txt
    newslint explain story.txt:12
    newslint explain --rule glued-words --all story.txt:12:5
    newslint explain --lang fr "Le maire, Paul Durandta rencontré le préfet."
    """
    place = _place(text[0]) if len(text) == 1 else None
    how = (lang, names, profile, everything)
    lines = list(_of_text(text, *how) if place is None else _of_file(place, *how))
    from newslint.model.visible import defused

    click.echo(defused("\n".join(lines)))
    return 0


Place = tuple[str, int | None, int | None]


def _place(given: str) -> Place | None:
    """The file that is meant, with the line and the column; None of what is no file."""
    found = _PLACED.fullmatch(given)
    if _is_file(given):
        return given, None, None
    if found is None or not _is_file(found["path"]):
        return None
    return found["path"], int(found["line"]), int(found["column"]) if found["column"] else None


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # a text is too long for a name, or has what no name can have
        return False


def _of_text(
    text: tuple[str, ...], lang: str | None, names: tuple[str, ...], profile: str | None, everything: bool
) -> Iterator[str]:
    from newslint.cli._names import tell_renamed
    from newslint.linter.asking import USUAL
    from newslint.linter.linter import Linter
    from newslint.model.documents import Document

    given = sys.stdin.read() if text == ("-",) else " ".join(text)
    linter = Linter(lang, select=names or None, profile=profile)
    tell_renamed([linter.config])
    document = Document(given if given.endswith("\n") else f"{given}\n", lang=lang)
    lines = list(_of_document(document, USUAL, linter, (None, None), everything, near=True, others=False))
    yield from lines or ["nothing here is flagged, and nothing is weighed"]


def _of_file(
    place: Place, lang: str | None, names: tuple[str, ...], profile: str | None, everything: bool
) -> Iterator[str]:
    """What is to be said of the documents of a file, with the configuration and the suppressions that it has."""
    from newslint.cli import _planning
    from newslint.cli._names import tell_renamed
    from newslint.cli._options import Options
    from newslint.cli._request import request
    from newslint.linter.linter import Linter
    from newslint.model.findings import Finding
    from newslint.model.visible import visible
    from newslint.run import work

    path, line, column = place
    asked = request(Options(paths=(path,), lang=lang, select=names, profile=profile))
    plan = _planning.planned(asked, _planning.sidecars(asked))
    tell_renamed(plan.configs)
    said = False
    for file in plan.files:
        linter = Linter(config=plan.configs[file.config])
        near, others = line is not None, line is not None and not names
        for item in work.documents(file, linter.config, asked.task):
            if isinstance(item, Finding):
                told = iter([f"{visible(item.place)} {item.message}"])
            else:
                told = _of_document(*item, linter, (line, column), everything, near=near, others=others)
            for one in told:
                said = True
                yield one
    if not said:
        yield "nothing is flagged here" if line is None else "nothing here is flagged, suppressed or weighed"


def _of_document(
    document: Document,
    ask: Ask,
    linter: Linter,
    at: tuple[int | None, int | None],
    everything: bool,
    *,
    near: bool,
    others: bool,
) -> Iterator[str]:
    """What is to be said of a document, or of a place in it; with `near`, also of what is not flagged there.

    With `others`, that is what rules find that do not run, too.
    """
    from newslint.linter.account import SLIGHT, account

    found = account(document, linter, ask, least=0.0 if everything else SLIGHT, others=others)
    yield from (f"{rule} takes too long here and was stopped" for rule in found.slow)
    for one in found.accounts:
        if (one.told or near) and _is_at(one, *at):
            yield from _shown(one, everything)
    if at == (None, None):
        yield from found.refused


def _is_at(one: Account, line: int | None, column: int | None) -> bool:
    """Does it lie on a line, and there at a column?"""
    finding = one.finding
    if line is None:
        return True
    if not finding.line <= line <= finding.end_line:
        return False
    start = finding.column if finding.line == line else 1
    return column is None or (
        start <= column and (finding.end_line > line or column < max(finding.end_column, start + 1))
    )


def _shown(one: Account, everything: bool) -> Iterator[str]:
    from newslint.model.visible import visible

    finding = one.finding
    change = "" if finding.fix is None or not (finding.fix or one.told) else f" -> {visible(finding.fix)!r}"
    yield f"{visible(finding.place)} {finding.rule} {visible(finding.match)!r}{change}"
    pieces = sorted((piece for piece in finding.evidence if piece.weight), key=lambda piece: -abs(piece.weight))
    if not pieces:
        yield f"    {one.why}; nothing is weighed: it is what the rule looks for"
        return
    yield f"    confidence {finding.confidence:.3f}: {one.why}"
    shown = pieces if everything else pieces[:STRONGEST]
    yield from (f"    {piece.weight:+8.2f}  {piece.name}" for piece in shown)
    if len(shown) < len(pieces):
        rest = sum(piece.weight for piece in pieces[len(shown) :])
        yield f"    {rest:+8.2f}  {len(pieces) - len(shown)} smaller pieces (--all shows them)"
