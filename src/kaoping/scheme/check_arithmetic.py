"""Checks of the numbers of a rule: each within its bounds, and all of them as the constraints of the rule want."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kaoping.errors import Location
from kaoping.formula import Formula, Precision, bind, exact, parse
from kaoping.formula.syntax import ValueName, walk
from kaoping.rules import Constraint, Rule, RuleParameter
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import chain
from kaoping.scheme.model import Indicator, Part, RuleStep, Setting

__all__ = ["check_arithmetic", "check_bounds"]

_PRECISION = Precision(200)
_NEARER_TO_PERCENT = 2


def check_arithmetic(checking: Checking, node: Part | Indicator, step: RuleStep, rule: Rule) -> None:
    """Check the numbers of a rule whose parameters are all there, each of its kind."""
    before = len(checking.problems)
    for parameter in rule.parameters:
        check_bounds(checking, rule.id, parameter, step.with_[parameter.id])
    if len(checking.problems) == before:  # a share of 60 is one mistake, whatever it adds up to
        for constraint in rule.constraints:
            _constraint(checking, node, step, constraint)


def check_bounds(checking: Checking, entry: str, parameter: RuleParameter, setting: Setting) -> None:
    """Check that a number, or that of every group, is within its bounds."""
    for where, number in _numbers(setting):
        if parameter.allows(number):
            continue
        zh, en = parameter.bounds
        values = {"rule": entry, "key": parameter.id, "number": shown(number)}
        values |= {"label_zh": parameter.zh, "label_en": parameter.en, "bounds_zh": zh, "bounds_en": en}
        if parameter.unit == "1" and number >= _NEARER_TO_PERCENT and parameter.allows(number / 100):
            share = shown(number / 100)
            hint = {"hint_zh": f"{shown(number)}% 写成 {share}。", "hint_en": f"Write {share} for {shown(number)} %."}
        else:
            hint = {"hint_zh": "请改正这个数。", "hint_en": "Correct the number."}
        checking.note(chain.PARAMETER_OUT_OF_BOUNDS, where, **values, **hint)


def _numbers(setting: Setting) -> Iterator[tuple[Location, Decimal]]:
    """Give the numbers of a setting with their places."""
    if setting.number is not None:
        yield setting.spots.whole, setting.number
    for group, number in setting.by_group.items():
        yield setting.spots.of(f"by_group.{group}"), number


def _constraint(checking: Checking, node: Part | Indicator, step: RuleStep, constraint: Constraint) -> None:
    """Check that a constraint holds in every group; where something it names is not known, nothing is told.

    That it is not known is a mistake of its own.
    """
    formula = _read(constraint.formula)
    names = list(dict.fromkeys(item.name for item in walk(formula.tree) if isinstance(item, ValueName)))
    texts = {name: setting.text.strip() for name, setting in step.with_.items() if setting.text is not None}
    if node.direction is not None:
        texts["direction"] = node.direction
    if any(name in names and not _is_known(checking, node, name) for name in ("full", "direction")):
        return
    holds = exact(bind(formula, texts=texts))
    noted: set[tuple[Location, ...]] = set()
    for group in [group.id for group in checking.scheme.groups] or [""]:
        numbers = _numbers_for(node, step, group)
        values = dict.fromkeys(names) | {name: Fraction(number) for name, number in numbers.items()}
        places = tuple(_place(step.with_[name], group) for name in names if name in step.with_)
        found = holds(values, _PRECISION)
        if found is not None and found is not True and places not in noted:
            noted.add(places)
            given = ", ".join(f"{name} = {shown(numbers[name]) if name in numbers else texts[name]}" for name in names)
            is_by_group = any(step.with_[name].by_group for name in names if name in step.with_)
            _note(checking, step, constraint, places, given, group if is_by_group else "")


def _is_known(checking: Checking, node: Part | Indicator, name: str) -> bool:
    """Tell whether the full points or the direction of a node can be relied on."""
    return getattr(node, name) is not None and checking.spared(node, name)


def _numbers_for(node: Part | Indicator, step: RuleStep, group: str) -> dict[str, Decimal]:
    """Give the numbers of a rule for one group, and the full points."""
    numbers = {name: setting.by_group.get(group, setting.number) for name, setting in step.with_.items()}
    numbers["full"] = None if node.full is None else node.full.value
    return {name: number for name, number in numbers.items() if number is not None}


def _place(setting: Setting, group: str) -> Location:
    """Give the place of a parameter, or of its number for one group."""
    return setting.spots.of(f"by_group.{group}") if group in setting.by_group else setting.spots.whole


def _note(
    checking: Checking, step: RuleStep, constraint: Constraint, places: tuple[Location, ...], given: str, group: str
) -> None:
    """Note a broken constraint at the first parameter it names, those on other lines as related places.

    One that names none stands at the rule.
    """
    where = places[0] if places else step.spots.of("rule")
    others = [(place, "") for place in places[1:] if place.line != where.line]
    values = {"rule": step.rule, "inner_zh": constraint.zh, "inner_en": constraint.en, "given": given}
    values |= {"group_zh": f"（考评组 {group}）" if group else "", "group_en": f" in group {group}" if group else ""}
    values |= {"hint_zh": constraint.hint_zh, "hint_en": constraint.hint_en}
    checking.note(chain.CONSTRAINT_BROKEN, where, others, **values)


@cache
def _read(text: str) -> Formula:
    """Read a constraint once."""
    return parse(text)
