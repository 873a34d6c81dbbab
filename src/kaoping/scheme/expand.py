"""Rules become formulas, here and nowhere else: the chain of a node as formulas, group operations and reductions.

Choices and tables of a rule are bound into its formulas; numbers stay names, since they may differ by group or
stand in the table of parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Protocol, Self, TypeAlias, TypeVar, cast

from kaoping.errors import Location, Problem, SchemeError
from kaoping.formula import Formula, PickRows, Rows, TableName, bind, parse
from kaoping.formula.rows import USAGE
from kaoping.formula.syntax import Table, TableKind
from kaoping.rules import FormulaStage, ReductionStage, Rule, RuleParameter, Settings, Take, rules
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
    TakenStatistic,
)

__all__ = [
    "PlainFormula",
    "PlainStep",
    "chain_of",
    "example_of",
    "expand",
    "expanded_chain",
    "set_to",
    "table_formula",
    "where_of",
]


@dataclass(frozen=True, slots=True)
class PlainFormula:
    """A formula with the numbers that its rule was given; `rule` None where the scheme writes the formula itself.

    taken: names of the formula that are statistics with parameters.
    """

    formula: Formula
    taken: Mapping[str, TakenStatistic] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    rule: Rule | None = None
    spots: Spots | None = None


class _Settable(Protocol):
    """Whatever of the catalogue may have parameters by which it computes."""

    @property
    def set_to(self) -> Callable[[Settings], Self] | None: ...


_Entry = TypeVar("_Entry", bound=_Settable)

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
        return (PlainFormula(step.formula, step.statistics, spots=step.spots),)
    if not isinstance(step, RuleStep):
        return (step,)
    rule = rules()[step.rule]
    texts, tables, numbers = _bound(step, rule)
    stages: list[PlainStep] = []
    for stage in rule.stages:
        if isinstance(stage, ReductionStage):
            stages.append(_reduction(stage, step, texts, tables))
        else:
            plain = FormulaStage(stage) if isinstance(stage, str) else stage
            formula = bind(_stage(plain.formula), tables=tables, texts=texts)
            taken = {name: _taken(take, step) for name, take in plain.statistics.items()}
            stages.append(PlainFormula(formula, taken, numbers, rule, step.spots))
    return tuple(stages)


def set_to(entry: _Entry, given: Mapping[str, Setting]) -> _Entry:
    """Give an entry with its parameters set; one without parameters as it is."""
    if entry.set_to is None:
        return entry
    return entry.set_to({name: _plain(setting) for name, setting in given.items()})


def _plain(setting: Setting) -> Fraction | str:
    """Give the one number or word of a setting."""
    return Fraction(setting.number) if setting.number is not None else (setting.text or "").strip()


def _taken(take: Take, step: RuleStep) -> TakenStatistic:
    """Give a statistic of a rule with its parameters set to those of the rule."""
    with_ = {name: step.with_[parameter] for name, parameter in take.settings.items()}
    return TakenStatistic(take=take.statistic, of=take.of, with_=with_, spots=step.spots)


def _reduction(
    stage: ReductionStage, step: RuleStep, texts: Mapping[str, str], tables: Mapping[str, Rows]
) -> ReductionStep:
    """Give a reduction of a rule."""
    weight, where = (
        None if text is None else bind(_stage(text), tables=tables, texts=texts) for text in (stage.weight, stage.where)
    )
    rows = None if stage.expect is None else tables[stage.expect]
    return ReductionStep(
        reduce=stage.reduce,
        with_={name: step.with_[parameter] for name, parameter in stage.settings.items()},
        keep=stage.keep,
        expect=tuple(text for text, _ in rows.entries) if isinstance(rows, PickRows) else (),
        where=where,
        need=stage.need,
        empty=stage.empty,
        weight=weight,
        spots=step.spots,
    )


def where_of(step: PlainStep) -> Location:
    """Give the place of a step: the word that says what it does."""
    if isinstance(step, GroupStep):
        return step.spots.of("group")
    if isinstance(step, ReductionStep):
        return step.spots.of("reduce") if "reduce" in step.spots.fields else step.spots.of("rule")
    return step.formula.where if step.rule is None or step.spots is None else step.spots.of("rule")


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
