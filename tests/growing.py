"""Texts that were made to be slow, and what rules do with them as they grow: `python tests/growing.py --size 16000`.

It prints, for each rule and for all together, the steps for texts of n, 2n and 4n characters: of all shapes, the one in
which they are most. A step is a line of Python that runs, or a function in C that is called, so that no busy machine
changes it. What a single call in C does (a search, an expression) is no step: `--seconds` tells the time of the
process's thread instead.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import FrameType
from typing import Any

from newslint import Linter
from newslint.model.documents import SCOPES, Document

SHAPES: Mapping[str, str] = {
    # chunks without a blank
    "elisions": "l'",
    "handles": "a@",
    "mail addresses": "a.b@c.",
    "entities": "&amp;",
    "entities of entities": "&amp;amp;",
    "names and semicolons": "&a;",
    "mojibake": "Ã©",
    "words of mojibake": "cafÃ©",
    "quotes of mojibake": "â€™",
    "blanks of mojibake": "aÃ\u00a0 b ",
    "lost blanks of mojibake": "Ã la ",
    "sentences without blanks": "word.Nextword.",
    "escapes": "\\u00e9",
    "capitals inside": "wordWord",
    "capitals": "AaBB",
    "digits and letters": "12ab",
    "quoted letters": '"a"',
    "guillemets": "«a»",
    "brackets": "(a)",
    "closing brackets": "a)",
    "links of Markdown": "[a](b)",
    "hyphens": "a-",
    "slashes": "a/",
    "dots": "a.",
    "ellipses": "a...",
    "commas": "a,b",
    "addresses": "http://a.de/",
    "hosts": "a.com",
    "twitter": "pic.twitter.com/a",
    "hashtags": "#a",
    "underscores": "a_",
    "percent signs": "%20",
    "stars": "*a*",
    "one letter": "a",
    "bank codes": "ABCDEFGH1",
    "two words": "andthe",
    "zero-width spaces": "a\u200b",
    "letters apart": "e\u0301",
    "soft hyphens": "a\u00ad",
    "question marks": "caf?",
    # many chunks
    "no-break spaces": "a\u00a0",
    "doubled words": "the the ",
    "glue": "Poutinea glued.The ",
    "torn words": "wo- rd ",
    "spaces": " ",
    "space before marks": " .",
    "quoted words": '"word" ',
    # many lines
    "blanks and tabs": " \t\n",
    "empty lines": "\n",
    "captions": "Photo: Reuters\n",
    "labels": "Share\n",
    "clock times": "10:30\n",
    "bullets": "• a\n",
    "names": "Jean Dupont\n",
    "lines twice": "The council met on Monday in the town hall and it said that the matter was closed for good.\n",
    "pull quotes": '"The council met on Monday in the town hall and it said that the matter was closed."\n',
    "short paragraphs": "The port is open.\n\n",
    # markup
    "tags": "<b>x</b> ",
    "open tags": "<b",
    "open comments": "<!-- ",
    "comments": "<!-- a --> b .\n",
}
"""What a text is made of, again and again."""

ENDS = ("", "@", ".com/", "</b>")
"""What may stand after it: expressions that look for it try every place before it."""

FACTS = (
    "The {} mayor{} said{} so.",
    "Poutine{}a glued.The {} ",
    "Photo: {} Reuters {}\n",
    "#tag{} a{}b.com ",
    "{}aB{} ",
)
"""The same with numbers, so that nothing in the text comes again."""


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Each shape with its name, in so many characters."""
    for name, unit in SHAPES.items():
        yield name, (unit * (size // len(unit) + 1))[:size]
    for fact in FACTS:
        parts = (fact.replace("{}", f"x{number:x}".translate(_LETTERS)) for number in range(size // 8))
        yield f"no two alike: {fact.strip()}", "".join(parts)[:size]


_LETTERS = {ord(digit): letter for digit, letter in zip("0123456789", "ghijklmnop", strict=True)}


def steps(function: Callable[[], object]) -> int:
    """How many lines of Python and calls of functions in C it takes."""
    count = 0

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "c_call"

    before, profiling = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        function()
    finally:
        sys.setprofile(profiling)
        sys.settrace(before)
    return count


def seconds(function: Callable[[], object]) -> float:
    """How many seconds of this thread it takes."""
    start = time.thread_time()
    function()
    return time.thread_time() - start


Measure = Callable[[Callable[[], object]], float]


def costs(linter: Linter, code: str, text: str, measure: Measure) -> dict[str, float]:
    """What each rule costs on a text; what several share is on the bill of the first that needs it."""
    document, bill = Document(text, lang=code), dict[str, float]()
    for one in linter.bound(code).alive(document):
        if SCOPES.index(one.rule.scope) <= SCOPES.index(document.scope):
            document.effort.begin()
            spent = measure(lambda one=one: list(one.matcher(document)))  # type: ignore[misc]
            bill[one.rule.name] = bill.get(one.rule.name, 0) + spent
    return bill


def growth(linter: Linter, code: str, size: int, measure: Measure) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """For each shape, and each rule in it: what it costs for texts of size, twice and four times as much."""
    for number, (name, _) in enumerate(texts(size)):
        bills = [costs(linter, code, list(texts(size * times))[number][1], measure) for times in (1, 2, 4)]
        for rule in bills[-1]:
            yield name, rule, tuple(bill.get(rule, 0) for bill in bills)
        yield name, "all rules", tuple(sum(bill.values()) for bill in bills)


def rows(grown: Iterable[tuple[str, str, tuple[float, ...]]]) -> list[tuple[str, str, tuple[float, ...]]]:
    """For each rule the shape that costs most."""
    worst: dict[str, tuple[str, str, tuple[float, ...]]] = {}
    for name, rule, cost in grown:
        if rule not in worst or cost[-1] > worst[rule][2][-1]:
            worst[rule] = name, rule, cost
    return sorted(worst.values(), key=lambda row: -row[2][-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=8000, help="characters of the smallest text")
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--seconds", action="store_true")
    told = parser.parse_args()
    measure: Measure = seconds if told.seconds else steps
    linter = Linter(told.lang)
    for _, text in texts(300):  # what is made ready once is no growth
        linter.check(text)
    sys.stdout.write(f"| rule | shape | {told.size:,} characters | twice | four times | last growth |\n")
    sys.stdout.write("|---|---|---|---|---|---|\n")
    form = "{:.3f}" if told.seconds else "{:,.0f}"
    for name, rule, cost in rows(growth(linter, told.lang, told.size, measure)):
        if cost[1]:
            numbers = " | ".join(form.format(number) for number in cost)
            sys.stdout.write(f"| {rule} | {name} | {numbers} | {cost[2] / cost[1]:.1f} |\n")


if __name__ == "__main__":
    main()
