"""The check of a formula against its place: kinds, units of measure, names, tables and impossible numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kaoping.errors import Message, Problem
from kaoping.formula import hints, messages
from kaoping.formula.checking_numbers import number_problems
from kaoping.formula.formula import Formula
from kaoping.formula.kinds import BOOLEAN, TEXT, Kind, Number, Place
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
    constant,
    walk,
)
from kaoping.formula.units import PURE, UnitOfMeasure

__all__ = ["check"]

_WORDS = {"number": ("数", "a number"), "boolean": ("是否判断", "a condition"), "text": ("文本", "a text")}


def check(formula: Formula, place: Place) -> list[Problem]:
    """Give everything wrong with a formula at its place, in the order of the text."""
    checker = _Checker(formula, place)
    found = checker.found(formula.tree)
    checker.result(found)
    for node in walk(formula.tree):
        for message, start, end, values in number_problems(node):
            checker.note(message, start, end, values)
    return sorted(checker.problems, key=_order)


def _order(problem: Problem) -> tuple[int, int, str]:
    where = problem.where
    return (getattr(where, "line", 0), getattr(where, "column", 0), problem.code)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a node gives; kind None where a mistake below leaves it open. `is_constant`: bare numbers only."""

    kind: Kind | None
    is_constant: bool = False

    @property
    def unit(self) -> UnitOfMeasure | None:
        return self.kind.unit if isinstance(self.kind, Number) else None

    @property
    def factor(self) -> UnitOfMeasure | None:
        """The unit in a product, where a bare number is pure."""
        return PURE if self.is_constant else self.unit


_OPEN = _Found(None)
_CONDITION = _Found(BOOLEAN)


