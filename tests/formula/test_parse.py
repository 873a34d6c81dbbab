from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaoping.errors import Location, SchemeError
from kaoping.formula import Formula, UnitOfMeasure, parse
from kaoping.formula.syntax import (
    Call,
    NumberLiteral,
    Product,
    Round,
    Sum,
    Table,
    TableName,
    children,
    constant,
    walk,
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("a × b ÷ c", "a * b / c"),
        ("min（a，b）", "min(a,b)"),
        ("if a ≤ b then 1 else 2", "if a <= b then 1 else 2"),
        ("if a ≥ b then 1 else 2", "if a >= b then 1 else 2"),
        ("if a ≠ b then 1 else 2", "if a != b then 1 else 2"),
        ("if a == b then 1 else 2", "if a = b then 1 else 2"),
        ("line（x，1：2，3：4）", "line(x,1:2,3:4)"),
    ],
)
def test_full_width_signs_are_synonyms(typed: str, plain: str) -> None:
    def shape(formula: Formula) -> list[str]:
        return [type(node).__name__ for node in walk(formula.tree)]

    assert shape(parse(typed)) == shape(parse(plain))


def test_a_number_keeps_its_decimals_its_text_and_its_unit() -> None:
    (number,) = walk(parse("0.50[points/%]").tree)

    assert isinstance(number, NumberLiteral)
    assert (str(number.value), number.text, number.unit) == ("1/2", "0.50", UnitOfMeasure.parse("points/%"))


def test_long_chains_are_one_node() -> None:
    tree = parse("+".join(["x"] * 900)).tree

    assert isinstance(tree, Sum)
    assert len(tree.items) == 900


def test_every_node_knows_its_place() -> None:
    formula = parse("min(a, 2 * b)")

    assert isinstance(formula.tree, Call)
    product = formula.tree.items[1]
    assert isinstance(product, Product)
    assert formula.text[product.start : product.end] == "2 * b"


def test_a_table_may_be_a_name() -> None:
    formula = parse("bands(actual, limits.of_year)")

    assert isinstance(formula.tree, Table)
    assert isinstance(formula.tree.rows, TableName)
    assert formula.tables == {"limits.of_year"}
    assert formula.names == {"actual"}


def test_truncate_is_a_rounding_without_a_mode() -> None:
    tree = parse("truncate(x, -2)").tree

    assert isinstance(tree, Round)
    assert (tree.decimals, tree.mode) == (-2, "truncate")


@pytest.mark.parametrize(
    ("text", "is_irrational"),
    [
        ("exp(x)", True),
        ("log(x)", True),
        ("sqrt(x)", True),
        ("x^0.5", True),
        ("x^y", True),
        ("x^2", False),
        ("x^-2", False),
        ("abs(x)/3", False),
    ],
)
def test_a_formula_knows_whether_it_leaves_the_fractions(text: str, is_irrational: bool) -> None:  # noqa: FBT001 -- a table's column
    assert parse(text).irrational is is_irrational


def test_places_count_from_where_the_formula_stands() -> None:
    where = Location("scheme.yaml", 41, 13, line_text="    formula: a + é")

    with pytest.raises(SchemeError) as caught:
        parse("a + é", where)

    assert caught.value.problems[0].where == Location("scheme.yaml", 41, 17, 1, "    formula: a + é")


def test_a_line_break_counts_as_a_new_line() -> None:
    with pytest.raises(SchemeError) as caught:
        parse("a +\n é +\n b")

    assert caught.value.problems[0].where == Location("formula", 2, 2, 1, " é +")


def test_the_last_line_has_no_line_break() -> None:
    with pytest.raises(SchemeError) as caught:
        parse("a +\n é")

    assert caught.value.problems[0].where == Location("formula", 2, 2, 1, " é")


def test_all_mistakes_that_do_not_stop_the_reading_come_at_once() -> None:
    with pytest.raises(SchemeError) as caught:
        parse("foo(1) + min(1) + round(x, 1.5, up) + bands(x, < 1: 2) + ")

    assert [problem.code for problem in caught.value.problems] == ["F011", "F012", "F013", "F014", "F015", "F008"]


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    assert parse("(" * 40 + "1" + ")" * 40).names == frozenset()
    with pytest.raises(SchemeError, match="F002"):
        parse("(" * 41 + "1" + ")" * 41)


def test_constants_are_literals_and_minus_literals_only() -> None:
    assert [constant(parse(text).tree) for text in ("-(-2)", "x", "-x")] == [2, None, None]


ALPHABET = st.sampled_from(
    [
        *'abx()+-*/^<>=,.:0123456789" \n%éé（）×÷≤[]',
        *(
            "if ",
            " then ",
            " else ",
            " and ",
            " or ",
            "not ",
            "min(",
            "bands(x, ",
            "line(",
            "round(",
            "half_up",
            "true",
        ),
        *("else: ", "< 1: 2, ", "x, ", "1.5", "pick(", '"a"', "steps(", "truncate(", "x/y", "given("),
    ]
)


@settings(max_examples=300)
@given(st.lists(ALPHABET, max_size=200).map("".join))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        formula = parse(text)
    except SchemeError as error:
        assert all(problem.where is not None and problem.text("zh") for problem in error.problems)  # noqa: PT017 -- either is right
    else:
        assert all(0 <= node.start < node.end <= len(text) for node in walk(formula.tree))


@settings(max_examples=100)
@given(st.text(max_size=2_100))
def test_no_text_at_all_crashes_the_reader(text: str) -> None:
    try:
        parse(text)
    except SchemeError as error:
        assert error.problems  # noqa: PT017 -- either is right


DEEP = ["(", "-", "not ", "abs(", "min(1,", "2^", "if true then ", "if true then 1 else ", "1+(", "a and (", "a<(b+("]


@pytest.mark.parametrize("piece", DEEP)
def test_deep_nesting_is_a_problem_and_no_crash(piece: str) -> None:
    with pytest.raises(SchemeError):
        parse((piece * 2_000)[:2_000])


def test_the_deepest_mixture_can_be_walked() -> None:
    text = "1"
    for _ in range(13):
        text = f"-2^({text})*3+1"

    formula = parse(text)

    assert len(list(walk(formula.tree))) > 13 * 5
    assert all(children(node) is not None for node in walk(formula.tree))
