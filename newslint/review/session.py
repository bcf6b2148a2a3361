"""One review: the queue, the decisions file and what they come to, for one or several browsers at once."""

from __future__ import annotations

import getpass
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from msgspec import structs

from newslint.config.paths import near
from newslint.linter import accepting
from newslint.linter.linter import Linter
from newslint.model.documents import Document
from newslint.model.errors import ConfigError
from newslint.review import labelling, learned
from newslint.review.carrying import configuring
from newslint.review.carrying.carrier import Carrier
from newslint.review.decision import (
    Decision,
    Line,
    Reach,
    Verdict,
    What,
    Withdrawn,
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
from newslint.review.settling import settled
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
        self.who = desk.who or _user()
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
        self.troubles = list(dict.fromkeys(self.troubles))
        self.queue.arrange()
        self._done = done
        self.reconsider()

    def reconsider(self) -> None:
        """Let count what is decided, also what somebody else carried out since the check: it was not found again."""
        stand = [one for one in standing(self.diary.lines) if one.id not in self._done]
        self.queue.reconsider(self.queue.fitting(one) or one for one in stand)
        self.revision += 1

    @_alone
    def news(self) -> int:
        """What others have written to the decisions file since counts; how many lines that is."""
        others = self.diary.catch_up()
        if others:
            self.reconsider()
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
        if reach == "word" and not self._has_word(item):
            raise ConfigError(f"no word silences {item.finding.match.strip()[:60]!r}; reject it")
        if reach in ("phrase", "rule") and not _is_line(item.what):
            raise ConfigError(f"only a whole line can be a {reach} of the site; accept or reject this one")
        if reach == "rule":
            configuring.rule_of(item, self.queue.text(item.text), why)  # what is against it is told now
        made = self._decision(item.what, verdict, reach, text, why)
        self._keep([made])
        return made

    @_alone
    def treat(self, rule: str, verdict: Verdict, why: str = "") -> list[Decision]:
        """Decide every finding of a rule that waits."""
        waiting = self.queue.after(0, Filter(rule=rule, state="open"), -1)
        some = [one for one in waiting if verdict != "accept" or one.finding.fix is not None]
        made = [self._decision(one.what, verdict, "place", None, why) for one in some]
        self._keep(made)
        return made

    @_alone
    def withdraw(self, *decisions: str) -> None:
        """Take decisions back. Raises ConfigError if one is carried out already, or is none; then all stay."""
        if not carried(self.diary.lines).keys().isdisjoint(decisions):
            raise ConfigError("it is carried out already; 'newslint undo' takes fixes back")
        if not {one.id for one in standing(self.diary.lines)}.issuperset(decisions):
            raise ConfigError("there is no such decision, or it is taken back already")
        at, who = now(), self.who
        self._keep([Withdrawn(id=secrets.token_hex(6), at=at, who=who, decision=one) for one in decisions])

    def _keep(self, lines: Sequence[Line]) -> None:
        others = self.diary.add(lines)
        if others or not all(isinstance(line, Decision) for line in lines):
            self.reconsider()
            return
        self.queue.decide(line for line in lines if isinstance(line, Decision))
        self.revision += 1

    def _decision(self, what: What, verdict: Verdict, reach: Reach, text: str | None, why: str) -> Decision:
        left, right = beside(what) if verdict == "edit" else (0, 0)
        return Decision(
            id=secrets.token_hex(6),
            at=now(),
            who=self.who,
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

    def _has_word(self, item: Item) -> bool:
        """Does a word silence it, once that is accepted? Of a text that is too long to be kept, nobody can tell."""
        text, file = self.queue.text(item.text), self.carrier().file(item.finding.path)
        if text is None or file is None:
            return accepting.candidate(item.finding.match) is not None
        linter = Linter(config=self._plan.configs[file.config])
        return accepting.word(linter, Document(text, lang=item.what.lang), item.finding) is not None

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
        return learned.scores(standing(self.diary.lines), self.queue.open())

    @_alone
    def write(self, *, again: bool = False) -> Report:
        """Carry out what is decided; then check anew what that changes.

        `again`: also what was carried out before, as on other data; not in files that still are as it left them. What
        does not fit is told and waits.
        """
        return settled(self, again=again)

    @_alone
    def proposals(self) -> list[learned.Proposal]:
        """What the configuration may say after these decisions, and does not."""
        told = learned.proposals(standing(self.diary.lines))
        return [one for one in told if not all(map(one.is_in, self._plan.configs))]

    @_alone
    def configure(self, line: str) -> list[str]:
        """Write a line that is proposed into the configurations of the articles that were decided on, and check anew;
        the configurations. Raises ConfigError.
        """
        asked = next((one for one in self.proposals() if one.line == line), None)
        if asked is None:
            raise ConfigError("that is not proposed any more")
        folders = dict.fromkeys(Path(file.path).absolute().parent for file in self._plan.files)
        homes = dict.fromkeys(configuring.configuration(folder, self.desk.config) for folder in folders)
        addition = configuring.Addition(silent=[asked.rule] if asked.rule else [], least=asked.least)
        for home in homes:
            addition.make(home)
        self.again()
        return [near(home) for home in homes]

    def again(self) -> None:
        """Check everything anew."""
        self.plan()
        for _ in self.gather():
            pass

    def some(self, paths: Iterable[str]) -> Iterator[Outcome]:
        """Check some files anew; gives the outcomes as they come."""
        plan, self._hear = self.desk.plan()
        real = {self.queue.path(path) for path in paths}
        self.queue.drop(paths)
        self._plan = plan
        yield from self._gathered(structs.replace(plan, files=[file for file in plan.files if file.path in real]))

    @property
    def is_stale(self) -> bool:
        """Has somebody else carried something out since the check?"""
        return not self._done.issuperset(carried(self.diary.lines))

    def carrier(self) -> Carrier:
        """What carries out decisions on what was checked."""
        return Carrier(
            plan=self._plan,
            task=self.desk.task,
            said=["review", str(self.diary.path)],
            path=self.queue.path,
            text=self.queue.text,
            others=lambda silent: self.queue.others(silent.item, silent.decision),
            config=self.desk.config,
        )

    @_alone
    def label(self, folder: Path) -> int:
        """Write the decided cases as labelled data, also those that are carried out; how many texts. Raises
        ConfigError where there are such files already.
        """
        texts = dict[int, list[Item]]()
        for item in self.queue.decided("accept", "reject", "edit", "later", "open"):
            texts.setdefault(item.text, []).append(item)
        told = ((self.queue.text(number), items) for number, items in texts.items())
        now = (labelling.case(text, items) for text, items in told if text is not None)
        cases = labelling.merged((*self.diary.cases(), *filter(None, now)))
        if not cases:
            return 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in labelling.files(cases).items():
                with (folder / name).open("xb") as file:
                    file.write(data)
        except FileExistsError as error:
            raise ConfigError(f"{error.filename}: is there already; move it, or name another folder") from error
        except OSError as error:
            raise ConfigError(f"{error.filename}: can't be written: {error.strerror}") from error
        return len(cases)


def _user() -> str:
    with suppress(Exception):  # no name is on record for some users of containers
        return getpass.getuser()
    return os.environ.get("USER", "")


def _is_line(what: What) -> bool:
    """Is it all of one line, so that the configuration can have it as a phrase?

    >>> _is_line(What(fingerprint="f", rule="own-phrase", path="a.txt", match="Read on\\n"))
    True
    >>> _is_line(What(fingerprint="f", rule="repeated-word", path="a.txt", before="of the", match=" the"))
    False
    """
    return not what.before.strip() and not what.after.strip() and len(what.match.strip().splitlines()) == 1
