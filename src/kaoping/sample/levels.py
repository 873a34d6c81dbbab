"""How high a figure is, how it grows, how it divides over a year: ranges written down, no figure of a real place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kaoping.sample.city import Member
from kaoping.sample.draw import Draw
from kaoping.scheme.model import Indicator

__all__ = ["FIRST_YEAR", "OUTCOME", "Levels"]

FIRST_YEAR: Final = 2010
OUTCOME: Final = (0.85, 1.15)
"""Outcome over target."""
_TREND, _OWN_GROWTH = (0.04, 0.09), 0.03
_SIZES: Final = {"亿元": (80, 1200), "万美元": (8_000, 60_000), "元": (28_000, 52_000), "个": (8, 30), "万人": (1, 6)}
_USUAL_SIZE: Final = (20, 200)
_SEASONS: Final = (7.6, 6.2, 8.6, 8.2, 8.4, 8.9, 8.1, 8.0, 8.7, 8.6, 9.0, 9.7)
"""Per cent of the year in each month: the dip is the Spring Festival."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The figures of one seed. A figure with limits stays inside them; others grow from a size of their unit."""

    draw: Draw

    def of_year(self, indicator: Indicator, member: Member, year: int) -> float:
        """Give the figure of a whole year, in the indicator's unit of measure."""
        limits, key = indicator.data.limits, (indicator.id, member.id)
        luck = 0.5 * self.draw.share("place", *key) + 0.5 * member.strength
        better = luck if indicator.direction != "lower_is_better" else 1 - luck
        if limits is not None and limits.min is not None and limits.max is not None:
            low, high = float(limits.min), float(limits.max)
            place = 0.15 + 0.6 * better + self.draw.between(-0.08, 0.12, "drift", *key, year)
            return low + (high - low) * min(max(place, 0.0), 1.0)
        low, high = _SIZES.get(indicator.unit_of_measure, _USUAL_SIZE)
        size = self.draw.between(low, high, "size", indicator.id) * (0.6 + 0.8 * better)
        for passed in range(FIRST_YEAR, year):
            size *= 1 + self.growth(indicator, member, passed + 1)
        return size

    def growth(self, indicator: Indicator, member: Member, year: int) -> float:
        """Give growth on the year before, as a share."""
        trend = self.draw.between(*_TREND, "trend", indicator.id)
        lucky = self.draw.between(-_OWN_GROWTH, _OWN_GROWTH, "growth", indicator.id, member.id, year)
        return trend + lucky + 0.03 * (member.strength - 0.5)

    def part(self, indicator: Indicator, member: Member, year: int, months: range) -> float:
        """Give the share of the year that falls into some months, counted from 1; seasons and a little luck."""
        shares = [
            season * self.draw.between(0.97, 1.03, "season", indicator.id, member.id, year, month)
            for month, season in enumerate(_SEASONS, start=1)
        ]
        return sum(shares[month - 1] for month in months) / sum(shares)

    def outcome(self, indicator: Indicator, member: Member, year: int) -> float:
        """Give outcome over target."""
        low, high = OUTCOME
        luck = self.draw.share("outcome", indicator.id, member.id, year)
        return low + (high - low) * min(max(0.55 * luck + 0.45 * member.strength, 0.0), 1.0)
