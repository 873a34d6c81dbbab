"""Robustness 排名稳定性: where units might have stood by other weights, normalisations, missing rules, roundings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from kaoping.engine import Stored, plan_of, score
from kaoping.engine.again import Standings, again, kept, standings
from kaoping.engine.base import base_rows
from kaoping.errors import DataError
from kaoping.study.case import Case, case_of
from kaoping.study.draws import drawn, in_rows, weighed_parts
from kaoping.study.variants import CHOICES, Option, variants, where_applied

__all__ = ["Robustness", "robustness"]

_LOW, _HIGH = 0.05, 0.95
_NOTES = {
    "choice": pl.String,
    "node": pl.String,
    "varied": pl.Boolean,
    "note_zh": pl.String,
    "note_en": pl.String,
}


@dataclass(frozen=True, slots=True)
class Robustness:
    """What the draws gave.

    ranks: period, unit, group, the rank of the result, then among the draws best, low (5 %), median, high (95 %), worst
    and in how many the rank was the same. chances: period, unit, kind (`grade`, `title`, `first`, `last`, `no_total`),
    id and the share of draws. varied: what was varied at which node or not, and why. draws: how many counted.
    """

    ranks: pl.DataFrame
    chances: pl.DataFrame
    varied: pl.DataFrame
    draws: int


def robustness(
    stored: Stored,
    *,
    draws: int = 1000,
    spread: float = 0.25,
    varied: Sequence[str] = ("weights",),
    seed: int = 1,
    grades: bool = True,
) -> Robustness:
    """Draw weights and other ways of scoring, and rank every time.

    draws: how many, divided evenly among the combinations of the other choices; one of each where no weights vary.
    spread: see `drawn`.
    varied: any of `weights`, `normalisation`, `missing`, `rounding`. grades: whether grades and titles are drawn too;
    ranks alone are much quicker. The same seed gives the same tables. A combination that cannot be scored is listed.
    """
    case = case_of(stored)
    choices = tuple(name for name in CHOICES if name in varied)
    combinations = list(variants(case.scheme, choices))
    weighed = spread if "weights" in varied else 0.0
    share = -(-draws // len(combinations)) if weighed else 1  # without weights one draw of each says it all
    found: list[Standings] = []
    notes: list[tuple[str, str, bool, str, str]] = []
    for number, (options, scheme) in enumerate(combinations):
        own = replace(case, scheme=scheme)
        try:
            scores = stored.scores if scheme == case.scheme else score(scheme, case.tables, frozen=case.frozen).scores
            found.append(_drawn(own, scores, share, weighed, (seed, number), grades=grades))
        except DataError as error:
            notes.append(_refused(choices, options, error))
    notes += _varied(case, stored, choices, spread=weighed)
    return Robustness(
        ranks=_ranks(stored, found),
        chances=_chances(stored, found),
        varied=pl.DataFrame(notes, schema=_NOTES, orient="row"),
        draws=share * len(found),
    )


def _drawn(
    case: Case, scores: pl.DataFrame, draws: int, spread: float, seed: tuple[int, int], *, grades: bool
) -> Standings:
    """Draw weights over the indicators of one combination of choices."""
    walk = kept(case.scheme, case.tables, scores, frozen=case.frozen)
    weights = in_rows(drawn(walk.plan, draws, spread, seed), walk.base.height) if spread else {}
    return standings(again(walk, draws=draws, weights=weights), draws, grades=grades)


def _refused(choices: Sequence[str], options: Sequence[Option], error: DataError) -> tuple[str, str, bool, str, str]:
    """Say that a combination of choices gave no result, and why."""
    ids = " ".join(f"{choice}={option.id}" for choice, option in zip(choices, options, strict=True))
    first = error.problems[0]
    return ids, "", False, f"这一组合无法计分：{first.text('zh')}", f"cannot be scored: {first.text('en')}"


def _varied(
    case: Case, stored: Stored, choices: Sequence[str], *, spread: float
) -> list[tuple[str, str, bool, str, str]]:
    """Say for each choice what it varied and what not."""
    notes: list[tuple[str, str, bool, str, str]] = []
    plan = plan_of(stored.scheme)
    weighed = weighed_parts(plan)
    for node in plan.nodes if spread else ():
        if node.combination is None:
            continue
        if node.id in weighed:
            zh, en = f"各项权重在 ±{spread:.0%} 内", f"weights of its children within ±{spread:.0%}"
            notes.append(("weights", node.id, True, zh, en))
        else:
            notes.append(("weights", node.id, False, "合成时不用权重，或只有一项", "no weights, or a single child"))
    for choice in choices:
        for node_id, is_varied, zh, en in where_applied(case.scheme, choice):
            notes.append((choice, node_id, is_varied, zh, en))
    return notes


def _all_frames(found: Sequence[Standings]) -> pl.DataFrame:
    """Put the draws of all combinations below each other, numbered on."""
    frames, first = [], 0
    for each in found:
        frames.append(each.frame.with_columns(pl.col("draw") + first))
        first += int(each.frame["draw"].max() or 0) + 1  # type: ignore[arg-type] # a whole number
    return pl.concat(frames)


def _rows(stored: Stored) -> pl.DataFrame:
    """Give the rows scored in their order, with the rank that the result has."""
    base = base_rows(stored.scheme, stored.tables).frame.select("row", "period", "unit", "group")
    own = stored.ranking.select("period", "unit", official=pl.col("rank").cast(pl.Float64))
    return base.join(own, on=["period", "unit"], how="left", maintain_order="left")


def _ranks(stored: Stored, found: Sequence[Standings]) -> pl.DataFrame:
    """Give where each unit stood among the draws; quantiles are ranks that occurred."""
    rank = pl.col("rank").drop_nulls()
    rows = _rows(stored)
    drawn_ranks = _all_frames(found).join(rows.select("row", "official"), on="row", how="left")
    summary = drawn_ranks.group_by("row").agg(
        best=rank.min(),
        low=rank.quantile(_LOW, "lower"),
        median=rank.quantile(0.5, "lower"),
        high=rank.quantile(_HIGH, "higher"),
        worst=rank.max(),
        same=(pl.col("rank") == pl.col("official")).mean(),
    )
    return rows.join(summary, on="row", how="left", maintain_order="left").drop("row").rename({"official": "rank"})


def _chances(stored: Stored, found: Sequence[Standings]) -> pl.DataFrame:
    """Give how often each unit was first, last, had each grade and each title, as shares of all draws."""
    frame = _all_frames(found)
    draws = frame["draw"].n_unique()
    pieces = [
        frame.filter(pl.col("rank") == 1).select("row", kind=pl.lit("first"), id=pl.lit("")),
        frame.filter(pl.col("from_last") == 1).select("row", kind=pl.lit("last"), id=pl.lit("")),
        frame.filter(pl.col("rank").is_null()).select("row", kind=pl.lit("no_total"), id=pl.lit("")),
        *(each.titles.select("row", kind=pl.lit("title"), id="title") for each in found),
    ]
    if "grade" in frame.columns:
        pieces.append(frame.drop_nulls("grade").select("row", kind=pl.lit("grade"), id="grade"))
    counted = pl.concat(pieces).group_by("row", "kind", "id").agg(share=pl.len() / draws)
    rows = _rows(stored).select("row", "period", "unit")
    return rows.join(counted, on="row", how="inner").sort("row", "kind", "id").drop("row")
