from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formula.formulas import FREE, KINDS, ROWS, frame_of, numbers, truths
from kaoping.errors import EngineError
from kaoping.formula import (
    Ball,
    Fault,
    NeedsDigits,
    Precision,
    Value,
    check,
    columns,
    exact,
    parse,
)

NAMES = {name: pl.col(name) for name in KINDS}


def judged(text: str, values: dict[str, Value]) -> Value | Fault:
    compute = exact(parse(text))
    try:
        return compute(values, Precision())
    except NeedsDigits:
        return compute(values, Precision(200))


def agree(found: object, expected: Value | Fault, *, is_rounded: bool) -> bool:
    if isinstance(expected, Ball):
        expected = expected.mid
    if not isinstance(expected, Fraction) or isinstance(found, bool) or found is None:
        return found == expected
    assert isinstance(found, float)
    if is_rounded:
        return found == float(expected)
    return math.isfinite(found) and abs(Fraction(found) - expected) <= abs(expected) * Fraction(1, 10**9)


def compare(text: str, rows: list[dict[str, Value]]) -> int:
    """Assert that every row not flagged is as the exact reading has it; give the number of rows flagged."""
    reading = columns(parse(text), NAMES, KINDS)
    flag = pl.lit(value=False) if reading.flagged is None else reading.flagged
    frame = frame_of(rows).lazy().with_columns(value=reading.value, flagged=flag).collect()
    is_rounded = text.startswith(("round", "floor", "truncate", "bands")) and text.endswith(")")
    count = 0
    for values, found, flagged in zip(rows, frame["value"], frame["flagged"], strict=True):
        assert flagged is not None
        if flagged:
            count += 1
            continue
        expected = judged(text, values)
        assert agree(found, expected, is_rounded=is_rounded), (text, values, found, expected)
    return count


