"""A rule's page: what it finds, why, examples, how to silence it. For the terminal, the docs, the editor."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.examples import CLOSE, OPEN
from newslint.model import Clean, Example, Rule
from newslint.visible import visible

_FIX = {
    "safe": "`--fix` mends it where the finding is sure enough.",
    "unsafe": "`--fix --unsafe-fixes` mends it; look at the change with `--diff` first.",
}


def page(rule: Rule) -> str:
    """The rule's page as Markdown."""
    return "\n".join([*_facts(rule), *_examples(rule), *_silence(rule)]) + "\n"


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
    yield f"- fix: {_FIX[rule.safety] if rule.fixable else 'none; it takes a person.'}"
    yield ""


def _examples(rule: Rule) -> Iterator[str]:
    yield "## Examples"
    yield ""
    yield f"What is flagged stands between {OPEN} and {CLOSE}."
    yield ""
    for example in rule.examples:
        yield from _example(example)
    if rule.clean:
        yield "## Right as it is"
        yield ""
        for text in filter(None, map(_text, rule.clean)):
            yield from _block(text)
    if rule.misses:
        yield "## Not found yet"
        yield ""
        for miss in rule.misses:
            yield from _block(_text(miss))


def _text(clean: str | Clean) -> str:
    return clean.text if isinstance(clean, Clean) else clean


def _example(example: Example) -> Iterator[str]:
    yield f"Before{f' ({example.lang})' if example.lang else ''}:"
    yield ""
    yield from _block(example.bad)
    if example.good is not None:
        yield "After:"
        yield ""
        yield from _block(example.good)
    if example.source:
        yield f"Seen at <{example.source}>"
        yield ""


def _block(text: str) -> Iterator[str]:
    """A text as indented code, what can't be seen in it named; an empty line after it."""
    yield from ("    " + visible(line) for line in text.removesuffix("\n").split("\n"))
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
    yield 'Words that are right as they are go into `accept = ["…"]`.'
