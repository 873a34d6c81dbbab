"""The lines on the uncertainty of a mean: how many sources, the standard error, the limits, as recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from kaoping.engine.sources import COUNT, ERROR, LOWER, UPPER
from kaoping.formula import Value
from kaoping.report.printed import shown
from kaoping.report.telling import NodeAt
from kaoping.rules.aggregating import bracketed
from kaoping.scheme.model import Uncertainty

__all__ = ["source_lines"]


def source_lines(
    at: NodeAt, step: int, uncertainty: Uncertainty | None, sources: Sequence[str], mean: Value
) -> Iterator[str]:
    """Give the line on the sources of one mean; nothing where the scheme asks for none.

    sources: their values as printed. What a reader computes from the printed figures may miss the last digit.
    """
    if uncertainty is None:
        return
    telling, found = at.telling, _recorded(at, step)
    if ERROR not in found:
        yield telling.say("one_source", count=found[COUNT])
        return
    middle, count = shown(mean), found[COUNT]
    squares = " + ".join(f"({source} − {bracketed(middle)}) ^ 2" for source in sources)
    error = f"(({squares}) ÷ ({count} − 1) ÷ {count}) ^ 0.5"
    multiplier = shown(Fraction(uncertainty.multiplier))
    limits = [f"{middle} {sign} {multiplier} × {found[ERROR]}" for sign in "−+"]
    yield telling.say(
        "sources",
        count=count,
        error=f"{error} ≈ {found[ERROR]}",
        lower=f"{limits[0]} ≈ {found[LOWER]}",
        upper=f"{limits[1]} ≈ {found[UPPER]}",
        cited=telling.cited(uncertainty.source),
    )


def _recorded(at: NodeAt, step: int) -> dict[str, str]:
    """Give the recorded figures of the unit at one step, as printed."""
    known = at.telling.sources.get((at.key(), at.node.id, step), {})
    return {statistic: shown(Fraction(Decimal(figure))) for statistic, figure in known.items()}