@settings(max_examples=settings().max_examples // 2)
@given(st.data(), st.lists(ROWS, min_size=20, max_size=30))
def test_what_is_not_flagged_is_exact(data: st.DataObject, rows: list[dict[str, Value]]) -> None:
    text = data.draw(st.one_of(numbers(3), truths(3)))

    compare(text, rows)


@settings(max_examples=settings().max_examples // 2)
@given(st.data(), st.lists(ROWS, min_size=20, max_size=30))
def test_roundings_not_flagged_are_exact(data: st.DataObject, rows: list[dict[str, Value]]) -> None:
    inner = data.draw(numbers(2))
    shape = data.draw(
        st.sampled_from(["round({}, 2, half_up)", "round({}, 1, half_even)", "floor({})", "truncate({}, 3)", "{}"])
    )

    compare(shape.format(inner), rows)


@given(numbers(2), st.lists(ROWS, min_size=4, max_size=8))
def test_random_formulas_are_sound(text: str, rows: list[dict[str, Value]]) -> None:
    problems = [problem.code for problem in check(parse(text), FREE)]

    # Impossible literals may occur; mistakes of kind or name may not.
    assert {code for code in problems if code not in {"F030", "F031", "F032", "F033"}} == set()
    for row in rows:
        judged(text, row)


def test_growth_in_tenths_is_right_for_all_plausible_pairs() -> None:
    pairs = [(x, t) for t in range(20, 400, 5) for x in range(t // 2, 2 * t, 1) if (10 * x) % t == 0 or x % 17 == 0]
    text = "floor((x / y - 1) / 0.1)"
    rows: list[dict[str, Value]] = [
        {"x": Fraction(x), "y": Fraction(t), "z": None, "p": None, "s": None} for x, t in pairs
    ]

    flagged = compare(text, rows)

    # Only x = t is left open: there the difference is zero, which floats alone cannot prove.
    assert flagged == sum(x == t for x, t in pairs)


EDGES: list[Value] = [
    None,
    *(
        Fraction(text)
        for text in [
            "0",
            "1",
            "-1",
            "0.5",
            "2.5",
            "-2.5",
            "0.125",
            "99.995",
            "100",
            "60",
            "59.9999999999",
            "60.0000000001",
            "1e-49",
            "1e50",
            "-1e50",
            "1e-40",
            "3",
            "100000000000.5",
            "123456789012.5",
            "60.00000000001",
        ]
    ),
]
SHAPES = [
    "x * y",
    "x / y",
    "x * y / 3 * x",
    "x - y",
    "x / y - 1",
    "0.1 + 0.2 - 0.3 + x",
    "x / 0",
    "x / (1 - 1)",
    "1 / (x - y)",
    "(x - y) * (x + y)",
    "(x - y) / (x + y + 0.1)",
    "min(x, y)",
    "max(x, y)",
    "min(x, 3)",
    "max(2, x)",
    "min(2, 3) * x",
    "max(2, 3) * x",
    "min(x - y, x / 3)",
    "max(x / 3 - y, 0)",
    "clip(x, y, 3)",
    "clip(x - y, 0, 1)",
    "abs(x - y)",
    "abs(-3) * -2 + x",
    "abs(x)",
    "-(x - y)",
    "-x",
    "exp(x)",
    "exp(x - y)",
    "log(x)",
    "log(x / y)",
    "log(x - y)",
    "sqrt(x)",
    "sqrt(x - y)",
    "sqrt(x / y)",
    "x ^ 2",
    "x ^ 0",
    "x ^ -3",
    "x ^ 2000",
    "x ^ 2.5",
    "x ^ -0.5",
    "x ^ y",
    "2 ^ x",
    "(x - y) ^ 2",
    "(x - y) ^ -2",
    "(x - y) ^ 0.5",
    "(x - y) ^ 0",
    "floor(x)",
    "floor(x - y)",
    "floor(x / y)",
    "floor(exp(x))",
    "round(x, 2, half_up)",
    "round(x, 2, half_even)",
    "round(x, -1, half_even)",
    "round(x, 0, half_up)",
    "round(x / y, 2, half_up)",
    "round(x - y, 2, half_even)",
    "round(x * 3, -2, half_up)",
    "round(2.345, 2, half_up) + x",
    "truncate(x, 2)",
    "truncate(x / y, 1)",
    "truncate(x - y, 1)",
    "truncate(x, -1)",
    "bands(x, < 60: 0, <= 100: 5, else: 10)",
    "bands(x - y, < 0: 0, = 0: 5, else: 10)",
    "bands(x / y, > 1: 0, >= 0.5: 5, else: 10)",
    "line(x, 0: 0, 60: 3, 100: -10)",
    "line(x - y, 0: 0, 60: 3, 100: -10)",
    "line(x / y, 0: 1, 1: 0)",
    "steps(x, 1: 0, 60: 3, else: 1)",
    "steps(x - y, 1: 0, 60: 3, else: 1)",
    "steps(x, 1: 1/20, 60: 1/40, else: 1/60)",
    "bands(x, < 1/3: -2/3, <= 100: 1/3, else: 1) - y",
    "x < y",
    "x <= y",
    "x > y",
    "x >= y",
    "x = y",
    "x != y",
    "x < 60",
    "60 <= x",
    "x != 60",
    "0 > x - y",
    "x - y >= 0",
    "x / 3 = y / 3",
    "x / 3 < y / 3",
    "x / 3 <= y / 3",
    "x / 3 > y / 3",
    "x / 3 >= y / 3",
    "x / 3 != y / 3",
    "exp(x) >= 60",
    "x / y = 1",
    "2 < 3",
    "x * 10 = y",
    "if x > y then 1 / (x - y) else x / 60",
    "if x = 0 then 0 else y / x",
    "if given(x) then 60 else 1 / 0",
    "if x > 60 then x else x - y",
    "if x > 60 then x >= y else y = 1",
    "else_if_missing(x, y / 3)",
    "else_if_missing(x - y, 1 / y)",
    "else_if_missing(x > 60, y > 60)",
    "min(x, 1 / 0 * x)",
    "0 * x + 5",
    "10 * x / 10",
    "(if x > 0 then 1 else 2) * (if y > 0 then 1 / 3 else y)",
]


@pytest.mark.parametrize("text", SHAPES)
def test_edges_are_exact_or_flagged(text: str) -> None:
    rows: list[dict[str, Value]] = [{"x": x, "y": y, "z": None, "p": None, "s": None} for x, y in product(EDGES, EDGES)]

    compare(text, rows)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("10 * x / y", ("80", "100")),
        ("min(10, 10 * x / y)", ("120", "100")),
        ("bands(x / y, < 0.5: 0, <= 0.8: 5, else: 10)", ("80", "100")),
        ("bands(x, < 60: 0, else: 10)", ("60", "0")),
        ("round(x, 2, half_even)", ("0.125", "0")),
        ("round(10 * x / y, 2, half_up)", ("80.45", "100")),
        ("if x >= y then 10 else 0", ("100", "100")),
        ("if x / 100 >= y / 100 then 10 else 0", ("87.5", "87.5")),
        ("if x - y >= 0 then 10 else 0", ("87.5", "87.5")),
        ("line(x, 0: 0, 100: 10)", ("0", "0")),
        ("line(x, 10: 0, 100: 10)", ("10", "0")),
        ("steps(x, 10: 0, 20: 1, else: 0)", ("10", "0")),
        ("log(x)", ("1", "0")),
        ("sqrt(x - y)", ("5", "5")),
    ],
)
def test_a_figure_on_a_jump_is_a_tie_and_not_doubtful(text: str, figures: tuple[str, str]) -> None:
    rows: list[dict[str, Value]] = [
        {"x": Fraction(figures[0]), "y": Fraction(figures[1]), "z": None, "p": None, "s": None}
    ]

    assert compare(text, rows) == 0


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("bands(x, < 60: 0, else: 10)", "60.000000001"),
        ("floor(x)", "2.99999999999"),
        ("round(x, 0, half_up)", "2.50000000001"),
        ("1 / x", "0"),
        ("log(x)", "0"),
        ("sqrt(x)", "-1"),
        ("x ^ 8", "1e50"),
        ("exp(x)", "700"),
        ("x - 0.1 - 0.2", "0.3"),
    ],
)
def test_a_figure_beside_a_jump_or_a_fault_is_flagged(text: str, x: str) -> None:
    rows: list[dict[str, Value]] = [{"x": Fraction(x), "y": None, "z": None, "p": None, "s": None}]

    assert compare(text, rows) == 1


