"""Observations and targets of one indicator for one unit: levels, targets, growth, bases, vintages, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from kaoping.sample.city import Member
from kaoping.sample.levels import Levels
from kaoping.scheme.model import Indicator
from kaoping.scheme.period import before, months_of, parts_of

__all__ = ["Row", "decimal_of", "figure_of", "observed", "restated"]

Row: TypeAlias = "dict[str, Any]"  # cells of any column
_CORRECTED: Final = 0.02
_PRICES: Final = (0.5, 2.0)
"""Per cent by which growth at comparable prices is below growth at current ones."""


def observed(
    indicator: Indicator, names: frozenset[str], member: Member, period: str, levels: Levels, scored: Sequence[str]
) -> Iterator[tuple[str, Row]]:
    """Give the rows of tables `observations` and `targets` that the indicator reads in a scored period.

    scored: all scored periods; what belongs to another of them is given there.
    """
    data, key = indicator.data, {"unit": member.id, "indicator": indicator.id}
    for part in parts_of(period, data.every):
        figure = figure_of(indicator, member, part, levels)
        row = key | {"period": part, "actual": figure, "unit_of_measure": indicator.unit_of_measure}
        row |= _growth(indicator, names, member, part, levels)
        if data.evidence == "required":
            row["evidence"] = f"示例佐证-{indicator.id}-{member.id}-{part}"
        if data.vintage == "final":
            flash = decimal_of(indicator, float(figure) * levels.draw.between(0.98, 1.01, "flash", *key.values(), part))
            yield "observations", row | {"actual": flash, "vintage": "flash"}
            row["vintage"] = "final"
        if levels.draw.happens(_CORRECTED, "corrected", *key.values(), part):
            row["note"] = f"更正：原报 {decimal_of(indicator, float(figure) * 1.1)}"
        yield "observations", row
        if "target" in names:
            year = int(part[:4])
            target = float(figure) / levels.outcome(indicator, member, year)
            yield "targets", key | {"period": part, "target": decimal_of(indicator, target)}
    earlier = before(period)
    if earlier not in scored and "previous_growth" in names:
        row = key | {"period": earlier, "actual": figure_of(indicator, member, earlier, levels)}
        yield "observations", row | _growth(indicator, frozenset({"growth"}), member, earlier, levels)


def figure_of(indicator: Indicator, member: Member, part: str, levels: Levels) -> str:
    """Give the figure of a period: a share stays what it is, an amount is divided over the months."""
    span = months_of(part)
    year = levels.of_year(indicator, member, int(part[:4]))
    if indicator.data.limits is not None:
        return decimal_of(indicator, year)
    first = span[0] - 12 * int(part[:4])
    months = range(first, first + span[1] - span[0] + 1)
    return decimal_of(indicator, year * levels.part(indicator, member, int(part[:4]), months))


def _growth(indicator: Indicator, names: frozenset[str], member: Member, part: str, levels: Levels) -> Row:
    """Give growth with its basis, and the base of the year before as restated."""
    data, found = indicator.data, dict[str, Any]()
    year = int(part[:4])
    if "growth" in names and data.growth == "given":
        share = 100 * levels.growth(indicator, member, year)
        if data.growth_basis == "comparable_prices":
            share -= levels.draw.between(*_PRICES, "prices", year)
        found |= {"growth": f"{share:.1f}", "growth_basis": data.growth_basis}
    if data.previous == "restated" and ("previous" in names or data.growth == "computed"):
        found["previous"] = restated(indicator, member, year, levels)
    return found


def restated(indicator: Indicator, member: Member, year: int, levels: Levels) -> str:
    """Give the base of the year before as it is restated in a year."""
    base = levels.of_year(indicator, member, year - 1)
    return decimal_of(indicator, base * levels.draw.between(0.99, 1.01, "restated", indicator.id, member.id, year))


def decimal_of(indicator: Indicator, figure: float) -> str:
    """Write a figure with the decimals usual for its unit of measure."""
    return f"{figure:.0f}" if indicator.unit_of_measure in {"元", "个", "万美元"} else f"{figure:.2f}"
