"""The JSON Schema accepts the good schemes and refuses what they do not know."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaoping.scheme import scheme_json_schema, starter

HERE = Path(__file__).parent
SCHEMA = scheme_json_schema()
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def faults(value: Any, schema: dict[str, Any], path: str = "$") -> list[str]:  # Any: JSON
    """The keywords our schema uses, checked in the plainest way."""
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], path)
    if "anyOf" in schema:
        tried = [faults(value, choice, path) for choice in schema["anyOf"]]
        return [] if [] in tried else [path]
    if "enum" in schema:
        return [] if value in schema["enum"] else [path]
    found = [fault for condition in schema.get("allOf", []) for fault in _conditional(value, condition, path)]
    return found + _typed(value, schema, path)


def _conditional(value: Any, condition: dict[str, Any], path: str) -> list[str]:  # Any: JSON
    """What holds for the one rule that a record names."""
    rule, then = condition["if"]["properties"]["rule"]["const"], condition["then"]
    if not isinstance(value, dict) or value.get("rule") != rule:
        return []
    return faults(value["with"], then["properties"]["with"], f"{path}.with") if "with" in value else [f"{path}.with"]


def _typed(value: Any, schema: dict[str, Any], path: str) -> list[str]:  # Any: JSON
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    allowed = tuple(kind for name in names for kind in TYPES[name])
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        return [path]
    if isinstance(value, list):
        return [fault for at, item in enumerate(value) for fault in faults(item, schema["items"], f"{path}.{at}")]
    if isinstance(value, dict):
        return _mapping(value, schema, path)
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return [path]
    fits = re.search(schema.get("pattern", ""), str(value)) and len(str(value)) >= schema.get("minLength", 0)
    return [] if fits else [path]


def _mapping(value: dict[str, Any], schema: dict[str, Any], path: str) -> list[str]:  # Any: JSON
    known = schema.get("properties", {})
    others = schema["additionalProperties"]
    found = [f"{path}.{key} missing" for key in schema.get("required", []) if key not in value]
    for key, item in value.items():
        if key in known:
            found += faults(item, known[key], f"{path}.{key}")
        elif others is False:
            found.append(f"{path}.{key} unknown")
        else:
            found += faults(item, others, f"{path}.{key}")
    return found


class PlainLoader(yaml.SafeLoader):
    """As an editor reads YAML 1.2: dates and `no` are text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain(text: str) -> Any:  # Any: JSON
    return yaml.load(text, Loader=PlainLoader)  # noqa: S506 -- a safe loader with fewer guesses


@pytest.mark.parametrize("name", ["full", "small", "starter"])
def test_the_schema_accepts_the_good_schemes(name: str) -> None:
    text = starter("mine") if name == "starter" else (HERE / "good" / f"{name}.yaml").read_text(encoding="utf-8")

    assert faults(plain(text), SCHEMA) == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown_key",
        "missing_key",
        "unknown_choice",
        "malformed_id",
        "not_list",
        "not_number",
        "malformed_period",
        "unknown_rule",
        "unknown_parameter",
        "parameter_missing",
        "wrong_parameter_choice",
        "parameter_out_of_bounds",
        "parameter_below_its_bound",
        "parameter_out_of_bounds_in_a_group",
        "unknown_aggregation",
        "unknown_reduction",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(name: str) -> None:
    text = (HERE / "bad" / f"{name}.yaml").read_text(encoding="utf-8")

    assert faults(plain(text), SCHEMA) != []


def test_every_reference_has_its_definition_and_every_record_its_description() -> None:
    text = json.dumps(SCHEMA)

    assert {name.rpartition("/")[2] for name in re.findall(r'"\$ref": "([^"]+)"', text)} <= SCHEMA["$defs"].keys()
    assert all(entry["description"] for entry in SCHEMA["$defs"].values())
    assert SCHEMA["$schema"].endswith("2020-12/schema")
