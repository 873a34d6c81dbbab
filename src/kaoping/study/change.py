"""Changes that a what-if tries; each makes another case of one, and nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias, TypeVar

import polars as pl

from kaoping.engine import validate
from kaoping.errors import DataError, Problem, SchemeError
from kaoping.rules import combinations
from kaoping.scheme.model import Indicator, Part, Scheme, Sourced
from kaoping.study.case import Case
from kaoping.study.messages import NO_SUCH_FIGURE, NO_SUCH_FINDING, NO_SUCH_UNIT, NO_SUCH_WEIGHT, WEIGHTS_DIFFER

__all__ = ["Change", "Figure", "Finding", "OtherScheme", "Removal", "Weight", "changed"]

Node = TypeVar("Node", Part, Indicator)
Holder = TypeVar("Holder", Part, Scheme)


@dataclass(frozen=True, slots=True)
class Weight:
    """A node with another weight; what the others below the same part have is scaled, so that the sum stays."""

    node: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """Another figure for one unit, indicator and period of table `observations`."""

    unit: str
    indicator: str
    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Removal:
    """A unit that is not assessed."""

    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found about a unit; in every scored period where none is named.

    A penalty, a disqualification, a demotion or a reason not to grade.
    """

    unit: str
    finding: str
    period: str | None = None


@dataclass(frozen=True, slots=True)
class OtherScheme:
    """Another scheme over the same tables: other rules."""

    scheme: Scheme


Change: TypeAlias = "Weight | Figure | Removal | Finding | OtherScheme"


def changed(case: Case, changes: Sequence[Change]) -> Case:
    """Give the case with all changes; another scheme first, then weights, then what stands in tables.

    Raises `SchemeError` or `DataError` with every change that names what is not there, and where the tables no longer
    fit the scheme: a figure beyond its limits, or another scheme that needs what nobody delivered.
    """
    for change in changes:
        if isinstance(change, OtherScheme):
            case = _under(case, change.scheme)
    weights = {change.node: change.value for change in changes if isinstance(change, Weight)}
    case = replace(case, scheme=_weighted(case.scheme, weights))
    problems: list[Problem] = []
    for change in changes:
        if isinstance(change, Figure):
            case = _with_figure(case, change, problems)
        elif isinstance(change, Removal):
            case = _without(case, change, problems)
        elif isinstance(change, Finding):
            case = _with_finding(case, change, problems)
    if problems := problems or validate(case.scheme, case.tables):
        raise DataError(problems)
    return case


def _under(case: Case, scheme: Scheme) -> Case:
    """Give the case under another scheme; rows of what it alone does not have are left aside."""
    gone = sorted(_named(case.scheme) - _named(scheme))
    tables = {name: table for name, table in case.tables if "indicator" in table.columns}
    own = pl.col("indicator").is_null() | ~pl.col("indicator").is_in(gone)
    kept = replace(case.tables, **{name: table.filter(own) for name, table in tables.items()})  # type: ignore[arg-type] # every table is a frame
    return replace(case, scheme=scheme, tables=kept)


def _named(scheme: Scheme) -> set[str]:
    """Give everything that rows of tables may be about: nodes, items of bonus and deductions, variables."""
    items = [item for entry in (scheme.bonus, scheme.deductions) if entry is not None for item in entry.items]
    return {entry.id for entry in (*scheme.nodes(), *items, *scheme.variables)}


def _weighted(scheme: Scheme, weights: Mapping[str, Decimal]) -> Scheme:
    """Give the scheme with other weights."""
    known = _weighed(scheme)
    unknown = [node for node in weights if node not in known]
    if unknown:
        values = {"known": ", ".join(sorted(known))}
        raise SchemeError([Problem(NO_SUCH_WEIGHT, None, values | {"node": node}) for node in unknown])
    return _below(scheme, "total", weights) if weights else scheme


def _weighed(holder: Part | Scheme) -> set[str]:
    """Give the nodes whose weight counts in their parent."""
    children: list[Part | Indicator] = [*holder.parts]
    children += holder.indicators
    found = {name for part in holder.parts for name in _weighed(part)}
    if not combinations()[holder.combine].full_as_weight:
        found |= {child.id for child in children if child.weight is not None}
    return found


