"""What a change does to real texts: every finding that came, went or changed between two versions, to be read.

    python benchmarks/primer.py BASE DATA [--lang fr,de] [--select glued] [--ignore layout] [--safe] [--sample 10]
    python benchmarks/primer.py BASE DATA --draw 300 --seed 7 --ignore layout [--json]
    python benchmarks/primer.py --tally VERDICTS

BASE is a folder with another checkout of newslint, or a revision of this one (`main`, `HEAD~3`). DATA are files of JSON
lines, gzipped or not, or folders of them: records with a `text`, and where known a `lang` and a `source`. Each version
runs over all texts in a process of its own that sees that checkout only; `--head` is this one unless told otherwise.

What is different is listed by rule, with what stands around it. A finding of the same rule and place whose fix became
safe or unsafe is `now safe` or `now unsafe`; `fix changed` and `rule changed` say the same of theirs; all others `came`
or `went`. `--safe` looks at safe fixes only, at what plain `--fix` does. `--sample` shows so many of a rule and kind,
drawn by `--seed`, and counts them all.

`--draw` compares nothing: it draws so many safe fixes of BASE for reading, at most two of a rule and text, and at most
a fifth of one rule, so that the rare ones are seen too. `--json` prints them as records whose `verdict` is still open.
`--tally` counts the verdicts (right, part, wrong, unsure) of such records by language, by shape of text and by
group: a text is flat where its lines are long on average, wrapped where most of them have the length of a printed one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parents[1]
AROUND = 60
"""Characters shown on either side."""
LONGEST = 200
"""Characters shown of what is found; of longer ones, the ends."""
OF_A_TEXT = 2
"""Fixes of one rule that are drawn from one text, at most."""
OF_A_RULE = 5
"""One in so many of what is drawn may be of one rule."""


class Text(NamedTuple):
    """A text of the data. `lang` is None where its record does not say; then each version finds it out."""

    text: str
    lang: str | None
    source: str


class Found(NamedTuple):
    """A finding: what is compared of it."""

    rule: str
    start: int
    end: int
    fix: str | None
    safe: bool
    group: str = ""


class Change(NamedTuple):
    """What became of a finding; `old` is None of one that came, `new` of one that went."""

    kind: str
    old: Found | None
    new: Found | None

    @property
    def found(self) -> Found:
        """The finding as it is, or as it was."""
        found = self.new or self.old
        assert found is not None
        return found


PAIRS: tuple[tuple[str, Callable[[Found], object]], ...] = (
    ("", lambda found: found[:5]),
    ("safety", lambda found: found[:4]),
    ("fix changed", lambda found: found[:3]),
    ("rule changed", lambda found: found[1:5]),
)
"""What makes two findings one that changed, nearest first."""


def compare(old: Iterable[Found], new: Iterable[Found]) -> Iterator[Change]:
    """What changed from the findings of one version in a text to those of another."""
    before, after = list(old), list(new)
    for kind, key in PAIRS:
        waiting: dict[object, list[Found]] = defaultdict(list)
        for found in before:
            waiting[key(found)].append(found)
        unpaired = []
        for found in after:
            if not (same := waiting[key(found)]):
                unpaired.append(found)
            elif kind:
                safety = "now safe" if found.safe else "now unsafe"
                yield Change(safety if kind == "safety" else kind, same.pop(0), found)
            else:
                same.pop(0)
        before, after = list(chain.from_iterable(waiting.values())), unpaired
    yield from (Change("went", found, None) for found in before)
    yield from (Change("came", None, found) for found in after)


def draw(found: Sequence[Sequence[Found]], count: int, seed: int) -> list[tuple[int, Found]]:
    """So many safe fixes with the numbers of their texts: at most two of a rule and text, and a fifth of one rule."""
    chance = random.Random(seed)
    heap: list[tuple[int, Found]] = []
    for number, findings in enumerate(found):
        of_text: dict[str, list[tuple[int, Found]]] = defaultdict(list)
        for one in findings:
            if one.safe and one.fix is not None:
                of_text[one.rule].append((number, one))
        for mine in of_text.values():
            heap += chance.sample(mine, min(OF_A_TEXT, len(mine)))
    of_rule: Counter[str] = Counter()
    drawn: list[tuple[int, Found]] = []
    for number, one in chance.sample(heap, len(heap)):
        if of_rule[one.rule] < count / OF_A_RULE and len(drawn) < count:
            of_rule[one.rule] += 1
            drawn.append((number, one))
    return sorted(drawn, key=lambda pair: (pair[1].rule, pair[0], pair[1].start))


def context(text: str, found: Found) -> tuple[str, str, str]:
    """What stands before a finding, the finding, and what stands after it, each in one line."""
    before, after = text[max(0, found.start - AROUND) : found.start], text[found.end : found.end + AROUND]
    return one_line(before), one_line(text[found.start : found.end]), one_line(after)


def one_line(text: str) -> str:
    """A text without line ends, and short."""
    flat = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST // 2]} … {flat[-LONGEST // 2 :]}"


def shown(change: Change, text: Text) -> str:
    """A change with what stands around it: `went (safe) fr source: before⟦match⟧→⟦fix⟧after`."""
    found, old = change.found, change.old
    before, match, after = context(text.text, found)
    fixes = [found.fix] if change.kind != "fix changed" or old is None else [old.fix, found.fix]
    arrows = "".join("" if fix is None else f"→⟦{one_line(fix)}⟧" for fix in fixes)
    was = f" was {old.rule}" if change.kind == "rule changed" and old else ""
    safety = "safe" if found.safe else "unsafe"
    return f"{change.kind}{was} ({safety}) {language(text)} {text.source}: {before}⟦{match}⟧{arrows}{after}"


def read(paths: Iterable[Path]) -> Iterator[Text]:
    """The texts of files of JSON lines, and of the folders that hold some."""
    for path in paths:
        if path.is_dir():
            yield from read(sorted({*path.glob("*.jsonl"), *path.glob("*.jsonl.gz")}))
            continue
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, row in enumerate(map(json.loads, lines), 1):
                if isinstance(row.get("text"), str):
                    yield Text(row["text"], row.get("lang"), f"{row.get('source', path.name)}#{number}")


def language(text: Text) -> str:
    """The language that a record says, or that its words do."""
    from newslint.evidence.language import detect

    return text.lang or detect(text.text) or "?"


def findings(checkout: Path, texts: Sequence[Text]) -> list[list[Found]]:
    """What the newslint of a checkout finds in each text, in a process of its own."""
    command = [sys.executable, __file__, "--tell", str(checkout)]
    given = "".join(json.dumps([text.text, text.lang]) + "\n" for text in texts)
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    done = subprocess.run(command, input=given, env=environment, text=True, encoding="utf-8", stdout=subprocess.PIPE)
    if done.returncode:
        raise SystemExit(f"newslint of {checkout} failed")
    return [[Found(*found) for found in json.loads(line)] for line in done.stdout.splitlines()]


def tell(checkout: Path) -> None:
    """In the process of one version: texts come in as JSON lines, their findings go out."""
    import newslint

    if not Path(newslint.__file__).resolve().is_relative_to(checkout.resolve()):
        raise SystemExit(f"{newslint.__file__} is not of {checkout}")
    linter = newslint.Linter()
    for text, lang in map(json.loads, sys.stdin):
        print(
            json.dumps([Found(f.rule, f.start, f.end, f.fix, f.safe, f.group) for f in linter.check(text, lang=lang)])
        )


def checkout(name: str, stack: ExitStack) -> Path:
    """The folder of that name, or a revision of this repository, checked out for as long as `stack` lives."""
    if Path(name).is_dir():
        return Path(name).resolve()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="primer-")), "base")
    git = partial(subprocess.run, cwd=HERE, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        git(["git", "worktree", "add", "--detach", str(folder), name])
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{name} is no folder and no revision: {error.stderr.strip()}") from None
    stack.callback(git, ["git", "worktree", "remove", "--force", str(folder)])
    return folder


def report(changes: Mapping[str, Sequence[tuple[Change, Text]]], sample: int | None, seed: int) -> Iterator[str]:
    """The lines of what changed, by rule, the most changed first."""
    chance = random.Random(seed)
    for rule, mine in sorted(changes.items(), key=lambda item: (-len(item[1]), item[0])):
        kinds = Counter(change.kind for change, _ in mine)
        yield f"{rule}: {tally(kinds)}"
        for kind in sorted(kinds):
            of_kind = [pair for pair in mine if pair[0].kind == kind]
            few = of_kind if sample is None else chance.sample(of_kind, min(sample, len(of_kind)))
            yield from (f"  {shown(*pair)}" for pair in few)
        yield ""


def tally(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing changed"


FLAT = 500
"""Characters of a line on average from which a text is flat, as in newslint/evidence/segments/flat.py."""

PRINTED = range(50, 101)
"""Characters of lines that were wrapped at a width; in a text of which most lines are such they are no paragraphs."""


def shape(text: str) -> str:
    """`flat`, `wrapped` or `lines`."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if sum(lines) >= FLAT * len(lines):
        return "flat"
    return "wrapped" if sum(length in PRINTED for length in lines) * 2 > len(lines) else "lines"


