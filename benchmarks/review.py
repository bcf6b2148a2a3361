"""How long the first page of `newslint review` takes after the check, by how many findings wait.

    python benchmarks/review.py [--findings 10000 100000]

Made-up findings, two a record, seven sites, are put into the queue as a check does it; then it is put into order, and
asked for what the page asks for at its start, and for one decision. In seconds of processor time, without the check.
"""

from __future__ import annotations

import argparse
import time

from newslint.model.findings import Finding, Shown
from newslint.review.decision import Decision
from newslint.review.queue import Filter, Queue
from newslint.run.outcome import Article

ROOM = (6, 5)
"""Code points around each that tell it from others."""


def filled(count: int) -> Queue:
    """A queue with so many findings."""
    queue = Queue()
    for number in range(count // 2):
        record = number + 1
        shown = [(Shown(_finding(record, start), "before", "after", f"{record}-{start}"), ROOM) for start in (10, 40)]
        site = f"site{number % 7}.example"
        queue.add(shown, [Article(text="x" * 500, record=record, field="text", lang="en", site=site)])
    return queue


def _finding(record: int, start: int) -> Finding:
    return Finding(
        rule="repeated-word",
        group="repeated",
        path="many.jsonl",
        record=record,
        field="text",
        line=1,
        column=start + 1,
        end_line=1,
        end_column=start + 5,
        start=start,
        end=start + 4,
        match=f" the {record % 1000}",
        message="repeated word",
        severity="warning",
        confidence=0.9,
        fix="",
        safe=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, nargs="+", default=[1000, 10_000, 100_000])
    print("findings   put in   order   first page   a decision")
    waiting = Filter(state="open")
    for count in parser.parse_args().findings:
        started = time.process_time()
        queue = filled(count)
        added = time.process_time()
        queue.arrange()
        arranged = time.process_time()
        queue.facets(waiting), queue.total(Filter()), queue.total(waiting)
        (first, *_) = queue.after(0, waiting, 50)
        queue.text(first.text)
        shown = time.process_time()
        queue.decide([Decision(id="1", at="", who="", what=first.what, verdict="accept", reach="like")])
        decided = time.process_time()
        steps = (added - started, arranged - added, shown - arranged, decided - shown)
        print(f"{count:8,}" + "".join(f"{seconds:9.3f}" for seconds in steps))
        queue.close()


if __name__ == "__main__":
    main()
