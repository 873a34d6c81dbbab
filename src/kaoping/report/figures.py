"""What an indicator read before its first step: growth computed from two figures, the mean of the peers, many rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.engine.gather import Averaged
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
_DERIVED = Place(
    "derived", {"actual": Name(Number(), "完成", "actual"), "previous": Name(Number(), "上年", "previous")}
)


def peer_lines(at: NodeAt) -> Iterator[str]:
    """Give the mean of the peers' figures as arithmetic, for each figure of peers that a formula names."""
    for name in sorted(name for name in at.node.names if name.startswith("peer.")):
        figures = at.telling.walked.figures(at.node)
        column = figures.columns[name]
        if not isinstance(column, Averaged):  # pragma: no cover -- figures of peers are always means
            raise TypeError(name)
        label = _PEERS[name][0 if at.telling.lang == "zh" else 1]
        for place in np.flatnonzero(figures.grain.row == at.row).tolist():
            texts = column.figure.filter(column.at == place).to_list()
            named = at.telling.say("row", name=label, label=figures.grain.label[place]) if figures.is_finer else label
            yield from _mean(at, named, [Fraction(text) for text in texts])


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


def derived_lines(at: NodeAt) -> Iterator[str]:
    """Give growth computed from two figures as arithmetic."""
    formula = at.node.derived.get("growth") if "growth" in at.node.names else None
    if formula is None:
        return
    figures = at.telling.walked.figures(at.node)
    for place in np.flatnonzero(figures.grain.row == at.row).tolist():
        cells = {name: figures.columns[name] for name in ("actual", "previous")}
        texts = {name: column[place] for name, column in cells.items() if isinstance(column, pl.Series)}
        names: dict[str, Value] = {name: None if text is None else Fraction(text) for name, text in texts.items()}
        printed = as_printed(names)
        sentence = words(formula, printed, _DERIVED, at.telling.lang)
        name = at.telling.say("derived_growth")
        if figures.is_finer:
            name = at.telling.say("row", name=name, label=figures.grain.label[place])
        told = at.telling.say("not_computed", why=at.telling.told(sentence.reasons))
        if sentence.result:
            told = sentence.text(at.telling.say("gives"))
        yield at.telling.say("lead", name=name) + told
        precision = at.telling.walked.walk.reading.precision
        computed, growth = (exact(formula)(given, precision) for given in (printed, names))
        if isinstance(computed, Fraction) and isinstance(growth, Fraction):
            yield from at.telling.remainder(computed, growth, is_points=False)
