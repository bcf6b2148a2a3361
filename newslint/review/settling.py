"""What is decided, carried out; and then what was decided still holds where its neighbours were mended."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.model.errors import NewslintError
from newslint.review import labelling
from newslint.review.carrying import carrier as carrying
from newslint.review.carrying import following
from newslint.review.carrying import outcome as coming
from newslint.review.carrying.following import Silenced, Spot
from newslint.review.decision import (
    Case,
    Decision,
    Line,
    Withdrawn,
    Written,
    beside,
    carried,
    now,
    pending,
    standing,
)
from newslint.review.desk import Report
from newslint.review.item import Item

if TYPE_CHECKING:
    from newslint.review.session import Session

MOST_CASES = 10_000
"""Texts that are kept as labelled data when decisions are carried out: more are decided alike, and teach no more."""

ROUNDS = 3
"""What comes back is suppressed anew, and then what that uncovers; chosen: an entry that can't hold is not tried on."""


class Watched(msgspec.Struct, frozen=True):
    """What is to stay as it is where texts are mended: what is suppressed, by file; decisions that wait, and where."""

    silenced: Mapping[str, Silenced]
    waiting: Sequence[tuple[Decision, Spot]]


def settled(session: Session, *, again: bool) -> Report:
    """Carry out what is decided; see Session.write."""
    session.news()
    done, stand = carried(session.diary.lines), standing(session.diary.lines)
    stale, asked = session.is_stale, [one for one in stand if one.verdict != "later"]
    kept = carrying.left(done) if again else set[tuple[str, Path]]()
    wanted = [one for one in asked if one.id not in done or (again and _file(session, one, done[one.id]) not in kept)]
    fits = [(one, session.queue.fitting(one)) for one in wanted]
    later = [one for one in pending(session.diary.lines) if one.verdict == "later"]
    session.queue.reconsider([*later, *(fitting for _, fitting in fits if fitting)])
    decisions = {fitting.id: fitting for _, fitting in fits if fitting}
    items = list(session.queue.decided("accept", "edit", "reject"))
    come = coming.outcome(items, decisions)
    carrier = session.carrier()
    watched = _watched(session, carrier, come, later, decisions)
    report = carrier.carry_out(come)
    failed = {item.decision for item in items if coming.needs(item, decisions[item.decision or ""]) & report.failed}
    waits = come.dropped | failed
    lost = [one for one, fitting in fits if fitting is None]
    told = [f"{_called(one)}: fits nothing that is found now" for one in lost if one.id not in done]
    _written(session, [one for one in decisions.values() if one.id not in waits], items, report.run)
    try:
        again_silent = _anew(session, come, report, watched, whole=stale or report.settings.count > 0)
    except NewslintError as error:
        told.append(f"not checked anew: {error}")
        session.reconsider()
    else:
        told += again_silent
    return Report(
        changes=report.texts.count,
        files=report.files,
        run=report.run,
        entries=report.sidecars.count,
        settings=report.settings.count,
        misfits=[*report.troubles, *come.misfits, *told],
        already=len(done.keys() & {one.id for one in stand} - decisions.keys()) if again else 0,
    )


def _written(session: Session, done: Sequence[Decision], items: Iterable[Item], run: str | None) -> None:
    """Put down which decisions are carried out, and the texts on which they were made, for whoever fits rules."""
    if not done:
        return
    ids = {one.id for one in done}
    told = (item for item in items if item.decision in ids)
    cases = islice(_cases(session, told), MOST_CASES)
    at, who = now(), session.who
    session.diary.add([*cases, Written(id=secrets.token_hex(6), at=at, who=who, decisions=[*ids], run=run)])


def _cases(session: Session, items: Iterable[Item]) -> Iterator[Case]:
    texts = {item.text: item for item in items}
    for number, item in texts.items():
        text = session.queue.text(number)
        one = labelling.case(text, session.queue.beside(item)) if text is not None else None
        if one is not None:
            yield one


