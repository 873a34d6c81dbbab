from __future__ import annotations

from decimal import Decimal

import pytest

from formula.test_messages import PLACE
from kaoping.errors import Location
from kaoping.formula import BOOLEAN, PURE, Name, Number, Place, UnitOfMeasure, bind, check, parse
from kaoping.formula.syntax import Band, BandRows, LineRows, PickRows


@pytest.mark.parametrize(
    "text",
    [
        "full * actual / target",
        "min(full, full * actual / target)",
        "2",
        "-2 * 3",
        "clip(full, 0, 100)",
        "0.5[points/亿元] * actual",
        "0.5[points/亿元] * (actual - target) + full",
        "if actual >= target then full else 0",
        "if actual / target >= 0.8 and not ok or given(target) then full else full / 2",
        "full * (actual / target) ^ 1.5",
        "full * 2 ^ (actual / target)",
        "full * sqrt(actual ^ 2 / target ^ 2)",
        "full * sqrt(2)",
        "full * exp(log(actual / target))",
        "full * exp(2)",
        "full * log(2)",
        "full * sqrt(x)",
        "x * actual",
        "x ^ 2",
        "2 ^ 0.5",
        "full ^ 1",
        "round(full, 2, half_up) + truncate(full, 1) + floor(full) + abs(-full)",
        "bands(actual, < 60: 0, <= 80: 5, > 90: 9, else: 10)",
        "bands(actual, >= 90: 10, >= 80: 5, < 10: 1, = 50: 2, = 51: 3, else: 0)",
        "bands(actual, < 60: 0, < 61: 1, <= 61: 2, else: 3)",
        "bands(actual, > 60: 0, > 59: 1, >= 59: 2, else: 3)",
        "bands(actual, >= 60: 0, = 59: 1, <= 20: 2, = 21: 4, else: 3)",
        "bands(actual, = 60: 0, = 59: 1, else: 3)",
        "bands(actual, < 60: 0, = 60: 1, else: 3)",
        "full * line(actual, 1: 2, 3: 4)",
        "full * steps(actual, 1: 2, else: 4)",
        'full * pick(kind, "a": 1, "b": 2, else: 3)',
        'if kind = "a" or ok = true then full else full',
        "bands(actual, thresholds)",
        "else_if_missing(full, 0)",
        'full * pick(else_if_missing(kind, "a"), "a": 1)',
        "max(1, 2) * full",
        "full / 0.5",
        "(if ok then actual else target) / target * full",
    ],
)
def test_a_sound_formula_has_no_problems(text: str) -> None:
    assert check(parse(text), PLACE) == []


def test_all_problems_are_found_at_once_in_the_order_of_the_text() -> None:
    text = "full * actul + full / 0 + log(-1) * kind + (full > 1 and 2) + line(zzz, 3: 1, 2: 1) + bands(x, foo)"

    problems = check(parse(text), PLACE)

    assert [problem.code for problem in problems] == [
        "F020",
        "F030",
        "F031",
        "F023",
        "F023",
        "F023",
        "F020",
        "F034",
        "F021",
    ]


def test_a_mistake_below_is_not_told_again_above() -> None:
    problems = check(parse("actul + min(zzz, full) * -yyy ^ 2 + sqrt(uuu) * exp(vvv) / www"), PLACE)

    assert {problem.code for problem in problems} == {"F020"}


def test_rows_that_were_bound_are_checked_at_the_place_of_the_table() -> None:
    formula = bind(
        parse("full * line(actual, points) + bands(actual, thresholds) * pick(kind, kinds)"),
        tables={
            "points": LineRows(((d("2"), d("0")), (d("1"), d("1")))),
            "thresholds": BandRows((Band("<", d("2"), d("1")), Band("<", d("1"), d("2"))), d("0")),
            "kinds": PickRows((("a", d("1")), ("a", d("2")))),
        },
    )

    problems = check(formula, PLACE)

    assert [(problem.code, problem.place()) for problem in problems] == [
        ("F034", "formula:1:8"),
        ("F035", "formula:1:31"),
        ("F038", "formula:1:59"),
    ]


def d(text: str) -> Decimal:
    return Decimal(text)


def test_a_place_may_want_a_condition() -> None:
    place = Place("outcome", {"rank": Name(Number(PURE), "名次", "rank")}, result=BOOLEAN)

    problems = check(parse("rank"), place)

    assert check(parse("rank <= 3"), place) == []
    assert [(problem.code, problem.where) for problem in problems] == [("F028", Location("formula", 1, 1, 4, "rank"))]


def test_a_place_without_unit_takes_any() -> None:
    names = {"a": Name(Number(UnitOfMeasure.parse("km")), "甲", "a")}

    assert check(parse("a"), Place("free", names)) == []
    assert check(parse("a ^ 1.5"), Place("free", names))[0].code == "F026"
    assert check(parse("2 ^ a"), Place("free", names))[0].code == "F026"
