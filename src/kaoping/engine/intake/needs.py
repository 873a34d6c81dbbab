"""What a scheme reads: its indicators, the names each chain uses, and the tables that have to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kaoping.engine.reads import Read, derived_reads, reads_of, shifts_of
from kaoping.scheme.conditions import FIGURES, asked
from kaoping.scheme.expand import PlainFormula, PlainStep, expanded_chain
from kaoping.scheme.model import DataNeed, Indicator, ReductionStep, Scheme
from kaoping.scheme.period import before, parts_of, shifted
from kaoping.scheme.places import compared_names
from kaoping.scheme.variables import BASE

__all__ = ["Needs", "begins_with_figure", "needs_of"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a scheme reads. indicators: every leaf by id, then every variable; names: what each one's chain reads.

    variables: what is read of each variable. parameters: the names that table `parameters` may set.
    """

    scheme: Scheme
    indicators: Mapping[str, Indicator]
    names: Mapping[str, frozenset[str]]
    variables: Mapping[str, frozenset[Read]]
    parameters: frozenset[str]

    def reads(self, indicator: str) -> dict[str, frozenset[int]]:
        """Give the columns of observations and targets that are read, and how many years before the period.

        The actual figure of the period itself is always read: it is what the indicator is about. One that is derived
        stands nowhere.
        """
        found = dict[str, set[int]]()
        for column, back in self.variables.get(indicator) or self._own(indicator):
            found.setdefault(column, set()).add(back)
        return {column: frozenset(years) for column, years in found.items()}

    def _own(self, indicator: str) -> Iterator[Read]:
        """Give what an indicator reads of its own rows."""
        data = self.indicators[indicator].data
        for name in ("actual", *self.names[indicator]) if data.table == "observations" else ():
            if data.derive is None or name.endswith("target"):
                yield from reads_of(data, name)

    def years(self, indicator: str, table: str) -> frozenset[int]:
        """Give how many years before the period something of a table is read."""
        reads = self.reads(indicator)
        columns = ["target"] if table == "targets" else [column for column in reads if column != "target"]
        return frozenset(back for column in columns for back in reads.get(column, ()))

    def parts(self, indicator: str, years: Iterable[int]) -> tuple[str, ...]:
        """Give the periods of an indicator's figures, of so many years before the scored periods each."""
        every = self.indicators[indicator].data.every
        parts = [part for period in self.scheme.periods for part in parts_of(period, every)]
        return tuple(sorted({before(part, back) for part in parts for back in years}))

    def nearby(self, indicator: str) -> dict[str, tuple[str, ...]]:
        """Give the periods around each of the indicator's own whose figures may fill a missing one."""
        shifts = shifts_of(self.indicators[indicator].data)
        return {part: tuple(shifted(part, shift) for shift in shifts) for part in self.parts(indicator, [0]) if shifts}

    def periods(self, indicator: str, table: str, years: Iterable[int]) -> tuple[str, ...]:
        """Give the periods of so many years before the scored ones, and those nearby that fill missing figures."""
        near = self.nearby(indicator).values() if table == "observations" else ()
        return tuple(sorted({*self.parts(indicator, years), *(period for periods in near for period in periods)}))

    def readers(self, indicator: str) -> tuple[Indicator, ...]:
        """Give who reads the rows delivered for an indicator: itself and others; nobody where it reads those of one."""
        return tuple(entry for entry in self.indicators.values() if entry.rows_id == indicator)

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Give the tables that have to be there, with the indicators that read them."""
        needed: dict[str, list[str]] = {"units": []}
        for name, indicator in self.indicators.items():
            if indicator.data.derive is None:
                needed.setdefault(indicator.data.table, []).append(name)
            if "target" in self.reads(name):
                needed.setdefault("targets", []).append(name)
            if any(used.startswith("peer.") for used in self.names[name]):
                needed.setdefault("peers", []).append(name)
        return {table: tuple(names) for table, names in needed.items()}


def begins_with_figure(indicator: Indicator) -> bool:
    """Tell whether a chain reads the x it begins with: only a formula may do without."""
    step = expanded_chain(indicator)[0]
    if not isinstance(step, PlainFormula):
        return True
    compared = {name.partition(".")[2] or "x" for name in compared_names(step)}
    return "x" in step.formula.names | compared | {take.of for take in step.taken.values()}


def needs_of(scheme: Scheme) -> Needs:
    """Give what a scheme reads."""
    nodes = list(scheme.nodes())
    for adjustment in (scheme.bonus, scheme.deductions):
        nodes += adjustment.items if adjustment is not None else ()
    leaves = {node.id: node for node in nodes if isinstance(node, Indicator)}
    asked_for = _asked_for(scheme)
    names = {
        name: _names(expanded_chain(indicator)) | asked_for.get(name, frozenset()) for name, indicator in leaves.items()
    }
    read = {each.id: _of_variable(each.indicator.data, each.id, leaves, names) for each in scheme.variables}
    indicators = leaves | {each.id: each.indicator for each in scheme.variables}
    names |= {each.id: frozenset() for each in scheme.variables}
    parameters = {"points", "full", "weight"}.union(*(_parameters(expanded_chain(node)) for node in nodes))
    parameters |= {way.name for leaf in leaves.values() for way in leaf.data.fill if way.name is not None}
    return Needs(scheme, indicators, names, read, frozenset(parameters))


def _asked_for(scheme: Scheme) -> dict[str, frozenset[str]]:
    """Give the figures of indicators that conditions of outcomes ask for in the scored period."""
    found: dict[str, frozenset[str]] = {}
    for one in (asked(name) for outcome in scheme.outcomes for name in outcome.when.names):
        node, _, figure = one.name.partition(".")
        if figure in FIGURES and not one.years:
            found[node] = found.get(node, frozenset()) | {figure}
    return found


def _of_variable(
    data: DataNeed, variable: str, leaves: Mapping[str, Indicator], names: Mapping[str, frozenset[str]]
) -> frozenset[Read]:
    """Give what all indicators together read of a variable."""
    found: set[Read] = set()
    for name, leaf in leaves.items():
        if variable not in leaf.data.uses:
            continue
        if leaf.data.derive is not None and variable in leaf.data.derive.names:
            for own in ("actual", *names[name]):
                found.update(derived_reads(data, own))
        for own, figure in ((variable, "actual"), (f"{BASE}{variable}", "previous")):
            if own in names[name]:
                found.update(reads_of(data, figure))
    return frozenset(found)


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