VERDICTS = ("right", "part", "wrong", "unsure")


def verdicts(records: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """A table of verdicts, as Markdown: all, and by language, shape and group."""
    yield f"| | {' | '.join(VERDICTS)} |"
    yield "| --- |" + " --: |" * len(VERDICTS)
    yield _row("all", records)
    for key in ("lang", "shape", "group"):
        for value in sorted({record[key] for record in records}):
            yield _row(value, [record for record in records if record[key] == value])


def _row(name: str, records: Sequence[Mapping[str, str]]) -> str:
    kinds = Counter(record["verdict"] for record in records)
    return f"| {name} | {' | '.join(str(kinds[verdict]) for verdict in VERDICTS)} |"


def drawn(number: int, text: Text, found: Found) -> str:
    """A safe fix as a record to be judged."""
    before, match, after = context(text.text, found)
    record = {"id": number, "lang": language(text), "rule": found.rule, "source": text.source, "before": before}
    record |= {"group": found.group, "shape": shape(text.text)}
    record |= {"match": match, "after": after, "fix": one_line(found.fix or ""), "verdict": "", "reason": ""}
    return json.dumps(record, ensure_ascii=False)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="a folder with newslint, or a revision of this repository")
    parser.add_argument("data", nargs="+", type=Path, help="files of JSON lines with a text, or folders of them")
    parser.add_argument("--head", type=Path, default=HERE, metavar="FOLDER", help="the version that is new")
    parser.add_argument("--lang", type=lambda codes: codes.split(","), help="only texts of these languages")
    parser.add_argument("--select", type=lambda names: names.split(","), help="only these rules and groups")
    parser.add_argument("--ignore", type=lambda names: names.split(","), default=[], help="not these rules and groups")
    parser.add_argument("--safe", action="store_true", help="only safe fixes")
    parser.add_argument("--sample", type=int, metavar="N", help="show at most so many of a rule and kind")
    parser.add_argument("--draw", type=int, metavar="N", help="draw so many safe fixes of BASE, to be read")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="what is drawn as JSON lines")
    parser.add_argument("--jobs", type=int, choices=(1, 2), default=2, help="1: one version after the other")
    return parser


