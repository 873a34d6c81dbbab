"""Checks of full points below a part that makes a mean of its children: all of one size, those of the part itself."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kaoping.formula import Fault, Precision
from kaoping.formula.numbers import plain
from kaoping.rules import Aggregation
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.expand import set_to
from kaoping.scheme.messages import tree
from kaoping.scheme.model import Part, Sourced

__all__ = ["check_full_below_mean"]

_PRECISION = Precision(50)
_DIGITS = 2


def check_full_below_mean(checking: Checking, part: Part, aggregation: Aggregation) -> None:
    """Check that the full points of children are those of the part, and the same for all of them where it has none.

    Where steps convert, or ranks are taken, points of different sizes may meet. So they may where one value is picked,
    as long as a unit with full points everywhere gets those of the part.
    """
    if aggregation.full_as_weight or aggregation.multiplies or aggregation.weights_as_given or part.steps:
        return
    fields = ("full", "weight", "take_rank")
    known = [child for child in part.children if checking.spared(child, *fields) and child.take_rank is None]
    given = [child.full for child in known if child.full is not None]
    if len(known) < len(part.children) or not checking.spared(part, "full", "steps", "combine_with"):
        return
    if part.full is None and (aggregation.picks or len(given) < len(known)):
        return
    own = part.full or max(given, key=lambda full: full.value)
    perfect = _perfect(part, aggregation, own)
    others = [full for full in given if full.value != own.value]
    if not others or perfect is None or (aggregation.picks and perfect == Fraction(own.value)):
        return
    values = {"part": part.id, "combine": part.combine, "full": shown(own.value)}
    values["perfect"] = shown(Decimal(plain(perfect, _DIGITS)))
    values |= {"fulls": ", ".join(shown(full.value) for full in given)}
    values |= {"whose_zh": "" if part.full is None else f"，它自己的满分是 {shown(own.value)}"}
    values |= {"whose_en": "" if part.full is None else f", and its own are {shown(own.value)}"}
    places = [(full.spots.whole, shown(full.value)) for full in given if full is not others[0]]
    checking.note(tree.FULL_BELOW_MEAN, others[0].spots.whole, places, **values)


def _perfect(part: Part, aggregation: Aggregation, own: Sourced) -> Fraction | None:
    """Give what a unit with full points everywhere gets; a child that declares none counts as the part's own."""
    fulls = [Fraction((child.full or own).value) for child in part.children]
    weights = [Fraction(1 if child.weight is None else child.weight.value) for child in part.children]
    if min(*fulls, *weights) <= 0:  # told by a check of its own
        return None
    found = set_to(aggregation, part.combine_with).exact(fulls, weights, sum(weights, Fraction(0)), _PRECISION)
    if isinstance(found, Fault):  # pragma: no cover -- numbers above zero have every mean
        raise TypeError(found.message.code)
    return found if isinstance(found, Fraction) else found.figure
