"""`newslint rules`: the rules there are; testing and completing rules of one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from newslint.linter.examples import Outcome
    from newslint.model.rules import Rule


@click.group(invoke_without_command=True)
@click.option("--output-format", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--rules", "extra", multiple=True, metavar="PATH", help="Rules of your own, too.")
@click.pass_context
def command(ctx: click.Context, output_format: str, extra: tuple[str, ...]) -> int:
    """List the rules, test rules of your own.

    \b
    newslint rules                          a table: name, group, severity, fix, what it finds
    newslint rules --output-format json     the same for programs
    newslint rules test my-rules/           run the examples of your rules
    newslint rules schema > rules.json      for completion in your editor
    newslint rules add "Read us everywhere"  a line that your articles' sites leave over
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from newslint.rules.load import load

    listed = [_row(rule) for rule in sorted(load(extra), key=lambda rule: (rule.group, rule.name))]
    if output_format == "json":
        from newslint.model.visible import escaped

        click.echo(escaped(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode()))
    else:
        _table(listed)
    return 0


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as `newslint rules` lists it. `fix` is safe, unsafe or none."""

    name: str
    group: str
    kind: str
    severity: str
    fix: str
    languages: list[str]
    message: str
    origin: str


def _row(rule: Rule) -> Row:
    return Row(
        name=rule.name,
        group=rule.group,
        kind=rule.kind,
        severity=rule.severity,
        fix=rule.safety if rule.fixable else "none",
        languages=rule.languages,
        message=rule.message,
        origin=rule.origin,
    )


def _table(rows: list[Row]) -> None:
    table = [("rule", "group", "severity", "fix", "finds")]
    table += [(row.name, row.group, row.severity, row.fix, row.message) for row in rows]
    from newslint.model.visible import visible

    widths = [max(len(cells[column]) for cells in table) for column in range(4)]
    for cells in table:
        left = "  ".join(f"{cell:<{size}}" for cell, size in zip(cells, widths, strict=False))
        click.echo(visible(f"{left}  {cells[4]}"))


@command.command()
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE...")
@click.option("--site", metavar="NAME", help="Only on this site: its host, or the name of its folder.")
@click.option("--unsafe", is_flag=True, help="Report it; mend it with --unsafe-fixes only.")
def add(*, phrases: tuple[str, ...], site: str | None, unsafe: bool) -> int:
    """Have lines reported that are left over in your articles.

    \b
    newslint rules add "La Gazette vous accompagne" --site gazette.example
    newslint rules add --unsafe "All rights reserved"

    PHRASE is a whole line; capitals, accents and marks make no difference. It goes under `phrases` in the nearest
    newslint.toml, or pyproject.toml with [tool.newslint], of the project, or into a new newslint.toml in the current
    folder. It needs tomlkit: pip install 'newslint[review]'.
    """
    from newslint.cli import tell
    from newslint.cli._teaching import taught

    for sentence in taught(phrases, site=site, safe=not unsafe):
        tell(sentence)
    return 0


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def test(paths: tuple[str, ...]) -> int:
    """Run the examples of rules: a YAML file, or a folder of them. Exit 1 if any fails.

    \b
    newslint rules test my-rules/

    \b
    missing     damage between the marks is not found
    noisy       something else is flagged, or text that is right
    unfixed     the fix does not give `good`
    unsettled   fixing never comes to an end
    unsafe      the fix is not as safe, or unsafe, as the example says
    unallowed   the fix changes more than the rule `allows`
    closed      a text of `misses` is found, or let pass, now: move it to `examples`, or to `clean`
    """
    from newslint.linter.examples import cases, failures
    from newslint.rules.load import load_path

    found = [case for path in paths for rule in load_path(Path(path)) for case in cases(rule)]
    wrong = [outcome for case in found for outcome in failures(case)]
    _tell(wrong)
    rules = len({case.rule.name for case in found})
    noun = "rule" if rules == 1 else "rules"
    click.echo(f"{rules} {noun}, {len(found)} examples and clean texts: {len(wrong)} wrong.", err=True)
    return 1 if wrong else 0


def _tell(wrong: Sequence[Outcome]) -> None:
    from newslint.model.visible import defused

    for outcome in wrong:
        rule = outcome.case.rule
        click.echo(defused(f"{rule.origin}: {rule.name} {outcome.case.id}: {outcome.word}: {outcome.detail}"))
    for name in dict.fromkeys(outcome.case.rule.name for outcome in wrong if _blank_in_pattern(outcome)):
        click.echo(f"{name}: blanks in a pattern don't count; where one is meant, write '\\ ' or '\\s'", err=True)


def _blank_in_pattern(outcome: Outcome) -> bool:
    """Is damage missed by a rule whose pattern has a blank between two words, as if it counted?"""
    pattern = getattr(outcome.case.rule, "pattern", None)
    return outcome.word == "missing" and isinstance(pattern, str) and bool(re.search(r"\w{2} \w{2}", pattern))


@command.command()
def schema() -> int:
    """Print the JSON Schema of rule files, for completion in editors.

    \b
    newslint rules schema > newslint-rules.schema.json
    # and as the first line of a rule file, for editors with the YAML language server:
    # yaml-language-server: $schema=newslint-rules.schema.json
    """
    from newslint.rules.schema import rules

    click.echo(msgspec.json.format(msgspec.json.encode(rules()), indent=2).decode())
    return 0
