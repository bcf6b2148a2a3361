"""Reviews for tests: a session on files of the current folder, and what waits in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newslint.config.project.nearest import Settings
from newslint.config.sidecar import Sidecars
from newslint.review.desk import Desk
from newslint.review.diary import Diary
from newslint.review.item import Item
from newslint.review.queue import Filter
from newslint.review.session import Session
from newslint.run import listing
from newslint.run.outcome import Task

DOUBLED = "The mayor of the the town met the council on Monday.\n"
TWICE = "The council of of the town met on Monday.\n\nThe harbour of of the town was closed on Tuesday.\n"


def session(*paths: str, select: str = "repeated-word", decisions: str = "d.jsonl") -> Session:
    def plan() -> Any:
        settings = Settings(amend={"lang": "en", "select": select.split(",")})
        return listing.plan(paths or (".",), settings, sidecars=Sidecars()), lambda outcome: outcome

    one = Session(Desk(plan=plan, task=Task(), jobs=1, every=True, who="ada"), Diary(Path(decisions)))
    one.plan()
    list(one.gather())
    return one


def waiting(one: Session, **wanted: Any) -> list[Item]:
    return one.queue.after(0, Filter(**{"state": "open", **wanted}), 1000)
