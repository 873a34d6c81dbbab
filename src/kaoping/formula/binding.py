"""Parameters into a formula: table names become rows, text parameters become texts.

What is decided by that (a comparison of two texts, an `if` over a constant condition) is folded away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

from kaoping.formula.formula import Formula
from kaoping.formula.syntax import (
    Call,
    Compare,
    If,
    Logic,
    Negative,
    Node,
    Not,
    Power,
    Product,
    Round,
    Rows,
    Sum,
    Table,
    TableName,
    TextLiteral,
    TruthLiteral,
    ValueName,
)

__all__ = ["bind"]

_NO_TABLES: Mapping[str, Rows] = MappingProxyType({})
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_Given: TypeAlias = tuple[Mapping[str, Rows], Mapping[str, str]]


def bind(formula: Formula, *, tables: Mapping[str, Rows] = _NO_TABLES, texts: Mapping[str, str] = _NO_TEXTS) -> Formula:
    """Give the formula with rows for table names and texts for text parameters, decided branches folded."""
    return replace(formula, tree=_bound(formula.tree, (tables, texts)))


def _bound(node: Node, given: _Given) -> Node:  # noqa: PLR0911 -- one line for each kind of node
    match node:
        case ValueName():
            text = given[1].get(node.name)
            return node if text is None else TextLiteral(node.start, node.end, text)
        case Table():
            rows = node.rows
            if isinstance(rows, TableName):
                rows = given[0].get(rows.name, rows)
            return replace(node, item=_bound(node.item, given), rows=rows)
        case Negative() | Round():
            return replace(node, item=_bound(node.item, given))
        case Sum() | Product() | Call():
            return replace(node, items=tuple(_bound(item, given) for item in node.items))
        case Power():
            return replace(node, base=_bound(node.base, given), exponent=_bound(node.exponent, given))
        case Compare() | Logic() | Not() | If():
            return _decided(node, given)
        case _:
            return node


def _decided(  # noqa: PLR0911 -- two lines for each kind of node
    node: Compare | Logic | Not | If, given: _Given
) -> Node:
    match node:
        case Compare():
            left, right = _bound(node.left, given), _bound(node.right, given)
            if isinstance(left, TextLiteral) and isinstance(right, TextLiteral) and node.test in {"=", "!="}:
                return TruthLiteral(node.start, node.end, (left.value == right.value) == (node.test == "="))
            return replace(node, left=left, right=right)
        case Not():
            item = _bound(node.item, given)
            if isinstance(item, TruthLiteral):
                return TruthLiteral(node.start, node.end, not item.value)
            return replace(node, item=item)
        case Logic():
            return _joined(node, tuple(_bound(item, given) for item in node.items))
        case _:
            condition = _bound(node.condition, given)
            if isinstance(condition, TruthLiteral):
                return _bound(node.then if condition.value else node.otherwise, given)
            then, otherwise = _bound(node.then, given), _bound(node.otherwise, given)
            return replace(node, condition=condition, then=then, otherwise=otherwise)


def _joined(node: Logic, items: tuple[Node, ...]) -> Node:
    """Fold constants only where no other item could be missing: missing passes through `and` and `or`."""
    neutral = node.word == "and"
    open_items = tuple(item for item in items if not isinstance(item, TruthLiteral))
    decisive = any(isinstance(item, TruthLiteral) and item.value != neutral for item in items)
    if not open_items:
        return TruthLiteral(node.start, node.end, neutral != decisive)
    if decisive:
        return replace(node, items=items)
    return open_items[0] if len(open_items) == 1 else replace(node, items=open_items)
