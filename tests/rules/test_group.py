"""Every statistic and group operation, worked by hand: exactly, in floats, and in words that give the same number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from formula.printed import evaluate
from kaoping.engine.places import places_of
from kaoping.formula import Precision, plain
from kaoping.rules import group_operations, statistics
from rules.examples import examples, operation_of, statistic_of

CASES = examples("group")
OF_STATISTICS = [(name, case) for name, case in CASES if "places" not in case]
OF_OPERATIONS = [(name, case) for name, case in CASES if "places" in case]


@pytest.mark.parametrize("direction", ["higher", "lower"])
@pytest.mark.parametrize(("name", "case"), OF_STATISTICS, ids=[f"{name}: {case['it']}" for name, case in OF_STATISTICS])
def test_a_statistic_gives_the_number_worked_out_by_hand(name: str, case: dict[str, Any], direction: str) -> None:
    statistic, is_higher = statistic_of(name, case), direction == "higher"

    exact = statistic.exact([Fraction(text) for text in case["figures"]], is_higher, Precision())
    floats = statistic.floats(np.array([float(text) for text in case["figures"]]), is_higher)

    if case[direction] == "missing":
        assert (exact, floats, statistic.is_always_defined) == (None, None, False)
        return
    assert exact is not None
    assert plain(exact) == case[direction]
    assert floats == pytest.approx(float(case[direction]), rel=1e-11)


@pytest.mark.parametrize("name", sorted(statistics()))
def test_only_a_statistic_that_follows_the_direction_differs_by_it(name: str) -> None:
    cases = [case for found, case in OF_STATISTICS if found == name]

    assert any(case["higher"] != case["lower"] for case in cases) == statistics()[name].by_direction


@pytest.mark.parametrize("is_higher", [True, False])
@pytest.mark.parametrize(("name", "case"), OF_STATISTICS, ids=[f"{name}: {case['it']}" for name, case in OF_STATISTICS])
def test_what_is_an_end_of_the_figures_has_none_beyond_it(name: str, case: dict[str, Any], *, is_higher: bool) -> None:
    statistic, figures = statistic_of(name, case), [Fraction(text) for text in case["figures"]]

    if statistic.end is not None:
        end = {"highest": max, "lowest": min}[statistic.end(is_higher)]
        assert statistic.exact(figures, is_higher, Precision()) == end(figures)


@pytest.mark.parametrize("is_higher", [True, False])
def test_quantiles_are_ends_at_0_and_1_only_by_every_definition(*, is_higher: bool) -> None:
    entry = statistics()["quantile"]
    definitions = next(parameter.choices for parameter in entry.parameters if parameter.id == "definition")
    assert entry.set_to is not None

    ends = [
        [entry.set_to({"at": at, "definition": definition}).end for definition in definitions]
        for at in (Fraction(0), Fraction(1, 100), Fraction(1))
    ]

    assert [[end and end(is_higher) for end in found] for found in ends] == [
        ["lowest"] * 4,
        [None] * 4,
        ["highest"] * 4,
    ]


@pytest.mark.parametrize(("name", "case"), OF_OPERATIONS, ids=[f"{name}: {case['it']}" for name, case in OF_OPERATIONS])
def test_a_group_operation_gives_the_places_worked_out_by_hand(name: str, case: dict[str, Any]) -> None:
    operation, figures = operation_of(name, case), [Fraction(text) for text in case["figures"]]
    keys = np.array([float(figure) for figure in figures])

    found = places_of(operation, keys, np.zeros(len(keys), np.int64), higher=True, ties=case["ties"])

    words = []
    for own in figures:
        better, equal = sum(figure > own for figure in figures), figures.count(own)
        distinct = len({figure for figure in figures if figure > own})
        words.append(operation.words(better, equal, len(figures) - better - equal, distinct, case["ties"]))
    assert [None if place is None else plain(place) for place in found] == case["places"]
    assert words == case["words"]
    assert [evaluate(text) for text in words] == [Decimal(text) for text in case["places"]]


def test_every_statistic_and_group_operation_has_its_worked_examples() -> None:
    assert {name for name, _ in OF_STATISTICS} == set(statistics())
    assert {name for name, _ in OF_OPERATIONS} == set(group_operations())
