"""`newslint review`: decide in a browser on what is not sure, one key at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.cli import _planning, complain, tell
from newslint.cli._options import Options
from newslint.cli._request import Request, request
from newslint.cli._switches import shared
from newslint.model.errors import ConfigError

if TYPE_CHECKING:
    from newslint.review.desk import Desk, Report
    from newslint.review.session import Session


@click.command()
@click.option("--decisions", metavar="FILE", help="Where decisions are kept. Default: newslint.decisions.jsonl.")
@click.option(
    "--apply", "applied", metavar="FILE", help="Carry out the decisions of a file on PATH, without a browser."
)
@click.option("--labels", metavar="FOLDER", help="Write what is decided as labelled data, and stop.")
@click.option("--all", "every", is_flag=True, help="Queue also what --fix would mend unasked.")
@click.option("--select", multiple=True, metavar="RULE[,RULE]", help="Only findings of these rules or groups.")
@click.option("--profile", metavar="FILE", help="What 'newslint learn' made of the sites' articles.")
@click.option("--lang", metavar="CODE", help="The articles' language, as in fr. Default: told from each text.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where the page is; 0: any port that is free.")
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@click.option("--who", metavar="NAME", help="Who decides. Default: the user's name.")
@shared
def command(
    *,
    decisions: str | None,
    applied: str | None,
    labels: str | None,
    every: bool,
    port: int,
    no_browser: bool,
    who: str | None,
    **given: Any,
) -> int:
    """Decide on what is not sure, in a browser on this machine: one key for a decision.

    Findings that --fix leaves to a person wait in a queue, the likes together, what is worth deciding first on top.
    Decisions are kept in a file as they are made; nothing else is written until you ask for it. Then fixes go into the
    articles (newslint undo takes them back), what is right as it is into newslint.ignore.yaml or newslint.toml.
    It needs the extra: pip install 'newslint[review]'.

    \b
    newslint review articles/
    newslint review --select left-over-line --all corpus.jsonl
    newslint review --apply newslint.decisions.jsonl articles/    what was decided, on the same or newer data
    newslint review --labels labelled/ articles/                  decided cases as data to fit rules with
    """
    asked = request(Options.of(given))
    if applied is not None and not Path(applied).is_file():
        raise ConfigError(f"--apply {applied}: no such file")
    desk = _desk(given, asked, every=every or applied is not None, who=who)
    session = _session(desk, applied or decisions)
    _gather(session, asked)
    if labels is not None:
        count = session.label(Path(labels))
        tell(f"{labels}: {_counted(count, 'text')} with decided findings.")
        return 0
    if applied is not None:
        return _told(session.write(again=True))
    return _serve(session, asked, port, opens=not no_browser)


def _session(desk: Desk, decisions: str | None) -> Session:
    """A review with its decisions file. Raises ConfigError."""
    from newslint.review.diary import NAME, Diary

    try:
        from newslint.review.session import Session
    except ImportError as error:
        raise ConfigError("the review needs starlette, uvicorn and tomlkit; pip install 'newslint[review]'") from error
    return Session(desk, Diary(Path(decisions or NAME)))


def _desk(given: dict[str, Any], asked: Request, *, every: bool, who: str | None) -> Desk:
    from newslint.review.desk import Desk

    def plan() -> Any:
        now = request(Options.of(given))  # the configuration may have been changed by a decision
        planned = _planning.planned(now, _planning.sidecars(now))
        return planned, _planning.baselines(now, planned).hear

    return Desk(plan=plan, task=asked.task, jobs=asked.jobs, every=every, who=who or "", config=given["config"])


def _gather(session: Session, asked: Request) -> None:
    from newslint.cli._progress import progress

    shown = not asked.quiet and sys.stderr.isatty()
    sizes = session.plan()
    for _ in progress(session.gather(), sizes, lambda _: False, shown=shown):
        pass
    complain("\n".join((*session.troubles, *session.diary.troubles)))


def _serve(session: Session, asked: Request, port: int, *, opens: bool) -> int:
    from newslint.review.queue import Filter
    from newslint.review.server import served
    from newslint.rules.load import load

    def ready(address: str) -> None:
        waiting = session.queue.total(Filter(state="open"))
        found = _counted(waiting, "finding waits", "findings wait")
        tell(f"{found}. The page, on this machine only; Ctrl-C ends it:\n{address}")
        if opens:
            import webbrowser

            webbrowser.open(address)

    rules = {rule.name: rule for rule in load(asked.settings.of(".").rules)}
    try:
        served(session, rules, port, ready)
    except OSError as error:
        raise ConfigError(f"--port {port}: can't be had: {error.strerror or error}") from error
    finally:
        session.queue.close()
    return 0


def _told(report: Report) -> int:
    """What was carried out; exit code 2 if something of it could not be."""
    complain("\n".join(report.misfits))
    made = f"{_counted(report.changes, 'change')} in {_counted(report.files, 'file')}"
    entries = _counted(report.entries, "entry", "entries")
    tell(f"Made {made}; {entries} of newslint.ignore.yaml, {_counted(report.settings, 'addition')} to configurations.")
    if report.already:
        tell(f"{_counted(report.already, 'decision is', 'decisions are')} carried out already.")
    if report.run:
        tell(f"'newslint undo {report.run}' takes the changes back.")
    return 2 if report.misfits else 0


def _counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 file", "2,000 files"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
