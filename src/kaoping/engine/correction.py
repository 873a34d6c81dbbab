"""Whose statistics a run goes by: its own, those of a run named, or of the run it corrects, as the scheme says."""

from __future__ import annotations

from kaoping.engine.folder import Stored
from kaoping.engine.messages import OTHER_SCHEME
from kaoping.engine.statistics import Frozen
from kaoping.errors import DataError, Problem, SchemeError
from kaoping.scheme import correction_problems
from kaoping.scheme.model import Scheme

__all__ = ["frozen_for", "kept_for"]


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
