"""The exact judge over the columns: equal in everything rounded, ranked or concluded, elsewhere to 1e-9 relative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isclose

import numpy as np
import polars as pl

from kaoping.engine.messages import DISAGREES
from kaoping.engine.plan import Plan
from kaoping.engine.stages import StageTables
from kaoping.engine.state import Mask, Walk
from kaoping.engine.statistics import Recorded
from kaoping.errors import EngineError, Problem
from kaoping.rules import Floats
from kaoping.scheme import asked

__all__ = ["agree"]

_RELATIVE = 1e-9
_NEAR_ZERO = 1e-12
_NOTHING, _UNDEFINED = "–", "not defined"
_COMPARED_AS_POINTS = ("total", "unrounded", "figure")
_BOUND = "bound"


def agree(exact: Walk, columns: Walk, judged: StageTables, checked: StageTables) -> None:
    """Stop with an `EngineError` that names everything published on which the two walks disagree.

    judged, checked: what the stages after the nodes make of the exact walk and of the columns.
    """
    problems: list[Problem] = []
    for node in exact.plan.nodes:
        ours, theirs = exact.values[node.id], columns.values[node.id]
        mine, other = exact.reading.floats(ours.points), columns.reading.floats(theirs.points)
        differs = ~_near(exact.reading.floats(ours.before), columns.reading.floats(theirs.before))
        differs |= ~_near(mine, other) if node.rounding is None else ~_same(mine, other)
        differs |= (ours.absence.state != theirs.absence.state) | (ours.absence.status != theirs.absence.status)
        differs |= (ours.absence.treatment != theirs.absence.treatment).to_numpy()
        problems += _disagreements(exact, node.id, differs, mine, other)
    problems += _rankings(judged.ranking, checked.ranking)
    problems += _rankings(judged.rankings, checked.rankings, ("ranking", "within"))
    problems += _rankings(judged.tiers, checked.tiers, ("tiers", "within"))
    told = _told_alike(exact.plan)
    problems += _lines(*(_outcomes(found.outcomes, told) for found in (judged, checked)))
    problems += _statistics(exact.records, columns.records)
    problems += _filled(exact, columns)
    if problems:
        raise EngineError(problems)


def _same(mine: Floats, other: Floats) -> Mask:
    """Tell where figures are equal, or both missing."""
    is_same: Mask = (mine == other) | (np.isnan(mine) & np.isnan(other))
    return is_same


def _near(mine: Floats, other: Floats) -> Mask:
    """Tell where figures agree to 1e-9 relative, or both are missing."""
    is_near: Mask = np.isclose(other, mine, rtol=_RELATIVE, atol=_NEAR_ZERO, equal_nan=True)
    return is_near


def _disagreements(walk: Walk, node: str, differs: Mask, mine: Floats, other: Floats) -> Iterator[Problem]:
    """Name the figures on which the readings disagree."""
    for row in np.flatnonzero(differs).tolist():
        yield _problem(walk.base.key(row), node, f"{mine[row]:.17g}", f"{other[row]:.17g}")


def _problem(key: tuple[str, str], what: str, exact: str, columns: str) -> Problem:
    """Name one disagreement about a unit."""
    period, unit = key
    return Problem(DISAGREES, None, {"period": period, "unit": unit, "node": what, "exact": exact, "columns": columns})


def _rankings(mine: pl.DataFrame, other: pl.DataFrame, names: Sequence[str] = ()) -> Iterator[Problem]:
    """Compare everything a ranking says about a unit but its points, which were compared as such.

    names: the columns that say which ranking or division it is; that a node has points, was compared too.
    """
    mine, other = (frame.sort(*names, "period", "unit") for frame in (mine, other))
    keys = mine.select("period", "unit").rows()
    for name in mine.columns:
        if name in _COMPARED_AS_POINTS:
            continue
        for row in _differing(name, mine[name], other[name]):
            yield _problem(keys[row], name, *(str(frame[name][row]) for frame in (mine, other)))


def _differing(name: str, mine: pl.Series, other: pl.Series) -> list[int]:
    """Give the lines on which a column differs; the bound of a tier may be a quantile of points, and near is enough."""
    if name != _BOUND:
        return mine.ne_missing(other).arg_true().to_list()
    differs: list[int] = np.flatnonzero(
        ~_near(*(column.cast(pl.Float64).to_numpy() for column in (mine, other)))
    ).tolist()
    return differs


_Lines = Mapping[tuple[tuple[str, str], str], str]
"""(Period, whom it is about), what -> what is said."""


def _told_alike(plan: Plan) -> frozenset[str]:
    """Give the outcomes whose reasons have to agree: they name no unrounded points, which are compared as such."""
    unrounded = {node.id for node in plan.nodes if node.rounding is None}
    return frozenset(
        outcome.id
        for outcome in plan.scheme.outcomes
        if not unrounded & {one.name for one in map(asked, outcome.when.names) if not one.years}
    )


def _outcomes(outcomes: pl.DataFrame, told: frozenset[str]) -> _Lines:
    """Give the lines of the outcomes; of a rule the reason too where it is told alike."""
    found = {}
    for line in outcomes.iter_rows(named=True):
        has_reason = line["kind"] != "outcome" or line["id"] in told
        said = [line["holds"], *((line["because_zh"], line["because_en"]) if has_reason else ())]
        whom = f"{line['group']} {line['unit']}".strip()
        found[(line["period"], whom), f"{line['kind']} {line['id']}"] = " ".join(said)
    return found


def _statistics(mine: Sequence[Recorded], other: Sequence[Recorded]) -> Iterator[Problem]:
    """Compare what was taken of whom, and each figure of it."""
    ours, theirs = ({_taken(row): row.figure or _UNDEFINED for row in records} for records in (mine, other))
    for key in dict.fromkeys((*ours, *theirs)):
        exact, columns = ours.get(key, _NOTHING), theirs.get(key, _NOTHING)
        if exact != columns and (_is_word(exact, columns) or not _is_near(float(exact), float(columns))):
            yield _problem(*key, exact, columns)


def _taken(row: Recorded) -> tuple[tuple[str, str], str]:
    """Give whom a recorded figure is about, and what it is."""
    what = f"{row.node} {row.step} {row.statistic} {row.over} {row.at}".rstrip()
    return (row.period, f"{row.group} {row.unit}".strip()), what


def _is_word(*figures: str) -> bool:
    """Tell whether any of them is no figure but says why there is none."""
    return bool({_NOTHING, _UNDEFINED} & set(figures))


def _is_near(mine: float, other: float) -> bool:
    """Tell whether two figures agree to 1e-9 relative."""
    return isclose(mine, other, rel_tol=_RELATIVE, abs_tol=_NEAR_ZERO)


def _filled(exact: Walk, columns: Walk) -> Iterator[Problem]:
    """Compare by which way each missing figure was filled in."""
    for node, ours in exact.filled.items():
        theirs = columns.filled[node]
        for place in np.flatnonzero(ours.way != theirs.way).tolist():
            ways = (str(one.way[place]) if one.way[place] else _NOTHING for one in (ours, theirs))
            yield _problem(exact.base.key(int(ours.row[place])), f"{node} fill", *ways)


def _lines(mine: _Lines, other: _Lines) -> Iterator[Problem]:
    """Name the lines that only one reading has, or that say different things."""
    for key, what in dict.fromkeys((*mine, *other)):
        ours, theirs = mine.get((key, what), _NOTHING), other.get((key, what), _NOTHING)
        if ours != theirs:
            yield _problem(key, what, ours, theirs)
