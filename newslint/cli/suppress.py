"""`newslint suppress`: entries of `newslint.ignore.yaml` for what is found today and shall stay as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from newslint.cli import _planning, complain
from newslint.cli._names import tell_renamed
from newslint.cli._options import Options
from newslint.cli._request import Request, request
from newslint.cli._switches import shared
from newslint.config import sidecar, sidecar_entry

ROUNDS = 5
"""What a finding hid is found when it is suppressed, and suppressed in the next round."""


@click.command()
@click.option("--reason", required=True, metavar="TEXT", help="Why they are right as they are.")
@click.option("--select", multiple=True, metavar="RULE[,RULE]", help="Only findings of these rules or groups.")
@shared
def command(*, reason: str, **given: Any) -> int:
    """Let what is found today stay as it is: write it to newslint.ignore.yaml, with a reason.

    \b
    newslint suppress --reason "as the speaker said it" --select repeated speeches/
    newslint suppress --reason "quoted from the advertisement" story.txt

    An entry names the file, the record, the rule, and the text with what stands around it. It goes to the nearest
    newslint.ignore.yaml above the file within the project, or to a new one in the current folder. For Markdown and HTML
    a comment in the article is an alternative; for what is wrong and shall be mended some day, 'newslint baseline'.
    """
    from newslint.run import suppressing

    asked = request(Options.of(given))
    written = dict[Path, int]()
    for number in range(ROUNDS):
        new = _entries(asked, reason, first=number == 0)
        for path, entries in new.items():
            suppressing.append(path, entries)
            written[path] = written.get(path, 0) + len(entries)
        if not new:
            break
    for path, count in written.items():
        click.echo(f"{path}: {count} new {'entry' if count == 1 else 'entries'}.", err=True)
    if not written:
        click.echo("Nothing to suppress.", err=True)
    return 0


def _entries(asked: Request, reason: str, *, first: bool) -> dict[Path, list[str]]:
    """The entries for everything that is reported, by the sidecar they go to; alike findings share one."""
    from newslint.run import run, suppressing

    sidecars = sidecar.Sidecars()
    plan = _planning.planned(asked, sidecars)
    if first:
        tell_renamed(plan.configs)
    baselines = _planning.baselines(asked, plan)
    new: dict[Path, dict[str, None]] = {}
    for outcome in run.run(plan, asked.task, jobs=asked.jobs):
        complain("\n".join(outcome.troubles))
        path = suppressing.sidecar_of(sidecars, Path(outcome.path).absolute().parent)
        heard = baselines.hear(outcome).left
        for one, room in zip(heard, sidecar_entry.rooms(heard), strict=True):
            new.setdefault(path, {})[sidecar_entry.entry(sidecar_entry.cut(one, room), path, reason)] = None
    return {path: list(entries) for path, entries in new.items()}
