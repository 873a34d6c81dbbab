"""After the freeze one unit's change moves nobody else's points; the changed figure is placed among the frozen ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.small import leaf, points, small, tables, totals
from engine.town import FIGURES, TEXT, town, town_tables
from kaoping.engine import Engine, Result, Stored, frozen_for, frozen_from, kept_for, read_result, score, write_result
from kaoping.errors import DataError, SchemeError
from kaoping.scheme.model import Scheme

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
MIN_MAX = {"rule": "min_max", "with": "{low: 0, high: 100, when_equal: 50}"}


def again(scheme: Scheme, before: Result, figures: Mapping[str, object], engine: Engine = "auto") -> Result:
    """Score other figures of p over the statistics of an earlier run."""
    given = tables({unit: {"p": figure} for unit, figure in figures.items()})
    return score(scheme, given, frozen=frozen_from(before.statistics, "before"), engine=engine)


def first(scheme: Scheme, figures: Mapping[str, object]) -> Result:
    """Score figures of p for the first time."""
    return score(scheme, tables({unit: {"p": figure} for unit, figure in figures.items()}))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (25, "25"),
        (0, "0"),
        (400, "100"),  # better than the frozen best counts as the best
        (-7, "0"),  # worse than the frozen worst counts as the worst
        ("missing", None),
    ],
)
def test_a_changed_figure_is_placed_between_the_frozen_worst_and_best(
    figure: object, expected: str | None, engine: Engine
) -> None:
    scheme = small(leaf("p", **MIN_MAX))
    before = first(scheme, {"u1": 0, "u2": 50, "u3": 100})

    after = again(scheme, before, {"u1": 0, "u2": figure, "u3": 100}, engine)

    assert totals(after) == {"u1": "0", "u2": expected, "u3": "100"}


def goalposts(low: str, high: str) -> Scheme:
    """Give a scheme that places figures between two quantiles."""
    taken = ", ".join(
        f"{name}: {{take: quantile, of: x, with: {{at: {at}, definition: inclusive}}}}"
        for name, at in (("low", low), ("high", high))
    )
    return small(leaf("p", steps=f"[{{formula: 'full * (x - low) / (high - low)', statistics: {{{taken}}}}}]"))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("figure", "expected"), [(25, "25"), (400, "100"), (-7, "0")])
def test_any_two_statistics_that_are_the_ends_hold_a_figure(figure: int, expected: str, engine: Engine) -> None:
    scheme = goalposts("0", "1")
    before = first(scheme, {"u1": 0, "u2": 50, "u3": 100})

    assert totals(again(scheme, before, {"u1": 0, "u2": figure, "u3": 100}, engine))["u2"] == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("figure", "expected"), [(25, "0"), (400, "750"), (0, "-50")])
def test_a_figure_beyond_quantiles_that_are_no_ends_counts_as_it_is(figure: int, expected: str, engine: Engine) -> None:
    scheme = goalposts("0.25", "0.75")
    before = first(scheme, {"u1": 0, "u2": 50, "u3": 100})

    assert totals(again(scheme, before, {"u1": 0, "u2": figure, "u3": 100}, engine))["u2"] == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_where_all_were_equal_a_changed_figure_still_counts_as_equal(engine: Engine) -> None:
    scheme = small(leaf("p", **MIN_MAX))
    before = first(scheme, {"u1": 7, "u2": 7})

    assert totals(again(scheme, before, {"u1": 7, "u2": 9}, engine)) == {"u1": "50", "u2": "50"}


def test_a_share_of_the_frozen_best_may_grow_beyond_it() -> None:
    scheme = small(leaf("p", formula="full * x / best"))
    before = first(scheme, {"u1": 40, "u2": 80})

    assert totals(again(scheme, before, {"u1": 40, "u2": 100})) == {"u1": "50", "u2": "125"}


RANKED = {"u1": 9, "u2": 7, "u3": 7, "u4": 5}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("ties", "figure", "expected"),
    [
        ("lowest", 10, ("2", "1", "2", "4")),  # u2 is now better than all: placed before u1, who stays second of four
        ("lowest", 8, ("1", "2", "2", "4")),
        ("lowest", 7, ("1", "2", "2", "4")),
        ("lowest", 4, ("1", "4", "2", "4")),
        ("highest", 4, ("1", "4", "3", "4")),
        ("average", 9, ("1", "1.5", "2.5", "4")),
        ("dense", 8, ("1", "2", "2", "3")),
        ("dense", 6, ("1", "3", "2", "3")),
        ("lowest", "missing", ("1", None, "2", "4")),
    ],
)
def test_a_changed_rank_is_inserted_and_no_other_rank_moves(
    ties: str, figure: object, expected: tuple[str | None, ...], engine: Engine
) -> None:
    scheme = small(leaf("p", steps=f'[{{group: rank, ties: {ties}}}, {{formula: "x * full"}}]', full=1))
    before = first(scheme, RANKED)

    found = totals(again(scheme, before, RANKED | {"u2": figure}, engine))

    kept = totals(before)
    assert found == dict(zip(RANKED, (kept["u1"], *expected[1:]), strict=True)) | {"u3": kept["u3"], "u4": kept["u4"]}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_percentile_rank_is_inserted_where_lower_is_better_too(engine: Engine) -> None:
    scheme = small(leaf("p", formula='"percentile * full"', full=1, direction="lower_is_better"))
    before = first(scheme, RANKED)

    # Of the three others u1 (9) and u3 (7) are worse than 6, u4 (5) is better: 2 of 3.
    found = totals(again(scheme, before, RANKED | {"u2": 6}, engine))

    assert found == totals(before) | {"u2": "0.666666666667"}


def test_a_unit_that_comes_later_is_placed_without_moving_anybody() -> None:
    scheme = small(leaf("p", steps='[{group: rank}, {formula: "x * full"}]', full=1))
    before = first(scheme, RANKED)

    assert totals(again(scheme, before, RANKED | {"new": 8})) == totals(before) | {"new": "2"}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_mean_of_the_peers_stays_and_serves_units_excused_later(engine: Engine) -> None:
    when = "{missing: blank, not_applicable: blank, excused: peer_mean}"
    scheme = small(leaf("p", when=when))
    before = first(scheme, {"u1": 2, "u2": 4, "u3": 6})

    after = again(scheme, before, {"u1": 2, "u2": "excused", "u3": 60}, engine)

    assert totals(after) == {"u1": "2", "u2": "4", "u3": "60"}


@pytest.mark.parametrize("engine", ENGINES)
def test_in_the_town_only_the_changed_unit_moves(engine: Engine) -> None:
    before = score(town(), town_tables(), engine=engine)
    changed = town_tables(figures=FIGURES | {"a3": ("119", "100", "600", "9.5")})

    after = score(town(), changed, frozen=frozen_from(before.statistics, "before"), engine=engine)

    moved = [
        {row[1] for row in set(earlier.rows()) ^ set(later.rows())}
        for earlier, later in ((before.scores, after.scores), (before.statistics, after.statistics))
    ]
    assert (moved, points(after, "growth")["a3"]) == ([{"a3"}, set()], "100.0")


@pytest.mark.parametrize("formula", ['"best * 1"', '"rank * full"'], ids=["a statistic", "an order"])
def test_statistics_of_another_scheme_are_refused(formula: str) -> None:
    scheme = small(leaf("p", formula=formula), groups=("a", "b"))
    before = first(scheme, {"u1": 1})
    later = tables({"u1": {"p": 1}, "u2": {"p": 2}}, groups={"u2": "b"})

    with pytest.raises(DataError) as caught:
        score(scheme, later, frozen=frozen_from(before.statistics, "before"))

    name = formula.strip('"').split()[0]
    assert [problem.text("en") for problem in caught.value.problems] == [
        f"The frozen statistics lack {name} of p, step 1, for 2024 b."
    ]


def test_a_spread_that_was_not_defined_stays_so() -> None:
    scheme = small(leaf("p", formula='"sd"'))
    before = first(scheme, {"u1": 1})

    assert totals(again(scheme, before, {"u1": 2})) == {"u1": None}


def test_a_run_over_frozen_statistics_hands_them_on(tmp_path: Path) -> None:
    before = score(town(), town_tables())
    after = score(town(), town_tables(), frozen=frozen_from(before.statistics, "before"))
    write_result(after, tmp_path, TEXT)

    stored = read_result(tmp_path)

    assert (stored.facts["frozen"], stored.facts["corrects"]) == ("before", None)
    assert stored.statistics.equals(before.statistics)
    assert score(town(), town_tables(), frozen=stored.frozen()).scores.equals(before.scores)


def published(folder: Path, text: str = TEXT) -> Stored:
    """Give the town's result, written and read back."""
    write_result(score(town(text), town_tables()), folder, text)
    return read_result(folder)


