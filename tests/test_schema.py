"""The schema of rule files is fresh, and every built-in rule fits it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from newslint.rules import schema
from newslint.rules.home import home
from newslint.rules.yaml import parse

STORED = Path(__file__).parent.parent / "docs" / "rules.schema.json"
RULE = {"name": "x", "kind": "pattern", "message": "m", "why": "w", "pattern": "p", "examples": [], "clean": []}


def test_the_stored_schema_is_fresh() -> None:
    assert json.loads(STORED.read_text(encoding="utf-8")) == json.loads(json.dumps(schema.rules())), (
        "run: newslint rules schema > docs/rules.schema.json"
    )


@pytest.mark.parametrize("file", sorted(home().glob("*.yaml")), ids=lambda file: file.stem)
def test_the_built_in_rules_fit_it(file: Path) -> None:
    jsonschema.validate(parse(file.read_text(encoding="utf-8"), file.name).plain() or [], schema.rules())


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "patern"},
        {"patern": "p"},
        {"severity": "bad"},
        {"group": "computed"},
        {"origin": "computed"},
        {"examples": [{"good": "without a bad"}]},
        {"also": [{"message": "the whole rule's"}]},
        {"also": [{"pattern": 3}]},
        {"formerly": "one"},
    ],
)
def test_what_the_loader_refuses_does_not_fit(change: dict[str, object]) -> None:
    jsonschema.validate([RULE, RULE | {"also": [{"pattern": "q"}], "formerly": ["y"]}], schema.rules())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([RULE | change], schema.rules())
