"""Which names a formula may use at each place of a scheme, with their kinds, units of measure and labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kaoping.formula import PURE, TEXT, Formula, Kind, Name, Number, Place, UnitOfMeasure, check
from kaoping.formula.messages import WRONG_RESULT_UNIT
from kaoping.rules import aggregations, group_operations, statistics
from kaoping.scheme.expand import PlainFormula, PlainStep, expanded_chain
from kaoping.scheme.model import (
    GroupStep,
    Indicator,
    Part,
    ReductionStep,
    Scheme,
    TakenStatistic,
)
from kaoping.scheme.period import parts_of
from kaoping.scheme.row_tables import PART_OF_YEAR, ROW_TABLES, RowTable
from kaoping.scheme.variables import BASE, NO_VARIABLES, variable_names, whole_names

__all__ = [
    "PERCENT",
    "POINTS",
    "StepState",
    "combined_unit",
    "compared_names",
    "is_finer",
    "looks_at_others",
    "observed_names",
    "own_unit",
    "place_at",
    "row_names",
    "step_place",
    "step_states",
    "weight_place",
]

POINTS: Final = UnitOfMeasure.parse("points")
PERCENT: Final = UnitOfMeasure.parse("%")
_PROBE: Final = UnitOfMeasure.parse("probe")
"""A unit that no scheme has: what a formula gives instead is told by the check."""


@dataclass(frozen=True, slots=True)
class StepState:
    """Where a chain stands before a step: at a finer key or the unit key, reduced or not, and what x is.

    keys: the finer key, empty at the unit key. variables: the variables that stand beside x there.
    """

    keys: tuple[str, ...]
    reduced: bool
    x: Number
    variables: Mapping[str, Name] = field(default_factory=lambda: NO_VARIABLES)

    @property
    def finer(self) -> bool:
        """Whether several rows may stand for one unit."""
        return bool(self.keys)


def own_unit(node: Part | Indicator) -> UnitOfMeasure | None:
    """Give the unit of measure of the figures of a node; None where the scheme's text is none."""
    if isinstance(node, Part):
        return POINTS
    try:
        return UnitOfMeasure.parse(node.unit_of_measure)
    except ValueError:
        return None


def combined_unit(part: Part) -> UnitOfMeasure:
    """Give the unit of what a part makes of its children: points, or a power of them where they are multiplied."""
    aggregation = aggregations().get(part.combine)
    return POINTS if aggregation is None or not aggregation.multiplies else POINTS.to_the(len(part.children))


def is_finer(scheme: Scheme, node: Indicator) -> bool:
    """Tell whether an indicator begins with several rows for one unit and scored period."""
    if node.data.table != "observations":
        return True
    return any(len(parts_of(period, node.data.every)) > 1 for period in scheme.periods)


def step_states(
    scheme: Scheme, node: Part | Indicator, chain: Sequence[PlainStep]
) -> Iterator[tuple[PlainStep | None, StepState]]:
    """Give where the chain stands before each step, and (with None) at its end."""
    unit, keys = own_unit(node), tuple[str, ...]()
    if isinstance(node, Part):
        unit = combined_unit(node)
    else:
        table = ROW_TABLES[node.data.table]
        unit = unit if table.unit == "own" else UnitOfMeasure.parse(table.unit)
        keys = table.keys if is_finer(scheme, node) else ()
    now = StepState(keys, reduced=False, x=Number(unit), variables=variable_names(scheme, node))
    for step in chain:
        yield step, now
        if isinstance(step, PlainFormula):
            now = replace(now, x=_given(step.formula, place_at(node, now, step)))
        elif isinstance(step, ReductionStep):
            now = StepState(step.keep, reduced=True, x=now.x, variables=whole_names(scheme, node))
        else:
            now = replace(now, x=Number(PURE))
    yield None, now


def _given(formula: Formula, place: Place) -> Number:
    """Give what a formula makes of x: its unit is told by the check against a unit that never fits."""
    for problem in check(formula, replace(place, result=Number(_PROBE))):
        if problem.code == WRONG_RESULT_UNIT.code:
            return Number(UnitOfMeasure.parse(problem.values["found"].strip("[]")))
    return Number()


def looks_at_others(step: PlainStep) -> bool:
    """Tell whether a step compares units: a group operation, or a formula that names a statistic or a rank."""
    if isinstance(step, PlainFormula):
        return bool(step.taken or compared_names(step))
    return isinstance(step, GroupStep)


def compared_names(step: PlainFormula) -> list[str]:
    """Give the names of a formula that look at other units: statistics and places, not parameters called like them."""
    heads = {entry.id for entry in statistics().values() if not entry.parameters}
    heads |= {entry.id for entry in group_operations().values() if not entry.parameters}
    own = {parameter.id for parameter in step.rule.parameters} if step.rule is not None else set()
    return sorted(name for name in step.formula.names - own if name.partition(".")[0] in heads)


def step_place(scheme: Scheme, node: Part | Indicator, number: int) -> Place:
    """Give the place of one step of the expanded chain, counted from 0."""
    chain = expanded_chain(node)
    step, now = list(step_states(scheme, node, chain))[number]
    is_last = number == len(chain) - 1
    result: Kind = Number(POINTS) if is_last else Number()
    return replace(place_at(node, now, step), result=result)


