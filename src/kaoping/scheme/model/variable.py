"""Variables: figures that are collected and not scored, from which indicators are derived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kaoping.scheme.model.node import DataNeed, Every, Indicator, Limits
from kaoping.scheme.model.record import Label, Record

__all__ = ["Variable", "VariableData"]


@dataclass(frozen=True, kw_only=True)
class VariableData(Record):
    """What a variable reads of table `observations`: by whom, how often, with what evidence and vintage.

    `previous`: where its figure of the year before stands, as for an indicator.
    """

    from_: str | None = field(default=None, metadata={"key": "from"})
    every: Every = "scored_period"
    evidence: Literal["required", "optional", "none"] | None = None
    vintage: Literal["flash", "preliminary", "final"] | None = None
    previous: Literal["restated", "published"] | None = None
    limits: Limits | None = None


@dataclass(frozen=True, kw_only=True)
class Variable(Record):
    """A figure that is collected and not scored: a population, an output, an area.

    Its rows stand in table `observations` under its id, as those of an indicator do. Indicators that list it under
    `uses` may name it in their formulas; formulas of a part cannot.
    """

    id: str
    title: Label
    unit_of_measure: str = "1"
    data: VariableData = field(default_factory=VariableData)
    department: str | None = None
    source: str | None = None

    @property
    def indicator(self) -> Indicator:
        """The variable as an indicator that nothing scores: its figures are collected and checked alike."""
        data = self.data
        need = DataNeed(
            from_=data.from_,
            every=data.every,
            evidence=data.evidence,
            vintage=data.vintage,
            previous=data.previous,
            limits=data.limits,
            spots=data.spots,
        )
        return Indicator(
            id=self.id, title=self.title, unit_of_measure=self.unit_of_measure, data=need, spots=self.spots
        )
