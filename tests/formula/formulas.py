"""Random formulas and random rows, chosen to sit on and beside jumps. Every formula is sound at FREE."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import polars as pl
from hypothesis import strategies as st

from kaoping.formula import BOOLEAN, TEXT, Kind, Name, Number, Place, Value

KINDS: dict[str, Kind] = {"x": Number(), "y": Number(), "z": Number(), "p": BOOLEAN, "s": TEXT}
FREE = Place("free", {name: Name(kind, f"甲{name}", name) for name, kind in KINDS.items()})
TYPES = {"x": pl.Float64, "y": pl.Float64, "z": pl.Float64, "p": pl.Boolean, "s": pl.String}

LITERALS = st.sampled_from(["0", "1", "2", "0.1", "0.5", "100", "60", "0.3", "3", "7.25", "1000", "0.001"])
TESTS = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
BOUNDS = st.lists(
    st.sampled_from(["-10", "-1", "0", "0.1", "0.3", "0.5", "1", "1.1", "2", "3", "10", "60", "100"]),
    min_size=2,
    max_size=4,
    unique=True,
).map(lambda found: sorted(found, key=Decimal))


def _calls(number: st.SearchStrategy[str], truth: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, number, st.sampled_from(["+", "-", "*", "/"]), number),
        st.builds("({} - {} + {})".format, number, number, number),
        st.builds("({} / {} * {})".format, number, number, number),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), number, number),
        st.builds("clip({}, {}, {})".format, number, LITERALS, number),
        st.builds("{}({})".format, st.sampled_from(["abs", "sqrt", "log", "exp", "floor", "-"]), number),
        st.builds("round({}, {}, {})".format, number, st.integers(-2, 4), st.sampled_from(["half_up", "half_even"])),
        st.builds("truncate({}, {})".format, number, st.integers(-2, 4)),
        st.builds("({})^{}".format, number, st.sampled_from(["2", "3", "-1", "0", "0.5", "(1/3)", "-2"])),
        st.builds("({})^({})".format, number, number),
        st.builds("(if {} then {} else {})".format, truth, number, number),
        st.builds("else_if_missing({}, {})".format, number, number),
        st.builds(_bands, number, BOUNDS, st.sampled_from(["<", "<=", "="])),
        st.builds(_line, number, BOUNDS),
        st.builds(_steps, number, BOUNDS),
    )


def _bands(item: str, bounds: list[str], test: str) -> str:
    rows = ", ".join(f"{test} {bound}: {place}" for place, bound in enumerate(bounds))
    return f"bands({item}, {rows}, else: 9)"


def _line(item: str, bounds: list[str]) -> str:
    rows = ", ".join(f"{bound}: {(7 * place) % 5 - 1}" for place, bound in enumerate(bounds))
    return f"line({item}, {rows})"


def _steps(item: str, bounds: list[str]) -> str:
    rows = ", ".join(f"{bound}: {(3 * place) % 4 - 1}/3" for place, bound in enumerate(bounds) if Decimal(bound) > 0)
    return f"steps({item}, {rows or '5: 1'}, else: 1/7)"


def _conditions(number: st.SearchStrategy[str], truth: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} {} {}".format, number, TESTS, number),
        st.builds("{} {} {}".format, number, TESTS, LITERALS),
        st.builds("({} {} {})".format, truth, st.sampled_from(["and", "or"]), truth),
        st.builds("(not ({}))".format, truth),
        st.builds("given({})".format, number),
    ).map("({})".format)


LEAVES = st.one_of(st.sampled_from(["x", "y", "z"]), LITERALS, st.just('pick(s, "a": 1, "b": 2.5)'))
TRUTHS = st.sampled_from(["p", "true", 's = "a"', "p = true", "given(s)"]).map("({})".format)


def numbers(depth: int) -> st.SearchStrategy[str]:
    """Give formulas of numbers, nested at most so deep."""
    if depth == 0:
        return LEAVES
    below = st.deferred(lambda: numbers(depth - 1))
    return st.one_of(LEAVES, _calls(below, truths(depth - 1)))


def truths(depth: int) -> st.SearchStrategy[str]:
    """Give formulas of conditions, nested at most so deep."""
    if depth == 0:
        return TRUTHS
    return st.one_of(TRUTHS, _conditions(numbers(depth - 1), st.deferred(lambda: truths(depth - 1))))


# A base, moved by so many units of its 12th to 15th digit, or not at all.
BASES = st.one_of(
    st.sampled_from(
        [
            "0",
            "1",
            "-1",
            "2",
            "0.1",
            "0.3",
            "0.5",
            "60",
            "100",
            "110",
            "1.1",
            "0.15",
            "2.5",
            "0.125",
            "1000",
            "99.995",
            "-2.5",
            "1e-9",
            "1e12",
        ]
    ),
    st.decimals(min_value=-1000, max_value=1000, places=2).map(str),
)
MOVES = st.sampled_from(
    [
        "0",
        "0",
        "0",
        "0",
        "1e-15",
        "-1e-15",
        "1e-13",
        "-1e-13",
        "3e-12",
        "-3e-12",
        "1e-11",
        "2e-10",
        "-2e-10",
        "1e-9",
        "1e-6",
    ]
)


def _moved(base: str, move: str) -> Fraction:
    # A float64 input is its shortest decimal.
    return Fraction(repr(float(Decimal(base) * (1 + Decimal(move)))))


FIGURES = st.one_of(st.none(), st.builds(_moved, BASES, MOVES), st.builds(_moved, BASES, st.just("0")))
ROWS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {
        "x": FIGURES,
        "y": FIGURES,
        "z": FIGURES,
        "p": st.sampled_from([True, False, None]),
        "s": st.sampled_from(["a", "b", "c", None]),
    }
)


def frame_of(rows: list[dict[str, Value]]) -> pl.DataFrame:
    """Give the rows as a table of floats, booleans and texts."""
    return pl.DataFrame(
        {
            name: pl.Series(
                [float(row[name]) if isinstance(row[name], Fraction) else row[name] for row in rows],  # type: ignore[arg-type]  # a fraction
                dtype=dtype,
            )
            for name, dtype in TYPES.items()
        }
    )
