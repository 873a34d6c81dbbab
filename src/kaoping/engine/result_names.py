"""What conditions may ask of a result besides its ranking: points, figures, further ranks, tiers and findings.

A name is looked up when a condition first asks for it; a result of a scheme that does not know it has nothing there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import polars as pl

from kaoping.engine.base import Base, base_rows
from kaoping.engine.exact_reading import ExactReading
from kaoping.engine.gather import Averaged, Gathering
from kaoping.engine.growth import Growths
from kaoping.engine.intake import Tables
from kaoping.engine.variables import Derived
from kaoping.formula import Kind, Precision, Value
from kaoping.scheme import outcome_place
from kaoping.scheme.model import GROUP, Indicator, Scheme

__all__ = ["Key", "ResultNames"]

Key: TypeAlias = "tuple[str, str]"
"""Period, unit."""
_DIGITS = 200


@dataclass(frozen=True, eq=False)
class ResultNames:
    """One result as conditions see it.

    points: gives the official points of a node as text. rankings: ranking, period, within, unit, rank, count.
    tiers: tiers, period, unit, tier.
    """

    scheme: Scheme
    tables: Tables
    points: Callable[[str], Mapping[Key, object]]
    rankings: pl.DataFrame
    tiers: pl.DataFrame
    _columns: dict[str, Mapping[Key, object]] = field(default_factory=dict)
    _within: dict[tuple[str, ...], Mapping[Key, str]] = field(default_factory=dict)

    @cached_property
    def _base(self) -> Base:
        return base_rows(self.scheme, self.tables)

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        """The names that its scheme knows."""
        return {name: entry.kind for name, entry in outcome_place(self.scheme).names.items()}

    def column(self, name: str, kind: Kind) -> Mapping[Key, object]:
        """Give what a name stands for; nothing where the scheme does not know it, or in another unit of measure."""
        if self._kinds.get(name) != kind:
            return {}
        if name not in self._columns:
            self._columns[name] = self._found(name)
        return self._columns[name]

    def within(self, columns: tuple[str, ...]) -> Mapping[Key, str]:
        """Give what stands in the columns that units are compared within; nothing where the scheme has no such."""
        if columns not in self._within:
            known = {GROUP, *(column.id for column in self.scheme.unit_columns)}
            self._within[columns] = self._populations(columns) if known.issuperset(columns) else {}
        return self._within[columns]

    def _populations(self, columns: tuple[str, ...]) -> dict[Key, str]:
        population = self._base.population(columns, None)
        return dict(zip(self._keys, (population.names[at][1] for at in population.of.tolist()), strict=True))

    @property
    def _keys(self) -> Iterator[Key]:
        """Every row that was scored."""
        return ((period, unit) for period, unit in self._base.frame.select("period", "unit").iter_rows())

    def _found(self, name: str) -> Mapping[Key, object]:
        head, _, rest = name.partition(".")
        if head == "ranking":
            own, _, what = rest.partition(".")
            return self._rank(own, what or "rank")
        if head == "tier":
            rows = self.tiers.filter(pl.col("tiers") == rest).select("period", "unit", "tier").iter_rows()
            return {(period, unit): tier for period, unit, tier in rows}
        if head == "found":
            found = self._base.found
            return {key: rest in found.get(key, {}) for key in self._keys}
        return self.figure(head, rest) if rest else self.points(name)

    def _rank(self, ranking: str, what: str) -> dict[Key, object]:
        """Give the rank in a further ranking, or the units ranked there, or the rank from the last."""
        own = self.rankings.filter(pl.col("ranking") == ranking)
        order = pl.col("rank").cast(pl.Float64)
        own = own.with_columns(from_last=order.rank("min", descending=True).over("period", "within"))
        return {(period, unit): cell for period, unit, cell in own.select("period", "unit", what).iter_rows()}

    def figure(self, name: str, figure: str) -> dict[Key, object]:
        """Give a figure of an indicator as it was delivered; growth and derived figures are computed."""
        nodes = (*self.scheme.nodes(), *self.scheme.items)
        indicator = next(node for node in nodes if isinstance(node, Indicator) and node.id == name)
        gathered = Gathering(self._base, self.tables, self.scheme).observed(indicator, frozenset({figure}))
        return dict(zip(self._keys, _computed(gathered.columns[figure]), strict=True))


def _computed(column: pl.Series | Averaged | Growths | Derived) -> list[Value]:
    """Compute a column exactly; growth on a base that is not above zero is none."""
    reading = ExactReading(Precision(_DIGITS, []))
    if isinstance(column, Derived):
        names = {name: reading.column(figures) for name, figures in column.columns.items()}
        return reading.formula(column.formula, names, len(column.at))[0]
    if isinstance(column, Growths):
        pairs = zip(_computed(column.actual), _computed(column.previous), strict=True)
        return [_growth(actual, base) for actual, base in pairs]
    return reading.column(column)


def _growth(actual: Value, base: Value) -> Fraction | None:
    """Give growth in per cent."""
    if not isinstance(actual, Fraction) or not isinstance(base, Fraction) or base <= 0:
        return None
    return (actual / base - 1) * 100
