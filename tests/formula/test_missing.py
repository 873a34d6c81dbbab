"""Missing passes through every operator and function in every place; given and else_if_missing stop it."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest

from kaoping.formula import BOOLEAN, TEXT, Kind, Precision, Value, columns, exact, parse

WHOLE: dict[str, Value] = {"a": Fraction(2), "b": Fraction(3), "c": Fraction(4), "p": True, "q": False, "t": "u"}
KINDS: dict[str, Kind] = {"p": BOOLEAN, "q": BOOLEAN, "t": TEXT}
TYPES = {"p": pl.Boolean, "q": pl.Boolean, "t": pl.String}

STRICT = [
    "a + b",
    "a - b + c",
    "a * b",
    "a / b * c",
    "a * 0",
    "a / 0",
    "0 * a / b",
    "a ^ b",
    "a ^ 2",
    "a ^ 0",
    "a ^ -1",
    "a ^ 0.5",
    "-a",
    "a < b",
    "a <= b",
    "a > b",
    "a >= b",
    "a = b",
    "a != b",
    "a < 2",
    "2 >= a",
    "a = 0",
    't = "u"',
    't != "v"',
    "p and q",
    "q and p",
    "p or q",
    "q or p",
    "p and q and p",
    "not p",
    "p = q",
    "a < b and q",
    "if p then a else a",
    "if q then a else a",
    "if a < b then 1 else 2",
    "if p then p else q and p",
    'if p then t else "x"',
    "min(a, b)",
    "min(a, 2)",
    "min(2, a)",
    "min(a, b, c)",
    "max(a, b)",
    "max(a, 2)",
    "max(2, a)",
    "max(a, b, c)",
    "clip(a, 0, 1)",
    "clip(a, b, c)",
    "clip(3, b, c)",
    "abs(a)",
    "exp(a)",
    "log(a)",
    "sqrt(a)",
    "round(a, 1, half_up)",
    "round(a, -1, half_even)",
    "truncate(a, 1)",
    "floor(a)",
    "bands(a, < 1: 2, else: 3)",
    "line(a, 1: 2, 3: 4)",
    "steps(a, 1: 2, else: 3)",
    'pick(t, "u": 1, else: 2)',
    'pick(t, "u": 1)',
]
CASES = [(text, name) for text in STRICT for name in sorted(parse(text).names)]
# The branch not taken does not count: `if p then p else q and p` never looks at q.
UNTAKEN = {("if p then p else q and p", "q")}

STOPPED: list[tuple[str, str, Value]] = [
    ("given(a)", "a", False),
    ("given(a + b)", "a", False),
    ("given(t)", "t", False),
    ("not given(p)", "p", True),
    ("else_if_missing(a, b)", "a", Fraction(3)),
    ("else_if_missing(b, a)", "a", Fraction(3)),
    ("else_if_missing(a + b, c)", "a", Fraction(4)),
    ('else_if_missing(t, "w")', "t", "w"),
    ("else_if_missing(p, q)", "p", False),
    ("else_if_missing(a, a)", "a", None),
    ("if given(a) then a else 7", "a", Fraction(7)),
    ("if p then b else a", "a", Fraction(3)),
    ("if q then a else b", "a", Fraction(3)),
    ("if given(a) and a > 1 then 1 else 2", "a", None),
]


def by_columns(text: str, values: dict[str, Value]) -> object:
    frame = pl.DataFrame(
        {
            name: pl.Series(
                [float(value) if isinstance(value, Fraction) else value],
                dtype=TYPES.get(name, pl.Float64),
            )
            for name, value in values.items()
        }
    )
    reading = columns(parse(text), {name: pl.col(name) for name in values}, KINDS)
    return frame.select(value=reading.value)["value"][0]


@pytest.mark.parametrize(("text", "name"), [case for case in CASES if case not in UNTAKEN])
def test_missing_passes_through(text: str, name: str) -> None:
    values = {**WHOLE, name: None}

    assert exact(parse(text))(values, Precision()) is None
    assert by_columns(text, values) is None


@pytest.mark.parametrize(("text", "name", "expected"), STOPPED)
def test_given_and_else_if_missing_stop_it(text: str, name: str, expected: Value) -> None:
    values = {**WHOLE, name: None}

    assert exact(parse(text))(values, Precision()) == expected
    assert by_columns(text, values) == expected


@pytest.mark.parametrize("text", [text for text in STRICT if "/ 0" not in text])
def test_nothing_is_missing_where_all_is_given(text: str) -> None:
    found = exact(parse(text))(WHOLE, Precision())

    assert found is not None
    assert by_columns(text, WHOLE) is not None
