"""The cells reading: a formula becomes live spreadsheet formulas, in as many cells as they need to stay readable.

Only functions that every spreadsheet since 2010 has. A value that is missing is an empty text, and passes through
as in the other readings. What is asked for more than once, and every operand of a jump, has a cell of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Final, TypeAlias, cast

from kaoping.formula.ball import Ball
from kaoping.formula.cell_jumps import number_text, quoted, rounded_text, snapped_number, snapped_text
from kaoping.formula.exact import Exact, Fault, compiled
from kaoping.formula.formula import Formula
from kaoping.formula.kinds import BOOLEAN, TEXT, Kind
from kaoping.formula.numbers import Precision, Value, snap
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
    constant,
)

__all__ = ["Cell", "CellReading", "cells"]

_Holds: TypeAlias = Callable[[Mapping[str, Value], Precision], bool]
_NO_KINDS: Mapping[str, Kind] = MappingProxyType({})
_COMPARE, _SUM, _PRODUCT, _ATOM = range(4)
_NAMES: Final = {"min": "MIN", "max": "MAX", "abs": "ABS", "exp": "EXP", "log": "LN", "sqrt": "SQRT"}
_DIGITS: Final = ("取 12 位有效数字", "to 12 significant digits")
_PART: Final = ("算式的一部分", "part of the formula")
_CONDITION: Final = ("条件", "condition")
_RESULT: Final = ("结果", "result")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a template of its formula, without the sign =, and what it is in both languages.

    `{n0}` stands for the cell of the first name, `{s0}` for the first of the cells before this one. shows: what it has
    to show by the values of the names; missing on a branch that is not taken.
    """

    template: str
    zh: str
    en: str
    shows: Exact


@dataclass(frozen=True, slots=True)
class CellReading:
    """A formula as cells in order; the last one is its value. names: in the order of their numbers."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]


def cells(formula: Formula, kinds: Mapping[str, Kind] = _NO_KINDS) -> CellReading:
    """Give the formula as cells. The formula must be sound (`check`) and its tables bound.

    kinds: kinds of names; needed only where two texts are compared that are both names.

    >>> from kaoping.formula import parse
    >>> [cell.template for cell in cells(parse("10 * x / t")).cells]
    ['IF(OR({n0}="",{n1}=""),"",10*{n0}/{n1})']
    """
    return _Reader(kinds).finished(formula.tree)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text, how tightly it holds together, and the cells without which there is no value."""

    text: str
    level: int = _ATOM
    needs: tuple[str, ...] = ()

    def at(self, level: int) -> str:
        return f"({self.text})" if self.level < level else self.text

    @property
    def is_cell(self) -> bool:
        return self.needs == (self.text,)


