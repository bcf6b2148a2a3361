"""A rule's page: what it finds, why, examples, how to silence it. For the terminal, the docs, the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newslint.linter.examples import CLOSE, OPEN
from newslint.model.rules import Clean, Example, Rule
from newslint.model.visible import visible

_FIX = {
    "safe": "`--fix` mends it where the finding is sure enough.",
    "unsafe": "`--fix --unsafe-fixes` mends it; look at the change with `--diff` first.",
}


Block = Callable[[str], Iterator[str]]
"""How a text of an example is shown: the lines of Markdown for it, the last of them empty."""


MARKS = f"What is flagged stands between {OPEN} and {CLOSE}."
"""How the examples are to be read."""


def plain(text: str) -> Iterator[str]:
    """A text as indented code, what can't be seen in it named."""
    yield from ("    " + visible(line) for line in text.removesuffix("\n").split("\n"))
    yield ""


def page(rule: Rule, *, block: Block = plain) -> str:
    """The rule's page as Markdown; `block` says how the texts of its examples are shown."""
    return "\n".join([*_facts(rule), *_examples(rule, block), *_silence(rule)]) + "\n"


def _facts(rule: Rule) -> Iterator[str]:
    yield f"# {rule.name}"
    yield ""
    yield f"{rule.message[:1].upper()}{rule.message[1:]}."
    yield ""
    yield rule.why.strip()
    yield ""
    yield f"- group: `{rule.group}`"
    yield f"- severity: {rule.severity}"
    yield f"- languages: {', '.join(rule.languages) if rule.languages else 'all'}"
    if rule.formerly:
        yield f"- formerly: {', '.join(f'`{name}`' for name in rule.formerly)}"
    if not rule.default:
        yield "- off by default: it runs where it, its group or `all` is selected"
    yield f"- fix: {_FIX[rule.safety] if rule.fixable else 'none; it takes a person.'}"
    yield ""


def _examples(rule: Rule, block: Block) -> Iterator[str]:
    yield "## Examples"
    yield ""
    yield MARKS
    yield ""
    for example in rule.examples:
        yield from _example(example, block)
    yield from _listed("Right as it is", filter(None, map(_text, rule.clean)), block)
    misses = list(map(_text, rule.misses))
    yield from _listed("Not found yet", (miss for miss in misses if OPEN not in miss), block)
    yield from _listed("Still flagged, though it is right", (miss for miss in misses if OPEN in miss), block)


def _listed(heading: str, texts: Iterable[str], block: Block) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number == 0:
            yield f"## {heading}"
            yield ""
        yield from block(text)


def _text(clean: str | Clean) -> str:
    return clean.text if isinstance(clean, Clean) else clean


def _example(example: Example, block: Block) -> Iterator[str]:
    yield f"Before{f' ({example.lang})' if example.lang else ''}:"
    yield ""
    yield from block(example.bad)
    if example.good is not None:
        yield "After:"
        yield ""
        yield from block(example.good)
    if example.source:
        yield f"Seen at <{example.source}>"
        yield ""


def _silence(rule: Rule) -> Iterator[str]:
    yield "## Silence it"
    yield ""
    yield f"For one run: `newslint check --ignore {rule.name}`. For good, in newslint.toml:"
    yield ""
    yield f'    ignore = ["{rule.name}"]'
    yield ""
    yield f'    per-file-ignores = {{ "archive/*.txt" = ["{rule.name}"] }}'
    yield ""
    yield f"At one place of a Markdown or HTML file: `<!-- newslint: ignore[{rule.name}] reason -->`. In other files:"
    yield ""
    yield f'    newslint suppress --reason "…" --select {rule.name} FILE'
    yield ""
    yield 'Words that are right as they are go into `accept = ["…"]`.'
