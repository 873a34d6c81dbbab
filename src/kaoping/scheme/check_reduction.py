"""Checks of a reduction: rows to reduce, keys that can be kept, values that have to be there, weights and caps."""

from __future__ import annotations

from dataclasses import replace

from kaoping.formula import BOOLEAN, PURE, check
from kaoping.rules import aggregations
from kaoping.scheme.check_entry import check_entry
from kaoping.scheme.check_uncertainty import check_uncertainty
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.expand import where_of
from kaoping.scheme.messages import chain, outcome, tree
from kaoping.scheme.model import Indicator, Part, ReductionStep
from kaoping.scheme.places import StepState, weight_place
from kaoping.scheme.row_tables import ROW_TABLES

__all__ = ["check_reduction"]


def check_reduction(checking: Checking, node: Part | Indicator, step: ReductionStep, now: StepState) -> None:
    """Check a reduction."""
    where = where_of(step)
    if not now.finer:
        checking.note(chain.NOTHING_TO_REDUCE, where, node=node.id)
    _aggregation(checking, node, step, now)
    check_uncertainty(checking, node, step)
    if step.weight is not None:
        checking.problems.extend(check(step.weight, weight_place(node, now)))
    if step.where is not None:
        checking.problems.extend(check(step.where, replace(weight_place(node, now), result=BOOLEAN)))
    if isinstance(step.need, int) and step.need < 1:
        checking.note(outcome.NEED_NOT_POSITIVE, step.spots.of("need"), need=step.need)
    if step.cap is not None and step.cap.value <= 0:
        values = {"key": step.reduce, "number": shown(step.cap.value)}
        checking.note(outcome.CAP_NOT_POSITIVE, step.cap.spots.whole, **values)
    if now.finer and isinstance(node, Indicator):
        _keys(checking, node, step, now)


def _aggregation(checking: Checking, node: Part | Indicator, step: ReductionStep, now: StepState) -> None:
    """Check how the rows become one number, whether it takes weights, and whether it is of a known unit."""
    where, aggregation = where_of(step), aggregations().get(step.reduce)
    if aggregation is None:
        checking.refer(tree.UNKNOWN_AGGREGATION, step.reduce, where, aggregations())
    elif aggregation.needs_weights and step.weight is None:
        checking.note(chain.REDUCTION_WEIGHT_MISSING, where, reduce=step.reduce)
    elif aggregation.needs_weights is False and step.weight is not None:
        checking.note(chain.REDUCTION_WEIGHT_UNUSED, step.spots.of("weight"), reduce=step.reduce)
    if aggregation is not None and aggregation.multiplies and now.x.unit not in {None, PURE}:
        words = {"why_zh": "各单位的行数不一", "why_en": "units differ in their rows"}
        words |= {"hint_zh": f"请先加一步公式化为纯数，例如 x / 1[{now.x.unit}]。"}
        words |= {"hint_en": f"Make them pure numbers by a formula first, such as `x / 1[{now.x.unit}]`."}
        checking.note(tree.FACTORS_NOT_CERTAIN, where, node=node.id, unit=now.x.unit, **words)
    if aggregation is not None:
        check_entry(checking, aggregation, step.with_, where)


def _keys(checking: Checking, node: Indicator, step: ReductionStep, now: StepState) -> None:
    """Check the keys that are kept, and the values expected of them."""
    for number, key in enumerate(step.keep):
        checking.refer(chain.UNKNOWN_KEY, key, step.spots.of(f"keep.{number}"), now.keys)
    if step.keep and set(step.keep) == set(now.keys):
        checking.note(chain.ALL_KEPT, step.spots.of("keep"), node=node.id)
    if "period" in step.keep and node.data.every == "scored_period" and checking.spared(node, "data"):
        checking.note(chain.PERIOD_WITHOUT_EVERY, step.spots.of("keep"), node=node.id)
    listed = [key for key in step.keep if key != "period"]
    classes = ROW_TABLES[node.data.table].classes.intersection(listed)
    if step.expect and len(listed) != 1:
        checking.note(chain.EXPECT_OF_WHAT, step.spots.of("expect"), node=node.id)
    elif classes and not step.expect:
        checking.note(chain.EXPECT_MISSING, step.spots.of("keep"), key=min(classes))
