from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from kaoping.formula import BandRows, LineRows, PickRows, Precision, StepRows, Value, bind, exact, parse
from kaoping.formula.syntax import Band, Node, ValueName, walk

ONE, TWO = Decimal(1), Decimal(2)


@pytest.mark.parametrize(
    ("text", "rows", "expected"),
    [
        ("bands(x, t)", BandRows((Band("<", ONE, ONE),), TWO), 2),
        ("line(x, t)", LineRows(((Decimal(0), Decimal(0)), (TWO, ONE))), Fraction(1, 2)),
        ("steps(x, t)", StepRows(((TWO, ONE),), TWO), 1),
        ('pick("a", t)', PickRows((("a", ONE),)), 1),
    ],
)
def test_a_table_name_becomes_its_rows(text: str, rows: BandRows, expected: Fraction) -> None:
    formula = bind(parse(text), tables={"t": rows})

    assert formula.tables == frozenset()
    assert exact(formula)({"x": Fraction(1)}, Precision()) == expected


def test_an_unknown_table_stays_a_name() -> None:
    assert bind(parse("bands(x, t)")).tables == {"t"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('if mode = "a" then x else y', {"x"}),
        ('if mode != "a" then x else y', {"y"}),
        ('if mode = "a" and z > 0 then x else y', {"x", "y", "z"}),
        ('if mode = "b" or z > 0 then x else y', {"x", "y", "z"}),
        ('if mode = "a" and true then x else y', {"x"}),
        ('if mode = "b" or false then x else y', {"y"}),
        ('if mode = "b" and z > 0 then x else y', {"x", "y", "z"}),
        ('if not (mode = "b") then x else y', {"x"}),
        ("if not p then x else y", {"p", "x", "y"}),
        ('if mode = "a" and p and q then x else y', {"p", "q", "x", "y"}),
        ('if kind = "a" then x else y', {"kind", "x", "y"}),
        ('-x + (if mode = "a" then 1 else y) * 2 ^ min(1, round(x, 1, half_up))', {"x"}),
        ('if mode = "a" then (if mode = "b" then x else y) else z', {"y"}),
        ('pick(mode, "a": 1) + x', {"x"}),
    ],
)
def test_text_parameters_decide_branches(text: str, names: set[str]) -> None:
    assert bind(parse(text), texts={"mode": "a"}).names == names


def test_a_condition_that_could_be_missing_is_not_folded_away() -> None:
    formula = bind(parse('if mode = "b" and z > 0 then 1 else 2'), texts={"mode": "a"})
    values: dict[str, Value] = {"z": None}

    assert exact(formula)(values, Precision()) is None


def test_one_open_condition_stands_alone() -> None:
    formula = bind(parse('mode = "a" and p'), texts={"mode": "a"})

    assert isinstance(formula.tree, ValueName)


def test_nothing_given_changes_nothing() -> None:
    formula = parse("if a < b and not p then min(a, 2) else bands(a, < 1: 2, else: 3) ^ 2")

    nodes: list[Node] = list(walk(bind(formula).tree))

    assert nodes == list(walk(formula.tree))
