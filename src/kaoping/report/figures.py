"""What an indicator read before its first step: what follows from variables, growth, the mean of the peers."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from kaoping.engine.gather import Averaged, Figures
from kaoping.engine.growth import GROWTH, Growths
from kaoping.engine.variables import Derived
from kaoping.formula import Fault, Formula, Name, Number, Place, Value, exact, words
from kaoping.report.printed import as_printed, fraction, seen, shown
from kaoping.report.telling import NodeAt
from kaoping.scheme.variables import derive_place

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
_GROWTHS = {
    "growth": ("derived_growth", _NOW, "derived_actual", "derived_previous"),
    "previous_growth": ("derived_previous_growth", _BEFORE, "derived_previous", "derived_before"),
}
"""What growth is called, what its formula calls the two figures, and what these are called where they are derived."""
_FIGURES = {"actual": "derived_actual", "previous": "derived_previous"}


def derived_lines(at: NodeAt) -> Iterator[str]:
    """Give figures derived from variables, and growth computed from two figures, as arithmetic."""
    if at.node.indicator is None:
        return
    figures = at.telling.walked.figures(at.node)
    lines = _Lines(at, figures)
    for name in ("actual", "previous", "growth", "previous_growth"):
        column = figures.columns.get(name)
        if isinstance(column, Growths | Derived):
            for place in np.flatnonzero(figures.grain.row == at.row).tolist():
                yield from lines.of(name, column, place, place)


def peer_lines(at: NodeAt) -> Iterator[str]:
    """Give the mean of the peers' figures as arithmetic, for each figure of peers that a formula names."""
    for name in sorted(name for name in at.node.names if name.startswith("peer.")):
        figures = at.telling.walked.figures(at.node)
        column, label = figures.columns[name], _PEERS[name][0 if at.telling.lang == "zh" else 1]
        for place in np.flatnonzero(figures.grain.row == at.row).tolist():
            if isinstance(column, Growths | Derived):
                values = yield from _of_peers(at, figures, name.removeprefix("peer."), column, place)
            elif isinstance(column, Averaged):
                values = [Fraction(text) for text in column.figure.filter(column.at == place)]
            else:  # pragma: no cover -- figures of peers are always means
                raise TypeError(name)
            named = at.telling.say("row", name=label, label=figures.grain.label[place]) if figures.is_finer else label
            yield from _mean(at, named, values)


def _of_peers(
    at: NodeAt, figures: Figures, name: str, column: Growths | Derived, place: int
) -> Generator[str, None, list[Fraction]]:
    """Give what is derived for each peer of a figure row as arithmetic; return those that could be computed."""
    values: list[Fraction] = []
    if column.peer is None:  # pragma: no cover -- what is derived of peers says whose it is
        raise TypeError(name)
    lines = _Lines(at, figures)
    for number in np.flatnonzero(column.at == place).tolist():
        unit = str(column.peer[number])
        lines.peer = at.telling.units.get(unit, unit)
        value = yield from lines.of(name, column, number, place)
        values += [] if value is None else [value]
    return values


@dataclass(slots=True)
class _Lines:
    """Tells what is derived, each figure once. peer: the title of the peer whose figures they are, else empty."""

    at: NodeAt
    figures: Figures
    peer: str = ""
    told: set[tuple[str, int, str]] = field(default_factory=set)

    def of(
        self, name: str, column: Growths | Derived, number: int, place: int
    ) -> Generator[str, None, Fraction | None]:
        """Give the lines of one figure, at a figure row; return what it came to."""
        if isinstance(column, Derived):
            return (yield from self._figure(_FIGURES[name], column, number, place))
        key, formula_place, *keys = _GROWTHS[name]
        values: dict[str, Value] = {}
        for part, one, called in zip(("actual", "previous"), (column.actual, column.previous), keys, strict=True):
            if isinstance(one, Derived):
                values[part] = yield from self._figure(called, one, number, place)
            else:
                values[part] = None if one[number] is None else Fraction(one[number])
        told, value = _equation(self.at, GROWTH, values, formula_place)
        yield from self._about(key, place, told)
        return value

    def _figure(self, key: str, derived: Derived, number: int, place: int) -> Generator[str, None, Fraction | None]:
        """Give the line of a figure derived from variables, unless it was told; return what it came to."""
        indicator = self.at.node.indicator
        if indicator is None:  # pragma: no cover -- only indicators read figures
            raise TypeError(key)
        texts = {name: column[number] for name, column in derived.columns.items()}
        names: dict[str, Value] = {name: None if text is None else Fraction(text) for name, text in texts.items()}
        told, value = _equation(self.at, derived.formula, names, derive_place(self.at.telling.stored.scheme, indicator))
        if (key, number, self.peer) not in self.told:
            yield from self._about(key, place, told)
        self.told.add((key, number, self.peer))
        return value

    def _about(self, key: str, place: int, told: Sequence[str]) -> Iterator[str]:
        """Give the lines about one figure row under their name, with its label at a finer key."""
        say, name = self.at.telling.say, self.at.telling.say(key)
        if self.peer:
            name = say("of_peer", name=name, peer=self.peer)
        if self.figures.is_finer:
            name = say("row", name=name, label=self.figures.grain.label[place])
        yield say("lead", name=name) + told[0]
        yield from told[1:]


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


def _equation(
    at: NodeAt, formula: Formula, names: Mapping[str, Value], place: Place
) -> tuple[list[str], Fraction | None]:
    """Give one figure as arithmetic, with a line for the remainder where there is one, and what it came to."""
    printed = as_printed(names)
    sentence = words(formula, printed, place, at.telling.lang)
    if not sentence.result:
        return [at.telling.say("not_computed", why=at.telling.told(sentence.reasons))], None
    precision = at.telling.walked.walk.reading.precision
    computed, value = (exact(formula)(given, precision) for given in (printed, names))
    if isinstance(computed, Fault) or isinstance(value, Fault):  # pragma: no cover -- a fault has no points
        raise TypeError(formula.text)
    told = sentence.text(at.telling.say("gives"))
    return [told, *at.telling.remainder(computed, value, is_points=False)], fraction(value)
