"""What of other runs a run goes by: frozen statistics, the run it corrects, the results of the year before."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.engine.folder import Stored
from kaoping.engine.messages import EARLIER_LEFT_OUT, NOT_EARLIER, OTHER_SCHEME
from kaoping.engine.outcome import Earlier
from kaoping.engine.statistics import Frozen
from kaoping.errors import DataError, Problem, SchemeError
from kaoping.scheme import correction_problems, years_back
from kaoping.scheme.model import Scheme
from kaoping.scheme.period import before

__all__ = ["check_earlier", "frozen_for", "kept_for"]


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
