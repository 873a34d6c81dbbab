"""Observations of variables for one unit, and the targets of what indicators derive from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from kaoping.formula import Ball, Precision, Value, exact
from kaoping.sample.city import Member
from kaoping.sample.levels import Levels
from kaoping.sample.observed import Row, decimal_of, figure_of, observed, restated
from kaoping.scheme.model import Indicator, Scheme, Variable
from kaoping.scheme.period import before, parts_of
from kaoping.scheme.variables import has_one_figure, used_variables

__all__ = ["collected", "derived_targets"]


def collected(
    variable: Variable,
    years: Mapping[str, frozenset[int]],
    member: Member,
    period: str,
    levels: Levels,
    scored: Sequence[str],
) -> Iterator[tuple[str, Row]]:
    """Give the rows of table `observations` that indicators read of a variable in a scored period.

    years: column -> of how many years before the period it is read.
    """
    indicator = variable.indicator
    names = frozenset({"previous"}) if 0 in years.get("previous", ()) else frozenset()
    yield from observed(indicator, names, member, period, levels, scored)
    own = {part for each in scored for part in parts_of(each, variable.data.every)}
    for back in sorted(frozenset().union(*years.values()) - {0}):
        for part in parts_of(period, variable.data.every):
            earlier = before(part, back)
            if earlier not in own:
                row = {"unit": member.id, "indicator": variable.id, "period": earlier}
                row["actual"] = figure_of(indicator, member, earlier, levels)
                if back in years.get("previous", ()):
                    row["previous"] = restated(indicator, member, int(earlier[:4]), levels)
                yield "observations", row | _beside(variable, row)


def _beside(variable: Variable, row: Row) -> Row:
    """Give what else a figure has to state."""
    found: Row = {"unit_of_measure": variable.unit_of_measure}
    if variable.data.vintage is not None:
        found["vintage"] = variable.data.vintage
    if variable.data.evidence == "required":
        found["evidence"] = f"示例佐证-{variable.id}-{row['unit']}-{row['period']}"
    return found


def derived_targets(
    scheme: Scheme, indicator: Indicator, member: Member, period: str, levels: Levels
) -> Iterator[tuple[str, Row]]:
    """Give the targets of an indicator whose figure is derived; nothing where the figures drawn give none."""
    derive = indicator.data.derive
    for part in parts_of(period, indicator.data.every) if derive is not None else ():
        names: dict[str, Value] = {}
        for variable in used_variables(scheme, indicator):
            is_whole = has_one_figure(scheme, variable.data.every)
            at = parts_of(period, variable.data.every)[0] if is_whole else part
            names[variable.id] = Fraction(figure_of(variable.indicator, member, at, levels))
        found = None if derive is None else exact(derive)(names, Precision())
        if isinstance(found, Fraction | Ball):
            target = float(found.figure if isinstance(found, Ball) else found) / levels.outcome(
                indicator, member, int(part[:4])
            )
            key = {"unit": member.id, "indicator": indicator.id, "period": part}
            yield "targets", key | {"target": decimal_of(indicator, target)}