class _Reader:
    """Reads one formula; `_path` is what has to hold for the branch being read to be the one taken."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = kinds
        self._names: dict[str, str] = {}
        self._cells: list[Cell] = []
        self._path: list[tuple[str, _Holds]] = []

    def finished(self, tree: Node) -> CellReading:
        """Give everything read, the value of the tree last."""
        found = self.read(tree)
        if not found.is_cell or not self._cells or found.text != f"{{s{len(self._cells) - 1}}}":
            self._add(_guarded(found), _RESULT, compiled(tree))
        return CellReading(tuple(self._names), tuple(self._cells))

    def read(self, node: Node) -> _Piece:  # noqa: C901, PLR0911, PLR0912 -- one line for each kind of node
        match node:
            case NumberLiteral():
                return _Piece(node.text)
            case TextLiteral():
                return _Piece(quoted(node.value))
            case TruthLiteral():
                return _Piece("TRUE" if node.value else "FALSE")
            case ValueName():
                return _cell(self._names.setdefault(node.name, f"{{n{len(self._names)}}}"))
            case Negative():
                item = self.read(node.item)
                return _Piece(f"(-{item.at(_ATOM)})", _ATOM, item.needs)
            case Sum():
                return self._chain(node.items, node.signs, _SUM)
            case Product():
                return self._chain(node.items, node.signs, _PRODUCT)
            case Power():
                return self._called("POWER", [node.base, node.exponent])
            case Compare():
                return self._compare(node)
            case Logic():
                return self._called(node.word.upper(), node.items)
            case Not():
                return self._called("NOT", [node.item])
            case If():
                return self._if(node)
            case Call():
                return self._call(node)
            case Round():
                cell = self._snapped(node.item)
                return _Piece(rounded_text(cell.text, node.decimals, node.mode), _PRODUCT, cell.needs)
            case _:
                return self._table(node)

    def _chain(self, items: Sequence[Node], signs: Sequence[str], level: int) -> _Piece:
        pieces = [self.read(item) for item in items]
        text = pieces[0].at(level)
        for sign, piece in zip(signs, pieces[1:], strict=True):
            text += sign + piece.at(level + 1)
        return _Piece(text, level, _needs(pieces))

    def _called(self, name: str, items: Sequence[Node]) -> _Piece:
        pieces = [self.read(item) for item in items]
        return _Piece(f"{name}({','.join(piece.text for piece in pieces)})", _ATOM, _needs(pieces))

    def _compare(self, node: Compare) -> _Piece:
        test = "<>" if node.test == "!=" else node.test
        if self._is(TEXT, node.left) or self._is(TEXT, node.right):
            same = self._called("EXACT", [node.left, node.right])
            return same if test == "=" else _Piece(f"NOT({same.text})", _ATOM, same.needs)
        pieces = [self._snapped(item) for item in (node.left, node.right)]
        return _Piece(f"{pieces[0].text}{test}{pieces[1].text}", _COMPARE, _needs(pieces))

    def _is(self, kind: Kind, node: Node) -> bool:
        """Tell whether a node gives a text, or a condition."""
        match node:
            case TextLiteral():
                return kind is TEXT
            case TruthLiteral() | Compare() | Logic() | Not() | Call(function="given"):
                return kind is BOOLEAN
            case ValueName():
                return self._kinds.get(node.name) is kind
            case If():
                return self._is(kind, node.then) or self._is(kind, node.otherwise)
            case Call(function="else_if_missing"):
                return any(self._is(kind, item) for item in node.items)
            case _:
                return False

    def _snapped(self, node: Node) -> _Piece:
        """Give the operand of a jump: a cell with 12 significant digits, or a literal; a condition as it is."""
        if (number := constant(node)) is not None:
            return _Piece(snapped_number(number))
        if self._is(BOOLEAN, node):
            return self._kept(node, self.read(node), _CONDITION)
        cell = self._kept(node, self.read(node), _PART)
        text = _guarded(_Piece(snapped_text(cell.text), _ATOM, cell.needs))
        return _cell(self._add(text, _DIGITS, partial(_digits, compiled(node))))

    def _if(self, node: If) -> _Piece:
        condition, holds = self._kept(node.condition, self.read(node.condition), _CONDITION), compiled(node.condition)
        with self._taken(f"{condition.text}=TRUE", lambda *given: holds(*given) is True):
            then = self.read(node.then)
        with self._taken(f"{condition.text}=FALSE", lambda *given: holds(*given) is False):
            otherwise = self.read(node.otherwise)
        text = f"IF({condition.text},{_guarded(then)},{_guarded(otherwise)})"
        found = _Piece(text, _ATOM, condition.needs)
        return found if not then.needs and not otherwise.needs else self._kept(node, found, _PART)

    @contextmanager
    def _taken(self, condition: str, holds: _Holds) -> Iterator[None]:
        self._path.append((condition, holds))
        yield
        self._path.pop()

    def _call(self, node: Call) -> _Piece:
        match node.function:
            case "given":
                item = self.read(node.items[0])
                return _Piece(f"NOT({_absent(item)})" if item.needs else "TRUE")
            case "else_if_missing":
                return self._else_if_missing(node)
            case "clip":
                item, low, high = (self.read(item) for item in node.items)
                return _Piece(f"MIN(MAX({item.text},{low.text}),{high.text})", _ATOM, _needs([item, low, high]))
            case "floor":
                cell = self._snapped(node.items[0])
                return _Piece(f"INT({cell.text})", _ATOM, cell.needs)
            case _:
                return self._called(_NAMES[node.function], node.items)

    def _else_if_missing(self, node: Call) -> _Piece:
        item = self.read(node.items[0])
        if not item.needs:
            return item
        first = compiled(node.items[0])
        with self._taken(_absent(item), lambda *given: first(*given) is None):
            instead = self.read(node.items[1])
        found = _Piece(f"IF({_absent(item)},{_guarded(instead)},{item.text})")
        return self._kept(node, found, _PART) if instead.needs else found

    def _table(self, node: Table) -> _Piece:
        match node.rows:
            case BandRows():
                return self._bands(self._snapped(node.item), node.rows)
            case LineRows():
                return self._line(self._kept(node.item, self.read(node.item), _PART), node.rows)
            case StepRows():
                item = self._kept(node.item, self.read(node.item), _PART)
                return _Piece(_steps(item.text, node.rows), _PRODUCT, item.needs)
            case rows:
                return self._pick(self._kept(node.item, self.read(node.item), _PART), cast("PickRows", rows))

    def _bands(self, item: _Piece, rows: BandRows) -> _Piece:
        tests = [
            (f"{item.text}{row.test}{snapped_number(Fraction(row.bound))}", number_text(row.value)) for row in rows.rows
        ]
        return self._first(item, tests, number_text(rows.otherwise))

    def _line(self, item: _Piece, rows: LineRows) -> _Piece:
        x, points = item.text, [(number_text(x), number_text(y)) for x, y in rows.points]
        tests = [(f"{x}<={points[0][0]}", points[0][1])]
        for (x0, y0), (x1, y1) in pairwise(points):
            tests.append((f"{x}<={x1}", f"{y0}+({x}-{x0})*({y1}-{y0})/({x1}-{x0})"))
        return self._first(item, tests, points[-1][1])

    def _pick(self, item: _Piece, rows: PickRows) -> _Piece:
        entries = dict(reversed(rows.entries))
        tests = [(f"EXACT({item.text},{quoted(text)})", number_text(value)) for text, value in entries.items()]
        return self._first(item, tests, "NA()" if rows.otherwise is None else number_text(rows.otherwise))

    @staticmethod
    def _first(item: _Piece, tests: Sequence[tuple[str, str]], otherwise: str) -> _Piece:
        """Give the value of the first test that holds."""
        text = otherwise
        for test, value in reversed(tests):
            text = f"IF({test},{value},{text})"
        return _Piece(text, _ATOM, item.needs)

    def _kept(self, node: Node, piece: _Piece, what: tuple[str, str]) -> _Piece:
        """Give a piece a cell of its own; one that is a cell already stays."""
        return piece if piece.is_cell else _cell(self._add(_guarded(piece), what, compiled(node)))

    def _add(self, text: str, what: tuple[str, str], shows: Exact) -> str:
        """Add a cell; on a branch that is not taken it stays empty."""
        for condition, holds in reversed(self._path):
            text, shows = f'IF({condition},{text},"")', partial(_where, holds, shows)
        self._cells.append(Cell(text, *what, shows))
        return f"{{s{len(self._cells) - 1}}}"


def _cell(name: str) -> _Piece:
    return _Piece(name, _ATOM, (name,))


def _needs(pieces: Iterable[_Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(need for piece in pieces for need in piece.needs))


def _absent(piece: _Piece) -> str:
    """Give the test that a piece has no value."""
    tests = [f'{need}=""' for need in piece.needs]
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def _guarded(piece: _Piece) -> str:
    """Give the text of a piece, empty where it has no value."""
    return f'IF({_absent(piece)},"",{piece.text})' if piece.needs else piece.text


def _steps(x: str, rows: StepRows) -> str:
    """Give the sum of rate times part over the tranches, odd in the item."""
    parts, low = [], "0"
    for bound, rate in rows.tranches:
        parts.append(f"{number_text(rate)}*MAX(0,MIN(ABS({x}),{number_text(bound)})-{low})")
        low = number_text(bound)
    parts.append(f"{number_text(rows.otherwise)}*MAX(0,ABS({x})-{low})")
    return f"SIGN({x})*({'+'.join(parts)})"


def _digits(compute: Exact, values: Mapping[str, Value], precision: Precision) -> Value | Fault:
    """Give what a formula gives, to 12 significant digits."""
    found = compute(values, precision)
    return snap(found, precision) if isinstance(found, Fraction | Ball) else found


def _where(holds: _Holds, shows: Exact, values: Mapping[str, Value], precision: Precision) -> Value | Fault:
    """Give what is shown on a branch; missing where it is not taken."""
    return shows(values, precision) if holds(values, precision) else None
