"""Checks of what comes several times in a scored period: rows of one period are brought together before those of all.

Of the observations every period has its row, delivered or not. Of the other tables only the periods that a reduction
keeps are expected: one that keeps none would add up whatever was delivered.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kaoping.scheme.checking import Checking
from kaoping.scheme.expand import PlainStep, where_of
from kaoping.scheme.messages import chain
from kaoping.scheme.model import Indicator, ReductionStep
from kaoping.scheme.row_tables import ROW_TABLES
from kaoping.scheme.variables import has_one_figure

__all__ = ["check_every"]


def check_every(checking: Checking, node: Indicator, steps: Sequence[PlainStep]) -> None:
    """Check that rows that come more often than periods are scored are reduced period by period first."""
    data, table = node.data, ROW_TABLES[node.data.table]
    reductions = [step for step in steps if isinstance(step, ReductionStep)]
    if table.id == "observations" or not reductions or has_one_figure(checking.scheme, data.every):
        return
    is_expected = table.id != "events"  # an event happens or it does not: a period without one is no period missing
    words = {"node": node.id, "rows_zh": table.rows_zh, "rows_en": table.id}
    if "period" not in reductions[0].keep:
        words["steps"] = ", ".join(_outlined(reductions, is_expected=is_expected))
        words["unseen_zh"] = "，缺一期也无从得知" if is_expected else ""
        words["unseen_en"] = ", and a missing period would not be noticed" if is_expected else ""
        checking.note(chain.ROWS_OF_PERIODS_TOGETHER, where_of(reductions[0]), every=data.every, **words)
        return
    last = list(takewhile(lambda step: "period" in step.keep, reductions))[-1]
    others = set(last.keep) - {"period"}
    if is_expected and others - table.classes and not last.expect:
        keys = ", ".join(last.keep)
        checking.note(chain.PERIOD_NOT_EXPECTED, last.spots.of("keep"), keys=keys, **words)


def _outlined(reductions: Sequence[ReductionStep], *, is_expected: bool) -> list[str]:
    """Give the reductions of a chain as they have to be: each keeps the period, that of all periods comes last."""
    first, *others = [(step.reduce, ", ".join(("period", *step.keep))) for step in reductions]
    own, last = ("", "mean, need: all") if is_expected else (", empty: zero", "sum, need: all")
    return [
        f"{{reduce: {first[0]}, keep: [{first[1]}]{own}, …}}",
        *(f"{{reduce: {reduce}, keep: [{keys}], …}}" for reduce, keys in others),
        f"{{reduce: {last}}}",
    ]
