"""Checks of penalties, of the order of adjustments, of reasons not to grade, and of rules over several years."""

from __future__ import annotations

from decimal import Decimal

from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import effect as messages
from kaoping.scheme.messages import tree
from kaoping.scheme.model import ADJUST_KEYS, MOST_YEARS, AdjustStep, Circumstance, Grade, NotGraded, Penalty

__all__ = ["check_effects", "check_up_to", "check_years"]


def check_effects(checking: Checking) -> None:
    """Check penalties and reasons not to grade, and that the adjustments stand in an order that can be."""
    scheme = checking.scheme
    for penalty in scheme.penalties:
        if checking.broken.spares(penalty, "effect"):
            _penalty(checking, penalty)
    certified: tuple[Penalty | NotGraded | Circumstance, ...]
    certified = (*scheme.penalties, *scheme.not_graded, *scheme.circumstances)
    for found in certified:
        if found.certified_by is not None:
            where = found.spots.of("certified_by")
            checking.refer(tree.UNKNOWN_DEPARTMENT, found.certified_by, where, checking.departments)
    if checking.broken.spares(scheme, "adjust", "bonus", "deductions", "penalties"):
        _adjust(checking)


def _penalty(checking: Checking, penalty: Penalty) -> None:
    """Check that a penalty does one thing, to nodes that exist or by a number above zero."""
    effect = penalty.effect
    count = bool(effect.zero) + (effect.minus is not None)
    if count != 1:
        values = {"name": penalty.id, "keys": "zero, minus", "count": count}
        checking.note(messages.ONE_OF, effect.spots.whole, **values)
    if effect.minus is not None and effect.minus.value <= 0:
        values = {"penalty": penalty.id, "number": shown(effect.minus.value)}
        checking.note(messages.MINUS_NOT_POSITIVE, effect.minus.spots.whole, **values)
    known = [node.id for node in checking.nodes]
    for number, name in enumerate(effect.zero):
        checking.refer(tree.UNKNOWN_NODE, name, effect.spots.of(f"zero.{number}"), known)


def _adjust(checking: Checking) -> None:
    """Check that every block of points stands in the order once, and that the bounds leave a total."""
    scheme, sound = checking.scheme, []
    for number, step in enumerate(scheme.adjust):
        count = sum(getattr(step, key) is not None for key in ADJUST_KEYS)
        if count == 1:
            sound.append(step)
        else:
            values = {"name": f"adjust {number + 1}", "keys": ", ".join(ADJUST_KEYS), "count": count}
            checking.note(messages.ONE_OF, step.spots.whole, **values)
    minus = [penalty for penalty in scheme.penalties if penalty.effect.minus is not None]
    if not scheme.adjust:
        for penalty in minus[:1]:
            checking.note(messages.ADJUST_MISSING, penalty.spots.whole, penalty=penalty.id)
        return
    if len(sound) < len(scheme.adjust):
        return
    blocks = {"bonus": scheme.bonus is not None, "deductions": scheme.deductions is not None, "penalties": bool(minus)}
    for block, is_there in blocks.items():
        named = [step for step in sound if step.block == block]
        if len(named) != is_there:
            where = named[-1].spots.whole if named else scheme.spots.of("adjust")
            values = {"block": block, "count": len(named), "wanted": int(is_there)}
            checking.note(messages.ADJUST_COUNT, where, **values)
    _limits(checking, sound)


def _limits(checking: Checking, steps: list[AdjustStep]) -> None:
    """Check that no lower bound lies over an upper one."""
    most = min((step.at_most.value for step in steps if step.at_most is not None), default=None)
    for step in steps:
        if most is not None and step.at_least is not None and step.at_least.value > most:
            values = {"least": shown(step.at_least.value), "most": shown(most)}
            checking.note(messages.ADJUST_LIMITS, step.spots.whole, **values)


def check_up_to(checking: Checking, grades: tuple[Grade, ...]) -> None:
    """Check that cumulative shares are shares, and reach further than the grades before them.

    A grade with a least total besides may take fewer units than its share, so that it leaves room inside it.
    """
    reached = Decimal(0)
    for grade in grades:
        if grade.quota is not None and grade.up_to is not None:
            values = {"name": grade.id, "first": "quota", "second": "up_to"}
            checking.note(messages.NOT_BOTH, grade.spots.of("up_to"), **values)
        elif grade.up_to is not None:
            share, where = grade.up_to.value, grade.up_to.spots.of("value")
            if not 0 <= share <= 1:
                checking.note(tree.SHARE_OUT_OF_RANGE, where, key="up_to", number=shown(share))
            elif share <= reached:
                values = {"grade": grade.id, "share": shown(share), "before": shown(reached)}
                checking.note(messages.UP_TO_NEVER_REACHED, where, **values)
            elif grade.at_least is None:
                reached = share
        elif grade.quota is not None and grade.at_least is None:
            reached += grade.quota.value


def check_years(checking: Checking) -> None:
    """Check that a rule over several years can hold."""
    for entry in checking.scheme.outcomes:
        years = entry.years
        if years is not None and not (1 < years.last <= MOST_YEARS and 0 < years.at_least <= years.last):
            values = {"outcome": entry.id, "last": years.last, "least": years.at_least, "most": MOST_YEARS}
            checking.note(messages.YEARS_CANNOT_HOLD, years.spots.whole, **values)
