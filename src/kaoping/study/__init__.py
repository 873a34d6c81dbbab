"""Questions about a result, answered as tables: what if, how robust, how sensitive, which indicators count.

Nothing here changes a result or a scheme; what a study varied, and what it could not vary, stands in its tables.
"""

from kaoping.study.change import Change, Figure, Finding, OtherScheme, Removal, Weight
from kaoping.study.influence import influence
from kaoping.study.robustness import Robustness, robustness
from kaoping.study.sensitivity import sensitivity
from kaoping.study.what_if import what_if

__all__ = [
    "Change",
    "Figure",
    "Finding",
    "OtherScheme",
    "Removal",
    "Robustness",
    "Weight",
    "influence",
    "robustness",
    "sensitivity",
    "what_if",
]
