"""The exact reading: a formula becomes one function over fractions, compiled once.

Missing (None) passes through everything but `given` and `else_if_missing`; only the branch taken is computed;
whatever cannot be computed is returned as a Fault, never raised.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import TypeAlias, cast

from kaoping.errors import EngineError, Message, Problem
from kaoping.formula import ball, elementary, hints, messages
from kaoping.formula.ball import Real
from kaoping.formula.elementary import Refused, within_range
from kaoping.formula.exact_tables import table_reading
from kaoping.formula.formula import Formula
from kaoping.formula.numbers import Precision, Value, floor_value, round_value, sign, snap
from kaoping.formula.syntax import (
    Call,
    Compare,
    If,
    Logic,
    Negative,
    Node,
    Not,
    NumberLiteral,
    Power,
    Product,
    Round,
    Sum,
    Table,
    TableName,
    TextLiteral,
    TruthLiteral,
    ValueName,
)

__all__ = ["Fault", "exact", "power", "root"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be computed, and where in the formula: a data error that the caller gives its row."""

    message: Message
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)


Exact: TypeAlias = Callable[[Mapping[str, Value], Precision], Value | Fault]
_Reading: TypeAlias = Callable[[Mapping[str, Value], Precision], Value]


class _Faulty(Exception):  # noqa: N818 -- carries a Fault up to the surface
    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


def exact(formula: Formula) -> Exact:
    """Give the formula as a function of its values; every name used must be given, missing as None.

    The function raises NeedsDigits where more digits than `precision.digits` decide: call it again with 200.
    The formula must be sound (`check`) and its tables bound.

    >>> from kaoping.formula import parse
    >>> exact(parse("10 * x / 3"))({"x": Fraction(1)}, Precision())
    Fraction(10, 3)
    """
    return compiled(formula.tree)


def compiled(node: Node) -> Exact:
    """Give one node as a function of the values."""
    reading = _reading(node)

    def read(values: Mapping[str, Value], precision: Precision) -> Value | Fault:
        try:
            return reading(values, precision)
        except _Faulty as faulty:
            return faulty.fault

    return read


def _reading(node: Node) -> _Reading:  # noqa: C901, PLR0911, PLR0912 -- one line for each kind of node
    match node:
        case NumberLiteral() | TextLiteral() | TruthLiteral():
            return partial(_literal, node.value)
        case ValueName():
            return partial(_named, node.name)
        case Negative():
            return _strict(node, [node.item], lambda items, _: ball.negative(items[0]))
        case Sum():
            return _strict(node, node.items, partial(_sum, [sign == "-" for sign in node.signs]))
        case Product():
            return _product(node)
        case Power():
            return _strict(
                node,
                [node.base, node.exponent],
                lambda items, digits: elementary.power(items[0], items[1], digits),
            )
        case Compare():
            return _compare(node)
        case Logic():
            return _logic(node)
        case Not():
            return partial(_not, _reading(node.item))
        case If():
            return partial(_if, _reading(node.condition), _reading(node.then), _reading(node.otherwise))
        case Call():
            return _call(node)
        case Round():
            return _strict(node, [node.item], partial(_round, node))
        case _:
            return _table(node)


def power(base: Real, exponent: Real, precision: Precision) -> Real | Fault:
    """Give the base to the exponent, as `^` does; a Fault where there is none."""
    try:
        return elementary.power(base, exponent, precision)
    except Refused as refused:
        return Fault(refused.message, 0, 0, refused.values)


def root(number: Real, precision: Precision) -> Real | Fault:
    """Give the square root, as `sqrt` does; a Fault where there is none."""
    try:
        return elementary.root(number, precision)
    except Refused as refused:
        return Fault(refused.message, 0, 0, refused.values)


def _literal(value: Value, _values: Mapping[str, Value], _precision: Precision) -> Value:
    return value


def _named(name: str, values: Mapping[str, Value], _precision: Precision) -> Value:
    return values[name]


def _strict(
    node: Node, items: list[Node] | tuple[Node, ...], step: Callable[[list[Real], Precision], Value]
) -> _Reading:
    """Compute all items; missing if one is; what the step refuses becomes a fault at the node."""
    readings = [_reading(item) for item in items]

    def read(values: Mapping[str, Value], precision: Precision) -> Value:
        found = [reading(values, precision) for reading in readings]
        if None in found:
            return None
        try:
            return step(cast("list[Real]", found), precision)
        except Refused as refused:
            raise _Faulty(Fault(refused.message, node.start, node.end, refused.values)) from None

    return read


def _sum(negatives: list[bool], items: list[Real], _precision: Precision) -> Real:
    total = items[0]
    for item, is_negative in zip(items[1:], negatives, strict=True):
        total = ball.add(total, ball.negative(item) if is_negative else item)
    return total


