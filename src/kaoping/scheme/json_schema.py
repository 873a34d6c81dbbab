"""The JSON Schema of a scheme file, for editors: from the annotations and docstrings of the model and the catalogue."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeAlias, get_args

from kaoping.formula import Formula
from kaoping.rules import aggregations, combinations, group_operations, rules
from kaoping.scheme.json_schema_rules import rule_conditions, rule_definitions
from kaoping.scheme.model import Policy, Record, Scheme, Setting, Sourced
from kaoping.scheme.period import FORMS
from kaoping.scheme.shape import (
    RECORDS,
    FieldShape,
    PolicyForm,
    SettingForm,
    choices_of,
    fields_of,
    item_of,
    origin_of,
    without_none,
)

__all__ = ["scheme_json_schema"]

Node: TypeAlias = dict[str, Any]  # JSON has no narrower type

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_CATALOGUES: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "rule": rules,
    "combine": combinations,
    "reduce": aggregations,
    "group": group_operations,
}
_PATTERNS = {
    "id": "^[a-z][a-z0-9_]{0,63}$",
    "periods": f"^{FORMS}$",
}


def scheme_json_schema() -> Node:
    """Give the schema: one definition for each record, the scheme itself at the root."""
    definitions = {record.__name__: _definition(record) for record in RECORDS if record is not Scheme}
    return {"$schema": _DIALECT, **_record(Scheme), "$defs": definitions | rule_definitions()}


def _definition(record: type[Record]) -> Node:
    """Describe a record, with its short forms."""
    described = _description(record)
    if record is Sourced:
        return described | {"anyOf": [{"type": "number"}, _record(record)]}
    if record is Setting:
        return described | {"anyOf": [{"type": ["number", "string"]}, {"$ref": _ref(SettingForm)}]}
    if record is Policy:
        kinds = get_args(fields_of(Policy)["kind"].kind)
        words = [kind for kind in kinds if kind != "points"]
        return described | {"anyOf": [{"enum": words}, {"$ref": _ref(PolicyForm)}]}
    return _record(record)


def _description(record: type[Record]) -> Node:
    return {"description": inspect.cleandoc(record.__doc__ or "")}


def _ref(record: type[Record]) -> str:
    return f"#/$defs/{record.__name__}"


def _record(record: type[Record]) -> Node:
    shapes = fields_of(record)
    conditions = {"allOf": rule_conditions()} if {"rule", "with"} <= shapes.keys() else {}
    return conditions | {
        **_description(record),
        "type": "object",
        "properties": {key: _property(shape) for key, shape in shapes.items()},
        "required": [key for key, shape in shapes.items() if shape.is_required],
        "additionalProperties": False,
    }


def _property(shape: FieldShape) -> Node:
    """Describe one key."""
    found = _kind(without_none(shape.kind))
    if shape.key in _CATALOGUES:
        return {"enum": list(_CATALOGUES[shape.key]())}
    if shape.key == "with":
        return found | {"properties": {"source": {"type": "string", "minLength": 1}}}
    pattern = _PATTERNS.get(shape.key)
    if pattern is None:
        return found
    if shape.key == "periods":
        return found | {"items": {"type": ["string", "integer"], "pattern": pattern}}
    return {"type": "string", "pattern": pattern}


def _kind(kind: Any) -> Node:  # Any: an annotation
    choices = choices_of(kind)
    if len(choices) > 1:
        return {"anyOf": [_kind(choice) for choice in choices]}
    origin = origin_of(kind)
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin is tuple:
        return {"type": "array", "items": _kind(item_of(kind))}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _kind(item_of(kind))}
    return dict(_PLAIN[kind]) if kind in _PLAIN else {"$ref": _ref(kind)}


# A number that stands where text is wanted is read as text, exactly as written.
_PLAIN: Mapping[Any, Node] = {  # Any: an annotation
    str: {"type": ["string", "number"], "minLength": 1},
    Formula: {"type": ["string", "number"], "minLength": 1, "maxLength": 2000},
    Decimal: {"type": "number"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}
