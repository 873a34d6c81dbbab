"""Columns without the judge beside them, as above 200,000 leaf values: doubtful rows are done again by themselves."""

from __future__ import annotations

import pytest

from engine.small import Figures, leaf, small, tables, totals
from engine.town import town, town_tables
from kaoping.engine import Result, Tables, score
from kaoping.errors import DataError
from kaoping.scheme.model import Scheme


def alone(scheme: Scheme, given: Tables) -> Result:
    return score(scheme, given, engine="columns", exact_up_to=0)


def test_the_town_comes_out_the_same() -> None:
    ours, theirs = alone(town(), town_tables()), score(town(), town_tables(), engine="exact")

    assert (ours.ranking.rows(), ours.scores.rows()) == (theirs.ranking.rows(), theirs.scores.rows())


def test_a_division_by_zero_names_its_row_as_the_judge_does() -> None:
    scheme = small(leaf("i", formula='"full * 1[points] / x"'))
    given = tables({"u1": {"i": 0}, "u2": {"i": 2}})

    with pytest.raises(DataError) as ours:
        alone(scheme, given)
    with pytest.raises(DataError) as theirs:
        score(scheme, given, engine="exact")

    assert ours.value.problems == theirs.value.problems
    assert len(ours.value.problems) == 1


def test_children_that_cancel_each_other_are_summed_exactly() -> None:
    scheme = small(leaf("i"), leaf("j"), leaf("k"))
    figures: Figures = {"u1": {"i": "0.1", "j": "0.2", "k": "-0.3"}, "u2": {"i": "1", "j": "1", "k": "-1"}}

    assert totals(alone(scheme, tables(figures))) == {"u1": "0", "u2": "1"}


def test_a_geometric_mean_with_a_negative_value_is_refused() -> None:
    scheme = small(leaf("i", weight=50), leaf("j", weight=50), combine="geometric_mean")

    with pytest.raises(DataError) as caught:
        alone(scheme, tables({"u1": {"i": "-4", "j": "9"}, "u2": {"i": "4", "j": "9"}}))

    assert [(problem.code, problem.values["unit"]) for problem in caught.value.problems] == [("D101", "u1")]


def test_rows_that_cancel_each_other_are_reduced_exactly() -> None:
    scheme = small(leaf("p", data="{table: ratings}", steps="[{reduce: mean}]"))
    rows = [
        {"unit": "u1", "indicator": "p", "period": "2024", "rater": f"r{number}", "points": figure}
        for number, figure in enumerate(("0.1", "0.2", "-0.3"))
    ]

    assert totals(alone(scheme, tables({"u1": {}}, others={"ratings": rows}))) == {"u1": "0"}


def test_the_figures_of_peers_that_cancel_each_other_have_a_mean_of_zero() -> None:
    scheme = small(leaf("i", formula='"if peer.actual > 0[points] then full else 0"'))
    figures = {"u1": "1", "p1": "0.1", "p2": "0.2", "p3": "-0.3"}
    rows = [{"unit": unit, "indicator": "i", "period": "2024", "actual": figure} for unit, figure in figures.items()]
    units = [{"unit": unit, "group": "a", "assessed": unit == "u1"} for unit in figures]
    peers = [{"unit": "u1", "peer": name} for name in ("p1", "p2", "p3")]

    found = alone(scheme, tables({}, others={"units": units, "observations": rows, "peers": peers}))

    assert totals(found) == {"u1": "0"}


def test_a_figure_beside_a_bound_is_decided_exactly() -> None:
    scheme = small(leaf("i", formula="'bands(x, < 60: 0, else: 100)'"))

    found = totals(alone(scheme, tables({"u1": {"i": "59.9999999999"}, "u2": {"i": "60"}})))

    assert found == {"u1": "0", "u2": "100"}
