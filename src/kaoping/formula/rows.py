"""The rows of the tables inside a formula: `< 60: 0, else: 10`, read from the parser's tokens."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from kaoping.formula import messages
from kaoping.formula.syntax import (
    Band,
    BandRows,
    BoundTest,
    LineRows,
    PickRows,
    Rows,
    StepRows,
    TableKind,
    TableName,
    TableNumber,
)

if TYPE_CHECKING:
    from kaoping.formula.grammar import Reader

USAGE: dict[str, str] = {
    "bands": "bands(x, < 60: 0, <= 80: 5, else: 10)",
    "line": "line(x, 10: 100, 70: 0)",
    "steps": "steps(x, 10: 0.05, 20: 0.025, else: 0)",
    "pick": 'pick(kind, "minor": 0.5, "major": 1)',
}
_LEAST = {"bands": 1, "line": 2, "steps": 1, "pick": 1}
CHECK_SIGNS = (
    "请检查此处及之前的括号、逗号和运算符。",
    "Check the brackets, commas and operators up to here.",
)
_ONLY_NUMBERS = (
    '表中只能写数，不能写名称、参数或算式；要用名称的，请写“if kind = "major" then full else 0”这样的公式。',
    'Only numbers stand in a table, no names; for these write a formula like if kind = "major" then full else 0.',
)
_BOUND_TESTS = frozenset({"<", "<=", ">", ">=", "="})

Places = tuple[tuple[int, int], ...]


def read_rows(reader: Reader, kind: TableKind, start: int) -> tuple[Rows | TableName, Places]:
    """Read what follows the first comma of a table, up to the closing bracket; `start` is the table's."""
    token = reader.next
    if token.kind == "name":
        reader.advance()
        return TableName(token.start, token.end, token.text), ()
    heads: list[tuple[str, str | TableNumber]] = []
    values: list[TableNumber] = []
    places: list[tuple[int, int]] = []
    otherwise: TableNumber | None = None
    while True:
        begin = reader.next.start
        if kind != "line" and reader.take("word", "else"):
            reader.expect(":", "“:”", '":"')
            otherwise = signed_number(reader)
            if reader.next.text == ",":
                raise reader.unexpected("“)”（else 是最后一行）", '")" (else is the last row)')
            break
        heads.append(_head(reader, kind))
        reader.expect(":", "“:”", '":"')
        values.append(signed_number(reader))
        places.append((begin, reader.last_end))
        if not reader.take("sign", ","):
            break
    return _rows(reader, kind, start, heads, values, otherwise), tuple(places)


def signed_number(reader: Reader) -> TableNumber:
    """Read a number, or a quotient of two, with an optional sign and without unit."""
    sign = -1 if reader.take("sign", "-") else 1
    number = sign * _plain_number(reader)
    if not reader.take("sign", "/"):
        return number
    start = reader.next.start
    divisor = _plain_number(reader)
    if divisor:
        return Fraction(number) / Fraction(divisor)
    reader.note(messages.DIVISOR_IS_ZERO, start, reader.last_end)
    return number


def _plain_number(reader: Reader) -> Decimal:
    """Read a number without sign or unit."""
    token = reader.next
    if token.kind != "number":
        hint = _ONLY_NUMBERS if token.kind in {"name", "text"} else CHECK_SIGNS
        raise reader.unexpected("数（如 0.5、-1、1/3）", "a number (such as 0.5, -1 or 1/3)", hint)
    reader.advance()
    if token.unit is not None:
        reader.note(messages.UNIT_IN_TABLE, token.start, token.end)
    return Decimal(token.text)


def _head(reader: Reader, kind: TableKind) -> tuple[str, str | TableNumber]:
    token = reader.next
    if kind == "pick":
        if token.kind != "text":
            raise reader.unexpected("双引号内的文本", 'a text in "quotes"')
        reader.advance()
        return "", token.text
    if kind == "bands":
        if token.kind != "sign" or token.text not in _BOUND_TESTS:
            raise reader.unexpected("“<”“<=”“>”“>=”“=”或“else”", '"<", "<=", ">", ">=", "=" or "else"')
        reader.advance()
        return token.text, signed_number(reader)
    return "", signed_number(reader)


def _rows(
    reader: Reader,
    kind: TableKind,
    start: int,
    heads: list[tuple[str, str | TableNumber]],
    values: list[TableNumber],
    otherwise: TableNumber | None,
) -> Rows:
    shown = {"name": kind, "usage": USAGE[kind], "least": str(_LEAST[kind])}
    if len(heads) < _LEAST[kind]:
        reader.note(messages.TOO_FEW_ROWS, start, reader.last_end, **shown)
    if kind == "pick":
        entries = [(cast("str", head), value) for (_, head), value in zip(heads, values, strict=True)]
        return PickRows(tuple(entries), otherwise)
    pairs = [(cast("TableNumber", head), value) for (_, head), value in zip(heads, values, strict=True)]
    if kind == "line":
        return LineRows(tuple(pairs))
    if otherwise is None:
        reader.note(messages.NO_ELSE, start, reader.last_end, **shown)
        otherwise = Decimal(0)
    if kind == "steps":
        return StepRows(tuple(pairs), otherwise)
    tests = [cast("BoundTest", test) for test, _ in heads]
    bands = [Band(test, *pair) for test, pair in zip(tests, pairs, strict=True)]
    return BandRows(tuple(bands), otherwise)
