"""No text makes the formula language hang or crash, however it is read; what is refused says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formula.formulas import FREE, ROWS, frame_of, numbers, truths
from formula.test_columns import NAMES
from fuzzing import can_be_told, changed, in_time
from kaoping.errors import SchemeError
from kaoping.formula import NeedsDigits, Precision, Value, check, columns, exact, parse, words
from kaoping.formula.kinds import Kind

SIGNS = (*"xyzps()+-*/^<>=,:%", "!=", "<=", ">=", "[%]", "[points]", '"a"')
FIGURES = ("0", "1", "0.1", "1e9", "0.000000001", "9" * 40)
KEYWORDS = ("if", "then", "else", "and", "or", "not", "true", "false", "half_up", "half_even", "rows")
TABLES = ("bands", "line", "steps", "pick")
FUNCTIONS = (
    "min",
    "max",
    "clip",
    "round",
    "floor",
    "truncate",
    "abs",
    "log",
    "exp",
    "sqrt",
    "given",
    "else_if_missing",
)
WORDS = st.sampled_from((*SIGNS, *FIGURES, *KEYWORDS, *TABLES, *FUNCTIONS))
IMPOSSIBLE = {"F030", "F031", "F032", "F033"}  # numbers that cannot work; what they give is a fault, no crash


def read(text: str, row: dict[str, Value]) -> None:
    """Read a text in every way it can be read."""
    with in_time():
        try:
            formula = parse(text)
        except SchemeError as refusal:
            can_be_told(refusal.problems)
            return
        problems = check(formula, FREE)
        if problems:
            can_be_told(problems)
        if {problem.code for problem in problems} - IMPOSSIBLE:
            return
        compute, kinds = exact(formula), dict[str, Kind]({name: FREE.names[name].kind for name in NAMES})
        try:
            compute(row, Precision())
        except NeedsDigits:
            compute(row, Precision(200))
        reading = columns(formula, NAMES, kinds)
        assert frame_of([row]).select(value=reading.value).height == 1
        assert words(formula, row, FREE, "zh").text("")
        assert words(formula, row, FREE, "en").text("")


@pytest.mark.fuzz
@given(st.text(), ROWS)
def test_any_text_is_a_formula_or_refused(text: str, row: dict[str, Value]) -> None:
    read(text, row)


@pytest.mark.fuzz
@given(st.lists(WORDS, max_size=40).map(" ".join), ROWS)
def test_any_words_of_the_language_are_a_formula_or_refused(text: str, row: dict[str, Value]) -> None:
    read(text, row)


@pytest.mark.fuzz
@given(st.one_of(numbers(4), truths(4)), ROWS)
def test_any_formula_of_the_grammar_is_read_in_every_way(text: str, row: dict[str, Value]) -> None:
    read(text, row)


@pytest.mark.fuzz
@given(st.data(), st.one_of(numbers(3), truths(3)), ROWS)
def test_any_change_of_a_formula_is_a_formula_or_refused(data: st.DataObject, text: str, row: dict[str, Value]) -> None:
    read(changed(data, text, WORDS), row)