def _round(node: Round, items: list[Real], precision: Precision) -> Fraction:
    return round_value(items[0], node.decimals, node.mode, precision)


def _product(node: Product) -> _Reading:
    readings = [_reading(item) for item in node.items]
    divides = [False, *(sign == "/" for sign in node.signs)]
    last = len(readings) - 1

    def read(values: Mapping[str, Value], precision: Precision) -> Value:
        found = [reading(values, precision) for reading in readings]
        if None in found:
            return None
        numbers = cast("list[Real]", found)
        total: Real = Fraction(1)
        for place, (number, is_divisor, item) in enumerate(zip(numbers, divides, node.items, strict=True)):
            if is_divisor and sign(number, precision) == 0:
                raise _Faulty(Fault(messages.ZERO_DIVISOR, item.start, item.end))
            total = ball.multiply(total, ball.reciprocal(number) if is_divisor else number)
            try:
                total = within_range(total, precision, is_last=place == last)
            except Refused as refused:
                raise _Faulty(Fault(refused.message, node.start, item.end, refused.values)) from None
        return total

    return read


_TESTS: dict[str, Callable[[object, object], bool]] = {
    "<": cast("Callable[[object, object], bool]", operator.lt),
    "<=": cast("Callable[[object, object], bool]", operator.le),
    ">": cast("Callable[[object, object], bool]", operator.gt),
    ">=": cast("Callable[[object, object], bool]", operator.ge),
    "=": operator.eq,
    "!=": operator.ne,
}


def _compare(node: Compare) -> _Reading:
    left, right, test = _reading(node.left), _reading(node.right), _TESTS[node.test]

    def read(values: Mapping[str, Value], precision: Precision) -> Value:
        one, other = left(values, precision), right(values, precision)
        if one is None or other is None:
            return None
        if isinstance(one, (bool, str)) or isinstance(other, (bool, str)):
            return test(one, other)
        return test(snap(one, precision), snap(other, precision))

    return read


def _logic(node: Logic) -> _Reading:
    readings, joined = [_reading(item) for item in node.items], all if node.word == "and" else any

    def read(values: Mapping[str, Value], precision: Precision) -> Value:
        found = [reading(values, precision) for reading in readings]
        return None if None in found else joined(found)

    return read


def _not(item: _Reading, values: Mapping[str, Value], precision: Precision) -> Value:
    found = item(values, precision)
    return None if found is None else not found


def _if(
    condition: _Reading,
    then: _Reading,
    otherwise: _Reading,
    values: Mapping[str, Value],
    precision: Precision,
) -> Value:
    found = condition(values, precision)
    if found is None:
        return None
    return then(values, precision) if found else otherwise(values, precision)


def _given(item: _Reading, values: Mapping[str, Value], precision: Precision) -> Value:
    return item(values, precision) is not None


def _else_if_missing(item: _Reading, instead: _Reading, values: Mapping[str, Value], precision: Precision) -> Value:
    found = item(values, precision)
    return instead(values, precision) if found is None else found


def _least(items: list[Real], _precision: Precision) -> Real:
    found = items[0]
    for item in items[1:]:
        found = ball.lesser(found, item)
    return found


def _most(items: list[Real], _precision: Precision) -> Real:
    found = items[0]
    for item in items[1:]:
        found = ball.greater(found, item)
    return found


_STEPS: dict[str, Callable[[list[Real], Precision], Value]] = {
    "min": _least,
    "max": _most,
    "clip": lambda items, _: ball.lesser(ball.greater(items[0], items[1]), items[2]),
    "abs": lambda items, _: ball.absolute(items[0]),
    "exp": lambda items, digits: elementary.exponential(items[0], digits),
    "log": lambda items, digits: elementary.logarithm(items[0], digits),
    "sqrt": lambda items, digits: elementary.root(items[0], digits),
    "floor": lambda items, digits: floor_value(items[0], digits),
}


def _call(node: Call) -> _Reading:
    if node.function == "given":
        return partial(_given, _reading(node.items[0]))
    if node.function == "else_if_missing":
        return partial(_else_if_missing, _reading(node.items[0]), _reading(node.items[1]))
    return _strict(node, node.items, _STEPS[node.function])


def _table(node: Table) -> _Reading:
    if isinstance(node.rows, TableName):
        problem = messages.UNKNOWN_TABLE, hints.near(node.rows.name, [])
        raise EngineError([Problem(problem[0], None, problem[1])])
    item, read_table = _reading(node.item), table_reading(node.rows)

    def read(values: Mapping[str, Value], precision: Precision) -> Value:
        found = item(values, precision)
        if found is None:
            return None
        try:
            return read_table(found, precision)
        except Refused as refused:
            raise _Faulty(Fault(refused.message, node.start, node.end, refused.values)) from None

    return read
