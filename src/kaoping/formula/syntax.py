"""The tree of a formula: frozen values, each with its place in the text (`start`, `end`, in characters).

Chains (`a - b + c`, `a * b / c`, `a and b`) are one node each, so that a long sum is not a deep tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from kaoping.formula.units import UnitOfMeasure

Comparison: TypeAlias = Literal["<", "<=", ">", ">=", "=", "!="]
BoundTest: TypeAlias = Literal["<", "<=", ">", ">=", "="]
Mode: TypeAlias = Literal["half_up", "half_even", "truncate"]
TableKind: TypeAlias = Literal["bands", "line", "steps", "pick"]
TableNumber: TypeAlias = Decimal | Fraction
"""A number in a table: a decimal as written, or the quotient of two."""


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NumberLiteral(_Placed):
    """A decimal as written; `unit` None where no brackets follow."""

    value: Fraction
    text: str
    unit: UnitOfMeasure | None = None


@dataclass(frozen=True, slots=True)
class TextLiteral(_Placed):
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class TruthLiteral(_Placed):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class ValueName(_Placed):
    """The name of a value of the place."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative(_Placed):
    """Minus of one value."""

    item: Node


@dataclass(frozen=True, slots=True)
class Sum(_Placed):
    """Two or more terms; `signs` has one of `+ -` before each term but the first."""

    items: tuple[Node, ...]
    signs: tuple[Literal["+", "-"], ...]


@dataclass(frozen=True, slots=True)
class Product(_Placed):
    """Two or more factors, from the left; `signs` has one of `* /` before each factor but the first."""

    items: tuple[Node, ...]
    signs: tuple[Literal["*", "/"], ...]


@dataclass(frozen=True, slots=True)
class Power(_Placed):
    """Base to the exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Compare(_Placed):
    """Two values compared."""

    test: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(_Placed):
    """Two or more conditions joined by the same word."""

    word: Literal["and", "or"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(_Placed):
    """The contrary of a condition."""

    item: Node


@dataclass(frozen=True, slots=True)
class If(_Placed):
    """One of two values, by a condition."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call(_Placed):
    """min, max, clip, abs, exp, log, sqrt, floor, given or else_if_missing."""

    function: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Round(_Placed):
    """round or truncate to a number of decimals."""

    item: Node
    decimals: int
    mode: Mode


@dataclass(frozen=True, slots=True)
class Band:
    """A row of bands: the value where the test against the bound holds."""

    test: BoundTest
    bound: TableNumber
    value: TableNumber


@dataclass(frozen=True, slots=True)
class BandRows:
    """The first row that holds counts; `otherwise` where none does."""

    rows: tuple[Band, ...]
    otherwise: TableNumber


@dataclass(frozen=True, slots=True)
class LineRows:
    """Points (x, y) by ascending x, at least two; straight between them and flat outside."""

    points: tuple[tuple[TableNumber, TableNumber], ...]


@dataclass(frozen=True, slots=True)
class StepRows:
    """Tranches (upper bound, rate) by ascending bound above zero; `otherwise` is the rate beyond the last."""

    tranches: tuple[tuple[TableNumber, TableNumber], ...]
    otherwise: TableNumber


@dataclass(frozen=True, slots=True)
class PickRows:
    """Entries (text, value); `otherwise` None where a text not listed is a fault."""

    entries: tuple[tuple[str, TableNumber], ...]
    otherwise: TableNumber | None = None


Rows: TypeAlias = BandRows | LineRows | StepRows | PickRows


@dataclass(frozen=True, slots=True)
class TableName(_Placed):
    """The name of a table that `bind` replaces by its rows."""

    name: str


@dataclass(frozen=True, slots=True)
class Table(_Placed):
    """A table read at a value. `places` has the start and end of each row; empty where rows were bound."""

    kind: TableKind
    item: Node
    rows: Rows | TableName
    places: tuple[tuple[int, int], ...] = ()


Node: TypeAlias = (
    NumberLiteral
    | TextLiteral
    | TruthLiteral
    | ValueName
    | Negative
    | Sum
    | Product
    | Power
    | Compare
    | Logic
    | Not
    | If
    | Call
    | Round
    | Table
)


def children(node: Node) -> tuple[Node, ...]:
    """Give the nodes directly below, from left to right."""
    match node:
        case NumberLiteral() | TextLiteral() | TruthLiteral() | ValueName():
            return ()
        case Power():
            return (node.base, node.exponent)
        case Compare():
            return (node.left, node.right)
        case If():
            return (node.condition, node.then, node.otherwise)
        case Sum() | Product() | Logic() | Call():
            return node.items
        case _:
            return (node.item,)


def walk(node: Node) -> Iterator[Node]:
    """Give the node and all below it, from left to right."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


def constant(node: Node) -> Fraction | None:
    """Give the number that a literal, or minus a literal, stands for; None for anything else."""
    if isinstance(node, NumberLiteral):
        return node.value
    if isinstance(node, Negative):
        inner = constant(node.item)
        return None if inner is None else -inner
    return None
