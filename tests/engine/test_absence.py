"""What a node gives when it has no value: every policy for every status, and what its parent makes of it."""

from __future__ import annotations

import polars as pl
import pytest

from engine.small import BLANK, Figures, column, leaf, number, points, small, tables, totals
from kaoping.engine import Engine, score
from kaoping.errors import DataError

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
STATUSES = ("missing", "not_applicable", "excused")
# u1 and u2 have 8 and 4 points in q; u3 has none. p is 10 for all; full points are 10 and 30, supplied points 7.
# policy: what u3 has in q, and the total of u3
POLICIES = {
    "blank": (None, None),
    "share_again": (None, "40"),  # 10 × 40 ÷ 10
    "peer_mean": ("6", "16"),
    "table": ("7", "17"),
    "{points: 5}": ("5", "15"),
    "{points: -3}": ("-3", "7"),
    "zero": ("0", "10"),
}


def when(policy: str, status: str) -> str:
    """Give a policy for one status; blank for the others."""
    return "{" + ", ".join(f"{name}: {policy if name == status else 'blank'}" for name in STATUSES) + "}"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_means_the_same_for_every_status(policy: str, status: str, engine: Engine) -> None:
    scheme = small(leaf("p", full=10), leaf("q", full=30, when=when(policy, status)))
    supplied = {"parameters": [{"parameter": "points", "indicator": "q", "unit": "u3", "number": "7"}]}
    figures: Figures = {"u1": {"p": 10, "q": 8}, "u2": {"p": 10, "q": 4}, "u3": {"p": 10, "q": status}}

    result = score(scheme, tables(figures, others=supplied), engine=engine)

    of_q, total = POLICIES[policy]
    line = result.scores.row(by_predicate=(pl.col("unit") == "u3") & (pl.col("node") == "q"), named=True)
    kind = "points" if "points" in policy else policy
    assert (line["points"], line["status"], line["treatment"]) == (of_q, status, kind)
    assert totals(result) == {"u1": "18", "u2": "14", "u3": total}


@pytest.mark.parametrize("engine", ENGINES)
def test_missing_data_take_points_off_where_points_are_added_up(engine: Engine) -> None:
    missing = "{missing: {points: -3}, not_applicable: blank, excused: blank}"
    children = f"{leaf('p', full=10, weight=0.5, when=missing)}, {leaf('q', full=10, weight=0.5)}"
    part = "{id: part, title: {zh: p, en: p}, full: 10, combine: weighted_sum, weights: as_given, need: all, "
    bonus = f"bonus: {{cap: 5, items: [{leaf('extra', when=missing)}]}}"
    defaults = f"defaults: {{part_when: {BLANK}, indicator_when: {BLANK}}}"
    scheme = small(parts=[f"{part}indicators: [{children}]}}"], more=[bonus, defaults])

    result = score(scheme, tables({"u1": {"p": 8, "q": 6, "extra": 2}, "u2": {"q": 6}}), engine=engine)

    # u2: 0.5 × −3 + 0.5 × 6, and 3 off.
    assert totals(result) == {"u1": "9", "u2": "-1.5"}


def test_a_figure_never_delivered_is_missing() -> None:
    scheme = small(leaf("p", full=10, when="{missing: zero, not_applicable: blank, excused: blank}"))

    result = score(scheme, tables({"u1": {"p": 3}, "u2": {}}))

    assert totals(result) == {"u1": "3", "u2": "0"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ("all", {"u1": "4", "u2": None, "u3": None, "u4": None}),
        ("2", {"u1": "4", "u2": "4.5", "u3": None, "u4": None}),
        ("1", {"u1": "4", "u2": "4.5", "u3": "9", "u4": None}),
    ],
)
def test_need_says_how_many_children_must_have_a_value(
    need: str, expected: dict[str, str | None], engine: Engine
) -> None:
    scheme = small(leaf("p"), leaf("q"), leaf("r"), combine="mean", more=[f"need: {need}"])
    figures: Figures = {
        "u1": {"p": 1, "q": 2, "r": 9},
        "u2": {"p": "missing", "q": 0, "r": 9},
        "u3": {"p": "missing", "q": "excused", "r": 9},
        "u4": {"p": "missing", "q": "missing", "r": "missing"},
    }

    assert totals(score(scheme, tables(figures), engine=engine)) == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("combine", "weights", "whole", "shared"),
    [
        ("sum", "full", "25", "20"),  # 5 + 20; without q (full 30) 5 × 40 ÷ 10
        ("mean", "", "12.5", "5"),
        ("weighted_mean", "weight", "16.25", "5"),  # (10 × 5 + 30 × 20) ÷ 40
        ("geometric_mean", "weight", "14.1421356237", "5"),  # 5 ^ (1/4) × 20 ^ (3/4)
    ],
)
def test_what_is_left_out_shares_its_weight_again(
    combine: str, weights: str, whole: str, shared: str, engine: Engine
) -> None:
    again = "{missing: share_again, not_applicable: share_again, excused: share_again}"
    weigh = [{weights: size} if weights else {} for size in (10, 30)]
    relative = ["weights: relative"] if weights == "weight" else []
    scheme = small(leaf("p", **weigh[0]), leaf("q", when=again, **weigh[1]), combine=combine, more=relative)

    result = score(scheme, tables({"u1": {"p": 5, "q": 20}, "u2": {"p": 5, "q": "excused"}}), engine=engine)

    assert totals(result) == {"u1": whole, "u2": shared}


