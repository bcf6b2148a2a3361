"""The site's generated pages, as Markdown from what the code knows: every rule, the rules' index, the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from inspect import cleandoc
from itertools import groupby

import click

from newslint.cli._commands import newslint
from newslint.cli._sections import Sectioned, sections
from newslint.linter import page as explain
from newslint.linter.examples import CLOSE, OPEN
from newslint.model.rules import Rule
from newslint.model.visible import visible

INDEX = "rules/index.md"
COMMANDS = "command-line.md"
"""Where the generated pages stand, beside rules/NAME.md."""

HERE = "\N{UP ARROWHEAD}"
"""Stands where an example marks a place at which something is missing."""

_INDEX = """\
# The rules

{count} rules in {groups} groups. `--select` and `--ignore` take the names of rules and of groups, and `newslint rule
NAME` shows the same page as the one behind a name here.

- **Severity** says how bad the damage is: error, warning or info.
- **Fix** says who makes it: *safe* fixes are made by `--fix` where the finding is sure enough, *unsafe* ones by
  `--fix --unsafe-fixes`, and where there is *none*, a person has to look.
- **Languages** are those that the rule speaks of; most speak of all.
"""


def rule_pages(rules: Iterable[Rule]) -> dict[str, str]:
    """Every rule's page by its path below the site's sources."""
    return {path(rule): rule_page(rule) for rule in rules}


def path(rule: Rule) -> str:
    """Where the rule's page stands."""
    return f"rules/{rule.name}.md"


def rule_page(rule: Rule) -> str:
    """What `newslint rule NAME` shows, its texts as HTML in which the damage is marked."""
    page = explain.page(rule, block=text).replace(explain.MARKS, "What is flagged is marked.")
    return page.replace(f"- group: `{rule.group}`", f"- group: [`{rule.group}`](index.md#{rule.group})", 1)


def text(content: str) -> Iterator[str]:
    """A text of an example on one line of HTML, in which no Markdown is seen; an empty line after it."""
    lines = (escape(visible(line), quote=False) for line in content.removesuffix("\n").split("\n"))
    shown = "&#10;".join(lines).replace(OPEN + CLOSE, f"<mark>{HERE}</mark>")
    yield f'<pre class="text"><code>{shown.replace(OPEN, "<mark>").replace(CLOSE, "</mark>")}</code></pre>'
    yield ""


def rules_index(rules: Iterable[Rule]) -> str:
    """The page that lists the rules by group."""
    grouped = groups(rules)
    count = sum(map(len, grouped.values()))
    head = _INDEX.format(count=count, groups=len(grouped))
    return head + "".join(_group(name, members) for name, members in grouped.items())


def groups(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules by group, both in alphabetical order."""
    ordered = sorted(rules, key=lambda rule: (rule.group, rule.name))
    return {group: list(members) for group, members in groupby(ordered, key=lambda rule: rule.group)}


def _group(name: str, rules: Iterable[Rule]) -> str:
    rows = "".join(f"{_row(_cells(rule))}\n" for rule in rules)
    head = f"{_row(('rule', 'finds', 'severity', 'fix', 'languages'))}\n|---|---|---|---|---|\n"
    return f"\n## {name} {{ #{name} }}\n\n{head}{rows}"


def _cells(rule: Rule) -> tuple[str, ...]:
    default = "" if rule.default else " (off by default)"
    return (
        f"[`{rule.name}`]({rule.name}.md)",
        f"{_prose(rule.message)}{default}",
        rule.severity,
        rule.safety if rule.fixable else "none",
        ", ".join(rule.languages) or "all",
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


_COMMANDS = """\
# The command line

Every command and its options, as `newslint COMMAND --help` shows them.

| exit code | means |
|---|---|
| 0 | nothing is left to report |
| 1 | there are findings (or, with `--diff`, changes) |
| 2 | something went wrong: a bad option, configuration or rule, a file that can't be read |
"""


def commands(command: click.Group = newslint) -> str:
    """The page of all commands of a group."""
    top = click.Context(command, info_name=command.name)
    return _COMMANDS + "".join(_command(ctx) for ctx in _below(top))


def _below(ctx: click.Context) -> Iterator[click.Context]:
    """The commands of a group and, after each, its own."""
    if not isinstance(ctx.command, click.Group):
        return
    for name in ctx.command.list_commands(ctx):
        command = ctx.command.get_command(ctx, name)
        if command is not None and not command.hidden:
            inner = click.Context(command, info_name=name, parent=ctx)
            yield inner
            yield from _below(inner)


def _command(ctx: click.Context) -> str:
    usage = " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
    head = [f"\n## {ctx.command_path}\n", f"```text\n{usage}\n```\n"]
    return "\n".join([*head, *_help(ctx.command.help or ""), *_options(ctx)])


def _help(text: str) -> Iterator[str]:
    """Paragraphs of a help text; those that click is told to leave as they are (by a backspace), as code."""
    for paragraph in re.split(r"\n{2,}", cleandoc(text)):
        kept = paragraph.startswith("\b\n")
        yield f"```text\n{paragraph[2:]}\n```\n" if kept else f"{_prose(paragraph)}\n"


def _options(ctx: click.Context) -> Iterator[str]:
    options = [param for param in ctx.command.params if isinstance(param, click.Option)]
    if isinstance(ctx.command, Sectioned):
        for heading, found in sections(options):
            yield f"### {heading}\n"
            yield from _table(ctx, found)
    elif options:
        yield from _table(ctx, options)


def _table(ctx: click.Context, options: Iterable[click.Option]) -> Iterator[str]:
    yield _row(("option", "meaning"))
    yield "|---|---|"
    for option in options:
        if record := option.get_help_record(ctx):
            yield _row((f"<code>{escape(record[0])}</code>", _prose(record[1])))
    yield ""


def _prose(text: str) -> str:
    """Plain words as Markdown: what stands between backticks, and options, are code; other marks are escaped."""
    parts = re.split(r"(`[^`]+`|(?<![\w-])--?[a-z][a-z-]*\b)", " ".join(text.split()))
    return "".join(_plain(part) if odd % 2 == 0 else f"`{part.strip('`')}`" for odd, part in enumerate(parts))


def _plain(text: str) -> str:
    return re.sub(r"([*_`\[\]])", r"\\\1", escape(text, quote=False))
