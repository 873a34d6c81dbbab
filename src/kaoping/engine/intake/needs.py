"""What a scheme reads: its indicators, the names each chain uses, and the tables that have to be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kaoping.scheme.expand import PlainFormula, PlainStep, expanded_chain
from kaoping.scheme.model import Indicator, ReductionStep, Scheme

__all__ = ["Needs", "needs_of"]

_EARLIER = frozenset({"previous", "previous_growth", "previous_target"})


@dataclass(frozen=True, slots=True)
class Needs:
    """What a scheme reads. indicators: every leaf by id; names: what each one's chain reads.

    parameters: the names that table `parameters` may set.
    """

    scheme: Scheme
    indicators: Mapping[str, Indicator]
    names: Mapping[str, frozenset[str]]
    parameters: frozenset[str]

    def reads_earlier(self, indicator: str) -> bool:
        """Whether figures of the same period a year before are read."""
        return bool(self.names[indicator] & _EARLIER) or self.indicators[indicator].data.previous == "published"

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Give the tables that have to be there, with the indicators that read them."""
        needed: dict[str, list[str]] = {"units": []}
        for name, indicator in self.indicators.items():
            needed.setdefault(indicator.data.table, []).append(name)
            if "target" in self.names[name]:
                needed.setdefault("targets", []).append(name)
            if any(used.startswith("peer.") for used in self.names[name]):
                needed.setdefault("peers", []).append(name)
        return {table: tuple(names) for table, names in needed.items()}


def needs_of(scheme: Scheme) -> Needs:
    """Give what a scheme reads."""
    nodes = list(scheme.nodes())
    for adjustment in (scheme.bonus, scheme.deductions):
        nodes += adjustment.items if adjustment is not None else ()
    indicators = {node.id: node for node in nodes if isinstance(node, Indicator)}
    names = {name: _names(expanded_chain(indicator)) for name, indicator in indicators.items()}
    parameters = {"points", "full", "weight"}.union(*(_parameters(expanded_chain(node)) for node in nodes))
    return Needs(scheme, indicators, names, frozenset(parameters))


def _names(steps: Iterable[PlainStep]) -> frozenset[str]:
    """Give the names steps read, and what a statistic is taken of: `best.growth` reads growth."""
    names: set[str] = set()
    for step in steps:
        if isinstance(step, PlainFormula):
            names |= step.formula.names | {take.of for take in step.taken.values()}
        elif isinstance(step, ReductionStep):
            names |= {name for formula in (step.weight, step.where) if formula is not None for name in formula.names}
    return frozenset(names | {name.partition(".")[2] for name in names if "." in name})


def _parameters(steps: Iterable[PlainStep]) -> set[str]:
    """Give the names of the numbers that rules are given, or could be."""
    names: set[str] = set()
    for step in steps:
        if isinstance(step, PlainFormula):
            known = step.rule.parameters if step.rule is not None else ()
            names |= step.settings.keys() | {parameter.id for parameter in known if parameter.kind == "number"}
    return names