def test_a_unit_that_lost_just_the_limit_is_scored_and_one_that_lost_more_is_not() -> None:
    again = "{missing: share_again, not_applicable: share_again, excused: share_again}"
    leaves = [leaf(name, weight=weight, when=again) for name, weight in (("p", 30), ("q", 20), ("r", 50))]
    scheme = small(*leaves, combine="weighted_mean", more=["no_score_over: 0.3"])
    figures: Figures = {
        "u1": {"p": "missing", "q": 10, "r": 10},  # lost 0.3
        "u2": {"p": 10, "q": 10, "r": "missing"},  # lost 0.5
        "u3": {"p": 10, "q": "missing", "r": 10},
    }

    result = score(scheme, tables(figures))

    assert (totals(result), column(result, "rank")) == (
        {"u1": "10", "u2": None, "u3": "10"},
        {"u1": "1", "u2": None, "u3": "1"},
    )


def test_the_mean_of_the_peers_is_that_of_the_own_group_and_recorded() -> None:
    scheme = small(leaf("p", when=when("peer_mean", "excused")), groups=("a", "b"))
    figures: Figures = {unit: {"p": figure} for unit, figure in (("a1", 1), ("a2", 2), ("a3", "excused"), ("b1", 9))}

    result = score(scheme, tables(figures, groups={"b1": "b"}))

    assert totals(result) == {"a1": "1", "a2": "2", "a3": "1.5", "b1": "9"}
    rows = result.statistics.select("node", "step", "statistic", "over", "group", "figure").rows()
    assert rows == [("p", 0, "mean", "points", "a", "1.5"), ("p", 0, "mean", "points", "b", "9")]


def test_every_blocked_cell_is_listed_at_once() -> None:
    block = "{missing: block, not_applicable: block, excused: blank}"
    scheme = small(leaf("p", when=block), leaf("q", when=block), more=[f"when: {BLANK}"])
    figures: Figures = {"u1": {"p": "missing", "q": "not_applicable"}, "u2": {"p": "missing", "q": 1}}

    with pytest.raises(DataError) as caught:
        score(scheme, tables(figures))

    assert [(problem.code, problem.text("en")) for problem in caught.value.problems] == [
        ("D102", '2024 u1: "p" (p) has no value (missing), and the scheme blocks the run then.'),
        ("D102", '2024 u2: "p" (p) has no value (missing), and the scheme blocks the run then.'),
        ("D102", '2024 u1: "q" (q) has no value (not applicable), and the scheme blocks the run then.'),
    ]


@pytest.mark.parametrize(
    ("policy", "code"), [("peer_mean", "D103"), ("table", "D104")], ids=["no peer has points", "no row supplies them"]
)
@pytest.mark.parametrize("engine", ENGINES)
def test_points_that_nobody_supplies_are_a_problem(policy: str, code: str, engine: Engine) -> None:
    scheme = small(leaf("p", weight=50, when=when(policy, "missing")), leaf("q", weight=50), combine="weighted_mean")

    with pytest.raises(DataError) as caught:
        score(scheme, tables({"u1": {"p": "missing", "q": 1}}), engine=engine)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_figure_that_cannot_be_computed_is_reported_once_and_not_as_blocked_too() -> None:
    block = "{missing: block, not_applicable: block, excused: block}"
    scheme = small(leaf("p", unit_of_measure='"1"', formula="full / x", full=1, when=block), more=[f"when: {block}"])

    with pytest.raises(DataError) as caught:
        score(scheme, tables({"u1": {"p": 0}, "u2": {"p": 4}}))

    assert [problem.render("en").splitlines()[0] for problem in caught.value.problems] == [
        'observations row 2 (u1, p, 2024)  D101  2024 u1: "p" (p) cannot be computed: division by zero.'
    ]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("not_applicable", "not_applicable"), "not_applicable"),
        (("not_applicable", "excused"), "excused"),
        (("excused", "missing"), "missing"),
    ],
)
def test_a_part_is_absent_for_the_gravest_reason_below_it(statuses: tuple[str, str], expected: str) -> None:
    again = "{missing: share_again, not_applicable: share_again, excused: share_again}"
    scheme = small(leaf("p", full=1, when=again), leaf("q", full=1, when=again))

    result = score(scheme, tables({"u1": dict(zip("pq", statuses, strict=True))}))

    assert result.scores.select("node", "status", "treatment").rows()[-1] == ("total", expected, "blank")


def test_points_filled_in_are_rounded_like_any_others() -> None:
    rounding = "[{at: indicators, mode: half_up, decimals: 1}]"
    scheme = small(leaf("p", when=when("peer_mean", "excused")), rounding=rounding)
    figures: Figures = {"u1": {"p": "1.1"}, "u2": {"p": "1.2"}, "u3": {"p": "excused"}}

    result = score(scheme, tables(figures))

    assert points(result, "p") == {"u1": "1.1", "u2": "1.2", "u3": "1.2"}
    assert number(totals(result)["u3"]) == number("1.2")
