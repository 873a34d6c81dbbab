"""Studies agree with brute force: what they give is what scoring again, one case at a time, would have given."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from engine.town import TEXT, town_tables
from kaoping.engine import Stored, plan_of, read_result, score, write_result
from kaoping.engine.again import again, kept, standings
from kaoping.errors import DataError, SchemeError
from kaoping.scheme import load_text
from kaoping.scheme.model import Defaults, Part, Policy, Sourced, When
from kaoping.study import (
    Figure,
    Finding,
    OtherScheme,
    Removal,
    Weight,
    influence,
    robustness,
    sensitivity,
    what_if,
)
from kaoping.study.draws import drawn, weighed_parts
from kaoping.study.sensitivity import sobol
from kaoping.study.variants import variants, where_applied

EVENTS: list[dict[str, Any]] = [
    {"unit": "a1", "indicator": "discipline", "kind": "major", "times": 2},
    {"unit": "b1", "indicator": "discipline", "kind": "minor", "times": 7},
    {"unit": "a4", "indicator": "awards", "kind": "award", "points": "2"},
    {"unit": "b2", "indicator": "breaches", "kind": "breach", "points": "4"},
]
MONTHS = {"a1": 11, "a2": 10, "b3": 8}
STATUSES = {("a5", "growth"): "not_applicable"}


def stored_town(folder: Path, text: str = TEXT, **tables: Any) -> Stored:
    given = {"events": EVENTS, "months": MONTHS, "statuses": STATUSES} | tables
    write_result(score(load_text(text, "town.yaml"), town_tables(**given)), folder, text)
    return read_result(folder)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return stored_town(tmp_path_factory.mktemp("town") / "result")


def after(found: pl.DataFrame) -> dict[str, tuple[str | None, ...]]:
    return {row[0]: row[1:] for row in found.select("unit", "total_if", "rank_if", "grade_if", "titles_if").iter_rows()}


def ranking(result: Any) -> dict[str, tuple[str | None, ...]]:
    return {row[0]: row[1:] for row in result.ranking.select("unit", "total", "rank", "grade", "titles").iter_rows()}


def test_what_if_nothing_changes_nothing_differs(stored: Stored) -> None:
    found = what_if(stored, [])

    assert not found["differs"].any()
    assert after(found) == ranking(stored)


def test_a_weight_is_scored_as_if_the_scheme_said_it_and_the_sibling_takes_the_rest(stored: Stored) -> None:
    text = TEXT.replace("weight: {value: 60", "weight: {value: 45").replace("weight: {value: 40", "weight: {value: 55")
    wanted = score(load_text(text, "town.yaml"), stored.tables)

    assert after(what_if(stored, [Weight("economy", Decimal(45))])) == ranking(wanted)
    assert after(what_if(stored, [Weight("economy", Decimal(45)), Weight("duties", Decimal(55))])) == ranking(wanted)


def test_a_figure_is_scored_as_if_it_had_been_delivered(stored: Stored) -> None:
    figures = stored.tables.observations.with_columns(
        actual=pl.when((pl.col("unit") == "a3") & (pl.col("indicator") == "output"))
        .then(pl.lit("130"))
        .otherwise("actual")
    )
    wanted = score(stored.scheme, replace(stored.tables, observations=figures))

    assert after(what_if(stored, [Figure("a3", "output", "2024", Decimal(130))])) == ranking(wanted)


def test_a_unit_left_out_has_nothing_after_and_the_others_are_scored_without_it(stored: Stored) -> None:
    untitled = replace(stored.scheme, titles=())  # with one unit less there is no place for the titles
    found = what_if(stored, [OtherScheme(untitled), Removal("a1")])
    units = stored.tables.units.filter(pl.col("unit") != "a1")
    wanted = ranking(score(untitled, replace(stored.tables, units=units)))

    assert after(found) == wanted | {"a1": (None, None, None, None)}


def test_kept_statistics_move_nobody_else(stored: Stored) -> None:
    found = what_if(stored, [Figure("a1", "growth", "2024", Decimal(900))], keep_statistics=True)

    totals = found.filter(pl.col("total") != pl.col("total_if"))["unit"].to_list()
    assert totals in ([], ["a1"])


def test_a_demotion_lowers_the_grade_and_nothing_else(stored: Stored) -> None:
    first = stored.ranking.filter(pl.col("grade") == "excellent")["unit"][0]

    found = what_if(stored, [Finding(first, "accountability")])

    row = found.filter(pl.col("unit") == first).row(0, named=True)
    assert (row["grade"], row["grade_if"]) == ("excellent", "good")
    assert row["total"] == row["total_if"]


def test_another_scheme_is_scored_over_the_same_tables(stored: Stored) -> None:
    other = replace(stored.scheme, bonus=None)

    assert after(what_if(stored, [OtherScheme(other)])) == ranking(score(other, stored.tables))


def test_tables_that_no_longer_fit_are_refused(stored: Stored) -> None:
    text = TEXT.replace("data: {from: statistics, every: year, evidence: optional}", "data: {limits: {max: 500}}")
    limited = OtherScheme(load_text(text, "town.yaml"))

    what_if(stored, [limited, Figure("a3", "output", "2024", Decimal(500))])
    with pytest.raises(DataError) as caught:
        what_if(stored, [limited, Figure("a3", "output", "2024", Decimal(501))])

    assert "501" in caught.value.render("zh")


@pytest.mark.parametrize(
    ("changes", "codes", "error"),
    [
        ([Weight("nowhere", Decimal(1)), Weight("discipline", Decimal(1))], ["Q101", "Q101"], SchemeError),
        ([Weight("economy", Decimal(100))], ["Q102"], SchemeError),
        ([Weight("economy", Decimal(-1))], ["Q102"], SchemeError),
        ([Weight("economy", Decimal(50)), Weight("duties", Decimal(40))], ["Q102"], SchemeError),
        ([Finding("nobody", "accident"), Removal("nobody")], ["Q105", "Q105"], DataError),
        ([Figure("a1", "output", "1999", Decimal(1)), Finding("a1", "nothing")], ["Q103", "Q104"], DataError),
        ([Removal("nobody")], ["Q105"], DataError),
    ],
)
def test_a_change_of_what_is_not_there_is_told(
    stored: Stored, changes: list[Any], codes: list[str], error: type[SchemeError | DataError]
) -> None:
    with pytest.raises(error) as caught:
        what_if(stored, changes)

    assert [problem.code for problem in caught.value.problems] == codes
    assert "{" not in caught.value.render("zh") + caught.value.render("en")


def weighted(part: Any, weights: dict[str, Any]) -> Any:
    """Give the scheme with drawn weights written into it."""
    own = weights.get(getattr(part, "id", "") if isinstance(part, Part) else "total")
    children = [*part.parts, *part.indicators]
    if own is not None:
        children = [
            replace(child, weight=Sourced(value=Decimal(repr(float(number)))))
            for child, number in zip(children, own, strict=True)
        ]
    parts = tuple(weighted(child, weights) for child in children if isinstance(child, Part))
    return replace(part, parts=parts, indicators=tuple(child for child in children if not isinstance(child, Part)))


def test_drawn_weights_rank_as_schemes_with_these_weights_would(stored: Stored) -> None:
    walk = kept(stored.scheme, stored.tables)
    names = {"total": "base_total"}
    weights = drawn(walk.plan, 5, 0.6, (7,))

    found = standings(again(walk, draws=5, weights=weights), 5, grades=True)

    units = walk.base.frame["unit"].to_list()
    for draw in range(5):
        by_name = {name: weights[names.get(name, name)][draw] for name in ("total", "economy")}
        wanted = ranking(score(weighted(stored.scheme, by_name), stored.tables))
        rows = found.frame.filter(pl.col("draw") == draw).sort("row")
        shown = {
            units[row]: (f"{rank:g}", grade) for row, rank, grade in rows.select("row", "rank", "grade").iter_rows()
        }
        assert shown == {unit: (line[1], line[2]) for unit, line in wanted.items()}
        titled = found.titles.filter(pl.col("draw") == draw)["row"].to_list()
        assert {units[row] for row in titled} == {unit for unit, line in wanted.items() if line[3]}


def test_the_weight_of_an_only_child_is_not_drawn(stored: Stored) -> None:
    economy, duties = stored.scheme.parts
    alone = replace(stored.scheme, parts=(replace(economy, indicators=economy.indicators[:1]), duties))

    assert set(weighed_parts(plan_of(alone))) == {"base_total"}


def test_robustness_gives_the_same_tables_for_the_same_seed_and_lists_what_it_could_not_vary(tmp_path: Path) -> None:
    varied = ("weights", "normalisation", "missing", "rounding")
    stored = stored_town(tmp_path / "r", statuses={("a5", "growth"): "missing"})

    one, other = (robustness(stored, draws=60, varied=varied, seed=3) for _ in range(2))

    for name in ("ranks", "chances", "varied"):
        assert getattr(one, name).equals(getattr(other, name))
    assert one.draws == 81  # 27 combinations, 3 draws each
    notes = {(choice, node): is_varied for choice, node, is_varied, *_ in one.varied.iter_rows()}
    assert notes["weights", "duties"] is False
    assert notes["weights", "economy"] is True
    assert notes["normalisation", "output"] is False
    assert notes["missing", "output"] is False  # nobody lacks it
    assert notes["missing", "growth"] is True
    assert {node for choice, node in notes if choice == "rounding"} == {"growth", "total"}


def test_ranks_lie_in_their_order_and_chances_add_up(stored: Stored) -> None:
    found = robustness(stored, draws=50, spread=0.9, seed=1)

    ranks = found.ranks
    assert (ranks["best"] <= ranks["low"]).all()
    assert (ranks["low"] <= ranks["median"]).all()
    assert (ranks["median"] <= ranks["high"]).all()
    assert (ranks["high"] <= ranks["worst"]).all()
    grades = (
        found.chances.filter(pl.col("kind").is_in(["grade", "no_total"])).group_by("unit").agg(pl.col("share").sum())
    )
    assert grades["share"].to_list() == pytest.approx([1.0] * 8)
    assert found.chances.filter(kind="first")["share"].sum() >= 2.0  # two groups, ties share the place


def test_without_a_spread_every_draw_is_the_result_itself(stored: Stored) -> None:
    found = robustness(stored, draws=3, spread=0.0, grades=False)

    assert (found.ranks["same"] == 1.0).all()
    assert found.varied.height == 0


def test_a_combination_that_cannot_be_scored_is_listed(tmp_path: Path) -> None:
    text = TEXT.replace(
        "rule: completion\n        with: {cap: 1.2, min_points: 0, reverse: none, source: assumed}",
        ("rule: min_max\n        with: {low: 60, high: 100, when_equal: 60}"),
    )
    town_with = stored_town(tmp_path / "r", text, months=None, statuses={})
    flat = town_with.tables.observations.with_columns(
        actual=pl.when(pl.col("indicator") == "output").then(pl.lit("100")).otherwise("actual")
    )
    changed = Stored(
        **{name: getattr(town_with, name) for name in Stored.__slots__}
        | {"tables": replace(town_with.tables, observations=flat)}
    )

    found = robustness(changed, draws=6, varied=("weights", "normalisation"))

    [refused] = found.varied.filter(node="").to_dicts()
    assert refused["choice"] == "normalisation=min_max"
    assert refused["varied"] is False
    assert found.draws == 4


def test_leaving_an_indicator_out_is_scoring_as_if_it_applied_to_nobody(stored: Stored) -> None:
    found = influence(stored)

    statuses = STATUSES | {(unit, "output"): "not_applicable" for unit in ("a1", "a2", "a3", "a4", "b1", "b2", "b3")}
    nobody = statuses | {("a5", "output"): "not_applicable"}
    without = ranking(score(stored.scheme, town_tables(events=EVENTS, months=MONTHS, statuses=nobody)))
    before = ranking(stored)
    shifts = {unit: abs(float(str(line[1])) - float(str(before[unit][1]))) for unit, line in without.items() if line[1]}
    for group in ("a", "b"):
        own = [shift for unit, shift in shifts.items() if unit.startswith(group)]
        row = found.filter(node="output", group=group).row(0, named=True)
        assert row["moved"] == sum(shift > 0 for shift in own)
        assert row["mean_shift"] == pytest.approx(np.mean(own))
        assert row["most_shift"] == max(own)


def test_an_indicator_without_which_nothing_can_be_scored_has_no_shift(tmp_path: Path) -> None:
    blank = "when: {missing: blank, not_applicable: blank, excused: blank}"
    blocking = stored_town(tmp_path / "r", TEXT.replace(blank, blank.replace("blank", "block")))

    row = influence(blocking).filter(node="output", group="a").row(0, named=True)

    assert (row["moved"], row["mean_shift"], row["most_shift"]) == (None, None, None)
    assert row["weight"] is not None


def test_a_choice_of_a_scheme_without_defaults_changes_what_each_indicator_says(stored: Stored) -> None:
    bare = replace(stored.scheme, defaults=None)

    schemes = [scheme for _, scheme in variants(bare, ("missing",))]

    assert schemes[0] == bare
    assert len(schemes) == 3
    assert all(is_varied for _, is_varied, *_ in where_applied(bare, "missing"))


def test_where_a_missing_figure_stops_the_run_no_missing_rule_is_varied(stored: Stored) -> None:
    block = Policy(kind="block")
    defaults = replace(
        stored.scheme.defaults or Defaults(), indicator_when=When(missing=block, not_applicable=block, excused=block)
    )

    notes = list(where_applied(replace(stored.scheme, defaults=defaults), "missing"))

    assert [is_varied for _, is_varied, *_ in notes] == [False] * 4


def test_influence_of_indicators_that_always_count_adds_up_and_a_flat_one_is_dead(tmp_path: Path) -> None:
    text = TEXT.split("bonus:")[0].replace(
        "{at: growth, mode: half_even, decimals: 1}", "{at: total, mode: half_up, decimals: 9}"
    )
    text = text.replace("    - {at: total, mode: half_up, decimals: 2}\n", "")
    town_without = stored_town(tmp_path / "r", text, events=EVENTS[:2], statuses={}, months=None)

    found = influence(town_without)

    shares = found.group_by("group").agg(pl.col("share").sum())
    assert shares["share"].to_list() == pytest.approx([1.0, 1.0])
    assert found.filter(node="timeliness")["verdict"].to_list() == ["dead", "dead"]
    assert found.filter(pl.col("share") > 0.5)["verdict"].unique().to_list() in ([], ["dominating"])


def test_sobol_indices_of_a_sum_are_the_shares_of_its_variance() -> None:
    sizes = np.array([3.0, 2.0, 1.0])

    found = sobol(lambda sample: sample @ sizes, 3, 20_000, (0.0, 1.0), 1)

    for (first, first_error, total, total_error), size in zip(found, sizes, strict=True):
        assert first is not None
        assert first_error is not None
        assert total is not None
        assert total_error is not None
        assert abs(first - size**2 / 14) < 4 * first_error
        assert abs(total - size**2 / 14) < 4 * total_error + 0.01


def test_sobol_indices_of_a_product_tell_what_factors_do_together() -> None:
    # f = x·y on [−1, 1]: alone neither moves the mean, together they are everything.
    found = sobol(lambda sample: sample[:, 0] * sample[:, 1], 2, 20_000, (-1.0, 1.0), 1)

    for first, first_error, total, _ in found:
        assert first is not None
        assert first_error is not None
        assert abs(first) < 4 * first_error
        assert total == pytest.approx(1.0, abs=0.05)


def test_what_never_moves_has_no_index() -> None:
    assert sobol(lambda sample: np.zeros(len(sample)), 1, 8, (0.0, 1.0), 1) == [(None, None, None, None)]


def test_sensitivity_names_every_weight_and_repeats_itself(stored: Stored) -> None:
    one, other = sensitivity(stored, draws=16, seed=5), sensitivity(stored, draws=16, seed=5)

    assert one.equals(other)
    assert one.select("part", "node").rows() == [
        ("economy", "output"),
        ("economy", "growth"),
        ("base_total", "economy"),
        ("base_total", "duties"),
    ]


def test_a_demotion_lowers_the_grade_in_every_draw(tmp_path: Path) -> None:
    findings = [{"unit": "a2", "finding": "accountability"}]
    demoted = stored_town(tmp_path / "r", findings=findings)

    chances = robustness(demoted, draws=4, spread=0.1).chances

    assert "excellent" not in chances.filter(unit="a2", kind="grade")["id"].to_list()
