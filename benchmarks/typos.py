"""What newslint splits unasked because of a typing error: `python benchmarks/typos.py DATA [--sentences 1500]`.

DATA are JSON lines with a `text` and a `lang`, of articles without damage. Each sentence gets one typing error of four
kinds, as often: a letter lost, doubled, in the place of the next, or that of a key beside it. A word with an error is
run together with nothing: each safe finding of glue that the sentence did not have before is wrong, and is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import regex

from newslint import Finding, Linter

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
SHORTEST, LONGEST = 40, 300
"""Characters of a sentence."""

_END = regex.compile(r"(?<=[.!?])\s+(?=\p{Lu})|\n+")
_WORD = regex.compile(r"\b\p{L}{4,}\b")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Typed(NamedTuple):
    """A sentence with one typing error, and the sentence as it was."""

    before: str
    text: str
    right: str
    wrong: str


def mistyped(word: str, chance: random.Random) -> str:
    """A word with one typing error behind its first letter."""
    at = chance.randrange(1, len(word) - 1)
    letter = word[at]
    ways: tuple[str, ...] = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1] + letter + word[at + 2 :],
        word[:at] + beside(letter, chance) + word[at + 1 :],
    )
    return ways[chance.randrange(len(ways))]


def beside(letter: str, chance: random.Random) -> str:
    """A letter whose key is right or left of another's; the letter itself where there is none."""
    row = next((row for row in _ROWS if letter in row), letter)
    at = row.index(letter)
    return chance.choice([*row[max(0, at - 1) : at], *row[at + 1 : at + 2], *([letter] if len(row) == 1 else [])])


def typed(sentences: list[str], most: int, chance: random.Random) -> Iterator[Typed]:
    for sentence in chance.sample(sentences, min(most, len(sentences))):
        words = list(_WORD.finditer(sentence))
        if words:
            word = chance.choice(words)
            wrong = mistyped(word[0], chance)
            yield Typed(sentence, sentence[: word.start()] + wrong + sentence[word.end() :], word[0], wrong)


def sentences(path: Path) -> dict[str, list[str]]:
    """The sentences of articles, by language."""
    found = defaultdict[str, list[str]](list)
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["lang"] in LANGUAGES:
                fitting = (one for one in _END.split(record["text"]) if SHORTEST <= len(one) <= LONGEST)
                found[record["lang"]] += fitting
    return found


def _gaps(found: Finding, text: str, one: Typed) -> set[int]:
    """Where a safe fix puts blanks: from the start of the sentence, and behind the error from its end."""
    if not found.safe or found.fix is None:
        return set()
    word = next((at for at, (old, new) in enumerate(zip(one.before, one.text, strict=False)) if old != new), 0)
    places, at = set[int](), found.start
    for sign in found.fix:
        if text[at : at + 1] == sign:
            at += 1
        else:
            places.add(at if at <= word else at - len(text))
    return places


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sentences", type=int, default=1500, help="of each language, at most")
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    rows = []
    for lang, all_of_them in sorted(sentences(given.data).items()):
        linter, chance = Linter(lang, select=["glued"]), random.Random(f"{given.seed} {lang}")
        count, wrong = 0, 0
        for one in typed(all_of_them, given.sentences, chance):
            known = {place for found in linter.check(one.before) for place in _gaps(found, one.before, one)}
            new = [found for found in linter.check(one.text) if not known.issuperset(_gaps(found, one.text, one))]
            count, wrong = count + 1, wrong + bool(new)
            for found in new:
                sys.stdout.write(f"{lang}: {one.right} typed {one.wrong}: {found.match} -> {found.fix}\n")
        rows.append(f"| {lang} | {count} | {wrong} |\n")
    sys.stdout.writelines(["| language | sentences | split unasked |\n", "|---|---|---|\n", *rows])


if __name__ == "__main__":
    main()
