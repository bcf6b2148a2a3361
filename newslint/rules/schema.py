"""The JSON Schema of rule files, from the kinds' own structs: what an editor completes and checks while one types."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from newslint.model.rules import Rule
from newslint.rules.load import kind_class, kind_names

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rules() -> dict[str, Any]:
    """The schema of a rule file: a list of entries, whose keys depend on their `kind`."""
    kinds = [kind_class(name) for name in kind_names()]
    schemas, components = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    definitions = {name: _dedented(schema) for name, schema in components.items()}
    for name, kind in zip(kind_names(), kinds, strict=True):
        definitions[kind.__name__] = _entry(name, kind, definitions[kind.__name__])
    return {
        "$schema": DIALECT,
        "title": "newslint rules",
        "description": "A file of newslint rules. Made by `newslint rules schema`.",
        "type": "array",
        "items": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"enum": list(kind_names())}},
            "allOf": [_branch(name, schema) for name, schema in zip(kind_names(), schemas, strict=True)],
        },
        "$defs": definitions,
    }


_CLOSED = {"additionalProperties": False}


def _dedented(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its description as Python 3.13 and later compile docstrings: without their indentation."""
    if "description" not in schema:
        return schema
    return {**schema, "description": cleandoc(schema["description"])}


def _branch(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"if": {"properties": {"kind": {"const": name}}, "required": ["kind"]}, "then": schema}


def _entry(name: str, kind: type[Rule], schema: dict[str, Any]) -> dict[str, Any]:
    """The struct's schema without what the loader computes, and with `kind`; `also` holds keys that are its own."""
    properties = {key: value for key, value in schema["properties"].items() if key not in kind.computed}
    own = {key: {"$ref": f"#/$defs/{kind.__name__}/properties/{key}"} for key in kind.own()}
    properties["also"] = properties["also"] | {"items": {"type": "object", "properties": own} | _CLOSED}
    return {
        **schema,
        "properties": {"kind": {"const": name}, **properties},
        "required": ["kind", *schema.get("required", ())],
        **_CLOSED,
    }
