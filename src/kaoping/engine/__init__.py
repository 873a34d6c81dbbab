"""Scheme + tables → result, stage by stage; a stage reads the tables of the one before and changes nothing in them."""

from kaoping.engine.correction import check_earlier, frozen_for, kept_for
from kaoping.engine.folder import Stored, earlier_from, read_result, write_result
from kaoping.engine.intake import TABLE_SCHEMAS, Tables, input_hash, load_tables, validate
from kaoping.engine.judge import EXACT_UP_TO, Engine, leaf_values, score, walk_by, walk_exactly
from kaoping.engine.outcome import Earlier
from kaoping.engine.plan import FormulaTask, GroupTask, NodePlan, Plan, ReductionTask, plan_of
from kaoping.engine.result import DEMO_LABEL, Result
from kaoping.engine.state import STATUS_WORDS, Walk
from kaoping.engine.statistics import Frozen, frozen_from

STAGES = ("gather", "nodes", "adjust", "rank", "grade", "outcome")

__all__ = [
    "DEMO_LABEL",
    "EXACT_UP_TO",
    "STAGES",
    "STATUS_WORDS",
    "TABLE_SCHEMAS",
    "Earlier",
    "Engine",
    "FormulaTask",
    "Frozen",
    "GroupTask",
    "NodePlan",
    "Plan",
    "ReductionTask",
    "Result",
    "Stored",
    "Tables",
    "Walk",
    "check_earlier",
    "earlier_from",
    "frozen_for",
    "frozen_from",
    "input_hash",
    "kept_for",
    "leaf_values",
    "load_tables",
    "plan_of",
    "read_result",
    "score",
    "validate",
    "walk_by",
    "walk_exactly",
    "write_result",
]
