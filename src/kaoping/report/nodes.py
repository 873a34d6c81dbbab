"""The lines of one node and of everything below it: heading, combination, chain, absence, rounding, one more point."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.engine import STATUS_WORDS
from kaoping.formula.printing import FUNCTION_WORDS, MODE_WORDS
from kaoping.report.chain import chain_lines
from kaoping.report.combination import combination_lines
from kaoping.report.one_more import one_more
from kaoping.report.penalties import is_zeroed, penalty_lines
from kaoping.report.population import compared_lines
from kaoping.report.printed import is_number, shown
from kaoping.report.taken_rank import taken_lines
from kaoping.report.telling import NodeAt, Telling
from kaoping.report.withheld import is_below, is_withheld, withheld_lines
from kaoping.report.worth import worth
from kaoping.scheme.model import Indicator, Sourced

__all__ = ["node_lines"]

_STEP, _BULLET = "  ", "· "


def node_lines(telling: Telling, node_id: str, row: int, depth: int = 0) -> list[str]:
    """Give the lines of a node, those of its children indented below it."""
    at = NodeAt(telling, telling.walked.nodes[node_id], row)
    lines = [_STEP * depth + _heading(at)]
    lines += [_STEP * (depth + 1) + _BULLET + line for line in _arithmetic(at)]
    for child in at.node.combination.children if at.node.combination else ():
        lines += node_lines(telling, child, row, depth + 1)
    return lines


def _heading(at: NodeAt) -> str:
    """Give title, id, points, weight, full points, and what was delivered."""
    telling, node = at.telling, at.node
    points = telling.walked.points(node.id, at.row)
    if is_number(points):
        told = telling.say("node_points", points=shown(points, telling.walked.decimals(node.id)))
    else:
        told = telling.say("no_points")
    parts = [telling.say("node", title=telling.titles[node.id], id=node.id, points=told)]
    weight, full = _own(at, "weight"), _own(at, "full")
    if weight is not None:
        parts.append(telling.say("weight", weight=f"{weight.value:f}".replace("-", "−")) + telling.cited(weight.source))
    if full is not None:
        parts.append(telling.say("full", full=f"{full.value:f}") + telling.cited(full.source))
    return telling.told((*parts, _rows_of(at), _delivered(at)))


def _own(at: NodeAt, name: str) -> Sourced | None:
    """Give the node's weight or full points with its source, as the scheme writes it."""
    found: Sourced | None = getattr(at.telling.written.get(at.node.id), name, None)
    return found


def _rows_of(at: NodeAt) -> str:
    """Say whose rows an indicator reads, where they were delivered for another."""
    other = "" if at.node.indicator is None else at.node.indicator.data.rows_of or ""
    return at.telling.say("rows_of", title=at.telling.titles[other], id=other) if other else ""


def _delivered(at: NodeAt) -> str:
    """Give the figure with its unit of measure and who delivered it."""
    telling, indicator = at.telling, at.node.indicator
    figure = telling.walked.walk.values[at.node.id].figure
    if indicator is None or figure is None or figure[at.row] is None:
        return ""
    by = telling.departments.get(indicator.data.from_ or "")
    told = figure[at.row].replace("-", "−")
    if indicator.display is not None and is_below(at, Fraction(figure[at.row])):
        told = indicator.display.as_
    values = {"figure": told, "unit": _unit(indicator), "by": by}
    return telling.say("delivered_by" if by else "delivered", **values)


def _unit(indicator: Indicator) -> str:
    """Give the unit of measure as it stands behind a figure."""
    return "" if indicator.unit_of_measure in ("1", "points") else f" {indicator.unit_of_measure}"


def _arithmetic(at: NodeAt) -> Iterator[str]:
    """Give the lines of how the points came about."""
    yield from compared_lines(at)
    yield from combination_lines(at)
    hidden = is_withheld(at)
    yield from withheld_lines(at) if hidden else chain_lines(at)
    yield from _absence(at)
    yield from penalty_lines(at)
    yield from _rounding(at)
    yield from taken_lines(at)
    if not is_zeroed(at):
        yield from () if hidden else one_more(at)
        yield from worth(at)


def _absence(at: NodeAt) -> Iterator[str]:
    """Say which policy stood in for a value, and where the weight went."""
    telling, values = at.telling, at.telling.walked.walk.values[at.node.id]
    status = STATUS_WORDS[values.absence.status[at.row]]
    if not status:
        return
    policy = telling.say(f"policy_{values.absence.treatment[at.row]}")
    before = values.before[at.row]
    told = telling.say("policy", status=telling.say(status), policy=policy)
    yield telling.told((told, f"{telling.say('points')} {shown(before)}" if is_number(before) else ""))


def _rounding(at: NodeAt) -> Iterator[str]:
    """Give official rounding as a line of its own."""
    telling, rounding = at.telling, at.node.rounding
    before = telling.walked.walk.values[at.node.id].before[at.row]
    if rounding is None or not is_number(before):
        return
    is_zh, is_cut = telling.lang == "zh", rounding.mode == "truncate"
    word = "truncate" if is_cut else "round"
    mode = "" if is_cut else f", {MODE_WORDS[rounding.mode] if is_zh else rounding.mode}"
    expression = f"{FUNCTION_WORDS[word] if is_zh else word}({shown(before)}, {rounding.decimals}{mode})"
    name = telling.say("rounding", mode=telling.say(rounding.mode), decimals=rounding.decimals)
    points = shown(telling.walked.points(at.node.id, at.row), rounding.decimals)
    cited = telling.cited(telling.stored.scheme.numbers.source)
    yield telling.say("lead", name=name + cited) + f"{telling.say('points')} {expression} = {points}"
