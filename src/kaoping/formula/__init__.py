"""The closed formula language: parsed and checked once, read exactly, as columns, as cells and in words.

Row-wise only: what looks at other rows is a group operation, what changes the key is a reduction.
"""

from kaoping.formula.ball import Ball, greater, lesser
from kaoping.formula.binding import bind
from kaoping.formula.cell_jumps import number_text, snapped_text
from kaoping.formula.cells import Cell, CellReading, cells
from kaoping.formula.checking import check
from kaoping.formula.columns import ColumnReading, columns
from kaoping.formula.exact import Fault, exact, power, root
from kaoping.formula.formula import Formula, parse
from kaoping.formula.kinds import BOOLEAN, TEXT, Kind, Name, Number, Place
from kaoping.formula.numbers import NeedsDigits, Precision, Value, cut, plain, round_value, snap
from kaoping.formula.syntax import Band, BandRows, LineRows, PickRows, Rows, StepRows, TableName
from kaoping.formula.units import PURE, UnitOfMeasure
from kaoping.formula.words import Sentence, words

__all__ = [
    "BOOLEAN",
    "PURE",
    "TEXT",
    "Ball",
    "Band",
    "BandRows",
    "Cell",
    "CellReading",
    "ColumnReading",
    "Fault",
    "Formula",
    "Kind",
    "LineRows",
    "Name",
    "NeedsDigits",
    "Number",
    "PickRows",
    "Place",
    "Precision",
    "Rows",
    "Sentence",
    "StepRows",
    "TableName",
    "UnitOfMeasure",
    "Value",
    "bind",
    "cells",
    "check",
    "columns",
    "cut",
    "exact",
    "greater",
    "lesser",
    "number_text",
    "parse",
    "plain",
    "power",
    "root",
    "round_value",
    "snap",
    "snapped_text",
    "words",
]
