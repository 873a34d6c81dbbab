"""The catalogue of scoring rules, aggregations and group operations: one file each, found by themselves.

Nothing here reads data or schemes; a rule is formula text with typed parameters and a source.
"""

from kaoping.rules.aggregating import Aggregation, Number, Worth
from kaoping.rules.catalogue import aggregations, group_operations, rules, statistics
from kaoping.rules.grouping import Floats, GroupOperation, Statistic, Ties
from kaoping.rules.rule import Constraint, ReductionStage, Rule, RuleParameter

__all__ = [
    "Aggregation",
    "Constraint",
    "Floats",
    "GroupOperation",
    "Number",
    "ReductionStage",
    "Rule",
    "RuleParameter",
    "Statistic",
    "Ties",
    "Worth",
    "aggregations",
    "group_operations",
    "rules",
    "statistics",
]
