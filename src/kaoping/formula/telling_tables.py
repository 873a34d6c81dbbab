"""The telling of tables: the band with its reason, the line and the steps with their arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from kaoping.formula import printing
from kaoping.formula.ball import Ball
from kaoping.formula.exact_tables import band_test
from kaoping.formula.numbers import Precision, snap
from kaoping.formula.printing import PRODUCT, SIGNS, SUM, Printed, called
from kaoping.formula.syntax import Band, BandRows, LineRows, StepRows, Table, TableNumber, ValueName
from kaoping.formula.telling_conditions import CONTRARY

if TYPE_CHECKING:
    from kaoping.formula.telling import Teller

__all__ = ["table_told"]

_PRECISION = Precision(200)
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def table_told(teller: Teller, node: Table) -> Printed:
    """Print what a table gave."""
    match node.rows:
        case BandRows():
            return _bands(teller, node, node.rows)
        case LineRows():
            return _line(teller, node, node.rows)
        case StepRows():
            return _steps(teller, node, node.rows)
        case _:
            return _pick(teller, node)


def _bands(teller: Teller, node: Table, rows: BandRows) -> Printed:
    number, item = snap(teller.number(node.item), _PRECISION), teller.tell(node.item).at(SUM)
    found = next((place for place, row in enumerate(rows.rows) if band_test(row)(number)), len(rows.rows))
    before = rows.rows[found - 1] if found else None
    if found == len(rows.rows):
        teller.because(f"{item} {_contrary(cast('Band', before))}")
        return _number(rows.otherwise)
    row = rows.rows[found]
    lead = ""
    if before is not None and before.test[0] == row.test[0] != "=":
        turned = _TURNED[CONTRARY[before.test]]
        lead = f"{_number(before.bound).text} {SIGNS[turned]} "
    teller.because(f"{lead}{item} {SIGNS[row.test]} {_number(row.bound).text}")
    return _number(row.value)


def _contrary(row: Band) -> str:
    return f"{SIGNS[CONTRARY[row.test]]} {_number(row.bound).text}"


def _line(teller: Teller, node: Table, rows: LineRows) -> Printed:
    number, item = teller.number(node.item), teller.tell(node.item)
    middle = number.figure if isinstance(number, Ball) else number
    (first, low), (last, high) = rows.points[0], rows.points[-1]
    if middle <= Fraction(first):
        teller.because(f"{item.at(SUM)} ≤ {_number(first).text}")
        return _number(low)
    if middle >= Fraction(last):
        teller.because(f"{item.at(SUM)} ≥ {_number(last).text}")
        return _number(high)
    (x0, y0), (x1, y1) = next(pair for pair in pairwise(rows.points) if middle < Fraction(pair[1][0]))
    run = _difference(item, x0)
    rise, width = _difference(_number(y1), y0), _difference(_number(x1), x0)
    slope = f"{run.after(PRODUCT + 1)} × {rise.after(PRODUCT + 1)} ÷ {width.after(PRODUCT + 1)}"
    return printing.summed([_number(y0), Printed(slope, PRODUCT)], ["+"])


def _difference(item: Printed, other: TableNumber) -> Printed:
    return printing.summed([item, _number(other)], ["-"])


def _steps(teller: Teller, node: Table, rows: StepRows) -> Printed:
    number, item = teller.number(node.item), teller.tell(node.item)
    middle = number.figure if isinstance(number, Ball) else number
    if middle < 0:
        is_plain = item.text[1:].replace(".", "").isdigit()
        item = Printed(item.text[1:]) if is_plain else called("abs", [item.text], teller.lang)
    size = abs(middle)
    terms: list[Printed] = []
    below: TableNumber = Decimal(0)
    for bound, rate in rows.tranches:
        if size <= Fraction(bound):
            break
        terms.append(printing.multiplied([_number(rate), _number(_width(below, bound))], ["*"]))
        below = bound
    rate = next((rate for bound, rate in rows.tranches if bound > below), rows.otherwise)
    terms.append(printing.multiplied([_number(rate), _difference(item, below)], ["*"]))
    total = printing.summed(terms, ["+"] * (len(terms) - 1))
    return printing.negated(total) if middle < 0 else total


def _pick(teller: Teller, node: Table) -> Printed:
    text = str(teller.value(node.item))
    shown = teller.quoted(text)
    if isinstance(node.item, ValueName):
        teller.told.add(node.item.name)
        shown = f"{teller.label(node.item.name)} = {shown}"
    teller.because(shown)
    return printing.number(teller.number(node))


def _width(low: TableNumber, high: TableNumber) -> TableNumber:
    """Give the difference as it would be written: of two decimals a decimal."""
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return high - low
    return Fraction(high) - Fraction(low)


def _number(number: TableNumber) -> Printed:
    if isinstance(number, Fraction):
        over, under = printing.number(Fraction(number.numerator)), printing.number(Fraction(number.denominator))
        return printing.multiplied([over, under], ["/"])
    text = f"{abs(number):f}"
    return Printed(f"−{text}", printing.MINUS) if number < 0 else Printed(text)
