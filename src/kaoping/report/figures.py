"""What an indicator read before its first step: growth computed from two figures, the mean of the peers, many rows."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from fractions import Fraction

import numpy as np

from kaoping.engine.gather import Averaged, Figures
from kaoping.engine.growth import GROWTH, Growths
from kaoping.formula import Name, Number, Place, Value, exact, words
from kaoping.report.printed import as_printed, seen, shown
from kaoping.report.telling import NodeAt

__all__ = ["derived_lines", "peer_lines"]

_PEERS = {
    "peer.actual": ("对标单位完成值", "actual of the peers"),
    "peer.previous": ("对标单位上年值", "previous figure of the peers"),
    "peer.growth": ("对标单位增幅", "growth of the peers"),
    "peer.previous_growth": ("对标单位上年增幅", "previous growth of the peers"),
}
_NOW, _BEFORE = (
    Place("derived", {"actual": Name(Number(), *actual), "previous": Name(Number(), *base)})
    for actual, base in (
        (("完成", "actual"), ("上年", "previous")),
        (("上年完成", "actual a year before"), ("其上年", "its previous")),
    )
)
_DERIVED = {"growth": ("derived_growth", _NOW), "previous_growth": ("derived_previous_growth", _BEFORE)}


def derived_lines(at: NodeAt) -> Iterator[str]:
    """Give growth computed from two figures as arithmetic."""
    if at.node.indicator is None:
        return
    for name in sorted(_DERIVED.keys() & at.node.names):
        figures = at.telling.walked.figures(at.node)
        growth = figures.columns[name]
        if isinstance(growth, Growths):
            for place in np.flatnonzero(figures.grain.row == at.row).tolist():
                told, _ = _growth(at, name, growth, place)
                yield from _about(at, figures, place, at.telling.say(_DERIVED[name][0]), told)


def peer_lines(at: NodeAt) -> Iterator[str]:
    """Give the mean of the peers' figures as arithmetic, for each figure of peers that a formula names."""
    for name in sorted(name for name in at.node.names if name.startswith("peer.")):
        figures = at.telling.walked.figures(at.node)
        column, label = figures.columns[name], _PEERS[name][0 if at.telling.lang == "zh" else 1]
        for place in np.flatnonzero(figures.grain.row == at.row).tolist():
            if isinstance(column, Growths):
                values = yield from _growths(at, figures, name.removeprefix("peer."), column, place)
            elif isinstance(column, Averaged):
                values = [Fraction(text) for text in column.figure.filter(column.at == place)]
            else:  # pragma: no cover -- figures of peers are always means
                raise TypeError(name)
            named = at.telling.say("row", name=label, label=figures.grain.label[place]) if figures.is_finer else label
            yield from _mean(at, named, values)


def _growths(
    at: NodeAt, figures: Figures, name: str, growth: Growths, place: int
) -> Generator[str, None, list[Fraction]]:
    """Give the growth of each peer of a figure row as arithmetic; return those that could be computed."""
    key, _ = _DERIVED[name]
    values: list[Fraction] = []
    if growth.peer is None:  # pragma: no cover -- growth of peers says whose it is
        raise TypeError(name)
    for number in np.flatnonzero(growth.at == place).tolist():
        unit = str(growth.peer[number])
        whose = at.telling.say("of_peer", name=at.telling.say(key), peer=at.telling.units.get(unit, unit))
        told, value = _growth(at, name, growth, number)
        yield from _about(at, figures, place, whose, told)
        values += [] if value is None else [value]
    return values


def _mean(at: NodeAt, label: str, values: Sequence[Fraction]) -> Iterator[str]:
    """Give one mean as arithmetic."""
    if not values:
        yield at.telling.say("no_peers", label=label)
        return
    mean = sum(values, Fraction(0)) / len(values)
    computed = sum((seen(value) for value in values), Fraction(0)) / len(values)
    total = " + ".join(_bracketed(shown(value)) for value in values)
    expression = f"({total}) ÷ {len(values)}" if len(values) > 1 else total
    lead = at.telling.say("peers", label=label, count=len(values))
    yield from (lead + line for line in at.telling.equation(expression, computed, mean, is_points=False))


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _about(at: NodeAt, figures: Figures, place: int, name: str, told: Sequence[str]) -> Iterator[str]:
    """Give the lines about one figure row under its name, with its label at a finer key."""
    if figures.is_finer:
        name = at.telling.say("row", name=name, label=figures.grain.label[place])
    yield at.telling.say("lead", name=name) + told[0]
    yield from told[1:]


def _growth(at: NodeAt, name: str, growth: Growths, number: int) -> tuple[list[str], Fraction | None]:
    """Give one growth as arithmetic, with a line for the remainder where there is one, and what it came to."""
    cells = {"actual": growth.actual[number], "previous": growth.previous[number]}
    names: dict[str, Value] = {name: None if text is None else Fraction(text) for name, text in cells.items()}
    printed = as_printed(names)
    sentence = words(GROWTH, printed, _DERIVED[name][1], at.telling.lang)
    if not sentence.result:
        return [at.telling.say("not_computed", why=at.telling.told(sentence.reasons))], None
    precision = at.telling.walked.walk.reading.precision
    computed, value = (exact(GROWTH)(given, precision) for given in (printed, names))
    if not isinstance(computed, Fraction) or not isinstance(
        value, Fraction
    ):  # pragma: no cover -- a fault has no points
        raise TypeError(name)
    told = sentence.text(at.telling.say("gives"))
    return [told, *at.telling.remainder(computed, value, is_points=False)], value
