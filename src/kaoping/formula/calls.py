"""The calls of the grammar: functions, rounding and tables, with their number of arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from kaoping.formula import hints, messages
from kaoping.formula.rows import USAGE, read_rows
from kaoping.formula.syntax import Call, Mode, Node, Round, Table, TableKind

if TYPE_CHECKING:
    from kaoping.formula.grammar import Reader
    from kaoping.formula.tokens import Token

FUNCTIONS: dict[str, tuple[int, int | None, str]] = {
    "min": (2, None, "min(a, b, …)"),
    "max": (2, None, "max(a, b, …)"),
    "clip": (3, 3, "clip(x, low, high)"),
    "abs": (1, 1, "abs(x)"),
    "exp": (1, 1, "exp(x)"),
    "log": (1, 1, "log(x)"),
    "sqrt": (1, 1, "sqrt(x)"),
    "floor": (1, 1, "floor(x)"),
    "given": (1, 1, "given(x)"),
    "else_if_missing": (2, 2, "else_if_missing(x, y)"),
}
"""Name, least and most arguments (None: any number), usage."""

_ROUNDINGS = {"round": "round(x, 2, half_up)", "truncate": "truncate(x, 2)"}
_MODES = frozenset({"half_up", "half_even"})
_WHOLE = re.compile(r"[0-9]+\Z")
_MOST_DECIMALS = 12


def read_call(reader: Reader, name: Token) -> Node:
    """Read a call whose name and opening bracket are taken."""
    if name.text in USAGE:
        return _table(reader, name)
    if name.text in _ROUNDINGS:
        return _rounding(reader, name)
    items = _arguments(reader)
    found = FUNCTIONS.get(name.text)
    if found is None:
        known = [*FUNCTIONS, *_ROUNDINGS, *USAGE]
        reader.note(messages.UNKNOWN_FUNCTION, name.start, name.end, **hints.near(name.text, known))
    elif len(items) < found[0] or (found[1] is not None and len(items) > found[1]):
        _wrong_count(reader, name, len(items), found)
    return Call(name.start, reader.last_end, name.text, items)


def _arguments(reader: Reader) -> tuple[Node, ...]:
    if reader.take("sign", ")"):
        return ()
    items = [reader.nested()]
    while reader.take("sign", ","):
        items.append(reader.nested())
    reader.expect(")", "“,”或“)”", '"," or ")"')
    return tuple(items)


def _wrong_count(reader: Reader, name: Token, count: int, wanted: tuple[int, int | None, str]) -> None:
    least, most, usage = wanted
    expected_zh = f" {least}" if most == least else f"至少 {least}"
    plural = "argument" if least == 1 else "arguments"
    expected_en = f"{least} {plural}" if most == least else f"at least {least} arguments"
    values = {"name": name.text, "count": str(count), "usage": usage}
    values |= {"expected_zh": expected_zh, "expected_en": expected_en}
    reader.note(messages.WRONG_COUNT, name.start, reader.last_end, **values)


def _table(reader: Reader, name: Token) -> Node:
    kind = cast("TableKind", name.text)
    item = reader.nested()
    reader.expect(",", "“,”", '","')
    rows, places = read_rows(reader, kind, name.start)
    reader.expect(")", "“,”或“)”", '"," or ")"')
    return Table(name.start, reader.last_end, kind, item, rows, places)


def _rounding(reader: Reader, name: Token) -> Node:
    item = reader.nested()
    usage = _ROUNDINGS[name.text]
    wanted = 3 if name.text == "round" else 2
    decimals, mode, count = 0, "truncate", 1
    if reader.take("sign", ","):
        count += 1
        decimals = _decimals(reader, usage)
        if reader.take("sign", ","):
            count += 1
            mode = _mode(reader) if name.text == "round" else _extra(reader)
    while reader.take("sign", ","):
        count += 1
        reader.nested()
    reader.expect(")", "“,”或“)”", '"," or ")"')
    if count != wanted:
        _wrong_count(reader, name, count, (wanted, wanted, usage))
    return Round(name.start, reader.last_end, item, decimals, cast("Mode", mode))


def _decimals(reader: Reader, usage: str) -> int:
    begin = reader.next.start
    sign = -1 if reader.take("sign", "-") else 1
    token = reader.next
    whole = token.kind == "number" and token.unit is None and _WHOLE.match(token.text) is not None
    if whole and int(token.text) <= _MOST_DECIMALS:
        reader.advance()
        return sign * int(token.text)
    if token.kind in {"number", "name"}:
        reader.nested()
    reader.note(messages.WRONG_DECIMALS, begin, reader.last_end, usage=usage)
    return 0


def _mode(reader: Reader) -> str:
    token = reader.next
    if token.kind != "name":
        raise reader.unexpected("“half_up”或“half_even”", '"half_up" or "half_even"')
    reader.advance()
    if token.text not in _MODES:
        reader.note(messages.UNKNOWN_MODE, token.start, token.end, mode=token.text)
    return token.text


def _extra(reader: Reader) -> str:
    reader.nested()
    return "truncate"
