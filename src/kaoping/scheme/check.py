"""All checks of a scheme that was read: each subject gives its problems, found all at once."""

from __future__ import annotations

from kaoping.errors import Problem
from kaoping.scheme.broken import Broken
from kaoping.scheme.check_absence import check_absence
from kaoping.scheme.check_chain import check_chains
from kaoping.scheme.check_conditions import check_outcomes
from kaoping.scheme.check_effects import check_effects, check_years
from kaoping.scheme.check_fill import check_fills
from kaoping.scheme.check_grades import check_grades
from kaoping.scheme.check_indicator import check_indicators
from kaoping.scheme.check_numbers import check_numbers
from kaoping.scheme.check_population import check_populations
from kaoping.scheme.check_process import check_adjustments, check_process
from kaoping.scheme.check_rankings import check_rankings
from kaoping.scheme.check_rows_of import check_rows_of
from kaoping.scheme.check_titles import check_titles
from kaoping.scheme.check_tree import check_tree
from kaoping.scheme.check_variables import check_variables
from kaoping.scheme.checking import Checking
from kaoping.scheme.model import Scheme

__all__ = ["check"]

_SUBJECTS = (
    check_numbers,
    check_tree,
    check_populations,
    check_absence,
    check_indicators,
    check_variables,
    check_rows_of,
    check_fills,
    check_chains,
    check_adjustments,
    check_effects,
    check_grades,
    check_titles,
    check_outcomes,
    check_rankings,
    check_years,
    check_process,
)


def check(scheme: Scheme, broken: Broken | None = None) -> list[Problem]:
    """Give every problem of a scheme; what is broken is not complained about again."""
    checking = Checking(scheme, broken or Broken())
    for subject in _SUBJECTS:
        subject(checking)
    return checking.problems