@pytest.mark.parametrize("text", ["s = s", "p = p", 's != "a"', "p and p", 'if p then s else "x"', "p"])
def test_conditions_and_texts_need_no_flag(text: str) -> None:
    assert columns(parse(text), NAMES, KINDS).flagged is None


def test_a_number_alone_needs_no_flag_but_a_name_does() -> None:
    assert columns(parse("2 / 3"), NAMES).flagged is None
    assert columns(parse("x"), NAMES).flagged is not None


@pytest.mark.parametrize("text", ['pick(s, "a": 1, "b": 2)', 'pick(s, "a": 1, else: 7)', 'pick("a", "a": 1)'])
def test_texts_are_picked(text: str) -> None:
    rows: list[dict[str, Value]] = [{"x": None, "y": None, "z": None, "p": None, "s": s} for s in ("a", "b", "c", None)]

    assert compare(text, rows) == (1 if '"b"' in text else 0)


@pytest.mark.parametrize(
    "text", ["s", 'else_if_missing(s, "z")', 'if p then "a" else s', "given(s)", "if p then s else s"]
)
def test_texts_pass_as_they_are(text: str) -> None:
    rows: list[dict[str, Value]] = [
        {"x": None, "y": None, "z": None, "p": p, "s": s} for p, s in product([True, False, None], ["a", None])
    ]

    assert compare(text, rows) == 0


ROW: dict[str, Value] = {"x": Fraction(1), "y": Fraction(2), "z": None, "p": None, "s": None}


def test_a_formula_nested_often_is_read_in_layers() -> None:
    text = "x / 3"
    for _ in range(15):
        text = f"round(min({text}, y), 2, half_up)"

    assert compare(text, [ROW, {**ROW, "x": None}, {**ROW, "y": None}]) == 0


def test_a_condition_nested_often_is_read_in_layers() -> None:
    text = "p"
    for _ in range(10):
        text = f"(if x > y / 3 and {text} then not p else round(x / 3, 1, half_up) = 0.3)"

    assert compare(text, [{**ROW, "p": p} for p in (True, False, None)]) == 0


def test_a_formula_nested_too_deep_is_left_to_the_exact_reading() -> None:
    text = "x"
    for _ in range(13):
        text = f"-2^({text})*3+1"

    assert compare(text, [ROW]) == 1


def test_a_long_sum_is_read() -> None:
    text = " + ".join(["x"] * 400)

    assert compare(text, [{"x": Fraction("0.1"), "y": None, "z": None, "p": None, "s": None}]) == 0


def test_a_literal_too_large_for_a_float_is_flagged() -> None:
    assert compare("x + " + "9" * 400, [{"x": Fraction(1), "y": None, "z": None, "p": None, "s": None}]) == 1


@pytest.mark.parametrize("text", ["bands(x, rows)", "(x < y) + 1", "x and p", "not (x + 1)"])
def test_an_unsound_formula_is_our_own_fault(text: str) -> None:
    with pytest.raises(EngineError):
        columns(parse(text.replace("x and", "(x + 1) and")), NAMES, KINDS)


def test_whole_number_columns_are_taken_as_numbers() -> None:
    reading = columns(parse("x / 4"), {"x": pl.col("x")})

    assert pl.DataFrame({"x": [1, 2]}).select(reading.value)["x"].to_list() == [0.25, 0.5]
