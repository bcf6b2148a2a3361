"""`newslint score`: what each text is worth to a corpus, as JSON lines to filter by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from newslint.cli import _planning, complain
from newslint.cli._options import Options
from newslint.cli._request import request
from newslint.cli._switches import picked
from newslint.model.errors import ConfigError

if TYPE_CHECKING:
    from newslint.cli._request import Request
    from newslint.run.plan import Plan


@click.command()
@picked(
    *("quiet", "config", "isolated", "force_exclude", "encoding", "lang", "rules", "profile"),
    *("field", "lang_field", "id_field", "site_field"),
)
def command(**given: Any) -> int:
    """Tell of each text how much of it stands in damage, and which published filters would drop it.

    A JSON object for each text, a line each: where it is from (path, record, field, id, site), its language, characters
    and words; how many errors, warnings and infos are found in it; `damage`, the share of it that stands in what no
    article has; `c4`, `gopher` and `fineweb`, the measures of these filters that it fails; and `copy_of`, the place of
    the first text that it is a copy of. With a profile, what repeats on its site counts, too.

    \b
    newslint score articles/ > scores.jsonl
    newslint score --profile news.profile news.jsonl | jq -c 'select(.damage < 0.1 and .copy_of == null)'
    """
    asked = request(Options.of(given))
    plan = _planning.planned(asked, None)
    if not plan.files:
        raise ConfigError("no files to score; 'newslint check --help' says which kinds there are")
    for line in _scored(asked, plan):
        click.echo(line)
    complain("\n".join(plan.troubles))
    return 2 if plan.troubles else 0


def _scored(asked: Request, plan: Plan) -> Iterator[str]:
    """The lines. Copies are told once all texts are read, so that they are gone through twice."""
    from msgspec.structs import asdict

    from newslint.cli._learning import documents
    from newslint.linter.linter import Linter
    from newslint.linter.scores import score
    from newslint.outputs._escaping import json
    from newslint.profile.articles import signature_of
    from newslint.profile.copies import groups

    encoding = asked.task.encoding
    places, signatures = list[str](), list[bytes | None]()
    for document in documents(plan, encoding):
        places.append(document.origin.place)
        signatures.append(signature_of(document))
    first = groups(signatures)
    configs = {file.path: file.config for file in plan.files}
    linters = [Linter(config=config) for config in plan.configs]
    for number, document in enumerate(documents(plan, encoding)):
        origin = document.origin
        linter = linters[configs[origin.path]]
        about = {name: getattr(origin, name) for name in ("path", "record", "field", "id", "site")}
        scores = asdict(score(document, linter))
        kept = {name: value for name, value in scores.items() if name not in ("removed", "fixed")}  # nothing is mended
        copy = places[first[number]] if first[number] != number else None
        yield json({**about, "lang": linter.language(document), **kept, "copy_of": copy})