def _below(holder: Holder, name: str, weights: Mapping[str, Decimal]) -> Holder:
    """Give a part or the scheme (`total`) with some weights changed, the others scaled where they answer for them."""
    children: list[Part | Indicator] = [*holder.parts]
    children += holder.indicators
    own = {child.id: child.weight.value for child in children if child.weight is not None}
    asked = {node: weight for node, weight in weights.items() if node in own}
    if asked and combinations()[holder.combine].weights_as_given:
        own |= asked  # nobody else's weight answers for them
    elif asked:
        whole = sum(own.values(), start=Decimal(0))
        others = sum((weight for node, weight in own.items() if node not in asked), start=Decimal(0))
        left = whole - sum(asked.values(), start=Decimal(0))
        if min(asked.values()) < 0 or (left <= 0 if others else left != 0):
            written = ", ".join(f"{node} {weight:f}" for node, weight in asked.items())
            raise SchemeError([Problem(WEIGHTS_DIFFER, None, {"node": name, "whole": f"{whole:f}", "asked": written})])
        own = {node: asked.get(node, weight * left / others if others else weight) for node, weight in own.items()}
    parts = tuple(_below(_reweighed(part, own), part.id, weights) for part in holder.parts)
    return replace(holder, parts=parts, indicators=tuple(_reweighed(each, own) for each in holder.indicators))


def _reweighed(node: Node, weights: Mapping[str, Decimal]) -> Node:
    """Give a node with its weight of these."""
    return node if node.weight is None else replace(node, weight=Sourced(value=weights[node.id], source="what-if"))


def _with_figure(case: Case, change: Figure, problems: list[Problem]) -> Case:
    """Change one figure."""
    table = case.tables.observations
    here = (
        (pl.col("unit") == change.unit)
        & (pl.col("indicator") == change.indicator)
        & (pl.col("period") == change.period)
    )
    if not table.filter(here).height:
        values = {"unit": change.unit, "indicator": change.indicator, "period": change.period}
        problems.append(Problem(NO_SUCH_FIGURE, None, values))
        return case
    figure = pl.when(here).then(pl.lit(f"{change.value:f}")).otherwise("actual").alias("actual")
    status = pl.when(here).then(None).otherwise("status").alias("status")
    return replace(case, tables=replace(case.tables, observations=table.with_columns(figure, status)))


def _without(case: Case, change: Removal, problems: list[Problem]) -> Case:
    """Leave one unit out of the assessment."""
    units = case.tables.units
    if not _is_known(case, change.unit, problems):
        return case
    assessed = pl.when(unit=change.unit).then(pl.lit(value=False)).otherwise("assessed").alias("assessed")
    return replace(case, tables=replace(case.tables, units=units.with_columns(assessed)))


def _is_known(case: Case, unit: str, problems: list[Problem]) -> bool:
    """Tell whether there is such a unit, and say so where there is none."""
    known = case.tables.units["unit"].unique().sort().to_list()
    if unit not in known:
        problems.append(Problem(NO_SUCH_UNIT, None, {"unit": unit, "known": ", ".join(known)}))
    return unit in known


def _with_finding(case: Case, change: Finding, problems: list[Problem]) -> Case:
    """Add a finding about a unit."""
    if not _is_known(case, change.unit, problems):
        return case
    known = [entry.id for entry in case.scheme.findable]
    if change.finding not in known:
        values = {"finding": change.finding, "known": ", ".join(known)}
        problems.append(Problem(NO_SUCH_FINDING, None, values))
        return case
    periods = case.scheme.periods if change.period is None else (change.period,)
    rows = [{"period": period, "unit": change.unit, "finding": change.finding} for period in periods]
    added = pl.DataFrame(rows, schema=dict.fromkeys(("period", "unit", "finding"), pl.String))
    findings = pl.concat([case.tables.findings, added], how="diagonal")
    return replace(case, tables=replace(case.tables, findings=findings))