def _watched(
    session: Session,
    carrier: carrying.Carrier,
    come: coming.Outcome,
    later: Iterable[Decision],
    decisions: Mapping[str, Decision],
) -> Watched:
    """What is to stay so, of the files that will be mended."""
    silenced = dict[str, Silenced]()
    for path in come.edits:
        file = carrier.file(path)
        if file is not None:
            with suppress(NewslintError):  # what can't be read is not mended
                silenced[path] = following.silenced(file, path, carrier.plan.configs[file.config], carrier.task)
    new = [one.item for one in come.silent if one.item.finding.path in come.edits]
    for item in new:
        known = silenced.get(item.finding.path, following.NONE)
        silenced[item.finding.path] = Silenced([*known.spots, Spot.of(item)], known.entries)
    wait = [*later, *(decisions[id] for id in come.dropped)]
    told = ((one, item) for one in wait if one.reach == "place" for item in session.queue.spoken(one))
    return Watched(silenced, [(one, Spot.of(item)) for one, item in told if item.finding.path in come.edits])


def _anew(
    session: Session, come: coming.Outcome, report: carrying.Carried, watched: Watched, *, whole: bool
) -> list[str]:
    """Check again what may read otherwise now: the whole where a configuration was changed, or others wrote. Then
    suppress what came back, and let decisions go with their findings; what went wrong.
    """
    if whole:
        session.again()
    else:
        touched = {*come.edits, *(one.item.finding.path for one in come.silent)}
        _checked(session, touched)
    _followed(session, watched.waiting, report.edits)
    for _ in range(ROUNDS):
        back = _back(session, watched.silenced, report.edits)
        if not back:
            break
        used = _checked(session, {item.finding.path for item in back})
        idle = [one for path in {item.finding.path for item in back} for one in watched.silenced[path].entries]
        reasons = dict.fromkeys(one.reason for one in idle if one.place not in used and one.reason)
        silent = [coming.Silent(item, "; ".join(reasons), "") for item in back]
        stale = [one.place for one in idle if one.place not in used]
        part = session.carrier().silenced(silent, {}, stale)
        if part.troubles:
            return part.troubles
        watched = msgspec.structs.replace(
            watched, silenced={path: Silenced(one.spots) for path, one in watched.silenced.items()}
        )
        _checked(session, {item.finding.path for item in back})
    return []


def _checked(session: Session, paths: set[str]) -> set[tuple[str, int]]:
    """Check some files anew; the entries that suppressed something there."""
    return {place for outcome in session.some(paths) for place in outcome.used}


def _back(session: Session, silenced: Mapping[str, Silenced], made: coming.Edits) -> list[Item]:
    """What is found although it was suppressed before its neighbours were mended."""
    back = list[Item]()
    for path, one in silenced.items():
        spots = [spot.after(made) for spot in one.spots]
        back += [item for item in session.queue.of(path) if any(spot.holds(item) for spot in spots)]
    return back


def _followed(session: Session, waiting: Iterable[tuple[Decision, Spot]], made: coming.Edits) -> None:
    """Decisions that wait are on what stands where their findings stood, whatever these are called by now."""
    lines = list[Line]()
    for one, spot in waiting:
        there = spot.after(made)
        found = [item for item in session.queue.of(spot.path) if there.holds(item)]
        if len(found) != 1 or found[0].what == one.what:
            continue
        what = found[0].what
        left, right = beside(what) if one.verdict == "edit" else (0, 0)
        new = msgspec.structs.replace(one, id=secrets.token_hex(6), what=what, left=left, right=right)
        if one.verdict != "edit" or new.replaced == one.replaced:
            lines += [new, Withdrawn(id=secrets.token_hex(6), at=now(), who=session.who, decision=one.id)]
    if lines:
        session.diary.add(lines)
        session.reconsider()


def _file(session: Session, decision: Decision, run: str | None) -> tuple[str, Path]:
    """The file that a decision is on, and the run that carried it out: what reads the same in a file that still is as
    the run left it is a twin, which nobody decided.
    """
    return run or "", session.queue.file(decision.what.path)


def _called(decision: Decision) -> str:
    what = decision.what
    parts = (what.path, what.record, what.field)
    return f"{':'.join(str(part) for part in parts if part is not None)}: {what.rule} {what.match[:60]!r}"
