"""Checks of a rule step: the rule is known, and each parameter is there, of its kind, and within its choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kaoping.errors import Location
from kaoping.formula import TEXT, Name, Number, Place, check
from kaoping.rules import Rule, RuleParameter, rules
from kaoping.scheme.check_arithmetic import check_arithmetic
from kaoping.scheme.checking import Checking
from kaoping.scheme.expand import example_of, table_formula
from kaoping.scheme.messages import chain, near, tree
from kaoping.scheme.model import Indicator, Part, RuleStep, Setting

__all__ = ["check_parameters", "check_rule"]

_KIND_WORDS = {
    "number": ("数", "a number"),
    "choice": ("一个词", "a word"),
    "bands": ("分档表（文本）", "the rows of bands, as a text"),
    "line": ("折线表（文本）", "the points of a line, as a text"),
    "steps": ("分段表（文本）", "the rows of steps, as a text"),
    "pick": ("对照表（文本）", "the rows of pick, as a text"),
}


def check_rule(checking: Checking, node: Part | Indicator, step: RuleStep) -> bool:
    """Check one rule step; gives whether it can be expanded."""
    rule = rules().get(step.rule)
    if rule is None:
        checking.refer(chain.UNKNOWN_RULE, step.rule, step.spots.of("rule"), rules())
        return False
    before = len(checking.problems)
    _table(checking, node, step, rule)
    is_whole = checking.spared(node, "with_")
    missing_at = step.spots.of("with_") if step.with_ else step.spots.of("rule")
    check_parameters(checking, rule, step.with_, missing_at if is_whole else None)
    if len(checking.problems) > before or not is_whole:
        return False
    check_arithmetic(checking, node, step, rule)
    return True


class _Parametrised(Protocol):
    """Whatever of the catalogue has parameters."""

    @property
    def id(self) -> str: ...
    @property
    def parameters(self) -> tuple[RuleParameter, ...]: ...


def check_parameters(
    checking: Checking, entry: _Parametrised, given: Mapping[str, Setting], missing_at: Location | None
) -> None:
    """Check that every parameter is given, known and of its kind; missing_at: None where they cannot be relied on."""
    known = {parameter.id: parameter for parameter in entry.parameters}
    for name, setting in given.items():
        if name not in known:
            checking.note(chain.UNKNOWN_PARAMETER, setting.spots.whole, rule=entry.id, **near(name, known))
        else:
            _setting(checking, known[name], setting)
    for parameter in entry.parameters:
        if missing_at is not None and parameter.id not in given:
            labels = {"label_zh": parameter.zh, "label_en": parameter.en}
            checking.note(chain.PARAMETER_MISSING, missing_at, rule=entry.id, key=parameter.id, **labels)


def _table(checking: Checking, node: Part | Indicator, step: RuleStep, rule: Rule) -> None:
    """Check that a rule that begins with rows of another table stands at an indicator that reads it."""
    if isinstance(node, Indicator) and rule.table not in {"observations", node.data.table}:
        values = {"rule": rule.id, "node": node.id, "wanted": rule.table, "table": node.data.table}
        checking.note(chain.RULE_READS_OTHER_TABLE, step.spots.of("rule"), **values)


def _setting(checking: Checking, parameter: RuleParameter, setting: Setting) -> None:
    """Check one parameter."""
    if (parameter.kind == "number") == (setting.text is not None):
        zh, en = _KIND_WORDS[parameter.kind]
        values = {"key": parameter.id, "expected_zh": zh, "expected_en": en, "example": example_of(parameter)}
        checking.note(chain.WRONG_PARAMETER_KIND, setting.spots.whole, **values)
    elif parameter.kind == "number":
        _by_group(checking, parameter, setting)
    elif parameter.kind == "choice":
        text = (setting.text or "").strip()
        if text not in parameter.choices:
            values = near(text, parameter.choices)
            checking.note(chain.WRONG_PARAMETER_CHOICE, setting.spots.whole, key=parameter.id, **values)
    else:
        formula, problems = table_formula(parameter, setting)
        checking.problems.extend(problems)
        if formula is not None:
            x = Name(TEXT if parameter.kind == "pick" else Number(), "x", "x")
            checking.problems.extend(check(formula, Place(parameter.id, {"x": x})))


def _by_group(checking: Checking, parameter: RuleParameter, setting: Setting) -> None:
    """Check that a number by group names every group, and no other."""
    if not setting.by_group or not checking.broken.spares(checking.scheme, "groups"):
        return
    groups = [group.id for group in checking.scheme.groups]
    for name in setting.by_group:
        checking.refer(tree.UNKNOWN_GROUP, name, setting.spots.of(f"by_group.{name}"), groups)
    left_out = [group for group in groups if group not in setting.by_group]
    if left_out:
        values = {"key": parameter.id, "groups": ", ".join(left_out)}
        checking.note(chain.GROUPS_LEFT_OUT, setting.spots.whole, **values)