def main(argv: Sequence[str]) -> None:
    if argv[:1] == ["--tally"]:
        lines = (line for name in argv[1:] for line in Path(name).read_text(encoding="utf-8").splitlines())
        print("\n".join(verdicts([json.loads(line) for line in lines])))
        return
    args = arguments().parse_args(argv)
    texts = [text for text in read(args.data) if not args.lang or language(text) in args.lang]

    def wanted(found: Found) -> bool:
        names = {found.rule, found.group}
        chosen = not names.isdisjoint(args.select) if args.select else True
        return (found.safe or not args.safe) and chosen and names.isdisjoint(args.ignore)

    with ExitStack() as stack, ThreadPoolExecutor(args.jobs) as pool:
        base = checkout(args.base, stack)
        if args.draw:
            chosen = [list(filter(wanted, found)) for found in findings(base, texts)]
            for number, (index, found) in enumerate(draw(chosen, args.draw, args.seed), 1):
                text = texts[index]
                print(drawn(number, text, found) if args.json else shown(Change(found.rule, None, found), text))
            return
        old, new = pool.map(lambda folder: findings(folder, texts), (base, args.head))
    changes: dict[str, list[tuple[Change, Text]]] = defaultdict(list)
    for text, before, after in zip(texts, old, new, strict=True):
        for change in compare(filter(wanted, before), filter(wanted, after)):
            changes[change.found.rule].append((change, text))
    print("\n".join(report(changes, args.sample, args.seed)))
    kinds = Counter(change.kind for mine in changes.values() for change, _ in mine)
    print(f"{len(texts)} texts: {tally(kinds)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--tell"]:
        tell(Path(sys.argv[2]))
    else:
        main(sys.argv[1:])
