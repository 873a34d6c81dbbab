"""Numbers that cannot work wherever the formula stands: a zero divisor, crossed limits, rows out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from kaoping.errors import Message
from kaoping.formula import messages
from kaoping.formula.numbers import plain
from kaoping.formula.syntax import (
    Band,
    BandRows,
    Call,
    LineRows,
    Node,
    PickRows,
    Power,
    Product,
    StepRows,
    Table,
    TableNumber,
    constant,
)

__all__ = ["number_problems"]

Found: TypeAlias = tuple[Message, int, int, dict[str, str]]

_MOST_POWER = 1_000


def number_problems(node: Node) -> Iterator[Found]:
    """Give what is wrong with the literals of one node: message, start, end and values."""
    match node:
        case Product():
            for sign, item in zip(node.signs, node.items[1:], strict=True):
                if sign == "/" and constant(item) == 0:
                    yield messages.DIVISOR_IS_ZERO, item.start, item.end, {}
        case Power():
            number = constant(node.exponent)
            if number is not None and abs(number) > _MOST_POWER:
                shown = {"number": plain(number)}
                yield messages.POWER_TOO_LARGE, node.exponent.start, node.exponent.end, shown
        case Call():
            yield from _call_problems(node)
        case Table():
            yield from _table_problems(node)
        case _:
            return


def _call_problems(node: Call) -> Iterator[Found]:
    number = constant(node.items[0])
    if node.function == "log" and number is not None and number <= 0:
        yield messages.LOG_OF_LITERAL, node.start, node.end, {"number": plain(number)}
    if node.function == "sqrt" and number is not None and number < 0:
        yield messages.ROOT_OF_LITERAL, node.start, node.end, {"number": plain(number)}
    if node.function == "clip":
        low, high = constant(node.items[1]), constant(node.items[2])
        if low is not None and high is not None and low > high:
            yield messages.LIMITS_CROSSED, node.start, node.end, {"low": plain(low), "high": plain(high)}


def _table_problems(node: Table) -> Iterator[Found]:
    match node.rows:
        case LineRows(points):
            yield from _descending(node, [x for x, _ in points], None)
        case StepRows(tranches):
            yield from _descending(node, [bound for bound, _ in tranches], Decimal(0))
        case BandRows(rows):
            yield from _unreachable(node, rows)
        case PickRows(entries):
            texts = [text for text, _ in entries]
            for place, text in enumerate(texts):
                if text in texts[:place]:
                    yield messages.LISTED_TWICE, *_row(node, place), {"text": text}
        case _:
            return


def _row(node: Table, place: int) -> tuple[int, int]:
    """Give the place of a row; of the table's name where the rows were bound."""
    return node.places[place] if node.places else (node.start, node.end)


def _descending(node: Table, bounds: Sequence[TableNumber], before: TableNumber | None) -> Iterator[Found]:
    for place, bound in enumerate(bounds):
        if before is not None and bound <= before:
            values = {"name": node.kind, "bound": _shown(bound), "before": _shown(before)}
            yield messages.NOT_ASCENDING, *_row(node, place), values
        before = bound


def _unreachable(node: Table, rows: tuple[Band, ...]) -> Iterator[Found]:
    for place, row in enumerate(rows):
        for earlier in rows[:place]:
            if _covers(earlier, row):
                values = {"earlier": _test(earlier), "later": _test(row)}
                yield messages.NEVER_REACHED, *_row(node, place), values
                break


def _covers(earlier: Band, later: Band) -> bool:
    """Whether every number that the later test takes was taken by the earlier one."""
    upward, downward = {">", ">="}, {"<", "<="}
    if later.test == "=":
        return _holds(earlier, later.bound)
    for side, is_beyond in ((upward, later.bound > earlier.bound), (downward, later.bound < earlier.bound)):
        if later.test in side and earlier.test in side:
            is_same = later.bound == earlier.bound
            return is_beyond or (is_same and (len(earlier.test) >= len(later.test)))
    return False


def _holds(band: Band, number: TableNumber) -> bool:
    match band.test:
        case "<":
            return number < band.bound
        case "<=":
            return number <= band.bound
        case ">":
            return number > band.bound
        case ">=":
            return number >= band.bound
        case _:
            return number == band.bound


def _test(row: Band) -> str:
    return f"{row.test} {_shown(row.bound)}"


def _shown(number: TableNumber) -> str:
    return plain(Fraction(number))