def weight_place(node: Part | Indicator, now: StepState) -> Place:
    """Give the place of the weight or condition of a reduction: the row before it is reduced, no units compared."""
    return Place(f"{node.id}.weight", row_names(node, now) | _own_names(), result=Number())


def row_names(node: Part | Indicator, now: StepState) -> dict[str, Name]:
    """Give what a row itself offers: x, and what the table of the indicator or the children of the part give."""
    return _data_names(node, now)


def _own_names() -> dict[str, Name]:
    """Give full points and weight of a node."""
    return {
        "full": Name(Number(POINTS), "满分", "full points", listed=False),
        "weight": Name(Number(PURE), "权重", "weight", listed=False),
    }


def can_compare(node: Part | Indicator, now: StepState) -> bool:
    """Tell whether units are compared here: at the unit key, or in rows that are about the same for all of them."""
    if isinstance(node, Part) or not now.finer:
        return True
    return now.reduced or ROW_TABLES[node.data.table].is_comparable


def place_at(node: Part | Indicator, now: StepState, step: PlainStep | None) -> Place:
    """Give the place of a step from where the chain stands."""
    names = _data_names(node, now)
    if can_compare(node, now):
        names |= _statistic_names(names)
    names |= _own_names()
    if isinstance(step, PlainFormula):
        names |= _taken_names(names, step.taken)
    rule = step.rule if isinstance(step, PlainFormula) else None
    for parameter in rule.parameters if rule is not None else ():
        if parameter.kind == "number":
            unit = own_unit(node) if parameter.unit == "own" else UnitOfMeasure.parse(parameter.unit)
            names[parameter.id] = Name(Number(unit), parameter.zh, parameter.en, listed=False)
    return Place(node.id, names)


_OBSERVED: Final = (
    ("actual", "完成", "actual", False),
    ("previous", "上年", "previous", False),
    ("growth", "增幅", "growth", True),
    ("previous_growth", "上年增幅", "previous growth", True),
    ("target", "目标", "target", False),
    ("previous_target", "上年目标", "previous target", False),
    ("peer.actual", "对标单位完成", "peer's actual", False),
    ("peer.previous", "对标单位上年", "peer's previous", False),
    ("peer.growth", "对标单位增幅", "peer's growth", True),
    ("peer.previous_growth", "对标单位上年增幅", "peer's previous growth", True),
)
"""Name, labels, and whether it is in per cent whatever the indicator's unit of measure."""


def _data_names(node: Part | Indicator, now: StepState) -> dict[str, Name]:
    """Give x and, until the chain is reduced, what the table of the indicator offers."""
    names = {"x": Name(now.x, "本步数值", "x")}
    if isinstance(node, Part):
        children = {
            child.id: Name(Number(POINTS if child.take_rank is None else PURE), child.title.zh, child.title.en)
            for child in node.children
        }
        return children | names
    table = ROW_TABLES[node.data.table]
    if table.id == "observations" and not now.reduced:
        own = Number(own_unit(node))
        names |= {name: Name(Number(PERCENT) if in_percent else own, zh, en) for name, zh, en, in_percent in _OBSERVED}
    return {**names, **_row_names(table, now), **now.variables}


def observed_names() -> frozenset[str]:
    """Give the names that an indicator of table `observations` has in its formulas besides statistics and variables."""
    return frozenset(name for name, *_ in _OBSERVED) | {column.name for column in ROW_TABLES["observations"].beside}


def _row_names(table: RowTable, now: StepState) -> dict[str, Name]:
    """Give what stands beside x in the rows of a table; after a reduction only the keys that were kept."""
    known = {PART_OF_YEAR if key == "period" else key for key in now.keys}
    columns = [column for column in table.beside if column.name in known or not now.reduced]
    kinds = {
        column.name: TEXT if column.unit is None else Number(UnitOfMeasure.parse(column.unit)) for column in columns
    }
    return {column.name: Name(kinds[column.name], column.zh, column.en) for column in columns}


def _statistic_names(data: Mapping[str, Name]) -> dict[str, Name]:
    """Give the statistics and places among the units compared: bare of x, dotted of every other number."""
    plain = [entry for entry in statistics().values() if not entry.parameters]
    entries = [(entry.id, entry.zh, entry.en, entry.own_unit) for entry in plain]
    entries += [(entry.id, entry.zh, entry.en, False) for entry in group_operations().values() if not entry.parameters]
    names: dict[str, Name] = {}
    for name, of in data.items():
        if not isinstance(of.kind, Number) or name.startswith(("peer.", BASE)):
            continue
        for entry, zh, en, has_own_unit in entries:
            kind = of.kind if has_own_unit else Number(PURE)
            if name == "x":
                names[entry] = Name(kind, zh, en)
            else:
                names[f"{entry}.{name}"] = Name(kind, f"{of.zh}{zh}", f"{en} {of.en}")
    return names


def _taken_names(names: Mapping[str, Name], taken: Mapping[str, TakenStatistic]) -> dict[str, Name]:
    """Give the statistics that a step takes under names of its own.

    Of what is taken wrongly, which a check of its own tells, nothing is known but that it is a number.
    """
    found: dict[str, Name] = {}
    for name, take in taken.items():
        entry, of = statistics().get(take.take), names.get(take.of)
        if entry is None or of is None:
            found[name] = Name(Number(), name, name)
        else:
            found[name] = Name(of.kind if entry.own_unit else Number(PURE), entry.zh, entry.en)
    return found
