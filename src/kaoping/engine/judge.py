"""The way through all stages: gather, nodes, adjust, rank, grade, outcome.

Up to 200,000 leaf values the exact judge's figures are the result and the columns are the check; above, columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kaoping.engine.agreement import agree
from kaoping.engine.base import Base, base_rows
from kaoping.engine.column_reading import ColumnReading
from kaoping.engine.correction import still_defined
from kaoping.engine.definition import definitions
from kaoping.engine.exact_reading import ExactReading
from kaoping.engine.gather import Gathering
from kaoping.engine.intake import Tables
from kaoping.engine.nodes import made, walk
from kaoping.engine.outcome import Earlier
from kaoping.engine.parameters import Parameters
from kaoping.engine.plan import NodePlan, Plan, plan_of
from kaoping.engine.result import Result, filled_counts, score_table, statistic_table
from kaoping.engine.stages import StageTables, stage_tables
from kaoping.engine.state import Reading, Trace, Walk
from kaoping.engine.statistics import Frozen
from kaoping.engine.title import checked_titles
from kaoping.errors import DataError
from kaoping.formula import NeedsDigits, Precision
from kaoping.scheme.model import Scheme

__all__ = ["EXACT_UP_TO", "Engine", "leaf_values", "score", "walk_by", "walk_exactly"]

Engine = Literal["auto", "columns", "exact"]
Progress = Callable[[int, int], None]
EXACT_UP_TO = 200_000
_DIGITS, _MOST_DIGITS = 50, 200


def score(
    scheme: Scheme,
    tables: Tables,
    *,
    previous: Sequence[Earlier] = (),
    engine: Engine = "auto",
    frozen: Frozen | None = None,
    corrects: str | None = None,
    progress: Progress | None = None,
    exact_up_to: int = EXACT_UP_TO,
) -> Result:
    """Score a sound scheme over valid tables.

    exact_up_to: so many leaf values are walked exactly too; above, columns stand alone.
    frozen: statistics of an earlier run to keep, so that one unit's change moves nobody else's points.
    corrects: the name of the run that this one corrects; `kept_for` says whether it keeps the statistics of that run.
    Raises `SchemeError` where a title has more places than its grade can have, `DataError` with every row that
    cannot be scored, or every frozen statistic that is defined otherwise here, `EngineError` where the two readings
    disagree.
    """
    plan, base = plan_of(scheme), base_rows(scheme, tables)
    checked_titles(scheme, base.frame)
    kept = None if frozen is None else still_defined(plan, frozen)
    walks = _Walks(plan, tables, base, kept)
    is_judged = engine == "exact" or _leaf_values(plan, base) <= exact_up_to

    def scored(precision: Precision) -> Result:
        main = walks.once(precision, is_exact=is_judged, progress=progress)
        found = _checked(walks, main, engine, previous, is_judged=is_judged)
        return _result(found, kept, previous, corrects)

    try:
        return scored(Precision(_DIGITS))
    except NeedsDigits:  # of a jump on the way, or of a rank
        return scored(Precision(_MOST_DIGITS, []))


@dataclass(frozen=True, slots=True)
class _Checked:
    """The walk that counts, what the stages made of it, by what it was checked, how many values the judge gave."""

    walk: Walk
    tables: Tables
    found: StageTables
    checked_by: str | None
    judged_values: int | None


def _checked(walks: _Walks, main: Walk, engine: Engine, previous: Sequence[Earlier], *, is_judged: bool) -> _Checked:
    """Give the columns after the judge, the judge checked by the columns, or the one walk as it is."""
    if is_judged and engine == "columns":
        columns, count = walks.columns(main)
        return _Checked(columns, walks.tables, stage_tables(columns, walks.tables, previous), None, count)
    found = stage_tables(main, walks.tables, previous)
    if not is_judged or engine != "auto":
        return _Checked(main, walks.tables, found, None, None)
    columns, count = walks.columns(main)
    agree(main, columns, found, stage_tables(columns, walks.tables, previous))
    return _Checked(main, walks.tables, found, "columns", count)


def _result(checked: _Checked, kept: Frozen | None, previous: Sequence[Earlier], corrects: str | None) -> Result:
    """Make the result of a walk; kept: the frozen statistics it used."""
    main, found, former = checked.walk, checked.found, () if kept is None else kept.records
    return Result(
        scheme=main.plan.scheme,
        tables=checked.tables,
        ranking=found.ranking,
        scores=score_table(main),
        statistics=statistic_table(main.plan, [*former, *main.records]),
        outcomes=found.outcomes,
        rankings=found.rankings,
        tiers=found.tiers,
        engine=main.reading.name,
        checked_by=checked.checked_by,
        judged_values=checked.judged_values,
        undecided=tuple(sorted(set(main.reading.precision.undecided or ()))),
        previous=tuple(entry.run for entry in previous),
        frozen=None if kept is None else kept.run,
        corrects=corrects,
        filled=filled_counts(main),
    )


def leaf_values(plan: Plan, tables: Tables) -> int:
    """Give the number of leaf values: units in all periods × indicators."""
    return _leaf_values(plan, base_rows(plan.scheme, tables))


def _leaf_values(plan: Plan, base: Base) -> int:
    return base.height * sum(node.indicator is not None for node in plan.nodes)


def walk_exactly(plan: Plan, tables: Tables, *, frozen: Frozen | None, trace: Trace | None) -> Walk:
    """Walk the nodes exactly, listened to by a trace: for explanation.

    With 200 digits from the start: a walk begun again for want of digits would be heard twice.
    """
    walks = _Walks(plan, tables, base_rows(plan.scheme, tables), frozen)
    return walks.once(Precision(_MOST_DIGITS), is_exact=True, trace=trace)


def walk_by(
    plan: Plan, tables: Tables, reading: Reading, *, frozen: Frozen | None, trace: Trace
) -> Iterator[tuple[Walk, NodePlan]]:
    """Walk the nodes by a reading of one's own; gives each node before it is computed.

    Raises as `score` does. Whoever walks may put other values in place of those that a node gave, before the next one.
    """
    state = _Walks(plan, tables, base_rows(plan.scheme, tables), frozen).begun(reading, None, trace)
    for node in plan.nodes:
        yield state, node
        state.values[node.id] = made(state, node)
    if state.problems:  # pragma: no cover -- what was scored before has none
        raise DataError(state.problems)


class _Walks:
    """Walks over the same rows, gathered once."""

    def __init__(self, plan: Plan, tables: Tables, base: Base, frozen: Frozen | None) -> None:
        self.tables = tables
        self._plan, self._base, self._frozen = plan, base, frozen
        self._gathering = Gathering(base, tables, plan.scheme)
        self._parameters = Parameters(tables)
        self._definitions = definitions(plan)

    def columns(self, judge: Walk) -> tuple[Walk, int]:
        """Walk all nodes in columns, doubtful rows judged by the exact walk before; gives how many values were."""
        reading = ColumnReading(judge.reading.precision, judge.reading.judged)
        return self._run(reading, None, None), reading.taken

    def once(
        self, precision: Precision, *, is_exact: bool, progress: Progress | None = None, trace: Trace | None = None
    ) -> Walk:
        """Walk all nodes once."""
        return self._run(ExactReading(precision) if is_exact else ColumnReading(precision), progress, trace)

    def _run(self, reading: Reading, progress: Progress | None, trace: Trace | None) -> Walk:
        state = self.begun(reading, progress, trace)
        walk(state)
        return state

    def begun(self, reading: Reading, progress: Progress | None, trace: Trace | None) -> Walk:
        """Give a walk that has not begun yet."""
        return Walk(
            self._plan,
            self._base,
            self._gathering,
            self._parameters,
            reading,
            self._definitions,
            frozen=self._frozen,
            trace=trace,
            progress=progress,
        )
