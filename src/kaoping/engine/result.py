"""The result of a run as tables: ranking, scores, statistics, outcomes and the like; every figure a decimal in text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from kaoping.engine.grade import Graded
from kaoping.engine.intake import Tables
from kaoping.engine.plan import ADJUSTED, Plan
from kaoping.engine.state import STATUS_WORDS, Walk
from kaoping.engine.statistics import Recorded
from kaoping.engine.title import Awarded
from kaoping.scheme.model import Scheme

__all__ = [
    "DEMO_LABEL",
    "Result",
    "filled_counts",
    "further_table",
    "outcome_table",
    "ranking_table",
    "score_table",
    "statistic_table",
]

DEMO_LABEL = "演示数据·非公文 synthetic demo data, not official"


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gives. Tables are sorted and hold text, so that equal runs are equal byte for byte.

    engine: whose figures these are (`exact` or `columns`). checked_by: the reading that agreed, if any.
    judged_values: how many values of single steps the columns flagged and took from the exact judge, so that they are
    no check of these; None where columns did not run beside the judge.
    undecided: jumps that 200 digits could not decide, taken as on the boundary.
    previous: the runs used as earlier results. frozen: the run whose statistics were used instead of its own, if any.
    corrects: the run that this one corrects, if any. filled: how many figures of an indicator each way filled, by
    its number and what it takes.
    """

    scheme: Scheme
    tables: Tables
    ranking: pl.DataFrame
    scores: pl.DataFrame
    statistics: pl.DataFrame
    outcomes: pl.DataFrame
    rankings: pl.DataFrame
    tiers: pl.DataFrame
    engine: str
    checked_by: str | None
    judged_values: int | None
    undecided: tuple[str, ...]
    previous: tuple[str, ...]
    frozen: str | None
    corrects: str | None
    filled: Mapping[str, Mapping[str, int]]


def filled_counts(walk: Walk) -> dict[str, dict[str, int]]:
    """Count the figures filled in, by indicator and way; an indicator that fills nothing is left out."""
    return {
        node: {f"{number} {way.take}": int((one.way == number).sum()) for number, way in enumerate(one.ways, start=1)}
        for node, one in sorted(walk.filled.items())
    }


def ranking_table(
    walk: Walk, ranking: pl.DataFrame, grades: Sequence[Graded], awarded: Sequence[Awarded]
) -> pl.DataFrame:
    """Give one line a unit: total, rank, grade, standing, titles; sorted by period, group in scheme order, rank."""
    unrounded = walk.reading.texts(walk.values[ADJUSTED].before, None).alias("unrounded")
    titles: dict[tuple[str, str], list[str]] = {}
    for line in awarded:
        if line.kind == "title" and line.holds == "yes":
            titles.setdefault((line.period, line.unit), []).append(line.id)
    base = walk.base.frame
    names = [" ".join(titles.get(key, ())) for key in base.select("period", "unit").iter_rows()]
    order = {group.id: number for number, group in enumerate(walk.plan.scheme.groups)}
    periods = {period: number for number, period in enumerate(walk.plan.scheme.periods)}
    return (
        base.select("row", "period", "group", "unit", "title_zh", "title_en")
        .with_columns(
            ranking["total"],
            _rank_text(ranking["rank"]),
            ranking["count"],
            ranking["from_last"],
            pl.Series("grade", [entry.grade or "" for entry in grades], dtype=pl.String),
            pl.Series("grade_by_score", [entry.before or "" for entry in grades], dtype=pl.String),
            pl.Series("grade_because_zh", [entry.because_zh for entry in grades], dtype=pl.String),
            pl.Series("grade_because_en", [entry.because_en for entry in grades], dtype=pl.String),
            ranking["not_graded"],
            pl.Series("standing", [entry.standing for entry in grades], dtype=pl.Int64),
            pl.Series("demotions", [" ".join(entry.demotions) for entry in grades], dtype=pl.String),
            pl.Series("titles", names, dtype=pl.String),
            unrounded,
            ranking["place"],
        )
        .sort(
            pl.col("period").replace_strict(periods, return_dtype=pl.Int64),
            pl.col("group").replace_strict(order, return_dtype=pl.Int64),
            pl.col("place"),
            pl.col("unit"),
            nulls_last=True,
        )
        .drop("row", "place")
    )


