"""Shared parts of a column expression, computed once: layer upon layer in a struct, named instead of repeated.

A rounding uses its operand eight times, a comparison five times: repeated text would grow with every nesting,
and Polars plans text. A small formula is left as one expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from kaoping.formula.jumps import Column, Truth
from kaoping.formula.syntax import Call, Compare, If, Logic, Node, Power, Product, Round, Sum, Table, children

__all__ = ["Shared", "shared_for"]

_SMALL = 2_000
_MOST_LAYERS = 40
_REPEATS: dict[type, int] = {
    Sum: 2,
    Product: 3,
    Power: 6,
    Compare: 6,
    Logic: 2,
    If: 3,
    Call: 3,
    Round: 7,
    Table: 12,
}


def shared_for(tree: Node, names: Mapping[str, pl.Expr]) -> Shared | None:
    """Give the layers for a tree; None where it would take too many."""
    heights: dict[int, int] = {}
    height, size = _measured(tree, heights)
    if height > _MOST_LAYERS:
        return None
    return Shared(names, heights if size > _SMALL else None)


def _measured(node: Node, heights: dict[int, int]) -> tuple[int, int]:
    """Note the height of each node above the leaves; give it and about how large the whole text would be."""
    below = [_measured(item, heights) for item in children(node)]
    height = 1 + max(found for found, _ in below) if below else 0
    heights[id(node)] = height
    return height, 1 + _REPEATS.get(type(node), 1) * sum(size for _, size in below)


class Shared:
    """The layers made so far. `heights` by node; None keeps everything in one expression."""

    def __init__(self, names: Mapping[str, pl.Expr], heights: Mapping[int, int] | None) -> None:
        self._names, self._heights = names, heights
        self._used: dict[str, str] = {}
        self._layers: dict[int, list[pl.Expr]] = {}
        self._count = 0

    def named(self, name: str) -> pl.Expr:
        """Give the column of a name."""
        if self._heights is None:
            return self._names[name]
        return pl.field(self._used.setdefault(name, f"name_{len(self._used)}"))

    def kept_column(self, node: Node, column: Column) -> Column:
        """Give the column with its expressions named instead of written out."""
        height = 0 if self._heights is None else self._heights[id(node)]
        if height == 0 or column.literal is not None:
            return column
        return replace(
            column,
            value=self._kept(column.value, height),
            scale=None if column.scale is None else self._kept(column.scale, height),
            flag=None if column.flag is None else self._kept(column.flag, height),
        )

    def kept_truth(self, node: Node, truth: Truth) -> Truth:
        """Give the condition or text with its expressions named instead of written out."""
        height = 0 if self._heights is None else self._heights[id(node)]
        if height == 0:
            return truth
        flag = None if truth.flag is None else self._kept(truth.flag, height)
        return Truth(self._kept(truth.value, height), flag)

    def _kept(self, expression: pl.Expr, height: int) -> pl.Expr:
        self._count += 1
        name = f"part_{self._count}"
        self._layers.setdefault(height, []).append(expression.alias(name))
        return pl.field(name)

    def finished(self, value: pl.Expr, flag: pl.Expr | None) -> tuple[pl.Expr, pl.Expr | None]:
        """Give the value and the flag as expressions over the columns themselves."""
        if self._heights is None:
            return value, flag
        found = pl.struct(
            pl.lit(0).alias("first"), *(self._names[name].alias(field) for name, field in self._used.items())
        )
        for height in sorted(self._layers):
            found = found.struct.with_fields(*self._layers[height])
        last = [value.alias("value")] if flag is None else [value.alias("value"), flag.alias("flag")]
        found = found.struct.with_fields(*last)
        return found.struct.field("value"), None if flag is None else found.struct.field("flag")
