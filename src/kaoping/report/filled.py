"""What was filled in where a figure is missing: by which way, from what, as arithmetic; and never called delivered."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from kaoping.engine.filling import BETWEEN
from kaoping.engine.state import Filled
from kaoping.formula import Name, Number, Place, Value, exact, words
from kaoping.report.printed import as_printed, fraction, is_number, shown
from kaoping.report.telling import NodeAt
from kaoping.report.trace import Heard
from kaoping.scheme.model import Fill
from kaoping.scheme.period import shifted

__all__ = ["filled_lines", "is_filled", "within_lines"]


def is_filled(at: NodeAt, label: str) -> bool:
    """Tell whether a figure of the node was filled in: that of a label at a finer key, else the only one."""
    filled = at.telling.walked.walk.filled.get(at.node.id)
    if filled is None:
        return False
    labels = at.telling.walked.figures(at.node).grain.label
    return any(label in ("", labels[place]) for place in _places(at, filled))


def filled_lines(at: NodeAt) -> Iterator[str]:
    """Give a line for each figure of the node that was filled in."""
    filled = at.telling.walked.walk.filled.get(at.node.id)
    if filled is None:
        return
    grain = at.telling.walked.figures(at.node).grain
    for place in _places(at, filled):
        number = int(filled.way[place])
        name = at.telling.say("row", name=at.telling.say("filled"), label=grain.label[place])
        told = _told(at, filled, number, place, grain.keys["period"][place])
        lead = at.telling.say("lead", name=name)
        yield lead + told[0]
        yield from told[1:]


def within_lines(at: NodeAt, step: Heard) -> Iterator[str]:
    """Give the line that keeps a figure filled in within those delivered, where a step does so."""
    before, after = _before(at, step), step.names.get("x", step.names.get("actual"))
    if not is_number(before) or not is_number(after) or fraction(before) == fraction(after):
        return
    telling, name = at.telling, at.telling.say("filled_within")
    function = "min" if fraction(before) > fraction(after) else "max"
    expression = telling.spoken(f"{function}({shown(before)}, {shown(after)})")
    lead = telling.say("lead", name=telling.say("row", name=name, label=step.label) if step.label else name)
    for text in telling.equation(expression, after, after, is_points=False):
        is_one = len(at.node.tasks) == 1
        yield lead + text if is_one else telling.say("step", number=step.number, text=lead + text)


def _before(at: NodeAt, step: Heard) -> Value:
    """Give x of a row that was filled in as it was before a step; None for other rows."""
    if not is_filled(at, step.label):
        return None
    if step.number > 1:
        steps = at.telling.walked.steps[at.node.id, at.row]
        earlier = [one.after for one in steps if one.number == step.number - 1 and one.label == step.label]
        return earlier[0] if earlier else None
    filled, labels = at.telling.walked.walk.filled[at.node.id], at.telling.walked.figures(at.node).grain.label
    found: Value = next(filled.after[place] for place in _places(at, filled) if step.label in ("", labels[place]))
    return found


def _places(at: NodeAt, filled: Filled) -> list[int]:
    """Give the figure rows of the node's unit and period that were filled in."""
    places: list[int] = np.flatnonzero((filled.way > 0) & (filled.row == at.row)).tolist()
    return places


def _told(at: NodeAt, filled: Filled, number: int, place: int, period: str) -> list[str]:
    """Say where a figure comes from, and what it came to, with a line for the remainder where there is one."""
    telling, way, value = at.telling, filled.ways[number - 1], filled.after[place]
    if way.take != "interpolated":
        step = filled.names[f"step.{number}"][place] if way.take == "earlier" else "0"
        source = telling.say(
            f"filled_{way.take}", period=shifted(period, -int(step)), name=way.name, whom=_whom(at, way)
        )
        return [telling.told((source, f"{telling.say('gives')} {shown(value)}"))]
    cells = {name: filled.names[f"{name}.{number}"][place] for name in ("earlier", "later", "step", "gap")}
    names: dict[str, Value] = {name: Fraction(text) for name, text in cells.items()}
    after = int(cells["gap"]) - int(cells["step"])
    place_of = Place(
        "filled",
        {
            "earlier": _delivered(shifted(period, -int(cells["step"]))),
            "later": _delivered(shifted(period, after)),
            "step": Name(Number(), "step", "step", listed=False),
            "gap": Name(Number(), "gap", "gap", listed=False),
        },
    )
    printed = as_printed(names)
    computed = exact(BETWEEN)(printed, telling.walked.walk.reading.precision)
    sentence = words(BETWEEN, printed, place_of, telling.lang).text(telling.say("gives"))
    if not isinstance(computed, Fraction):  # pragma: no cover -- two figures give a number between them
        raise TypeError(way.take)
    return [
        telling.told((telling.say("filled_interpolated"), sentence)),
        *telling.remainder(computed, value, is_points=False),
    ]


def _delivered(period: str) -> Name:
    return Name(Number(), f"{period} 报送", f"delivered for {period}")


def _whom(at: NodeAt, way: Fill) -> str:
    """Say whose figures a mean or median is taken of."""
    return at.telling.say("filled_of_all" if way.of == "all" else "filled_of_group")
