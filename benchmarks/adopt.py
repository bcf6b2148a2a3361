"""Adopting newslint where thousands of articles are damaged: what the baseline hides, and what it lets through.

    python benchmarks/adopt.py --data DATA [--files 2000]

DATA is a folder with `glue.jsonl.gz` and `lines.jsonl.gz` (see fit_glue.py and fit_lines.py): texts as naive extractors
made them. They are written to a temporary folder as files, and there real `newslint` processes do what a user would:

1. create a baseline, and check: nothing may be reported;
2. put one more damage into one article, and check: exactly that one may be reported;
3. put a paragraph above 100 articles, so that every line moves: what is reported then is what the paragraph changes;
4. move 100 articles to another folder: nothing more may be reported;
5. mend what is safe, see what the baseline needs no more, prune it, and check again.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

BASELINE = "newslint-baseline.json"
DAMAGE = "The council of of Altenwerder met again on Thursday."
PARAGRAPH = (
    "The council of Altenwerder met again on Thursday, and the mayor spoke for an hour about the new bridge.\n\n"
)


def articles(data: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of damaged articles."""
    with gzip.open(data / "glue.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if row["glues"]:
                yield f"{row['lang']}/glue-{number:05}.txt", row["text"]
    with gzip.open(data / "lines.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            yield f"{row['lang']}/lines-{number:05}.txt", "".join(f"{line[0]}\n" for line in row["lines"])


def newslint(folder: Path, *args: str) -> tuple[int, str, str]:
    """What a newslint process says in a folder."""
    command = [sys.executable, "-m", "newslint", *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"newslint {' '.join(args)}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def reported(folder: Path, *args: str) -> list[str]:
    """What `newslint check` reports there: `path:line:column: rule message` of each finding."""
    _, out, _ = newslint(folder, "check", "--output-format", "concise", *args)
    return out.splitlines()


def entries(folder: Path) -> int:
    """How many findings the baseline knows."""
    files = json.loads((folder / BASELINE).read_text(encoding="utf-8"))["files"]
    return sum(count for rules in files.values() for places in rules.values() for count in places.values())


def tell(what: str, count: int | str) -> None:
    print(f"{what:<72} {count:>8}", flush=True)


def adopt(folder: Path, names: list[str]) -> None:
    """Steps 1 to 5 of the docstring."""
    tell("findings without a baseline", len(reported(folder, "--no-baseline")))
    newslint(folder, "baseline", "create")
    tell("findings in the baseline", entries(folder))
    tell("bytes of the baseline", (folder / BASELINE).stat().st_size)
    tell("reported with the baseline", len(reported(folder)))

    article = folder / names[len(names) // 2]
    before = article.read_text(encoding="utf-8")
    lines = before.split("\n")
    article.write_text("\n".join([*lines[:1], DAMAGE, *lines[1:]]), encoding="utf-8")
    new = reported(folder)
    tell("reported after one more damage", len(new))
    for line in new[:5]:
        print(f"    {line}")
    article.write_text(before, encoding="utf-8")

    for name in names[:100]:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(PARAGRAPH + text, encoding="utf-8")
    moved = reported(folder)
    tell("reported after every line of 100 articles moved", len(moved))
    for rule, count in Counter(line.split(": ", 1)[1].split(" ")[0] for line in moved).most_common(5):
        print(f"    {rule} {count}")
    for name in names[100:200]:
        target = folder / "archive" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / name).rename(target)
    tell("more reported after 100 other articles moved to another folder", len(reported(folder)) - len(moved))

    newslint(folder, "baseline", "update")
    tell("findings in the baseline after 'update'", entries(folder))
    newslint(folder, "check", "--fix")
    stale = newslint(folder, "baseline", "check")[1].splitlines()
    tell("of these needed no more after 'check --fix'", sum(int(line.rsplit(" ", 1)[1]) for line in stale))
    newslint(folder, "baseline", "prune")
    tell("findings in the baseline after 'prune'", entries(folder))
    tell("reported then", len(reported(folder)))
    tell("findings without a baseline then", len(reported(folder, "--no-baseline")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the damaged articles")
    parser.add_argument("--files", type=int, default=2000, help="how many articles at most, spread over all")
    options = parser.parse_args()
    every = list(articles(options.data))
    chosen = every[:: max(1, -(-len(every) // options.files))]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "newslint.toml").write_text(f'baseline = "{BASELINE}"\n', encoding="utf-8")
        for name, text in chosen:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="")
        tell("articles", len(chosen))
        adopt(folder, sorted(name for name, _ in chosen))


if __name__ == "__main__":
    main()
