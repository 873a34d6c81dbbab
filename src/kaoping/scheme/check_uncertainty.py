"""Checks of the uncertainty of a mean: of a plain mean, for units, with a multiplier above zero."""

from __future__ import annotations

from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import chain
from kaoping.scheme.model import Indicator, Part, ReductionStep

__all__ = ["check_uncertainty"]


def check_uncertainty(checking: Checking, node: Part | Indicator, owner: Part | ReductionStep) -> None:
    """Check the uncertainty of a part or of a reduction of a node; owner: where it stands."""
    if owner.uncertainty is None:
        return
    where, entry = owner.spots.of("uncertainty"), owner.combine if isinstance(owner, Part) else owner.reduce
    if entry != "mean":
        checking.note(chain.NOT_A_MEAN, where, node=node.id, combine=entry)
    if isinstance(owner, ReductionStep) and owner.keep:
        checking.note(chain.UNCERTAINTY_OF_UNITS, where, node=node.id, keys=", ".join(owner.keep))
    if owner.uncertainty.multiplier <= 0:
        number = shown(owner.uncertainty.multiplier)
        checking.note(chain.MULTIPLIER_NOT_POSITIVE, owner.uncertainty.spots.of("multiplier"), number=number)
