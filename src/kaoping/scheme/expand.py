"""Rules become formulas, here and nowhere else: the chain of a node as formulas, group operations and reductions.

Choices and tables of a rule are bound into its formulas; numbers stay names, since they may differ by group or
stand in the table of parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias, cast

from kaoping.errors import Problem, SchemeError
from kaoping.formula import Formula, Rows, TableName, bind, parse
from kaoping.formula.rows import USAGE
from kaoping.formula.syntax import Table, TableKind
from kaoping.rules import Rule, RuleParameter, rules
from kaoping.scheme.messages import chain
from kaoping.scheme.model import (
    FormulaStep,
    GroupStep,
    Indicator,
    Part,
    ReductionStep,
    RuleStep,
    Setting,
    Spots,
    Step,
)

__all__ = ["PlainFormula", "PlainStep", "chain_of", "example_of", "expand", "expanded_chain", "table_formula"]


@dataclass(frozen=True, slots=True)
class PlainFormula:
    """A formula with the numbers that its rule was given; `rule` None where the scheme writes the formula itself."""

    formula: Formula
    settings: Mapping[str, Setting] = field(default_factory=dict)
    rule: Rule | None = None
    spots: Spots | None = None


PlainStep: TypeAlias = PlainFormula | GroupStep | ReductionStep


def expanded_chain(node: Part | Indicator) -> tuple[PlainStep, ...]:
    """Give the chain of a node of a sound scheme, every rule expanded into its stages."""
    return tuple(plain for step in chain_of(node) for plain in expand(step))


def chain_of(node: Part | Indicator) -> tuple[Step, ...]:
    """Give the steps of a node in order, as the scheme writes them."""
    return node.chain() if isinstance(node, Indicator) else node.steps


def expand(step: Step) -> tuple[PlainStep, ...]:
    """Give the stages of one step; a rule has to be known. Raises SchemeError for rows that are no table."""
    if isinstance(step, FormulaStep):
        return (PlainFormula(step.formula, spots=step.spots),)
    if not isinstance(step, RuleStep):
        return (step,)
    rule = rules()[step.rule]
    texts, tables, numbers = _bound(step, rule)
    stages: list[PlainStep] = []
    for stage in rule.stages:
        if isinstance(stage, str):
            formula = bind(_stage(stage), tables=tables, texts=texts)
            stages.append(PlainFormula(formula, numbers, rule, step.spots))
        else:
            stages.append(ReductionStep(reduce=stage.reduce, need=stage.need, empty=stage.empty, spots=step.spots))
    return tuple(stages)


@cache
def _stage(text: str) -> Formula:
    """Read the formula of a rule once."""
    return parse(text)


def _bound(step: RuleStep, rule: Rule) -> tuple[dict[str, str], dict[str, Rows], dict[str, Setting]]:
    """Divide the parameters of a rule into texts, rows of tables and numbers."""
    texts: dict[str, str] = {}
    tables: dict[str, Rows] = {}
    numbers: dict[str, Setting] = {}
    for name, setting in step.with_.items():
        parameter = rule.parameter(name)
        if parameter is None or parameter.kind == "number" or setting.text is None:
            numbers[name] = setting
        elif parameter.kind == "choice":
            texts[name] = setting.text.strip()
        else:
            formula, problems = table_formula(parameter, setting)
            if formula is None:
                raise SchemeError(problems)
            tables[name] = cast("Rows", cast("Table", formula.tree).rows)
    return texts, tables, numbers


def table_formula(parameter: RuleParameter, setting: Setting) -> tuple[Formula | None, list[Problem]]:
    """Read the rows of a table, written as text, as the formula `bands(x, …)`; or give the problems."""
    kind = cast("TableKind", parameter.kind)
    where = setting.spots.of("text")
    lead = f"{kind}(x, "
    try:
        formula = parse(f"{lead}{setting.text})", where.shifted(-len(lead), 1))
    except SchemeError as error:
        return None, list(error.problems)
    tree = formula.tree
    if isinstance(tree, Table) and tree.end == len(formula.text) and not isinstance(tree.rows, TableName):
        return formula, []
    values = {"key": parameter.id, "example": example_of(parameter)}
    return None, [Problem(chain.NOT_ROWS, setting.spots.whole, values)]


def example_of(parameter: RuleParameter) -> str:
    """Give an example of a parameter as it is written in a scheme."""
    if parameter.kind == "number":
        return f"{parameter.id}: 1"
    if parameter.kind == "choice":
        return f"{parameter.id}: {parameter.choices[0]}"
    rows = USAGE[parameter.kind].partition(", ")[2].removesuffix(")")
    return f"{parameter.id}: '{rows}'"