def _rank_text(rank: pl.Series) -> pl.Series:
    """Write ranks: whole, or with a half where ties are averaged."""
    return rank.cast(pl.String).str.strip_suffix(".0")


def further_table(further: pl.DataFrame) -> pl.DataFrame:
    """Give one line a further ranking and unit, best first in each population."""
    return further.with_columns(_rank_text(further["rank"])).drop("row")


def score_table(walk: Walk) -> pl.DataFrame:
    """Give one line a unit and node, in the order of rows and of the plan."""
    height, nodes = walk.base.height, walk.plan.nodes
    # Columns stand node below node; `turned` picks them unit by unit, and `of_node` repeats what holds for a node.
    turned = np.arange(height * len(nodes)).reshape(len(nodes), height).T.ravel()
    of_node, of_row = np.tile(np.arange(len(nodes)), height), np.repeat(np.arange(height), len(nodes))
    texts = _texts_of(walk)
    values = [walk.values[node.id] for node in nodes]
    nothing = pl.repeat(None, height, dtype=pl.String, eager=True)
    columns = {
        "period": walk.base.frame["period"].gather(of_row),
        "unit": walk.base.frame["unit"].gather(of_row),
        "node": pl.Series([node.id for node in nodes]).gather(of_node),
        "parent": pl.Series([node.parent or "" for node in nodes]).gather(of_node),
        "depth": pl.Series([node.depth for node in nodes], dtype=pl.Int64).gather(of_node),
        "figure": pl.concat([nothing if one.figure is None else one.figure for one in values]).gather(turned),
        "before_rounding": texts["before"].gather(turned),
        "points": texts["points"].gather(turned),
        "status": pl.Series(STATUS_WORDS).gather(np.concatenate([one.absence.status for one in values])[turned]),
        "treatment": pl.concat([one.absence.treatment for one in values]).gather(turned),
    }
    return pl.DataFrame(columns)


def _texts_of(walk: Walk) -> dict[str, pl.Series]:
    """Write the values before and after rounding of all nodes, node below node; nodes rounded alike at once."""
    nodes, height = walk.plan.nodes, walk.base.height
    before = walk.reading.texts(walk.reading.joined([walk.values[node.id].before for node in nodes]), None)
    points = before.clone()
    rounded: dict[int, list[int]] = {}
    for at, node in enumerate(nodes):
        if node.rounding is not None:
            rounded.setdefault(node.rounding.decimals, []).append(at)
    for decimals, places in rounded.items():
        vectors = [walk.values[nodes[at].id].points for at in places]
        texts = walk.reading.texts(walk.reading.joined(vectors), decimals)
        points.scatter(np.concatenate([np.arange(at * height, (at + 1) * height) for at in places]), texts)
    return {"before": before, "points": points}


def statistic_table(plan: Plan, records: Sequence[Recorded]) -> pl.DataFrame:
    """Give the recorded statistics in the order of the plan."""
    order = {node.id: number for number, node in enumerate(plan.nodes)}
    rows = sorted(
        records,
        key=lambda row: (row.period, order[row.node], row.step, row.statistic, row.over, row.group, row.at, row.unit),
    )
    return _table(rows, Recorded)


def outcome_table(awarded: Sequence[Awarded]) -> pl.DataFrame:
    """Give titles, first places and findings as they were awarded, in the order of scheme and ranking."""
    return _table(awarded, Awarded)


def _table(rows: Sequence[Recorded] | Sequence[Awarded], kind: type[Recorded | Awarded]) -> pl.DataFrame:
    """Give frozen rows as a frame."""
    schema = {entry.name: pl.Int64() if entry.type == "int" else pl.String() for entry in fields(kind)}
    return pl.DataFrame([[getattr(row, name) for name in schema] for row in rows], schema=schema, orient="row")
