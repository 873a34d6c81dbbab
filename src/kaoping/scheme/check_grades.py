"""Checks of grades and of the demotions that lower them."""

from __future__ import annotations

from decimal import Decimal

from kaoping.scheme.check_effects import check_up_to
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import outcome, tree
from kaoping.scheme.model import Demotion, Effect, Grade

__all__ = ["check_grades"]


def check_grades(checking: Checking) -> None:
    """Check the grades as a ladder, and what lowers them."""
    scheme = checking.scheme
    known = checking.broken.spares(scheme, "grades")
    grades = scheme.grades if known else ()
    for grade in grades[:-1]:
        limits = (grade.quota, grade.up_to, grade.at_least)
        if limits == (None, None, None) and checking.broken.spares(grade, "quota", "up_to", "at_least"):
            checking.note(outcome.GRADE_WITHOUT_CONDITION, grade.spots.whole, grade=grade.id)
    for grade in grades[-1:]:
        limited = [key for key in ("quota", "up_to", "at_least") if getattr(grade, key) is not None]
        for key in limited[:1]:
            checking.note(outcome.LAST_GRADE_LIMITED, grade.spots.of(key), grade=grade.id)
    _ladder(checking, grades)
    _quotas(checking, grades)
    check_up_to(checking, grades)
    for demotion in scheme.demotions:
        if known:
            _demotion(checking, demotion)
        if demotion.certified_by is not None:
            where = demotion.spots.of("certified_by")
            checking.refer(tree.UNKNOWN_DEPARTMENT, demotion.certified_by, where, checking.departments)


def _ladder(checking: Checking, grades: tuple[Grade, ...]) -> None:
    """Check that each least total is easier to reach than the one before."""
    falls = checking.scheme.numbers.order == "higher_is_better"
    before: Decimal | None = None
    for grade in grades:
        if grade.at_least is None:
            continue
        if before is not None and (grade.at_least >= before if falls else grade.at_least <= before):
            compare_zh, compare_en = ("低于", "below") if falls else ("高于", "above")
            values = {"grade": grade.id, "number": shown(grade.at_least), "before": shown(before)}
            values |= {"compare_zh": compare_zh, "compare_en": compare_en}
            checking.note(outcome.AT_LEAST_NOT_ORDERED, grade.spots.of("at_least"), **values)
        before = grade.at_least


def _quotas(checking: Checking, grades: tuple[Grade, ...]) -> None:
    """Check that quotas are shares, and together at most one."""
    quotas = [grade.quota for grade in grades if grade.quota is not None]
    wrong = [quota for quota in quotas if not 0 <= quota.value <= 1]
    for quota in wrong:
        values = {"key": "quota", "number": shown(quota.value)}
        checking.note(tree.SHARE_OUT_OF_RANGE, quota.spots.of("value"), **values)
    total = sum((quota.value for quota in quotas), start=Decimal(0))
    if total > 1 and not wrong:
        others = [(quota.spots.of("value"), shown(quota.value)) for quota in quotas[:-1]]
        checking.note(outcome.QUOTAS_OVER_ALL, quotas[-1].spots.of("value"), others, total=shown(total))


def _demotion(checking: Checking, demotion: Demotion) -> None:
    """Check that a demotion has grades to lower, and does something."""
    count = len(checking.scheme.grades)
    effect = demotion.effect
    if not checking.broken.spares(demotion, "effect"):
        return
    where = effect.spots.of("lower_grade")
    if effect.cap_grade is not None:
        known = [grade.id for grade in checking.scheme.grades]
        checking.refer(tree.UNKNOWN_GRADE, effect.cap_grade, effect.spots.of("cap_grade"), known)
    if count == 0:
        checking.note(outcome.DEMOTION_WITHOUT_GRADES, demotion.spots.whole, demotion=demotion.id)
    elif not 0 <= effect.lower_grade < count:
        values = {"demotion": demotion.id, "number": effect.lower_grade, "count": count, "most": count - 1}
        checking.note(outcome.LOWERED_TOO_FAR, where, **values)
    elif not _lowers(checking, effect) and not effect.last_in_grade:
        checking.note(outcome.NO_EFFECT, where, demotion=demotion.id)
    elif not _lowers(checking, effect) and demotion.frees_place:
        checking.note(outcome.FREES_NOTHING, demotion.spots.of("frees_place"), demotion=demotion.id)


def _lowers(checking: Checking, effect: Effect) -> bool:
    """Tell whether an effect can lower a grade; the best grade as the best one left bars nothing."""
    best = checking.scheme.grades[0].id
    return effect.lower_grade != 0 or effect.cap_grade not in (None, best)
