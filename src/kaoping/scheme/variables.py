"""Which variables an indicator uses, at which rows it has their figures, and what formulas call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from kaoping.formula import Name, Number, Place, UnitOfMeasure
from kaoping.scheme.model import Indicator, Part, Scheme, Variable
from kaoping.scheme.model.node import Every
from kaoping.scheme.period import parts_of

__all__ = [
    "BASE",
    "NO_VARIABLES",
    "base_names",
    "derive_place",
    "has_one_figure",
    "is_beside",
    "used_variables",
    "variable_names",
    "whole_names",
]

BASE: Final = "previous."
"""Before the id of a variable: its figure of the year before."""

NO_VARIABLES: Final[Mapping[str, Name]] = MappingProxyType({})


def used_variables(scheme: Scheme, node: Part | Indicator) -> tuple[Variable, ...]:
    """Give the variables that a node uses, in the order of the scheme."""
    uses = node.data.uses if isinstance(node, Indicator) else ()
    return tuple(variable for variable in scheme.variables if variable.id in uses)


def has_one_figure(scheme: Scheme, every: Every) -> bool:
    """Tell whether figures that come so often are one for each scored period."""
    return all(len(parts_of(period, every)) == 1 for period in scheme.periods)


def is_beside(scheme: Scheme, variable: Variable, node: Indicator) -> bool:
    """Tell whether every row of an indicator has one figure of a variable: of the scored period, or of its own."""
    every = variable.data.every
    if has_one_figure(scheme, every):
        return True
    return node.data.table == "observations" and all(
        parts_of(period, every) == parts_of(period, node.data.every) for period in scheme.periods
    )


def whole_names(scheme: Scheme, node: Part | Indicator) -> Mapping[str, Name]:
    """Give the names of the variables with one figure for the scored period: they stand there at every step."""
    return _named(each for each in used_variables(scheme, node) if has_one_figure(scheme, each.data.every))


def variable_names(scheme: Scheme, node: Part | Indicator) -> Mapping[str, Name]:
    """Give the names of all variables of a node: they stand beside the figures until these are reduced."""
    return _named(iter(used_variables(scheme, node)))


def base_names(names: frozenset[str]) -> frozenset[str]:
    """Give the variables whose figure of the year before is among some names."""
    return frozenset(name.removeprefix(BASE) for name in names if name.startswith(BASE))


def derive_place(scheme: Scheme, node: Indicator) -> Place:
    """Give the place of the formula that derives a figure: the variables, and a result in the indicator's unit."""
    names = {variable.id: _name(variable) for variable in used_variables(scheme, node)}
    return Place(f"{node.id}.derive", names, result=Number(_unit(node.unit_of_measure)))


def _named(variables: Iterator[Variable]) -> dict[str, Name]:
    """Give the names of variables, and of their figures of the year before."""
    names: dict[str, Name] = {}
    for variable in variables:
        names[variable.id] = own = _name(variable)
        names[f"{BASE}{variable.id}"] = Name(own.kind, f"上年{own.zh}", f"previous {own.en}")
    return names


def _name(variable: Variable) -> Name:
    return Name(Number(_unit(variable.unit_of_measure)), variable.title.zh, variable.title.en)


def _unit(text: str) -> UnitOfMeasure | None:
    """Give a unit of measure; None where the text is none, which a check of its own tells."""
    try:
        return UnitOfMeasure.parse(text)
    except ValueError:
        return None
