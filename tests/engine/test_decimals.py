"""Floats as the decimals they stand for, and places by them: the same as fractions give."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.engine.decimals import decimal_texts, significant
from kaoping.engine.places import places_among, places_of
from kaoping.formula import Precision, plain, snap
from kaoping.rules import Ties, group_operations

TIES: tuple[Ties, ...] = ("lowest", "highest", "average", "dense")
WRITTEN = st.one_of(
    st.decimals(-10**6, 10**6, places=4, allow_nan=False),
    st.decimals(-(10**15), 10**15, places=2, allow_nan=False),
    st.sampled_from([f"{sign}{text}" for sign in ("", "-") for text in (
        "0", "1000000000005", "99999999999.95", "100000000000.5", "0.00000000000123456789015", "87.44600000005",
        "123456789012345", "999999999999.5", "1e-7", "1e22", "9.99999999995", "0.1", "1e-300",
    )]),
)  # fmt: skip


@given(st.lists(WRITTEN.map(str), min_size=1))
def test_twelve_digits_are_those_of_the_exact_reading(texts: list[str]) -> None:
    figures = [float(text) for text in texts]
    as_written = [Fraction(f"{figure:.15g}") for figure in figures]

    expected = [float(snap(figure, Precision())) for figure in as_written]
    assert significant(np.array(figures)).tolist() == expected


@given(st.lists(WRITTEN.map(str), min_size=1))
def test_texts_are_those_of_the_exact_reading(texts: list[str]) -> None:
    figures = [float(text) for text in texts]

    found = decimal_texts(np.array([*figures, np.nan]), None).to_list()
    assert found == [*(plain(Fraction(f"{figure:.15g}")) for figure in figures), None]


@given(st.lists(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), min_size=1), st.integers(2, 10))
def test_rounded_figures_are_written_with_their_places(figures: list[object], decimals: int) -> None:
    floats = [float(str(figure)) for figure in figures]

    found = decimal_texts(np.array([*floats, np.nan]), decimals).to_list()
    assert found == [*(plain(Fraction(repr(figure)), decimals) for figure in floats), None]


def test_whole_numbers_are_written_without_a_point() -> None:
    assert decimal_texts(np.array([3.0, -0.0, -2.0, 2.0**60]), 0).to_list() == ["3", "0", "-2", "1152921504606847000"]


@pytest.mark.parametrize("ties", TIES)
@pytest.mark.parametrize("higher", [True, False])
@pytest.mark.parametrize("name", sorted(group_operations()))
def test_a_figure_inserted_where_it_was_keeps_its_place(name: str, higher: bool, ties: Ties) -> None:  # noqa: FBT001 -- a parameter of the table
    operation, keys = group_operations()[name], np.array([5.0, 3.0, 3.0, 8.0, 1.0])
    units = dict(zip("abcde", keys.tolist(), strict=True))

    placed = places_of(operation, keys, np.zeros(5, np.int64), higher=higher, ties=ties)

    assert places_among(operation, units, units, higher=higher, ties=ties) == dict(zip("abcde", placed, strict=True))


@pytest.mark.parametrize("ties", TIES)
@pytest.mark.parametrize("higher", [True, False])
@given(figures=st.lists(st.integers(0, 4), min_size=1, max_size=8), changed=st.integers(0, 4))
def test_a_changed_figure_is_placed_as_among_all_figures(
    figures: list[int],
    changed: int,
    higher: bool,  # noqa: FBT001 -- a parameter of the table
    ties: Ties,
) -> None:
    operation = group_operations()["rank"]
    before = {f"u{number}": float(figure) for number, figure in enumerate(figures)}
    now = np.array([float(changed), *(float(figure) for figure in figures[1:])])

    inserted = places_among(operation, {"u0": float(changed)}, before, higher=higher, ties=ties)

    assert inserted["u0"] == places_of(operation, now, np.zeros(len(now), np.int64), higher=higher, ties=ties)[0]