class _Checker:
    def __init__(self, formula: Formula, place: Place) -> None:
        self.problems: list[Problem] = []
        self._formula, self._place = formula, place

    def note(self, message: Message, start: int, end: int, values: Mapping[str, str]) -> None:
        """Note a problem at characters of the formula."""
        self.problems.append(Problem(message, self._formula.place(start, end), values))

    def result(self, found: _Found) -> None:
        """Compare what the formula gives with what the place needs."""
        tree, wanted = self._formula.tree, self._place.result
        if found.kind is None:
            return
        if _word(found.kind) != _word(wanted):
            self.note(messages.WRONG_RESULT_KIND, tree.start, tree.end, _kinds(wanted, found.kind))
            return
        unit = wanted.unit if isinstance(wanted, Number) else None
        if unit is not None and found.unit is not None and found.unit != unit:
            values = {"expected": _shown(unit), "found": _shown(found.unit)}
            values |= hints.mend(str(unit), str(found.unit), str(unit.times(found.unit, -1)))
            self.note(messages.WRONG_RESULT_UNIT, tree.start, tree.end, values)

    def found(self, node: Node) -> _Found:  # noqa: C901, PLR0911, PLR0912 -- one line for each kind of node
        """Give what a node gives, noting what is wrong in it."""
        match node:
            case NumberLiteral():
                return _Found(Number(node.unit), is_constant=node.unit is None)
            case TextLiteral():
                return _Found(TEXT)
            case TruthLiteral():
                return _CONDITION
            case ValueName():
                return self._name(node)
            case Negative() | Round():
                return self._number(node.item)
            case Sum():
                return self._same(node, [self._number(item) for item in node.items], node.signs[0])
            case Product():
                return self._product(node)
            case Power():
                return self._power(node)
            case Compare():
                return self._compare(node)
            case Logic():
                for item in node.items:
                    self._condition(item)
                return _CONDITION
            case Not():
                self._condition(node.item)
                return _CONDITION
            case If():
                self._condition(node.condition)
                return self._same(node, [self.found(node.then), self.found(node.otherwise)], "if")
            case Call():
                return self._call(node)
            case _:
                return self._table(node)

    def _name(self, node: ValueName) -> _Found:
        name = self._place.names.get(node.name)
        if name is None:
            self.note(messages.UNKNOWN_NAME, node.start, node.end, hints.near(node.name, self._place.names))
            return _OPEN
        return _Found(name.kind)

    def _wanted(self, node: Node, wanted: Kind) -> _Found:
        found = self.found(node)
        if found.kind is not None and _word(found.kind) != _word(wanted):
            self.note(messages.WRONG_KIND, node.start, node.end, _kinds(wanted, found.kind))
            return _OPEN
        return found

    def _number(self, node: Node) -> _Found:
        return self._wanted(node, Number())

    def _condition(self, node: Node) -> None:
        self._wanted(node, BOOLEAN)

    def _same(self, node: Node, items: list[_Found], place: str) -> _Found:
        """Give what items of one kind and unit give; the first that has a unit sets it."""
        known = [item for item in items if item.kind is not None]
        if len(known) < len(items):
            return _OPEN
        first = items[0]
        for item in items[1:]:
            if _word(item.kind) != _word(first.kind):
                self.note(messages.KINDS_DIFFER, node.start, node.end, _pair(first.kind, item.kind, place))
                return _OPEN
        units = [item.unit for item in items if item.unit is not None]
        for unit in units[1:]:
            if unit != units[0]:
                values = {"left": _shown(units[0]), "right": _shown(unit), "place": place}
                values |= hints.mend(str(units[0]), str(unit), str(units[0].times(unit, -1)))
                self.note(messages.UNITS_DIFFER, node.start, node.end, values)
                return _OPEN
        if not isinstance(first.kind, Number):
            return first
        common = units[0] if units else None
        return _Found(Number(common), is_constant=all(item.is_constant for item in items))

    def _product(self, node: Product) -> _Found:
        items = [self._number(item) for item in node.items]
        if any(item.kind is None for item in items):
            return _OPEN
        if all(item.is_constant for item in items):
            return items[0]
        unit: UnitOfMeasure | None = PURE
        for item, sign in zip(items, ["*", *node.signs], strict=True):
            factor = item.factor
            unit = None if unit is None or factor is None else unit.times(factor, 1 if sign == "*" else -1)
        return _Found(Number(unit))

    def _power(self, node: Power) -> _Found:
        base, exponent = self._number(node.base), self._number(node.exponent)
        self._pure(node.exponent, exponent, "^")
        if base.kind is None or base.is_constant:
            return base if exponent.is_constant else _Found(Number(PURE))
        times = constant(node.exponent)
        if times is not None and times.denominator == 1 and abs(times) <= _MOST_POWER:
            return _Found(Number(None if base.unit is None else base.unit.to_the(int(times))))
        self._pure(node.base, base, "^")
        return _Found(Number(PURE))

    def _pure(self, node: Node, found: _Found, place: str) -> None:
        if found.unit is not None and not found.unit.is_pure:
            self.note(messages.NOT_PURE, node.start, node.end, {"unit": str(found.unit), "place": place})

    def _compare(self, node: Compare) -> _Found:
        items = [self.found(node.left), self.found(node.right)]
        same = self._same(node, items, node.test)
        if same.kind in {BOOLEAN, TEXT} and node.test not in {"=", "!="}:
            zh, en = _WORDS[_word(same.kind)]
            values = {"found_zh": zh, "found_en": en, "operator": node.test}
            self.note(messages.NO_ORDER, node.start, node.end, values)
        return _CONDITION

    def _call(self, node: Call) -> _Found:
        if node.function == "given":
            self.found(node.items[0])
            return _CONDITION
        if node.function == "else_if_missing":
            return self._same(node, [self.found(item) for item in node.items], node.function)
        items = [self._number(item) for item in node.items]
        if node.function in {"min", "max", "clip"}:
            return self._same(node, items, node.function)
        special: dict[str, Callable[[Call, _Found], _Found]] = {
            "exp": self._transcendental,
            "log": self._transcendental,
            "sqrt": self._root,
        }
        return special[node.function](node, items[0]) if node.function in special else items[0]

    def _transcendental(self, node: Call, item: _Found) -> _Found:
        self._pure(node.items[0], item, node.function)
        return item if item.is_constant else _Found(Number(PURE))

    def _root(self, node: Call, item: _Found) -> _Found:
        if item.unit is None:
            return item
        unit = item.unit.root()
        if unit is None:
            self.note(messages.ODD_ROOT, node.start, node.end, {"unit": str(item.unit)})
            return _OPEN
        return _Found(Number(unit))

    def _table(self, node: Table) -> _Found:
        self._wanted(node.item, TEXT if node.kind == "pick" else Number())
        if isinstance(node.rows, TableName):
            rows, tables = node.rows, self._place.tables
            kind = tables.get(rows.name)
            if kind is None:
                self.note(messages.UNKNOWN_TABLE, rows.start, rows.end, hints.near(rows.name, tables))
            elif kind != node.kind:
                values = {"name": rows.name, "kind": kind, "function": node.kind}
                self.note(messages.WRONG_TABLE, rows.start, rows.end, values)
        return _Found(Number())


_MOST_POWER = 1_000


def _word(kind: Kind | None) -> str:
    return "number" if isinstance(kind, Number) or kind is None else kind.value


def _shown(unit: UnitOfMeasure) -> str:
    return f"[{unit}]"


def _kinds(wanted: Kind, found: Kind) -> dict[str, str]:
    expected_zh, expected_en = _WORDS[_word(wanted)]
    found_zh, found_en = _WORDS[_word(found)]
    return {
        "expected_zh": expected_zh,
        "expected_en": expected_en,
        "found_zh": found_zh,
        "found_en": found_en,
        **_mend(wanted, found),
    }


def _mend(wanted: Kind, found: Kind) -> dict[str, str]:
    """Say how a condition becomes a number; else what to look at."""
    if isinstance(wanted, Number) and found == BOOLEAN:
        return {
            "mend_zh": "条件成立时计 1、否则计 0 的，请写“(if 条件 then 1 else 0)”。",
            "mend_en": "To count 1 where a condition holds, write `(if CONDITION then 1 else 0)`.",
        }
    return {"mend_zh": "请检查此处所用的名称或函数。", "mend_en": "Check the name or the function used here."}


def _pair(left: Kind | None, right: Kind | None, place: str) -> dict[str, str]:
    left_zh, left_en = _WORDS[_word(left)]
    right_zh, right_en = _WORDS[_word(right)]
    return {
        "left_zh": left_zh,
        "left_en": left_en,
        "right_zh": right_zh,
        "right_en": right_en,
        "place": place,
    }
