"""One review: the queue, the decisions file and what they come to, for one or several browsers at once."""

from __future__ import annotations

import getpass
import gzip
import json
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import msgspec

from newslint.model.errors import ConfigError, NewslintError
from newslint.review import carrying, learned
from newslint.review import outcome as coming
from newslint.review.decision import (
    Decision,
    Line,
    Reach,
    Verdict,
    What,
    Withdrawn,
    Written,
    beside,
    carried,
    now,
    pending,
    standing,
)
from newslint.review.desk import Desk, Report
from newslint.review.diary import Diary
from newslint.review.gathering import Hear, gather
from newslint.review.item import Item
from newslint.review.queue import Filter, Queue
from newslint.run.outcome import Outcome
from newslint.run.plan import Plan

R = TypeVar("R")


def _alone(method: Callable[..., R]) -> Callable[..., R]:
    """One request after the other: browsers ask at once, and the queue is one."""

    @wraps(method)
    def locked(self: Session, *args: Any, **kwargs: Any) -> R:
        with self.lock:
            return method(self, *args, **kwargs)

    return locked


class Session:
    """One review. Its methods are for several threads; each says with ConfigError what can't be done."""

    def __init__(self, desk: Desk, diary: Diary) -> None:
        self.desk = desk
        self.diary = diary
        self.queue = Queue()
        self.lock = RLock()
        self.revision = 0
        self.troubles: list[str] = []
        self._who = desk.who or _user()
        self._done: set[str] = set()
        self._plan = Plan()
        self._hear: Hear = lambda outcome: outcome

    def plan(self) -> list[int]:
        """Find out what there is to check; the sizes of its files."""
        self._plan, self._hear = self.desk.plan()
        self.queue.clear()
        self.troubles = list(self._plan.troubles)
        return [file.size for file in self._plan.files]

    def gather(self) -> Iterator[Outcome]:
        """Check what is planned and queue what is found; gives the outcomes as they come."""
        yield from self._gathered(self._plan)

    def _gathered(self, plan: Plan) -> Iterator[Outcome]:
        done = set(carried(self.diary.lines))
        for outcome in gather(self.queue, plan, self._hear, self.desk.task, jobs=self.desk.jobs, every=self.desk.every):
            self.troubles += outcome.troubles
            yield outcome
        self.queue.arrange()
        self._done = done
        self._reconsider()

    def _reconsider(self) -> None:
        """Let count what is decided, also what somebody else carried out since the check: it was not found again."""
        stand = [one for one in standing(self.diary.lines) if one.id not in self._done]
        self.queue.reconsider(self.queue.fitting(one) or one for one in stand)
        self.revision += 1

    @_alone
    def news(self) -> int:
        """What others have written to the decisions file since counts; how many lines that is."""
        others = self.diary.catch_up()
        if others:
            self._reconsider()
        return len(others)

    @_alone
    def decide(
        self, number: int, verdict: Verdict, reach: Reach = "place", text: str | None = None, why: str = ""
    ) -> Decision:
        """Decide a finding. Raises ConfigError for one that there is not, or whose decision can't be kept."""
        item = self._item(number)
        if verdict == "edit" and text is None:
            raise ConfigError("an edit needs the text that is to stand there")
        if verdict == "accept" and item.finding.fix is None:
            raise ConfigError("there is no fix to accept; write one by hand")
        if reach == "phrase" and not _is_line(item.what):
            raise ConfigError("only a whole line can be a phrase of the site; accept or reject this one")
        made = self._decision(item.what, verdict, reach, text, why)
        self._keep([made])
        return made

    @_alone
    def treat(self, rule: str, verdict: Verdict, why: str = "") -> int:
        """Decide every finding of a rule that waits; how many."""
        waiting = self.queue.after(0, Filter(rule=rule, state="open"), -1)
        some = [one for one in waiting if verdict != "accept" or one.finding.fix is not None]
        self._keep([self._decision(one.what, verdict, "place", None, why) for one in some])
        return len(some)

    @_alone
    def withdraw(self, decision: str) -> None:
        """Take a decision back. Raises ConfigError for one that is carried out already, or that there is not."""
        if decision in carried(self.diary.lines):
            raise ConfigError("it is carried out already; 'newslint undo' takes fixes back")
        if decision not in {one.id for one in standing(self.diary.lines)}:
            raise ConfigError("there is no such decision, or it is taken back already")
        self._keep([Withdrawn(id=secrets.token_hex(6), at=now(), who=self._who, decision=decision)])

    def _keep(self, lines: Sequence[Line]) -> None:
        others = self.diary.add(lines)
        if others or not all(isinstance(line, Decision) for line in lines):
            self._reconsider()
            return
        self.queue.decide(line for line in lines if isinstance(line, Decision))
        self.revision += 1

    def _decision(self, what: What, verdict: Verdict, reach: Reach, text: str | None, why: str) -> Decision:
        left, right = beside(what) if verdict == "edit" else (0, 0)
        return Decision(
            id=secrets.token_hex(6),
            at=now(),
            who=self._who,
            what=what,
            verdict=verdict,
            reach=reach,
            text=text,
            left=left,
            right=right,
            why=why,
        )

    def _item(self, number: int) -> Item:
        item = self.queue.item(number)
        if item is None:
            raise ConfigError("that finding is no longer there; the page shows the rest")
        return item

    @_alone
    def made(self) -> list[tuple[Decision, bool]]:
        """The decisions that stand, the last first, and whether each is carried out."""
        done = carried(self.diary.lines)
        return [(one, one.id in done) for one in reversed(standing(self.diary.lines))]

    @_alone
    def people(self) -> dict[str, int]:
        """Who made the decisions that wait to be carried out, and how many: some may have come with the articles."""
        return dict(Counter(one.who for one in pending(self.diary.lines) if one.verdict != "later"))

    @_alone
    def scores(self) -> list[learned.Score]:
        """How often each rule was right here."""
        waiting = dict(self.queue.facets(Filter(state="open"))["rule"])
        return learned.scores(standing(self.diary.lines), waiting)

    @_alone
    def write(self, *, again: bool = False) -> Report:
        """Carry out what is decided: articles, sidecars, configurations; then check anew what that changes.

        `again`: also what was carried out before, as on other data; not in files that still are as it left them. What
        does not fit is told and waits.
        """
        self.news()
        done = carried(self.diary.lines)
        stale = not self._done.issuperset(done)
        stand = standing(self.diary.lines)
        asked = [one for one in stand if one.verdict != "later"]
        kept = carrying.left(done) if again else set[tuple[str, Path]]()
        wanted = [one for one in asked if one.id not in done or (again and self._file(one, done[one.id]) not in kept)]
        fits = [(one, self.queue.fitting(one)) for one in wanted]
        self.queue.reconsider(fitting for _, fitting in fits if fitting)
        decisions = {fitting.id: fitting for _, fitting in fits if fitting}
        items = list(self.queue.decided("accept", "edit", "reject"))
        come = coming.outcome(items, decisions)
        report = self._carrier().carry_out(come)
        waits = {item.decision for item in items if coming.needs(item, decisions[item.decision or ""]) & report.failed}
        lost = [one for one, fitting in fits if fitting is None]
        told = [f"{_called(one)}: fits nothing that is found now" for one in lost if one.id not in done]
        written = [one.id for one in decisions.values() if one.id not in waits]
        if written:
            self.diary.add(
                [Written(id=secrets.token_hex(6), at=now(), who=self._who, decisions=written, run=report.run)]
            )
        try:
            for _ in self._anew(come, whole=stale or report.settings.count > 0):
                pass
        except NewslintError as error:
            told.append(f"not checked anew: {error}")
            self._reconsider()
        return Report(
            changes=report.texts.count,
            files=report.files,
            run=report.run,
            entries=report.sidecars.count,
            settings=report.settings.count,
            misfits=[*report.troubles, *come.misfits, *told],
            already=len(done.keys() & {one.id for one in stand} - decisions.keys()) if again else 0,
        )

    def _carrier(self) -> carrying.Carrier:
        return carrying.Carrier(
            plan=self._plan,
            task=self.desk.task,
            said=["review", str(self.diary.path)],
            path=self.queue.path,
            config=self.desk.config,
        )

    def _file(self, decision: Decision, run: str | None) -> tuple[str, Path]:
        """The file that a decision is on, and the run that carried it out: what reads the same in a file that still is
        as the run left it is a twin, which nobody decided.
        """
        return run or "", Path(self.queue.path(decision.what.path)).resolve()

    def _anew(self, come: coming.Outcome, *, whole: bool) -> Iterator[Outcome]:
        """Check again what may read otherwise now: the whole where a configuration was changed, or others wrote."""
        if whole:
            self.plan()
            yield from self.gather()
            return
        plan, self._hear = self.desk.plan()
        touched = {*come.edits, *(one.finding.path for one, _, _ in come.silent)}
        real = {self.queue.path(path) for path in touched}
        self.queue.drop(touched)
        self._plan = plan
        some = msgspec.structs.replace(plan, files=[file for file in plan.files if file.path in real])
        yield from self._gathered(some)

    @_alone
    def label(self, folder: Path) -> int:
        """Write the decided cases as labelled data; how many texts."""
        folder.mkdir(parents=True, exist_ok=True)
        texts = dict[int, list[Item]]()
        for item in self.queue.decided("accept", "reject", "edit", "later", "open"):
            texts.setdefault(item.text, []).append(item)
        decided = {
            number: items for number, items in texts.items() if any(one.state in ("accept", "reject") for one in items)
        }
        files = {"lines": list[dict[str, Any]](), "glue": list[dict[str, Any]]()}
        for number, items in decided.items():
            text = self.queue.text(number)
            if text is None:
                continue
            what = items[0].what
            about = (text, what.lang or "", what.site, what.id or f"{what.path}:{what.record or 1}")
            glued = [item for item in items if learned.inserts_gaps(item.finding)]
            files["lines"].append(learned.lines_labelled(*about, items))
            if glued:
                files["glue"].append(learned.glue_labelled(*about, glued))
        for name, rows in files.items():
            data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")
            (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(data, mtime=0))
        (folder / "clean.jsonl").touch()
        return len(decided)


def _user() -> str:
    with suppress(Exception):  # no name is on record for some users of containers
        return getpass.getuser()
    return os.environ.get("USER", "")


def _called(decision: Decision) -> str:
    what = decision.what
    parts = (what.path, what.record, what.field)
    return f"{':'.join(str(part) for part in parts if part is not None)}: {what.rule} {what.match[:60]!r}"


def _is_line(what: What) -> bool:
    """Is it all of one line, so that the configuration can have it as a phrase?

    >>> _is_line(What(fingerprint="f", rule="own-phrase", path="a.txt", match="Read on\\n"))
    True
    >>> _is_line(What(fingerprint="f", rule="repeated-word", path="a.txt", before="of the", match=" the"))
    False
    """
    return not what.before.strip() and not what.after.strip() and len(what.match.strip().splitlines()) == 1
