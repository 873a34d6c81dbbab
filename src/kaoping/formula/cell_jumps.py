"""Jumps as a spreadsheet writes them: 12 significant digits, official rounding, literals.

A spreadsheet has one ROUND, away from zero; half-even and truncation are written out around it. Everything works on
the number as a cell has it, a float: what is left of it after 12 digits lies far enough from its last bits.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kaoping.formula.numbers import plain
from kaoping.formula.syntax import Mode, TableNumber

__all__ = ["number_text", "quoted", "rounded_text", "snapped_number", "snapped_text"]

_POWER = "(11-INT(LOG10(ABS({v}))))"
_SNAPPED = "IF({v}=0,0,IF(ABS(ABS({v})*10^{n}-INT(ABS({v})*10^{n})-0.5)<0.0002,2*ROUND({v}/2,{n}),ROUND({v},{n})))"
_EVEN = "SIGN({v})*IF(ABS({y}-INT({y})-0.5)<=1E-13*{y},2*ROUND({y}/2,0),ROUND({y},0)){back}"
_CUT = "SIGN({v})*INT({y}*(1+1E-13)){back}"


def snapped_text(cell: str) -> str:
    """Give the number of a cell rounded half-even to 12 significant digits."""
    return _SNAPPED.replace("{n}", _POWER).replace("{v}", cell)


def rounded_text(cell: str, decimals: int, mode: Mode) -> str:
    """Give the official rounding of a cell that has 12 significant digits."""
    if mode == "half_up":
        return f"ROUND({cell},{decimals})"
    scale = str(10 ** abs(decimals))
    there, back = ("*", "/") if decimals >= 0 else ("/", "*")
    text = _EVEN if mode == "half_even" else _CUT
    scaled, undone = ("", "") if decimals == 0 else (there + scale, back + scale)
    return text.replace("{y}", f"(ABS({cell}){scaled})").replace("{v}", cell).replace("{back}", undone)


def number_text(number: TableNumber) -> str:
    """Write a number; in brackets where it is negative or the quotient of two."""
    if isinstance(number, Decimal):
        text = f"{number:f}"
        return f"({text})" if number < 0 else text
    if number.denominator == 1:
        return f"({number})" if number < 0 else str(number)
    return f"({number.numerator}/{number.denominator})"


def snapped_number(number: Fraction) -> str:
    """Write a number of at most 12 significant digits."""
    text = plain(number)
    return f"({text})" if number < 0 else text


def quoted(text: str) -> str:
    """Write a text; curly brackets are doubled, since they name cells in a template."""
    return '"' + text.replace('"', '""').replace("{", "{{").replace("}", "}}") + '"'
