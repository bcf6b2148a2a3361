"""What is decided, carried out; and then what was decided still holds where its neighbours were mended."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.linter.linter import Linter
from newslint.model.errors import NewslintError
from newslint.review import labelling
from newslint.review.carrying import carrier as carrying
from newslint.review.carrying import following
from newslint.review.carrying import outcome as coming
from newslint.review.carrying.following import Kind, Silenced, Spot
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
    """What is to stay as it is where texts are mended: what is suppressed, by file; decisions that wait, and where;
    those of them on several findings of which some could not be mended.
    """

    silenced: Mapping[str, Silenced]
    waiting: Sequence[tuple[Decision, Spot]]
    dropped: Sequence[Decision]


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
    silenced, files = dict[str, Silenced](), {file.path: file for file in carrier.plan.files}
    linters = cache(lambda number: Linter(config=carrier.plan.configs[number]))
    for path in come.edits:
        file = files.get(carrier.path(path))
        if file is not None:
            with suppress(NewslintError):  # what can't be read is not mended
                silenced[path] = following.silenced(file, path, linters(file.config), carrier.task)
    new = defaultdict[str, list[Spot]](list)
    for one in come.silent:
        if one.item.finding.path in come.edits:
            new[one.item.finding.path].append(Spot.of(one.item))
    for path, spots in new.items():
        known = silenced.get(path, following.NONE)
        silenced[path] = Silenced([*known.spots, *spots], known.entries)
    dropped = [decisions[id] for id in come.dropped]
    wait = [*later, *dropped]
    told = ((one, item) for one in wait if one.reach == "place" for item in session.queue.spoken(one))
    waiting = [(one, Spot.of(item)) for one, item in told if item.finding.path in come.edits]
    return Watched(silenced, waiting, [one for one in dropped if one.reach != "place"])


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
    return [*_followed(session, watched, report.edits), *_silent_still(session, watched.silenced, report.edits)]


def _silent_still(session: Session, silenced: Mapping[str, Silenced], made: coming.Edits) -> list[str]:
    """Suppress what came back; what went wrong."""
    for _ in range(ROUNDS):
        back = _back(session, silenced, made)
        if not back:
            break
        touched = {item.finding.path for item in back}
        used = _checked(session, touched)
        idle = [one for path in touched for one in silenced[path].entries if one.place not in used]
        reason = "; ".join(dict.fromkeys(one.reason for one in idle if one.reason))
        silent = [coming.Silent(item, reason, "") for item in back]
        carrier = session.carrier()
        known = [one for file in carrier.plan.files for one in file.scope.entries if one in idle]
        part = carrier.silenced(silent, {}, [one.place for one in known])
        if part.troubles:
            return part.troubles
        silenced = {path: Silenced(one.spots) for path, one in silenced.items()}
        _checked(session, touched)
    return []


def _checked(session: Session, paths: set[str]) -> set[tuple[str, int]]:
    """Check some files anew; the entries that suppressed something there."""
    return {place for outcome in session.some(paths) for place in outcome.used}


def _back(session: Session, silenced: Mapping[str, Silenced], made: coming.Edits) -> list[Item]:
    """What is found although it was suppressed before its neighbours were mended."""
    back = list[Item]()
    for path, one in silenced.items():
        spots = defaultdict[Kind, list[Spot]](list)
        for spot in one.spots:
            spots[spot.kind].append(spot.after(made))
        there = _by_kind(session, path) if spots else {}
        back += [item for kind, items in there.items() for item in items if any(at.holds(item) for at in spots[kind])]
    return back


def _by_kind(session: Session, path: str) -> dict[Kind, list[Item]]:
    """The findings of a file by text and rule."""
    found = defaultdict[Kind, list[Item]](list)
    for item in session.queue.of(path):
        found[Spot.of(item).kind].append(item)
    return found


def _followed(session: Session, watched: Watched, made: coming.Edits) -> list[str]:
    """Decisions that wait are on what stands where their findings stood, whatever these are called by now; those whose
    findings went with what was mended, or read otherwise by now, are taken back. What has to be decided again.
    """
    lines, told, now_in = list[Line](), list[str](), cache(lambda path: _by_kind(session, path))
    for one, spot in watched.waiting:
        there = spot.after(made)
        found = [item for item in now_in(spot.path).get(spot.kind, ()) if there.holds(item)]
        if len(found) == 1 and found[0].what == one.what:
            continue
        new = _on(one, found[0]) if len(found) == 1 else None
        lines += [new] if new else []
        lines.append(Withdrawn(id=secrets.token_hex(6), at=now(), who=session.who, decision=one.id))
        told += [f"{_called(one)}: reads otherwise by now; decide it again"] if found and not new else []
    done = [one.id for one in watched.dropped if not session.queue.covered(one)]
    if done:
        lines.append(Written(id=secrets.token_hex(6), at=now(), who=session.who, decisions=done))
    if lines:
        session.diary.add(lines)
        session.reconsider()
    return told


def _on(decision: Decision, item: Item) -> Decision | None:
    """The decision on a finding as it is called by now; None where it would do something else than was decided."""
    what, was = item.what, decision.what
    left, right = beside(what) if decision.verdict == "edit" else (0, 0)
    new = msgspec.structs.replace(decision, id=secrets.token_hex(6), what=what, left=left, right=right)
    if decision.verdict == "edit":
        return new if new.replaced == decision.replaced else None
    return None if decision.verdict == "accept" and (what.match, what.fix) != (was.match, was.fix) else new


def _file(session: Session, decision: Decision, run: str | None) -> tuple[str, Path]:
    """The file that a decision is on, and the run that carried it out: what reads the same in a file that still is as
    the run left it is a twin, which nobody decided.
    """
    return run or "", session.queue.file(decision.what.path)


def _called(decision: Decision) -> str:
    what = decision.what
    parts = (what.path, what.record, what.field)
    return f"{':'.join(str(part) for part in parts if part is not None)}: {what.rule} {what.match[:60]!r}"
