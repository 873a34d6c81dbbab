"""Checks of numbers that cannot work together in a rule: a floor above its ceiling, shares that are not one."""

from __future__ import annotations

from decimal import Decimal

from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import chain
from kaoping.scheme.model import Indicator, Part, RuleStep, Setting

__all__ = ["check_arithmetic"]


def check_arithmetic(checking: Checking, node: Part | Indicator, step: RuleStep) -> None:
    """Check the numbers of a rule whose parameters are all there."""
    groups = [group.id for group in checking.scheme.groups] or [""]
    full = None if node.full is None else node.full.value
    checked: set[tuple[str, str]] = set()
    for group in groups:
        numbers = {name: number for name, at in step.with_.items() if (number := _number(at, group)) is not None}
        for low, high, low_value, high_value in _pairs(step.rule, numbers, full):
            if low_value > high_value and (low, high) not in checked:
                checked.add((low, high))
                values = {"low_name": low, "low": shown(low_value), "high_name": high, "high": shown(high_value)}
                checking.note(chain.POINTS_CROSSED, step.with_[low].spots.whole, **values)
        if step.rule == "level_and_growth" and "shares" not in {first for first, _ in checked}:
            total = numbers["level_share"] + numbers["growth_share"]
            if total != 1:
                checked.add(("shares", ""))
                where = step.with_["growth_share"].spots.whole
                others = [(step.with_["level_share"].spots.whole, shown(numbers["level_share"]))]
                checking.note(chain.SHARES_DO_NOT_ADD_UP, where, others, total=shown(total))
    if step.rule == "completion":
        _reverse(checking, node, step.with_["reverse"])


def _number(setting: Setting, group: str) -> Decimal | None:
    """Give the number of a setting for one group."""
    return setting.by_group.get(group, setting.number)


def _pairs(rule: str, numbers: dict[str, Decimal], full: Decimal | None) -> list[tuple[str, str, Decimal, Decimal]]:
    """Give the pairs of which the first must not be above the second: names and numbers."""
    if rule == "min_max":
        return [("low", "high", numbers["low"], numbers["high"])]
    if full is None or "min_points" not in numbers:
        return []
    if rule == "completion":
        return [("min_points", "cap × full", numbers["min_points"], numbers["cap"] * full)]
    return [("min_points", "full", numbers["min_points"], full)]


def _reverse(checking: Checking, node: Part | Indicator, reverse: Setting) -> None:
    """Check that a lower-is-better indicator names its reverse, and no other does."""
    is_lower = node.direction == "lower_is_better"
    choice = (reverse.text or "").strip()
    if is_lower != (choice == "none"):
        return
    values = {"node": node.id, "reverse": choice}
    if is_lower:
        values |= {"direction_zh": "逆指标（越低越好）", "direction_en": "lower_is_better"}
        values |= {"advice_zh": "请写 inverse（目标÷完成）或 mirror（2－完成÷目标）。"}
        values |= {"advice_en": "Write inverse (target / actual) or mirror (2 - actual / target)."}
    else:
        values |= {"direction_zh": "正指标（越高越好）", "direction_en": "higher_is_better"}
        values |= {"advice_zh": "请写 none，或写 direction: lower_is_better。"}
        values |= {"advice_en": "Write none, or `direction: lower_is_better`."}
    checking.note(chain.WRONG_REVERSE, reverse.spots.whole, **values)
