"""Robustness 排名稳定性: where units might have stood by other weights, normalisations, missing rules, roundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import polars as pl

from kaoping.engine import Stored, Walk, plan_of
from kaoping.engine.again import Standings, again, kept, standings
from kaoping.engine.base import base_rows
from kaoping.errors import DataError, Problem, SchemeError
from kaoping.scheme import check
from kaoping.scheme.model import Scheme
from kaoping.study.case import Case, case_of
from kaoping.study.draws import drawn, weighed_parts
from kaoping.study.messages import NOTHING_DRAWN, told
from kaoping.study.variants import AS_IS, CHOICES, Option, variants, where_applied

__all__ = ["Robustness", "robustness"]

_LOW, _HIGH = 0.05, 0.95
_Note: TypeAlias = "tuple[str, str, bool, str, str]"
_NOTES: Final = {
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
    and in how many the rank was the same. chances: period, unit, kind (`grade`, `title`, `first`, `last`, `no_total`,
    `not_ranked`: a total without a rank), id and the share of draws. varied: what was varied at which node or not, and
    why. draws: how many counted.
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
    ranks alone are much quicker. The same seed gives the same tables. A combination that cannot be scored, or that no
    scheme could say, is listed; raises `DataError` where none is left.
    """
    case = case_of(stored)
    choices = tuple(name for name in CHOICES if name in varied)
    combinations = list(variants(case.scheme, choices))
    weighed = spread if "weights" in varied else 0.0
    share = -(-draws // len(combinations)) if weighed else 1  # without weights one draw of each says it all
    found: list[Standings] = []
    walks: dict[tuple[str, ...], Walk] = {}
    notes: list[_Note] = []
    refusals: list[Problem] = []
    for number, (options, scheme) in enumerate(combinations):
        try:
            walk = _walked(case, scheme)
            found.append(_drawn(walk, share, weighed, (seed, number), grades=grades))
            walks[tuple(option.id for option in options)] = walk
        except (DataError, SchemeError) as error:
            notes.append(_refused(choices, options, error))
            refusals.append(error.problems[0])
    if not found:
        raise DataError([told(NOTHING_DRAWN, refusals[0])])
    notes += _weighed(case, spread=weighed)
    for at, choice in enumerate(choices):
        notes += _varied(case.scheme, choice, _moved(walks, at))
    return Robustness(
        ranks=_ranks(stored, found),
        chances=_chances(stored, found),
        varied=pl.DataFrame(notes, schema=_NOTES, orient="row"),
        draws=share * len(found),
    )


def _walked(case: Case, scheme: Scheme) -> Walk:
    """Walk the indicators of one combination of choices; raises `SchemeError` where it makes no sound scheme."""
    if scheme != case.scheme and (problems := check(scheme)):
        raise SchemeError(problems)
    return kept(scheme, case.tables, frozen=case.frozen)


def _drawn(walk: Walk, draws: int, spread: float, seed: tuple[int, int], *, grades: bool) -> Standings:
    """Draw weights over the indicators of one combination of choices."""
    weights = drawn(walk.plan, draws, spread, seed) if spread else {}
    return standings(again(walk, draws=draws, weights=weights), draws, grades=grades)


def _refused(choices: Sequence[str], options: Sequence[Option], error: DataError | SchemeError) -> _Note:
    """Say that a combination of choices gave no result, and why."""
    ids = " ".join(f"{choice}={option.id}" for choice, option in zip(choices, options, strict=True))
    first = error.problems[0]
    return ids, "", False, f"这一组合无法计分：{first.text('zh')}", f"cannot be scored: {first.text('en')}"


def _weighed(case: Case, *, spread: float) -> Iterator[_Note]:
    """Say for each part whether its weights were drawn."""
    plan = plan_of(case.scheme)
    weighed = weighed_parts(plan)
    for node in plan.nodes if spread else ():
        if node.combination is None:
            continue
        if node.id in weighed:
            zh, en = f"各项权重在 ±{spread:.0%} 内", f"weights of its children within ±{spread:.0%}"
            yield "weights", node.id, True, zh, en
        else:
            yield "weights", node.id, False, "合成时不用权重，或只有一项", "no weights, or a single child"


def _varied(scheme: Scheme, choice: str, moved: set[str] | None) -> Iterator[_Note]:
    """Say for each place of a choice whether it varied anything there; moved: see `_moved`."""
    for node, is_varied, zh, en in where_applied(scheme, choice):
        if not is_varied or choice == "rounding" or (moved is not None and node in moved):
            yield choice, node, is_varied, zh, en
        elif moved is None:
            yield choice, node, False, "其他办法都无法计分", "no other way could be scored"
        else:
            yield choice, node, False, "换了办法，各单位得分都不变", "every unit has the same points in every way"


def _moved(walks: Mapping[tuple[str, ...], Walk], at: int) -> set[str] | None:
    """Give the indicators where any unit's points change by one choice alone; None where no other way was scored."""
    plain = AS_IS
    first = next((walk for ids, walk in walks.items() if set(ids) == {plain}), None)
    others = [walk for ids, walk in walks.items() if ids[at] != plain and set(ids[:at] + ids[at + 1 :]) <= {plain}]
    if first is None or not others:
        return None
    return {
        name
        for name, own in first.values.items()
        if any(
            not np.array_equal(own.points.to_numpy(), other.values[name].points.to_numpy(), equal_nan=True)
            or not np.array_equal(own.absence.state, other.values[name].absence.state)
            for other in others
        )
    }


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
    without = frame.filter(pl.col("rank").is_null())
    kind = pl.when(pl.col("points").is_null()).then(pl.lit("no_total")).otherwise(pl.lit("not_ranked"))
    pieces = [
        frame.filter(pl.col("rank") == 1).select("row", kind=pl.lit("first"), id=pl.lit("")),
        frame.filter(pl.col("from_last") == 1).select("row", kind=pl.lit("last"), id=pl.lit("")),
        without.select("row", kind=kind, id=pl.lit("")),
        *(each.titles.select("row", kind=pl.lit("title"), id="title") for each in found),
    ]
    if "grade" in frame.columns:
        pieces.append(frame.drop_nulls("grade").select("row", kind=pl.lit("grade"), id="grade"))
    counted = pl.concat(pieces).group_by("row", "kind", "id").agg(share=pl.len() / draws)
    rows = _rows(stored).select("row", "period", "unit")
    return rows.join(counted, on="row", how="inner").sort("row", "kind", "id").drop("row")
