"""Ours beside the published: equal, within the rounding of the printed inputs, or undecidable from them.

Printed inputs were themselves rounded: each may be half a unit of its last printed place off. Scoring the inputs at
both ends gives the interval in which a total can lie; two units whose intervals overlap have no decidable order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import polars as pl

from kaoping.engine import Result, score

__all__ = ["Line", "Reproduction", "reproduce"]


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: our total and rank, the published ones, and how they agree.

    total: `equal`, `within_rounding`, `differs`, or `unpublished`.
    rank: `equal`, `undecidable` (the printed inputs do not settle the order), `differs`, or `unpublished`.
    """

    period: str
    group: str
    unit: str
    total_ours: str
    total_published: str
    total: str
    rank_ours: str
    rank_published: str
    rank: str


@dataclass(frozen=True, slots=True)
class Reproduction:
    """All lines, in the order of our ranking."""

    lines: tuple[Line, ...]

    def count(self, which: str, *kinds: str) -> int:
        """Count the lines whose `total` or `rank` is one of these kinds."""
        return sum(getattr(line, which) in kinds for line in self.lines)


def reproduce(result: Result) -> Reproduction | None:
    """Compare a result with the published figures among its tables; None where there are none."""
    published = result.tables.published
    if not published.height:
        return None
    theirs = {(row["period"], row["unit"]): row for row in published.iter_rows(named=True)}
    low, high = (_totals(_shifted(result, sign)) for sign in (-1, 1))
    rows = [row for row in result.ranking.iter_rows(named=True) if row["total"] is not None]
    intervals = {
        (row["period"], row["unit"]): tuple(sorted((low[row["period"], row["unit"]], high[row["period"], row["unit"]])))
        for row in rows
    }
    lines = []
    for row in rows:
        key = (row["period"], row["unit"])
        other = theirs.get(key, {})
        total, rank = other.get("total"), other.get("rank")
        rivals = [
            intervals[item["period"], item["unit"]]
            for item in rows
            if (item["period"], item["group"]) == (row["period"], row["group"])
        ]
        lines.append(
            Line(
                row["period"],
                row["group"],
                row["unit"],
                row["total"],
                "" if total is None else str(total),
                _total_kind(row["total"], total, intervals[key]),
                row["rank"],
                "" if rank is None else str(rank),
                _rank_kind(row["rank"], rank, intervals[key], rivals),
            )
        )
    return Reproduction(tuple(lines))


def _shifted(result: Result, sign: int) -> Result:
    """Score again with every printed input half a unit of its last place lower or higher."""
    observations = result.tables.observations
    figures = [
        None if text is None else _decimal(Fraction(text) + sign * _half_unit(text)) for text in observations["actual"]
    ]
    moved = observations.with_columns(pl.Series("actual", figures, dtype=pl.String))
    return score(result.scheme, replace(result.tables, observations=moved), engine="exact")


def _half_unit(text: str) -> Fraction:
    """Give half a unit of the last printed place of a decimal."""
    return Fraction(1, 2 * 10 ** len(text.partition(".")[2]))


def _decimal(number: Fraction) -> str:
    """Write a number whose denominator is a power of ten times two."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _totals(result: Result) -> dict[tuple[str, str], Fraction]:
    """Give the unrounded totals by period and unit."""
    return {
        (period, unit): Fraction(total)
        for period, unit, total in result.ranking.select("period", "unit", "unrounded").iter_rows()
        if total is not None
    }


def _total_kind(ours: str, theirs: str | None, interval: Sequence[Fraction]) -> str:
    """Say how a total agrees."""
    if theirs is None:
        return "unpublished"
    if Fraction(ours) == Fraction(theirs):
        return "equal"
    slack = _half_unit(theirs)
    inside = interval[0] - slack <= Fraction(theirs) <= interval[1] + slack
    return "within_rounding" if inside else "differs"


def _rank_kind(
    ours: str, theirs: int | None, interval: Sequence[Fraction], rivals: Sequence[Sequence[Fraction]]
) -> str:
    """Say how a rank agrees: undecidable where it lies among the ranks that the intervals allow."""
    if theirs is None:
        return "unpublished"
    if Fraction(ours) == theirs:
        return "equal"
    surely_better = sum(low > interval[1] for low, _ in rivals)
    maybe_better = sum(high >= interval[0] for _, high in rivals) - 1
    return "undecidable" if surely_better + 1 <= theirs <= maybe_better + 1 else "differs"
