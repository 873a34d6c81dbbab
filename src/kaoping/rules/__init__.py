"""The catalogue of scoring rules, aggregations, contests and group operations: one file each, found by themselves.

Nothing here reads data or schemes; a rule is formula text with typed parameters and a source.
"""

from kaoping.rules.aggregating import Aggregation, Number, Worth
from kaoping.rules.catalogue import aggregations, combinations, contests, group_operations, rules, statistics
from kaoping.rules.contesting import Contest
from kaoping.rules.grouping import End, Floats, GroupOperation, Statistic, Ties
from kaoping.rules.parameter import RuleParameter, Settings
from kaoping.rules.rule import Constraint, FormulaStage, ReductionStage, Rule, Take

__all__ = [
    "Aggregation",
    "Constraint",
    "Contest",
    "End",
    "Floats",
    "FormulaStage",
    "GroupOperation",
    "Number",
    "ReductionStage",
    "Rule",
    "RuleParameter",
    "Settings",
    "Statistic",
    "Take",
    "Ties",
    "Worth",
    "aggregations",
    "combinations",
    "contests",
    "group_operations",
    "rules",
    "statistics",
]
