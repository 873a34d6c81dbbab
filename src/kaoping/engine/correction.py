"""What of other runs a run goes by: frozen statistics, the run it corrects, the results of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kaoping.engine.definition import definitions
from kaoping.engine.filling import DELIVERED
from kaoping.engine.folder import Stored
from kaoping.engine.messages import DEFINED_OTHERWISE, EARLIER_LEFT_OUT, NOT_EARLIER, OTHER_SCHEME
from kaoping.engine.outcome import Earlier
from kaoping.engine.plan import Plan
from kaoping.engine.statistics import NO_STEP, Frozen, StatisticKey
from kaoping.errors import DataError, Location, Problem, SchemeError
from kaoping.rules import contests
from kaoping.scheme import correction_problems, years_back
from kaoping.scheme.expand import expanded_chain, where_of
from kaoping.scheme.model import Indicator, Scheme
from kaoping.scheme.period import before

__all__ = ["check_earlier", "frozen_for", "kept_for", "still_defined"]


def frozen_for(scheme: Scheme, stored: Stored) -> Frozen:
    """Give the recorded statistics of an earlier result; raises `DataError` where it is one of another scheme."""
    if stored.scheme.id != scheme.id:
        values = {"folder": str(stored.folder), "found": stored.scheme.id, "scheme": scheme.id}
        raise DataError([Problem(OTHER_SCHEME, None, values)])
    return stored.frozen()


def kept_for(scheme: Scheme, corrected: Stored) -> Frozen | None:
    """Give the statistics that a correction of this result keeps; None where the scheme has them computed again.

    Raises `SchemeError` where the scheme does not say it, `DataError` for a result of another scheme.
    """
    frozen = frozen_for(scheme, corrected)
    if problems := correction_problems(scheme, corrected.run):
        raise SchemeError(problems)
    return frozen if scheme.numbers.after_appeal == "keep_statistics" else None


def still_defined(plan: Plan, frozen: Frozen) -> Frozen:
    """Give the frozen statistics that a plan still asks for.

    Raises `DataError` with every one that is defined otherwise there than when it was recorded: its figures would be
    old numbers under an old name.
    """
    now = definitions(plan)
    problems = [
        Problem(DEFINED_OTHERWISE, _asked_at(plan.scheme, key), _named(key) | {"run": frozen.run})
        for key, digest in frozen.definitions.items()
        if now.get(key, digest) != digest
    ]
    if problems:
        raise DataError(problems)
    return replace(frozen, records=tuple(row for row in frozen.records if row.key in now))


def _named(key: StatisticKey) -> dict[str, str]:
    """Name a statistic in both languages."""
    node, step, statistic, over = key
    if step != NO_STEP:
        zh, en = f"统计量 {statistic}（第 {step} 步，取自 {over}）", f"{statistic} of {over} (step {step})"
    elif statistic in contests():
        zh, en = f"逐一比较所用的 {over} 得分", f"the points of {over} in the contest"
    elif over == DELIVERED:
        zh, en = f"补缺所用的 {statistic}", f"the {statistic} that fills missing figures"
    else:
        zh, en = "同组平均得分", "the mean points of the group"
    return {"node": node, "what_zh": zh, "what_en": en}


def _asked_at(scheme: Scheme, key: StatisticKey) -> Location:
    """Give the place in a scheme that asks for a statistic."""
    name, step, statistic, over = key
    items = [item for one in (scheme.bonus, scheme.deductions) if one is not None for item in one.items]
    node = next((node for node in (*scheme.nodes(), *items) if node.id == name), scheme.tree)
    if step == NO_STEP and statistic in contests():
        return node.spots.of("combine")
    if step == NO_STEP and over == DELIVERED and isinstance(node, Indicator):
        return node.data.spots.of("fill")
    if step == NO_STEP:
        return node.spots.of("when")
    chain = expanded_chain(node)
    return where_of(chain[step - 1]) if step <= len(chain) else node.spots.of("take_rank")


def check_earlier(scheme: Scheme, earlier: Sequence[Earlier], corrected: Stored | None) -> None:
    """Check earlier results: each of a year before, and none left out that the corrected run went by.

    Raises `DataError` with every one that does not fit.
    """
    back = max((years_back(outcome) for outcome in scheme.outcomes), default=1)
    wanted = [before(period, years) for years in range(1, max(back, 1) + 1) for period in scheme.periods]
    problems = []
    for result in earlier:
        periods = sorted({period for period, _ in result.rows})
        if not set(periods) & set(wanted):
            values = {"run": result.run, "found": ", ".join(periods), "wanted": ", ".join(wanted)}
            problems.append(Problem(NOT_EARLIER, None, values))
    former = [] if corrected is None else corrected.facts["previous"]
    lacking = [run for run in former if run not in {result.run for result in earlier}]
    if corrected is not None and lacking:
        problems.append(Problem(EARLIER_LEFT_OUT, None, {"run": corrected.run, "lacking": ", ".join(lacking)}))
    if problems:
        raise DataError(problems)
