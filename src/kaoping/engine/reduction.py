"""Reductions: many rows become one, for the unit, or at a coarser key that keeps some of the finer one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.engine.base import Rows
from kaoping.engine.grain import Grain, grain_of, kept, part_of_year
from kaoping.engine.plan import NodePlan, ReductionTask
from kaoping.engine.state import Faults, Mask, Reduced, Vector, Walk
from kaoping.formula import parse
from kaoping.scheme.period import parts_of
from kaoping.scheme.row_tables import PART_OF_YEAR

__all__ = ["kept_words", "reduce"]

_CAP = parse("min(x, cap)")
_MISSING, _NOT_APPLICABLE, _EXCUSED = 1, 2, 3  # indices of STATUS_WORDS
_NO_TEXTS = (pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.String), np.zeros(0, np.int8))


def reduce(
    state: Walk, node: NodePlan, task: ReductionTask, at: Grain, x: Vector, weights: Vector | None, counts: Mask
) -> tuple[Reduced, Faults]:
    """Reduce x: rows that are not applicable or excused do not count, missing ones fall under `need`.

    counts: the rows that the reduction looks at at all. The faults stand at the new rows.
    """
    reading, step = state.reading, task.step
    to, into, height = _new_rows(state, node, task, at, counts)
    absent = reading.absent(x) if weights is None else reading.absent(x) | reading.absent(weights)
    status = np.where(absent, np.where(at.status == 0, _MISSING, at.status), 0).astype(np.int8)
    of_status = [np.bincount(into[counts & (status == code)], minlength=height) for code in range(_EXCUSED + 1)]
    given, missing = of_status[0], of_status[_MISSING]
    # Where nothing is missing, every row that applies has its value, however few they are.
    enough = (given > 0) & ((missing == 0) | (step.need != "all" and given >= step.need))
    looked_at = np.flatnonzero(counts)
    together, faults = reading.reduce(
        task.aggregation,
        reading.take(x, looked_at),
        None if weights is None else reading.take(weights, looked_at),
        into[looked_at],
        height,
        enough,
    )
    why = np.full(height, _MISSING, np.int8)
    for code in (_NOT_APPLICABLE, _EXCUSED):
        why[(given == 0) & (missing == 0) & (of_status[code] > 0)] = code
    after = together
    if step.empty == "zero":
        after = reading.fill(after, np.sum(of_status, axis=0) == 0, reading.constant(Fraction(0), height))
    if step.cap is not None:
        cap = reading.constant(Fraction(step.cap.value), height)
        after, _ = reading.formula(_CAP, {"x": after, "cap": cap}, height)
    why[~reading.absent(after)] = 0
    if to is not None:
        to = replace(to, status=why)
    return Reduced(at, x, weights, into, status, to, together, after, why), faults


def _new_rows(
    state: Walk, node: NodePlan, task: ReductionTask, at: Grain, counts: Mask
) -> tuple[Grain | None, Rows, int]:
    """Give the new rows, the new row of each old one, and how many there are."""
    if not task.step.keep:
        return None, np.where(counts, at.row, -1), state.base.height
    found = kept(at, task.step.keep, counts, _that_count(state, task, _expected(state, node, task)))
    height = len(found.row)
    return grain_of(found.row, found.keys, task.step.keep, np.zeros(height, np.int8)), found.into, height


def _expected(state: Walk, node: NodePlan, task: ReductionTask) -> pl.DataFrame:
    """Give the rows that stand there whatever was delivered: the parts of the scored period × the values expected."""
    step, every = task.step, "scored_period" if node.indicator is None else node.indicator.data.every
    rows = state.base.frame.select("row", scored="period")
    for key in step.keep:
        if key == "period":
            periods = state.base.frame["period"].unique(maintain_order=True).to_list()
            pairs = [(period, part) for period in periods for part in parts_of(period, every)]
            table = pl.DataFrame(pairs, schema={"scored": pl.String, "period": pl.String}, orient="row")
            rows = rows.join(table, on="scored", how="inner")
        else:
            rows = rows.join(pl.DataFrame({key: list(step.expect)}, schema={key: pl.String}), how="cross")
    return rows.drop("scored")


def _that_count(state: Walk, task: ReductionTask, expected: pl.DataFrame) -> pl.DataFrame:
    """Leave out of the rows expected those for which the condition does not hold, where their keys alone decide it."""
    where, reading = task.step.where, state.reading
    rows = Grain(expected["row"].to_numpy(), {key: expected[key] for key in task.step.keep}, *_NO_TEXTS)
    words = kept_words(rows)
    if where is None or not where.names <= words.keys():
        return expected
    names = {name: reading.words(words[name]) for name in where.names}
    holds, _ = reading.formula(where, names, expected.height)  # a condition over texts alone has no faults
    return expected.filter(pl.Series(reading.floats(holds) != 0))


def kept_words(at: Grain) -> dict[str, pl.Series]:
    """Give the texts that formulas may name after a reduction: the kept keys, of a period its part of the year."""
    words = {name: column for name, column in at.keys.items() if name != "period"}
    if "period" in at.keys:
        words[PART_OF_YEAR] = part_of_year(at.keys["period"])
    return words
