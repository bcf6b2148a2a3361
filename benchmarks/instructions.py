"""How many instructions newslint takes, beside recorded bounds: a guard against getting slower that looks at no clock.

    python benchmarks/instructions.py            # exit code 1 where a path takes more than its bound
    python benchmarks/instructions.py --record   # write the bounds down anew: for what is meant to cost more

It needs valgrind, and takes some minutes. The texts are those of seeds/. What the paths are:

* start: `newslint --version`;
* known: `newslint check seeds/`, where all is known from a run before;
* set-up: what a process does before the first text: rules loaded, libraries imported;
* first: the texts for the first time, each of them in a language that the process has not met yet;
* again: the texts once more, as a language server or a fix's next round sees them.

Times on a shared machine differ by half and more; counts of instructions do not depend on what else runs (sets and
dictionaries are kept in one order by PYTHONHASHSEED). A change of TOLERANCE is seen, and smaller ones are not worth a
recording. A path without a bound is shown, and not held. Counts are true of one minor version of Python
and of the libraries of that day, so the bounds name the version, and with another one they are shown but not held.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BOUNDS = Path(__file__).with_suffix(".json")

TOLERANCE = 1.05
"""How much more than recorded a path may take. Chosen, not measured: a rule more costs far less, a library that is
imported too early costs more."""

CHECKS = """
import sys
from pathlib import Path
from newslint import Linter
linter = Linter()
texts = [path.read_text(encoding="utf-8") for path in sorted(Path("seeds").glob("*.txt"))]
linter.check("")
for _ in range(int(sys.argv[1])):
    for text in texts:
        linter.check(text)
"""


def main() -> int:
    """Count, and compare or record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has newslint")
    args = parser.parse_args()
    counts = counted(args.python)
    version = ".".join(platform.python_version_tuple()[:2])
    if args.record:
        BOUNDS.write_text(json.dumps({"python": version, "instructions": counts}, indent=2) + "\n", encoding="utf-8")
    recorded = json.loads(BOUNDS.read_text(encoding="utf-8"))
    held = recorded["python"] == version
    print("| path | million instructions | recorded | |\n|---|---|---|---|")
    slower = []
    for name, count in counts.items():
        bound = recorded["instructions"].get(name)
        if bound is None:
            print(f"| {name} | {count / 1e6:.0f} | not recorded | |")
            continue
        slower += [name] if count > TOLERANCE * bound else []
        print(f"| {name} | {count / 1e6:.0f} | {bound / 1e6:.0f} | {count / bound:.3f} |")
    if slower and held:
        print(f"slower than recorded by more than {TOLERANCE - 1:.0%}: {', '.join(slower)}")
    return int(bool(slower) and held)


def counted(python: str) -> dict[str, int]:
    """The instructions of each path."""
    with tempfile.TemporaryDirectory(prefix="instructions-") as folder:
        environment = {**os.environ, "PYTHONHASHSEED": "0", "NEWSLINT_CACHE_DIR": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        check = [python, "-m", "newslint", "check", "--exit-zero", "--jobs", "1", "seeds/"]
        for _ in range(2):  # code is compiled, and what is found is remembered
            subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, check=True)
        rounds = [instructions([python, "-c", CHECKS, str(n)], environment) for n in (0, 1, 2)]
        return {
            "start": instructions([python, "-m", "newslint", "--version"], environment),
            "known": instructions(check, environment),
            "set-up": rounds[0],
            "first": rounds[1] - rounds[0],
            "again": rounds[2] - rounds[1],
        }


def instructions(command: list[str], environment: dict[str, str]) -> int:
    """How many a command takes, as valgrind's cachegrind counts them."""
    cachegrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command]
    done = subprocess.run(cachegrind, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if found is None:
        raise SystemExit(f"valgrind counted nothing:\n{done.stderr}")
    return int(found[1].replace(",", ""))


if __name__ == "__main__":
    sys.exit(main())
