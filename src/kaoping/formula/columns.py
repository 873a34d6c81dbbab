"""The columns reading: a formula becomes Polars expressions over float64, with the rows it cannot answer for.

A row is flagged where the exact reading has to compute it again: a fault is possible, a jump is doubtful, or
the float lost too many digits. Elsewhere the float is within 1e-10 relative of the exact value, and every
comparison, band and rounding is the exact one. Inputs are null where missing, finite, and zero
or from 1e-50 to 1e50 in size: a decimal as written has at most 30 digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import polars as pl

from kaoping.errors import EngineError, Problem
from kaoping.formula import arithmetic, hints, jumps, messages
from kaoping.formula.arithmetic import literal
from kaoping.formula.column_tables import banded, picked, stepped, straight
from kaoping.formula.formula import Formula
from kaoping.formula.jumps import Column, Truth, either
from kaoping.formula.kinds import BOOLEAN, TEXT, Kind, Number
from kaoping.formula.sharing import Shared, shared_for
from kaoping.formula.syntax import (
    BandRows,
    Call,
    Compare,
    If,
    LineRows,
    Logic,
    Negative,
    Node,
    Not,
    NumberLiteral,
    PickRows,
    Power,
    Product,
    Round,
    StepRows,
    Sum,
    Table,
    TextLiteral,
    TruthLiteral,
    ValueName,
)

__all__ = ["ColumnReading", "columns"]

_NO_KINDS: Mapping[str, Kind] = MappingProxyType({})
_LEAST_DIGITS = 1e-11


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """The value (Float64, Boolean or String; null is missing), and the rows to compute exactly (never null).

    flagged: None where no row can need it.
    """

    value: pl.Expr
    flagged: pl.Expr | None


def columns(formula: Formula, names: Mapping[str, pl.Expr], kinds: Mapping[str, Kind] = _NO_KINDS) -> ColumnReading:
    """Give the formula as expressions over the columns of its names.

    kinds: kinds of names, needed only where nothing else tells them (two text columns compared).
    """
    shared = shared_for(formula.tree, names)
    if shared is None:
        # Nested too deep for columns: the exact reading does all rows.
        return ColumnReading(pl.lit(None, dtype=pl.Float64), pl.lit(value=True))
    reader = _Reader(shared, kinds)
    found = reader.read(formula.tree, reader.kind_of(formula.tree) or Number())
    flag = found.flag
    if isinstance(found, Column):
        flag = either(flag, _poor(found))
    flag = None if flag is None else flag.fill_null(value=False)
    return ColumnReading(*shared.finished(found.value, flag))


def _poor(column: Column) -> pl.Expr | None:
    if column.literal is not None:
        return None
    not_finite = ~column.value.is_finite()
    if column.scale is None:
        return not_finite
    return not_finite | (column.error > _LEAST_DIGITS * column.value.abs())


class _Reader:
    def __init__(self, shared: Shared, kinds: Mapping[str, Kind]) -> None:
        self._shared, self._kinds = shared, kinds

    def kind_of(self, node: Node) -> Kind | None:  # noqa: PLR0911 -- one for each kind of node
        """Give the kind of a node; None for a name that may be anything."""
        match node:
            case TextLiteral():
                return TEXT
            case TruthLiteral() | Compare() | Logic() | Not():
                return BOOLEAN
            case ValueName():
                return self._kinds.get(node.name)
            case If():
                return self.kind_of(node.then) or self.kind_of(node.otherwise)
            case Call(function="given"):
                return BOOLEAN
            case Call(function="else_if_missing"):
                return self.kind_of(node.items[0]) or self.kind_of(node.items[1])
            case _:
                return Number()

    def read(self, node: Node, kind: Kind) -> Column | Truth:
        """Read a node in a place of the kind."""
        return self.number(node) if isinstance(kind, Number) else self.truth(node, kind)

    def truth(self, node: Node, kind: Kind) -> Truth:
        """Read a node that gives a condition or a text."""
        return self._shared.kept_truth(node, self._truth(node, kind))

    def _truth(self, node: Node, kind: Kind) -> Truth:  # noqa: PLR0911 -- one for each kind of node
        match node:
            case TruthLiteral() | TextLiteral():
                return Truth(pl.lit(node.value))
            case ValueName():
                return Truth(self._shared.named(node.name))
            case Compare():
                return self._compare(node)
            case Logic():
                return self._logic(node)
            case Not():
                inner = self.truth(node.item, BOOLEAN)
                return replace(inner, value=~inner.value)
            case If():
                return self._if_truth(node, kind)
            case Call(function="given", items=(item,)):
                anything = self._anything(item)
                return Truth(anything.value.is_not_null(), anything.flag)
            case Call(function="else_if_missing", items=(item, instead)):
                first, second = self.truth(item, kind), self.truth(instead, kind)
                return Truth(pl.coalesce(first.value, second.value), _flag_of_else(first, second))
            case _:
                raise EngineError([Problem(messages.WRONG_KIND)])

    def _anything(self, node: Node) -> Column | Truth:
        kind = self.kind_of(node)
        if kind is None and isinstance(node, ValueName):
            return Truth(self._shared.named(node.name))
        return self.read(node, kind or Number())

    def _compare(self, node: Compare) -> Truth:
        kind = self.kind_of(node.left) or self.kind_of(node.right) or Number()
        if kind in {BOOLEAN, TEXT}:
            one, other = self.truth(node.left, kind), self.truth(node.right, kind)
            value = one.value == other.value if node.test == "=" else one.value != other.value
            return Truth(value, either(one.flag, other.flag))
        left, right = self.number(node.left), self.number(node.right)
        if right.literal is not None:
            return jumps.compare_literal(left, node.test, right.literal)
        if left.literal is not None:
            return jumps.compare_literal(right, _TURNED[node.test], left.literal)
        return jumps.compare(left, node.test, right)

    def _logic(self, node: Logic) -> Truth:
        found = [self.truth(item, BOOLEAN) for item in node.items]
        values = [item.value for item in found]
        joined = pl.all_horizontal(values) if node.word == "and" else pl.any_horizontal(values)
        # Polars gives `false and missing` false; here missing passes through.
        absent = pl.any_horizontal([value.is_null() for value in values])
        return Truth(pl.when(~absent).then(joined), either(*(item.flag for item in found)))

    def _if_truth(self, node: If, kind: Kind) -> Truth:
        condition = self.truth(node.condition, BOOLEAN)
        then, otherwise = self.truth(node.then, kind), self.truth(node.otherwise, kind)
        value = _chosen(condition.value, then.value, otherwise.value)
        return Truth(value, _flag_of_if(condition, then, otherwise))

    def number(self, node: Node) -> Column:
        """Read a node that gives a number."""
        return self._shared.kept_column(node, self._number(node))

    def _number(self, node: Node) -> Column:  # noqa: PLR0911 -- one line for each kind of node
        match node:
            case NumberLiteral():
                return literal(node.value)
            case ValueName():
                return Column(self._shared.named(node.name).cast(pl.Float64), is_raw=True)
            case Negative():
                return arithmetic.negative(self.number(node.item))
            case Sum():
                return arithmetic.added([self.number(item) for item in node.items], node.signs)
            case Product():
                return arithmetic.multiplied([self.number(item) for item in node.items], node.signs)
            case Power():
                return arithmetic.raised(self.number(node.base), self.number(node.exponent))
            case If():
                return self._if_number(node)
            case Call():
                return self._call(node)
            case Round():
                return jumps.rounded(self.number(node.item), node.decimals, node.mode)
            case Table():
                return self._table(node)
            case _:
                raise EngineError([Problem(messages.WRONG_KIND)])

    def _if_number(self, node: If) -> Column:
        condition = self.truth(node.condition, BOOLEAN)
        then, otherwise = self.number(node.then), self.number(node.otherwise)
        test = condition.value
        return Column(
            _chosen(test, then.value, otherwise.value),
            max(then.units, otherwise.units),
            arithmetic.scale_of([then, otherwise], lambda: _chosen(test, then.size, otherwise.size)),
            is_raw=then.is_raw and otherwise.is_raw,
            flag=_flag_of_if(condition, then, otherwise),
            powers=arithmetic.wider(then, otherwise),
        )

    def _call(self, node: Call) -> Column:
        items = [self.number(item) for item in node.items]
        if node.function == "else_if_missing":
            first, second = items
            return Column(
                pl.coalesce(first.value, second.value),
                max(first.units, second.units),
                arithmetic.scale_of(items, lambda: pl.coalesce(first.size, second.size)),
                is_raw=first.is_raw and second.is_raw,
                flag=_flag_of_else(first, second),
                powers=arithmetic.wider(first, second),
            )
        return arithmetic.FUNCTIONS[node.function](items)

    def _table(self, node: Table) -> Column:
        match node.rows:
            case BandRows():
                return banded(self.number(node.item), node.rows)
            case LineRows():
                return straight(self.number(node.item), node.rows)
            case StepRows():
                return stepped(self.number(node.item), node.rows)
            case PickRows():
                return picked(self.truth(node.item, TEXT), node.rows)
            case _:
                raise EngineError([Problem(messages.UNKNOWN_TABLE, None, hints.near(node.rows.name, []))])


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def _chosen(condition: pl.Expr, then: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
    # No last `otherwise`: a missing condition gives missing, where Polars would take the other branch.
    return pl.when(condition).then(then).when(~condition).then(otherwise)


def _flag_of_if(condition: Truth, then: Column | Truth, otherwise: Column | Truth) -> pl.Expr | None:
    if then.flag is None and otherwise.flag is None:
        return condition.flag
    no = pl.lit(value=False)
    branch = _chosen(
        condition.value,
        no if then.flag is None else then.flag,
        no if otherwise.flag is None else otherwise.flag,
    )
    return either(condition.flag, branch)


def _flag_of_else(first: Column | Truth, second: Column | Truth) -> pl.Expr | None:
    return either(first.flag, None if second.flag is None else first.value.is_null() & second.flag)
