"""The catalogue finds every rule, aggregation and group operation by its file: adding one touches no other file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, ModuleType
from typing import TypeVar

from kaoping.rules import aggregation, contest, group, scoring
from kaoping.rules.aggregating import Aggregation
from kaoping.rules.contesting import Contest
from kaoping.rules.grouping import GroupOperation, Statistic
from kaoping.rules.rule import Rule

__all__ = ["aggregations", "combinations", "contests", "group_operations", "rules", "statistics"]

_Entry = TypeVar("_Entry", Rule, Aggregation, Contest, GroupOperation, Statistic)


@cache
def rules() -> Mapping[str, Rule]:
    """Every named scoring rule by its id."""
    return _collect(scoring, Rule)


@cache
def aggregations() -> Mapping[str, Aggregation]:
    """Every way to make one number of many: used to combine children and to reduce rows."""
    return _collect(aggregation, Aggregation)


@cache
def contests() -> Mapping[str, Contest]:
    """Every way to combine children by comparing units two by two."""
    return _collect(contest, Contest)


def combinations() -> Mapping[str, Aggregation | Contest]:
    """Every way a part may combine its children, sorted by id."""
    return dict(sorted((*aggregations().items(), *contests().items())))


@cache
def statistics() -> Mapping[str, Statistic]:
    """Every statistic of a group: one number per group."""
    return _collect(group, Statistic)


@cache
def group_operations() -> Mapping[str, GroupOperation]:
    """Every group operation: one number per unit, from the figures of its whole group."""
    return _collect(group, GroupOperation)


def _collect(package: ModuleType, kind: type[_Entry]) -> Mapping[str, _Entry]:
    """Give the entries of one kind in a package, sorted by id."""
    found: dict[str, _Entry] = {}
    for module in pkgutil.iter_modules(package.__path__):
        for entry in vars(importlib.import_module(f"{package.__name__}.{module.name}")).values():
            if isinstance(entry, kind):
                found[entry.id] = entry
    return MappingProxyType(dict(sorted(found.items())))