@pytest.mark.parametrize(("after_appeal", "is_kept"), [("keep_statistics", True), ("recompute_statistics", False)])
def test_a_correction_keeps_the_statistics_or_not_as_the_scheme_says(
    tmp_path: Path, after_appeal: str, *, is_kept: bool
) -> None:
    former = published(tmp_path / "former")
    scheme = town(TEXT.replace("keep_statistics", after_appeal))
    changed = town_tables(figures=FIGURES | {"a1": ("110", "100", "900", "12.0")})

    result = score(scheme, changed, frozen=kept_for(scheme, former), corrects=former.run)

    before, after = points(score(town(), town_tables()), "growth"), points(result, "growth")
    moved = {unit for unit in before if before[unit] != after[unit]} - {"a1"}
    assert (result.corrects, result.frozen) == (former.run, former.run if is_kept else None)
    assert (moved == set()) is is_kept


def test_a_scheme_that_does_not_say_what_a_correction_keeps_is_refused(tmp_path: Path) -> None:
    former = published(tmp_path)
    scheme = town(TEXT.replace("  after_appeal: keep_statistics\n", ""))

    with pytest.raises(SchemeError) as caught:
        kept_for(scheme, former)

    (problem,) = caught.value.problems
    assert (problem.code, problem.place(), problem.values) == ("S161", "town.yaml:8:1", {"run": former.run})


def test_statistics_of_a_scheme_with_another_id_are_refused(tmp_path: Path) -> None:
    former = published(tmp_path)
    other = town(TEXT.replace("id: town", "id: village"))

    for ask in (frozen_for, kept_for):
        with pytest.raises(DataError, match='one of the scheme "town", not of "village"'):
            ask(other, former)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_worst_figure_with_endless_digits_stays_the_worst_after_the_freeze(engine: Engine) -> None:
    # The root of 6 is worst; what is left of it beside its recorded digits is no points.
    steps = f"[{{formula: 'full * (3 * x) ^ 0.5'}}, {{rule: min_max, with: {MIN_MAX['with']}}}]"
    scheme = small(leaf("p", unit_of_measure='"1"', steps=steps))
    before = first(scheme, {"u1": 2, "u2": 5, "u3": 7})

    after = again(scheme, before, {"u1": 2, "u2": 5, "u3": 7}, engine)

    assert points(after, "p") == {"u1": "0", "u2": "66.7340011299", "u3": "100"}
    assert (before.undecided, after.undecided) == ((), ())
