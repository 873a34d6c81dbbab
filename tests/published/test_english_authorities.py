"""48 measures of the English authorities over five years: ranked, every empty cell accounted for, rows by hand."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from kaoping.engine import Result, load_tables, score
from kaoping.formula import plain
from kaoping.scheme import load
from published.english_authorities import AGAINST_PEERS, PERIODS, ByHand
from published.shipped import SCHEMES, outside

SCHEME = SCHEMES / "lait-england"


@cache
def scored() -> Result:
    data = outside("lait_england")
    scheme = load(SCHEME)
    return score(scheme, load_tables(scheme, data, SCHEME / "data.yaml"))


@cache
def by_hand() -> ByHand:
    return ByHand(outside("lait_england"), SCHEME)


def test_over_150_authorities_are_ranked_in_each_of_the_five_years() -> None:
    ranking = scored().ranking

    ranked = dict(ranking.group_by("period").agg(pl.col("rank").count()).iter_rows())

    assert set(ranked) == set(PERIODS)
    assert min(ranked.values()) >= 150, ranked


def test_every_cell_is_scored_or_said_to_be_missing_with_its_treatment() -> None:
    hand, leaves = by_hand(), scored().scores.filter(pl.col("node").is_in(list(by_hand().indicators)))
    delivered = {(indicator, period, area) for indicator, period, area in hand.cells if area in set(hand.authorities)}

    scored_cells = leaves.filter(pl.col("points").is_not_null())
    missing = leaves.filter(pl.col("points").is_null())
    account = missing.group_by("period", "status", "treatment").agg(pl.len()).sort("period")

    print(f"\n{leaves.height} cells = {scored_cells.height} scored + {missing.height} without a score:")  # noqa: T201 -- the account
    for period, status, treatment, count in account.iter_rows():
        print(f"  {period} {status} {treatment}: {count}")  # noqa: T201 -- the account
    assert leaves.height == len(hand.authorities) * 48 * len(PERIODS) == scored_cells.height + missing.height
    assert scored_cells["status"].str.len_chars().sum() == 0
    assert missing.select("status", "treatment").unique().rows() == [("missing", "share_again")]
    assert set(scored_cells.select("node", "period", "unit").iter_rows()) <= delivered
    without_peers = delivered - set(scored_cells.select("node", "period", "unit").iter_rows())
    assert {indicator for indicator, _, _ in without_peers} <= set(AGAINST_PEERS)
    assert account["len"].sum() == leaves.height - len(delivered) + len(without_peers)


def test_an_authority_without_a_total_has_lost_more_of_its_weight_than_the_scheme_allows() -> None:
    without = scored().ranking.filter(pl.col("total").is_null()).select("period", "unit").rows()

    assert all(by_hand().total(period, unit) is None for period, unit in without[:5])


def row_by_hand(at: int) -> tuple[str, str, str]:
    """Give period, unit and our unrounded total of one of the ten rows, spread over years and ranks."""
    period = PERIODS[at % len(PERIODS)]
    ranked = scored().ranking.filter((pl.col("period") == period) & pl.col("total").is_not_null())
    unit, printed = ranked.select("unit", "unrounded").row(at * 15)
    return period, unit, printed


@pytest.mark.parametrize("at", range(10))
def test_ten_rows_agree_with_the_little_computation_by_hand(at: int) -> None:
    period, unit, printed = row_by_hand(at)

    total = by_hand().total(period, unit)

    assert total is not None
    assert plain(total) == printed


def test_among_the_ten_rows_some_have_missing_cells_and_most_are_compared_with_their_neighbours() -> None:
    hand, rows = by_hand(), [row_by_hand(at)[:2] for at in range(10)]

    lacking = [key for key in rows if any((indicator, *key) not in hand.cells for indicator in hand.indicators)]
    compared = [(period, unit) for period, unit in rows if hand.figure(AGAINST_PEERS[0], period, unit) is not None]

    assert len(lacking) >= 2
    assert len(compared) >= 5
