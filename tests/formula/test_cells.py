"""The cells reading: which formulas it writes, and that each cell shows what the exact reading says of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaoping.formula import BOOLEAN, TEXT, Ball, Cell, Precision, Value, cells, number_text, parse, snapped_text

DIGITS = snapped_text("{v}")


def told(text: str, **kinds: object) -> list[str]:
    """Give the cells of a formula; the long text of 12 significant digits of a cell c as digits(c)."""
    reading = cells(parse(text), kinds)  # type: ignore[arg-type]  # kinds of the language
    out = []
    for cell in reading.cells:
        template = cell.template
        for place in [f"{{n{at}}}" for at in range(4)] + [f"{{s{at}}}" for at in range(9)]:
            template = template.replace(snapped_text(place), f"digits({place})")
        out.append(template)
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.5", ["1.5"]),
        ("x", ['IF({n0}="","",{n0})']),
        ("x - (y - 2) * 3 / -x", ['IF(OR({n0}="",{n1}=""),"",{n0}-({n1}-2)*3/(-{n0}))']),
        ("-2^2", ["(-POWER(2,2))"]),
        ("2^x", ['IF({n0}="","",POWER(2,{n0}))']),
        ("min(x, 2) + max(x, 3) + abs(x)", ['IF({n0}="","",MIN({n0},2)+MAX({n0},3)+ABS({n0}))']),
        ("exp(x) * log(x) * sqrt(x)", ['IF({n0}="","",EXP({n0})*LN({n0})*SQRT({n0}))']),
        ("clip(x, 0, 10)", ['IF({n0}="","",MIN(MAX({n0},0),10))']),
        ("floor(x)", ['IF({n0}="","",digits({n0}))', 'IF({s0}="","",INT({s0}))']),
        (
            "floor(x / 3)",
            ['IF({n0}="","",{n0}/3)', 'IF({s0}="","",digits({s0}))', 'IF({s1}="","",INT({s1}))'],
        ),
        ("round(x, 1, half_up)", ['IF({n0}="","",digits({n0}))', 'IF({s0}="","",ROUND({s0},1))']),
        (
            "round(x, 0, half_even)",
            [
                'IF({n0}="","",digits({n0}))',
                (
                    'IF({s0}="","",SIGN({s0})*IF(ABS((ABS({s0}))-INT((ABS({s0})))-0.5)<=1E-13*(ABS({s0})),'
                    "2*ROUND((ABS({s0}))/2,0),ROUND((ABS({s0})),0)))"
                ),
            ],
        ),
        (
            "truncate(x, 2)",
            ['IF({n0}="","",digits({n0}))', 'IF({s0}="","",SIGN({s0})*INT((ABS({s0})*100)*(1+1E-13))/100)'],
        ),
        (
            "truncate(x, -1)",
            ['IF({n0}="","",digits({n0}))', 'IF({s0}="","",SIGN({s0})*INT((ABS({s0})/10)*(1+1E-13))*10)'],
        ),
        (
            "if x >= 60 then y else 0",
            [
                'IF({n0}="","",digits({n0}))',
                'IF({s0}="","",{s0}>=60)',
                'IF({s1}="","",IF({s1},IF({n1}="","",{n1}),0))',
            ],
        ),
        (
            "if x != -1 then 1 else 0",
            ['IF({n0}="","",digits({n0}))', 'IF({s0}="","",{s0}<>(-1))', 'IF({s1}="","",IF({s1},1,0))'],
        ),
        (
            "if x < 1 then round(y, 0, half_up) else 2",
            [
                'IF({n0}="","",digits({n0}))',
                'IF({s0}="","",{s0}<1)',
                'IF({s1}=TRUE,IF({n1}="","",digits({n1})),"")',
                'IF({s1}="","",IF({s1},IF({s2}="","",ROUND({s2},0)),2))',
            ],
        ),
        ("given(x)", ['NOT({n0}="")']),
        ("given(1)", ["TRUE"]),
        ("given(x + y)", ['NOT(OR({n0}="",{n1}=""))']),
        ("else_if_missing(1, x)", ["1"]),
        ("else_if_missing(x, 0)", ['IF({n0}="",0,{n0})']),
        ("else_if_missing(x, y)", ['IF({n0}="",IF({n1}="","",{n1}),{n0})']),
        (
            "else_if_missing(x, floor(y))",
            ['IF({n0}="",IF({n1}="","",digits({n1})),"")', 'IF({n0}="",IF({s0}="","",INT({s0})),{n0})'],
        ),
        ("true and not false", ["AND(TRUE,NOT(FALSE))"]),
        (
            "bands(x, < 60: 0, <= 80: 1/3, else: -10)",
            ['IF({n0}="","",digits({n0}))', 'IF({s0}="","",IF({s0}<60,0,IF({s0}<=80,(1/3),(-10))))'],
        ),
        (
            "line(x, 10: 0, 20: 100)",
            ['IF({n0}="","",IF({n0}<=10,0,IF({n0}<=20,0+({n0}-10)*(100-0)/(20-10),100)))'],
        ),
        (
            "steps(x, 10: 0.05, else: 0)",
            ['IF({n0}="","",SIGN({n0})*(0.05*MAX(0,MIN(ABS({n0}),10)-0)+0*MAX(0,ABS({n0})-10)))'],
        ),
    ],
)
def test_a_formula_becomes_cells(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ('a = "b"', {}, ['IF({n0}="","",EXACT({n0},"b"))']),
        ("a != b", {"a": TEXT, "b": TEXT}, ['IF(OR({n0}="",{n1}=""),"",NOT(EXACT({n0},{n1})))']),
        ("a = true", {"a": BOOLEAN}, ["TRUE", 'IF(OR({n0}="",{s0}=""),"",{n0}={s0})']),
        (
            '(if c then "x" else "y") = "x"',
            {"c": BOOLEAN},
            ['IF({n0}="","",EXACT(IF({n0},"x","y"),"x"))'],
        ),
        ('else_if_missing(a, "y") = "x"', {"a": TEXT}, ['EXACT(IF({n0}="","y",{n0}),"x")']),
        (
            'pick(a, "x": 1, "y": 2, "x": 3)',
            {"a": TEXT},
            ['IF({n0}="","",IF(EXACT({n0},"x"),1,IF(EXACT({n0},"y"),2,NA())))'],
        ),
        ('pick(a, "x": 1, else: 0)', {"a": TEXT}, ['IF({n0}="","",IF(EXACT({n0},"x"),1,0))']),
    ],
)
def test_texts_and_conditions_are_told_from_numbers(text: str, kinds: dict[str, object], expected: list[str]) -> None:
    assert sorted(told(text, **kinds)) == sorted(expected)


def test_curly_brackets_and_quotes_of_a_text_stay_in_the_cell() -> None:
    [cell] = cells(parse('a = "b{c}"'), {"a": TEXT}).cells

    assert cell.template.format(n0="A1") == 'IF(A1="","",EXACT(A1,"b{c}"))'


def shown(text: str, values: dict[str, Value]) -> list[Value]:
    found = [cell.shows(values, Precision(200)) for cell in cells(parse(text)).cells]
    return [one.figure if isinstance(one, Ball) else one for one in found]  # type: ignore[misc]  # no faults here


def test_a_cell_shows_what_the_exact_reading_gives_there() -> None:
    text = "if x >= 60 then round(x / 3, 0, half_up) else 1 / y"

    assert shown(text, {"x": Fraction(100), "y": Fraction(0)}) == [
        Fraction(100),
        True,
        Fraction(100, 3),
        Fraction("33.3333333333"),
        Fraction(33),
    ]
    assert shown(text, {"x": Fraction(10), "y": Fraction(4)}) == [Fraction(10), False, None, None, Fraction(1, 4)]
    assert shown(text, {"x": None, "y": Fraction(4)}) == [None] * 5


def test_what_stands_in_is_shown_only_where_it_is_needed() -> None:
    assert shown("else_if_missing(x, floor(y))", {"x": None, "y": Fraction(5, 2)}) == [Fraction(5, 2), Fraction(2)]
    assert shown("else_if_missing(x, floor(y))", {"x": Fraction(1), "y": Fraction(5, 2)}) == [None, Fraction(1)]


def test_names_are_numbered_in_their_order() -> None:
    assert cells(parse("b + a * b")).names == ("b", "a")


def test_numbers_are_written_so_that_a_sign_before_them_does_no_harm() -> None:
    numbers = [Fraction(3), Fraction(-3), Fraction(1, 3)]

    assert [number_text(number) for number in numbers] == ["3", "(-3)", "(1/3)"]


def test_every_cell_is_told_in_both_languages() -> None:
    for cell in cells(parse("if x >= 60 then round(x / 3, 0, half_up) else 0")).cells:
        assert isinstance(cell, Cell)
        assert cell.zh
        assert cell.en
