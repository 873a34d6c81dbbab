"""The parameters of every rule for the JSON Schema of a scheme file: one definition for each rule, by its records."""

from __future__ import annotations

from typing import Any, TypeAlias

from kaoping.rules import Rule, RuleParameter, rules

__all__ = ["rule_conditions", "rule_definitions"]

Node: TypeAlias = dict[str, Any]  # JSON has no narrower type

_SOURCE: Node = {"type": "string", "minLength": 1}


def rule_definitions() -> Node:
    """Give what stands under `with` for every rule that has parameters."""
    return {_name(rule): _definition(rule) for rule in rules().values() if rule.parameters}


def rule_conditions() -> list[Node]:
    """Give the conditions of a record with `rule` and `with`: the rule named says what stands under `with`."""
    return [
        {
            "if": {"properties": {"rule": {"const": rule.id}}, "required": ["rule"]},
            "then": {"properties": {"with": {"$ref": f"#/$defs/{_name(rule)}"}}, "required": ["with"]},
        }
        for rule in rules().values()
        if rule.parameters
    ]


def _name(rule: Rule) -> str:
    return f"with_{rule.id}"


def _definition(rule: Rule) -> Node:
    return {
        "description": f"{rule.meaning_en} {rule.meaning_zh}",
        "type": "object",
        "properties": {parameter.id: _parameter(parameter) for parameter in rule.parameters} | {"source": _SOURCE},
        "required": [parameter.id for parameter in rule.parameters],
        "additionalProperties": False,
    }


def _parameter(parameter: RuleParameter) -> Node:
    """Describe a parameter: its value alone, or the long form with one number for each group."""
    value = _value(parameter)
    long: Node = {"value": value, "source": _SOURCE}
    if parameter.kind == "number":
        long["by_group"] = {"type": "object", "properties": {}, "additionalProperties": value}
    described = {"description": f"{parameter.en} · {parameter.zh}"}
    form = {"type": "object", "properties": long, "additionalProperties": False}
    return described | {"anyOf": [value, form]}


def _value(parameter: RuleParameter) -> Node:
    if parameter.kind == "choice":
        return {"enum": list(parameter.choices)}
    if parameter.kind != "number":
        return {"type": "string", "minLength": 1}
    least = {} if parameter.least is None else {"minimum": float(parameter.least)}
    most = {} if parameter.most is None else {"maximum": float(parameter.most)}
    return {"type": "number"} | least | most
